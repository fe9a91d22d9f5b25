package briefing

// A quotation is a passage between quotation marks, within one paragraph.
type quotation struct {
	tokenSpan       // the tokens between the marks
	open      int32 // the opening mark, or first where none stands
	close     int32 // the token after the closing mark; last where none stands
	unclosed  bool  // no mark closes it before the paragraph ends
}

// pair finds the quotations of every paragraph. A mark that nothing answers
// reaches no further than its paragraph.
func (d *Document) pair() {
	d.inQuote = grown(d.inQuote, len(d.tokens))
	for _, p := range d.paragraphs {
		d.pairParagraph(p)
	}
	d.marksBefore = grown(d.marksBefore, len(d.tokens)+1)
	n := int32(0)
	for i := range d.tokens {
		d.marksBefore[i] = n
		if d.tokens[i].kind == markToken {
			n++
		}
	}
	d.marksBefore[len(d.tokens)] = n
}

// grown returns s with n zero elements.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}

func (d *Document) pairParagraph(p tokenSpan) {
	var closer rune
	single := false
	start := int32(-1)
	next := p.first // no single mark that closes stands in [i, next)
	for i := p.first; i < p.last; i++ {
		if d.tokens[i].kind != markToken {
			continue
		}
		m := d.markAt(i)
		if start >= 0 {
			switch {
			case m.closes(d, i, closer) && (!single || d.closesSingle(i, p)):
				d.addQuotation(quotation{tokenSpan{start + 1, i}, start, i + 1, false})
				start = -1
			case !m.single && m.side == opening && m.r == '“' && closer == '”' && d.reopens(i):
				// a second opening mark where the first was never closed
				d.addQuotation(quotation{tokenSpan{start + 1, i}, start, i, true})
				start = i
			}
			continue
		}
		if !m.opens(d, i, p.first) {
			continue
		}
		if m.single {
			next = max(next, i+1)
			for next < p.last && !d.closesSingle(next, p) {
				next++
			}
			if next >= p.last || !d.tokens[i].is(afterSpace) && i != p.first && d.tokens[i-1].kind != openToken && d.tokens[i-1].kind != dashToken {
				continue
			}
		}
		start, closer, single = i, m.closer(), m.single
	}
	if start >= 0 && start+1 < p.last {
		d.addQuotation(quotation{tokenSpan{start + 1, p.last}, start, p.last, true})
	}
}

// reopens reports whether the opening mark at i begins a new quotation rather
// than one inside another.
func (d *Document) reopens(i int32) bool {
	if i == 0 || i+1 >= int32(len(d.tokens)) {
		return false
	}
	return d.tokens[i+1].is(capital) && d.tokens[i-1].kind != commaToken
}

// closesSingle reports whether token i is a single mark that closes a
// quotation, not an apostrophe: a stop or comma stands on either side, or the
// word before is no plural that owns what follows.
func (d *Document) closesSingle(i int32, p tokenSpan) bool {
	t := &d.tokens[i]
	if t.kind != markToken || t.is(afterSpace) {
		return false
	}
	m := d.markAt(i)
	if !m.single || m.side == opening || i == p.first {
		return false
	}
	if i+1 >= p.last || !d.tokens[i+1].is(afterSpace) && d.tokens[i+1].kind != wordToken && d.tokens[i+1].kind != numberToken {
		return true
	}
	switch d.tokens[i-1].kind {
	case stopToken, commaToken, closeToken:
		return true
	}
	return d.tokens[i+1].is(afterSpace) && d.lastByte(i-1) != 's'
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
