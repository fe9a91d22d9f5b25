package page_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime/debug"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/dateline-bot/dateline/adapters/page"
	"github.com/dateline-bot/dateline/bot"
)

const story = `<html lang="en"><head><title>Bridge closes</title></head><body><h1>Bridge closes</h1>
<p>The council voted on Monday night to close the bridge, after inspectors had found cracks in nineteen of its rods.</p>
<p>“The tunnel was never built for this,” said Tomas Reyl. It will carry the buses until the work is done, in eleven months.</p>
<p>Some 31,000 vehicles cross it every day. Most of them will have to take the long way round by the old mill.</p></body></html>`

// An answer is what a test's server sends.
type answer struct {
	status int
	header map[string]string
	body   string
}

func TestRead(t *testing.T) {
	html := map[string]string{"Content-Type": "text/html; charset=utf-8"}
	of := func(kind string) map[string]string { return map[string]string{"Content-Type": kind} }
	for _, c := range []struct {
		name   string
		answer answer
		want   bot.ProblemKind // "" for an article
		part   string          // of the text or message
	}{
		{"article", answer{200, html, story}, "", "never built for this"},
		{"no type", answer{200, of(""), story}, "", "never built for this"},
		{"wrong type", answer{200, of("text/plain"), "Just\r\n text. "}, "", "Just\r\n text. "},
		{"declared in the header", answer{200, of("text/html; charset=iso-8859-1"), strings.ReplaceAll(story, "Tomas", "Tom\xe1s")}, "", "said Tomás Reyl"},
		{"declared in the page", answer{200, of("text/html"), `<meta charset="windows-1251">` + strings.ReplaceAll(story, "Tomas", "\xd2\xee\xec\xe0\xf1")}, "", "said Томас Reyl"},
		{"declared wrongly", answer{200, of("text/html; charset=iso-8859-1"), strings.ReplaceAll(story, "Tomas", "Tomás")}, "", "said Tomás Reyl"},
		{"broken bytes", answer{200, html, story + "\xff\xfe"}, "", "never built"},
		{"PDF", answer{200, of("application/pdf"), "%PDF-1.7"}, bot.Unsupported, "is a PDF"},
		{"picture", answer{200, of("image/png"), "\x89PNG\r\n\x1a\n"}, bot.Unsupported, "is a picture"},
		{"video", answer{200, of("video/mp4"), "mp4"}, bot.Unsupported, "is a video"},
		{"PDF that says it is HTML", answer{200, html, "%PDF-1.7\n\x00"}, bot.Unsupported, "is a PDF"},
		{"program", answer{200, of("application/octet-stream"), "\x7fELF"}, bot.Unsupported, "application/octet-stream"},
		{"a type that is none", answer{200, of("application/\u009b31m"), story}, "", "never built for this"},
		{"a text without an end", answer{200, of("text/plain"), strings.Repeat("And so on. ", 50_000)}, bot.TooLarge, "more text than any article"},
		{"a page without an end", answer{200, html, strings.Repeat("<p>And so on, and so on, and so on.", 20_000)}, bot.TooLarge, "more text than any article"},
		{"a title without an end", answer{200, html, "<title>" + strings.Repeat("And so on. ", 10_000) + "</title>" + story}, "", "never built for this"},
		{"feed", answer{200, of("application/rss+xml"), "<rss/>"}, bot.Unsupported, "/follow"},
		{"feed that says it is XML", answer{200, of("text/xml"), `<?xml version="1.0"?><rss version="2.0"></rss>`}, bot.Unsupported, "/follow"},
		{"empty", answer{200, html, " \n"}, bot.NotArticle, "empty page"},
		{"no content", answer{204, nil, ""}, bot.NotArticle, "empty page"},
		{"unauthorized", answer{401, html, "no"}, bot.HTTPStatus, "Unauthorized"},
		{"payment required", answer{402, html, story}, bot.Paywall, "paywall"},
		{"forbidden", answer{403, html, "<h1>Forbidden</h1>"}, bot.HTTPStatus, "does not let"},
		{"forbidden to robots", answer{403, html, "<title>Attention Required! | Cloudflare</title>"}, bot.BotWall, "robots"},
		{"challenged", answer{403, map[string]string{"Cf-Mitigated": "challenge"}, "x"}, bot.BotWall, "robots"},
		{"not found", answer{404, html, story}, bot.HTTPStatus, "no such page"},
		{"gone", answer{410, html, story}, bot.HTTPStatus, "no such page"},
		{"too often", answer{429, html, ""}, bot.HTTPStatus, "too often"},
		{"for legal reasons", answer{451, html, ""}, bot.HTTPStatus, "may not show"},
		{"broken", answer{500, html, ""}, bot.HTTPStatus, "trouble of its own"},
		{"overloaded", answer{503, html, ""}, bot.HTTPStatus, "trouble of its own"},
		{"odd status", answer{599, html, ""}, bot.HTTPStatus, "an unknown status"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header()["Content-Type"] = nil // none of its own
				for k, v := range c.answer.header {
					if v != "" {
						w.Header().Set(k, v)
					}
				}
				w.WriteHeader(c.answer.status)
				io.WriteString(w, c.answer.body)
			}))
			defer s.Close()
			a, err := page.New(s.Client()).Read(t.Context(), s.URL+"/story")
			switch p := bot.AsProblem(err); {
			case err == nil:
				if c.want != "" || !strings.Contains(a.Text, c.part) || !utf8.ValidString(a.Text) || len(a.Title) > 1000 {
					t.Errorf("%.80q, %.400q, want %q", a.Title, a.Text, c.part)
				}
			case p.Kind != c.want || !strings.Contains(p.Message, c.part) || p.URL == "":
				t.Errorf("%s: %s (%s), want %s: %s", p.Kind, p.Message, p.URL, c.want, c.part)
			case p.Kind == bot.HTTPStatus && p.Status != c.answer.status:
				t.Errorf("status %d, want %d", p.Status, c.answer.status)
			}
		})
	}
}

func TestReadAddresses(t *testing.T) {
	r := page.New(&http.Client{Transport: roundTrip(func(*http.Request) (*http.Response, error) {
		p := bot.Problemf(bot.TooLarge, "Too large.")
		return nil, fmt.Errorf("wrapped: %w", p)
	})})
	for address, want := range map[string]bot.ProblemKind{
		"": bot.BadInput, "the bridge": bot.BadInput, "ledger.example/story": bot.BadInput, "http://[::1": bot.BadInput,
		"file:///etc/hosts": bot.RefusedAddress, "//ledger.example/": bot.RefusedAddress, "http://a\\@b.example/": bot.RefusedAddress,
		"https://ledger.example/": bot.TooLarge, // whatever the client says
	} {
		if _, err := r.Read(t.Context(), address); bot.AsProblem(err).Kind != want {
			t.Errorf("%q: %v, want %s", address, err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r = page.New(&http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) { return nil, r.Context().Err() })})
	if _, err := r.Read(ctx, "https://ledger.example/"); bot.AsProblem(err).Kind != bot.Internal {
		t.Errorf("%v, want the caller's own cancellation", err)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// What a page says that it goes by is believed of its own site, in an address's
// length.
func TestCanonicalAddress(t *testing.T) {
	const at = "https://ledger.example/story"
	for said, want := range map[string]string{
		"/bridge":                             "https://ledger.example/bridge",
		"https://www.ledger.example/bridge":   "https://www.ledger.example/bridge",
		"https://courier.example/their-story": at,
		"https://ledger.example/":             at,
		"https://me@ledger.example/bridge":    at,
		"/" + strings.Repeat("a", 3000):       at,
	} {
		a, err := page.New(nil).Parse(at, strings.Replace(story, "</title>", `</title><link rel="canonical" href="`+said+`">`, 1))
		if err != nil || a.URL != want {
			t.Errorf("%.60s: %.60s, %v; want %s", said, a.URL, err, want)
		}
	}
}

// Pages that are built to break what reads them take neither the stack nor the
// day.
func TestHostilePages(t *testing.T) {
	defer debug.SetMaxStack(debug.SetMaxStack(64 << 20))
	text := "<p>" + strings.Repeat("The bridge is closed, and nobody knows for how long. ", 8) + "</p>"
	for name, html := range map[string]string{
		"50,000 divs":         strings.Repeat("<div>", 50_000) + text,
		"50,000 bolds":        strings.Repeat("<b>", 50_000) + text,
		"50,000 links":        strings.Repeat("<a href=x>", 50_000) + text,
		"50,000 tables":       strings.Repeat("<table><tr><td>", 50_000) + text,
		"50,000 lists":        strings.Repeat("<ul><li>", 50_000) + text,
		"50,000 quotes":       strings.Repeat("<blockquote>", 50_000) + text,
		"200,000 attributes":  "<div " + strings.Repeat("a=b ", 200_000) + ">" + text,
		"20,000 paragraphs":   strings.Repeat("<p>And so on.", 20_000) + text,
		"deep JSON":           `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 20_000) + "</script>" + text,
		"much text, deep":     strings.Repeat("<div rel=author>", 400) + strings.Repeat(text, 900),
		"8 MB of text, deep":  strings.Repeat("<div rel=author>", 400) + strings.Repeat(text, 18_000),
		"50,000 ads in a row": "<p>" + strings.Repeat("<span class=ad></span>", 50_000) + "</p>" + text,
		"10 MB of tags":       text + strings.Repeat("<td>x", 2_000_000),
		"50,000 names":        "<div class=\"" + strings.Repeat("aB ", 50_000) + "\">" + text,
		"one word":            "<p>" + strings.Repeat("x", 300_000) + "</p>" + text,
		"unclosed":            strings.Repeat("<!--", 50_000) + strings.Repeat("<", 50_000) + text,
	} {
		start := time.Now()
		a, err := page.New(nil).Parse("https://ledger.example/x", html)
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s took %s", name, took)
		}
		t.Logf("%-20s %8s %9d bytes of text, %v", name, time.Since(start).Round(time.Millisecond), len(a.Text), err)
		if strings.HasPrefix(name, "8 MB") {
			if bot.AsProblem(err).Kind != bot.TooLarge {
				t.Errorf("%s: %v, want it refused", name, err)
			}
			continue
		}
		if name != "unclosed" && (err != nil || !strings.Contains(a.Text, "nobody knows")) {
			t.Errorf("%s: %.60q, %v; want its text", name, a.Text, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("https://ledger.example/a", story)
	f.Add("", `<script type="application/ld+json">{"@type":"Article","author":[{"name":["A"]}],"articleBody":"<p>x"}</script>`)
	f.Add("http://x.example", "<table><p><b><a><table><svg><title><p>")
	r := page.New(nil)
	f.Fuzz(func(t *testing.T, address, html string) {
		a, err := r.Parse(address, html)
		p := bot.AsProblem(err)
		for _, s := range []string{a.URL, a.Site, a.Title, a.Byline, a.Language, a.Text} {
			if !utf8.ValidString(s) {
				t.Errorf("%q is no UTF-8", s)
			}
		}
		switch {
		case p == nil && (strings.TrimSpace(a.Text) == "" || !strings.HasSuffix(a.Text, "\n")):
			t.Errorf("article with text %q", a.Text)
		case p != nil && (p.Kind == bot.Internal || !utf8.ValidString(p.Text)):
			t.Errorf("%s: %v", p.Kind, err)
		}
	})
}
