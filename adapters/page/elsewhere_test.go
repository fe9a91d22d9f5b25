package page_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/page"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest/webtest"
)

// shell is a page whose text is drawn by scripts, with links in its head and
// body.
func shell(head, body string) string {
	return `<html lang="en"><head><title>Harbour Bridge closes</title><meta name="author" content="Ines Okafor">` + head + `</head><body><div id="app"></div>` + body + `</body></html>`
}

// Where a page holds next to nothing, its plainer forms on the same site are
// read, politely: two at most, and none that robots.txt keeps from us.
func TestElsewhere(t *testing.T) {
	const walled = `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>`
	for _, c := range []struct {
		name, page string
		read       bool
		asked      []string // beside the page and robots.txt
	}{
		{"for phones", shell(`<link rel="amphtml" href="/story/amp">`, ""), true, []string{"/story/amp"}},
		{"for the printer", shell(`<link rel="alternate" media="print" href="/story/amp?print=1">`, ""), true, []string{"/story/amp?print=1"}},
		{"a link to print", shell("", `<a href="/print/story" title="Print this story">…</a>`), true, []string{"/print/story"}},
		{"the second of two", shell(`<link rel="amphtml" href="/gone"><link rel="alternate" media="print" href="/print/story">`, ""), true, []string{"/gone", "/print/story"}},
		{"no more than two", shell(`<link rel="amphtml" href="/gone"><link rel="amphtml" href="/gone2"><link rel="amphtml" href="/story/amp">`, ""), false, []string{"/gone", "/gone2"}},
		{"another's site", shell(`<link rel="amphtml" href="http://127.0.0.2/story/amp">`, ""), false, nil},
		{"another scheme", shell(`<link rel="amphtml" href="file:///etc/hosts">`, ""), false, nil},
		{"itself", shell(`<link rel="amphtml" href="/story">`, ""), false, nil},
		{"kept from robots", shell(`<link rel="amphtml" href="/kept/story">`, ""), false, nil},
		{"for those who pay", shell(`<link rel="amphtml" href="/story/amp">`+walled, "<p>The council voted on Monday night to close the bridge.</p>"), false, nil},
		{"not needed", strings.Replace(story, "</title>", `</title><link rel="amphtml" href="/story/amp">`, 1), true, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			web := webtest.New(t)
			web.Serve("/robots.txt", webtest.Page(200, "User-agent: *\nDisallow: /kept/"))
			web.Serve("/story", webtest.Page(200, c.page, "Content-Type", "text/html"))
			web.Serve("/story/amp", webtest.Page(200, story, "Content-Type", "text/html"))
			web.Serve("/kept/story", webtest.Page(200, story, "Content-Type", "text/html"))
			web.Serve("/print/story", webtest.Page(200, story, "Content-Type", "text/html"))
			a, err := page.New(new(http.Client)).Read(t.Context(), web.URL+"/story")
			if read := strings.Contains(a.Text, "never built for this"); read != c.read || read != (err == nil) {
				t.Errorf("%.80q, %v; want read %t", a.Text, err, c.read)
			}
			if c.read && len(c.asked) > 0 && (a.URL != web.URL+"/story" || a.Title != "Harbour Bridge closes" || a.Byline != "Ines Okafor") {
				t.Errorf("%s, %q by %q: want the page's own", a.URL, a.Title, a.Byline)
			}
			asked := slices.DeleteFunc(web.Asked(), func(p string) bool { return p == "/story" || p == "/robots.txt" })
			if !slices.Equal(asked, c.asked) {
				t.Errorf("asked for %q, want %q", asked, c.asked)
			}
		})
	}
}

// A site that answers with its front page has no such article.
func TestSentHome(t *testing.T) {
	web := webtest.New(t)
	web.Serve("/", webtest.Page(200, story, "Content-Type", "text/html"))
	web.Serve("/2026/03/harbour-bridge", webtest.Page(302, "", "Location", "/"))
	r := page.New(new(http.Client))
	if _, err := r.Read(t.Context(), web.URL+"/2026/03/harbour-bridge"); !errors.Is(err, bot.ErrNotArticle) || !strings.Contains(err.Error(), "front page") {
		t.Errorf("%v, want that it leads to the front page", err)
	}
	if _, err := r.Read(t.Context(), web.URL+"/"); err != nil {
		t.Errorf("%v: what was asked for is read", err)
	}
}

// What a page is that holds no article can be told by errors.Is, and what could
// be read of it is there.
func TestNamedWalls(t *testing.T) {
	const opening = "<p>The council voted on Monday night to close the bridge, after inspectors had found cracks in…</p><p>Subscribe to continue.</p>"
	web := webtest.New(t)
	for path, c := range map[string]struct {
		page http.HandlerFunc
		want error
		text string
	}{
		"/paywall":   {webtest.Page(200, opening, "Content-Type", "text/html"), bot.ErrPaywalled, "The council voted"},
		"/forbidden": {webtest.Page(403, opening, "Content-Type", "text/html"), bot.ErrPaywalled, "The council voted"},
		"/consent":   {webtest.Page(302, "", "Location", "/privacy-gate/x"), bot.ErrConsentWall, "Before you go on"},
		"/challenge": {webtest.Page(202, "<script>x</script>", "X-Amzn-Waf-Action", "challenge"), bot.ErrBotWall, ""},
		"/moment":    {webtest.Page(200, "<title>Just a moment...</title>", "Content-Type", "text/html"), bot.ErrBotWall, ""},
		"/nothing":   {webtest.Page(200, "<title>Bridge</title>", "Content-Type", "text/html"), bot.ErrNotArticle, ""},
	} {
		web.Serve(path, c.page)
		web.Serve("/privacy-gate/x", webtest.Page(200, "<h1>Before you go on</h1><p>Before you go on, we need your consent. Accept and continue?</p>", "Content-Type", "text/html"))
		a, err := page.New(new(http.Client)).Read(t.Context(), web.URL+path)
		p := bot.AsProblem(err)
		if a.Text != "" || !errors.Is(err, c.want) || !strings.Contains(p.Text, c.text) || !strings.Contains(strings.ToLower(p.Message), "paste") {
			t.Errorf("%s: %v (%+v)", path, err, p)
		}
		kinds := 0
		for _, kind := range []error{bot.ErrPaywalled, bot.ErrConsentWall, bot.ErrBotWall, bot.ErrNotArticle} {
			if errors.Is(err, kind) {
				kinds++
			}
		}
		if kinds != 1 {
			t.Errorf("%s: is of %d kinds", path, kinds)
		}
	}
}
