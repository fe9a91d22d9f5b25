package briefing

// A look is what an attribution is like as a whole, found once for all that weigh
// it. What follows a tells stands beside it.
type look struct {
	sentence     tokenSpan // of the cue
	kind         uint32    // 0: direct, 1: mixed, 2: indirect
	length       int32     // of the content, in tokens
	cut          uint32    // see cuts
	cues         uint32    // see cuesWithin
	left, right  uint32    // see beside
	opened       uint32    // see openedBy
	next         uint32    // see behind
	form         form      // what the content begins with
	hasMark      bool      // a quotation mark stands in the sentence
	rival, inner uint32    // see rivals
	spoke        uint32    // see voices
}

// lookAt returns what a is like, without its neighbours.
func (d *Document) lookAt(a *attribution) look {
	s := d.sentences[a.cue.sentence]
	l := look{sentence: s, cut: d.cuts(a), cues: d.cuesWithin(a), next: d.behind(a, s), form: d.formAt(a.parts[0].first, s), hasMark: d.hasMark(s)}
	switch d.kindOf(a) {
	case Mixed:
		l.kind = 1
	case Indirect:
		l.kind = 2
	}
	for _, p := range a.content() {
		l.length += p.last - p.first
	}
	q := d.quotationEnding(a.first)
	l.opened = d.openedBy(q, s)
	l.left, l.right = d.beside(a, q, s)
	return l
}

// lookAll notes what every attribution is like.
func (d *Document) lookAll() {
	d.looks = d.looks[:0]
	for n := range d.attributions {
		d.looks = append(d.looks, d.lookAt(&d.attributions[n]))
	}
}

// openedBy tells what stands before the quotation q on the left of a cue: 0
// where there is none, 1 where it begins its sentence.
func (d *Document) openedBy(q *quotation, s tokenSpan) uint32 {
	if q == nil {
		return 0
	}
	if q.open <= s.first {
		return 1
	}
	return 2 + d.nearTag(q.open, -1, s)
}

// cuts tells whether a's content takes a part of a quotation only, at its
// beginning (1) or end (2), and whether a quotation begins (4) or ends (8) it.
func (d *Document) cuts(a *attribution) uint32 {
	first, last := a.parts[0].first, a.parts[a.count-1].last
	var f uint32
	if n := d.inQuote[first]; n != 0 {
		if q := &d.quotations[n-1]; first > q.first && d.firstWord(q.first, q.last) < first {
			f |= 1
		} else {
			f |= 4
		}
	}
	if n := d.inQuote[last-1]; n != 0 {
		if q := &d.quotations[n-1]; d.trimmed(q.first, q.last) > last {
			f |= 2
		} else {
			f |= 8
		}
	}
	return f
}

// cuesWithin tells how many likely cues stand in a's content outside quotation
// marks.
func (d *Document) cuesWithin(a *attribution) uint32 {
	n := uint32(0)
	for _, p := range a.content() {
		for k := p.first; k < p.last; k++ {
			if q := d.inQuote[k]; q != 0 {
				k = max(k, min(d.quotations[q-1].last, p.last)-1)
				continue
			}
			if d.m.words.entries[d.tokens[k].word].cue >= cueOften {
				n++
			}
		}
	}
	return min(n, 3)
}

// beside tells what quotations stand beside a's cue and which of them are in its
// content: two small numbers for q, that on the left, and that on the right.
func (d *Document) beside(a *attribution, q *quotation, s tokenSpan) (left, right uint32) {
	if q != nil {
		left = 1 | uint32(d.lastSign(q))<<3
		if q.open >= s.first {
			left |= 2
		} else if d.tokens[s.first].is(afterLine) {
			left |= 4
		}
		left |= flag(a.holds(d.firstWord(q.first, q.last))) << 6
	}
	if q := d.quotationBehind(a.last, s); q != nil {
		right = 1
		switch {
		case q.open < s.last:
		case d.tokens[q.open].is(afterLine):
			right = 3
		default:
			right = 2
		}
		right |= flag(d.tokens[q.first].is(capital)) << 2
		if q.open > a.last {
			right |= (1 + uint32(d.tokens[q.open-1].kind)) << 3
		}
		right |= min(bucket(q.open-a.last), 7) << 7
		right |= flag(a.holds(d.firstWord(q.first, q.last))) << 10
	}
	return left, right
}

// behind tells whether a sentence that begins with a quotation follows a's
// content and sentence, and what it is like; 0 for none.
func (d *Document) behind(a *attribution, s tokenSpan) uint32 {
	from := s.last
	if e := a.parts[a.count-1].last; e > from {
		from = d.sentences[d.inSentence[e-1]].last
	}
	q := d.quotationStarting(from)
	if q == nil {
		return 0
	}
	f := 1 | flag(d.tokens[from].is(afterLine))<<1 | uint32(d.claimed[d.inQuote[q.first]])<<2
	if t := d.sentences[d.inSentence[q.open]]; t.last-q.close > 1 {
		f |= 8
	}
	return f
}

// lastSign tells which stop or comma ends a quotation: 0 for none.
func (d *Document) lastSign(q *quotation) int {
	for k := q.last - 1; k >= q.first && k >= q.last-2; k-- {
		t := &d.tokens[k]
		switch {
		case t.kind == commaToken:
			return 1
		case t.kind == stopToken && t.hash == stopSign:
			return 2
		case t.kind == stopToken:
			return 3
		case t.kind == dashToken:
			return 4
		case t.kind != markToken:
			return 0
		}
	}
	return 0
}
