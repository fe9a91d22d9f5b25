package score

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Rouge is ROUGE-1, ROUGE-2 and ROUGE-L, as F1: the share of words, of pairs
// of words, and of words in the same order that a summary has in common with
// people's. Lower case, no stemming.
type Rouge [3]float64

// rouge compares with each reference and returns the best of each.
func rouge(summary string, refs []string) Rouge {
	var best Rouge
	got := words(summary)
	one, two := grams(got), pairs(got)
	for _, ref := range refs {
		want := words(ref)
		best[0] = max(best[0], f1(common(grams(want), one), len(want), len(got)))
		best[1] = max(best[1], f1(common(pairs(want), two), max(0, len(want)-1), max(0, len(got)-1)))
		best[2] = max(best[2], f1(inOrder(want, got), len(want), len(got)))
	}
	return best
}

// words returns the runs of ASCII letters and digits of s, in lower case.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') })
}

// grams counts words.
func grams(words []string) map[string]int {
	out := make(map[string]int, len(words))
	for _, w := range words {
		out[w]++
	}
	return out
}

// pairs counts neighbouring words.
func pairs(words []string) map[string]int {
	out := make(map[string]int, len(words))
	for i := 1; i < len(words); i++ {
		out[words[i-1]+" "+words[i]]++
	}
	return out
}

// common counts what a and b share.
func common(a, b map[string]int) int {
	n := 0
	for w, k := range a {
		n += min(k, b[w])
	}
	return n
}

// inOrder returns the length of the longest common subsequence.
func inOrder(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, w := range a {
		diagonal := 0
		for j, v := range b {
			above := row[j+1]
			if w == v {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}

func f1(hit, a, b int) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	return 2 * float64(hit) / float64(a+b)
}

// budget returns the first n words of the sentences, in the order given.
func budget(sentences []string, n int) string {
	var out []string
	for _, s := range sentences {
		w := strings.Fields(s)
		out = append(out, w[:min(len(w), max(0, n))]...)
		if n -= len(w); n <= 0 {
			break
		}
	}
	return strings.Join(out, " ")
}

// lead cuts text into sentences at blanks alone, so that what the engine is
// compared with is not the engine's own work: behind a stop, with a quotation
// mark or without, and before a capital or a mark.
func lead(text string) []string {
	var out []string
	for p := range strings.SplitSeq(text, "\n") {
		p = strings.TrimSpace(p)
		start := 0
		for i := 0; i < len(p); {
			r, n := utf8.DecodeRuneInString(p[i:])
			if !unicode.IsSpace(r) {
				i += n
				continue
			}
			rest := strings.TrimLeftFunc(p[i:], unicode.IsSpace)
			next := len(p) - len(rest)
			if ends(p[:i]) && begins(rest) {
				out = append(out, p[start:i])
				start = next
			}
			i = next
		}
		if start < len(p) {
			out = append(out, p[start:])
		}
	}
	return out
}

// ends reports whether a sentence may end with s.
func ends(s string) bool {
	last, n := utf8.DecodeLastRuneInString(s)
	before, m := utf8.DecodeLastRuneInString(s[:len(s)-n])
	const stops = ".!?"
	return m > 0 && (strings.ContainsRune(stops, last) || strings.ContainsRune(stops, before) && strings.ContainsRune("”\"’'", last))
}

// begins reports whether a sentence may begin with s.
func begins(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 'A' && r <= 'Z' || r == '“' || r == '"' || r == '‘'
}

// oracle chooses sentences by their ROUGE-1 with the references, one after the
// other: about the best that choosing sentences can do.
func oracle(sentences, refs []string, n int) []string {
	var chosen []string
	best, taken := 0., 0
	for taken < n {
		gain := -1
		for i, s := range sentences {
			if slices.Contains(chosen, s) {
				continue
			}
			if v := overlap(budget(append(chosen[:len(chosen):len(chosen)], s), n), refs); v > best+1e-9 {
				best, gain = v, i
			}
		}
		if gain < 0 {
			break
		}
		chosen = append(chosen, sentences[gain])
		taken += len(strings.Fields(sentences[gain]))
	}
	return chosen
}

// overlap is ROUGE-1 alone.
func overlap(summary string, refs []string) float64 {
	got := words(summary)
	best := 0.
	for _, ref := range refs {
		want := words(ref)
		best = max(best, f1(common(grams(want), grams(got)), len(want), len(got)))
	}
	return best
}
