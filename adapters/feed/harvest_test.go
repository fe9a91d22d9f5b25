package feed_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
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

// What a feed dates in the future is here now.
func TestFuture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, err := feed.Parse("", []byte(rss(-48*time.Hour, time.Hour)))
		if err != nil || !h.Items[0].Published.Equal(time.Now()) || !h.Items[1].Published.Equal(time.Now().Add(-time.Hour)) {
			t.Errorf("%+v, %v", h.Items, err)
		}
	})
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
