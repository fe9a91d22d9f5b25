package briefing

import (
	_ "embed"
	"strings"
)

//go:embed lexicon/verbs.txt
var verbWords string

// The classes of reporting verbs; see lexicon/verbs.txt. A verb may be of
// several.
const (
	verbSay uint8 = 1 << iota
	verbTell
	verbUtter
	verbJudge
	verbHold
	verbMean
)

var verbClasses = map[string]uint8{
	"say": verbSay, "tell": verbTell, "utter": verbUtter, "judge": verbJudge, "hold": verbHold, "mean": verbMean,
}

// addVerbs puts the reporting verbs with their forms into the vocabulary.
func (l *vocabulary) addVerbs() {
	for line := range strings.Lines(verbWords) {
		class, verbs, ok := strings.Cut(strings.TrimSpace(line), ":")
		c := verbClasses[class]
		if !ok || c == 0 {
			continue
		}
		for _, v := range strings.Fields(verbs) {
			forms := strings.Split(v, "/")
			for _, f := range forms[1:] {
				l.add(f).verb |= c
			}
			for _, f := range inflected(forms[0]) {
				l.add(f).verb |= c
			}
		}
	}
}

// inflected returns the regular forms of a verb.
func inflected(v string) []string {
	last := v[len(v)-1]
	switch {
	case last == 'e':
		return []string{v, v + "s", v + "d", v[:len(v)-1] + "ing"}
	case last == 'y' && !vowel(v[len(v)-2]):
		return []string{v, v[:len(v)-1] + "ies", v[:len(v)-1] + "ied", v + "ing"}
	case strings.HasSuffix(v, "s") || strings.HasSuffix(v, "sh") || strings.HasSuffix(v, "ch"):
		return []string{v, v + "es", v + "ed", v + "ing"}
	case len(v) <= 5 && !vowel(last) && last != 'w' && last != 'y' && vowel(v[len(v)-2]) && (len(v) < 3 || !vowel(v[len(v)-3])):
		d := v + string(last)
		return []string{v, v + "s", d + "ed", d + "ing", v + "ed", v + "ing"}
	}
	return []string{v, v + "s", v + "ed", v + "ing"}
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }
