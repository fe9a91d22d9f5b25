package briefing

// noPhrase stands for a source that the sentence does not name.
const noPhrase int32 = -1

// maxSources bounds how many phrases are weighed before a cue; half as many are
// behind it.
const maxSources = 10

// sources appends the phrases of sentence s that may be the source of the cue
// at i, the nearest first, those before it before those after it, and last
// noPhrase.
func (d *Document) sources(i int32, s tokenSpan, out []int32) []int32 {
	n := d.firstPhrase(i)
	for k, left := n-1, maxSources; k >= 0 && left > 0 && d.phrases[k].first >= s.first; k-- {
		out = append(out, k)
		left--
	}
	for k, left := n, maxSources/2; k < int32(len(d.phrases)) && left > 0 && d.phrases[k].first < s.last; k++ {
		if d.phrases[k].first > i {
			out = append(out, k)
			left--
		}
	}
	return append(out, noPhrase)
}

// firstPhrase returns the number of the first phrase that begins after token i.
func (d *Document) firstPhrase(i int32) int32 {
	lo, hi := 0, len(d.phrases)
	for lo < hi {
		m := (lo + hi) / 2
		if d.phrases[m].first <= i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return int32(lo)
}

// sourceFeatures appends what phrase p is like as the source of the cue c;
// rank is its place among those on its side.
func (d *Document) sourceFeatures(p int32, rank uint32, c *cueWord, s tokenSpan, f []uint32) []uint32 {
	i, stem, tg, cls, aux := c.head, c.stem, c.tag, c.class, c.aux
	if p == noPhrase {
		return append(f, mix2(66, flag(c.subject == noPhrase), tg), mix(60, 0), mix2(61, stem, tg), mix2(62, tg, aux), mix2(63, tg, d.nearWord(i, -1, s)), mix2(64, tg, d.nearTag(i, -1, s)*64+d.nearTag(i, 1, s)), mix2(65, cls, tg))
	}
	ph := &d.phrases[p]
	side := uint32(0)
	var dist int32
	from, to := ph.last, i
	if ph.first > i {
		side = 1
		from, to = i+1, ph.first
	}
	dist = to - from
	var verbs, commas, nots uint32
	for k := from; k < to && k < from+24; k++ {
		switch t := &d.tokens[k]; {
		case t.tag.verb() || t.tag == tagModal:
			verbs++
		case t.kind == commaToken || t.kind == dashToken:
			commas++
		case t.tag == tagAdv:
		default:
			nots++
		}
	}
	verbs, commas, nots = min(verbs, 4), min(commas, 3), min(nots, 5)
	quoted := flag(d.inQuote[ph.head] != 0) | flag(d.inQuote[i] != 0)<<1
	if d.inQuote[ph.head] == d.inQuote[i] {
		quoted |= 4
	}
	h := d.tokens[ph.head].hash
	kind := uint32(ph.kind)
	before, tagBefore := d.nearWord(ph.first, -1, s), d.nearTag(ph.first, -1, s)
	tagAfter := d.nearTag(ph.last-1, 1, s)
	pos := side*16 + rank
	party := uint32(d.parties[p])
	var subj uint32
	if side == 0 {
		subj = uint32(min(d.subjectsBefore[d.firstPhrase(i)]-d.subjectsBefore[p], 4)) << 1
	}
	subj |= flag(d.subjectsBefore[p+1] > d.subjectsBefore[p])
	guess := uint32(0)
	switch c.subject {
	case p:
		guess = 1
	case noPhrase:
		guess = 2
	}
	g1 := d.nearWord(i-c.auxLen, -1, s)
	seq := uint32(1)
	if dist < 6 {
		for k := from; k < to; k++ {
			seq = seq*31 + d.nearTag(k, 0, s)
		}
	}
	verb := c.verb
	return append(f,
		mix(70, 0), mix2(73, pos, bucket(dist)), mix2(74, side, verbs*64+commas*16+nots), mix2(76, quoted, side), mix2(79, h, side), mix2(80, before, side),
		mix2(81, tagBefore, side*8+kind), mix2(83, tagAfter, side*8+kind), mix2(84, stem, side*32+min(rank, 3)), mix2(86, tg*64+aux, pos),
		mix2(90, tagBefore*64+tagAfter, pos), mix2(91, uint32(d.tokens[ph.head].tag), pos),
		mix2(92, d.m.words.entries[d.tokens[ph.head].word].kinds, side*8+kind), mix2(93, tg, d.nearTag(i, 1, s)*64+d.nearTag(i, -1, s)+side<<12),
		mix2(95, stem, before), mix2(435, guess, tg), mix2(436, guess, verb), mix2(437, guess, kind*64+tg), mix2(438, guess, party),
		mix2(439, guess, tagAfter*2+side), mix2(499, guess, stem), mix2(420, party, pos), mix2(421, party, stem), mix2(422, party, cls*64+side),
		mix2(423, subj, side*64+tg), mix2(424, subj*16+party, side), mix2(425, subj, tagBefore*2+side), mix2(426, g1, pos), mix2(429, before, subj*2+side),
		mix2(430, subj, verbs*64+commas*16+nots), mix2(432, seq, side), mix2(433, verb, party*2+side), mix2(434, verb, subj*2+side),
	)
}

// plainSubject returns the phrase that can only be the source of the cue c, an
// active verb: the one right before it, with nothing, a mark or
// that before it, or for a verb of saying the one right after it where it follows
// a quotation.
func (d *Document) plainSubject(c *cueWord, s tokenSpan) int32 {
	t := &d.tokens[c.head]
	if n := c.head + 1; n < s.last && !d.isBe(c.head) && (d.tokens[n].hash == fromWord || d.tokens[n].hash == byWord) && (t.tag == tagNoun || c.head > s.first && d.tokens[c.head-1].tag == tagDet) {
		if p := d.phraseStarting(n+1, s); p != nil && p.last < s.last && d.tokens[p.last].hash == thatWord {
			return d.phraseAt[n+1] - 1 // a warning from the ministry that …
		}
	}
	switch t.tag {
	case tagPast, tagThird, tagPlain:
		if c.aux&4 != 0 {
			return noPhrase
		}
	case tagIng:
		if c.aux&4 == 0 {
			return noPhrase
		}
	default:
		return noPhrase
	}
	end := c.head - c.auxLen
	if end <= s.first {
		return noPhrase
	}
	said := d.m.words.entries[t.word].verb&(verbSay|verbTell) != 0
	if said && end == c.head && d.tokens[end-1].kind == markToken && end-2 >= s.first && d.tokens[end-2].tag == tagMark && d.phraseStarting(c.head+1, s) != nil {
		return d.phraseAt[c.head+1] - 1 // “…,” read a sign
	}
	if d.phraseAt[end-1] == 0 {
		return noPhrase
	}
	n := d.phraseAt[end-1] - 1
	p := &d.phrases[n]
	if p.last != end || p.kind == ownerPhrase || p.kind == possPhrase || p.kind == whPhrase || p.first > s.first && !d.beginsClause(p.first) || n != c.subject {
		return noPhrase
	}
	return n
}

// beginsClause reports whether a mark, that or such a word stands before token i.
func (d *Document) beginsClause(i int32) bool {
	switch p := &d.tokens[i-1]; p.tag {
	case tagMark:
		return true
	case tagPrep:
		return p.hash == thatWord
	case tagWh:
		return p.hash != whoWord && p.hash != whichWord
	case tagAnd:
		return true
	}
	return false
}

// findSource returns the phrase that the cue c attributes to, or noPhrase,
// and how far it is ahead of the next best.
func (d *Document) findSource(c *cueWord, s tokenSpan) (best int32, lead float64) {
	i := c.head
	if p := d.plainSubject(c, s); p != noPhrase {
		return p, 3
	}
	d.candidates = d.sources(i, s, d.candidates[:0])
	top, second := -1e9, -1e9
	rank, right := uint32(0), false
	best = noPhrase
	for _, p := range d.candidates {
		if p != noPhrase && d.phrases[p].first > i && !right {
			rank, right = 0, true
		}
		d.features = d.sourceFeatures(p, rank, c, s, d.features[:0])
		v := d.m.source.Score(d.features)
		if v > top {
			best, top, second = p, v, top
		} else if v > second {
			second = v
		}
		rank++
	}
	return best, top - second
}
