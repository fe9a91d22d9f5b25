package main

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A kiosk is the servers of many feeds. It knows what each of them asked for, and
// counts what it got.
type kiosk struct {
	start   time.Time
	hurry   time.Duration         // how many times faster than others it lives
	address func(feed int) string // scheme and host

	mu    sync.Mutex
	feeds []*kioskFeed
	tally tally
}

// A tally is what a kiosk has seen.
type tally struct {
	requests, unchanged, bodies, refused int
	sent, saved                          int64 // bytes of bodies; saved by 304
	wrong                                []string
}

// A kioskFeed is one feed: how it is published, and what it was asked.
type kioskFeed struct {
	id        int
	every     time.Duration // between two items
	skipHours uint32

	begun     time.Time // its first request
	last      time.Time // and its last
	notBefore time.Time // the next, by what was answered
	failures  int
	seen      string // the validator that was given last
	served    bool   // it was given
	first     int    // the oldest item that was given
	newest    int    // and the newest
	moved     bool
	gone      bool
}

// kioskPaces are how often the feeds of a kiosk bring something.
var kioskPaces = [...]time.Duration{
	15 * time.Minute, time.Hour, time.Hour, 2 * time.Hour, 2 * time.Hour, 4 * time.Hour, 4 * time.Hour, 6 * time.Hour, 6 * time.Hour,
	9 * time.Hour, 9 * time.Hour, 12 * time.Hour, 12 * time.Hour, 18 * time.Hour, 24 * time.Hour, 48 * time.Hour, 100 * time.Hour,
}

func newKiosk(n int, start time.Time, hurry time.Duration, address func(feed int) string) *kiosk {
	k := &kiosk{start: start, hurry: hurry, address: address}
	for i := range n {
		f := &kioskFeed{id: i, every: kioskPaces[i%len(kioskPaces)] / hurry}
		if f.is(11, 3) {
			f.skipHours = 0b1111 << (i % 20)
		}
		k.feeds = append(k.feeds, f)
	}
	return k
}

// is reports whether f is the k-th of every n feeds, as a die throws it.
func (f *kioskFeed) is(n, k uint32) bool {
	h := fnv.New32a()
	fmt.Fprint(h, n, f.id)
	return h.Sum32()%n == k
}

func (k *kiosk) url(feed int) string { return fmt.Sprintf("%s/feed/%d", k.address(feed), feed) }

// newest returns the number of f's newest item at a time.
func (k *kiosk) newest(f *kioskFeed, at time.Time) int {
	return int((at.Sub(k.start) + 48*time.Hour/k.hurry + time.Duration(f.id)*time.Second/k.hurry) / f.every)
}

// RoundTrip answers in process.
func (k *kiosk) RoundTrip(r *http.Request) (*http.Response, error) {
	w := &recorder{header: http.Header{}, status: http.StatusOK}
	k.ServeHTTP(w, r)
	return &http.Response{
		StatusCode: w.status, Header: w.header, Request: r, ContentLength: int64(w.body.Len()),
		Body: http.MaxBytesReader(nil, readCloser{strings.NewReader(w.body.String())}, 1<<30),
	}, nil
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }

// A recorder keeps an answer.
type recorder struct {
	header http.Header
	status int
	body   strings.Builder
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

// ServeHTTP answers for the feed that the path ends in.
func (k *kiosk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.URL.Path, "/")
	id, err := strconv.Atoi(parts[len(parts)-1])
	if err != nil || id >= len(k.feeds) || len(parts) != 3 || !slices.Contains([]string{"feed", "new", "elsewhere"}, parts[1]) {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.answer(w, r, k.feeds[id], time.Now(), parts[1])
}

// answer counts a request and answers it as the feed's server does.
func (k *kiosk) answer(w http.ResponseWriter, r *http.Request, f *kioskFeed, now time.Time, place string) {
	age := now.Sub(k.start) * k.hurry
	if place == "elsewhere" {
		k.serve(w, r, f, now)
		return
	}
	if place == "feed" && f.is(97, 1) && age > 5*time.Hour {
		if f.moved {
			k.wrong(f, now, "asked at its old address")
		}
		http.Redirect(w, r, fmt.Sprintf("%s/new/%d", k.address(f.id), f.id), http.StatusMovedPermanently)
		return
	}
	k.tally.requests++
	k.check(f, now)
	if f.last, f.notBefore = now, now.Add(5*time.Minute); f.begun.IsZero() {
		f.begun = now
	}
	switch {
	case f.is(101, 2) && age > 12*time.Hour:
		f.gone = true
		k.fail(w, f, now, http.StatusGone, 0)
	case f.is(53, 3) && age > 6*time.Hour && age < 9*time.Hour:
		k.fail(w, f, now, http.StatusServiceUnavailable, time.Hour)
	case f.is(53, 4) && age > 4*time.Hour && age < 7*time.Hour:
		k.fail(w, f, now, http.StatusInternalServerError, 0)
	case f.is(53, 5) && k.tally.requests%5 == 0:
		k.fail(w, f, now, http.StatusTooManyRequests, 25*time.Minute)
	case f.is(97, 2):
		http.Redirect(w, r, fmt.Sprintf("%s/elsewhere/%d", k.address(f.id), f.id), http.StatusFound)
	default:
		f.moved = place == "new" // that it has moved counts once it is there
		k.serve(w, r, f, now)
	}
}

// check notes what is wrong with a request that comes now. Who lives in a hurry
// asked for nothing.
func (k *kiosk) check(f *kioskFeed, now time.Time) {
	switch {
	case k.hurry > 1:
	case f.gone:
		k.wrong(f, now, "asked after it said that it is gone")
	case now.Before(f.notBefore):
		k.wrong(f, now, fmt.Sprintf("asked %s before it asked to be", f.notBefore.Sub(now)))
	case !f.last.IsZero() && f.skipHours&(1<<now.UTC().Hour()) != 0:
		k.wrong(f, now, "asked in an hour that it asked to be spared")
	}
}

func (k *kiosk) wrong(f *kioskFeed, now time.Time, what string) {
	k.tally.wrong = append(k.tally.wrong, fmt.Sprintf("feed %d, after %s: %s", f.id, now.Sub(k.start), what))
}

// fail answers with a status, and with when to come again.
func (k *kiosk) fail(w http.ResponseWriter, f *kioskFeed, now time.Time, status int, after time.Duration) {
	k.tally.refused++
	f.failures++
	f.notBefore = now.Add(max(after, min(5*time.Minute<<min(f.failures-1, 10), 24*time.Hour)))
	if after > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(after/time.Second)))
	}
	w.WriteHeader(status)
}

// serve answers with the feed, or that it has not changed.
func (k *kiosk) serve(w http.ResponseWriter, r *http.Request, f *kioskFeed, now time.Time) {
	f.failures = 0
	newest := k.newest(f, now)
	modified := k.published(f, newest).UTC().Format(http.TimeFormat)
	tag := fmt.Sprintf(`"%d"`, newest)
	h := w.Header()
	if f.id%4 != 3 {
		h.Set("ETag", tag)
	}
	if f.id%4 >= 1 && f.id%4 <= 2 {
		h.Set("Last-Modified", modified)
	}
	if f.is(5, 1) {
		h.Set("Cache-Control", "public, max-age=2700")
		f.notBefore = now.Add(45 * time.Minute)
	}
	if f.is(7, 1) { // its ttl, which stands in the body alone
		f.notBefore = now.Add(80 * time.Minute)
	}
	body := k.body(f, newest, now)
	if f.id%4 != 3 && r.Header.Get("If-None-Match") == tag || f.id%4 == 1 && r.Header.Get("If-Modified-Since") == modified {
		k.tally.unchanged++
		k.tally.saved += int64(len(body))
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if f.id%4 != 3 && f.seen == tag {
		k.wrong(f, now, "fetched whole though it was unchanged")
	}
	f.seen = tag
	if !f.served {
		f.served, f.first = true, k.oldest(f, newest, now)
	}
	f.newest = newest
	k.tally.bodies++
	k.tally.sent += int64(len(body))
	h.Set("Content-Type", "application/rss+xml")
	_, _ = w.Write([]byte(body))
}

func (k *kiosk) published(f *kioskFeed, item int) time.Time {
	return k.start.Add(time.Duration(item)*f.every - (48*time.Hour+time.Duration(f.id)*time.Second)/k.hurry)
}

// oldest returns the number of the last item in f: it holds those of the last
// day, three at least.
func (k *kiosk) oldest(f *kioskFeed, newest int, now time.Time) int {
	n := newest
	for n > newest-2 || now.Sub(k.published(f, n-1)) < 24*time.Hour/k.hurry {
		n--
	}
	return n
}

// body writes the feed.
func (k *kiosk) body(f *kioskFeed, newest int, now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<rss version="2.0"><channel><title>Paper %d</title><link>%s/</link>`, f.id, k.address(f.id))
	if f.is(7, 1) {
		b.WriteString("<ttl>80</ttl>")
	}
	if f.skipHours != 0 {
		b.WriteString("<skipHours>")
		for h := range 24 {
			if f.skipHours&(1<<h) != 0 {
				fmt.Fprintf(&b, "<hour>%d</hour>", h)
			}
		}
		b.WriteString("</skipHours>")
	}
	for n := newest; n >= k.oldest(f, newest, now); n-- {
		fmt.Fprintf(&b, `<item><title>%s</title><link>%s/story/%d/%d</link>`, kioskTitle(f.id, n), k.address(f.id), f.id, n)
		if f.is(13, 1) { // a GUID that is new at every fetch
			fmt.Fprintf(&b, `<guid isPermaLink="false">%d-%d-%d</guid>`, f.id, n, now.Unix())
		} else {
			fmt.Fprintf(&b, `<guid isPermaLink="false">%d-%d</guid>`, f.id, n)
		}
		switch {
		case f.is(9, 1): // no date
		case f.is(9, 2): // dated anew at every fetch
			fmt.Fprintf(&b, `<pubDate>%s</pubDate>`, now.UTC().Format(time.RFC1123Z))
		default:
			fmt.Fprintf(&b, `<pubDate>%s</pubDate>`, k.published(f, n).UTC().Format(time.RFC1123Z))
		}
		b.WriteString(`<description>What happened is told here in a sentence or two, as feeds do.</description></item>`)
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

func kioskTitle(feed, item int) string {
	return fmt.Sprintf("Paper %d reports on matter %d", feed, item)
}
