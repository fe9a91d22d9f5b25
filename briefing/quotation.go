package briefing

// A quotation is a passage between quotation marks, within one paragraph.
type quotation struct {
	tokenSpan       // the tokens between the marks
	open      int32 // the opening mark, or first where none stands
	close     int32 // the token after the closing mark; last where none stands
	unclosed  bool  // no mark closes it before the paragraph ends
}

// maxRunOver is how many paragraphs one pair of marks may span.
const maxRunOver = 6

// maxNested is how often in one paragraph marks within marks may be looked for
// in vain.
const maxNested = 8

// grown returns s with n zero elements.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}

// countMarks notes how many marks stand before each token.
func (d *Document) countMarks() {
	d.marksBefore = grown(d.marksBefore, len(d.tokens)+1)
	n := int32(0)
	before := d.marksBefore[1:]
	for i := range d.tokens {
		n += int32(flag(d.tokens[i].kind == markToken))
		before[i] = n
	}
}

// pairParagraph finds the quotations of the paragraph p. A mark that nothing
// answers reaches no further than its paragraph, and no further than to where a
// later one opens anew.
func (d *Document) pairParagraph(p tokenSpan) {
	vain := 0
	var alone, lowAlone bool // no single mark from here on closes what one opens, or a low one
	for i := p.first; i < p.last; i++ {
		if d.tokens[i].kind != markToken {
			continue
		}
		m := d.markAt(i)
		if !d.opens(m, i, p) {
			if d.placeOf(i, p) == closing && !m.single {
				d.closeUnopened(i, p)
			}
			continue
		}
		if low := m.r == '‚'; m.single && (alone && !low || lowAlone && low) {
			continue
		}
		end, how := d.closerOf(m, i, p, vain < maxNested)
		if how == endless && vain < maxNested && !d.opensAnew(m, i, p) {
			vain++
			end, how = d.closerOf(m, i, p, false)
		}
		switch {
		case how == closed:
			d.addQuotation(quotation{tokenSpan{i + 1, end}, i, end + 1, false})
			i = end
		case m.single: // an apostrophe
			alone, lowAlone = alone || m.r != '‚', lowAlone || m.r == '‚'
		case how == reopened: // nobody knows where it closed: its first sentence is safe
			stop := i + 1
			for stop < end-1 && d.tokens[stop].kind != stopToken {
				stop++
			}
			d.addQuotation(quotation{tokenSpan{i + 1, stop + 1}, i, stop + 1, true})
			i = end - 1
		default:
			d.addQuotation(quotation{tokenSpan{i + 1, end}, i, end, true})
			i = end - 1
		}
	}
}

// opensAnew reports whether what m opens at i goes on behind paragraph p, where
// the next one opens with the same mark.
func (d *Document) opensAnew(m mark, i int32, p tokenSpan) bool {
	return i == p.first && int(p.last) < len(d.tokens) && d.tokens[p.last].kind == markToken && d.markAt(p.last).r == m.r
}

// An ending tells how the search for a closing mark ended.
type ending uint8

const (
	closed   ending = iota
	reopened        // another quotation opens first
	endless         // the paragraph ends first
)

// closerOf returns the mark that closes the one at i, m, in paragraph p, or else
// where what m opens must end. With nested, marks of the same family may stand
// within.
func (d *Document) closerOf(m mark, i int32, p tokenSpan, nested bool) (int32, ending) {
	inner := noMark // the mark inside that waits for its own to close
	for k := i + 1; k < p.last; k++ {
		if d.tokens[k].kind != markToken {
			continue
		}
		n := d.markAt(k)
		if n.family != m.family {
			continue
		}
		switch side := d.sideOf(n, k, p); {
		case m.single:
			if d.closesSingle(m, n, k, p) {
				return k, closed
			}
		case side == closing && inner.matches(n):
			inner = noMark
		case side == closing && !d.isInch(k, p):
			return k, closed
		case side == opening && d.reopens(k, nested):
			return k, reopened
		case side == opening && nested && k > i+1:
			inner = n
		}
	}
	return p.last, endless
}

// reopens reports whether the opening mark at i begins a new quotation rather
// than one inside another: a sentence ends before it, or at least no comma
// stands there where nothing nested is looked for.
func (d *Document) reopens(i int32, nested bool) bool {
	if i == 0 || i+1 >= int32(len(d.tokens)) || !d.tokens[i+1].is(capital) {
		return false
	}
	p := &d.tokens[i-1]
	return p.kind == stopToken || p.kind == markToken || !nested && p.kind != commaToken
}

// isInch reports whether the straight mark at i behind a figure is no mark of
// quotation, for another one closes after it: 12" wide,” he said.
func (d *Document) isInch(i int32, p tokenSpan) bool {
	if d.tokens[i-1].kind != numberToken || d.tokens[i].is(afterSpace) || d.markAt(i).side != either || i+1 >= p.last || !d.tokens[i+1].is(lowerCase) {
		return false
	}
	for k := i + 1; k < p.last; k++ {
		if d.tokens[k].kind == markToken {
			if m := d.markAt(k); m.family == doubleMarks {
				return d.placeOf(k, p) == closing
			}
		}
	}
	return false
}

// closesSingle reports whether the single mark n at i closes what m opened and
// is no apostrophe: a stop or comma stands on either side, or the word before is
// no plural that owns what follows and has lost no letter.
func (d *Document) closesSingle(m, n mark, i int32, p tokenSpan) bool {
	t := &d.tokens[i]
	if t.is(afterSpace) || i == p.first || n.side == opening && (m.r != '‚' || d.placeOf(i, p) != closing) {
		return false
	}
	if i+1 >= p.last || !d.tokens[i+1].is(afterSpace) && d.tokens[i+1].kind != wordToken && d.tokens[i+1].kind != numberToken {
		return true
	}
	switch d.tokens[i-1].kind {
	case stopToken, commaToken, closeToken:
		return true
	}
	return d.tokens[i+1].is(afterSpace) && d.lastByte(i-1) != 's' && !d.lostLetter(i)
}

// lostLetter reports whether the apostrophe at i stands for the g of a word in
// -ing: singin' and.
func (d *Document) lostLetter(i int32) bool {
	w := d.text(i - 1)
	return len(w) > 4 && w[len(w)-2:] == "in" && d.tokens[i+1].is(lowerCase)
}

// closeUnopened looks for where the quotation begins that the mark at i of
// paragraph p closes and that no mark in p opens: in one of the paragraphs before,
// with no mark between, or where p begins if p goes on with who says it.
func (d *Document) closeUnopened(i int32, p tokenSpan) {
	if i == p.first || d.tokens[i-1].kind != stopToken && d.tokens[i-1].kind != commaToken {
		return
	}
	n := len(d.quotations)
	if n > 0 && d.quotations[n-1].close > p.first {
		return
	}
	if n > 0 && d.quotations[n-1].unclosed {
		if k, ok := d.paragraphEnding(d.quotations[n-1].last); ok {
			for k++; k < len(d.paragraphs); k++ {
				if b := d.paragraphs[k]; b.first < p.first {
					d.addQuotation(quotation{b, b.first, b.last, true})
				}
			}
			d.addQuotation(quotation{tokenSpan{p.first, i}, p.first, i + 1, false})
			return
		}
	}
	if d.saysSoon(i+1, p.last) {
		d.addQuotation(quotation{tokenSpan{p.first, i}, p.first, i + 1, false})
	}
}

// paragraphEnding returns the number of the paragraph that ends before token i,
// if it is one of the last few.
func (d *Document) paragraphEnding(i int32) (int, bool) {
	for k := len(d.paragraphs) - 1; k >= 0 && k >= len(d.paragraphs)-maxRunOver; k-- {
		if d.paragraphs[k].last == i {
			return k, true
		}
	}
	return 0, false
}

// saysSoon reports whether a verb of saying stands among the first few tokens
// from i, before any comma.
func (d *Document) saysSoon(i, last int32) bool {
	for k := i; k < last && k < i+5; k++ {
		switch t := &d.tokens[k]; {
		case t.kind != wordToken:
			return false
		case t.is(lowerCase) && d.m.words.entries[t.word].verb&(verbSay|verbTell|verbUtter) != 0:
			return true
		}
	}
	return false
}

func (d *Document) addQuotation(q quotation) {
	if q.first >= q.last {
		return
	}
	d.quotations = append(d.quotations, q)
	n := int32(len(d.quotations))
	for k := q.first; k < q.last; k++ {
		d.inQuote[k] = n
	}
}
