package page_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/page"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest/webtest"
)

// A page that was read is asked for by what its server gave, and read again
// where it has changed.
func TestReread(t *testing.T) {
	const day = "Tue, 03 Mar 2026 06:00:00 GMT"
	for _, c := range []struct {
		name, etag, modified string // that the server gives and knows
		unchanged            bool
	}{
		{"by ETag", `W/"v1"`, "", true},
		{"by date", "", day, true},
		{"by both", `"v1"`, day, true},
		{"by nothing", "", "", false},
		{"by an ETag without an end", `"` + strings.Repeat("v", 2000) + `"`, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			web, etag := webtest.New(t), c.etag
			web.Serve("/story", func(w http.ResponseWriter, r *http.Request) {
				if etag != "" && r.Header.Get("If-None-Match") == etag || c.modified != "" && r.Header.Get("If-Modified-Since") == c.modified && etag == c.etag {
					w.WriteHeader(http.StatusNotModified)
					return
				}
				webtest.Page(200, story, "Content-Type", "text/html", "ETag", etag, "Last-Modified", c.modified)(w, r)
			})
			r := page.New(new(http.Client))
			a, v, err := r.Reread(t.Context(), web.URL+"/story", bot.Validators{})
			if err != nil || !strings.Contains(a.Text, "never built for this") {
				t.Fatalf("%.80q, %v", a.Text, err)
			}
			_, again, err := r.Reread(t.Context(), web.URL+"/story", v)
			if errors.Is(err, bot.ErrUnchanged) != c.unchanged || again != v {
				t.Errorf("%v, then %v, %v; want unchanged %t", v, again, err, c.unchanged)
			}
			etag = `"v2"`
			if a, _, err := r.Reread(t.Context(), web.URL+"/story", v); err != nil || a.Text == "" {
				t.Errorf("changed: %.80q, %v", a.Text, err)
			}
			if n := web.Count("/robots.txt"); n != 1 {
				t.Errorf("asked for robots.txt %d times, want once", n)
			}
		})
	}
}

// What says that it has not changed without having been asked is at fault.
func TestUnchangedUnasked(t *testing.T) {
	web := webtest.New(t)
	web.Serve("/story", webtest.Page(304, ""))
	if _, err := page.New(new(http.Client)).Read(t.Context(), web.URL+"/story"); errors.Is(err, bot.ErrUnchanged) || bot.AsProblem(err).Kind != bot.NotArticle {
		t.Errorf("%v, want a problem", err)
	}
}
