package feed_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

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
