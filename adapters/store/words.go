package store

import (
	"strings"
	"unicode"
)

// ftsQuery returns the FTS5 query for passages that hold all of the given
// words, each put in quotes so that nothing in it is read as syntax:
// https://www.sqlite.org/fts5.html#fts5_strings. A word that the tokenizer
// takes apart must stand as it is written. ok is false where one of them has
// nothing in it that can be looked for, or where they are more than any
// passage is looked for by.
func ftsQuery(given []string) (query string, ok bool) {
	const most = 64
	var and []string
	for _, w := range given {
		w = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(w, " "))
		if !strings.ContainsFunc(w, isToken) {
			return "", false
		}
		and = append(and, `"`+strings.ReplaceAll(w, `"`, `""`)+`"`)
	}
	return strings.Join(and, " AND "), len(and) > 0 && len(and) <= most
}

// isToken reports whether r is part of a word to the tokenizer unicode61:
// https://www.sqlite.org/fts5.html#unicode61_tokenizer.
func isToken(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
