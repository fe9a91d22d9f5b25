package bot

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// readAhead is how many of a newly followed feed's items are read at once, so
// that a preview and a question find something.
const readAhead = 20

// follow answers /follow with the address of a feed, of a page that has one or
// of an OPML, or with an OPML itself. What a feed holds already is old to the
// channel's editions.
func (b *Bot) follow(ctx context.Context, r Request, reply Reply) error {
	source, file := r.Options["url"], r.Options["file"]
	if file != "" {
		source = file
	}
	if IsOPML([]byte(source)) {
		listed, err := ParseOPML([]byte(source))
		if err != nil {
			return err
		}
		if err := b.budget.spend(r, b.UserFetches, time.Now()); err != nil {
			return err
		}
		return b.followListed(ctx, r, "that list", listed, reply)
	}
	addr, ok := sourceAddress(source)
	if !ok {
		return Problemf(BadInput, "“%s” is no web address. Try /follow https://ledger.example.", shorten(source, 80))
	}
	if _, err := ParseAddress(addr); err != nil {
		return err
	}
	filter, given, p := filterOf(r.Options)
	if p != nil {
		return p
	}
	if err := b.budget.spend(r, b.UserFetches, time.Now()); err != nil {
		return err
	}
	h, err := b.harvestNew(ctx, addr)
	if err != nil {
		return err
	}
	if h.Listed != nil {
		return b.followListed(ctx, r, listName(addr), h.Listed, reply)
	}
	if file != "" { // its address is not for long
		return Problemf(BadInput, "%s is no OPML. Give the file that another reader exports, or the address of a feed.", capitalized(listName(addr)))
	}
	f, fresh, err := b.followFeed(ctx, r.Channel, h, readAhead)
	if err != nil {
		return err
	}
	if given && filter.String() != f.Filter {
		if err := b.Follows.SetFilter(ctx, r.Channel, f.Feed.ID, filter.String()); err != nil {
			return err
		}
	}
	if !fresh {
		return reply(ctx, &Notice{Text: followedAlready(f, filter, given)})
	}
	b.Log.Info("followed", "channel", r.Channel.String(), "feed", f.Feed.ID, "items", len(h.Items), "filtered", !filter.IsZero())
	text := fmt.Sprintf("Following %s from now on", feedTitle(f.Feed))
	if !filter.IsZero() {
		text += ", " + filter.Words()
	}
	if !h.Unchanged {
		text += ". It holds " + count(len(h.Items), "article")
	}
	if len(h.Items) > 0 {
		text += fmt.Sprintf(", “%s” first among them", shorten(h.Items[0].Title, 80))
	}
	return reply(ctx, &Notice{Text: text + ". " + b.whatNext(ctx, r.Channel)})
}

// followFeed has c follow the feed of h from now on, where it does not yet, and
// puts the reading of what is new to work: where nobody followed it before, and
// all of it is old, of the first ahead articles.
func (b *Bot) followFeed(ctx context.Context, c Channel, h Harvest, ahead int) (f Follow, fresh bool, err error) {
	now := time.Now()
	h.Feed = h.Paced(Feed{}, true, now)
	// The items are stored as seen a moment before the channel follows.
	f, fresh, err = b.Follows.Follow(ctx, c, Harvest{Feed: h.Feed}, now.Add(time.Millisecond))
	if err != nil {
		return f, false, err
	}
	// What it holds is stored in either case: its next fetch may be told that
	// nothing changed.
	items, err := b.keep(ctx, f.Feed.ID, h, now)
	if err != nil {
		return f, false, err
	}
	if len(items) < len(h.Items) {
		ahead = newAtOnce
	}
	return f, fresh, b.readSoon(ctx, items, ahead)
}

// filterOf reads the filter that a request gives, and reports whether it gives
// one: everything is one as well.
func filterOf(options map[string]string) (f Filter, given bool, p *Problem) {
	var text []string
	for _, list := range []string{"only", "not"} {
		terms := strings.TrimSpace(options[list])
		if first, _ := cutWord(terms); terms != "" && listWord(first) == "" {
			terms = list + " " + terms
		}
		if terms != "" {
			text = append(text, terms)
		}
	}
	f, p = ParseFilter(strings.Join(text, " "))
	return f, len(text) > 0, p
}

// followedAlready tells what is taken of a feed that was followed before as f,
// and what was.
func followedAlready(f Follow, filter Filter, given bool) string {
	title := feedTitle(f.Feed)
	was, p := ParseFilter(f.Filter)
	switch {
	case given && filter.String() != f.Filter:
		return fmt.Sprintf("From now on this channel takes of %s: %s. Until now: %s.", title, filter.Words(), was.Words())
	case p == nil && !was.IsZero():
		return fmt.Sprintf("This channel follows %s already, %s. /follow %s everything takes that away.", title, was.Words(), f.Feed.URL)
	}
	return fmt.Sprintf("This channel follows %s already.", title)
}

// readSoon puts the reading of the first most of items to work.
func (b *Bot) readSoon(ctx context.Context, items []Item, most int) error {
	jobs := make([]Job, 0, min(len(items), most))
	for _, i := range items[:min(len(items), most)] {
		jobs = append(jobs, Job{Kind: ReadItem, ID: i.ID})
	}
	if len(jobs) == 0 {
		return nil
	}
	return b.Jobs.Enqueue(ctx, jobs...)
}

// whatNext tells when the channel reads of what it follows.
func (b *Bot) whatNext(ctx context.Context, c Channel) string {
	d, err := b.Digests.Digest(ctx, c)
	if err != nil {
		return "To get its news every morning: /digest 07:30 weekdays " + b.Zone
	}
	return fmt.Sprintf("What is new comes with the next edition, %s. /digest preview shows what there is.", b.nextWords(d))
}
