package feed_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dateline-bot/dateline/adapters/feed"
	"github.com/dateline-bot/dateline/bot"
)

// A web is a small internet in memory: what each address answers.
type web map[string]func(*http.Request) page

// A page is one answer of a web.
type page struct {
	status int // 0: 200
	header http.Header
	body   string
}

func (w web) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	p := page{status: 404}
	if f := w[r.URL.String()]; f != nil {
		p = f(r)
	}
	if p.status == 0 {
		p.status = 200
	}
	if p.header == nil {
		p.header = http.Header{}
	}
	return &http.Response{StatusCode: p.status, Header: p.header, Body: io.NopCloser(strings.NewReader(p.body)), Request: r, ContentLength: -1}, nil
}

// is answers the same to everybody. Headers come as name, value, ….
func is(status int, body string, header ...string) func(*http.Request) page {
	h := http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return func(*http.Request) page { return page{status, h, body} }
}

func to(status int, where string) func(*http.Request) page { return is(status, "", "Location", where) }

// harvest fetches f in w.
func harvest(t *testing.T, w web, f bot.Feed) (bot.Harvest, error) {
	t.Helper()
	return feed.New(&http.Client{Transport: w}).Harvest(t.Context(), f)
}

// rss is a feed with items of the ages given.
func rss(ages ...time.Duration) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>City</title><link>https://ledger.example/</link>`)
	for i, age := range ages {
		fmt.Fprintf(&b, "<item><title>Item %d</title><guid>%d</guid><pubDate>%s</pubDate></item>", i, i, time.Now().Add(-age).UTC().Format(time.RFC1123Z))
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

func TestConditional(t *testing.T) {
	w := web{"https://ledger.example/feed": func(r *http.Request) page {
		h := http.Header{"Etag": {`"v2"`}, "Last-Modified": {"Tue, 03 Mar 2026 06:00:00 GMT"}}
		if r.Header.Get("If-None-Match") == `"v2"` && r.Header.Get("If-Modified-Since") == h.Get("Last-Modified") {
			return page{status: 304}
		}
		return page{header: h, body: rss(time.Hour)}
	}}
	h, err := harvest(t, w, bot.Feed{ID: 7, URL: "https://ledger.example/feed", ETag: `"v1"`, Failures: 3, Trouble: "was down"})
	if err != nil || h.Unchanged || len(h.Items) != 1 || h.Feed.ID != 7 || h.Feed.ETag != `"v2"` || h.Feed.Failures != 0 || h.Feed.Trouble != "" || h.Feed.Title != "City" {
		t.Fatalf("first: %+v, %v", h, err)
	}
	again, err := harvest(t, w, h.Feed)
	if err != nil || !again.Unchanged || len(again.Items) != 0 || again.Feed.ETag != `"v2"` || again.Feed.LastModified == "" || again.Feed.Title != "City" {
		t.Errorf("second: %+v, %v; want unchanged, validators kept", again, err)
	}
}

func TestMoved(t *testing.T) {
	feedAt := func(first func(*http.Request) page) web {
		return web{
			"https://ledger.example/feed":   first,
			"https://ledger.example/new":    to(308, "https://news.example/feed"),
			"https://ledger.example/detour": to(302, "https://news.example/feed"),
			"https://news.example/feed":     is(200, rss(time.Hour)),
			"https://park.example/page":     is(200, "<html><p>We have moved.</p></html>"),
		}
	}
	for name, c := range map[string]struct {
		first func(*http.Request) page
		want  string // "" for an error that leaves the address
	}{
		"for good":                     {to(301, "https://news.example/feed"), "https://news.example/feed"},
		"for good, twice":              {to(301, "/new"), "https://news.example/feed"},
		"meanwhile":                    {to(302, "https://news.example/feed"), "https://ledger.example/feed"},
		"meanwhile, then for good":     {to(307, "/new"), "https://ledger.example/feed"},
		"for good, then meanwhile":     {to(301, "/detour"), "https://ledger.example/detour"},
		"for good, to what is no feed": {to(301, "https://park.example/page"), ""},
	} {
		h, err := harvest(t, feedAt(c.first), bot.Feed{URL: "https://ledger.example/feed"})
		if c.want == "" && (err == nil || h.Feed.URL != "https://ledger.example/feed") || c.want != "" && (err != nil || h.Feed.URL != c.want) {
			t.Errorf("%s: %s, %v; want %s", name, h.Feed.URL, err, c.want)
		}
	}
}

func TestTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		at := time.Now()
		for name, c := range map[string]struct {
			answer   func(*http.Request) page
			failures int // before
			kind     bot.ProblemKind
			gone     bool
			wait     time.Duration
		}{
			"gone":                 {is(410, ""), 0, bot.HTTPStatus, true, 5 * time.Minute},
			"not found":            {is(404, ""), 1, bot.HTTPStatus, false, 10 * time.Minute},
			"broken for long":      {is(500, ""), 40, bot.HTTPStatus, false, 24 * time.Hour},
			"asked to wait":        {is(503, "", "Retry-After", "7200"), 0, bot.HTTPStatus, false, 2 * time.Hour},
			"asked to wait until":  {is(429, "", "Retry-After", at.Add(3*time.Hour).UTC().Format(http.TimeFormat)), 0, bot.HTTPStatus, false, 3 * time.Hour},
			"asked to wait a year": {is(429, "", "Retry-After", "31536000"), 0, bot.HTTPStatus, false, 24 * time.Hour},
			"asks for -1":          {is(429, "", "Retry-After", "-1"), 0, bot.HTTPStatus, false, 5 * time.Minute},
			"no feed":              {is(200, "hello"), 0, bot.Unsupported, false, 5 * time.Minute},
			"nothing":              {is(200, ""), 0, bot.Unsupported, false, 5 * time.Minute},
			"page without a feed":  {is(200, "<html><p>hello</p></html>"), 0, bot.Unsupported, false, 5 * time.Minute},
		} {
			h, err := harvest(t, web{"https://ledger.example/feed": c.answer}, bot.Feed{URL: "https://ledger.example/feed", ETag: "kept", Failures: c.failures})
			p := bot.AsProblem(err)
			if p == nil {
				t.Errorf("%s: no error", name)
				continue
			}
			if p.Kind != c.kind || h.Feed.Gone != c.gone || h.Feed.Next.Sub(at) != c.wait || h.Feed.Failures != c.failures+1 || h.Feed.Trouble != p.Message || h.Feed.ETag != "kept" || p.URL == "" || errors.As(err, new(*bot.RetryError)) != strings.HasPrefix(name, "asked to wait") {
				t.Errorf("%s: %s %+v, due in %s", name, p.Kind, h.Feed, h.Feed.Next.Sub(at))
			}
		}
	})
}

// A feed that we hold and that is no more is news, not trouble.
func TestGone(t *testing.T) {
	h, err := harvest(t, web{"https://ledger.example/feed": is(410, "")}, bot.Feed{ID: 7, URL: "https://ledger.example/feed"})
	if err != nil || !h.Feed.Gone || !h.Unchanged || h.Feed.ID != 7 || !strings.Contains(h.Feed.Trouble, "for good") {
		t.Errorf("%+v, %v; want it gone", h, err)
	}
}

func TestNext(t *testing.T) {
	const hour = time.Hour
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		modified := start.Add(-8 * hour).UTC().Format(http.TimeFormat)
		withTTL := func(s, ttl string) string { return strings.Replace(s, "<link>", "<ttl>"+ttl+"</ttl><link>", 1) }
		for name, c := range map[string]struct {
			answer func(*http.Request) page
			want   time.Duration
		}{
			"hourly":                     {is(200, rss(hour/2, 3*hour/2, 5*hour/2)), hour / 4},
			"every minute":               {is(200, rss(0, time.Minute, 2*time.Minute)), 5 * time.Minute},
			"still for eight hours":      {is(200, rss(8*hour, 9*hour)), 2 * hour},
			"still for a year":           {is(200, rss(365*24*hour)), 24 * hour},
			"no dates":                   {is(200, `<rss version="2.0"><channel><item><guid>1</guid></item></channel></rss>`), hour},
			"its ttl":                    {is(200, withTTL(rss(0, time.Minute), "90")), 90 * time.Minute},
			"a ttl of a week":            {is(200, withTTL(rss(0, time.Minute), "10080")), 24 * hour},
			"max-age":                    {is(200, rss(0, time.Minute), "Cache-Control", "public, max-age=1800"), hour / 2},
			"max-age less than its pace": {is(200, rss(8*hour), "Cache-Control", "max-age=60"), 2 * hour},
			"unchanged for eight hours":  {is(304, "", "Last-Modified", modified), 2 * hour},
			"unchanged, no telling":      {is(304, ""), hour},
		} {
			h, err := harvest(t, web{"https://ledger.example/feed": c.answer}, bot.Feed{URL: "https://ledger.example/feed"})
			if got := h.Feed.Next.Sub(start).Round(time.Second); err != nil || got != c.want {
				t.Errorf("%s: due in %s, %v; want %s", name, got, err, c.want)
			}
		}
	})
}

// What a feed dates in the future is here now.
func TestFuture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, err := feed.Parse("", []byte(rss(-48*time.Hour, time.Hour)))
		if err != nil || !h.Items[0].Published.Equal(time.Now()) || !h.Items[1].Published.Equal(time.Now().Add(-time.Hour)) {
			t.Errorf("%+v, %v", h.Items, err)
		}
	})
}

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
		"first is dead":   {web{"https://ledger.example/": head(link("application/rss+xml", "/dead") + link("application/feed+json", "/live")), "https://ledger.example/live": is(200, rss(0))}, "https://ledger.example/live"},
		"in a usual spot": {web{"https://ledger.example/": head(""), "https://ledger.example/rss.xml": is(200, rss(0))}, "https://ledger.example/rss.xml"},
		"moved meanwhile": {web{"https://ledger.example/": head(link("application/rss+xml", "/old")), "https://ledger.example/old": to(301, "/new"), "https://ledger.example/new": is(200, rss(0))}, "https://ledger.example/new"},
		"links to itself": {web{"https://ledger.example/": head(link("application/rss+xml", "/"))}, ""},
		"only pages":      {web{"https://ledger.example/": head(link("application/rss+xml", "/page")), "https://ledger.example/page": head("")}, ""},
		"odd links":       {web{"https://ledger.example/": head(link("application/rss+xml", "javascript:x()") + link("application/rss+xml", "file:///etc/hosts") + link("text/css", "/x") + link("application/rss+xml", "http://%zz"))}, ""},
	} {
		h, err := harvest(t, c.web, bot.Feed{URL: "https://ledger.example/"})
		if c.want == "" && (bot.AsProblem(err) == nil || bot.AsProblem(err).Kind != bot.Unsupported) || c.want != "" && (err != nil || h.Feed.URL != c.want || len(h.Items) != 1) {
			t.Errorf("%s: %s, %v; want %s", name, h.Feed.URL, err, c.want)
		}
	}
}

// Where a feed that we hold answers with a page, as sites that are being mended
// do, what that page names is not followed in its place.
func TestHeldFeedsAreNotDiscoveredAnew(t *testing.T) {
	const home = `<html><head><link rel="alternate" type="application/rss+xml" href="/everything"></head></html>`
	for name, answer := range map[string]func(*http.Request) page{"in its place": is(200, home), "for good": to(301, "/")} {
		w := web{"https://ledger.example/city": answer, "https://ledger.example/": is(200, home), "https://ledger.example/everything": is(200, rss(0))}
		h, err := harvest(t, w, bot.Feed{ID: 7, URL: "https://ledger.example/city"})
		if err == nil || h.Feed.URL != "https://ledger.example/city" || h.Feed.Failures != 1 || h.Feed.Trouble == "" {
			t.Errorf("%s: %s, %v; want the feed in trouble", name, h.Feed.URL, err)
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
	if _, err := harvest(t, w, bot.Feed{URL: "https://ledger.example/"}); err == nil || asked["victim.example"] > 6 {
		t.Errorf("%v, asked %v; want an error after at most 6", err, slices.Collect(maps.Values(asked)))
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := feed.New(&http.Client{Transport: web{}}).Harvest(ctx, bot.Feed{URL: "https://ledger.example/feed"})
	if p := bot.AsProblem(err); p.Kind != bot.Internal {
		t.Errorf("%v, want the caller's own cancellation", err)
	}
}
