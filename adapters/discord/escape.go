package discord

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/dateline-bot/dateline/briefing"
)

// clean returns text without the characters that hide in it or turn it round.
// Joiners stay where they join letters that need them.
func clean(text string) string {
	var prev rune
	return strings.Map(func(r rune) rune {
		before := prev
		prev = r
		switch {
		case r == '\u200c' || r == '\u200d':
			if before < 0x80 {
				return -1
			}
		case r == '\u2028' || r == '\u2029' || r == '\u0085':
			return '\n'
		case r == '\n' || r == '\t':
		case r < ' ' || r >= 0x7f && r < 0xa0, unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r):
			return -1
		}
		return r
	}, strings.ReplaceAll(text, "\r\n", "\n"))
}

// line returns text cleaned and on one line, for where Discord takes no
// markdown: footers and the names of threads.
func line(text string) string { return strings.Join(strings.Fields(clean(text)), " ") }

// cut returns text in at most limit units, shortened at a word with "…" where
// it is longer.
func cut(text string, limit int) string {
	if units(text) <= limit {
		return text
	}
	n, end, word := 1, 0, 0 // one for the ellipsis
	for i, r := range text {
		if n += units(string(r)); n > limit {
			break
		}
		if unicode.IsSpace(r) {
			word = i
		}
		end = i + len(string(r))
	}
	if word > end/2 {
		end = word
	}
	return strings.TrimRightFunc(text[:end], unicode.IsSpace) + "…"
}

// escape returns text so that Discord shows it as it is: nothing in it is
// taken for markdown, a mention, a time, an emoji or a link. A backslash
// before any ASCII mark is Discord's own way to say so.
// https://discord.com/developers/docs/reference#message-formatting
func escape(text string) string {
	text = clean(text)
	var b strings.Builder
	b.Grow(len(text) + len(text)/16)
	start := true // of a line, blanks apart
	for i := 0; i < len(text); i++ {
		c := text[i]
		if active(text, i, start) {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
		switch {
		case c == '\n':
			start = true
		case c != ' ' && c != '\t' && (c < '0' || c > '9'):
			start = false
		}
	}
	return b.String()
}

// active reports whether Discord could act on the byte at i. Start is true
// where only blanks and digits stand before it on its line.
func active(text string, i int, start bool) bool {
	switch text[i] {
	case '\\', '*', '_', '~', '`', '|', '[', ']', '<', '@':
		return true
	case '#', '-', '+', '>':
		return start
	case '.', ')':
		return start && i > 0 && text[i-1] >= '0' && text[i-1] <= '9'
	case ':': // an address becomes a link by itself, :name: an emoji
		return strings.HasPrefix(text[i:], "://") || emoji(text[i+1:])
	}
	return false
}

// emoji reports whether s begins with a name and a colon.
func emoji(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ':':
			return i > 0
		case c == '_', c == '+', c == '-', c >= '0' && c <= '9', c|0x20 >= 'a' && c|0x20 <= 'z':
		default:
			return false
		}
	}
	return false
}

// fit returns text escaped in at most limit units, shortened where it must be.
func fit(text string, limit int) string {
	out := escape(text)
	for room := limit; units(out) > limit; room -= max(units(out)-limit, 1) {
		out = escape(cut(clean(text), max(room, 1)))
		if room <= 1 {
			return "…"
		}
	}
	return out
}

// oneLine returns text escaped on one line in at most limit units.
func oneLine(text string, limit int) string { return fit(line(text), limit) }

// strong returns the span s of text escaped, with the marks in it, which are in
// order and apart, in bold.
func strong(text string, s briefing.Span, marks []briefing.Span) string {
	var b strings.Builder
	at := s.Start
	for _, m := range marks {
		if at > s.Start && m.Start == at { // two in a row would read as ****
			continue
		}
		if w := m.In(text); strings.TrimSpace(w) != w || strings.Contains(w, "\n") { // bold ends at neither
			continue
		}
		b.WriteString(inner(briefing.Span{Start: at, End: m.Start}.In(text), at == s.Start))
		b.WriteString("**" + inner(m.In(text), false) + "**")
		at = m.End
	}
	b.WriteString(inner(briefing.Span{Start: at, End: s.End}.In(text), at == s.Start))
	return b.String()
}

// inner escapes a piece of a line; first says that it begins the line.
func inner(text string, first bool) string {
	if first || text == "" {
		return escape(text)
	}
	// A letter before the piece tells that no line begins with it.
	return strings.TrimPrefix(escape("x"+text), "x")
}

// link returns addr as it can stand in a message without ending there: an
// http or https address in which every byte that Discord's markdown knows is
// percent-encoded. It returns "" for anything else.
func link(addr string) string {
	u, err := url.Parse(strings.TrimSpace(addr))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || units(addr) > maxEmbedURL {
		return ""
	}
	if strings.ContainsFunc(u.Host, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".-:[]", r)
	}) {
		return ""
	}
	out := u.Scheme + "://" + u.Host + encode(u.EscapedPath())
	if u.RawQuery != "" {
		out += "?" + encode(u.RawQuery)
	}
	if u.Fragment != "" {
		out += "#" + encode(u.EscapedFragment())
	}
	if units(out) > maxEmbedURL {
		return ""
	}
	return out
}

// encode percent-encodes what RFC 3986 allows in no path or query, and the
// brackets and marks that end a link in markdown.
func encode(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c|0x20 >= 'a' && c|0x20 <= 'z', strings.IndexByte("-._~!$&'+,;=:@/?#", c) >= 0:
			b.WriteByte(c)
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteByte(c)
		default:
			b.WriteString(string([]byte{'%', hex[c>>4], hex[c&15]}))
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

// masked returns text as a link to addr, and text alone where addr is none.
func masked(text, addr string, limit int) string {
	shown := oneLine(text, limit)
	if addr = link(addr); addr == "" || shown == "" || len(addr) > maxButtonURL {
		return shown
	}
	return "[" + shown + "](<" + addr + ">)"
}
