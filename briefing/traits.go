package briefing

// traits appends what attribution n is like as a whole, in small numbers, for
// the forest that weighs it.
func (d *Document) traits(n int, x []uint8) []uint8 {
	a := &d.attributions[n]
	i := a.cue.head
	s := d.sentences[a.cue.sentence]
	t := &d.tokens[i]
	e := &d.m.words.entries[t.word]
	kind := uint8(0)
	switch d.kindOf(a) {
	case Mixed:
		kind = 1
	case Indirect:
		kind = 2
	}
	aux, how := d.auxiliary(i, s)
	bit := func(v uint32) uint8 { return uint8(flag(v != 0)) }
	x = append(x, trait(a.cue.score), trait(a.lead), trait(a.turn), trait(a.startLead), trait(a.tie), kind, uint8(a.other), uint8(a.way),
		bit(uint32(e.verb&verbSay)), bit(uint32(e.verb&verbTell)), bit(uint32(e.verb&verbUtter)), bit(uint32(e.verb&verbJudge)), bit(uint32(e.verb&verbHold)), bit(uint32(e.verb&verbMean)),
		e.cue, uint8(t.tag), uint8(aux), bit(how&1), bit(how&2), bit(how&4), bit(how&32))
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
	length, quoted, verbs, commas := int32(0), int32(0), uint8(0), uint8(0)
	for _, p := range a.content() {
		length += p.last - p.first
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
	cut := d.cuts(a)
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
	x = append(x, uint8(bucket(length)), uint8(min(quoted, 40)), min(verbs, 4), min(commas, 4), uint8(a.count), uint8(cut&1), uint8(cut>>1&1), uint8(cut>>2&1), uint8(cut>>3&1),
		uint8(d.cuesWithin(a)), uint8(flag(d.tokens[from].hash == thatWord)), uint8(flag(d.tokens[from].hash == toWord)), uint8(d.tokens[from].tag),
		uint8(d.nearTag(from, -1, s)), uint8(d.nearTag(to, 0, s)), uint8(d.nearTag(to, 1, s)), gap, rest, lead, uint8(flag(d.tokens[from].is(capital))), uint8(flag(d.tokens[from].is(afterLine))))
	// what stands around it
	rival, inner := d.rivals(n)
	left, right := d.beside(a, s)
	next := d.behind(a, s)
	x = append(x, uint8(bucket(a.cue.sentence)), uint8(flag(d.inQuote[i] != 0)), uint8(flag(d.hasMark(s))), uint8(rival&3), uint8(rival>>2), uint8(inner),
		uint8(left&1), uint8(left>>1&3), uint8(left>>3&7), uint8(left>>6&1),
		uint8(right&3), uint8(right>>2&1), uint8(right>>3&15), uint8(right>>7&7), uint8(right>>10&1),
		trait(a.more), d.openedBy(a, s),
		uint8(next&1), uint8(next>>1&1), uint8(next>>2&1), uint8(next>>3&1), uint8(d.nearTag(i, 1, s)), uint8(d.nearTag(i, -1, s)))
	return d.clauseTraits(a, x)
}

// trait returns a small number for a score.
func trait(v float64) uint8 { return uint8(max(0, min(63, 24+4*v))) }

// openedBy tells what stands before the quotation on the left of a's cue: 0
// where there is none, 1 where it begins its sentence.
func (d *Document) openedBy(a *attribution, s tokenSpan) uint8 {
	q := d.quotationEnding(a.first)
	if q == nil {
		return 0
	}
	if q.open <= s.first {
		return 1
	}
	return 2 + uint8(d.nearTag(q.open, -1, s))
}
