package briefing

import "strings"

// A lexKind tells what part a word plays in figures and dates.
type lexKind uint8

const (
	lexNone     lexKind = iota
	lexOnes             // one … nineteen
	lexTens             // twenty … ninety
	lexHundred          // hundred
	lexScale            // thousand, million, crore
	lexDozen            // dozen
	lexMany             // dozens, hundreds, millions: a number that says only its size
	lexHalf             // half
	lexFraction         // thirds, quarters: value is the denominator
	lexOrdinal          // first … hundredth
	lexMonth            // value 1 … 12
	lexWeekday          // value 0 (Sunday) … 6
	lexDay              // yesterday -1, today 0, tomorrow 1
	lexPart             // morning, night
	lexPeriod           // day, week, year; see the period constants
	lexSeason           // spring, autumn
	lexCurrency         // dollars, euros: value is what one is worth in its unit
	lexCode             // USD, Rs: stands before or after the number
	lexMeasure          // kilometres, tonnes
	lexPercent          // percent, pct
	lexPlural           // plurals without s: people, children
	lexFunction         // ends the name of what is counted: of, were, the; value is 1 where it may begin a date
	lexLoose            // goes before what is counted without naming it: more, other
	lexRelative         // begins a date: last, next, early
)

// The values of lexPeriod.
const (
	periodDay = iota + 1
	periodWeek
	periodWeekend
	periodMonth
	periodQuarter
	periodYear
	periodDecade
	periodCentury
)

// A lexeme is what a word means to figures and dates.
type lexeme struct {
	kind  lexKind
	value float64
	name  string // of a unit or currency, as Figure.Unit has it
}

// A lexicon finds lexemes by their words' hashes.
type lexicon struct {
	slots []uint32 // hash of each slot; 0 where it is free
	index []uint16
	items []lexeme

	begins []reckonable // for each lexeme whether a figure or date may begin with it
}

// abroad is the name of lexemes that are no English words.
const abroad = "abroad"

const lexiconSlots = 1 << 12

func (x *lexicon) add(words string, l lexeme) {
	x.items = append(x.items, l)
	for w := range strings.FieldsSeq(words) {
		h := hashWord(w)
		i := h & (lexiconSlots - 1)
		for x.slots[i] != 0 && x.slots[i] != h {
			i = (i + 1) & (lexiconSlots - 1)
		}
		if x.slots[i] == 0 {
			x.slots[i], x.index[i] = h, uint16(len(x.items)-1)
		}
	}
}

// find returns the number of the lexeme of a word with hash h, 0 for none.
func (x *lexicon) find(h uint32) uint16 {
	for i := h & (lexiconSlots - 1); ; i = (i + 1) & (lexiconSlots - 1) {
		switch x.slots[i] {
		case h:
			return x.index[i]
		case 0:
			return 0
		}
	}
}

// each calls f with the hash of every word and the number of its lexeme.
func (x *lexicon) each(f func(h uint32, n uint16)) {
	for i, h := range x.slots {
		if h != 0 {
			f(h, x.index[i])
		}
	}
}

// lexemes are the words of figures and dates.
var lexemes = newLexicon()

func newLexicon() *lexicon {
	x := &lexicon{slots: make([]uint32, lexiconSlots), index: make([]uint16, lexiconSlots), items: make([]lexeme, 1)}
	x.addNumbers()
	x.addTimes()
	x.addMoney()
	x.addMeasures()
	x.addGrammar()
	x.begins = x.beginnings()
	return x
}

func (x *lexicon) list(kind lexKind, from float64, words string) {
	for i, w := range strings.Fields(words) {
		x.add(strings.ReplaceAll(w, "|", " "), lexeme{kind: kind, value: from + float64(i)})
	}
}

func (x *lexicon) addNumbers() {
	x.list(lexOnes, 1, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	x.add("zero", lexeme{kind: lexOnes})
	for i, w := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		ten := float64(20 + 10*i)
		x.add(w, lexeme{kind: lexTens, value: ten})
		for j, o := range strings.Fields("one two three four five six seven eight nine") {
			x.add(w+"-"+o, lexeme{kind: lexOnes, value: ten + float64(j+1)})
		}
		for j, o := range strings.Fields("first second third fourth fifth sixth seventh eighth ninth") {
			x.add(w+"-"+o, lexeme{kind: lexOrdinal, value: ten + float64(j+1)})
		}
		x.add(strings.TrimSuffix(w, "y")+"ieth", lexeme{kind: lexOrdinal, value: ten})
	}
	x.list(lexOrdinal, 1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth")
	x.add("hundredth", lexeme{kind: lexOrdinal, value: 100})
	x.add("thousandth", lexeme{kind: lexOrdinal, value: 1000})
	x.add("hundred", lexeme{kind: lexHundred, value: 100})
	x.add("dozen", lexeme{kind: lexDozen, value: 12})
	x.add("thousand tausend mille mila mil duizend", lexeme{kind: lexScale, value: 1e3})
	x.add("lakh lac", lexeme{kind: lexScale, value: 1e5})
	x.add("million mn mln mio millionen millones millón milhões milhão milioni milione miljoen", lexeme{kind: lexScale, value: 1e6})
	x.add("crore cr", lexeme{kind: lexScale, value: 1e7})
	x.add("billion bn milliarde milliarden mrd milliard milliards miliardi miliardo miljard", lexeme{kind: lexScale, value: 1e9})
	x.add("trillion trn", lexeme{kind: lexScale, value: 1e12})
	for value, words := range map[float64]string{
		1e3:  "тыс тысяч тысячи тысяча тис тисяч тисячі tys tysięcy tysiące tusen tisíc ezer bin mii nghìn ngàn ribu ألف آلاف الف হাজার हज़ार हजार هزار chiliádes tuhatta",
		1e5:  "लाख",
		1e6:  "millions millón milhões млн миллион миллиона миллионов мільйон мільйона мільйонів miljoner millioner miljoonaa milionów miliony milionů milioane millió milyon juta triệu مليون ملايين میلیون εκατομμύρια",
		1e7:  "करोड़",
		1e9:  "bilhões млрд миллиард миллиарда миллиардов мільярд мільярда мільярдів mld miliard miliarda miliardów miljarder milliarder miljardia miliardy miliarde milliárd milyar miliar tỷ مليار مليارات δισεκατομμύρια",
		1e12: "трлн trilyon triliun",
	} {
		x.add(words, lexeme{kind: lexScale, value: value, name: abroad})
	}
	x.add("dozens", lexeme{kind: lexMany, value: 24})
	x.add("scores", lexeme{kind: lexMany, value: 40})
	x.add("tens", lexeme{kind: lexMany, value: 20})
	x.add("hundreds", lexeme{kind: lexMany, value: 200})
	x.add("thousands", lexeme{kind: lexMany, value: 2e3})
	x.add("lakhs", lexeme{kind: lexMany, value: 2e5})
	x.add("millions", lexeme{kind: lexMany, value: 2e6})
	x.add("crores", lexeme{kind: lexMany, value: 2e7})
	x.add("billions", lexeme{kind: lexMany, value: 2e9})
	x.add("trillions", lexeme{kind: lexMany, value: 2e12})
	x.add("half", lexeme{kind: lexHalf, value: 2})
	x.add("thirds", lexeme{kind: lexFraction, value: 3})
	x.add("quarters fourths", lexeme{kind: lexFraction, value: 4})
	x.add("fifths", lexeme{kind: lexFraction, value: 5})
	x.add("sixths", lexeme{kind: lexFraction, value: 6})
	x.add("tenths", lexeme{kind: lexFraction, value: 10})
}

func (x *lexicon) addTimes() {
	x.list(lexMonth, 1, "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec")
	x.list(lexWeekday, 0, "sunday|sun monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thur|thurs friday|fri saturday|sat")
	x.list(lexDay, -1, "yesterday today|tonight tomorrow")
	x.add("morning afternoon evening night noon midnight", lexeme{kind: lexPart})
	x.list(lexPeriod, periodDay, "day|days week|weeks weekend|weekends month|months quarter year|years decade|decades century|centuries")
	x.add("last next coming previous past early late mid", lexeme{kind: lexRelative})
	x.add("spring summer autumn fall winter", lexeme{kind: lexSeason})
}

func (x *lexicon) addMoney() {
	for _, c := range strings.Split("USD dollar dollars buck bucks;EUR euro euros;GBP pound pounds quid;INR rupee rupees;"+
		"JPY yen;CNY yuan renminbi;RUB rouble roubles ruble rubles;CHF franc francs;SEK krona kronor;NOK;"+
		"BRL reais;ZAR rand;KRW;TRY lira liras;UAH hryvnia hryvnias;PKR;BDT taka;NGN naira;KES;MXN peso pesos;"+
		"ILS shekel shekels;PLN zloty zlotys;THB baht;SAR riyal riyals;AED dirham dirhams;IRR rial rials;IDR rupiah;MYR ringgit;VND dong;HUF forint forints", ";") {
		name, words, _ := strings.Cut(c, " ")
		x.add(words, lexeme{kind: lexCurrency, value: 1, name: name})
	}
	x.add("cent cents", lexeme{kind: lexCurrency, value: .01, name: "USD"})
	x.add("pence", lexeme{kind: lexCurrency, value: .01, name: "GBP"})
	x.add("paise", lexeme{kind: lexCurrency, value: .01, name: "INR"})
	for _, code := range strings.Fields("usd eur gbp inr jpy cny rub chf sek nok dkk brl zar krw try uah pkr bdt ngn kes mxn aud cad nzd hkd sgd ils pln thb aed sar czk huf") {
		x.add(code, lexeme{kind: lexCode, value: 1, name: strings.ToUpper(code)})
	}
	x.add("rs re rmb", lexeme{kind: lexCode, value: 1, name: "INR"})
}

func (x *lexicon) addMeasures() {
	for _, m := range strings.Split("seconds second sec secs;minutes minute min mins;hours hour hr hrs;days;weeks;months;years;decades;centuries;nights;"+
		"kilometers kilometer kilometre kilometres km kms;meters meter metre metres m;centimeters centimeter centimetre centimetres cm;millimeters millimetre millimetres millimeter mm;"+
		"miles mile mi;feet foot ft;inches inch;yards yard;acres acre;hectares hectare ha;nautical_miles;"+
		"kilograms kilogram kilogramme kilogrammes kilos kilo kg kgs;grams gram gramme grammes g gm gms;milligrams mg;tons ton;tonnes tonne;pounds_weight lb lbs;ounces ounce oz;carats carat;"+
		"liters liter litre litres;milliliters millilitre millilitres ml;gallons gallon;barrels barrel;bushels;"+
		"degrees degree;volts volt;watts watt;kilowatts kilowatt kw;megawatts megawatt mw;gigawatts gigawatt gw;kilowatt-hours kwh;terawatt-hours twh;"+
		"megabytes mb;gigabytes gigabyte gb;terabytes terabyte tb;hertz hz;kilohertz khz;megahertz mhz;gigahertz ghz;decibels decibel;calories;light-years;kilometers_per_hour kph kmph kmh;miles_per_hour mph;knots knot;square_feet sqft", ";") {
		name, _, _ := strings.Cut(m, " ")
		x.add(m, lexeme{kind: lexMeasure, value: 1, name: strings.ReplaceAll(name, "_", " ")})
	}
	x.add("percent pct prozent percento", lexeme{kind: lexPercent, value: 1, name: "percent"})
}

func (x *lexicon) addGrammar() {
	x.add("people men women children police aircraft spacecraft staff personnel cattle sheep fish fishermen policemen policewomen firemen gunmen "+
		"businessmen spokesmen lawmen militiamen crewmen servicemen servicewomen congressmen congresswomen teeth mice species series lives wives "+
		"offspring crew media data criteria troops congresspeople salespeople townspeople folk", lexeme{kind: lexPlural})
	x.add("more other others additional further another extra such", lexeme{kind: lexLoose})
	x.add("a an the this earlier later", lexeme{kind: lexFunction, value: 1})
	x.add("that these those of in on at by for from with to into onto over under after before between against about as than and or but nor "+
		"is are was were be been being am has have had having do does did will would can could may might shall should must not no "+
		"he she it they we i you him her them us his its their our my your who whom whose which what when where while why how if because since until "+
		"says said say told tells during through across within without per via versus plus minus up down out off away back ago "+
		"also just only even still then there here so too very all both each every any some many most few much less least "+
		"yes always perhaps unless besides towards afterwards sometimes whereas thus today tonight yesterday tomorrow "+
		"says goes comes makes takes gets gives remains became become becomes went came made took got", lexeme{kind: lexFunction})
}
