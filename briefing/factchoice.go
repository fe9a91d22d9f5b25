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
	figureBonus = .4
	// wordCost is what a word's place in a summary is worth: another sentence
	// could have it.
	wordCost = .26
	// leaningCost is what each word counts less of what leans on a sentence that is
	// not told.
	leaningCost = .1
	// openingBonus puts the article's opening first unless much speaks against
	// it: it is what each of its words counts more.
	openingBonus = .05
)

const (
	minFacts = 3
	maxFacts = 7
	// wordsForFact is for how many words of an article there is another fact.
	wordsForFact = 150
	// leastGain is how much of the first fact's weight for each word another
	// must have once the facts have a summary's length.
	leastGain = .2
)

// A fact takes more of a reader than its words: where facts are weighed by the word,
// each counts as if it had so many more.
const (
	ownWords   = 1
	laterWords = 8 // of facts beyond the length of a summary, so that they are not scraps
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
	used, echoes := int32(0), 0
	enough := min(maxFacts, minFacts+d.weigher.words/wordsForFact)
	for len(d.chosen) < maxFacts {
		window := int32(summaryWords) - used
		if window <= 0 {
			window = summaryWords
		}
		best, ok := d.best(m, window, room-used)
		if ok && best.net < 0 {
			best, ok = d.densest(m, window, room-used, used < summaryWords)
		}
		if !ok || used >= summaryWords && (int32(len(d.chosen)) >= enough || best.gain < d.chosen[0].gain*leastGain) {
			break
		}
		if len(d.chosen) > 0 && echoes < maxEchoes && d.echoes(&best.candidate) {
			d.silenceEcho(&best.candidate)
			echoes++
			continue
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

// densest returns the offer that adds the most for each word. It is taken where none
// is worth what its words cost, for then the shortest would cost the least.
func (d *Document) densest(m *factModel, window, room int32, early bool) (choice, bool) {
	own := float32(laterWords)
	if early {
		own = ownWords
	}
	var best choice
	most := float32(-1)
	for k := range d.offers {
		if l := &d.offers[k].leans; !early && l.at != noPointing && l.entity < 0 {
			continue // what is shown beside it would be as long
		}
		c, ok := d.worthOf(m, k, window, room)
		if !ok {
			continue
		}
		n := float32(max(4, min(c.words, window)))
		if v := c.gain * n / (n + own); v > most {
			best, most = c, v
		}
	}
	return best, most >= 0
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
	gain -= (o.past + d.leanCost(o)) * counted
	c := choice{candidate: *o, gain: gain / counted, net: gain - wordCost*counted}
	if o.words <= window {
		o.most = c.net
	}
	return c, true
}

// leanCost returns what each word of c counts less for a sentence that must be shown
// beside it and is no fact so far.
func (d *Document) leanCost(c *candidate) float32 {
	if c.leans.at == noPointing || c.leans.entity >= 0 {
		return 0
	}
	for i := range d.chosen {
		if d.chosen[i].index == c.leans.before {
			return 0
		}
	}
	return leaningCost
}

// taken reports whether c is chosen, whole or in part, or says what is chosen.
func (d *Document) taken(c *candidate) bool {
	if c.echo {
		return true
	}
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
