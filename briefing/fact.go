package briefing

import "slices"

// facts returns what a reader must know first, the most important first.
func (d *Document) facts() []Fact { return d.factsBy(theFactModel) }

// factsBy returns the facts that m chooses.
func (d *Document) factsBy(m *factModel) []Fact {
	if len(d.picks) == 0 {
		return nil
	}
	d.weigh(m)
	chosen := d.elect(m, d.room())
	if len(chosen) == 0 {
		chosen = append(chosen, choice{candidate: d.picks[d.fallback()]})
	}
	facts := make([]Fact, 0, len(chosen))
	reasons := make([]string, 0, len(chosen)*maxReasons) // one piece of memory for all
	for i := range chosen {
		c := &chosen[i]
		n := len(reasons)
		reasons = d.why(reasons, c, i)
		facts = append(facts, Fact{Span: d.span(c.tokenSpan), Score: float64(c.gain), Gloss: d.gloss(&c.candidate), Speaker: d.claimant(&c.candidate), Why: reasons[n:len(reasons):len(reasons)]})
	}
	return facts
}

// room returns how many words the facts may take: a quarter of the article's,
// or as many as a summary has, but not most of a short text.
func (d *Document) room() int32 {
	words := int32(0)
	for k := range d.picks {
		words += d.picks[k].words
	}
	return max(words/4, min(words*2/3, 90))
}

// fallback returns the candidate to lead with where none is without a flaw, -1
// where there is none at all.
func (d *Document) fallback() int {
	for _, f := range []flaw{dangling, speechAlone, question, fragment, tooLong, furniture} {
		for k := range d.picks {
			if d.picks[k].flaw == f {
				return k
			}
		}
	}
	return -1
}

// claimReach is how many attributions before a candidate's end may hold it.
const claimReach = 16

// claimant returns who claims c, where two fifths of it or more are what somebody
// said: the rest may be who, when and to whom.
func (d *Document) claimant(c *candidate) string {
	end, _ := slices.BinarySearchFunc(d.attributions, c.last, func(a attribution, at int32) int { return int(a.parts[0].first - at) })
	for i := max(0, end-claimReach); i < end; i++ {
		a := &d.attributions[i]
		if a.dropped || a.source == noPhrase && a.label.first == a.label.last || !d.isClaim(a) {
			continue
		}
		said := int32(0)
		for _, p := range a.content() {
			said += max(0, min(p.last, c.last)-max(p.first, c.first))
		}
		if 5*said >= 2*(c.last-c.first) {
			if s, ok := d.speaker(a); ok && s.Resolved && !d.partOfAnother(a.source) {
				return s.Name
			}
			return ""
		}
	}
	return ""
}

// partOfAnother reports whether phrase p only says more of the one before it: dates
// from 22 cores, fishermen in both countries, a car near Velmar.
func (d *Document) partOfAnother(p int32) bool {
	if p == noPhrase {
		return false
	}
	f := &d.phrases[p]
	i := f.first - 1
	for i > 0 && d.tokens[i].tag == tagDet {
		i--
	}
	if i < 1 || d.tokens[i].tag != tagPrep || !d.tokens[i-1].tag.nominal() {
		return false
	}
	h := d.tokens[i].hash
	return f.kind != namePhrase || h != hashBy && h != hashFrom
}

// isClaim reports whether a tells what its source holds to be so: words in
// marks, or a clause. What somebody talks about, or learned to do, is none.
func (d *Document) isClaim(a *attribution) bool {
	if d.kindOf(a) != Indirect {
		return true
	}
	p := a.parts[0]
	if p.first > 0 && a.cue.head < p.first && d.tokens[p.first-1].tag == tagPrep && d.tokens[p.first-1].hash != thatWord {
		return false
	}
	t := &d.tokens[p.first]
	return t.tag != tagTo && (t.tag != tagPrep || t.hash == thatWord) && d.finiteBefore[p.last] > d.finiteBefore[p.first]
}
