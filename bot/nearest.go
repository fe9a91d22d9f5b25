package bot

import (
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// nearest returns the word that s is most likely a slip of, compared folded,
// and false where none comes near: more than a quarter of its letters differ.
func nearest(s string, words []string) (string, bool) {
	best, least := "", -1
	f := fold(s)
	for _, w := range words {
		d := distance(f, fold(w))
		if least < 0 || d < least {
			best, least = w, d
		}
	}
	if least < 0 || least > max(1, (len([]rune(best))+2)/4) {
		return "", false
	}
	return best, true
}

// distance returns how many letters must be put in, left out, changed or
// swapped with their neighbour to make b of a (optimal string alignment).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	// Three rows of the table: two back, one back, this one.
	two, one, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(one[j]+1, row[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one, row = one, row, two
	}
	return one[len(t)]
}

// fold returns s in lower case, without accents, its runs of white space one
// blank each: what two spellings of one name have in common.
func fold(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0 {
		return strings.Join(strings.Fields(strings.ToLower(s)), " ")
	}
	t := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	if out, _, err := transform.String(t, s); err == nil {
		s = out
	}
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}
