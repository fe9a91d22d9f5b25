package slacktest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Seen is a payload as its readers have it.
type Seen struct {
	Fallback string   // what a notification says
	Lines    []string // a line each for what stands on its own, told apart by marks: "# ", "> ", "• ", "- ", "[Button]"
	Text     string   // the same without marks
	Quotes   []string
	Links    []string
	Pings    []string // mentions, and all else in a text that Slack would act on
	Problems []string // why Slack would refuse it
	TooLong  bool     // its blocks are, together
	Blocks   int
	Chars    int // of all blocks' JSON
}

// Slack's own limits. Where they are told apart by what was only seen, the
// lowest stands here.
const (
	slackBlocks   = 50     // https://docs.slack.dev/reference/block-kit/blocks
	slackChars    = 11_000 // https://github.com/slackapi/bolt-js/issues/2509
	slackHeader   = 150    // https://docs.slack.dev/reference/block-kit/blocks/header-block
	slackText     = 3_000  // https://docs.slack.dev/reference/block-kit/composition-objects/text-object
	slackContext  = 10     // https://docs.slack.dev/reference/block-kit/blocks/context-block
	slackActions  = 25     // https://docs.slack.dev/reference/block-kit/blocks/actions-block
	slackButton   = 75     // https://docs.slack.dev/reference/block-kit/block-elements/button-element
	slackURL      = 3_000  // the same
	slackFallback = 4_000  // https://docs.slack.dev/reference/methods/chat.postMessage
)

type node struct {
	Type     string          `json:"type"`
	Text     json.RawMessage `json:"text"`
	Emoji    *bool           `json:"emoji"`
	URL      string          `json:"url"`
	ActionID string          `json:"action_id"`
	Elements []node          `json:"elements"`
	Style    json.RawMessage `json:"style"`
}

func (n node) words() string {
	var s string
	_ = json.Unmarshal(n.Text, &s)
	return s
}

// Read reads a message's text and blocks.
func Read(payload json.RawMessage) Seen {
	var p struct {
		Text   string            `json:"text"`
		Blocks []json.RawMessage `json:"blocks"`
	}
	var s Seen
	if err := json.Unmarshal(payload, &p); err != nil {
		s.Problems = append(s.Problems, err.Error())
		return s
	}
	s.Fallback = s.mrkdwn(p.Text)
	if utf8.RuneCountInString(p.Text) > slackFallback {
		s.problem("a text of %d characters", utf8.RuneCountInString(p.Text))
	}
	var text []string
	for _, raw := range p.Blocks {
		s.Chars += utf8.RuneCount(raw)
		var n node
		if err := json.Unmarshal(raw, &n); err != nil {
			s.problem("a block: %v", err)
			continue
		}
		lines := s.block(n)
		s.Lines = append(s.Lines, lines...)
		for _, l := range lines {
			text = append(text, marks.ReplaceAllString(l, ""))
		}
	}
	s.Text = strings.ReplaceAll(strings.Join(text, "\n"), "\x00", "")
	for i := range s.Lines {
		s.Lines[i] = strings.ReplaceAll(s.Lines[i], "\x00", "*")
	}
	if len(p.Blocks) == 0 {
		s.Text, s.Lines = s.Fallback, []string{s.Fallback}
	}
	s.Blocks = len(p.Blocks)
	if s.Blocks > slackBlocks {
		s.problem("%d blocks", s.Blocks)
	}
	s.TooLong = s.Chars > slackChars
	return s
}

// marks are what Lines puts before a line.
var marks = regexp.MustCompile(`^(# |> |• |- |\[Button\] )`)

func (s *Seen) problem(format string, args ...any) {
	s.Problems = append(s.Problems, fmt.Sprintf(format, args...))
}

func (s *Seen) block(n node) []string {
	switch n.Type {
	case "header":
		return []string{"# " + s.object(n.Text, slackHeader, true)}
	case "section":
		return []string{s.object(n.Text, slackText, false)}
	case "divider":
		return nil
	case "context":
		s.count("context elements", len(n.Elements), slackContext)
		var line []string
		for _, e := range n.Elements {
			line = append(line, s.textOf(e, slackText, false))
		}
		return []string{"- " + strings.Join(line, " · ")}
	case "actions":
		s.count("actions", len(n.Elements), slackActions)
		var lines []string
		for _, e := range n.Elements {
			lines = append(lines, "[Button] "+s.button(e))
		}
		return lines
	case "rich_text":
		var lines []string
		for _, e := range n.Elements {
			lines = append(lines, s.rich(e)...)
		}
		return lines
	}
	s.problem("a block of type %q", n.Type)
	return nil
}

func (s *Seen) count(what string, n, most int) {
	if n < 1 || n > most {
		s.problem("%d %s", n, what)
	}
}

func (s *Seen) button(n node) string {
	label := s.object(n.Text, slackButton, true)
	if n.Type != "button" || n.ActionID == "" || len(n.ActionID) > 255 {
		s.problem("an action of type %q with the id %q", n.Type, n.ActionID)
	}
	if n.URL != "" {
		s.link(n.URL)
		return label + " <" + n.URL + ">"
	}
	return label
}

func (s *Seen) link(url string) {
	if utf8.RuneCountInString(url) > slackURL || strings.ContainsAny(url, "<>| \n") {
		s.problem("the address %.80q", url)
	}
	s.Links = append(s.Links, url)
}

// object reads a text object.
func (s *Seen) object(raw json.RawMessage, most int, plainOnly bool) string {
	var n node
	if err := json.Unmarshal(raw, &n); err != nil {
		s.problem("a text object: %v", err)
	}
	return s.textOf(n, most, plainOnly)
}

func (s *Seen) textOf(n node, most int, plainOnly bool) string {
	w := n.words()
	if l := utf8.RuneCountInString(w); l < 1 || l > most {
		s.problem("a text of %d characters where 1 to %d are allowed", l, most)
	}
	switch {
	case n.Type == "plain_text":
		if strings.ContainsAny(w, "<>") {
			s.Pings = append(s.Pings, w) // what Slack makes of it is its own affair
		}
		if m := shortcode.FindString(w); m != "" && (n.Emoji == nil || *n.Emoji) {
			s.Pings = append(s.Pings, m)
		}
		return entities.Replace(w)
	case n.Type == "mrkdwn" && !plainOnly:
		return s.mrkdwn(w)
	}
	s.problem("a text object of type %q", n.Type)
	return w
}

var (
	shortcode = regexp.MustCompile(`:[a-z0-9_+-]+:`)
	bracketed = regexp.MustCompile(`<([^<>]*)>`)
	entities  = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
)

// mrkdwn reads text as Slack parses it.
func (s *Seen) mrkdwn(w string) string {
	var b strings.Builder
	last := 0
	plain := func(t string) {
		if strings.ContainsAny(t, "<>") {
			s.Pings = append(s.Pings, t)
		}
		b.WriteString(entities.Replace(t))
	}
	for _, m := range bracketed.FindAllStringSubmatchIndex(w, -1) {
		plain(w[last:m[0]])
		target, label, _ := strings.Cut(w[m[2]:m[3]], "|")
		switch {
		case strings.HasPrefix(target, "!date^"):
		case strings.HasPrefix(target, "http"):
			s.link(target)
		default:
			s.Pings = append(s.Pings, target)
		}
		if label == "" {
			label = target
		}
		b.WriteString(entities.Replace(label))
		last = m[1]
	}
	plain(w[last:])
	return b.String()
}

// rich reads an element of a rich_text block. Bold is told by a NUL on both
// sides.
func (s *Seen) rich(n node) []string {
	switch n.Type {
	case "rich_text_section":
		return []string{s.runs(n)}
	case "rich_text_preformatted":
		return []string{"| " + strings.ReplaceAll(strings.TrimSuffix(s.runs(n), "\n"), "\n", "\n| ")}
	case "rich_text_quote":
		q := s.runs(n)
		s.Quotes = append(s.Quotes, strings.ReplaceAll(q, "\x00", ""))
		return []string{"> " + q}
	case "rich_text_list":
		var lines []string
		for _, e := range n.Elements {
			if e.Type != "rich_text_section" {
				s.problem("a list item of type %q", e.Type)
			}
			lines = append(lines, "• "+s.runs(e))
		}
		s.count("list items", len(lines), 1000)
		return lines
	}
	s.problem("a rich_text element of type %q", n.Type)
	return nil
}

func (s *Seen) runs(n node) string {
	var b strings.Builder
	s.count("runs", len(n.Elements), 1000)
	for _, e := range n.Elements {
		w := e.words()
		switch e.Type {
		case "text":
			if w == "" {
				s.problem("an empty text in %s", n.Type)
			}
		case "link":
			s.link(e.URL)
			if w == "" {
				w = e.URL
			}
		default:
			s.Pings = append(s.Pings, e.Type)
		}
		if strings.Contains(string(e.Style), `"bold":true`) {
			w = "\x00" + w + "\x00"
		}
		b.WriteString(w)
		if e.Type == "link" {
			b.WriteString(" <" + e.URL + ">")
		}
	}
	return b.String()
}

// Show returns messages in a form that a person reads: who wrote each and where,
// then its lines.
func Show(messages []Message) string {
	var b strings.Builder
	place := map[string]int{}
	for i, m := range messages {
		place[m.TS] = i + 1
		fmt.Fprintf(&b, "%d ", i+1)
		switch {
		case m.Only != "":
			fmt.Fprintf(&b, "to %s alone", m.Only)
		case m.User == Bot:
			b.WriteString("dateline")
		default:
			b.WriteString(m.User)
		}
		if m.Thread != "" {
			fmt.Fprintf(&b, ", under %d", place[m.Thread])
		}
		if m.Via != "" {
			b.WriteString(", " + m.Via)
		}
		b.WriteString("\n")
		for _, l := range Read(m.Payload).Lines {
			b.WriteString("    " + strings.ReplaceAll(l, "\n", "\n      ") + "\n")
		}
	}
	return b.String()
}
