package briefing

import (
	"slices"
)

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
	d.meet()
	for n := range d.attributions {
		a := &d.attributions[n]
		d.judge(n, &d.looks[n])
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
	d.order()
	d.claimRest()
	d.tidy()
}

// order puts the attributions in the order in which their contents begin.
func (d *Document) order() {
	slices.SortStableFunc(d.attributions, func(a, b attribution) int { return int(a.parts[0].first - b.parts[0].first) })
}

// judge tells how likely attribution n, which looks like l, is right.
func (d *Document) judge(n int, l *look) {
	a := &d.attributions[n]
	d.ask(n, l)
	d.features = d.keepFeatures(a, l, d.features[:0])
	if a.score = d.m.keep.Score(d.features); a.score > hopeless {
		d.traits(a, l, d.row[:0])
		a.score += d.m.trees.Score(&d.row)
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
	d.meet()
	kept := 0
	d.eachCue(func(first, last int) {
		best, top := first, 0.0
		for n := first; n < last && last-first > 1; n++ {
			a, l := &d.attributions[n], &d.looks[n]
			d.ask(n, l)
			d.features = d.keepFeatures(a, l, d.features[:0])
			d.traits(a, l, d.row[:0])
			if v := d.m.pick.Score(d.features) + d.m.picks.Score(&d.row); n == first || v > top {
				best, top = n, v
			}
		}
		if kept < best {
			d.attributions[kept], d.looks[kept] = d.attributions[best], d.looks[best]
		}
		kept++
	})
	d.attributions, d.looks = d.attributions[:kept], d.looks[:kept]
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

// holds reports whether token i is in a's content.
func (a *attribution) holds(i int32) bool {
	for _, p := range a.content() {
		if p.first <= i && i < p.last {
			return true
		}
	}
	return false
}
