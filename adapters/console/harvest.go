package console

import (
	"io"

	"github.com/dateline-bot/dateline/bot"
)

// Harvest writes what a feed holds: its name and address, then each item with
// its date.
func Harvest(w io.Writer, h bot.Harvest, opt Options) error {
	_, err := io.WriteString(w, set(harvest(h, opt), opt))
	return err
}

func harvest(h bot.Harvest, opt Options) page {
	var pg page
	f := h.Feed
	name, where := f.Title, address(f.URL)
	if line(name) == "" {
		name, where = f.URL, nil
	}
	pg.add(block{Runs: []run{linked(run{Text: name, Style: title}, f.Site)}})
	state := count(len(h.Items), "item")
	if h.Unchanged {
		state = "unchanged since it was last read"
	}
	below := dotted(run{Text: state}, run{Text: next(h, opt)})
	pg.add(block{Runs: below, Right: where})
	for _, it := range h.Items {
		head := it.Title
		if line(head) == "" {
			head = it.Summary
		}
		at := stamp(it.Published, f.Next, opt.zone())
		if at == "" {
			at = "no date"
		}
		pg.add(block{Gap: 1, Runs: []run{linked(run{Text: head}, it.URL)}},
			block{Indent: 4, Runs: dotted(run{Text: at}, run{Text: it.Author}), Right: spelled(it.URL)})
	}
	return pg
}

// next tells when the feed is to be read again.
func next(h bot.Harvest, opt Options) string {
	if h.Feed.Next.IsZero() {
		return ""
	}
	return "to be read again " + h.Feed.Next.In(opt.zone()).Format("Mon 15:04")
}
