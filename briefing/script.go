package briefing

import (
	"unicode"
	"unicode/utf8"
)

// signOf returns what kind of token a sign of another script than Latin is, and the
// ASCII sign that says the same, where there is one.
func signOf(r rune) (rune, kind) {
	switch r {
	case '。', '．', '｡', '।', '॥', '۔', '։', '።', '။', '។':
		return r, stopToken
	case '？', '؟', '፧':
		return '?', stopToken
	case '！':
		return '!', stopToken
	case '，', '、', '､', '،', '၊':
		return ',', commaToken
	case '；', '؛':
		return ';', commaToken
	case '：':
		return ':', commaToken
	case '（', '［', '【', '〔', '〈':
		return '(', openToken
	case '）', '］', '】', '〕', '〉':
		return ')', closeToken
	}
	return r, symbolToken
}

// scanUnspaced returns the word that begins at s[i] with a letter of a script that
// has no blanks between words: a Chinese character, or a run of letters of one
// other script, which is as near to a word as can be told without a dictionary.
func scanUnspaced(s string, i int) token {
	t := token{start: int32(i), kind: wordToken}
	first, n := utf8.DecodeRuneInString(s[i:])
	j := i + n
	if !unicode.Is(unicode.Han, first) {
		for j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			if !unspaced(r) && r != 'ー' || !unicode.IsLetter(r) && !unicode.IsMark(r) || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) != unicode.Is(unicode.Hiragana, first) {
				break
			}
			j += n
		}
	}
	t.end, t.hash = int32(j), hashBytes(s[i:j])
	return t
}

// hashBytes returns the hash of the letters w of a script without cases.
func hashBytes(w string) uint32 {
	h := uint32(hashSeed)
	for _, r := range w {
		for ; r > 0; r >>= 8 {
			h = (h ^ uint32(r&0xff)) * hashPrime
		}
	}
	return h
}

// foreign reports whether the text is told to be in another language than English.
func (d *Document) foreign() bool { return d.lang != "" && baseLanguage(d.lang) != "en" }
