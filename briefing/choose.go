package briefing

import "slices"

// What an attribution must be more likely right than to be told. The best
// share of a whole is reached where it is half of the F1 that is reached.
const (
	spokenKept   = -0.80 // log-odds
	indirectKept = -1.60
	hopeless     = -3.0 // below which traits are not asked
)

// choose weighs every attribution as a whole and drops those that are likelier
// wrong, and those that say what a better one says.
func (d *Document) choose(spokenKept, indirectKept float64) {
	for n := range d.attributions {
		d.judge(n)
		a := &d.attributions[n]
		a.dropped = a.score < d.bar(a, spokenKept, indirectKept) || d.mentionsWord(a) || d.saysNothing(a) || d.unsaid(a)
	}
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
	d.claimRest()
	d.tidy()
}

// judge tells how likely attribution n is right.
func (d *Document) judge(n int) {
	a := &d.attributions[n]
	d.features = d.keepFeatures(n, d.features[:0])
	if a.score = d.m.keep.score(d.features); a.score > hopeless {
		d.traits(n, d.row[:0])
		a.score += d.m.trees.score(&d.row)
	}
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

// eachCue calls f with the range of the readings of each cue.
func (d *Document) eachCue(f func(first, last int)) {
	for n := 0; n < len(d.attributions); {
		k := n + 1
		for k < len(d.attributions) && d.attributions[k].cue.head == d.attributions[n].cue.head {
			k++
		}
		f(n, k)
		n = k
	}
}

// pick leaves of all readings of a cue the likeliest.
func (d *Document) pick() {
	d.picked = d.picked[:0]
	d.eachCue(func(first, last int) {
		best, top := first, 0.0
		for n := first; n < last && last-first > 1; n++ {
			d.features = d.keepFeatures(n, d.features[:0])
			d.traits(n, d.row[:0])
			if v := d.m.pick.score(d.features) + d.m.picks.score(&d.row); n == first || v > top {
				best, top = n, v
			}
		}
		d.picked = append(d.picked, d.attributions[best])
	})
	d.attributions, d.picked = d.picked, d.attributions
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

// beside tells what quotations stand beside a's cue and which of them are in its
// content: two small numbers for that on the left and that on the right.
func (d *Document) beside(a *attribution, s tokenSpan) (left, right uint32) {
	if q := d.quotationEnding(a.first); q != nil {
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

// holds reports whether token i is in a's content.
func (a *attribution) holds(i int32) bool {
	for _, p := range a.content() {
		if p.first <= i && i < p.last {
			return true
		}
	}
	return false
}

// rivals tells what others near attribution n hold: whether one before it (1) or
// behind it (4) says the same, with a likelier cue (2, 8); and whether one holds
// its cue (1), with a likelier cue (2).
func (d *Document) rivals(n int) (rival, inner uint32) {
	a := &d.attributions[n]
	i := a.cue.head
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
	return rival, inner
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
	rival, inner := d.rivals(n)
	quoted := flag(d.inQuote[i] != 0)
	stem, tg, cls := d.stem(i), uint32(d.tokens[i].tag), uint32(d.m.words.entries[d.tokens[i].word].cue)
	way := uint32(a.way)
	ends := d.nearTag(last, 0, s)
	starts := uint32(d.tokens[first].tag)
	other := uint32(a.other)
	cut := d.cuts(a)
	tie := level(a.tie)
	cues := d.cuesWithin(a)
	onLeft, onRight := d.beside(a, s)
	verb := uint32(d.m.words.entries[d.tokens[i].word].verb)
	next := d.behind(a, s)
	opened := uint32(d.openedBy(a, s))
	opener := d.nearWord(s.first, 0, s)
	if d.tokens[s.first].is(capital) && d.tokens[s.first].tag == tagName {
		opener = uint32(tagName)
	} else if d.tokens[s.first].tag == tagIng {
		opener = uint32(tagIng)
	}
	f = d.wholeFeatures(n, kind, f)
	return append(f,
		mix2(280, onLeft, onRight), mix2(281, onLeft, other), mix2(282, onRight, other), mix2(283, onLeft, kind*8+way), mix2(284, onRight, kind*8+way),
		mix2(285, onLeft, stem), mix2(286, onRight, stem), mix2(287, onLeft, sure), mix2(288, onRight, sure), mix2(289, onLeft, onRight*8+kind),
		mix2(290, onLeft>>6+onRight>>10<<1, other*4+kind), mix2(291, onLeft&63, onRight&1023*8+other),
		mix2(292, verb, kind), mix2(293, verb, onLeft), mix2(294, verb, onRight), mix2(295, verb, sure), mix2(296, verb, way*32+who*2+side),
		mix2(297, next, kind), mix2(298, next, onLeft), mix2(299, next, other*8+way), mix2(300, next, uint32(a.count)),
		mix2(307, opener, other*8+way), mix2(308, opener, kind*64+flag(first == s.first)*32+way), mix2(309, opener, onLeft),
		mix2(301, opened, other*8+way), mix2(302, level(a.more), other), mix2(303, opened, kind*8+way), mix2(304, opened, stem), mix2(305, opened, onRight), mix2(306, level(a.more), next),
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
