package console

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/charmbracelet/colorprofile"

	"github.com/dateline-bot/dateline/bot"
)

// Options tell how a terminal shows things. The zero Options are plain text of
// 72 columns, times in UTC.
type Options struct {
	Width   int                  // columns; text is never set wider than 72, and 0 is 72
	Profile colorprofile.Profile // below ANSI there are neither colours nor bold
	Links   bool                 // OSC 8 links: short names that lead somewhere
	Zone    *time.Location       // for times; nil is UTC
}

func (o Options) zone() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}

// Render writes p.
func Render(w io.Writer, p bot.Post, opt Options) error {
	_, err := io.WriteString(w, set(lay(p, opt.zone()), opt))
	return err
}

// lay lays p down.
func lay(p bot.Post, zone *time.Location) page {
	switch p := p.(type) {
	case *bot.Briefed:
		return briefed(p, zone)
	case *bot.EditionCard:
		return card(p)
	case *bot.Answer:
		return answer(p, zone)
	case *bot.List:
		return list(p)
	case *bot.Notice:
		return notice(p)
	case *bot.File: // who types here can keep it; nothing but it is shown, for a pipe
		return page{[]block{{Raw: p.Text}}}
	}
	return notice(&bot.Notice{Text: p.Headline()})
}

// part returns p in the form that it is stored in.
func part(p bot.Post, zone *time.Location) bot.Part {
	payload, err := json.Marshal(lay(p, zone))
	if err != nil { // strings and numbers alone: it cannot be
		panic(fmt.Sprintf("console: page: %v", err))
	}
	return bot.Part{Headline: cmp.Or(line(p.Headline()), "Dateline"), Payload: payload}
}
