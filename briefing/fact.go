package briefing

// facts returns what a reader must know first, the most important first.
func (d *Document) facts() []Fact {
	limit := d.room()
	var chosen []int
	used := int32(0)
	for len(chosen) < maxFacts {
		best, top := -1, 0.0
		for k := range d.picks {
			c := &d.picks[k]
			if c.flaw != flawless || contains(chosen, k) || len(chosen) > 0 && used+c.words > limit {
				continue
			}
			if v := 1 / (1 + float64(c.index)); v > top {
				best, top = k, v
			}
		}
		if best < 0 {
			break
		}
		chosen = append(chosen, best)
		used += d.picks[best].words
	}
	if len(chosen) == 0 {
		if k := d.fallback(); k >= 0 {
			chosen = append(chosen, k)
		}
	}
	facts := make([]Fact, 0, len(chosen))
	for _, k := range chosen {
		c := &d.picks[k]
		facts = append(facts, Fact{Span: d.span(c.tokenSpan), Score: 1 / (1 + float64(c.index)), Speaker: d.claimant(c), Why: d.why(c)})
	}
	return facts
}

// maxFacts is the most facts that a briefing has.
const maxFacts = 7

// room returns how many words the facts may take: a quarter of the article's,
// and up to a third while that is few.
func (d *Document) room() int32 {
	words := int32(0)
	for k := range d.picks {
		words += d.picks[k].words
	}
	return max(words/4, min(words/3, 75))
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

func contains(list []int, k int) bool {
	for _, x := range list {
		if x == k {
			return true
		}
	}
	return false
}

// claimant returns who claims c, where most of it is what somebody said.
func (d *Document) claimant(c *candidate) string {
	for i := range d.attributions {
		a := &d.attributions[i]
		if a.dropped || a.source == noPhrase {
			continue
		}
		said := int32(0)
		for _, p := range a.content() {
			said += max(0, min(p.last, c.last)-max(p.first, c.first))
		}
		if 2*said >= c.last-c.first {
			return d.span(d.phrases[a.source].tokenSpan).In(d.article.Text)
		}
	}
	return ""
}

// why returns the reasons for c's place.
func (d *Document) why(c *candidate) []string {
	if c.index == 0 {
		return []string{"opens the article"}
	}
	return []string{"stands near the opening"}
}
