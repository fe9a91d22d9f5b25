package console

import (
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

// Render writes p, an edition with all its stories.
func Render(w io.Writer, p bot.Post, opt Options) error {
	for i, pg := range pages(p, opt.zone()) {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if _, err := io.WriteString(w, set(pg, opt)); err != nil {
			return err
		}
	}
	return nil
}

// pages lays p down: one page, or for an edition its card and each story.
func pages(p bot.Post, zone *time.Location) []page {
	switch p := p.(type) {
	case *bot.Briefed:
		return []page{briefed(p, zone)}
	case *bot.EditionCard:
		return edition(p, zone)
	case *bot.Answer:
		return []page{answer(p, zone)}
	case *bot.List:
		return []page{list(p)}
	case *bot.Notice:
		return []page{notice(p)}
	}
	return []page{notice(&bot.Notice{Text: p.Headline()})}
}

// partsOf returns p's pages in the form that they are stored in.
func partsOf(p bot.Post, zone *time.Location) []bot.Part {
	var parts []bot.Part
	for i, pg := range pages(p, zone) {
		payload, err := json.Marshal(pg)
		if err != nil { // strings and numbers alone: it cannot be
			panic(fmt.Sprintf("console: page: %v", err))
		}
		head := line(p.Headline())
		if e, ok := p.(*bot.EditionCard); ok && i > 0 {
			head = line(e.Stories[i-1].Title)
		}
		if head == "" {
			head = "Dateline"
		}
		parts = append(parts, bot.Part{Headline: head, InThread: i > 0, Payload: payload})
	}
	return parts
}
