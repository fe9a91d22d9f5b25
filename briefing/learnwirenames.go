package briefing

import "strings"

var (
	onsets   = strings.Fields("b br c ch d dr f fl g gr h j k kl l m n p pr qu r s sh sk st t th tr v w y z")
	vowels   = strings.Fields("a a e e i o o u ai ea ie io")
	codas    = strings.Fields("l n r s m x d k nd rt ck ll st")
	endings  = strings.Fields("a o er son sen ski ic ov ez i in ton man berg ford ley ez ini escu oglu wala shi ko ura yan vili enko is os")
	suffixes = strings.Split("Inc,Corp,Ltd,Plc,PLC,AG,SA,SE,NV,SpA,AB,LLC,Group,Group Inc,Holdings,Holdings Ltd,& Co,Co Ltd,Energy,Pharmaceuticals,Therapeutics,Technologies,Capital,Capital Partners,Bank,Partners,Motors,Airlines,Media,Foods,Resources,Oil & Gas,Industries,Securities,Entertainment,Labs,Insurance,Financial,Brands", ",")
	nouns    = strings.Split("Stone,Harbor,Beacon,Summit,River,Silver,Blue,Green,North,Iron,Cloud,Bright,Spark,Loop,Nova,Field,Bridge,Wave,Rock,Pine,Star,Arrow,Light,Swift,Prime,Core,Data,Pay,Bio,Sun,Moon,Box,Hill,Crown,Fox,Lion,Oak,Edge,Point,Flow,Works,Path", ",")
	causes   = strings.Split("Rivers,Tolls,Hunger,Clean Air,Children,Press Freedom,Better Buses,Tenants' Rights,Animals,Safer Streets,Fair Wages,Smoking,Libraries,Old Trees", ",")
	topics   = strings.Split("Health,Finance,Transport,Defence,Energy,Agriculture,Justice,Labour,Education,Trade,Public Works,Tourism,Environment,Industry,Statistics,Taxation,Immigration,Fisheries,Housing", ",")
	packs    = strings.Fields("Hawks Bears Comets Pilots Wolves Rovers Stars Kings Knights Chiefs Bulls Lions Tigers Sharks Eagles Ravens Storm Wild Magic Thunder Rangers Wildcats Bulldogs Rockets Flyers Devils Pirates Giants Royals Raptors Blazers Jazz Heat Dragons Saints Panthers Cougars Badgers Huskies")
	grounds  = strings.Split("Stadium,Arena,Airport,International Airport,General Hospital,Hospital,Park,Center,Road,University Hospital,Station,Elementary School,Bridge", ",")
	spots    = strings.Split("Lake %,Mount %,% County,% River,% Street,% Island,% Valley,Cape %,% Bay,% Square,% Hills,Port %,San %,% Park,the % Sea,% Province,% Avenue,Fort %", ",")
	events   = strings.Split("% Cup,% Open,% Grand Prix,% Prize,% 100,% Index,% Awards,% Masters,% Festival,% Act,% Pro,% Marathon,The % Diaries,Project %,% Championship,% Classic", ",")
	months   = strings.Fields("January February March April May June July August September October November December Jan Feb Aug Sept Oct Nov Dec")
	weekdays = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
)

// coin makes up a word of so many syllables at most.
func (w *wire) coin(syllables int) string {
	s := ""
	for range 1 + int(w.dice.Next()>>33)%syllables {
		s += w.one(onsets) + w.one(vowels)
	}
	return titled(s + w.one(codas))
}

// invent returns a name for a slot of one kind.
func (w *wire) invent(kind byte) string {
	switch kind {
	case 'p':
		return w.person()
	case 'f':
		return w.firm()
	case 'b':
		return w.body()
	case 't':
		town := w.town()
		pack := w.one(packs)
		return town + " " + pack + "|" + pack
	case 'o':
		return w.one(w.bodies)
	case 'c':
		return w.town()
	case 'n':
		if w.times(15) {
			return w.coin(3) + w.one([]string{"ia", "land", "stan", "a"})
		}
		return w.one(w.nations)
	case 's':
		return w.one(w.states)
	case 'l':
		if w.times(40) {
			return w.one(w.marks)
		}
		if w.times(40) {
			return w.town()
		}
		return strings.TrimPrefix(w.within(w.one(spots)), "the ")
	case 'v':
		return w.town() + " " + w.one(grounds)
	case 'x':
		if w.times(40) {
			return w.one(w.things)
		}
		return w.within(w.one(events))
	case 'z':
		return w.one([]string{w.coin(2), w.coin(3), strings.ToUpper(w.coin(1)), w.one(nouns) + " " + w.one(nouns)})
	case 'g':
		return w.one(w.peoples)
	case 'm':
		return w.one(months)
	case 'w':
		return w.one(weekdays)
	case 'd':
		return w.one([]string{"1", "3", "7", "12", "19", "26", "30"})
	}
	return w.one([]string{"2", "4.5", "11", "23", "0.7", "140", "1,200", "16"})
}

// within puts a made-up word in the place of %.
func (w *wire) within(pattern string) string {
	return strings.Replace(pattern, "%", w.one([]string{w.coin(2), w.coin(2), w.one(w.lasts), w.one(w.towns)}), 1)
}

func (w *wire) town() string {
	if w.times(30) {
		return w.coin(2) + w.one([]string{"", "", "ton", "burg", "ville", "pur", "a", "grad", "ford", "o", "shima", "abad"})
	}
	return w.one(w.towns)
}

// person returns the first and last name of a person.
func (w *wire) person() string {
	first, last := w.one(w.firsts), w.one(w.lasts)
	if w.times(20) {
		first = w.coin(2) + w.one([]string{"", "a", "o", "e", "i"})
	}
	if w.times(40) {
		last = w.coin(2) + w.one(endings)
	} else if town := w.one(w.towns); w.times(20) && !strings.Contains(town, " ") {
		last = town // Grace Lincoln
	}
	switch n := int(w.dice.Next()>>33) % 100; {
	case n < 7:
		first += " " + w.one([]string{"A.", "B.", "J.", "M.", "R.", "W."})
	case n < 11:
		last = w.one([]string{"de ", "van ", "von ", "van der ", "al-", "de la ", "Al ", "bin ", "Mc", "O'", "Le ", "ben "}) + last
	case n < 14:
		last = w.one(w.lasts) + "-" + last
	case n < 18:
		first += " " + w.one(w.firsts)
	case n < 20:
		first = w.one([]string{"J.J.", "P.J.", "A.", "J.", "T.J."})
	}
	return first + "|" + last
}

// firm returns the full and the short name of a company.
func (w *wire) firm() string {
	short := ""
	switch n := int(w.dice.Next()>>33) % 100; {
	case n < 35:
		short = w.one(w.firms)
	case n < 60:
		short = w.coin(3)
	case n < 66:
		short = w.one(nouns) + strings.ToLower(w.one(nouns))
	case n < 71:
		short = w.one(nouns) + w.one(nouns)
	case n < 78:
		short = w.one(nouns) + " " + w.one(nouns)
	case n < 82:
		short = w.one(w.firsts) + " " + w.one(w.lasts)
	case n < 86:
		short = w.one(w.lasts)
	case n < 90:
		short = strings.ToUpper(w.coin(1))
	case n < 93:
		short = w.one(w.lasts) + " & " + w.one(w.lasts)
	case n < 95:
		short = w.coin(2) + ".com"
	default:
		short = w.coin(2) + " " + w.one(nouns)
	}
	if w.times(50) && !strings.Contains(short, "&") {
		return short + " " + w.one(suffixes) + "|" + short
	}
	return short + "|" + short
}

// body returns the name of a public body with its letters.
func (w *wire) body() string {
	topic := w.one(topics)
	if other := w.one(topics); w.times(15) && other != topic {
		topic += " and " + other
	}
	var name string
	switch w.dice.Next() >> 33 % 11 {
	case 0:
		name = "Ministry of " + topic
	case 1:
		name = "Department of " + topic
	case 2:
		name = "National " + topic + " Agency"
	case 3:
		name = "Federal " + topic + " Commission"
	case 4:
		name = "Office for National " + topic
	case 5:
		name = "General Administration of " + topic
	case 6:
		name = "U.S. " + topic + " Administration"
	case 7:
		name = w.one([]string{"Commission", "Council", "Committee", "Institute"}) + " on " + topic
	case 8:
		name = w.one([]string{"Committee", "Alliance", "Coalition", "Campaign"}) + " to " + w.one([]string{"Protect", "End", "Save", "Reclaim Our", "Stop"}) + " " + w.one(causes)
	case 9:
		name = w.one([]string{"Campaign", "Coalition", "Alliance", "Foundation", "Society"}) + w.one([]string{" for ", " Against "}) + w.one(causes)
	default:
		name = w.one(w.nations) + " " + topic + " Authority"
	}
	letters := ""
	for word := range strings.FieldsSeq(name) {
		if word[0] >= 'A' && word[0] <= 'Z' {
			letters += word[:1]
		}
	}
	return name + "|" + letters
}
