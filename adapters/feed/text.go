package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// plain returns a piece of HTML, or of plain text, as plain text on one line.
func plain(s string) string {
	s = strings.ToValidUTF8(s, "")
	if !strings.ContainsAny(s, "<&") {
		return fold(s)
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	skip := false // inside an element that nobody sees
	for {
		switch z.Next() {
		case html.ErrorToken:
			return fold(b.String())
		case html.TextToken:
			if !skip {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			switch a := atom.Lookup(name); a {
			case atom.Script, atom.Style:
				skip = !skip
			case atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Span, atom.Sup, atom.Sub, atom.Small, atom.Code, atom.Abbr, atom.Cite, atom.Q, atom.U, atom.S, atom.Font, atom.Mark:
			default:
				b.WriteByte(' ')
			}
		}
	}
}

// fold puts s on one line and leaves out what cannot be seen.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == '\u00ad', r == '\u200b', r == '\ufeff', r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// clip shortens s to at most n bytes, at a word where there is one, and marks
// that with an ellipsis.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	const mark = "…"
	cut := n - len(mark)
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	if i := strings.LastIndexByte(s[:cut], ' '); i > cut/2 {
		cut = i
	}
	return strings.TrimRight(s[:cut], " ,;:-–—") + mark
}

// shorten returns what stands for a GUID that is too long to be kept.
func shorten(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256:" + hex.EncodeToString(sum[:])
}
