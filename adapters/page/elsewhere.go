package page

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// A page that is built by scripts is often there as well in a plainer form: for
// phones (AMP) or for the printer. Where the page itself holds next to nothing,
// these are read in its place.

// mostElsewhere is how many further addresses are fetched for one article.
const mostElsewhere = 2

// addLink takes note of a link in the head.
func (h *head) addLink(n *html.Node) {
	rel, href := strings.ToLower(attr(n, "rel")), attr(n, "href")
	switch {
	case h.canonical == "" && rel == "canonical":
		h.canonical = href
	case rel == "amphtml", rel == "alternate" && strings.EqualFold(attr(n, "media"), "print"):
		h.elsewhere = append(h.elsewhere, href)
	}
}

// addPrint takes note of a link to the page as it is printed.
func (h *head) addPrint(n *html.Node) {
	href := attr(n, "href")
	if len(h.elsewhere) < mostElsewhere && strings.Contains(strings.ToLower(href), "print") &&
		containsAny(attr(n, "class")+" "+attr(n, "rel")+" "+attr(n, "title")+" "+attr(n, "aria-label")+" "+shortText(n), "print") {
		h.elsewhere = append(h.elsewhere, href)
	}
}

// places returns the addresses on u's own site where its page's text stands as
// well, with u's own left out.
func (h *head) places(u *url.URL) []*url.URL {
	var all []*url.URL
	for _, said := range h.elsewhere {
		if u == nil || len(said) > maxURL || len(all) >= mostElsewhere {
			continue
		}
		e, err := u.Parse(strings.TrimSpace(said))
		if err != nil || !sameHost(e, u) {
			continue
		}
		e.Fragment = ""
		same := func(o *url.URL) bool { return o.String() == e.String() }
		if _, err := bot.ParseAddress(e.String()); err == nil && !same(u) && !slices.ContainsFunc(all, same) {
			all = append(all, e)
		}
	}
	return all
}

// fill returns a with the text of b, which is the same article elsewhere, and
// with what b says that a does not.
func fill(a, b briefing.Article) briefing.Article {
	a.Text = b.Text
	a.Title = first(a.Title, b.Title)
	a.Byline = first(a.Byline, b.Byline)
	a.Language = first(a.Language, b.Language)
	if a.Published.IsZero() {
		a.Published = b.Published
	}
	return a
}
