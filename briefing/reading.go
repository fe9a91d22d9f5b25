package briefing

import "slices"

// A variant tells how a reading of a cue differs from the likeliest: which of
// the quotations beside the cue are its content, and nothing else is.
type variant uint8

const (
	likeliest   variant = iota
	quotedLeft          // “…,” she said
	quotedRight         // she said: “…”
	quotedBoth          // “…,” she said, “…”
	quotedOn            // “…,” she said, but “…” was …
	quotedEnd           // she called it “…” …: to the closing mark and no further
)

// markedReadings is how many readings of a cue end where a quotation closes.
const markedReadings = 3

// vary adds the other readings of the cue that a follows, where quotations
// stand beside it: a later step chooses.
func (d *Document) vary(a attribution) {
	s := d.sentences[a.cue.sentence]
	left, right := d.quotationEnding(a.first), d.quotationBehind(a.last, s)
	base := len(d.attributions) - 1
	if left != nil {
		d.readQuoted(base, quotedLeft, left, nil)
	}
	if right != nil {
		d.readQuoted(base, quotedRight, nil, right)
	}
	if left != nil && right != nil {
		d.readQuoted(base, quotedBoth, left, right)
	}
	if left != nil && a.last < s.last && d.tokens[a.last].hash == commaSign && d.tokens[a.last].kind == commaToken {
		if from := d.firstWord(a.last, s.last); from < s.last && d.inQuote[from] == 0 && d.tokens[from].tag != tagIng {
			b := d.attributions[base]
			b.count, b.other, b.way = 0, quotedOn, around
			b.addPart(d.inside(left))
			var end int32
			end, b.tie = d.endsAfter(from, &b.word, s)
			b.addPart(tokenSpan{from, end})
			d.add(base, b)
		}
	}
	if a.way != before && a.count > 0 && d.inQuote[a.parts[a.count-1].first] == 0 {
		d.endAtMarks(base, s)
	}
}

// endAtMarks adds the readings of attribution base that end where one of the
// first quotations that begin in its content closes.
func (d *Document) endAtMarks(base int, s tokenSpan) {
	a := d.attributions[base]
	p := a.parts[a.count-1]
	if p.first <= a.cue.head {
		return
	}
	for k, found := p.first, 0; k < p.last && found < markedReadings; k++ {
		n := d.inQuote[k]
		if n == 0 {
			continue
		}
		q := &d.quotations[n-1]
		b := a
		b.other = quotedEnd
		b.parts[b.count-1].last = d.trimmed(q.first, q.last)
		if q.close <= s.last {
			d.add(base, b)
		}
		found++
		k = max(k, q.close-1)
	}
}

// add adds a reading of attribution base, unless one like it stands there.
func (d *Document) add(base int, a attribution) {
	if a.count == 0 {
		return
	}
	for n := base; n < len(d.attributions); n++ {
		if slices.Equal(a.content(), d.attributions[n].content()) {
			return
		}
	}
	d.attributions = append(d.attributions, a)
}

// readQuoted adds a reading of attribution base with the quotations left and right
// as its content, unless one like it stands there.
func (d *Document) readQuoted(base int, v variant, left, right *quotation) {
	a := d.attributions[base]
	a.count, a.other = 0, v
	switch {
	case right == nil:
		a.way = before
	case left == nil:
		a.way = after
	default:
		a.way = around
	}
	if left != nil {
		d.addOpen(&a, left)
		a.addPart(d.inside(left))
	}
	if right != nil {
		a.addPart(d.inside(right))
	}
	d.add(base, a)
}

// addOpen adds to a the quotations without a closing mark that end where q opens,
// each a paragraph of what q ends.
func (d *Document) addOpen(a *attribution, q *quotation) {
	n := d.inQuote[q.first] - 1
	first := n
	for first > 0 && first > n-6 && d.quotations[first-1].unclosed && d.quotations[first-1].last == d.quotations[first].open {
		first--
	}
	for ; first < n; first++ {
		a.addPart(d.inside(&d.quotations[first]))
	}
}
