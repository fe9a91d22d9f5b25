package discordtest

import (
	"regexp"
	"slices"
	"strings"
)

// Text returns all of m that is shown, in reading order, without the marks of
// Discord's markdown.
func (m Message) Text() string { return m.show().text() }

// Quotes returns the passages that m sets apart, as shown: the values of its
// fields, and embeds that hold one passage alone.
func (m Message) Quotes() []string {
	var out []string
	for _, e := range m.body.Embeds {
		if e.Title != "" && e.URL == "" && len(e.Fields) == 0 {
			out = append(out, shown(e.Description).text())
		}
		for _, f := range e.Fields {
			out = append(out, shown(f.Value).text())
		}
	}
	return out
}

// Links returns where m's links and buttons lead, and the addresses in its
// text that Discord makes links of.
func (m Message) Links() []string { return m.show().links }

// Acts returns all else in m that Discord would act on: mentions, times,
// emoji, headings, code and the like.
func (m Message) Acts() []string { return m.show().acts }

func (m Message) show() *sight {
	s := &sight{}
	s.block(m.body.Content)
	for _, e := range m.body.Embeds {
		s.block(e.Title)
		s.link(e.URL)
		s.block(e.Description)
		for _, f := range e.Fields {
			s.block(f.Name)
			s.block(f.Value)
		}
		var last []string
		if e.Footer != nil {
			last = append(last, e.Footer.Text)
		}
		if e.Timestamp != "" {
			last = append(last, e.Timestamp)
		}
		s.line(strings.Join(last, " • "))
	}
	for _, r := range m.body.Rows {
		for _, c := range r.Components {
			s.line("[" + c.Label + "] " + c.URL)
			s.link(c.URL)
		}
	}
	return s
}

func shown(text string) *sight {
	s := &sight{}
	s.block(text)
	return s
}

// A sight is what a reader has before them.
type sight struct {
	lines []string
	links []string
	acts  []string
}

func (s *sight) text() string { return strings.Join(s.lines, "\n") }

func (s *sight) line(l string) {
	if l != "" {
		s.lines = append(s.lines, l)
	}
}

func (s *sight) link(l string) {
	if l != "" && !slices.Contains(s.links, l) {
		s.links = append(s.links, l)
	}
}

var (
	// https://discord.com/developers/docs/reference#message-formatting
	entity = regexp.MustCompile(`^<(@[!&]?\d+|#\d+|/[^>]+:\d+|a?:\w+:\d+|t:-?\d+(:\w)?|id:\w+|https?://[^ >]+)>`)
	anchor = regexp.MustCompile(`^\[((?:\\.|[^\]\\])+)\]\((?:<([^<>\s]+)>|([^()\s]+))\)`)
	web    = regexp.MustCompile(`^https?://[^\s<]+[^<.,:;"'\]\s]`)
	shout  = regexp.MustCompile(`^@(everyone|here)`)
	emoji  = regexp.MustCompile(`^:[\w+-]+:`)
	opener = regexp.MustCompile(`^[ \t]*(#{1,3} |>{1,3} |\d+\. |[-*+] |-# )`)
)

// block reads markdown as Discord's clients do, far enough to tell what is
// text and what is not.
func (s *sight) block(text string) {
	if text == "" {
		return
	}
	for _, l := range strings.Split(text, "\n") {
		mark := ""
		if o := opener.FindString(l); o != "" {
			l = l[len(o):]
			switch t := strings.TrimSpace(o); t {
			case "-":
				mark = "• "
			case "-#":
			default:
				s.acts = append(s.acts, t)
			}
		}
		s.lines = append(s.lines, mark+s.inline(l))
	}
}

func (s *sight) inline(l string) string {
	var b strings.Builder
	for l != "" {
		if l[0] == '\\' && len(l) > 1 && l[1] < 0x80 && !isWord(l[1]) && l[1] != ' ' {
			b.WriteByte(l[1])
			l = l[2:]
			continue
		}
		if l[0] == '[' {
			if m := anchor.FindStringSubmatch(l); m != nil {
				s.link(m[2] + m[3])
				b.WriteString(s.inline(m[1]))
				l = l[len(m[0]):]
				continue
			}
		}
		if l[0] == 'h' {
			if m := web.FindString(l); m != "" {
				s.link(m)
				b.WriteString(m)
				l = l[len(m):]
				continue
			}
		}
		if act := acting(l[0]); act != nil {
			if m := act.FindString(l); m != "" {
				s.acts = append(s.acts, m)
			}
		}
		switch c := l[0]; {
		case c == '*': // bold and italics
		case c == '`', c == '_', c == '~' && strings.HasPrefix(l, "~~"), c == '|' && strings.HasPrefix(l, "||"):
			s.acts = append(s.acts, string(c))
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
		l = l[1:]
	}
	return b.String()
}

// acting returns what Discord may find where c stands, nil for nothing.
func acting(c byte) *regexp.Regexp {
	switch c {
	case '<':
		return entity
	case '@':
		return shout
	case ':':
		return emoji
	}
	return nil
}

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// Picture draws m for tests that are read: │ is the side of an embed, # its
// title with its address, @ the name of a field, __ a footer, [ ] a button.
func (m Message) Picture() string {
	var b strings.Builder
	put := func(side, mark, text string) {
		for i, l := range strings.Split(text, "\n") {
			if i > 0 {
				mark = strings.Repeat(" ", len([]rune(mark)))
			}
			b.WriteString(strings.TrimRight(side+mark+l, " ") + "\n")
		}
	}
	if m.body.Content != "" {
		put("", "", shown(m.body.Content).text())
	}
	for _, e := range m.body.Embeds {
		if e.Title != "" {
			put("│ ", "# ", shown(e.Title).text()+strings.TrimRight("  "+e.URL, " "))
		}
		if e.Description != "" {
			put("│ ", "", shown(e.Description).text())
		}
		for _, f := range e.Fields {
			put("│ ", "@ ", shown(f.Name).text())
			put("│ ", "  ", shown(f.Value).text())
		}
		var last []string
		if e.Footer != nil {
			last = append(last, e.Footer.Text)
		}
		if e.Timestamp != "" {
			last = append(last, e.Timestamp)
		}
		if len(last) > 0 {
			put("│ ", "__ ", strings.Join(last, " • "))
		}
	}
	for _, r := range m.body.Rows {
		for _, c := range r.Components {
			put("", "", "["+c.Label+"] "+c.URL)
		}
	}
	return b.String()
}
