package briefing

import "strings"

// echoShare is what share of a candidate's words the facts before it may have: with
// more, it says the same in other words.
const echoShare = .65

// maxEchoes is how many sentences are left out for what they repeat, and are looked
// for among all the others.
const maxEchoes = 16

// echoes reports whether the facts so far say what c says: they have most of its
// words or words akin to them, and all of its numbers.
func (d *Document) echoes(c *candidate) bool {
	w := &d.weigher
	all, said := 0, 0
	for _, u := range w.usesOf(c) {
		t := &w.terms[u.term]
		if u.again > 0 || t.common > 0 || t.size < 3 && !t.number || int32(u.word) > c.before+c.words {
			continue
		}
		all++
		if w.values[u.term].seen > 0 || d.kinTold(t) {
			said++
		} else if t.number {
			return false
		}
	}
	return float32(said) >= echoShare*float32(all)
}

// kinTold reports whether a word of the facts so far begins as t does.
func (d *Document) kinTold(t *term) bool {
	if t.size < stemLength {
		return false
	}
	stem := lowerWord(d.text(t.token))[:stemLength]
	w := &d.weigher
	for i := range d.chosen {
		for _, u := range w.usesOf(&d.chosen[i].candidate) {
			if o := &w.terms[u.term]; o.size >= stemLength && o.stem == t.stem && strings.HasPrefix(lowerWord(d.text(o.token)), stem) {
				return true
			}
		}
	}
	return false
}

// silenceEcho takes c, and all that is of its sentence, out of the choice.
func (d *Document) silenceEcho(c *candidate) {
	for k := range d.offers {
		if d.offers[k].index == c.index {
			d.offers[k].echo = true
		}
	}
}
