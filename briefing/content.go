package briefing

// A direction tells on which side of its cue a content stands.
type direction uint8

const (
	after  direction = iota // she said that …
	before                  // …, she said
	around                  // "…," she said, "…"
	directionCount
)

// directionFeatures appends what tells the direction of the content of the cue
// at i with the source p.
func (d *Document) directionFeatures(c *cueWord, p int32, s tokenSpan, f []uint32) []uint32 {
	i, stem, tg := c.head, c.stem, c.tag
	first, last := d.cueReach(c, p, s)
	var kind, side uint32
	if p != noPhrase {
		kind = 1 + uint32(d.phrases[p].kind)
		side = flag(d.phrases[p].first > i)
	}
	b1, b2 := d.nearWord(first, -1, s), d.nearWord(first, -2, s)
	a1, a2 := d.nearWord(last-1, 1, s), d.nearWord(last-1, 2, s)
	tb1, tb2 := d.nearTag(first, -1, s), d.nearTag(first, -2, s)
	ta1, ta2 := d.nearTag(last-1, 1, s), d.nearTag(last-1, 2, s)
	inside := flag(d.inQuote[i] != 0)
	left := flag(d.marksBefore[first] != d.marksBefore[s.first])
	right := flag(d.marksBefore[s.last] != d.marksBefore[last])
	marks := left | right<<1 | inside<<2
	return append(f,
		mix(100, 0), mix2(101, stem, tg), mix(102, b1), mix(103, a1), mix2(104, b1, b2), mix2(105, a1, a2), mix2(106, tb1, ta1),
		mix2(107, tb1*64+tb2, side), mix2(108, ta1*64+ta2, side), mix2(109, marks, tb1), mix2(110, marks, ta1), mix2(111, stem, marks),
		mix2(112, bucket(first-s.first), side), mix2(113, bucket(s.last-last), side), mix2(114, kind, tb1), mix2(115, stem, ta1),
		mix2(116, marks, tb1*64+ta1), mix2(117, bucket(first-s.first), bucket(s.last-last)), mix2(118, tg, ta1*64+tb1),
	)
}

// cueReach returns the tokens that the cue c and its source p take up
// together, where they stand next to each other.
func (d *Document) cueReach(c *cueWord, p int32, s tokenSpan) (first, last int32) {
	i := c.head
	first, last = i-c.auxLen, i+1
	if p == noPhrase {
		return first, last
	}
	ph := &d.phrases[p]
	if ph.last <= i && ph.first >= s.first && d.inQuote[ph.head] == d.inQuote[i] {
		if first-ph.last <= 12 {
			first = ph.first
		}
	} else if ph.first > i && ph.last <= s.last && ph.first-i <= 4 {
		last = ph.last
	}
	return first, last
}

// maxReach bounds how many tokens from the cue a boundary is looked for.
const maxReach = 400

// startFeatures appends what a content to the right of the cue c is like
// where it begins at token a; from is the first token where it could.
func (d *Document) startFeatures(a, from int32, c *cueWord, s tokenSpan, f []uint32) []uint32 {
	i, stem, tg := c.head, c.stem, c.tag
	w, tw := d.nearWord(a, 0, s), d.nearTag(a, 0, s)
	p, tp := d.nearWord(a, -1, s), d.nearTag(a, -1, s)
	dist := bucket(a - from)
	marks := flag(d.inQuote[a] != 0) | flag(d.marksBefore[a] != d.marksBefore[from])<<1
	q := d.tokens[a].kind == markToken
	return append(f,
		mix(130, dist), mix(131, w), mix(132, tw), mix(133, p), mix(134, tp), mix2(135, p, w), mix2(136, tp, tw), mix2(137, stem, w),
		mix2(138, stem, tw), mix2(139, stem, dist), mix2(140, tg, dist), mix2(141, marks, flag(q)), mix2(142, dist, tw), mix2(143, dist, tp),
		mix2(144, d.nearWord(i, 1, s), dist), mix2(145, tw, d.nearTag(a, 1, s)), mix2(146, stem, p), mix2(147, p, dist),
	)
}

// startsAfter returns the token at which the content to the right of the cue at
// i begins, none before from.
func (d *Document) startsAfter(from int32, c *cueWord, s tokenSpan) int32 {
	best, top := from, -1e9
	for a := from; a < s.last && a < from+12; a++ {
		if !d.mayStart(a) {
			continue
		}
		d.features = d.startFeatures(a, from, c, s, d.features[:0])
		if v := d.m.start.score(d.features); v > top {
			best, top = a, v
		}
	}
	if t := &d.tokens[best]; t.tag == tagPrep && t.hash != thatWord { // without naming anyone, that …
		for a := best + 1; a < s.last && a < best+10; a++ {
			if d.tokens[a].hash == thatWord && d.tokens[a-1].hash == commaSign {
				return a
			}
		}
	}
	return best
}

// mayStart reports whether a content can begin at token a.
func (d *Document) mayStart(a int32) bool {
	return d.tokens[a].tag != tagMark
}

// mayEnd reports whether a content can end before token b, in a sentence of
// which last is the end.
func (d *Document) mayEnd(b, last int32) bool {
	if b >= last {
		return true
	}
	if d.tokens[b-1].tag == tagMark {
		return false
	}
	t := &d.tokens[b]
	switch t.kind {
	case commaToken, stopToken, dashToken, openToken, closeToken:
		return true
	case markToken:
		return d.inQuote[b] == 0
	}
	switch t.tag {
	case tagAnd, tagWh, tagPrep, tagTo, tagIng:
		return true
	}
	return false
}

// trimmed returns where the tokens from a to b end without the marks and stops
// that close them, of which it leaves out maxMarks at most.
func (d *Document) trimmed(a, b int32) int32 {
	least := max(a+1, b-maxMarks)
	for b > least && d.tokens[b-1].tag == tagMark {
		b--
	}
	return b
}

// endFeatures appends what a content that begins at a is like where it ends
// before token b, in sentence s.
func (d *Document) endFeatures(b, a int32, c *cueWord, s tokenSpan, f []uint32) []uint32 {
	stem := c.stem
	w, tw := d.nearWord(b, 0, s), d.nearTag(b, 0, s)
	w2, tw2 := d.nearWord(b, 1, s), d.nearTag(b, 1, s)
	p, tp := d.nearWord(b, -1, s), d.nearTag(b, -1, s)
	dist := bucket(b - a)
	rest := bucket(s.last - b)
	split := uint32(0)
	if b < s.last && b > a && d.inQuote[b] != 0 && d.inQuote[b] == d.inQuote[b-1] {
		split = 1
	}
	started := uint32(d.tokens[a].kind) & 15
	if d.tokens[a].hash == thatWord {
		started = 15
	}
	quoted := uint32(0)
	if b > a && d.tokens[b-1].kind == markToken {
		quoted = 1
	}
	if d.marksBefore[b] != d.marksBefore[a] {
		quoted |= 2
	}
	if d.marksBefore[s.last] != d.marksBefore[b] {
		quoted |= 4
	}
	near := d.nearTag(b, 2, s)
	cues, at := uint32(0), uint32(0) // the likeliest cue soon after, and where
	for k := b; k < s.last && k < b+6; k++ {
		e := &d.m.words.entries[d.tokens[k].word]
		if c := uint32(e.cue); c > max(cues, uint32(cueNever)) && (d.tokens[k].tag.verb() || c >= uint32(cueOften)) {
			cues, at = c, uint32(k-b)
		}
		if d.tokens[k].kind == stopToken {
			break
		}
	}
	return append(f,
		mix(160, dist), mix(161, rest), mix(162, w), mix(163, tw), mix2(164, w, w2), mix2(165, tw, tw2), mix2(166, tw*64+tw2, near),
		mix2(167, split, quoted), mix2(168, w, started), mix2(169, tw, dist), mix2(170, rest, started), mix(171, p), mix2(172, tp, tw),
		mix2(173, stem, rest), mix2(174, quoted, started*64+rest), mix2(175, quoted*64+started, tw), mix2(176, stem, tw), mix2(177, w, rest),
		mix2(183, cues, at), mix2(184, cues*8+at, tw), mix2(185, cues, tw*64+tw2), mix2(186, cues*8+at, quoted), mix2(187, cues, w),
		mix2(178, w2, tw), mix2(179, w, quoted), mix2(180, tw*64+tw2, started), mix2(181, dist, c.tag), mix2(182, stem, w),
	)
}

// clauseEnd returns the end of s or the semicolon, or the comma before a but
// with a subject of its own, outside quotation marks after token a, behind which
// the writer mostly goes on.
func (d *Document) clauseEnd(a int32, s tokenSpan) int32 {
	last := min(s.last, a+maxReach)
	if n := d.inQuote[a]; n != 0 { // speech may be longer than a sentence is
		last = max(last, min(s.last, d.quotations[n-1].close))
	}
	for k := a + 1; k+2 < last; k++ {
		if n := d.inQuote[k]; n != 0 {
			k = max(k, min(d.quotations[n-1].last, last)-1)
			continue
		}
		if d.tokens[k].hash == semicolonSign && d.inQuote[k] == 0 && d.tokens[k+1].hash != thatWord && d.tokens[k+2].hash != thatWord && d.tokens[k+1].kind != markToken {
			return k
		}
		if d.tokens[k].hash == commaSign && d.inQuote[k] == 0 && d.tokens[k+1].tag == tagIng && d.m.words.entries[d.tokens[k+1].word].verb&verbSay != 0 {
			return k // , adding that …
		}
		if d.tokens[k].hash == commaSign && d.inQuote[k] == 0 && d.tokens[k+1].hash == butWord {
			switch d.tokens[k+2].tag { // , but water was already standing
			case tagDet, tagName, tagNoun, tagNouns:
				return k
			}
		}
	}
	return last
}

// endsAfter returns the token before which the content that begins at a ends,
// and how far that is ahead of the next best.
func (d *Document) endsAfter(a int32, c *cueWord, s tokenSpan) (int32, float64) {
	last := d.trimmed(a, d.clauseEnd(a, s))
	best, top := last, -1e9
	next := -1e9
	for b := a + 1; b <= last; b++ {
		if b > a+maxReach && b < last {
			b = last
		}
		if !d.mayEnd(b, last) {
			continue
		}
		d.features = d.endFeatures(b, a, c, s, d.features[:0])
		if v := d.m.end.score(d.features); v > top {
			best, top, next = b, v, top
		} else if v > next {
			next = v
		}
	}
	return best, top - next
}

// beginFeatures appends what a content to the left of a cue c is like where
// it begins at token a and ends before token b.
func (d *Document) beginFeatures(a, b int32, c *cueWord, s tokenSpan, f []uint32) []uint32 {
	stem := c.stem
	w, tw := d.nearWord(a, 0, s), d.nearTag(a, 0, s)
	p, tp := d.nearWord(a, -1, s), d.nearTag(a, -1, s)
	p2 := d.nearWord(a, -2, s)
	first := flag(a <= s.first+1 && !(a > s.first && d.mayStart(s.first)))
	quoted := uint32(0)
	if d.tokens[a].kind == markToken {
		quoted = 1
	}
	if d.inQuote[a] != 0 {
		quoted |= 2
	}
	if d.marksBefore[a] != d.marksBefore[s.first] {
		quoted |= 4
	}
	if d.marksBefore[b] != d.marksBefore[a] {
		quoted |= 8
	}
	return append(f,
		mix2(200, first, quoted), mix(201, w), mix(202, tw), mix(203, p), mix(204, tp), mix2(205, p, w), mix2(206, tp, tw), mix2(207, p2, p),
		mix2(208, bucket(b-a), first), mix2(209, bucket(a-s.first), quoted), mix2(210, stem, first*16+quoted), mix2(211, w, quoted),
		mix2(212, p, quoted), mix2(213, tp*64+tw, quoted),
	)
}

// beginsBefore returns the token at which the content to the left of the cue at
// c, which ends before b, begins.
func (d *Document) beginsBefore(b int32, c *cueWord, s tokenSpan) int32 {
	first := max(s.first, b-maxReach)
	if n := d.inQuote[b-1]; n != 0 {
		first = max(s.first, min(first, d.quotations[n-1].open))
	}
	first = d.firstWord(first, b-1)
	best, top := first, -1e9
	for a := b - 1; a >= first; a-- {
		if a < b-maxReach && a > first {
			a = first
		}
		if !d.mayBegin(a, s) {
			continue
		}
		d.features = d.beginFeatures(a, b, c, s, d.features[:0])
		if v := d.m.begin.score(d.features); v > top {
			best, top = a, v
		}
	}
	return best
}

// mayBegin reports whether a content to the left of its cue can begin at a.
func (d *Document) mayBegin(a int32, s tokenSpan) bool {
	if !d.mayStart(a) {
		return false
	}
	if a == s.first {
		return true
	}
	switch p := &d.tokens[a-1]; p.kind {
	case commaToken, stopToken, dashToken, openToken, closeToken, markToken:
		return true
	}
	return d.tokens[a-1].tag == tagAnd || d.tokens[a].tag == tagWh || d.tokens[a].hash == thatWord
}
