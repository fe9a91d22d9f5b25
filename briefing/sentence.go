package briefing

// split cuts the tokens into paragraphs with their quotations, segments and
// sentences.
func (d *Document) split() {
	d.inQuote = grown(d.inQuote, len(d.tokens))
	first := int32(0)
	for i := range d.tokens {
		if i > 0 && d.tokens[i].is(afterLine) && !d.runsOver(int32(i)) {
			d.paragraph(first, int32(i))
			first = int32(i)
		}
	}
	if n := int32(len(d.tokens)); n > first {
		d.paragraph(first, n)
	}
	d.countMarks()
	d.numberSentences()
}

// numberSentences notes for each token the number of its sentence.
func (d *Document) numberSentences() {
	d.inSentence = grown(d.inSentence, len(d.tokens))
	for n, s := range d.sentences {
		of := d.inSentence[s.first:s.last]
		for i := range of {
			of[i] = int32(n)
		}
	}
}

// runsOver reports whether the newline before token i falls inside a sentence,
// as in text that was wrapped: a line that began with a capital goes on in
// lower case.
func (d *Document) runsOver(i int32) bool {
	t, p := &d.tokens[i], &d.tokens[i-1]
	if t.is(afterBlank) || !t.is(lowerCase) || p.kind != wordToken && p.kind != numberToken && (p.kind != commaToken || p.hash == colonSign) {
		return false
	}
	if i+1 < int32(len(d.tokens)) && d.tokens[i+1].kind == closeToken {
		return false
	}
	for j := i - 1; j >= 0 && j > i-64; j-- {
		if q := &d.tokens[j]; j == 0 || q.is(afterLine) {
			return q.is(capital)
		}
	}
	return false
}

// paragraph finds the quotations of the tokens [first, last), a paragraph, and
// cuts it into segments and sentences.
func (d *Document) paragraph(first, last int32) {
	p := tokenSpan{first, last}
	d.paragraphs = append(d.paragraphs, p)
	d.pairParagraph(p)
	seg, sent := first, first
	listed := d.mayList(seg)
	bracket := int32(-1) // the sentence that was open when a bracket opened
	for i := first; i < last; i++ {
		if t := &d.tokens[i]; !listed && t.kind == wordToken && !t.is(dotted) {
			continue // as most are: nothing ends or opens here
		}
		bracket = d.inBrackets(i, bracket)
		if i+1 >= last {
			break
		}
		item := listed && d.beginsItem(i+1, seg, last)
		end, after := i, false
		if !item {
			end, after = d.endsSentence(i, seg, last)
			if !after {
				continue
			}
		}
		for i < end { // closing marks and brackets belong to what they close
			i++
			bracket = d.inBrackets(i, bracket)
		}
		if i+1 >= last {
			break
		}
		d.segments = append(d.segments, tokenSpan{seg, i + 1})
		seg = i + 1
		listed = d.mayList(seg)
		if item || bracket < 0 && !d.withinMarks(i) {
			d.sentences = append(d.sentences, tokenSpan{sent, i + 1})
			sent = i + 1
		}
	}
	d.segments = append(d.segments, tokenSpan{seg, last})
	if bracket < 0 || sent == seg {
		d.sentences = append(d.sentences, tokenSpan{sent, last})
		return
	}
	for k := len(d.segments) - 1; k >= 0; k-- { // a bracket that nothing closes holds no sentences together
		if d.segments[k].first == sent {
			d.sentences = append(d.sentences, d.segments[k:]...)
			return
		}
	}
}

// inBrackets returns the token at which the bracket opened that is open behind
// token i, or -1; open is the same before i. Brackets within quotation marks do
// not count.
func (d *Document) inBrackets(i, open int32) int32 {
	switch t := &d.tokens[i]; {
	case t.kind == openToken && open < 0 && d.inQuote[i] == 0:
		return i
	case t.kind == closeToken && open >= 0 && d.inQuote[i] == 0:
		return -1
	}
	return open
}

// withinMarks reports whether a quotation that is closed later is still open
// behind token i.
func (d *Document) withinMarks(i int32) bool {
	n := d.inQuote[i]
	return n != 0 && !d.quotations[n-1].unclosed
}

// endsSentence reports whether the segment that began at seg ends after token
// i, and gives the last token that belongs to it: marks and brackets that close
// stand behind the stop.
func (d *Document) endsSentence(i, seg, last int32) (int32, bool) {
	t := &d.tokens[i]
	switch {
	case t.kind == wordToken && !t.is(dotted):
		return i, false
	case t.kind == stopToken:
	case t.kind == wordToken:
		return i, d.abbreviationEnds(i, seg, last)
	case t.kind == dashToken && i+2 < last && d.closesAfter(i+1) && d.tokens[i+2].is(afterSpace): // "so that I--" At
		return i + 1, d.begins(i + 2)
	default:
		return i, false
	}
	end := i
	for end+1 < last && d.closesAfter(end+1) {
		end++
	}
	if end+1 >= last {
		return end, true
	}
	n := &d.tokens[end+1]
	run := t.end - t.start
	switch {
	case n.kind == stopToken: // . . .
		return i, false
	case t.hash == stopSign && !n.is(afterSpace) && end == i: // world.Today
		return i, (n.is(capital) && n.kind == wordToken || d.opensAt(i+1)) && i > seg
	case t.hash == stopSign && i > seg && d.beforeMonth(i): // am 6. März
		return i, false
	case t.hash == stopSign && d.itemStop(i, seg): // 2. The second item
		return i, false
	case d.tokens[i].kind == stopToken && d.bracketed(i, end): // [...] and [?] stand for what was left out
		return i, false
	case n.is(lowerCase):
		return i, false
	case t.hash == ellipsisSign && i > seg && t.is(afterSpace) && run < 4:
		return i, false
	case t.hash == stopSign && d.spacedDots(i) > 0 && d.spacedDots(i) < 4: // . . . inside, . . . . at the end
		return i, false
	case t.hash == exclamationSign && d.namedWithMark(i):
		return i, false
	case n.kind == commaToken || n.kind == closeToken:
		return i, false
	case n.kind == dashToken && !d.dashBegins(end+1, last):
		return i, false
	case n.kind == numberToken && t.hash == stopSign && (!n.is(afterSpace) || i > seg && d.tokens[i-1].hash == degreeSign): // N°. 7
		return i, false
	}
	return end, true
}

// itemStop reports whether the stop at i ends the number of a list's item, with
// which the segment begins.
func (d *Document) itemStop(i, seg int32) bool {
	if i > seg+1 && d.tokens[seg].kind == symbolToken && isBullet(d.tokens[seg].hash) {
		seg++
	}
	return i == seg+1 && d.item(seg)
}

// bracketed reports whether nothing but the stop at i stands between brackets,
// the closing one at end or before.
func (d *Document) bracketed(i, end int32) bool {
	return i > 0 && end > i && d.tokens[i-1].kind == openToken && d.tokens[i+1].kind == closeToken
}

// spacedDots returns how many full stops with a blank before each end with
// token i.
func (d *Document) spacedDots(i int32) int {
	n := 0
	for ; i >= 0 && d.tokens[i].hash == stopSign && d.tokens[i].is(afterSpace); i-- {
		n++
	}
	return n
}

// namedWithMark reports whether the exclamation mark at i belongs to a name.
func (d *Document) namedWithMark(i int32) bool {
	if i == 0 || d.tokens[i].is(afterSpace) {
		return false
	}
	h := d.tokens[i-1].hash
	return h == hashYahoo || h == hashJeopardy || h == hashYum
}

// dashBegins reports whether the dash at i begins a sentence, as in dialogue.
func (d *Document) dashBegins(i, last int32) bool {
	return d.tokens[i].end-d.tokens[i].start == 1 && i+1 < last && d.tokens[i+1].is(capital)
}

// closesAfter reports whether token i closes what stands before it: a mark or a
// bracket with no blank before it.
func (d *Document) closesAfter(i int32) bool {
	t := &d.tokens[i]
	if t.kind == closeToken {
		return true
	}
	return t.kind == markToken && !t.is(afterSpace) && !d.opensAt(i) && (d.markAt(i).side != opening || d.closesAt(i))
}

// opensAt reports whether a quotation opens with the mark at i.
func (d *Document) opensAt(i int32) bool {
	if d.tokens[i].kind != markToken || int(i)+1 >= len(d.tokens) {
		return false
	}
	n := d.inQuote[i+1]
	return n != 0 && d.inQuote[i] == 0 && d.quotations[n-1].open == i
}

// closesAt reports whether a quotation closes with the mark at i.
func (d *Document) closesAt(i int32) bool {
	if i == 0 || d.tokens[i].kind != markToken {
		return false
	}
	n := d.inQuote[i-1]
	return n != 0 && d.quotations[n-1].close == i+1
}

// abbreviationEnds reports whether the sentence ends with the abbreviation at i.
func (d *Document) abbreviationEnds(i, seg, last int32) bool {
	t := &d.tokens[i]
	if i+1 >= last || i == seg && t.is(lowerCase) && d.item(i) {
		return false
	}
	n := &d.tokens[i+1]
	w := d.text(i)
	w = w[:len(w)-1]
	how := abbreviations.at(t.hash)
	switch {
	case how == beforeName && n.is(capital) || how == never:
		return false
	case how == beforeNumber:
		return n.kind != numberToken && n.is(capital)
	case len(w) == 1 && t.is(capital): // an initial
		return w == "I" && d.begins(i+1) && i > 0 && d.tokens[i-1].is(lowerCase)
	}
	if wordsToo.at(t.hash) && how == anywhere && t.is(lowerCase) {
		return n.is(capital) || n.kind == markToken
	}
	return d.begins(i + 1)
}

// begins reports whether token i looks like the beginning of a sentence: a word
// with a capital that names rarely begin with, or a mark before one.
func (d *Document) begins(i int32) bool {
	t := &d.tokens[i]
	if t.kind == markToken && i+1 < int32(len(d.tokens)) {
		t = &d.tokens[i+1]
	}
	return t.is(capital) && openers.at(t.hash)
}

// item reports whether token i is the number or letter of a list's item.
func (d *Document) item(i int32) bool {
	t := &d.tokens[i]
	n := t.end - t.start
	if t.kind == numberToken {
		if n > 3 {
			return false
		}
		for _, b := range []byte(d.text(i)) {
			if asciiClass[b] != classDigit {
				return false
			}
		}
		return true
	}
	if t.kind != wordToken || n > 5 {
		return false
	}
	w := d.text(i)
	if t.is(dotted) {
		w = w[:len(w)-1]
	}
	if len(w) == 1 {
		return true
	}
	for k := range len(w) {
		if b := w[k]; b != 'i' && b != 'v' && b != 'x' && b != 'I' && b != 'V' && b != 'X' {
			return false
		}
	}
	return true
}

// mayList reports whether a segment that begins at seg may be an item of a list.
func (d *Document) mayList(seg int32) bool {
	k := d.tokens[seg].kind
	return k == symbolToken || k == openToken || d.item(seg)
}

// beginsItem reports whether an item of a list begins at token i, in a segment
// that itself began, at seg, with one of the same form: 1. … 2. …, a. … b. …,
// (i) … (ii) …, • … • ….
func (d *Document) beginsItem(i, seg, last int32) bool {
	t := &d.tokens[i]
	if !t.is(afterSpace) || i <= seg+1 {
		return false
	}
	switch {
	case t.kind == symbolToken:
		return isBullet(t.hash) && t.hash == d.tokens[seg].hash && d.tokens[seg].kind == symbolToken
	case t.kind == openToken:
		return i+2 < last && d.item(i+1) && d.tokens[i+2].kind == closeToken && d.tokens[seg].kind == openToken && d.item(seg+1)
	case d.tokens[i-1].kind == symbolToken && isBullet(d.tokens[i-1].hash):
		return false
	case !d.item(i) || !d.item(seg) || t.kind != d.tokens[seg].kind || i+1 >= last:
		return false
	}
	if t.is(dotted) {
		return d.tokens[seg].is(dotted) && t.is(lowerCase) && d.text(i)[0] == d.text(seg)[0]+1 && d.tokens[i+1].is(capital)
	}
	a, b := &d.tokens[i+1], &d.tokens[seg+1]
	if a.is(afterSpace) || a.kind != b.kind || a.kind != stopToken && a.kind != closeToken || i+2 >= last {
		return false
	}
	return d.tokens[i+2].is(capital) || d.tokens[i+2].kind == closeToken
}

func isBullet(h uint32) bool {
	return h == bulletSign || h == hyphenBulletSign || h == triangleSign || h == squareSign
}
