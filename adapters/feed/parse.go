package feed

import (
	"bytes"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"

	"github.com/dateline-bot/dateline/bot"
)

// What is taken of one feed, in bytes unless said otherwise.
const (
	maxItems   = 200 // items
	maxTitle   = 300
	maxSummary = 500
	maxAuthor  = 200
	maxGUID    = 500
	maxURL     = 2048
)

// What a feed may hold in all: far more than feeds do, and less than would cost
// hundreds of megabytes to parse.
const (
	mostTags    = 250_000 // signs that open a tag, those within texts counted
	mostEntries = 20_000  // items of RSS and Atom, objects of JSON
)

// isOverlong reports whether body holds more than a feed may.
func isOverlong(body []byte) bool {
	return bytes.Count(body, []byte("<")) > mostTags ||
		bytes.Count(body, []byte("<item"))+bytes.Count(body, []byte("<entry")) > mostEntries ||
		bytes.HasPrefix(bytes.TrimLeft(body, "\xef\xbb\xbf \t\r\n"), []byte("{")) && bytes.Count(body, []byte("{")) > 2*mostEntries
}

// Parse reads a feed that came from address, which may be "". Its error is a
// *bot.Problem: of kind NotArticle for a web page, TooLarge for what no feed
// comes to, Unsupported for anything else that is none.
func Parse(address string, body []byte) (bot.Harvest, error) {
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	if isOverlong(body) && !looksLikeHTML(body) {
		p := bot.Problemf(bot.TooLarge, "%s holds more than any feed does. Give the address of a feed of what is new.", first(base.String(), "That file"))
		p.URL = base.String()
		return bot.Harvest{}, p
	}
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	f, err := p.Parse(bytes.NewReader(body))
	if err != nil || f.FeedType == "json" && !isJSONFeed(f) {
		return bot.Harvest{}, noFeed(base, body, err)
	}
	now := time.Now()
	site := resolve(base, first(f.Link, f.FeedLink))
	h := bot.Harvest{Feed: bot.Feed{URL: address, Title: clip(plain(f.Title), maxTitle), Site: site}}
	if h.Feed.Title == "" {
		h.Feed.Title = plain(strings.TrimPrefix(base.Hostname(), "www."))
	}
	h.Feed.Wish = wish(f)
	h.Feed.Hub, h.Feed.Topic = hub(f, base, body)
	links := base
	if u, err := url.Parse(site); err == nil && base.Host == "" {
		links = u
	}
	for _, it := range newest(f.Items) {
		if item := newItem(links, it, now); item.Marks() != (bot.Marks{}) {
			h.Items = append(h.Items, item)
		}
		if len(h.Items) == maxItems {
			break
		}
	}
	h.Items = distinct(h.Items)
	return h, nil
}

// newest returns the items of which maxItems are taken, in the feed's order:
// from the end on where its newest stand there.
func newest(items []*gofeed.Item) []*gofeed.Item {
	if len(items) <= maxItems {
		return items
	}
	first, last := items[0].PublishedParsed, items[len(items)-1].PublishedParsed
	if first != nil && last != nil && last.After(*first) {
		return items[len(items)-maxItems:]
	}
	return items
}

// distinct leaves out what a feed lists twice.
func distinct(items []bot.Item) []bot.Item {
	var once []bot.Item
	for n, known := range bot.Recognize(nil, items) {
		if known == bot.Fresh {
			once = append(once, items[n])
		}
	}
	return once
}

// newItem returns it as plain text with whole addresses.
func newItem(base *url.URL, it *gofeed.Item, now time.Time) bot.Item {
	item := bot.Item{
		URL:       itemURL(base, it),
		Title:     clip(plain(it.Title), maxTitle),
		Summary:   clip(plain(first(it.Description, it.Content)), maxSummary),
		Author:    clip(authors(it), maxAuthor),
		Published: published(it, now),
	}
	if item.Title == "" {
		item.Title = clip(item.Summary, 100)
	}
	if item.Summary == item.Title {
		item.Summary = ""
	}
	item.GUID = fold(it.GUID)
	if len(item.GUID) > maxGUID {
		item.GUID = shorten(item.GUID)
	}
	return item
}

// itemURL returns where an item leads: what it stood at before a feed service
// rewrote it, its link, or its GUID where that is an address.
func itemURL(base *url.URL, it *gofeed.Item) string {
	for _, s := range [...]string{extension(it.Extensions, "feedburner", "origLink"), it.Link, it.GUID} {
		if s != it.GUID || strings.Contains(s, "://") {
			if u := resolve(base, s); u != "" {
				return u
			}
		}
	}
	return ""
}

// resolve returns ref, which base's document holds, as a whole http or https
// address, "" where it is none or too long for one.
func resolve(base *url.URL, ref string) string {
	if ref = strings.TrimSpace(ref); ref == "" {
		return ""
	}
	u, err := base.Parse(ref)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return ""
	}
	if s := strings.ToValidUTF8(bot.PlainURL(u), ""); len(s) <= maxURL {
		return s
	}
	return ""
}

// published returns when an item appeared, zero where it does not say. One that
// will only appear stands at now: it is here.
func published(it *gofeed.Item, now time.Time) time.Time {
	t := it.PublishedParsed
	if t == nil {
		t = it.UpdatedParsed
	}
	switch {
	case t == nil || t.Year() < 1990:
		return time.Time{}
	case t.After(now):
		return now.UTC().Truncate(time.Second)
	}
	return t.UTC()
}

func authors(it *gofeed.Item) string {
	var names []string
	for _, a := range it.Authors {
		if a != nil && a.Name != "" {
			names = append(names, plain(a.Name))
		}
	}
	if len(names) == 0 && it.DublinCoreExt != nil {
		for _, c := range it.DublinCoreExt.Creator {
			names = append(names, plain(c))
		}
	}
	return strings.Join(names, ", ")
}

func extension(e ext.Extensions, space, name string) string {
	if all := e[space][name]; len(all) > 0 {
		return strings.TrimSpace(all[0].Value)
	}
	return ""
}

// isJSONFeed reports whether a JSON object is a feed: any object parses as one.
// https://www.jsonfeed.org/version/1.1/
func isJSONFeed(f *gofeed.Feed) bool {
	return strings.Contains(f.FeedVersion, "jsonfeed.org") || len(f.Items) > 0
}

func noFeed(base *url.URL, body []byte, cause error) *bot.Problem {
	p := bot.Problemf(bot.Unsupported, "%s is no feed that can be read. Give the address of an RSS, Atom or JSON feed, or of a site that has one.", first(base.String(), "That file"))
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		p = bot.Problemf(bot.Unsupported, "%s is empty. Try again later, or check the address.", first(base.String(), "That file"))
	case looksLikeHTML(body):
		p = bot.Problemf(bot.NotArticle, "%s is a web page, not a feed. Give the feed's own address; it often ends in /feed or /rss.", first(base.String(), "That file"))
	}
	p.URL, p.Err = base.String(), cause
	return p
}

// looksLikeHTML reports whether body begins as a web page does.
func looksLikeHTML(body []byte) bool {
	start := bytes.ToLower(bytes.TrimLeft(body[:min(len(body), 1024)], "\xef\xbb\xbf \t\r\n"))
	for _, tag := range [...]string{"<!doctype html", "<html"} {
		if bytes.Contains(start, []byte(tag)) {
			return true
		}
	}
	return !bytes.HasPrefix(start, []byte("<?xml")) && (bytes.Contains(start, []byte("<head")) || bytes.Contains(start, []byte("<body")))
}

func first(ss ...string) string {
	for _, s := range ss {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}
