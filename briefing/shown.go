package briefing

import (
	"cmp"
	"slices"
	"strings"
)

// Shown returns what of b may be shown together without standing in for the
// article: its facts in order of weight and its quotes in order of reading, in
// all at most a third of the article's words, and always at least one fact. Of
// the quotes, those that no fact repeats and whose speaker is known come before
// others, direct before indirect, sure before unsure. The first of them comes
// before the second fact: a short article is told by both.
func (b *Briefing) Shown() (facts []Fact, quotes []Quote) {
	text := b.Article.Text
	room := countWords(text) / 3
	if len(b.Facts) > 0 {
		facts = append(facts, b.Facts[0])
		room -= countWords(b.Facts[0].In(text))
	}
	kept := b.reserve(facts, room)
	for i := 1; i < len(b.Facts); i++ {
		n := countWords(b.Facts[i].In(text))
		if n > room-kept {
			break
		}
		facts = append(facts, b.Facts[i])
		room -= n
	}
	taken := make([]bool, len(b.Quotes))
	for _, i := range b.ranked(facts) {
		if n := b.Quotes[i].words(text); n <= room && room > 0 {
			taken[i] = true
			room -= n
		}
	}
	for i := range taken {
		if taken[i] {
			quotes = append(quotes, b.Quotes[i])
		}
	}
	return facts, quotes
}

// reserve returns how many words of room are kept for the best quote beside
// facts that fits into it.
func (b *Briefing) reserve(facts []Fact, room int) int {
	for _, i := range b.ranked(facts) {
		if n := b.Quotes[i].words(b.Article.Text); n <= room {
			return n
		}
	}
	return 0
}

// ranked returns which quotes facts do not hold, the best first.
func (b *Briefing) ranked(facts []Fact) []int {
	order := make([]int, 0, len(b.Quotes))
	for i := range b.Quotes {
		if q := &b.Quotes[i]; !q.within(facts) && !(q.Kind == Indirect && q.words(b.Article.Text) < minReported) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(b.Quotes[j].standing(b.Article.Text), b.Quotes[i].standing(b.Article.Text))
	})
	return order
}

// minReported is the fewest words of reported speech that tell something without
// the sentence around them: not “the referee”, “nine years”.
const minReported = 4

// standing returns how much a quote is worth showing, above 0.
func (q *Quote) standing(text string) float64 {
	v := .01 + q.Confidence
	if q.Speaker != nil && q.Speaker.Resolved {
		v++
	}
	if q.Kind != Indirect {
		v += .5
	}
	if n := len(q.Content); n > 0 && strings.HasSuffix(q.Content[n-1].In(text), "?") {
		v /= 2 // the answer says more
	}
	return v
}

// within reports whether a fact holds the quote's words.
func (q *Quote) within(facts []Fact) bool {
	for i := range facts {
		for _, c := range q.Content {
			if facts[i].Overlaps(c) {
				return true
			}
		}
	}
	return false
}

// words returns how many words the quote has.
func (q *Quote) words(text string) int {
	n := 0
	for _, c := range q.Content {
		n += countWords(c.In(text))
	}
	return n
}

// countWords returns how many runs of other than white space s has. Of a script
// that has none between words each character counts.
func countWords(s string) int {
	n, inside := 0, false
	for _, r := range s {
		switch {
		case isBlank(r):
			inside = false
		case unspaced(r):
			inside = false
			n++
		case !inside:
			inside = true
			n++
		}
	}
	return n
}

// unspaced reports whether r is of a script that is written without blanks
// between words: Chinese, Japanese, Thai.
func unspaced(r rune) bool {
	return r >= 0x0e00 && (r < 0x0e80 || r >= 0x2e80 && r < 0xa000 || r >= 0xf900 && r < 0xfb00 || r >= 0x20000 && r < 0x40000)
}

// isBlank reports whether r is white space.
func isBlank(r rune) bool {
	return r == ' ' || r >= '\t' && r <= '\r' || r == '\u00a0' || r == '\u0085' || r >= '\u2000' && r <= '\u200a' || r == '\u2028' || r == '\u2029' || r == '\u202f' || r == '\u3000'
}
