package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dateline-bot/dateline/briefing"
)

// Shown returns b with no more facts and quotes than may be shown, so that
// nobody has the article without going to its source: see
// briefing.Briefing.Shown. Show is as in Briefed; what it does not ask for is
// left out, and makes room for what it does.
func Shown(b *briefing.Briefing, show string) briefing.Briefing {
	out := *b
	switch show {
	case "facts", "why":
		out.Quotes = nil
	case "quotes":
		out.Facts = nil
	}
	out.Facts, out.Quotes = out.Shown()
	return out
}

// A Rest is how many facts and quotes of what was asked for a face leaves out.
type Rest struct {
	Facts, Quotes int
	show, url     string
}

// Left counts what of b is not among the facts and quotes that are shown. A
// quote that stands whole within a fact is shown with it.
func Left(b *briefing.Briefing, show string, facts []briefing.Fact, quotes []briefing.Quote) Rest {
	r := Rest{show: show, url: b.Article.URL}
	if show != "quotes" {
		r.Facts = len(b.Facts) - len(facts)
	}
	if show != "" && show != "quotes" {
		return r
	}
	for i := range b.Quotes {
		q := &b.Quotes[i]
		here := slices.ContainsFunc(quotes, func(o briefing.Quote) bool { return slices.Equal(o.Content, q.Content) })
		if !here && !heldBy(q, facts) {
			r.Quotes++
		}
	}
	return r
}

// heldBy reports whether facts have all the words of q.
func heldBy(q *briefing.Quote, facts []briefing.Fact) bool {
	return !slices.ContainsFunc(q.Content, func(c briefing.Span) bool {
		return !slices.ContainsFunc(facts, func(f briefing.Fact) bool { return f.Contains(c) })
	})
}

// InSource says what is left out: "1 more fact and 4 more quotes in the source".
// It is "" where nothing is.
func (r Rest) InSource() string {
	var what []string
	if r.Facts > 0 {
		what = append(what, count(r.Facts, "more fact"))
	}
	if r.Quotes > 0 {
		what = append(what, count(r.Quotes, "more quote"))
	}
	if len(what) == 0 {
		return ""
	}
	return strings.Join(what, " and ") + " in the source"
}

// ByCommand says what is left out and which command shows more of it: "4 more
// quotes in the source or with /brief ADDRESS quotes".
func (r Rest) ByCommand() string {
	out := r.InSource()
	switch {
	case out == "" || r.show != "" || r.url == "":
		return out
	case r.Quotes > 0:
		return out + " or with /brief ADDRESS quotes"
	}
	return out + " or with /brief ADDRESS facts"
}

// TooMuch says that quotes are there but too long, beside their article, to be
// shown at all.
func TooMuch(quotes int) string {
	if quotes == 1 {
		return "The one quote here is most of the text. Read it in the source."
	}
	return fmt.Sprintf("Each of the %d quotes here is much of the text. Read them in the source.", quotes)
}
