package briefing

import "slices"

// What an attribution must be more likely right than to be told. The best
// share of a whole is reached where it is half of the F1 that is reached.
const (
	spokenKept   = -0.60 // log-odds
	indirectKept = -0.60
	thatEased    = 0.90 // how much less what begins with that needs
	// How much more a cue needs that is no reporting verb and seldom was a cue.
	strangeRaised = 0.95
	intentRaised  = 1.05 // how much more plans and wants need, which tell no words
)

// choose weighs every attribution as a whole and drops those that are likelier
// wrong, and those that say what a better one says.
func (d *Document) choose(spokenKept, indirectKept float64) {
	for n := range d.attributions {
		a := &d.attributions[n]
		d.features = d.keepFeatures(n, d.features[:0])
		a.score = d.m.keep.score(d.features)
		limit := spokenKept
		if d.kindOf(a) == Indirect {
			limit = indirectKept
			if a.way == after && d.tokens[a.parts[0].first].hash == thatWord {
				limit -= thatEased
			}
		}
		if e := &d.m.words.entries[d.tokens[a.cue.head].word]; e.verb == 0 && e.cue < cueMostly {
			limit += strangeRaised
		}
		if e := &d.m.words.entries[d.tokens[a.cue.head].word]; (e.verb == verbMean || e.verb == 0 && d.tokens[a.parts[0].first].hash == toWord) && d.kindOf(a) == Indirect {
			limit += intentRaised
		}
		a.dropped = a.score < limit || d.mentionsWord(a) || d.saysNothing(a)
	}
	d.chooseVariants()
	for n := range d.attributions {
		a := &d.attributions[n]
		for k := n - 1; k >= 0 && k > n-6 && !a.dropped; k-- {
			b := &d.attributions[k]
			if b.dropped || !d.same(a, b) {
				continue
			}
			if a.score > b.score {
				b.dropped = true
			} else {
				a.dropped = true
			}
		}
	}
	slices.SortStableFunc(d.attributions, func(a, b attribution) int { return int(a.parts[0].first - b.parts[0].first) })
}

// mentionsWord reports whether a's content is a word or two under discussion,
// the object of a verb of saying: the dictionary added “doomscroll”.
func (d *Document) mentionsWord(a *attribution) bool {
	p := a.parts[0]
	if a.count != 1 || a.way != after || p.last-p.first > 2 || d.inQuote[p.first] == 0 || d.tokens[p.first].is(capital) || p.first < 2 {
		return false
	}
	t := &d.tokens[a.cue.head]
	return d.tokens[p.first-1].kind == markToken && p.first-2 == a.cue.head && d.m.words.entries[t.word].verb&verbJudge == 0 && t.tag.verb()
}

// saysNothing reports whether no word is left of a's content but that.
func (d *Document) saysNothing(a *attribution) bool {
	for _, p := range a.content() {
		for i := p.first; i < p.last; i++ {
			if t := &d.tokens[i]; (t.kind == wordToken || t.kind == numberToken) && t.hash != thatWord {
				return false
			}
		}
	}
	return true
}

// chooseVariants drops all readings of a cue but the likeliest.
func (d *Document) chooseVariants() {
	for n := 0; n < len(d.attributions); {
		best, k := n, n+1
		for k < len(d.attributions) && d.attributions[k].cue.head == d.attributions[n].cue.head {
			if d.attributions[k].score > d.attributions[best].score {
				best = k
			}
			k++
		}
		for ; n < k; n++ {
			if n != best {
				d.attributions[n].dropped = true
			}
		}
	}
}

// same reports whether a and b are mostly the same content.
func (d *Document) same(a, b *attribution) bool {
	n, all := int32(0), int32(0)
	for _, p := range a.content() {
		all += p.last - p.first
		for _, q := range b.content() {
			n += max(0, min(p.last, q.last)-max(p.first, q.first))
		}
	}
	for _, q := range b.content() {
		all += q.last - q.first
	}
	return n > 0 && 2*n >= all-n
}

// kindOf tells how much of a's content stands in quotation marks.
func (d *Document) kindOf(a *attribution) QuoteKind {
	in, out := false, false
	for _, p := range a.content() {
		for k := p.first; k < p.last && !(in && out); k++ {
			switch {
			case d.inQuote[k] != 0:
				in = true
				k = max(k, min(d.quotations[d.inQuote[k]-1].last, p.last)-1)
			case d.tokens[k].kind == wordToken || d.tokens[k].kind == numberToken:
				out = true
			}
		}
	}
	switch {
	case !in:
		return Indirect
	case !out:
		return Direct
	}
	return Mixed
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

// level returns a small number for a score.
func level(v float64) uint32 {
	switch {
	case v < -3:
		return 0
	case v >= 5:
		return 17
	}
	return uint32(v*2+6) + 1
}

// keepFeatures appends what attribution n is like as a whole.
func (d *Document) keepFeatures(n int, f []uint32) []uint32 {
	a := &d.attributions[n]
	i := a.cue.head
	s := d.sentences[a.cue.sentence]
	kind := uint32(0)
	switch d.kindOf(a) {
	case Mixed:
		kind = 1
	case Indirect:
		kind = 2
	}
	sure := level(a.cue.score)
	lead := level(a.lead*2 - 3)
	var who, side, head uint32
	if a.source != noPhrase {
		p := &d.phrases[a.source]
		who, side, head = 1+uint32(p.kind), flag(p.first > i), d.tokens[p.head].hash
	}
	length := int32(0)
	for _, p := range a.content() {
		length += p.last - p.first
	}
	first := a.parts[0].first
	last := a.parts[a.count-1].last
	var rival, inner uint32 // what others around it hold
	for k := n - 1; k >= 0 && k > n-9; k-- {
		if b := &d.attributions[k]; b.cue.head != i && b.other == likeliest && d.same(a, b) {
			rival |= 1
			if b.cue.score > a.cue.score {
				rival |= 2
			}
		}
	}
	for k := n + 1; k < len(d.attributions) && k < n+9; k++ {
		if b := &d.attributions[k]; b.cue.head != i && b.other == likeliest && d.same(a, b) {
			rival |= 4
			if b.cue.score > a.cue.score {
				rival |= 8
			}
		}
	}
	for k := max(0, n-8); k < min(len(d.attributions), n+9); k++ {
		if d.attributions[k].cue.head == i || d.attributions[k].other != likeliest {
			continue
		}
		b := &d.attributions[k]
		for _, p := range b.content() {
			if p.first <= i && i < p.last {
				inner |= 1
				if b.cue.score > a.cue.score {
					inner |= 2
				}
			}
		}
	}
	quoted := flag(d.inQuote[i] != 0)
	stem, tg, cls := d.stem(i), uint32(d.tokens[i].tag), uint32(d.m.words.entries[d.tokens[i].word].cue)
	way := uint32(a.way)
	ends := d.nearTag(last, 0, s)
	starts := uint32(d.tokens[first].tag)
	other := uint32(a.other)
	cut := d.cuts(a)
	tie := level(a.tie)
	cues := d.cuesWithin(a)
	return append(f,
		mix2(266, other, kind), mix2(267, cut, kind), mix2(268, cut, other*4+kind), mix2(269, tie, kind*4+other), mix2(270, cues, kind),
		mix2(271, cues, other*4+kind), mix2(272, lead, other), mix2(273, other, sure), mix2(274, cut, ends), mix2(275, starts, d.nearTag(first, -1, s)*4+kind),
		mix2(276, d.nearWord(last, 0, s), kind), mix2(277, d.nearWord(first, 0, s), kind), mix2(278, stem, d.nearWord(first, -1, s)),
		mix(240, kind), mix2(241, sure, kind), mix2(242, lead, kind), mix2(243, who, kind), mix2(244, bucket(length), kind), mix2(245, way, kind),
		mix2(246, rival, kind), mix2(247, inner, kind), mix2(248, quoted, kind), mix2(249, stem, kind), mix2(250, sure, rival), mix2(251, sure, lead),
		mix2(252, cls, kind), mix2(253, tg, kind*8+way), mix2(254, starts, kind*8+way), mix2(255, ends, kind*8+way), mix2(256, who*2+side, tg),
		mix(257, head), mix2(258, uint32(a.count), kind), mix2(259, bucket(a.cue.sentence), kind), mix2(260, who, bucket(length)), mix2(261, stem, starts),
		mix2(262, sure, inner), mix2(263, stem, who), mix2(264, quoted*16+inner, sure),
		mix2(265, flag(d.hasMark(s)), kind*32+sure),
	)
}
