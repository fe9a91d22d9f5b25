package slack

import (
	"bytes"
	"encoding/json"
)

// A block is a block of Block Kit, of the kinds that Dateline uses.
// https://docs.slack.dev/reference/block-kit/blocks
type block struct {
	Type     string      `json:"type"`
	Text     *textObject `json:"text,omitempty"`
	Elements []any       `json:"elements,omitempty"`
}

// A textObject's Text has its &, < and > escaped.
// https://docs.slack.dev/reference/block-kit/composition-objects/text-object
type textObject struct {
	Type  string `json:"type"`
	Text  string `json:"text"`
	Emoji *bool  `json:"emoji,omitempty"`
}

// A richElement is a part of a rich_text block: a section, a list, a quote.
// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
type richElement struct {
	Type     string `json:"type"`
	Style    string `json:"style,omitempty"` // of a list
	Elements []any  `json:"elements"`
}

// A run is a stretch of text in a rich_text block, or a link. Slack parses
// nothing in it, so nothing in it is escaped.
type run struct {
	Type  string `json:"type"`
	URL   string `json:"url,omitempty"`
	Text  string `json:"text"`
	Style *style `json:"style,omitempty"`
}

type style struct {
	Bold   bool `json:"bold,omitempty"`
	Italic bool `json:"italic,omitempty"`
}

type button struct {
	Type     string     `json:"type"`
	ActionID string     `json:"action_id"`
	Text     textObject `json:"text"`
	URL      string     `json:"url"`
}

// plain returns s as a plain_text object in which :smile: stays what it is.
func plain(s string) *textObject {
	emoji := false
	return &textObject{Type: "plain_text", Text: escape(s), Emoji: &emoji}
}

// headline returns the block that leads a message: a header, or bold text
// where a header would not hold it.
func headline(s string) block {
	s = orElse(oneLine(s), "Untitled")
	if length(escape(s)) <= maxHeader {
		return block{Type: "header", Text: plain(s)}
	}
	return rich(section(bold(cut(s, maxPassage))))
}

// contextLine returns a line of small print of what is not "".
func contextLine(items ...any) block {
	b := block{Type: "context"}
	for _, it := range items {
		switch it := it.(type) {
		case string:
			if it = cutEscaped(oneLine(it), maxText); it != "" {
				b.Elements = append(b.Elements, plain(it))
			}
		case *textObject:
			if it != nil {
				b.Elements = append(b.Elements, it)
			}
		}
	}
	return b
}

func rich(elements ...richElement) block {
	b := block{Type: "rich_text"}
	for _, e := range elements {
		b.Elements = append(b.Elements, e)
	}
	return b
}

func section(runs ...run) richElement {
	return richElement{Type: "rich_text_section", Elements: anys(runs)}
}
func quoted(runs ...run) richElement {
	return richElement{Type: "rich_text_quote", Elements: anys(runs)}
}

func bullets(items ...richElement) richElement {
	return richElement{Type: "rich_text_list", Style: "bullet", Elements: anys(items)}
}

func text(s string) run   { return run{Type: "text", Text: s} }
func bold(s string) run   { return run{Type: "text", Text: s, Style: &style{Bold: true}} }
func italic(s string) run { return run{Type: "text", Text: s, Style: &style{Italic: true}} }

// link returns s leading to url, or s alone in bold where url is no address
// that a reader could follow.
func link(url, s string) run {
	if url = address(url); url == "" {
		return bold(s)
	}
	return run{Type: "link", URL: url, Text: s, Style: &style{Bold: true}}
}

// sourceButton returns the row with the button to the source, and false where
// url is no address.
func sourceButton(url string) (block, bool) {
	if url = address(url); url == "" {
		return block{}, false
	}
	return block{Type: "actions", Elements: []any{
		button{Type: "button", ActionID: "source", Text: *plain("Source"), URL: url},
	}}, true
}

func anys[T any](in []T) []any {
	out := make([]any, len(in))
	for i, v := range in {
		out[i] = v
	}
	return out
}

// encode returns v as JSON without HTML's escapes, which would only lengthen it.
func encode(v any) json.RawMessage {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("slack: a block that is no JSON: " + err.Error()) // its types cannot fail
	}
	return bytes.TrimRight(buf.Bytes(), "\n")
}
