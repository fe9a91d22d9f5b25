package page_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dateline-bot/dateline/adapters/page"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest/webtest"
)

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		name, robots string
		status       int
		paths        map[string]bool // whether they may be read
	}{
		{"none", "", 404, map[string]bool{"/story": true}},
		{"kept from us", "", 403, map[string]bool{"/story": true}},
		{"empty", "", 200, map[string]bool{"/story": true}},
		{"a page in its place", "<!DOCTYPE html><p>No such page: sorry</p>", 200, map[string]bool{"/story": true}},
		{"all", "User-agent: *\nDisallow: /", 200, map[string]bool{"/story": false, "/": false}},
		{"one folder", "User-agent: *\nDisallow: /members/", 200, map[string]bool{"/story": true, "/members/story": false, "/members": true}},
		{"the longer rule", "User-agent: *\nDisallow: /news\nAllow: /news/open", 200, map[string]bool{"/news/x": false, "/news/open/x": true}},
		{"a pattern", "User-agent: *\nDisallow: /*?print=\nDisallow: /*.pdf$", 200, map[string]bool{"/story?print=1": false, "/story?x=1": true, "/a.pdf": false, "/a.pdfs": true}},
		{"by name", "User-agent: *\nDisallow:\n\nUser-agent: dateline\nDisallow: /", 200, map[string]bool{"/story": false}},
		{"another's name", "User-agent: OtherBot\nDisallow: /\n\nUser-agent: *\nDisallow: /x", 200, map[string]bool{"/story": true, "/x": false}},
		{"ours instead of all", "User-agent: *\nDisallow: /\n\nUser-agent: Dateline\nDisallow: /x", 200, map[string]bool{"/story": true, "/x": false}},
		{"several names", "User-agent: OtherBot\nUser-agent: Dateline\nDisallow: /", 200, map[string]bool{"/story": false}},
		{"nonsense between", "\ufeffDisallow: /\nHello\nUser-agent : *\nCrawl-delay: soon\nNoindex: /\nDisallow : /x # yes\nSitemap: https://ledger.example/s.xml", 200, map[string]bool{"/story": true, "/x": false}},
		{"half a megabyte of stars", "User-agent: *\nDisallow: /x\n" + strings.Repeat("Disallow: /"+strings.Repeat("a*", 90)+"\n", 2500), 200, map[string]bool{"/story": true, "/x": false}},
	} {
		t.Run(c.name, func(t *testing.T) {
			web := webtest.New(t)
			web.Serve("/robots.txt", webtest.Page(c.status, c.robots, "Content-Type", "text/plain"))
			r := page.New(new(http.Client))
			for path, allowed := range c.paths {
				path0, _, _ := strings.Cut(path, "?")
				web.Serve(path0, webtest.Page(200, story, "Content-Type", "text/html"))
				_, err := r.Read(t.Context(), web.URL+path)
				if errors.Is(err, bot.ErrBotWall) == allowed || allowed != (err == nil) {
					t.Errorf("%s: %v, want allowed %t", path, err, allowed)
				}
				if asked := web.Count(path) > 0; asked != allowed {
					t.Errorf("%s: asked for %t, want %t", path, asked, allowed)
				}
			}
			if n := web.Count("/robots.txt"); n != 1 {
				t.Errorf("asked for robots.txt %d times, want once", n)
			}
		})
	}
}

// A page that redirects to where robots may not go is not followed there.
func TestRobotsOfARedirect(t *testing.T) {
	web := webtest.New(t)
	web.Serve("/robots.txt", webtest.Page(200, "User-agent: *\nDisallow: /members/"))
	web.Serve("/story", webtest.Page(302, "", "Location", "/members/story"))
	web.Serve("/members/story", webtest.Page(200, story))
	_, err := page.New(new(http.Client)).Read(t.Context(), web.URL+"/story")
	if !errors.Is(err, bot.ErrBotWall) || web.Count("/members/story") != 0 {
		t.Errorf("%v, asked for %q", err, web.Asked())
	}
}

// A site whose robots.txt says that the site is out of order is not asked for
// its pages for a while; its rules are asked for again, but not each time.
func TestRobotsAreRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		status, asked := 500, 0
		r := page.New(&http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.URL.Path == "/robots.txt" {
				asked++
				return answerTo(r, status, "User-agent: *\nDisallow: /x"), nil
			}
			return answerTo(r, 200, story), nil
		})})
		read := func() error { _, err := r.Read(t.Context(), "https://ledger.example/story"); return err }
		for range 3 {
			if p := bot.AsProblem(read()); p == nil || p.Kind != bot.HTTPStatus || p.Status != 500 || p.URL != "https://ledger.example/story" {
				t.Errorf("%v, want the site's trouble", p)
			}
		}
		if asked != 1 {
			t.Errorf("asked %d times, want once", asked)
		}
		status = 200
		time.Sleep(6 * time.Minute)
		for range 3 {
			if err := read(); err != nil {
				t.Error(err)
			}
		}
		if time.Sleep(7 * time.Hour); read() != nil || asked != 3 {
			t.Errorf("asked %d times, want 3", asked)
		}
	})
}

// A site that wants time between two pages gets it, up to a bound.
func TestCrawlDelay(t *testing.T) {
	for delay, want := range map[string]time.Duration{"2": 8 * time.Second, "0.5": 2 * time.Second, "3600": 40 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			r := page.New(&http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
				if r.URL.Path == "/robots.txt" {
					return answerTo(r, 200, "User-agent: *\nCrawl-delay: "+delay), nil
				}
				return answerTo(r, 200, story), nil
			})})
			start := time.Now()
			var wg sync.WaitGroup
			for range 5 {
				wg.Go(func() {
					if _, err := r.Read(t.Context(), "https://ledger.example/story"); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if took := time.Since(start); took != want {
				t.Errorf("delay %s: five pages took %s, want %s", delay, took, want)
			}
		})
	}
}

func answerTo(r *http.Request, status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}
}
