package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/kljensen/snowball"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// A word is a word of a text as filters compare it. Two words are the same
// where their folds are, or their stems in the language of the article.
type word struct {
	fold string // without case, accents and possessive
	stem string // of the fold; "" where the language has no stemmer
	// strict is true for capitals that are an everyday word without them: US,
	// WHO, IT. They are looked for in capitals.
	strict bool
}

// wordsOf returns the words of s (Unicode Standard Annex #29), unstemmed. Signs
// and emoji are none.
func wordsOf(s string) []word {
	var out []word
	for i := words.FromString(s); i.Next(); {
		w := i.Value()
		if !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			continue
		}
		if f := foldWord(w); f != "" {
			out = append(out, word{fold: f, strict: isCapitals(w) && stopWord(f)})
		}
	}
	return out
}

// isCapitals reports whether w has two letters or more and all are capitals.
func isCapitals(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) || unicode.IsTitle(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}

// foldWord returns what the spellings of one word have in common: without
// case, the accents of Latin, Greek and Cyrillic, possessive and inner marks.
func foldWord(w string) string {
	if isASCII(w) {
		w = strings.ToLower(w)
	} else {
		w = strings.Map(func(r rune) rune {
			if r >= 0x300 && r < 0x370 { // combining diacritical marks
				return -1
			}
			return r
		}, norm.NFKD.String(cases.Fold().String(norm.NFKC.String(w))))
		w = norm.NFC.String(unjoined.Replace(w))
	}
	for _, end := range [...]string{"'s", "’s", "'", "’"} {
		if s, ok := strings.CutSuffix(w, end); ok && s != "" {
			w = s
			break
		}
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '\'', '’', '.', '·', '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060':
			return -1
		}
		return r
	}, w)
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// unjoined takes apart the letters that Unicode does not, but that people type
// so.
var unjoined = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "æ", "ae", "œ", "oe", "ı", "i")

// stemmers are the languages that words are stemmed in, by BCP 47 base.
var stemmers = map[string]string{
	"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "sv": "swedish", "no": "norwegian", "nb": "norwegian", "hu": "hungarian",
}

// stemmed returns all with their stems in the language, a BCP 47 tag or "". It
// leaves all as they are.
func stemmed(all []word, tag string) []word {
	base, _, _ := strings.Cut(tag, "-")
	stemmer := stemmers[base]
	if stemmer == "" {
		return all
	}
	out := slices.Clone(all)
	for i, w := range out {
		if s, err := snowball.Stem(w.fold, stemmer, true); err == nil {
			out[i].stem = s
		}
	}
	return out
}

// fits reports whether w, of a text, is what t looks for.
func (w word) fits(t word) bool {
	if t.strict {
		return w.strict && w.fold == t.fold
	}
	return w.fold == t.fold || w.stem != "" && w.stem == t.stem
}

// holdsPhrase reports whether phrase stands in text, word by word.
func holdsPhrase(text, phrase []word) bool {
	for i := 0; i+len(phrase) <= len(text); i++ {
		if slices.EqualFunc(text[i:i+len(phrase)], phrase, word.fits) {
			return true
		}
	}
	return false
}
