package briefing

// quotationBehind returns the first quotation soon after token i of s, or the
// one that begins the next sentence where s ends soon; nil where there is none.
func (d *Document) quotationBehind(i int32, s tokenSpan) *quotation {
	for k := i; k < s.last && k < i+14; k++ {
		if q := d.quotationStarting(k); q != nil {
			return q
		}
	}
	if s.last-i < 14 {
		return d.quotationStarting(s.last)
	}
	return nil
}

// inside returns the words of a quotation without the stops at its end.
func (d *Document) inside(q *quotation) tokenSpan {
	first := q.first
	for first < q.last && d.tokens[first].tag == tagMark && d.tokens[first].kind != openToken {
		first++
	}
	last := d.trimmed(first, q.last)
	for k := last; k < q.last; k++ {
		if d.tokens[k].kind == closeToken { // [the editor's words]
			last = k + 1
		}
	}
	return tokenSpan{first, last}
}

// quotationStarting returns the quotation whose opening mark is token i, or nil.
// Where marks run over paragraphs, those but the first open with none.
func (d *Document) quotationStarting(i int32) *quotation {
	if i+1 >= int32(len(d.tokens)) {
		return nil
	}
	if n := d.inQuote[i+1]; n != 0 && d.quotations[n-1].open == i {
		return &d.quotations[n-1]
	}
	return nil
}

// quotationEnding returns the quotation that ends before token i, or nil.
func (d *Document) quotationEnding(i int32) *quotation {
	for k := i - 1; k >= 0 && k > i-4 && d.tokens[k].tag == tagMark; k-- {
		if k > 0 && d.tokens[k].kind == markToken && d.inQuote[k-1] != 0 && d.quotations[d.inQuote[k-1]-1].close == k+1 {
			return &d.quotations[d.inQuote[k-1]-1]
		}
	}
	return nil
}
