package slack

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// escape makes s safe in a text object and in a message's text.
// https://docs.slack.dev/messaging/formatting-message-text#escaping
func escape(s string) string { return escaper.Replace(clean(s)) }

var (
	escaper   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	unescaper = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
)

// clean returns s without the characters that cannot be seen but turn text
// round, hide in it or end a line where none ends. Joiners stay: they are part
// of how some languages and some emoji are written.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\u200c' || r == '\u200d' || unicode.Is(unicode.Prepended_Concatenation_Mark, r):
			return r
		case r == utf8.RuneError || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// oneLine returns s cleaned, on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// length returns how many characters Slack's limits count in s, at most: UTF-16
// units.
func length(s string) int { return total(s, utf16.RuneLen) }

// cost returns how many characters s takes in the JSON that slack-go sends.
func cost(s string) int { return total(s, runeCost) }

func runeCost(r rune) int {
	switch r {
	case '"', '\\', '\n', '\t':
		return 2
	case '<', '>', '&':
		return len(`\u003c`)
	}
	return utf16.RuneLen(r)
}

func total(s string, cost func(rune) int) int {
	var n int
	for _, r := range s {
		n += cost(r)
	}
	return n
}

// cut returns s cleaned, or where it costs more than limit its beginning up to
// a word's end with an ellipsis in place of the rest.
func cut(s string, limit int) string { return cutBy(clean(s), limit, runeCost) }

// cutEscaped is cut for a text that is still to be escaped.
func cutEscaped(s string, limit int) string {
	return cutBy(clean(s), limit, func(r rune) int {
		switch r {
		case '&':
			return len("&amp;")
		case '<', '>':
			return len("&lt;")
		}
		return utf16.RuneLen(r)
	})
}

func cutBy(s string, limit int, cost func(rune) int) string {
	var n, fits int // fits: where the text ends if an ellipsis must follow
	for i, r := range s {
		if n+1 <= limit {
			fits = i
		}
		if n += cost(r); n > limit {
			head := s[:fits]
			if j := strings.LastIndexFunc(head, unicode.IsSpace); j > len(head)/2 {
				head = head[:j]
			}
			return strings.TrimRightFunc(head, unicode.IsSpace) + "…"
		}
	}
	return s
}

// address returns a web address in a form that Slack takes and nothing breaks
// out of, or "" where raw is none.
func address(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil {
		return ""
	}
	s := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, u.String())
	if s = bracketer.Replace(s); length(s) > maxURL {
		return ""
	}
	return s
}

var bracketer = strings.NewReplacer("<", "%3C", ">", "%3E", "|", "%7C", `"`, "%22", "`", "%60")

// markup is what Slack puts in angle brackets: <https://…|label>, <@U…|name>,
// <#C…|name>, <!subteam^S…|@name>. A < that somebody typed comes as &lt;.
// https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
var markup = regexp.MustCompile(`<([^<>]*)>`)

// typed returns what somebody typed from the text that Slack makes of it,
// without the mentions of self.
func typed(s, self string) string {
	var b strings.Builder
	last := 0
	for _, m := range markup.FindAllStringSubmatchIndex(s, -1) {
		b.WriteString(unescaper.Replace(s[last:m[0]]))
		last = m[1]
		if words := unwrap(s[m[2]:m[3]], self); words != "" {
			b.WriteString(words)
		} else { // a mention of the bot goes with the space after it
			last += len(s[last:]) - len(strings.TrimLeft(s[last:], " \u00a0"))
		}
	}
	b.WriteString(unescaper.Replace(s[last:]))
	return strings.TrimSpace(b.String())
}

// unwrap returns what stood in the place of one piece of markup.
func unwrap(inner, self string) string {
	target, label, _ := strings.Cut(inner, "|")
	target, label = unescaper.Replace(target), unescaper.Replace(label)
	switch {
	case target == "":
		return label
	case target[0] == '@' && self != "" && target[1:] == self:
		return ""
	case target[0] == '@' && label != "":
		return "@" + strings.TrimPrefix(label, "@")
	case target[0] == '#' && label != "":
		return "#" + strings.TrimPrefix(label, "#")
	case target[0] == '!' && label != "":
		return label
	case target[0] == '!':
		return "@" + target[1:]
	case strings.HasPrefix(target, "mailto:"), strings.HasPrefix(target, "tel:"):
		return strings.TrimPrefix(strings.TrimPrefix(target, "mailto:"), "tel:")
	}
	return target
}
