package briefing

import "math"

// summaryWords is the length that facts are weighed for: the first so many
// words are to say the most of what a person's summary would.
const summaryWords = 60

// capitalCost is what a word with a capital counts less: lists of names read
// badly and say little.
const capitalCost = .1

// titleBonus is what a word of the title counts more.
const titleBonus = .1

// A choice is a candidate that was taken, and what it adds to those before it.
type choice struct {
	candidate
	gain float64
}

// figureBonus is what a number counts more: readers look for them.
const figureBonus = .2

// elect takes the candidates that say the most for their words, each counted
// for what those before it have not said, as far as room reaches.
func (d *Document) elect(m *factModel, room int32) []choice {
	w := &d.weigher
	for i := range w.values {
		w.values[i].seen = 0
	}
	d.chosen = d.chosen[:0]
	for k := range d.picks {
		d.picks[k].most = math.MaxFloat32
	}
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
		if !ok {
			break
		}
		if len(d.chosen) > 0 && used >= summaryWords && best.gain < d.chosen[0].gain*leastGain {
			break
		}
		w.take(&best.candidate)
		d.chosen = append(d.chosen, best)
		used += best.words
	}
	return d.chosen
}

const (
	minFacts = 3
	maxFacts = 7
	// leastGain is how much of the first fact's weight for each word another
	// must have once the facts have a summary's length.
	leastGain = .35
)

// best returns the candidate that adds the most for each of its words within
// the window, among those of at most room words; the first fact may be longer.
// What a candidate adds only falls as facts are taken, so one that added less
// before than the best does now need not be weighed again.
func (d *Document) best(m *factModel, window, room int32) (choice, bool) {
	top := -1
	for k := range d.picks {
		if c := &d.picks[k]; c.flaw == flawless && (top < 0 || c.most > d.picks[top].most) {
			top = k
		}
	}
	if top < 0 {
		return choice{}, false
	}
	best, found := d.worthOf(m, top, window, room)
	for k := range d.picks {
		c := &d.picks[k]
		if k == top || c.flaw != flawless || found && c.words <= min(window, room) && float64(c.most) < best.gain {
			continue
		}
		if next, ok := d.worthOf(m, k, window, room); ok && (!found || next.gain > best.gain || next.gain == best.gain && next.index < best.index) {
			best, found = next, true
		}
	}
	return best, found
}

// worthOf returns what the k-th candidate, or as much of it as room holds, adds
// for each of its words within the window. It is false for one that is taken or
// does not fit.
func (d *Document) worthOf(m *factModel, k int, window, room int32) (choice, bool) {
	c := &d.picks[k]
	if d.taken(c) {
		return choice{}, false
	}
	t := *c
	if c.words > room && len(d.chosen) > 0 {
		var ok bool
		if t, ok = d.mainClause(c, room); !ok {
			return choice{}, false
		}
	}
	gain := d.weigher.gain(m, &t, window) / float32(max(4, min(t.words, window)))
	if len(d.chosen) == 0 && k == 0 {
		gain += openingBonus
	}
	if c.words <= window {
		c.most = gain
	}
	return choice{t, float64(gain)}, true
}

// openingBonus puts the article's opening first unless much speaks against it.
const openingBonus = .15

// taken reports whether c is chosen, whole or in part.
func (d *Document) taken(c *candidate) bool {
	for i := range d.chosen {
		if d.chosen[i].index == c.index {
			return true
		}
	}
	return false
}

// gain returns how many words of a summary c is expected to add, counting those
// of its terms that fall into the window.
func (w *weigher) gain(m *factModel, c *candidate, window int32) float32 {
	sum := float32(0)
	uses := w.usesOf(c)
	reach := uint8(min(window, c.words, 255))
	n := 0
	for ; n < len(uses) && uses[n].word <= reach; n++ {
		u := &uses[n]
		if u.caps {
			sum -= capitalCost
		}
		v := &w.values[u.term]
		if v.seen == 0 {
			sum += v.first
		} else {
			sum += v.chance * m.repeats[v.repeats][min(v.seen, maxRepeats)]
		}
		v.seen++
	}
	for i := range uses[:n] { // leave no trace
		w.values[uses[i].term].seen--
	}
	return sum
}

// take counts the terms of a chosen candidate as said.
func (w *weigher) take(c *candidate) {
	uses := w.usesOf(c)
	for i := range uses {
		if int32(uses[i].word) <= c.words {
			w.values[uses[i].term].seen++
		}
	}
}

// mainClause returns the beginning of c up to a comma where a clause begins that
// the sentence can do without, in at most room words.
func (d *Document) mainClause(c *candidate, room int32) (candidate, bool) {
	best := candidate{}
	if !d.english || d.quotationMark(c.first) {
		return best, false
	}
	if subordinators.at(d.tokens[c.first].hash) {
		return best, false
	}
	words, verb := int32(0), false
	for i := c.first; i+2 < c.last; i++ {
		t := &d.tokens[i]
		if i == c.first || t.is(afterSpace) {
			if words++; words > room {
				break
			}
		}
		if d.quotationMark(i) || t.kind == openToken {
			break // no half of a quotation or bracket
		}
		if t.tag == tagPast || t.tag == tagThird || t.tag == tagPlain || t.tag == tagModal {
			verb = true
		}
		if t.hash != commaSign || !verb || words < minClauseWords {
			continue
		}
		n := &d.tokens[i+1]
		if clauseOpeners.at(n.hash) || n.tag == tagIng {
			best = *c
			best.last, best.words = i, words
		}
	}
	return best, best.last > 0
}

// minClauseWords is the fewest words of a clause that stands alone.
const minClauseWords = 9

var (
	subordinators = wordsOf("if", "when", "while", "although", "though", "as", "because", "since", "after", "before", "unless", "once", "until", "whether", "despite", "with", "in", "on", "at")
	// clauseOpeners begin clauses that add to the one before. Those that take
	// something back (but, unless, if, except, although) are not among them.
	clauseOpeners = wordsOf("which", "who", "where", "while", "with", "after", "as", "adding", "including", "and", "when")
)
