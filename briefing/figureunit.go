package briefing

import "strings"

// measure reads a unit of measure after a number: 24 hours, 5 square miles.
func (d *Document) measure(f *Figure, span *tokenSpan) bool {
	i := span.last
	if !d.near(i) {
		return false
	}
	shape := ""
	switch d.tokens[i].hash {
	case hashSquare, hashCubic, hashNautical, hashMetric:
		shape = lowerWord(d.text(i)) + " "
		i++
	case hashSq, hashCu:
		shape = "square "
		if d.tokens[i].hash == hashCu {
			shape = "cubic "
		}
		i++
	}
	l := d.lex(i)
	if !d.near(i) || l.kind != lexMeasure && l.kind != lexPeriod || d.tokens[i].is(allCaps) && l.kind == lexMeasure && len(d.text(i)) == 1 {
		return false
	}
	if l.kind == lexPeriod {
		l.name = periodNames[int(l.value)]
	}
	f.Kind, f.Unit = Measure, shape+l.name
	span.last = i + 1
	switch {
	case d.near(i+1) && d.tokens[i+1].hash == hashOld:
		f.Kind = Age
		span.last = i + 2
	case d.near(i+2) && d.tokens[i+1].hash == hashPer && (d.tokens[i+2].hash == hashHour || d.tokens[i+2].hash == hashSecond):
		f.Unit += " per " + lowered(d.text(i+2))
		span.last = i + 3
	case d.near(i+2) && d.tokens[i+1].hash == slashSign && !d.tokens[i+1].is(afterSpace) && (d.tokens[i+2].hash == hashH || d.tokens[i+2].hash == hashS):
		f.Unit += map[bool]string{true: " per hour", false: " per second"}[d.tokens[i+2].hash == hashH]
		span.last = i + 3
	case f.Unit == "degrees" && d.near(i+1) && (d.tokens[i+1].hash == hashCelsius || d.tokens[i+1].hash == hashFahrenheit):
		f.Unit += " " + d.text(i+1)
		span.last = i + 2
	}
	return true
}

// periodNames are the units of lexPeriod by its values.
var periodNames = [...]string{"", "days", "weeks", "weekends", "months", "quarters", "years", "decades", "centuries"}

// percent reads %, percent, per cent and percentage points after a number.
func (d *Document) percent(f *Figure, span *tokenSpan) bool {
	i := span.last
	if !d.near(i) {
		return false
	}
	unit, last := "percent", i+1
	switch {
	case d.tokens[i].hash == percentSign:
	case d.lex(i).kind == lexPercent:
	case d.tokens[i].hash == hashPer && d.near(i+1) && d.tokens[i+1].hash == hashCent:
		last = i + 2
	case d.tokens[i].hash == hashPercentage && d.near(i+1) && (d.tokens[i+1].hash == hashPoints || d.tokens[i+1].hash == hashPoint):
		unit, last = "percentage points", i+2
	case d.tokens[i].hash == hashBasis && d.near(i+1) && (d.tokens[i+1].hash == hashPoints || d.tokens[i+1].hash == hashPoint):
		unit, last = "basis points", i+2
	default:
		return false
	}
	f.Kind, f.Unit, span.last = Percent, unit, last
	return true
}

// compound reads the unit that hangs on a number by a hyphen: a four-day visit,
// a 13-member panel.
func (d *Document) compound(f *Figure, n *numeral, span *tokenSpan) bool {
	if len(n.tail) < 2 || n.tail[0] != '-' {
		return false
	}
	w := lowerWord(n.tail[1:])
	l := lexemes.items[lexemes.find(hashOf(w))]
	switch l.kind {
	case lexMeasure:
		f.Kind, f.Unit = Measure, l.name
	case lexPeriod:
		f.Kind, f.Unit = Measure, periodNames[int(l.value)]
	case lexPercent:
		f.Kind, f.Unit = Percent, "percent"
	case lexCurrency, lexCode:
		f.Kind, f.Unit = Money, l.name
	case lexScale: // 5-million, 40 million-euro
		f.Value *= l.value
		f.Max *= l.value
		n.tail = ""
		return false
	default:
		switch w {
		case "odd":
			n.tail = ""
			return false
		case "plus":
			n.tail = "+"
			return false
		case "meter-long", "metre-long":
			w = "meters"
		}
		if n.spelled && !hyphenUnits.at(hashOf(w)) || !plainWord(w) {
			return false
		}
		f.Unit = pluralOf(w)
	}
	span.last = n.last
	return true
}

// hyphenUnits are what numbers in words count before a hyphen. Others, such as
// two-way, count nothing.
var hyphenUnits = wordsOf("member", "person", "man", "woman", "seat", "story", "storey", "judge", "vote", "point", "goal", "run", "game", "match", "term",
	"bedroom", "room", "lane", "car", "vehicle", "nation", "country", "state", "party", "city", "part", "page", "digit", "strong", "test", "set", "volume", "episode", "night")

// pluralOf returns the plural of a noun that a number goes before with a hyphen;
// other words as they are.
func pluralOf(w string) string {
	if !hyphenUnits.at(hashOf(w)) {
		return w
	}
	switch w {
	case "strong":
		return ""
	case "person":
		return "people"
	case "man":
		return "men"
	case "woman":
		return "women"
	case "story", "party", "city", "country":
		return w[:len(w)-1] + "ies"
	case "match":
		return "matches"
	}
	return w + "s"
}

// plainWord reports whether w is letters and hyphens alone.
func plainWord(w string) bool {
	for i := 0; i < len(w); i++ {
		if asciiClass[w[i]] != classLower && w[i] != '-' {
			return false
		}
	}
	return len(w) > 2
}

// lowerWord returns w in lower case, whatever its length.
func lowerWord(w string) string {
	for i := 0; i < len(w); i++ {
		if asciiClass[w[i]] == classUpper {
			return strings.ToLower(w)
		}
	}
	return w
}

// tailUnit reads the unit that hangs on digits without a hyphen: 5km, 40C.
func (d *Document) tailUnit(f *Figure, n *numeral) bool {
	switch n.tail {
	case "", "+":
		return true
	case "m", "M":
		f.Kind, f.Unit = Measure, "meters"
		return true
	case "p":
		f.Kind, f.Unit, f.Value = Money, "GBP", f.Value/100
		return true
	case "C", "F":
		f.Kind, f.Unit = Measure, "degrees "+map[string]string{"C": "Celsius", "F": "Fahrenheit"}[n.tail]
		return true
	case "x", "X":
		f.Unit = "times"
		return true
	}
	if l := lexemes.items[lexemes.find(hashOf(lowerWord(n.tail)))]; l.kind == lexMeasure {
		f.Kind, f.Unit = Measure, l.name
		return true
	}
	return false
}

// aged reads an age: 60-year-old, aged 34, "Okafor, 34,".
func (d *Document) aged(f *Figure, n *numeral, span *tokenSpan) bool {
	i := span.last
	age := func(last int32) bool {
		f.Kind, f.Unit, span.last = Age, "years", last
		return true
	}
	switch tail := n.tail; {
	case strings.HasPrefix(tail, "-year-old"), strings.HasPrefix(tail, "-yr-old"), strings.HasPrefix(tail, "yo"), strings.HasPrefix(tail, "-years-old"):
		return age(i)
	case tail == "-month-old" || tail == "-week-old" || tail == "-day-old":
		f.Kind, f.Unit = Age, tail[1:len(tail)-4]+"s"
		return true
	case (tail == "-year" || tail == "-yr") && d.near(i) && d.tokens[i].hash == hashOld:
		return age(i + 1)
	case tail != "" || n.value <= 0 || n.value > 125:
		return false
	}
	if d.near(i+1) && d.lex(i).kind == lexPeriod && d.lex(i).value == periodYear {
		if d.tokens[i+1].hash == hashOld {
			return age(i + 2)
		}
		if d.near(i+2) && d.tokens[i+1].hash == hashOfWord && d.tokens[i+2].hash == hashAge {
			return age(i + 3)
		}
	}
	if d.near(i) && d.tokens[i].hash == hashYearOld {
		return age(i + 1)
	}
	if first := span.first; first > 0 && d.near(first) {
		p := d.tokens[first-1].hash
		if p == hashAged || p == hashAge || p == hashAges || p == hashOfWord && first > 1 && d.tokens[first-2].hash == hashAge {
			if p == hashOfWord && d.near(i) && d.tokens[i].kind == wordToken && !d.ends(i) { // the age of 21 states is none
				return false
			}
			return age(i)
		}
		if turnedWords.at(p) && n.value >= minTurned && (!d.near(i) || d.tokens[i].kind != wordToken || d.ends(i)) {
			return age(i)
		}
		return d.apposed(n) && age(i)
	}
	return false
}

// minTurned is the youngest age that "turned" alone gives a number.
const minTurned = 13

var turnedWords = wordsOf("turned", "turns", "turning", "turn")

// ends reports whether the word at i cannot go on a noun phrase.
func (d *Document) ends(i int32) bool {
	return d.lex(i).kind == lexFunction || !d.tokens[i].tag.nominal() && d.tokens[i].tag != tagAdj
}

// apposed reports whether n stands after a name between commas or brackets:
// "Ines Okafor, 52, said", "Okafor (52)".
func (d *Document) apposed(n *numeral) bool {
	i, j := n.first-1, n.last
	if n.spelled || n.pair || n.value != float64(int(n.value)) || i < 1 || j >= int32(len(d.tokens)) || d.tokens[j].is(afterLine) || n.last != n.first+1 {
		return false
	}
	before, after := &d.tokens[i], &d.tokens[j]
	name := &d.tokens[i-1]
	if !name.is(capital) || name.kind != wordToken || d.lex(i-1).kind != lexNone && !name.is(capital) {
		return false
	}
	switch {
	case before.hash == commaSign:
		return (after.hash == commaSign || after.kind == stopToken || after.kind == closeToken || after.hash == semicolonSign) && name.tag == tagName
	case before.kind == openToken:
		return after.kind == closeToken || after.hash == commaSign
	}
	return false
}

// counted returns the name of what the number before token i counts, and the
// token after it: "drones", "Chinese nationals". Words that only add to the
// number (more, other) are passed but not part of the name.
func (d *Document) counted(i int32) (int32, string) {
	if !d.english {
		return i, ""
	}
	first, head := i, int32(-1)
	n := int32(len(d.tokens))
	j := i
walk:
	for ; j < n && j < i+6 && d.near(j); j++ {
		t := &d.tokens[j]
		if t.kind != wordToken || t.is(clitic) {
			break
		}
		l := d.lex(j)
		switch l.kind {
		case lexLoose:
			if head >= 0 {
				break walk
			}
			if t.tag == tagNouns || t.hash == hashOthers {
				head = j
				break walk
			}
			first = j + 1
			continue
		case lexFunction, lexWeekday, lexDay, lexOnes, lexTens:
			break walk
		case lexPlural:
			head = j
			break walk
		case lexMonth:
			if t.is(capital) {
				break walk
			}
		}
		switch t.tag {
		case tagNoun, tagNouns, tagName:
			if head >= 0 && (d.tokens[head].tag == tagNouns && (t.tag != tagNouns || strings.HasSuffix(d.text(j), "ss")) || d.tokens[head].is(lowerCase) && t.is(capital)) {
				break walk
			}
			head = j
		case tagAdj, tagPassive, tagIng:
			if head >= 0 || j+1 >= n || !d.near(j+1) || d.tokens[j+1].kind != wordToken {
				break walk
			}
			if t.tag != tagAdj && !d.tokens[j+1].tag.nominal() {
				break walk
			}
		case tagThird: // right after a number what ends in s is a plural: six suspects
			if j > first || d.lex(j).kind != lexNone {
				break walk
			}
			head = j
		default:
			if head < 0 && t.word == 0 && t.is(lowerCase) && d.near(j+1) && d.plural(j+1) { // a word that nobody taught
				continue
			}
			break walk
		}
	}
	if head < first {
		return i, ""
	}
	return head + 1, d.article.Text[d.tokens[first].start:d.tokens[head].end]
}

// rank reads what an ordinal ranks: the 11th time.
func (d *Document) rank(f *Figure, n *numeral, span *tokenSpan) bool {
	f.Kind = Ordinal
	if n.spelled && !d.determined(n.first) {
		return false
	}
	if d.near(n.last) && n.last < int32(len(d.tokens)) && d.tokens[n.last].is(capital) {
		return false // the First Amendment, the 82nd Airborne
	}
	last, unit := d.counted(n.last)
	if i := n.last; unit == "" && n.spelled && d.near(i) && d.tokens[i].is(lowerCase) && d.tokens[i].tag.verb() && d.lex(i).kind == lexNone {
		last, unit = i+1, d.text(i) // her third win: no verb stands there
	}
	if unit == "" {
		return !n.spelled && d.english
	}
	f.Unit, span.last = unit, last
	return true
}

// determined reports whether an article or owner stands before token i.
func (d *Document) determined(i int32) bool {
	if i == 0 || !d.near(i) {
		return false
	}
	switch t := &d.tokens[i-1]; t.tag {
	case tagDet, tagPoss, tagGenitive:
		return true
	default:
		switch pointers.at(t.hash) {
		case person, thing, several:
			return !subjectPronouns.at(t.hash) // they first reported
		case opener:
			return true
		}
		return false
	}
}

var (
	subjectPronouns = wordsOf("he", "she", "it", "they")
	hashOld         = hashOf("old")
	hashPer         = hashOf("per")
	hashCent        = hashOf("cent")
	hashH           = hashOf("h")
	hashS           = hashOf("s")
	hashHour        = hashOf("hour")
	hashSecond      = hashOf("second")
	hashSquare      = hashOf("square")
	hashCubic       = hashOf("cubic")
	hashSq          = hashOf("sq")
	hashCu          = hashOf("cu")
	hashNautical    = hashOf("nautical")
	hashMetric      = hashOf("metric")
	hashCelsius     = hashOf("celsius")
	hashFahrenheit  = hashOf("fahrenheit")
	hashPercentage  = hashOf("percentage")
	hashBasis       = hashOf("basis")
	hashPoint       = hashOf("point")
	hashPoints      = hashOf("points")
	hashAge         = hashOf("age")
	hashAges        = hashOf("ages")
	hashAged        = hashOf("aged")
	hashYearOld     = hashOf("year-old")
	hashOthers      = hashOf("others")
)
