package discord

import (
	"encoding/json"
	"fmt"
	"unicode/utf16"

	"github.com/dateline-bot/dateline/bot"
)

// A message is what is sent to Discord to make a message of.
// https://discord.com/developers/docs/resources/message#create-message
type message struct {
	Content         string     `json:"content,omitempty"`
	Embeds          []embed    `json:"embeds,omitempty"`
	Components      []row      `json:"components,omitempty"`
	AllowedMentions mentions   `json:"allowed_mentions"`
	Flags           int        `json:"flags,omitempty"`
	Nonce           string     `json:"nonce,omitempty"`
	EnforceNonce    bool       `json:"enforce_nonce,omitempty"`
	Reference       *reference `json:"message_reference,omitempty"`
	// ThreadName is what the thread is called that the message is to stand
	// in, where it has to be made first. It is ours and never sent.
	ThreadName string `json:"thread_name,omitempty"`
	// File is sent beside the message, not in it.
	File *file `json:"file,omitempty"`
}

// A file is what a message has attached.
type file struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Text string `json:"text"`
}

// mentions says who may be notified: nobody, whatever the text says.
type mentions struct{}

// MarshalJSON returns the empty list of kinds, which is the only value there is.
func (mentions) MarshalJSON() ([]byte, error) { return []byte(`{"parse":[]}`), nil }

// A reference makes a message a reply.
type reference struct {
	MessageID string `json:"message_id"`
	// FailIfNotExists is sent as false: a reply to a deleted message is a
	// message like any other.
	FailIfNotExists bool `json:"fail_if_not_exists"`
}

// https://discord.com/developers/docs/resources/message#embed-object
type embed struct {
	Title       string  `json:"title,omitempty"`
	URL         string  `json:"url,omitempty"`
	Description string  `json:"description,omitempty"`
	Timestamp   string  `json:"timestamp,omitempty"`
	Color       int     `json:"color,omitempty"`
	Fields      []field `json:"fields,omitempty"`
	Footer      *footer `json:"footer,omitempty"`
}

type field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type footer struct {
	Text string `json:"text"`
}

// A row holds up to five buttons.
type row struct {
	Type       int      `json:"type"`
	Components []button `json:"components"`
}

// A button here leads to an address; there is no other kind.
type button struct {
	Type  int    `json:"type"`
	Style int    `json:"style"`
	Label string `json:"label"`
	URL   string `json:"url"`
}

// https://discord.com/developers/docs/components/reference
const (
	actionRow  = 1
	buttonType = 2
	linkStyle  = 5
)

// https://discord.com/developers/docs/resources/message#message-object-message-flags
const ephemeral = 1 << 6

// linkButton returns the row with one button that leads to addr, none where
// addr is no address that a button takes.
func linkButton(label, addr string) []row {
	addr = link(addr)
	if addr == "" || units(addr) > maxButtonURL {
		return nil
	}
	return []row{{Type: actionRow, Components: []button{{Type: buttonType, Style: linkStyle, Label: label, URL: addr}}}}
}

// units returns the length of s in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// size returns what e counts toward maxEmbedsTotal.
func (e *embed) size() int {
	n := units(e.Title) + units(e.Description)
	if e.Footer != nil {
		n += units(e.Footer.Text)
	}
	for _, f := range e.Fields {
		n += units(f.Name) + units(f.Value)
	}
	return n
}

// part returns m as a part of a post.
func (m message) part(headline string, inThread bool) bot.Part {
	payload, err := json.Marshal(m)
	if err != nil { // no field of a message can fail
		panic(fmt.Sprintf("discord: marshal a message: %v", err))
	}
	return bot.Part{Headline: headline, InThread: inThread, Payload: payload}
}

// mark puts k where it can be read again from the channel's history: Discord
// keeps no nonce with a message, so the key stands, small, at the end of the
// last footer. https://github.com/Rapptz/discord.py/issues/2451
func (m *message) mark(k bot.Key) {
	if len(m.Embeds) == 0 {
		m.Embeds = []embed{{}}
	}
	e := &m.Embeds[len(m.Embeds)-1]
	if e.Footer == nil {
		e.Footer = &footer{Text: string(k)}
		return
	}
	e.Footer = &footer{Text: e.Footer.Text + markGap + string(k)}
}

const markGap = " · "
