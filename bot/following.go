package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

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
