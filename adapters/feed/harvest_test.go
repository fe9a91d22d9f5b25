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
	h, err := harvest(t, w, bot.Feed{ID: 7, URL: "https://ledger.example/feed", ETag: `"v1"`})
	if err != nil || h.Unchanged || len(h.Items) != 1 || h.Feed.ID != 7 || h.Feed.ETag != `"v2"` || h.Feed.Title != "City" {
		t.Fatalf("first: %+v, %v", h, err)
	}
	again, err := harvest(t, w, h.Feed)
	if err != nil || !again.Unchanged || len(again.Items) != 0 || again.Feed.ETag != `"v2"` || again.Feed.LastModified == "" || again.Feed.Title != "City" {
		t.Errorf("second: %+v, %v; want unchanged, validators kept", again, err)
	}
}

// A server that knows no validators may send the same bytes again.
func TestTheSameBytesAreUnchanged(t *testing.T) {
	w := web{"https://ledger.example/feed": is(200, rss(time.Hour), "Cache-Control", "max-age=600")}
	first, err := harvest(t, w, bot.Feed{ID: 7, URL: "https://ledger.example/feed"})
	if err != nil || first.Unchanged || first.Feed.Body == 0 {
		t.Fatalf("%+v, %v", first, err)
	}
	again, err := harvest(t, w, first.Feed)
	if err != nil || !again.Unchanged || again.Rest != 10*time.Minute || again.Feed.Body != first.Feed.Body {
		t.Errorf("%+v, %v", again, err)
	}
	w["https://ledger.example/feed"] = is(200, rss(time.Hour)+" ")
	if changed, err := harvest(t, w, first.Feed); err != nil || changed.Unchanged || len(changed.Items) != 1 {
		t.Errorf("%+v, %v", changed, err)
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
		for name, c := range map[string]struct {
			answer func(*http.Request) page
			kind   bot.ProblemKind
			gone   bool
			wait   time.Duration // that the server asks for
		}{
			"gone":                 {is(410, ""), bot.HTTPStatus, true, 0},
			"not found":            {is(404, ""), bot.HTTPStatus, false, 0},
			"broken":               {is(500, ""), bot.HTTPStatus, false, 0},
			"asked to wait":        {is(503, "", "Retry-After", "7200"), bot.HTTPStatus, false, 2 * time.Hour},
			"asked to wait until":  {is(429, "", "Retry-After", time.Now().Add(3*time.Hour).UTC().Format(http.TimeFormat)), bot.HTTPStatus, false, 3 * time.Hour},
			"asked to wait a year": {is(429, "", "Retry-After", "31536000"), bot.HTTPStatus, false, 7 * 24 * time.Hour},
			"asks for -1":          {is(429, "", "Retry-After", "-1"), bot.HTTPStatus, false, 0},
			"no feed":              {is(200, "hello"), bot.Unsupported, false, 0},
			"nothing":              {is(200, ""), bot.Unsupported, false, 0},
			"page without a feed":  {is(200, "<html><p>hello</p></html>"), bot.Unsupported, false, 0},
			"gone from elsewhere":  {to(302, "https://park.example/"), bot.HTTPStatus, false, 0},
			"gone where it moved":  {to(301, "https://park.example/"), bot.HTTPStatus, true, 0},
		} {
			h, err := harvest(t, web{"https://ledger.example/feed": c.answer, "https://park.example/": is(410, "")}, bot.Feed{URL: "https://ledger.example/feed", ETag: "kept", Failures: 3})
			p := bot.AsProblem(err)
			if p == nil {
				t.Errorf("%s: no error", name)
				continue
			}
			var retry *bot.RetryError
			if errors.As(err, &retry) != (c.wait > 0) || c.wait > 0 && retry.After != c.wait {
				t.Errorf("%s: %v, want to come back in %s", name, err, c.wait)
			}
			if p.Kind != c.kind || h.Gone != c.gone || h.Feed.ETag != "kept" || h.Feed.Failures != 3 || p.URL == "" {
				t.Errorf("%s: %s %+v", name, p.Kind, h.Feed)
			}
		}
	})
}

// What the feed and its server say of when to come again.
func TestWishes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := time.Now().UTC()
		channel := func(s string) string { return strings.Replace(rss(0), "<link>", s+"<link>", 1) }
		for name, c := range map[string]struct {
			answer func(*http.Request) page
			rest   time.Duration // the server's
			wish   bot.Wish      // the feed's
		}{
			"nothing":              {is(200, rss(0)), 0, bot.Wish{}},
			"ttl":                  {is(200, channel("<ttl>90</ttl>")), 0, bot.Wish{Rest: 90 * time.Minute}},
			"a ttl of a week":      {is(200, channel("<ttl>10080</ttl>")), 0, bot.Wish{Rest: 24 * time.Hour}},
			"no ttl":               {is(200, channel("<ttl>often</ttl>")), 0, bot.Wish{}},
			"skipHours":            {is(200, channel("<skipHours><hour>0</hour><hour> 5 </hour><hour>24</hour><hour>25</hour></skipHours>")), 0, bot.Wish{SkipHours: 1 | 1<<5}},
			"skipDays":             {is(200, channel("<skipDays><day>Saturday</day><day>sunday</day><day>Someday</day></skipDays>")), 0, bot.Wish{SkipDays: 1<<time.Saturday | 1<<time.Sunday}},
			"max-age":              {is(200, rss(0), "Cache-Control", "public, max-age=1800"), 30 * time.Minute, bot.Wish{}},
			"max-age, half over":   {is(200, rss(0), "Cache-Control", `max-age="1800"`, "Age", "900"), 15 * time.Minute, bot.Wish{}},
			"max-age of a year":    {is(200, rss(0), "Cache-Control", "max-age=31536000"), 24 * time.Hour, bot.Wish{}},
			"not to be kept":       {is(200, rss(0), "Cache-Control", "no-cache, max-age=1800"), 0, bot.Wish{}},
			"Expires":              {is(200, rss(0), "Expires", now.Add(time.Hour).Format(http.TimeFormat)), time.Hour, bot.Wish{}},
			"Expires by its clock": {is(200, rss(0), "Date", now.Add(time.Hour).Format(http.TimeFormat), "Expires", now.Add(3*time.Hour).Format(http.TimeFormat)), 2 * time.Hour, bot.Wish{}},
			"expired long ago":     {is(200, rss(0), "Expires", "Thu, 01 Jan 1970 00:00:00 GMT"), 0, bot.Wish{}},
			"Expires 0":            {is(200, rss(0), "Expires", "0"), 0, bot.Wish{}},
			"unchanged":            {is(304, "", "Cache-Control", "max-age=600"), 10 * time.Minute, bot.Wish{Rest: time.Minute}},
		} {
			h, err := harvest(t, web{"https://ledger.example/feed": c.answer}, bot.Feed{URL: "https://ledger.example/feed", Wish: bot.Wish{Rest: time.Minute}})
			if err != nil || h.Rest != c.rest || h.Feed.Wish != c.wish {
				t.Errorf("%s: rest %s, wish %+v, %v; want %s, %+v", name, h.Rest, h.Feed.Wish, err, c.rest, c.wish)
			}
		}
	})
}

// A feed names its hub in whichever way its form has.
func TestHub(t *testing.T) {
	const hub, self = "https://hub.example/", "https://ledger.example/self"
	atomLinks := `<link rel="hub" href="` + hub + `"/><link rel="self" href="` + self + `"/>`
	for name, c := range map[string]struct {
		answer func(*http.Request) page
		topic  string
	}{
		"Atom":                {is(200, `<feed xmlns="http://www.w3.org/2005/Atom"><title>City</title>`+atomLinks+`</feed>`), self},
		"RSS":                 {is(200, `<rss version="2.0" xmlns:a10="http://www.w3.org/2005/Atom"><channel><title>City</title>`+strings.ReplaceAll(atomLinks, "<link", "<a10:link")+`</channel></rss>`), self},
		"JSON Feed":           {is(200, `{"version":"https://jsonfeed.org/version/1.1","title":"City","feed_url":"`+self+`","hubs":[{"type":"rssCloud","url":"https://no.example/"},{"type":"WebSub","url":"`+hub+`"}]}`), self},
		"headers":             {is(200, rss(0), "Link", `<`+hub+`>; rel="hub", </self>; rel=self`), self},
		"without its own":     {is(200, rss(0), "Link", `<`+hub+`>; rel=hub`), "https://ledger.example/feed"},
		"a self and no hub":   {is(200, rss(0), "Link", `<`+self+`>; rel=self`), ""},
		"headers that aren't": {is(200, rss(0), "Link", `<javascript:x>; rel=hub, hub, <>; rel=hub`), ""},
	} {
		h, err := harvest(t, web{"https://ledger.example/feed": c.answer}, bot.Feed{URL: "https://ledger.example/feed"})
		want := hub
		if c.topic == "" {
			want = ""
		}
		if err != nil || h.Feed.Hub != want || h.Feed.Topic != c.topic {
			t.Errorf("%s: hub %q, topic %q, %v", name, h.Feed.Hub, h.Feed.Topic, err)
		}
	}
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

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := feed.New(&http.Client{Transport: web{}}).Harvest(ctx, bot.Feed{URL: "https://ledger.example/feed"})
	if p := bot.AsProblem(err); p.Kind != bot.Internal {
		t.Errorf("%v, want the caller's own cancellation", err)
	}
}

// An OPML at a new address is what it lists; a feed that we hold and that answers
// with one is in trouble.
func TestHarvestOPML(t *testing.T) {
	const url = "https://mara.example/mine.opml"
	r := feed.New(&http.Client{Transport: web{url: func(*http.Request) page {
		return page{
			header: http.Header{"Content-Type": {"text/plain"}}, // as code hosts send it
			body:   `<?xml version="1.0"?><opml version="2.0"><body><outline text="Ledger" xmlUrl="https://ledger.example/feed"/></body></opml>`,
		}
	}}})
	h, err := r.Harvest(t.Context(), bot.Feed{URL: url})
	if err != nil || len(h.Listed) != 1 || h.Listed[0].URL != "https://ledger.example/feed" || h.Listed[0].Title != "Ledger" || len(h.Items) != 0 {
		t.Errorf("%+v, %v", h, err)
	}
	if h, err = r.Harvest(t.Context(), bot.Feed{ID: 1, URL: url}); err == nil || h.Listed != nil {
		t.Errorf("one that we hold: %+v, %v", h, err)
	}
}
