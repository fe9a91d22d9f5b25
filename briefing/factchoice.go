package briefing

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
	clear(w.seen)
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
		if !ok {
			break
		}
		if len(d.chosen) > 0 && used >= summaryWords && best.gain < d.chosen[0].gain*leastGain {
			break
		}
		d.take(best.tokenSpan)
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
func (d *Document) best(m *factModel, window, room int32) (choice, bool) {
	var best choice
	found := false
	for k := range d.picks {
		c := &d.picks[k]
		if c.flaw != flawless || d.taken(c) {
			continue
		}
		t := *c
		if c.words > room && len(d.chosen) > 0 {
			var ok bool
			if t, ok = d.mainClause(c, room); !ok {
				continue
			}
		}
		gain := d.gain(m, &t, window) / float64(max(4, min(t.words, window)))
		if len(d.chosen) == 0 && k == 0 {
			gain += openingBonus
		}
		if !found || gain > best.gain {
			best, found = choice{t, gain}, true
		}
	}
	return best, found
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
func (d *Document) gain(m *factModel, c *candidate, window int32) float64 {
	w := &d.weigher
	sum, words := 0., int32(0)
	i := c.first
	for ; i < c.last; i++ {
		if i == c.first || d.tokens[i].is(afterSpace) {
			if words++; words > window {
				break
			}
		}
		if d.tokens[i].is(capital) {
			sum -= capitalCost
		}
		at := w.of[i]
		if at < 0 {
			continue
		}
		w.seen[at]++
		sum += m.worth(&w.terms[at], w.seen[at])
	}
	for j := c.first; j < i; j++ { // leave no trace
		if at := w.of[j]; at >= 0 {
			w.seen[at]--
		}
	}
	return sum
}

// take counts the terms of a chosen span as said.
func (d *Document) take(s tokenSpan) {
	w := &d.weigher
	for i := s.first; i < s.last; i++ {
		if at := w.of[i]; at >= 0 {
			w.seen[at]++
		}
	}
}

// again is how likely a summary that uses a word uses it n times.
var again = [maxRepeats + 1]float64{0, 1, .25, .1, .05, .02}

// worth returns what the n-th use of t is worth.
func (m *factModel) worth(t *term, n int32) float64 {
	switch {
	case n > maxRepeats:
		return 0
	case n == 1 && t.title && t.common == 0:
		return float64(t.chance) + titleBonus
	case n == 1 && t.number:
		return float64(t.chance) + figureBonus
	case n == 1:
		return float64(t.chance)
	case t.common > 0:
		return float64(t.chance) * m.repeats[t.common][n]
	}
	return float64(t.chance) * again[n]
}

// mainClause returns the beginning of c up to a comma where a clause begins that
// the sentence can do without, in at most room words.
func (d *Document) mainClause(c *candidate, room int32) (candidate, bool) {
	best := candidate{}
	if !d.english || d.quotationMark(c.first) {
		return best, false
	}
	if _, ok := subordinators[d.tokens[c.first].hash]; ok {
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
		if _, ok := clauseOpeners[n.hash]; ok || n.tag == tagIng {
			best = *c
			best.last, best.words = i, words
		}
	}
	return best, best.last > 0
}

// minClauseWords is the fewest words of a clause that stands alone.
const minClauseWords = 9

var (
	subordinators = wordSet("if", "when", "while", "although", "though", "as", "because", "since", "after", "before", "unless", "once", "until", "whether", "despite", "with", "in", "on", "at")
	// clauseOpeners begin clauses that add to the one before. Those that take
	// something back (but, unless, if, except, although) are not among them.
	clauseOpeners = wordSet("which", "who", "where", "while", "with", "after", "as", "adding", "including", "and", "when")
)
