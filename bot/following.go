package bot

import (
	"context"
	"errors"
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

// unfollow answers /unfollow with an address, a number or a part of a title.
func (b *Bot) unfollow(ctx context.Context, r Request, reply Reply) error {
	all, err := b.Follows.Following(ctx, r.Channel)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return Problemf(BadInput, "This channel follows nothing. /follow URL starts to.")
	}
	want := strings.TrimSpace(r.Options["feed"])
	hits := matching(all, want)
	switch {
	case len(hits) == 0:
		return notFollowed(all, want)
	case len(hits) > 1:
		l := &List{Title: fmt.Sprintf("“%s” could be %d feeds", shorten(want, 60), len(hits)), Foot: "Say which by its number: /unfollow 2"}
		for _, i := range hits {
			l.Rows = append(l.Rows, feedRow(i, all[i]))
		}
		return reply(ctx, l)
	}
	f := all[hits[0]]
	if err := b.Follows.Unfollow(ctx, r.Channel, f.Feed.ID); err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	return reply(ctx, &Notice{Text: fmt.Sprintf("%s is no longer followed here. What it brought stays in the archive.", feedTitle(f.Feed))})
}

// matching returns the places in all of the feeds that want means: exactly one
// for an address, a number or a whole title.
func matching(all []Follow, want string) []int {
	var part []int
	if n := number(strings.Trim(want, "#.")); n >= 1 && n <= len(all) {
		return []int{n - 1}
	}
	for i, f := range all {
		if sameAddress(f.Feed.URL, want) || sameAddress(f.Feed.Site, want) || fold(f.Feed.Title) == fold(want) {
			return []int{i}
		}
		if strings.Contains(fold(f.Feed.Title), fold(want)) || strings.Contains(fold(f.Feed.URL), fold(want)) {
			part = append(part, i)
		}
	}
	return part
}

// sameAddress compares without scheme, www. and a last slash.
func sameAddress(a, b string) bool {
	return a != "" && b != "" && bareAddress(a) == bareAddress(b)
}

func bareAddress(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
}

func notFollowed(all []Follow, want string) *Problem {
	titles := make([]string, len(all))
	for i, f := range all {
		titles[i] = feedTitle(f.Feed)
	}
	if near, ok := nearest(want, titles); ok {
		return Problemf(BadInput, "This channel does not follow “%s”. Did you mean %s?", shorten(want, 60), near)
	}
	return Problemf(BadInput, "This channel does not follow “%s”. /following lists what it does.", shorten(want, 60))
}

// following answers /following.
func (b *Bot) following(ctx context.Context, r Request, reply Reply) error {
	all, err := b.Follows.Following(ctx, r.Channel)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return reply(ctx, &Notice{Text: "This channel follows nothing yet. /follow URL starts to: a feed's address, or a page's that has one."})
	}
	if r.Options["as"] == "opml" {
		b, err := OPML("Followed with Dateline", time.Now(), []OPMLGroup{{Follows: all}})
		if err != nil {
			return err
		}
		return reply(ctx, &File{Name: "followed.opml", Type: "text/x-opml", Text: string(b), Note: count(len(all), "feed") + " followed here, as OPML."})
	}
	l := &List{Title: "Followed here: " + count(len(all), "feed"), Foot: b.whatNext(ctx, r.Channel)}
	for i, f := range all {
		l.Rows = append(l.Rows, feedRow(i, f))
	}
	return reply(ctx, l)
}

func feedRow(i int, f Follow) Row {
	row := Row{Name: fmt.Sprintf("%d. %s", i+1, feedTitle(f.Feed)), URL: f.Feed.URL}
	switch {
	case f.Feed.Trouble != "":
		row.Detail = f.Feed.Trouble
	default:
		row.Detail = "since " + f.Since.Format("2 January 2006")
	}
	if filter, p := ParseFilter(f.Filter); p == nil && !filter.IsZero() {
		row.Detail += "; " + filter.Words()
	}
	return row
}

func feedTitle(f Feed) string {
	if f.Title != "" {
		return f.Title
	}
	return f.URL
}

// count returns "1 article" and "3 articles".
func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
