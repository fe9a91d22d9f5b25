package discord

import (
	"fmt"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// A sheet is a post on its way to messages: what heads it, and its pieces in
// reading order, each of which stays whole.
type sheet struct {
	headline string // plain, for notifications and logs
	content  string // escaped; above the embed of the first message
	title    string // escaped
	url      string
	color    int
	footer   string // plain
	time     time.Time
	buttons  []row
	pieces   []piece
	thread   string // what the thread is called where the sheet's messages stand in one
	inThread bool   // the first message too
}

// A piece is a line of an embed's description or, where it has a name, a field.
type piece struct {
	name string // escaped; "" for a line
	text string // escaped; at most maxDescription units
	gap  bool   // a line that is set off from the one before it
}

// parts returns the messages that s fills. The first stands where s does;
// what does not fit follows in the thread.
func (s sheet) parts() []bot.Part {
	msgs := s.messages()
	out := make([]bot.Part, len(msgs))
	for i, m := range msgs {
		last := &m.Embeds[len(m.Embeds)-1]
		if i == 0 {
			m.Content = s.content
			m.Components = s.buttons
			switch midnight := s.time.Truncate(24 * time.Hour).Equal(s.time); {
			case s.time.IsZero():
			case midnight: // a date alone, which must not become a time in the reader's zone
				s.footer = strings.TrimPrefix(s.footer+markGap+s.time.Format("Mon 2 January 2006"), markGap)
			default:
				last.Timestamp = s.time.UTC().Format(time.RFC3339)
			}
			if s.footer != "" {
				last.Footer = &footer{Text: cut(s.footer, footerRoom)}
			}
		} else {
			last.Footer = &footer{Text: fmt.Sprintf("%s · %d of %d", cut(line(s.headline), footerRoom/2), i+1, len(msgs))}
		}
		inThread := s.inThread || i > 0
		if inThread {
			m.ThreadName = cut(s.thread, maxThreadName)
		}
		out[i] = m.part(line(s.headline), inThread)
	}
	return out
}

// messages fills one message after the other with the pieces of s.
func (s sheet) messages() []message {
	p := packer{color: s.color}
	p.open()
	e := p.embed()
	e.Title, e.URL = s.title, s.url
	p.room -= units(s.title)
	for _, piece := range s.pieces {
		switch {
		case piece.name == "":
			p.line(piece)
		case units(piece.text) <= maxFieldValue:
			p.field(piece)
		default:
			p.long(piece)
		}
	}
	return p.msgs
}

// A packer fills messages.
type packer struct {
	msgs   []message
	room   int  // what the last message can still take
	sealed bool // the last embed takes nothing more
	color  int
}

func (p *packer) open() {
	p.msgs = append(p.msgs, message{Embeds: []embed{{Color: p.color}}})
	p.room = bodyRoom
	p.sealed = false
}

func (p *packer) embed() *embed {
	m := &p.msgs[len(p.msgs)-1]
	return &m.Embeds[len(m.Embeds)-1]
}

// another opens an embed in the last message, or a message where that one is
// full or has no room for n more units.
func (p *packer) another(n int) {
	m := &p.msgs[len(p.msgs)-1]
	switch e := p.embed(); {
	case n > p.room:
		p.open()
	case e.size() == 0: // it is empty still
	case len(m.Embeds) == maxEmbeds:
		p.open()
	default:
		m.Embeds = append(m.Embeds, embed{Color: p.color})
		p.sealed = false
	}
}

// line adds a line to the description, which stands before all fields.
func (p *packer) line(l piece) {
	sep := ""
	if e := p.embed(); e.Description != "" {
		sep = "\n"
		if l.gap {
			sep = "\n\n"
		}
	}
	n := units(sep + l.text)
	if e := p.embed(); p.sealed || n > p.room || len(e.Fields) > 0 || units(e.Description)+n > maxDescription {
		p.another(units(l.text))
		sep, n = "", units(l.text)
	}
	p.embed().Description += sep + l.text
	p.room -= n
}

// field adds a field to the last embed that has a place for one.
func (p *packer) field(f piece) {
	n := units(f.name) + units(f.text)
	if p.sealed || n > p.room || len(p.embed().Fields) == maxFields {
		p.another(n)
	}
	e := p.embed()
	e.Fields = append(e.Fields, field{Name: f.name, Value: f.text})
	p.room -= n
}

// long adds an embed of its own for what no field holds.
func (p *packer) long(f piece) {
	n := units(f.name) + units(f.text)
	p.another(n)
	e := p.embed()
	e.Title, e.Description = f.name, f.text
	p.room -= n
	p.sealed = true
}
