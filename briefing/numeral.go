package briefing

import (
	"math"
	"strconv"
	"strings"
)

// A numeral is a number as the text has it, in digits or words.
type numeral struct {
	first, last int32   // its tokens
	value       float64 // the lower end of a range
	max         float64 // the upper end of a range; 0 where it is none
	tail        string  // what hangs on the last digits: th, m, -year-old, +
	ordinal     bool    // 11th, third
	many        bool    // dozens, tens of thousands
	spelled     bool    // in words
	scaled      bool    // a million or the like is in it
	pair        bool    // two numbers with a dash between them: 7–4
	ranged      bool    // two numbers with a word between them: 5 to 10
}

// lex returns what token i means to figures and dates.
func (d *Document) lex(i int32) lexeme {
	if i < 0 || i >= int32(len(d.tokens)) {
		return lexeme{}
	}
	return lexemes.items[d.tokens[i].lex]
}

// near reports whether token i follows the token before it on the same line.
func (d *Document) near(i int32) bool {
	return i > 0 && i < int32(len(d.tokens)) && !d.tokens[i].is(afterLine)
}

// numeralAt returns the numeral that begins at token i.
func (d *Document) numeralAt(i int32) (numeral, bool) {
	if i < 0 || i >= int32(len(d.tokens)) {
		return numeral{}, false
	}
	var n numeral
	ok := false
	switch d.tokens[i].kind {
	case numberToken:
		n, ok = d.digits(i)
	case wordToken:
		if n, ok = d.gluedDigits(i); !ok {
			n, ok = d.spelledOut(i)
		}
	}
	if ok && n.tail == "" && !n.ordinal {
		d.scale(&n)
	}
	return n, ok
}

// digits returns the numeral in figures at token i.
func (d *Document) digits(i int32) (numeral, bool) {
	s := d.text(i)
	v, rest, ok := parseDigits(s, d.commaDecimals)
	if !ok {
		return numeral{}, false
	}
	n := numeral{first: i, last: i + 1, value: v, tail: rest}
	if rest != "" && rest[0] == '-' && len(rest) > 1 && asciiClass[rest[1]] == classDigit {
		w, more, ok := parseDigits(rest[1:], d.commaDecimals)
		if !ok || strings.ContainsRune(more, '-') && asciiClass[more[len(more)-1]] == classDigit {
			return numeral{}, false // a phone number, a code
		}
		n.max, n.tail, n.pair = w, more, true
	}
	switch n.tail {
	case "st", "nd", "rd", "th", "ST", "ND", "RD", "TH":
		n.ordinal, n.tail = true, ""
		return n, !n.pair
	}
	if n.tail == "" && !n.pair {
		d.groups(&n)
		d.fraction(&n)
		d.pairUp(&n)
	}
	if m := tailScale(n.tail); m > 1 {
		n.value *= m
		n.max *= m
		n.tail, n.scaled = "", true
	}
	return n, true
}

// groups reads thousands that blanks set off, as other languages than English
// write them: 31 000.
func (d *Document) groups(n *numeral) {
	if d.english || n.value < 1 || n.value > 999 || n.value != float64(int(n.value)) || d.tokens[n.first].end-d.tokens[n.first].start > 3 {
		return
	}
	for d.near(n.last) && d.tokens[n.last].kind == numberToken && len(d.text(n.last)) == 3 {
		v, rest, ok := parseDigits(d.text(n.last), false)
		if !ok || rest != "" {
			return
		}
		n.value = 1000*n.value + v
		n.last++
	}
}

// fraction adds ½ and the like, and "1/2", to a number in figures.
func (d *Document) fraction(n *numeral) {
	if !d.near(n.last) || n.last >= int32(len(d.tokens)) {
		return
	}
	switch d.text(n.last) {
	case "½":
		n.value += .5
	case "¼":
		n.value += .25
	case "¾":
		n.value += .75
	default:
		return
	}
	n.last++
}

// pairUp joins a number and another after a dash that touches both.
func (d *Document) pairUp(n *numeral) {
	i := n.last
	if i+1 >= int32(len(d.tokens)) || d.tokens[i].kind != dashToken || d.tokens[i+1].kind != numberToken ||
		d.tokens[i].is(afterSpace) || d.tokens[i+1].is(afterSpace) || d.tokens[i].end-d.tokens[i].start == 2 {
		return
	}
	if v, rest, ok := parseDigits(d.text(i+1), d.commaDecimals); ok && !strings.ContainsRune(rest, '-') {
		if i+2 < int32(len(d.tokens)) && d.tokens[i+2].kind == dashToken && !d.tokens[i+2].is(afterSpace) {
			return // 555–0100–22
		}
		n.max, n.tail, n.pair, n.last = v, rest, true, i+2
	}
}

// parseDigits reads the number that s begins with and returns what follows it.
// Commas group thousands or lakhs; one with one or two digits behind it is a
// decimal comma. With commas set, stops group and commas begin decimals.
func parseDigits(s string, commas bool) (float64, string, bool) {
	j := 0
	for j < len(s) && (asciiClass[s[j]] == classDigit ||
		(s[j] == ',' || s[j] == '.') && j+1 < len(s) && asciiClass[s[j+1]] == classDigit) {
		j++
	}
	if j == 0 || j > 24 {
		return 0, s, false
	}
	if j < len(s) && (s[j] == ':' || s[j] == '/') {
		return 0, s, false
	}
	w := s[:j]
	point, group := byte('.'), byte(',')
	if k := strings.LastIndexByte(w, ','); k >= 0 {
		behind := len(w) - k - 1
		if commas && behind != 3 || behind < 3 && !strings.ContainsRune(w, '.') || strings.IndexByte(w, '.') >= 0 && strings.IndexByte(w, '.') < k {
			point, group = ',', '.'
		}
	}
	if strings.Count(w, ".") > 1 || commas && groupedByStops(w) {
		point, group = ',', '.'
		if !groupedByStops(w) {
			return 0, s, false // 1.2.3 is a version
		}
	}
	if strings.Count(w, string(rune(point))) > 1 {
		return 0, s, false
	}
	var b [32]byte
	n := 0
	for i := range j {
		switch c := w[i]; c {
		case group:
		case point:
			b[n] = '.'
			n++
		default:
			b[n] = c
			n++
		}
	}
	v, err := strconv.ParseFloat(string(b[:n]), 64)
	return v, s[j:], err == nil
}

// groupedByStops reports whether w is 1.234 or 1.234.567.
func groupedByStops(w string) bool {
	if i := strings.IndexByte(w, ','); i >= 0 {
		w = w[:i]
	}
	head, rest, ok := strings.Cut(w, ".")
	if !ok || len(head) > 3 {
		return false
	}
	for g := range strings.SplitSeq(rest, ".") {
		if len(g) != 3 {
			return false
		}
	}
	return true
}

// tailScale returns what letters that hang on digits multiply them by, 1 where
// they mean something else. A lone m is left to the unit.
func tailScale(tail string) float64 {
	switch tail {
	case "k", "K":
		return 1e3
	case "mn", "mln", "M":
		return 1e6
	case "cr", "Cr":
		return 1e7
	case "bn", "b", "B":
		return 1e9
	case "tn", "trn", "T":
		return 1e12
	}
	return 1
}

// scale applies the words for a million and the like that follow n.
func (d *Document) scale(n *numeral) {
	for d.near(n.last) {
		l := d.lex(n.last)
		switch l.kind {
		case lexScale, lexDozen:
			if l.kind == lexDozen && n.value >= 100 || l.name == abroad && d.english {
				return
			}
		case lexHundred:
			if n.value >= 100 || n.scaled {
				return
			}
		default:
			d.scaleTail(n)
			return
		}
		n.value *= l.value
		n.max *= l.value
		n.scaled = true
		n.last++
	}
}

// scaleTail reads a scale that a unit hangs on: 40 million-euro.
func (d *Document) scaleTail(n *numeral) {
	w := d.text(n.last)
	i := strings.IndexByte(w, '-')
	if i < 0 || len(w) > maxHyphened {
		return
	}
	if l := lexemes.items[lexemes.find(hashOf(w[:i]))]; l.kind == lexScale {
		n.value *= l.value
		n.max *= l.value
		n.tail, n.scaled = w[i:], true
		n.last++
	}
}

// spelledOut returns the numeral in words at token i: "twenty-five", "two
// hundred and fifty thousand", "half a million", "dozens", "third".
func (d *Document) spelledOut(i int32) (numeral, bool) {
	l := d.lex(i)
	n := numeral{first: i, last: i + 1, value: l.value, spelled: true}
	switch l.kind {
	case lexOnes, lexTens:
		n, ok := d.count(i)
		d.share(&n)
		return n, ok
	case lexHundred, lexScale, lexDozen: // "million" alone is no number: a million, 2 million
		return n, false
	case lexMany:
		n.many = true
		d.many(&n)
		return n, true
	case lexOrdinal:
		n.ordinal = true
		return n, true
	case lexHalf:
		return d.halfOf(n)
	case lexNone:
		return d.hyphened(n)
	}
	if d.isArticle(i) { // a hundred, a dozen, a quarter of a million
		switch m := d.lex(i + 1); m.kind {
		case lexPeriod:
			if m.value == periodQuarter && d.near(i+1) {
				n.value, n.last = .25, i+2
				return n, d.ofScale(&n)
			}
		case lexHundred, lexScale, lexDozen:
			if d.near(i + 1) {
				n.value = 1
				return n, d.oneScale(&n)
			}
		}
	}
	return numeral{}, false
}

// share reads "three quarters of": the parts that n counts make a fraction.
func (d *Document) share(n *numeral) {
	if !d.near(n.last+1) || d.tokens[n.last+1].hash != hashOfWord || n.scaled {
		return
	}
	switch l := d.lex(n.last); {
	case l.kind == lexFraction:
		n.value /= l.value
	case l.kind == lexPeriod && l.value == periodQuarter:
		n.value /= 4
	default:
		return
	}
	n.last++
	n.scaled = true
	d.ofScale(n)
}

// ofScale reads "of a million" after a fraction.
func (d *Document) ofScale(n *numeral) bool {
	i := n.last
	if !d.near(i+2) || d.tokens[i].hash != hashOfWord || !d.isArticle(i+1) || d.lex(i+2).kind != lexScale {
		return false
	}
	n.value *= d.lex(i + 2).value
	n.last, n.scaled = i+3, true
	return true
}

// maxHyphened is the length of the longest word that is looked into.
const maxHyphened = 48

// hyphened reads a number in words with its unit behind a hyphen: four-day,
// twenty-five-year-old, two-thirds.
func (d *Document) hyphened(n numeral) (numeral, bool) {
	w := d.text(n.first)
	if len(w) > maxHyphened {
		return numeral{}, false
	}
	for j := len(w) - 2; j > 2; j-- {
		if w[j] != '-' {
			continue
		}
		l := lexemes.items[lexemes.find(hashOf(lowerWord(w[:j])))]
		if l.kind != lexOnes && l.kind != lexTens {
			continue
		}
		n.value, n.tail = l.value, w[j:]
		switch f := lexemes.items[lexemes.find(hashOf(lowerWord(w[j+1:])))]; {
		case f.kind == lexFraction || f.kind == lexOrdinal && f.value > 2 && n.value == 1:
			n.value, n.tail, n.scaled = n.value/f.value, "", true
		case f.kind == lexPeriod && f.value == periodQuarter:
			n.value, n.tail, n.scaled = n.value/4, "", true
		}
		return n, true
	}
	return numeral{}, false
}

// isArticle reports whether token i is "a".
func (d *Document) isArticle(i int32) bool { return d.tokens[i].hash == hashA }

var (
	hashA      = hashOf("a")
	hashAnd    = hashOf("and")
	hashOfWord = hashOf("of")
	hashTo     = hashOf("to")
)

// oneScale reads on after "a": hundred, hundred and fifty, dozen, million.
func (d *Document) oneScale(n *numeral) bool {
	m := d.lex(n.last)
	n.value = m.value
	n.scaled = true
	n.last++
	if m.kind == lexHundred && d.near(n.last) && d.tokens[n.last].hash == hashAnd {
		if rest, ok := d.count(n.last + 1); ok && rest.value < 100 {
			n.value += rest.value
			n.last = rest.last
		}
	}
	return true
}

// count reads a cardinal number in words at token i.
func (d *Document) count(i int32) (numeral, bool) {
	n := numeral{first: i, last: i, spelled: true}
	total, part := 0.0, 0.0
	last := lexNone
	limit := math.Inf(1)
loop:
	for d.near(n.last) || n.last == i {
		l := d.lex(n.last)
		switch l.kind {
		case lexOnes:
			if last == lexOnes || last == lexTens && l.value > 9 {
				break loop
			}
			part += l.value
		case lexTens:
			if last == lexOnes || last == lexTens {
				break loop
			}
			part += l.value
		case lexHundred:
			if last != lexOnes || part >= 100 {
				break loop
			}
			part *= 100
		case lexScale:
			if last == lexNone || l.value >= limit {
				break loop
			}
			total += part * l.value
			part, limit = 0, l.value
			n.scaled = true
		default:
			if d.lexAnd(n.last) && (last == lexHundred || last == lexScale) && d.lowNumber(n.last+1) {
				n.last++
				last = lexHundred
				continue
			}
			break loop
		}
		last = l.kind
		n.last++
	}
	n.value = total + part
	d.andHalf(&n)
	return n, n.last > i
}

func (d *Document) lexAnd(i int32) bool { return d.tokens[i].hash == hashAnd }

// lowNumber reports whether token i is a number in words below a hundred.
func (d *Document) lowNumber(i int32) bool {
	k := d.lex(i).kind
	return d.near(i) && (k == lexOnes || k == lexTens)
}

// andHalf reads "and a half" after a number: two and a half.
func (d *Document) andHalf(n *numeral) {
	if i := n.last; !n.scaled && d.near(i+2) && d.lexAnd(i) && d.isArticle(i+1) {
		switch l := d.lex(i + 2); {
		case l.kind == lexHalf:
			n.value += .5
			n.last += 3
		case l.kind == lexPeriod && l.value == periodQuarter:
			n.value += .25
			n.last += 3
		}
	}
}

// halfOf reads "half a million", "half a dozen", "half of"; half before anything
// else is a share of it.
func (d *Document) halfOf(n numeral) (numeral, bool) {
	n.value = .5
	i := n.last
	if d.near(i+1) && d.isArticle(i) {
		switch m := d.lex(i + 1); m.kind {
		case lexScale, lexDozen:
			n.value, n.last, n.scaled = m.value/2, i+2, true
			return n, true
		}
	}
	return n, false
}

// many reads on after dozens, tens, hundreds: "tens of thousands".
func (d *Document) many(n *numeral) {
	if d.near(n.last+1) && d.tokens[n.last].hash == hashOfWord && d.lex(n.last+1).kind == lexMany {
		m := d.lex(n.last+1).value / 2
		switch n.value {
		case 24, 40:
			n.value = 20
		}
		n.value *= m
		n.last += 2
	}
}
