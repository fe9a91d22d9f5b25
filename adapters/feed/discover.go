package feed

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dateline-bot/dateline/bot"
)

// maxTries limits how many addresses are asked for a page's feed.
const maxTries = 6

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

// candidates lists where a page's feed may be: what its head links to first, in
// its order, comments last, then what is common.
func candidates(page *answer) []*url.URL {
	var found, comments []*url.URL
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
		}
	}
	all := slices.Concat(found, comments)
	if len(found) == 0 {
		for _, p := range [...]string{"/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml"} {
			u := *page.at
			u.Path, u.RawPath, u.RawQuery, u.Fragment = p, "", "", ""
			all = append(all, &u)
		}
	}
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

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
