package console

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean returns s fit for a terminal: valid UTF-8 without control characters
// (and so without escape sequences), without what turns the direction of text
// round (https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings),
// and without characters that only hide. White space of any kind becomes
// blanks.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r): // U+0085, U+2028 and U+2029 among them
			return ' '
		case hides(r):
			return -1
		case r == utf8.RuneError:
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// hides reports whether r is not to be shown: a control, a direction mark, a
// blank without width, or a tag. The joiners that scripts and emoji need stay.
func hides(r rune) bool {
	switch {
	case unicode.IsControl(r),
		r == '\u061c', r == '\u200e', r == '\u200f',
		r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u206f',
		r == '\u200b', r >= '\u2060' && r <= '\u2064', r == '\ufeff', r == '\u00ad',
		r >= '\ufff9' && r <= '\ufffb',
		r >= 0xE0000 && r <= 0xE007F:
		return true
	}
	return false
}

// line returns s cleaned, on one line, with single blanks.
func line(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// webLink returns where a link to address may lead: an http or https address
// in ASCII, or "" for anything else.
func webLink(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte(`"<>\^|{}`+"`", c) >= 0 {
			const hex = "0123456789ABCDEF"
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// short returns a link as it is shown where it can be followed with a click:
// without scheme, www, query and the last slash.
func short(link string) string {
	_, s, _ := strings.Cut(link, "://")
	s, _, _ = strings.Cut(s, "#")
	s, _, _ = strings.Cut(s, "?")
	return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
}
