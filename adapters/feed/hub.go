package feed

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
)

// hub returns the WebSub hub that a feed names and what the feed is called
// there, both "" where it names none.
// https://www.w3.org/TR/websub/#discovery
func hub(f *gofeed.Feed, base *url.URL, body []byte) (hub, topic string) {
	take := func(rel, href string) {
		rels := strings.Fields(strings.ToLower(rel))
		switch u := resolve(base, href); {
		case u == "":
		case hub == "" && slices.Contains(rels, "hub"):
			hub = u
		case topic == "" && slices.Contains(rels, "self"):
			topic = u
		}
	}
	if a, ok := f.OriginalFeed().(*atom.Feed); ok {
		for _, l := range a.Links {
			take(l.Rel, l.Href)
		}
	}
	for _, space := range f.Extensions { // RSS borrows Atom's links, under whatever prefix
		for _, l := range space["link"] {
			take(l.Attrs["rel"], l.Attrs["href"])
		}
	}
	if f.FeedType == "json" {
		// https://www.jsonfeed.org/version/1.1/#subscribing-to-real-time-notifications
		var j struct {
			FeedURL string `json:"feed_url"`
			Hubs    []struct{ Type, URL string }
		}
		if json.Unmarshal(body, &j) == nil {
			take("self", j.FeedURL)
			for _, h := range j.Hubs {
				if strings.EqualFold(h.Type, "WebSub") || strings.EqualFold(h.Type, "PubSubHubbub") {
					take("hub", h.URL)
				}
			}
		}
	}
	if hub == "" {
		return "", ""
	}
	return hub, first(topic, resolve(base, base.String()))
}

// hubHeader is hub for what an answer's headers say, which goes before what
// stands in the feed. RFC 8288
func hubHeader(h http.Header, base *url.URL) (hub, topic string) {
	for _, line := range h.Values("Link") {
		for link := range strings.SplitSeq(line, ",") {
			target, params, _ := strings.Cut(link, ";")
			target = strings.TrimSpace(target)
			if !strings.HasPrefix(target, "<") || !strings.HasSuffix(target, ">") {
				continue
			}
			rels := ""
			for p := range strings.SplitSeq(params, ";") {
				if name, value, _ := strings.Cut(strings.TrimSpace(p), "="); strings.EqualFold(name, "rel") {
					rels = strings.ToLower(strings.Trim(value, `"`))
				}
			}
			switch u := resolve(base, target[1:len(target)-1]); {
			case hub == "" && slices.Contains(strings.Fields(rels), "hub"):
				hub = u
			case topic == "" && slices.Contains(strings.Fields(rels), "self"):
				topic = u
			}
		}
	}
	return hub, topic
}
