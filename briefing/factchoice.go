package briefing

import "math"

// summaryWords is the length that facts are weighed for: the first so many
// words are to say the most of what a person's summary would.
const summaryWords = 60

const (
	// capitalCost is what a word with a capital counts less: lists of names
	// read badly and say little.
	capitalCost = .05
	// titleBonus is what a word of the title counts more, and figureBonus what
	// a number does: readers look for them.
	titleBonus  = .1
	figureBonus = .2
	// wordCost is what a word's place in a summary is worth: another sentence
	// could have it.
	wordCost = .26
	// openingBonus puts the article's opening first unless much speaks against
	// it: it is what each of its words counts more.
	openingBonus = .08
)

const (
	minFacts = 3
	maxFacts = 7
	// leastGain is how much of the first fact's weight for each word another
	// must have once the facts have a summary's length.
	leastGain = .35
)

// A choice is a candidate that was taken, and what it adds to those before it:
// for each of its words, and in all beyond what its words cost.
type choice struct {
	candidate
	gain, net float32
}

// elect takes the candidates that say the most beyond what their words cost,
// each counted for what those before it have not said, as far as room reaches.
func (d *Document) elect(m *factModel, room int32) []choice {
	w := &d.weigher
	for i := range w.values {
		v := &w.values[i]
		v.seen, v.next = 0, v.first
	}
	d.offer()
	d.chosen = d.chosen[:0]
	used := int32(0)
	for len(d.chosen) < maxFacts {
		window := int32(summaryWords) - used
		if window <= 0 {
			if len(d.chosen) >= minFacts && used >= room*2/3 {
				break
			}
			window = summaryWords
		}
		best, ok := d.best(m, window, room-used)
		if !ok || len(d.chosen) > 0 && used >= summaryWords && best.gain < d.chosen[0].gain*leastGain {
			break
		}
		w.take(m, &best.candidate)
		d.chosen = append(d.chosen, best)
		used += best.words
	}
	return d.chosen
}

// offer lists what facts are chosen from: the candidates without a flaw, and
// the clauses of them that stand alone.
func (d *Document) offer() {
	d.offers = d.offers[:0]
	for k := range d.picks {
		if c := &d.picks[k]; c.flaw == flawless {
			d.offers = append(d.offers, *c)
			d.offerClauses(c)
		}
	}
	for i := range d.offers {
		d.offers[i].most = math.MaxFloat32
	}
}

// best returns the offer that adds the most within the window, of those of at
// most room words; the first fact may be longer. What an offer adds only falls
// as facts are taken, so one that added less before than the best does now need
// not be weighed again.
func (d *Document) best(m *factModel, window, room int32) (choice, bool) {
	top := -1
	for k := range d.offers {
		if top < 0 || d.offers[k].most > d.offers[top].most {
			top = k
		}
	}
	if top < 0 {
		return choice{}, false
	}
	best, found := d.worthOf(m, top, window, room)
	first := top
	for k := range d.offers {
		o := &d.offers[k]
		if k == top || found && o.words <= window && o.most < best.net {
			continue
		}
		if next, ok := d.worthOf(m, k, window, room); ok && (!found || next.net > best.net || next.net == best.net && k < first) {
			best, found, first = next, true, k
		}
	}
	return best, found
}

// worthOf returns what the k-th offer adds within the window. It is false for
// one that is taken, whole or in part, or does not fit.
func (d *Document) worthOf(m *factModel, k int, window, room int32) (choice, bool) {
	o := &d.offers[k]
	if d.taken(o) || o.words > room && len(d.chosen) > 0 {
		return choice{}, false
	}
	counted := float32(max(4, min(o.words, window)))
	gain := d.weigher.gain(m, o, window)
	if len(d.chosen) == 0 && o.index == 0 {
		gain += openingBonus * counted
	}
	c := choice{candidate: *o, gain: gain / counted, net: gain - wordCost*counted}
	if o.words <= window {
		o.most = c.net
	}
	return c, true
}

// taken reports whether c is chosen, whole or in part.
func (d *Document) taken(c *candidate) bool {
	for i := range d.chosen {
		if d.chosen[i].index == c.index {
			return true
		}
	}
	return false
}

// capitalCosts is what a use costs by its caps.
var capitalCosts = [2]float32{0, capitalCost}

// gain returns how many words of a summary c is expected to add, counting those
// of its terms that fall into the window.
func (w *weigher) gain(m *factModel, c *candidate, window int32) float32 {
	sum := float32(0)
	reach := uint8(min(c.before+min(window, c.words), 255))
	for _, u := range w.usesOf(c) {
		if u.word > reach {
			break
		}
		sum -= capitalCosts[u.caps&1]
		v := &w.values[u.term]
		if u.again == 0 {
			sum += v.next
		} else {
			sum += v.chance * m.repeats[v.repeats][min(v.seen+int32(u.again), maxRepeats)]
		}
	}
	return sum
}

// take counts the terms of a chosen candidate as said.
func (w *weigher) take(m *factModel, c *candidate) {
	for _, u := range w.usesOf(c) {
		if int32(u.word) <= c.before+c.words {
			v := &w.values[u.term]
			v.seen++
			v.next = v.chance * m.repeats[v.repeats][min(v.seen, maxRepeats)]
		}
	}
}
