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
				l.addVerb(f, c, 1<<tagPast|1<<tagPassive)
			}
			for _, f := range inflected(forms[0]) {
				l.addVerb(f, c, tagsOfForm(f, forms[0]))
			}
		}
	}
}

// addVerb adds a form of a verb of class c. What the form may be as a verb is
// added to what the lexicon says that it may be, unless it says that already.
func (l *vocabulary) addVerb(form string, c uint8, tags uint32) {
	e := l.add(form)
	e.verb |= c
	const verbs = 1<<tagBase | 1<<tagPast | 1<<tagThird | 1<<tagPlain | 1<<tagPassive | 1<<tagIng
	if e.tags&verbs == 0 {
		e.tags |= tags
	}
}

// tagsOfForm returns what a regular form of the verb v may be.
func tagsOfForm(form, v string) uint32 {
	switch {
	case form == v:
		return 1<<tagBase | 1<<tagPlain
	case strings.HasSuffix(form, "ed"):
		return 1<<tagPast | 1<<tagPassive
	case strings.HasSuffix(form, "ing"):
		return 1 << tagIng
	}
	return 1 << tagThird
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
