package briefing

import "strings"

// A reckoning is the figures and dates of a document and what finding them
// needs.
type reckoning struct {
	commaDecimals bool // the language writes 1.234,5
	english       bool // units and relative dates are read
	dollars       bool // a dollar sign stands in the text
	figs          []Figure
	whens         []Date
	marks         []reckoned // per figure and date, in reading order
	cal           calendar
	picks         []candidate
	titleLine     tokenSpan // the first line, where it is the title; else empty
	offers        []candidate
	chosen        []choice
	weigher       weigher
	garbled       bool // question marks stand for lost quotation marks
}

// A reckoned is where a figure or date stands among the tokens.
type reckoned struct {
	tokenSpan
	date bool
}

func (r *reckoning) reset() {
	r.figs, r.whens, r.marks = r.figs[:0], r.whens[:0], r.marks[:0]
	r.picks = r.picks[:0]
}

// reckon finds the figures and dates. Dates come first: what they take is no
// figure.
func (d *Document) reckon() {
	d.reckoning.reset()
	lang := baseLanguage(d.language())
	d.english = lang == "en"
	d.commaDecimals = commaLanguage(lang)
	cal := d.newCalendar()
	n := int32(len(d.tokens))
	d.dollars = strings.IndexByte(d.article.Text, '$') >= 0
	for i := int32(0); i < n; {
		if t := &d.tokens[i]; t.plain && lexemes.begins[t.lex] <= beginsInside && !d.dollars || !d.mayReckon(i) {
			i++
			continue
		}
		if when, ok := cal.dateAt(i); ok {
			if !cal.hidden {
				d.whens = append(d.whens, Date{Span: d.span(when.tokenSpan), Date: when.iso})
				d.marks = append(d.marks, reckoned{when.tokenSpan, true})
			}
			cal.hidden = false
			i = when.last
			continue
		}
		if f, at, ok := d.figureAt(i); ok {
			d.figs = append(d.figs, f)
			d.marks = append(d.marks, reckoned{at, false})
			i = max(at.last, i+1)
			continue
		}
		i++
	}
	d.sift()
}

// mayReckon reports whether a figure or date may begin at token i, which most
// words cannot.
func (d *Document) mayReckon(i int32) bool {
	t := &d.tokens[i]
	switch t.kind {
	case numberToken, symbolToken:
		return true
	case wordToken:
	default:
		return false
	}
	switch lexemes.begins[t.lex] {
	case beginsAlways:
		return true
	case beginsInside:
		if s := d.text(i); !t.plain && (len(s) > 5 && len(s) <= maxHyphened && hasHyphen(s) || t.is(capital) && codeLength(s) > 0) {
			return true
		}
	case beginsBefore:
		if d.opensDate(i) {
			return true
		}
	}
	return d.dollars && i+1 < int32(len(d.tokens)) && d.tokens[i+1].hash == dollarSign // US$
}

// opensDate reports whether what follows the a, an, the, this, earlier or later at
// i may make a figure or date of it: a dozen, a year ago, the next day, this past May.
func (d *Document) opensDate(i int32) bool {
	const (
		counts = 1<<lexPeriod | 1<<lexHundred | 1<<lexScale | 1<<lexDozen
		times  = 1<<lexPeriod | 1<<lexPart | 1<<lexSeason | 1<<lexMonth | 1<<lexWeekday | 1<<lexRelative
	)
	switch d.tokens[i].hash {
	case hashA, hashAn:
		return counts>>d.lexKindAt(i+1)&1 != 0
	case hashThe:
		return d.lexKindAt(i+1) == lexPeriod || times>>d.lexKindAt(i+2)&1 != 0
	case hashThis:
		return times>>d.lexKindAt(i+1)&1 != 0
	}
	return true
}

// lexKindAt returns what part token i plays in figures and dates.
func (d *Document) lexKindAt(i int32) lexKind {
	if i >= int32(len(d.tokens)) {
		return lexNone
	}
	return lexemes.items[d.tokens[i].lex].kind
}

// A reckonable tells whether a figure or date may begin with a word.
type reckonable uint8

const (
	beginsNever  reckonable = iota
	beginsInside            // no word of figures and dates, but one may stand in it: four-day, Rs3,640
	beginsBefore            // only before some words: a dozen, this week
	beginsAlways
)

// beginnings returns for each lexeme whether a figure or date may begin with it.
func (x *lexicon) beginnings() []reckonable {
	out := make([]reckonable, len(x.items))
	for n, l := range x.items {
		switch l.kind {
		case lexNone:
			out[n] = beginsInside
		case lexFunction:
			if l.value != 0 {
				out[n] = beginsBefore
			}
		case lexHundred, lexScale, lexDozen, lexFraction, lexPart, lexPeriod, lexCurrency, lexMeasure, lexPercent, lexPlural, lexLoose:
		default:
			out[n] = beginsAlways
		}
	}
	return out
}

// hasHyphen reports whether a hyphen stands in w.
func hasHyphen(w string) bool {
	for i := 1; i < len(w); i++ {
		if w[i] == '-' {
			return true
		}
	}
	return false
}

// figures returns the figures in reading order.
func (d *Document) figures() []Figure { return append([]Figure(nil), d.figs...) }

// dates returns the dates in reading order.
func (d *Document) dates() []Date { return append([]Date(nil), d.whens...) }

// commaLanguage reports whether a language writes decimals after a comma.
func commaLanguage(base string) bool {
	switch base {
	case "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "no", "nb", "fi", "cs", "ru", "uk", "tr", "el", "ro", "hu", "id":
		return true
	}
	return false
}

// figureAt returns the figure whose number, or the currency sign before it,
// stands at token i. Bounds before it are taken in.
func (d *Document) figureAt(i int32) (Figure, tokenSpan, bool) {
	money, at := d.currencyBefore(i)
	n, ok := d.numeralAt(at)
	if !ok || money.kind != lexNone && !d.near(at) {
		return Figure{}, tokenSpan{}, false
	}
	f := Figure{Value: n.value, Max: n.max, Kind: Quantity}
	span := tokenSpan{i, n.last}
	switch {
	case money.kind != lexNone:
		d.pay(&f, &n, &span, money)
	case n.ordinal:
		if !d.rank(&f, &n, &span) {
			return Figure{}, tokenSpan{}, false
		}
	default:
		if !d.measured(&f, &n, &span) {
			return Figure{}, tokenSpan{}, false
		}
	}
	d.limit(&f, &n, &span)
	f.Span = d.span(span)
	if t := &d.tokens[span.last-1]; t.is(dotted) && d.tokens[max(span.last-2, 0)].hash == slashSign { // km/h.
		f.End--
	}
	return f, span, true
}

// limit sets the figure's bound and takes its words into span.
func (d *Document) limit(f *Figure, n *numeral, span *tokenSpan) {
	d.minus(f, span)
	if f.Bound == "" {
		f.Bound = Exact
	}
	if n.many {
		f.Bound = AtLeast
	}
	if n.tail == "+" {
		f.Bound = AtLeast
	}
	if first, b := d.boundBefore(span.first); first < span.first && f.Kind != Ordinal && f.Kind != Score {
		span.first = first
		if !n.many || b == About {
			f.Bound = b
		}
	} else if d.between(span.first) && f.Max > 0 {
		span.first--
	}
	if last, b := d.boundAfter(span.last); b != "" {
		span.last, f.Bound = last, b
	}
	if f.Max != 0 && f.Max <= f.Value && f.Kind != Score {
		f.Max = 0
	}
}

// between reports whether the word before token i is "between".
func (d *Document) between(i int32) bool {
	return i > 0 && d.near(i) && d.tokens[i-1].hash == hashBetween
}

// measured reads what a number counts. It reports false where the number is a
// name's, a clock's or a code's.
func (d *Document) measured(f *Figure, n *numeral, span *tokenSpan) bool {
	d.rangeTo(f, n, span)
	if d.aged(f, n, span) || d.compound(f, n, span) || d.oneIn(f, n, span) {
		return true
	}
	if n.tail != "" && !d.tailUnit(f, n) {
		return false
	}
	if f.Unit != "" {
		return true
	}
	if d.percent(f, span) || d.paid(f, span) || d.measure(f, span) {
		d.rangeOn(f, span)
		return true
	}
	if d.sized(f, n) {
		return true
	}
	if n.pair && d.scored(f, n) {
		return true
	}
	if d.named(n) || d.unlikely(n) {
		return false
	}
	if d.clocked(n) {
		return false
	}
	if last, b := d.boundAfter(span.last); b != "" { // 500 or more letters
		span.last, f.Bound = last, b
	}
	if n.many && d.near(span.last+1) && d.tokens[span.last].hash == hashOfWord { // dozens of families
		if last, unit := d.counted(span.last + 1); unit != "" {
			span.last, f.Unit = last, unit
			return true
		}
	}
	last, unit := d.counted(span.last)
	if unit == "" && !d.alone(n, last) {
		return false
	}
	if f.Value == 1 && n.spelled && unit == "" {
		return false
	}
	span.last, f.Unit = last, unit
	d.votes(f, n, span)
	return true
}

// rangeTo reads "5 to 10" and, after between, "5 and 10".
func (d *Document) rangeTo(f *Figure, n *numeral, span *tokenSpan) {
	if n.pair || n.many || n.tail != "" || !d.near(n.last) || !d.near(n.last+1) {
		return
	}
	h := d.tokens[n.last].hash
	joint := h == hashTo || h == hashAnd && d.between(span.first) || h == hashOr && !n.scaled && n.spelled
	if !joint {
		return
	}
	m, ok := d.numeralAt(n.last + 1)
	if !ok || m.ordinal || m.many || m.pair || m.value <= n.value && !m.scaled || yearly(n) && yearly(&m) {
		return
	}
	if h == hashOr && m.value != n.value+1 {
		return
	}
	if m.scaled && !n.scaled && m.value > 0 { // 5 to 10 million
		if s := d.scaleOf(&m); n.value*s < m.value {
			f.Value *= s
		}
	}
	if m.value <= f.Value {
		return
	}
	f.Max, n.last, n.tail, n.ranged = m.value, m.last, m.tail, true
	span.last = m.last
}

// rangeOn reads the upper end of a range whose lower end has its own unit:
// between 10% and 15%.
func (d *Document) rangeOn(f *Figure, span *tokenSpan) {
	i := span.last
	if f.Max != 0 || !d.near(i) || !d.near(i+1) {
		return
	}
	if dash := d.tokens[i].kind == dashToken; !dash && !(d.tokens[i].hash == hashAnd && d.between(span.first)) {
		return
	}
	m, ok := d.numeralAt(i + 1)
	if !ok || m.ordinal || m.pair || m.tail != "" {
		return
	}
	to, end := Figure{Value: m.value}, tokenSpan{m.first, m.last}
	if !d.percent(&to, &end) && !d.paid(&to, &end) && !d.measure(&to, &end) {
		return
	}
	if to.Unit == f.Unit && to.Value > f.Value {
		f.Max, span.last = to.Value, end.last
	}
}

// scaleOf returns what the scale words at the end of m multiply by.
func (d *Document) scaleOf(m *numeral) float64 {
	s := 1.0
	for i := m.last - 1; i > m.first; i-- {
		if l := d.lex(i); l.kind == lexScale || l.kind == lexHundred {
			s *= l.value
			continue
		}
		break
	}
	return s
}

// yearly reports whether n looks like a year.
func yearly(n *numeral) bool {
	return !n.spelled && !n.scaled && n.value >= 1000 && n.value < 2200 && n.value == float64(int(n.value))
}

var (
	hashBetween = hashOf("between")
	hashFrom    = hashOf("from")
)
