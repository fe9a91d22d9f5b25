package briefing

// traits appends what a, which looks like l, is like as a whole, in small numbers,
// for the forest that weighs it.
func (d *Document) traits(a *attribution, l *look, x []uint8) []uint8 {
	i, s, w := a.cue.head, l.sentence, &a.word
	bit := func(v uint32) uint8 { return uint8(flag(v != 0)) }
	x = append(x, trait(a.cue.score), trait(a.lead), trait(a.turn), trait(a.tie), uint8(l.kind), uint8(a.other), uint8(a.way),
		bit(w.verb&uint32(verbSay)), bit(w.verb&uint32(verbTell)), bit(w.verb&uint32(verbUtter)), bit(w.verb&uint32(verbJudge)), bit(w.verb&uint32(verbHold)), bit(w.verb&uint32(verbMean)),
		uint8(w.class), uint8(w.tag), uint8(w.auxLen), bit(w.aux&1), bit(w.aux&2), bit(w.aux&4), bit(w.aux&32))
	// the source
	var who, side, dist, name, kinds, apart, first, rank uint8
	if a.source != noPhrase {
		p := &d.phrases[a.source]
		who = 1 + uint8(p.kind)
		gap := i - p.last
		if p.first > i {
			side, gap = 1, p.first-i-1
		}
		dist = uint8(bucket(gap))
		name = uint8(typeOf(uint32(d.labels[p.head])))
		k := d.kinds(p.head)
		kinds = bit(k&kindRole) | bit(k&kindPerson)<<1 | bit(k&kindBody)<<2
		if k&(kindDate|kindRegion) != 0 || d.tokens[p.head].kind == numberToken {
			kinds |= 8
		}
		apart = uint8(flag(d.inQuote[p.head] != d.inQuote[i]))
		first = uint8(flag(p.first == s.first))
		rank = uint8(flag(a.holds(p.head)))
	}
	x = append(x, who, side, dist, name, kinds, apart, first, rank)
	// the content
	from, to := a.parts[0].first, a.parts[a.count-1].last
	quoted, verbs, commas := int32(0), uint8(0), uint8(0)
	for _, p := range a.content() {
		for k := p.first; k < p.last && k < p.first+40; k++ {
			switch t := &d.tokens[k]; {
			case d.inQuote[k] != 0:
				quoted++
			case t.tag == tagPast || t.tag == tagThird || t.tag == tagPlain || t.tag == tagModal:
				verbs++
			case t.kind == commaToken:
				commas++
			}
		}
	}
	gap := uint8(0)
	if a.way == after && from > i {
		gap = uint8(bucket(from - a.last))
	} else if a.way == before && a.parts[a.count-1].last <= i {
		gap = uint8(bucket(a.first - a.parts[a.count-1].last))
	}
	rest := uint8(0)
	if to < s.last {
		rest = uint8(bucket(s.last - to))
	}
	lead := uint8(0)
	if from > s.first {
		lead = uint8(bucket(from - s.first))
	}
	x = append(x, uint8(bucket(l.length)), uint8(min(quoted, 40)), min(verbs, 4), min(commas, 4), uint8(a.count), uint8(l.cut&1), uint8(l.cut>>1&1), uint8(l.cut>>2&1), uint8(l.cut>>3&1),
		uint8(l.cues), uint8(flag(d.tokens[from].hash == thatWord)), uint8(flag(d.tokens[from].hash == toWord)), uint8(d.tokens[from].tag),
		uint8(d.nearTag(from, -1, s)), uint8(d.nearTag(to, 0, s)), uint8(d.nearTag(to, 1, s)), gap, rest, lead, uint8(flag(d.tokens[from].is(capital))), uint8(flag(d.tokens[from].is(afterLine))))
	// what stands around it
	x = append(x, uint8(bucket(a.cue.sentence)), uint8(flag(d.inQuote[i] != 0)), uint8(flag(l.hasMark)), uint8(l.rival&3), uint8(l.rival>>2), uint8(l.inner),
		uint8(l.left&1), uint8(l.left>>1&3), uint8(l.left>>3&7), uint8(l.left>>6&1),
		uint8(l.right&3), uint8(l.right>>2&1), uint8(l.right>>3&15), uint8(l.right>>7&7), uint8(l.right>>10&1),
		trait(a.more), uint8(l.opened),
		uint8(l.next&1), uint8(l.next>>1&1), uint8(l.next>>2&1), uint8(l.next>>3&1), uint8(d.nearTag(i, 1, s)), uint8(d.nearTag(i, -1, s)))
	return d.clauseTraits(a, l, x)
}

// trait returns a small number for a score.
func trait(v float64) uint8 { return uint8(max(0, min(63, 24+4*v))) }
