package briefing

// startFeatures appends what a content to the right of the cue c is like
// where it begins at token a; from is the first token where it could.
func (d *Document) startFeatures(a, from int32, c *cueWord, s tokenSpan, f []uint32) []uint32 {
	i, stem, tg := c.head, c.stem, c.tag
	w, tw := d.nearWord(a, 0, s), d.nearTag(a, 0, s)
	p, tp := d.nearWord(a, -1, s), d.nearTag(a, -1, s)
	dist := bucket(a - from)
	marks := flag(d.inQuote[a] != 0) | flag(d.marksBefore[a] != d.marksBefore[from])<<1
	q := d.tokens[a].kind == markToken
	form := uint32(d.formAt(a, s))
	verb := c.verb
	var skip, first uint32 // what stands between
	if a > from {
		first = d.nearTag(from, 0, s)
		if p := d.phraseStarting(from, s); p != nil {
			skip = 1 + uint32(d.parties[d.phraseAt[from]-1])
			switch {
			case p.last < a:
				skip |= 32
			case p.last > a:
				skip |= 64
			}
		}
	}
	return append(f,
		mix(130, dist), mix(131, w), mix(132, tw), mix(133, p), mix(134, tp), mix2(135, p, w), mix2(136, tp, tw), mix2(137, stem, w),
		mix2(138, stem, tw), mix2(139, stem, dist), mix2(140, tg, dist), mix2(141, marks, flag(q)), mix2(142, dist, tw), mix2(143, dist, tp),
		mix2(144, d.nearWord(i, 1, s), dist), mix2(145, tw, d.nearTag(a, 1, s)), mix2(146, stem, p), mix2(147, p, dist),
		mix2(440, form, dist), mix2(441, form, stem), mix2(442, form, verb), mix2(443, form, skip), mix2(444, skip, stem), mix2(445, skip, dist), mix2(446, skip, verb), mix2(447, form, p),
		mix2(448, first, skip), mix2(449, first, dist*16+form),
	)
}

// startsAfter returns the token at which the content to the right of the cue at
// i begins, none before from.
func (d *Document) startsAfter(from int32, c *cueWord, s tokenSpan) int32 {
	best, top := from, -1e9
	for a := from; a < s.last && a < from+12; a++ {
		if !d.mayStartAt(a, from) {
			continue
		}
		d.features = d.startFeatures(a, from, c, s, d.features[:0])
		if v := d.m.start.Score(d.features); v > top {
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

// mayStartAt reports whether a content to the right of its cue can begin at token
// a, where it could first at from: further on only at that, to, or after a mark.
func (d *Document) mayStartAt(a, from int32) bool {
	t := &d.tokens[a]
	if t.tag == tagMark {
		return false
	}
	return a < from+6 || t.hash == thatWord || t.tag == tagTo || t.tag == tagWh || d.tokens[a-1].tag == tagMark
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
		if v := d.m.begin.Score(d.features); v > top {
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
