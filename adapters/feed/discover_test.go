package feed_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/bot"
)

func TestDiscovery(t *testing.T) {
	head := func(links string) func(*http.Request) page {
		return is(200, "<!doctype html><html><head>"+links+"</head><body>News</body></html>", "Content-Type", "text/html")
	}
	link := func(kind, href string) string {
		return fmt.Sprintf(`<link rel="alternate" type="%s" title="News" href="%s">`, kind, href)
	}
	for name, c := range map[string]struct {
		web  web
		want string // "" for none
	}{
		"linked":                   {web{"https://ledger.example/": head(link("application/rss+xml", "/city.xml")), "https://ledger.example/city.xml": is(200, rss(0))}, "https://ledger.example/city.xml"},
		"linked, relative to base": {web{"https://ledger.example/": head(`<base href="https://cdn.example/x/">` + link("application/atom+xml", "city")), "https://cdn.example/x/city": is(200, rss(0))}, "https://cdn.example/x/city"},
		"comments last": {web{"https://ledger.example/": head(link("application/rss+xml", "/comments/feed") + link("application/rss+xml", "/feed")),
			"https://ledger.example/comments/feed": is(200, rss(0)), "https://ledger.example/feed": is(200, rss(0))}, "https://ledger.example/feed"},
		"first is dead":      {web{"https://ledger.example/": head(link("application/rss+xml", "/dead") + link("application/feed+json", "/live")), "https://ledger.example/live": is(200, rss(0))}, "https://ledger.example/live"},
		"in a usual spot":    {web{"https://ledger.example/": head(""), "https://ledger.example/rss.xml": is(200, rss(0))}, "https://ledger.example/rss.xml"},
		"in the text":        {web{"https://ledger.example/": head(`</head><body><a href="/about">About</a> <a href="/service/rss-feeds/all.rss#x">RSS</a>`), "https://ledger.example/service/rss-feeds/all.rss": is(200, rss(0))}, "https://ledger.example/service/rss-feeds/all.rss"},
		"named on elsewhere": {web{"https://ledger.example/": head(`</head><body><a href="https://other.example/feed">theirs</a>`), "https://other.example/feed": is(200, rss(0))}, ""},
		"moved meanwhile":    {web{"https://ledger.example/": head(link("application/rss+xml", "/old")), "https://ledger.example/old": to(301, "/new"), "https://ledger.example/new": is(200, rss(0))}, "https://ledger.example/new"},
		"links to itself":    {web{"https://ledger.example/": head(link("application/rss+xml", "/"))}, ""},
		"only pages":         {web{"https://ledger.example/": head(link("application/rss+xml", "/page")), "https://ledger.example/page": head("")}, ""},
		"odd links":          {web{"https://ledger.example/": head(link("application/rss+xml", "javascript:x()") + link("application/rss+xml", "file:///etc/hosts") + link("text/css", "/x") + link("application/rss+xml", "http://%zz"))}, ""},
	} {
		h, err := harvest(t, c.web, bot.Feed{URL: "https://ledger.example/"})
		if c.want == "" && (bot.AsProblem(err) == nil || bot.AsProblem(err).Kind != bot.Unsupported) || c.want != "" && (err != nil || h.Feed.URL != c.want || len(h.Items) != 1) {
			t.Errorf("%s: %s, %v; want %s", name, h.Feed.URL, err, c.want)
		}
	}
}

// A section's page is looked for its own feed first.
func TestDiscoveryInASection(t *testing.T) {
	w := web{
		"https://ledger.example/city/":     is(200, "<html><body>City</body></html>"),
		"https://ledger.example/city/feed": is(200, rss(0)),
		"https://ledger.example/feed":      is(200, rss(0)),
	}
	if h, err := harvest(t, w, bot.Feed{URL: "https://ledger.example/city/"}); err != nil || h.Feed.URL != "https://ledger.example/city/feed" {
		t.Errorf("%s, %v", h.Feed.URL, err)
	}
}

// Where a feed that we hold answers with a page, as sites that are being mended
// do, what that page names is not followed in its place.
func TestHeldFeedsAreNotDiscoveredAnew(t *testing.T) {
	const home = `<html><head><link rel="alternate" type="application/rss+xml" href="/everything"></head></html>`
	for name, answer := range map[string]func(*http.Request) page{"in its place": is(200, home), "for good": to(301, "/")} {
		w := web{"https://ledger.example/city": answer, "https://ledger.example/": is(200, home), "https://ledger.example/everything": is(200, rss(0))}
		h, err := harvest(t, w, bot.Feed{ID: 7, URL: "https://ledger.example/city"})
		if err == nil || h.Feed.URL != "https://ledger.example/city" || h.Gone {
			t.Errorf("%s: %s, %v; want an error", name, h.Feed.URL, err)
		}
	}
}

// A page that names many feeds is not a way to have many addresses asked.
func TestDiscoveryIsBounded(t *testing.T) {
	asked := map[string]int{}
	w := web{}
	var links strings.Builder
	for i := range 100 {
		u := fmt.Sprintf("https://victim.example/%d", i)
		fmt.Fprintf(&links, `<link rel="alternate" type="application/rss+xml" href="%s">`, u)
		w[u] = func(r *http.Request) page { asked[r.URL.Host]++; return page{status: 404} }
	}
	w["https://ledger.example/"] = is(200, "<html>"+links.String())
	if _, err := harvest(t, w, bot.Feed{URL: "https://ledger.example/"}); err == nil || asked["victim.example"] > 10 {
		t.Errorf("%v, asked %v; want an error after at most 10", err, slices.Collect(maps.Values(asked)))
	}
}
