package store

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters are those that Unicode does not take apart into a letter and a mark
// but that people type without it.
var letters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe", "ı", "i")

// words returns the words of s, in lower case and without diacritics. A word
// is a run of letters and digits; an apostrophe within does not end it.
func words(s string) []string {
	s = strings.ToLower(strings.ToValidUTF8(s, " "))
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’', r == 'ʼ':
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(letters.Replace(strings.ToLower(b.String())))
}

// foldName returns a name's words with a blank on either side of each.
func foldName(name string) string {
	return " " + strings.Join(words(name), " ") + " "
}

// foldPassage returns a digest that passages share where they say the same and
// differ in case, spacing, marks or punctuation alone. A quote counts as the
// same only from the same mouth.
func foldPassage(quote bool, text, speaker string) int64 {
	h := sha256.New()
	if quote {
		h.Write([]byte("quote\x00" + foldName(speaker) + "\x00"))
	}
	h.Write([]byte(strings.Join(words(text), " ")))
	return int64(binary.BigEndian.Uint64(h.Sum(nil)))
}
