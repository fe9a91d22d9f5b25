package feed

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"

	"github.com/dateline-bot/dateline/bot"
)

// day is the longest that a feed is left alone at its own wish.
const day = 24 * time.Hour

// wish returns what a feed says of when it wants to be fetched: RSS's ttl
// counts minutes; its skipHours are GMT's, 0 to 23 or, in RSS 0.91, 1 to 24;
// sy:updatePeriod is RSS 1.0's syndication module.
// https://www.rssboard.org/rss-specification
// https://web.resource.org/rss/1.0/modules/syndication/
func wish(f *gofeed.Feed) (w bot.Wish) {
	if r, ok := f.OriginalFeed().(*rss.Feed); ok {
		if n, err := strconv.Atoi(strings.TrimSpace(r.TTL)); err == nil && n > 0 {
			w.Rest = time.Duration(min(n, 24*60)) * time.Minute
		}
		for _, s := range r.SkipHours {
			if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n >= 0 && n <= 24 {
				w.SkipHours |= 1 << (n % 24)
			}
		}
		for _, s := range r.SkipDays {
			for d := time.Sunday; d <= time.Saturday; d++ {
				if strings.EqualFold(strings.TrimSpace(s), d.String()) {
					w.SkipDays |= 1 << d
				}
			}
		}
	}
	if w.Rest > 0 {
		return w
	}
	w.Rest = map[string]time.Duration{"hourly": time.Hour, "daily": day, "weekly": day, "monthly": day, "yearly": day}[strings.ToLower(extension(f.Extensions, "sy", "updatePeriod"))]
	if n, err := strconv.Atoi(extension(f.Extensions, "sy", "updateFrequency")); err == nil && n > 1 {
		w.Rest /= time.Duration(n)
	}
	return w
}

// freshFor returns how long an answer keeps, 0 where it does not say. What is
// not to be stored at all says nothing of when it changes.
// RFC 9111 sections 4.2, 5.2.2 and 5.3
func freshFor(h http.Header, now time.Time) time.Duration {
	for d := range strings.SplitSeq(strings.ToLower(strings.Join(h.Values("Cache-Control"), ",")), ",") {
		switch name, value, _ := strings.Cut(strings.TrimSpace(d), "="); name {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			return max(0, seconds(strings.Trim(value, `"`), day)-seconds(h.Get("Age"), day))
		}
	}
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date // the server's clock, not ours
	}
	return min(max(0, expires.Sub(now)), day)
}

// seconds reads a number of seconds, as much as most.
func seconds(s string, most time.Duration) time.Duration {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(min(n, int64(most/time.Second))) * time.Second
}
