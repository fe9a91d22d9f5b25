package feed

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// How often a feed is fetched, at most and at least.
const (
	soonest = 5 * time.Minute
	latest  = 24 * time.Hour
)

// settled returns f after a fetch that went well. It is due again:
//
//   - after a quarter of the time that passes between its items (the median of
//     the newest ten), or since the newest where that is longer: a feed that
//     brings something every hour is asked every quarter of an hour, one that
//     has been still for four days once a day; an hour where it has no dates;
//   - but not before its server or the feed itself says that it will have
//     changed (Cache-Control, RSS's ttl and sy:updatePeriod);
//   - and always within five minutes to a day.
//
// A feed that was unchanged is measured by its Last-Modified in place of its
// items.
func settled(f bot.Feed, a *answer, items []bot.Item, now time.Time) bot.Feed {
	if a.status != http.StatusNotModified || a.etag != "" || a.lastModified != "" {
		f.ETag, f.LastModified = a.etag, a.lastModified // a 304 may leave them out
	}
	f.Failures, f.Trouble, f.Gone = 0, "", false
	pace := time.Hour
	if quiet, ok := quietFor(items, f.LastModified, now); ok {
		pace = quiet / 4
	}
	f.Next = now.Add(within(max(pace, a.hint)))
	return f
}

// failed returns f after a fetch that came to err. It is tried again when the
// server said (Retry-After), else after five minutes, doubled with each failure
// in a row, up to a day.
func failed(f bot.Feed, err error, now time.Time) bot.Feed {
	f.Failures++
	f.Trouble = bot.AsProblem(err).Message
	wait := soonest << min(f.Failures-1, 10)
	var retry *bot.RetryError
	if errors.As(err, &retry) {
		wait = retry.After
	}
	var p *bot.Problem
	if errors.As(err, &p) && p.Kind == bot.HTTPStatus && p.Status == http.StatusGone {
		f.Gone = true
	}
	f.Next = now.Add(within(wait))
	return f
}

func within(d time.Duration) time.Duration { return min(max(d, soonest), latest) }

// until returns how long it is to t, 0 for the zero time.
func until(t time.Time) time.Duration {
	if t.IsZero() {
		return 0
	}
	return time.Until(t)
}

// quietFor returns how long a feed is usually still.
func quietFor(items []bot.Item, lastModified string, now time.Time) (time.Duration, bool) {
	var when []time.Time
	for _, it := range items {
		if !it.Published.IsZero() && !it.Published.After(now) {
			when = append(when, it.Published)
		}
	}
	if len(when) == 0 {
		if t, err := http.ParseTime(lastModified); err == nil && len(items) == 0 && t.Before(now) {
			return now.Sub(t), true
		}
		return 0, false
	}
	slices.SortFunc(when, func(a, b time.Time) int { return b.Compare(a) })
	when = when[:min(len(when), 10)]
	quiet := now.Sub(when[0])
	if len(when) > 1 {
		var gaps []time.Duration
		for i := 1; i < len(when); i++ {
			gaps = append(gaps, when[i-1].Sub(when[i]))
		}
		slices.Sort(gaps)
		quiet = max(quiet, gaps[len(gaps)/2])
	}
	return quiet, true
}

// freshFor returns how long an answer keeps, 0 where it does not say. What is
// not to be stored at all says nothing of when it changes.
// RFC 9111 section 5.2.2
func freshFor(h http.Header) time.Duration {
	for d := range strings.SplitSeq(strings.ToLower(strings.Join(h.Values("Cache-Control"), ",")), ",") {
		if age, ok := strings.CutPrefix(strings.TrimSpace(d), "max-age="); ok {
			return seconds(strings.Trim(age, `"`))
		}
	}
	return 0
}

// retryAfter returns how long a server wants to be left alone, 0 where it does
// not say. RFC 9110 section 10.2.3
func retryAfter(h http.Header, now time.Time) time.Duration {
	s := strings.TrimSpace(h.Get("Retry-After"))
	if t, err := http.ParseTime(s); err == nil {
		return max(t.Sub(now), 0)
	}
	return seconds(s)
}

// seconds reads a number of seconds, at most a day's.
func seconds(s string) time.Duration {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(min(n, int64(latest/time.Second))) * time.Second
}
