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

// findDirection returns on which side of the cue c the content stands, and how
// far that is ahead of the next best.
func (d *Document) findDirection(c *cueWord, p int32, s tokenSpan) (direction, float64) {
	d.features = d.directionFeatures(c, p, s, d.features[:0])
	sums := d.m.way.Sum(d.features).All()
	best := after
	for w := before; w < directionCount; w++ {
		if sums[w] > sums[best] {
			best = w
		}
	}
	next := int32(0)
	for w := after; w < directionCount; w++ {
		if w != best {
			next = max(next, sums[w])
		}
	}
	return best, float64(sums[best]-next) / 64
}
