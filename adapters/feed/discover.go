package feed

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dateline-bot/dateline/bot"
)

// maxTries limits how many addresses are asked for a page's feed.
const maxTries = 10

// discover harvests the feed that the page in a names as its own, or that
// stands where sites commonly put theirs.
func (r *Reader) discover(ctx context.Context, f bot.Feed, page *answer) (bot.Harvest, error) {
	tries := 0
	for _, u := range candidates(page) {
		if tries++; tries > maxTries {
			break
		}
		a, err := r.get(ctx, u, "", "")
		if err != nil {
			if ctx.Err() != nil || isRefusal(err) {
				return bot.Harvest{Feed: f}, err
			}
			continue
		}
		if h, err := Parse(a.at.String(), a.body); err == nil {
			return complete(f, h, a), nil
		}
	}
	p := bot.Problemf(bot.Unsupported, "No feed was found at %s. Give the address of an RSS, Atom or JSON feed, or of a page that links to one.", host(page.at))
	p.URL = page.at.Redacted()
	return bot.Harvest{Feed: f}, p
}

// isRefusal reports whether err is a limit that more asking will not get past.
func isRefusal(err error) bool {
	var p *bot.Problem
	return errors.As(err, &p) && (p.Kind == bot.Timeout || p.Kind == bot.HTTPStatus && p.Status == http.StatusTooManyRequests)
}

// usual is where sites commonly put their feed.
var usual = [...]string{"/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json"}

// candidates lists where a page's feed may be: what its head links to first, in
// its order, then what its text links to and calls by a feed's name, then what
// is common, the page's own part of the site first; comments last.
func candidates(page *answer) []*url.URL {
	var found, named, comments []*url.URL
	base := page.at
	z := html.NewTokenizer(bytes.NewReader(page.body))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		t := z.Token()
		switch t.DataAtom {
		case atom.Base:
			if u, err := page.at.Parse(attr(t, "href")); err == nil && u.Host != "" {
				base = u
			}
		case atom.Link:
			if u := feedLink(base, t); u == nil {
				continue
			} else if strings.Contains(strings.ToLower(attr(t, "title")+u.Path), "comments") {
				comments = append(comments, u)
			} else {
				found = append(found, u)
			}
		case atom.A:
			if u := feedAnchor(base, t); u != nil && len(named) < maxNamed {
				named = append(named, u)
			}
		}
	}
	all := slices.Concat(found, named)
	if len(found) == 0 {
		at := func(path string) {
			u := *page.at
			u.Path, u.RawPath, u.RawQuery, u.Fragment = path, "", "", ""
			all = append(all, &u)
		}
		if own := strings.TrimSuffix(page.at.Path, "/"); own != "" {
			at(own + "/feed") // as WordPress has one for every page that lists others
		}
		for _, path := range usual {
			at(path)
		}
	}
	all = append(all, comments...)
	seen := map[string]bool{page.at.String(): true}
	return slices.DeleteFunc(all, func(u *url.URL) bool {
		again := seen[u.String()]
		seen[u.String()] = true
		return again
	})
}

// feedLink returns the feed that a <link> names, or nil.
// https://www.rssboard.org/rss-autodiscovery
func feedLink(base *url.URL, t html.Token) *url.URL {
	if !slices.Contains(strings.Fields(strings.ToLower(attr(t, "rel"))), "alternate") {
		return nil
	}
	kind, _, _ := strings.Cut(strings.ToLower(attr(t, "type")), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json":
	default:
		return nil
	}
	href := strings.TrimSpace(attr(t, "href"))
	u, err := base.Parse(strings.Replace(href, "feed://", "http://", 1))
	if href == "" || err != nil || u.Host == "" || strings.Contains(u.Path, "/wp-json/") {
		return nil
	}
	u.Fragment = ""
	return u
}

// maxNamed limits how many of the feeds that a page's text names are asked.
const maxNamed = 3

// feedAnchor returns what an <a> leads to where its address reads as a feed's
// on the same site, or nil.
func feedAnchor(base *url.URL, t html.Token) *url.URL {
	u, err := base.Parse(strings.TrimSpace(attr(t, "href")))
	if err != nil || u.Hostname() != base.Hostname() {
		return nil
	}
	last := strings.ToLower(path.Base(u.Path))
	switch name, ext, _ := strings.Cut(last, "."); {
	case name == "rss" || name == "feed" || name == "atom":
	case ext == "rss" || ext == "atom" || ext == "rdf":
	default:
		return nil
	}
	u.Fragment = ""
	return u
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
