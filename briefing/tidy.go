package briefing

// tidy mends what readers would stumble over and no label minds, and leaves the
// attributions in order: a relative pronoun that the cue's clause begins with is
// no part of what was said, and neither is what only says who said something else.
func (d *Document) tidy() {
	for n := range d.attributions {
		a := &d.attributions[n]
		if p := a.parts[0]; a.count > 1 && p.last-p.first == 1 && (d.tokens[p.first].tag == tagWh || d.tokens[p.first].hash == thatWord) {
			copy(a.parts[:], a.parts[1:a.count])
			a.count--
		}
	}
	d.order()
	for n := range d.attributions {
		a := &d.attributions[n]
		if !a.dropped {
			a.dropped = d.kindOf(a) == Indirect && a.count == 1 && (d.onlyPronoun(a.parts[0]) || d.onlyTells(n))
		}
	}
}

// onlyPronoun reports whether s is one pronoun: denied it.
func (d *Document) onlyPronoun(s tokenSpan) bool {
	return s.last-s.first == 1 && d.tokens[s.first].tag == tagPron
}

// onlyTells reports whether the content of attribution n is no more than the
// cue of a likelier one near it with its source: the ministry has not replied, she said.
func (d *Document) onlyTells(n int) bool {
	p := d.attributions[n].parts[0]
	for k := max(0, n-4); k < min(len(d.attributions), n+5); k++ {
		b := &d.attributions[k]
		if k != n && !b.dropped && b.score > d.attributions[n].score && b.first <= p.first && p.last <= b.last && p.first <= b.cue.head && b.cue.head < p.last {
			return true
		}
	}
	return false
}
