package briefing

// minClauseWords is the fewest words of a clause that stands alone.
const minClauseWords = 7

// offerClauses offers the clauses of c that stand alone: its beginning without
// what only adds to it, and the rest after a word such as however.
func (d *Document) offerClauses(c *candidate) {
	if !d.english || c.words <= minClauseWords {
		return
	}
	if t, ok := d.mainClause(c); ok {
		d.offers = append(d.offers, t)
	}
	if n := c.first; connectives.at(d.tokens[n].hash) && d.tokens[n+1].hash == commaSign {
		if t, ok := d.clause(c, n+2, c.last); ok {
			d.offers = append(d.offers, t)
		}
	}
}

// connectives are words that tie a sentence to the one before and say nothing.
var connectives = wordsOf("however", "meanwhile", "moreover", "furthermore", "besides", "additionally", "also", "still", "nevertheless", "nonetheless")

// clause returns the part [first, last) of c, where it has enough words.
func (d *Document) clause(c *candidate, first, last int32) (candidate, bool) {
	t := *c
	t.first, t.last, t.words = first, last, 0
	for i := c.first + 1; i < last; i++ {
		if !d.tokens[i].is(afterSpace) {
			continue
		}
		if i <= first {
			t.before++
		} else {
			t.words++
		}
	}
	t.words++
	w := &d.weigher
	for t.uses.first < t.uses.last && int32(w.uses[t.uses.first].word) <= t.before {
		t.uses.first++
	}
	return t, t.words >= minClauseWords
}

// mainClause returns c up to a comma where a clause begins that the sentence
// can do without: the longest such.
func (d *Document) mainClause(c *candidate) (candidate, bool) {
	if d.quotationMark(c.first) || subordinators.at(d.tokens[c.first].hash) {
		return candidate{}, false
	}
	cut, verb := int32(0), false
	for i := c.first; i+2 < c.last; i++ {
		t := &d.tokens[i]
		if d.quotationMark(i) || t.kind == openToken {
			break // no half of a quotation or bracket
		}
		if t.tag == tagPast || t.tag == tagThird || t.tag == tagPlain || t.tag == tagModal {
			verb = true
		}
		if n := &d.tokens[i+1]; t.hash == commaSign && verb && (clauseOpeners.at(n.hash) || n.tag == tagIng) {
			cut = i
		}
	}
	if cut == 0 {
		return candidate{}, false
	}
	return d.clause(c, c.first, cut)
}

var (
	subordinators = wordsOf("if", "when", "while", "although", "though", "as", "because", "since", "after", "before", "unless", "once", "until", "whether", "despite", "with", "in", "on", "at")
	// clauseOpeners begin clauses that add to the one before. Those that take
	// something back (but, unless, if, except, although) are not among them.
	clauseOpeners = wordsOf("which", "who", "where", "while", "with", "after", "as", "adding", "including", "and", "when")
)
