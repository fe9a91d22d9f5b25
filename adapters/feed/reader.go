package feed

import (
	"context"
	"errors"
	"hash/fnv"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

var _ bot.Feeds = (*Reader)(nil)

// A Reader harvests feeds through one HTTP client. It serves any number of
// goroutines.
type Reader struct{ client *http.Client }

// New returns a Reader that fetches with client, whose Transport sees to
// limits of time and size.
func New(client *http.Client) *Reader { return &Reader{client: client} }

// accept prefers feeds to pages.
const accept = "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, text/x-opml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"

// Harvest fetches f. Where it fails, its error is a *bot.Problem, unless ctx was
// cancelled, or one in a *bot.RetryError; and Harvest.Gone tells whether the
// server says of the feed's own address that it is gone for good (410).
//
// A web page's own feed is looked for where f is new (its ID is 0). A feed that
// we hold and that answers with a page is in trouble: what that page names may
// be another feed, which nobody asked for.
//
// An OPML at an address that is new comes back as what it lists.
//
// A feed that has moved for good (301, 308) comes back with its new URL; one
// that is elsewhere meanwhile (302, 303, 307) keeps its own.
func (r *Reader) Harvest(ctx context.Context, f bot.Feed) (bot.Harvest, error) {
	u, err := bot.ParseAddress(f.URL)
	if err != nil {
		return bot.Harvest{Feed: f}, err
	}
	a, err := r.get(ctx, u, f.ETag, f.LastModified)
	if err != nil {
		return bot.Harvest{Feed: f, Gone: a != nil && a.status == http.StatusGone && a.at.String() == a.moved.String()}, err
	}
	if a.status == http.StatusNotModified {
		return bot.Harvest{Feed: fetched(f, a), Rest: a.rest, Unchanged: true}, nil
	}
	if f.ID == 0 && bot.IsOPML(a.body) {
		listed, err := bot.ParseOPML(a.body)
		return bot.Harvest{Feed: f, Listed: listed}, err
	}
	sum := digest(a.body)
	if sum == f.Body {
		return bot.Harvest{Feed: fetched(f, a), Rest: a.rest, Unchanged: true}, nil
	}
	h, err := Parse(a.at.String(), a.body)
	if err == nil {
		f.Body = sum
		return complete(f, h, a), nil
	}
	if f.ID == 0 && looksLikeHTML(a.body) {
		return r.discover(ctx, f, a)
	}
	return bot.Harvest{Feed: f}, err
}

// ParseFeed reads a feed that came from address by another way.
func (r *Reader) ParseFeed(address string, body []byte) (bot.Harvest, error) {
	return Parse(address, body)
}

// complete puts a parsed harvest together with what is known of its feed.
func complete(f bot.Feed, h bot.Harvest, a *answer) bot.Harvest {
	f.Title, f.Site, f.Wish, f.Hub, f.Topic = h.Feed.Title, h.Feed.Site, h.Feed.Wish, h.Feed.Hub, h.Feed.Topic
	if a.hub != "" {
		f.Hub, f.Topic = a.hub, first(a.topic, f.Topic, a.at.String())
	}
	h.Feed, h.Rest = fetched(f, a), a.rest
	return h
}

// digest returns what tells a body from others, never 0.
func digest(body []byte) uint64 {
	h := fnv.New64a()
	_, _ = h.Write(body) // never fails
	return max(1, h.Sum64())
}

// fetched returns f with the address and the validators that a gives. A 304 may
// leave these out.
func fetched(f bot.Feed, a *answer) bot.Feed {
	f.URL = a.moved.String()
	if a.status != http.StatusNotModified || a.etag != "" || a.lastModified != "" {
		f.ETag, f.LastModified = a.etag, a.lastModified
	}
	return f
}

// An answer is what a server sent for a feed's address.
type answer struct {
	status       int
	body         []byte
	at           *url.URL // where it came from in the end
	moved        *url.URL // where the address has moved to for good
	etag         string
	lastModified string
	rest         time.Duration // how long the server says that it keeps; 0: it does not say
	hub, topic   string        // where it is pushed from, and its name there, by the headers
}

// get fetches u. Any status but 200 and 304 is a Problem, with an answer that has
// no body.
func (r *Reader) get(ctx context.Context, u *url.URL, etag, lastModified string) (*answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, asProblem(ctx, u, err)
	}
	req.Header.Set("Accept", accept)
	if etag != "" {
		req.Header.Set("If-None-Match", etag)
	}
	if lastModified != "" {
		req.Header.Set("If-Modified-Since", lastModified)
	}
	resp, err := r.client.Do(req)
	if err != nil {
		return nil, asProblem(ctx, u, err)
	}
	defer resp.Body.Close()
	a := &answer{
		status: resp.StatusCode, at: u, moved: u,
		etag: limited(resp.Header.Get("ETag")), lastModified: limited(resp.Header.Get("Last-Modified")),
		rest: freshFor(resp.Header, time.Now()),
	}
	if resp.Request != nil && resp.Request.URL != nil {
		a.at, a.moved = resp.Request.URL, movedTo(u, resp.Request)
	}
	a.hub, a.topic = hubHeader(resp.Header, a.at)
	switch {
	case a.status == http.StatusNotModified:
		return a, nil
	case a.status != http.StatusOK:
		return a, statusProblem(a.at, resp)
	}
	if a.body, err = io.ReadAll(resp.Body); err != nil {
		return nil, asProblem(ctx, a.at, err)
	}
	return a, nil
}

// movedTo follows the redirects that led from u to last as far as they are for
// good.
func movedTo(u *url.URL, last *http.Request) *url.URL {
	var hops []*http.Request
	for req := last; req != nil && req.Response != nil; req = req.Response.Request {
		hops = append(hops, req)
	}
	for i := len(hops) - 1; i >= 0; i-- {
		if code := hops[i].Response.StatusCode; code != http.StatusMovedPermanently && code != http.StatusPermanentRedirect {
			break
		}
		u = hops[i].URL
	}
	return u
}

// limited returns a validator, "" for one that is too long to be kept.
func limited(s string) string {
	if len(s) > 1000 {
		return ""
	}
	return s
}

func asProblem(ctx context.Context, u *url.URL, err error) error {
	var p *bot.Problem
	switch {
	case errors.As(err, &p):
		return p
	case ctx.Err() != nil && !errors.Is(ctx.Err(), context.DeadlineExceeded):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		p = bot.Problemf(bot.Timeout, "%s took too long to answer. Try again later.", host(u))
	default:
		p = bot.Problemf(bot.Unreachable, "%s cannot be reached. Check the address, or try again later.", host(u))
	}
	p.URL, p.Err = u.Redacted(), err
	return p
}

// statusProblem returns the Problem with an answer that is no feed by its
// status, in a *bot.RetryError where the server says when to come back.
func statusProblem(u *url.URL, resp *http.Response) error {
	status := http.StatusText(resp.StatusCode)
	if status == "" {
		status = "an unknown status"
	}
	say := " refused that feed (" + status + "). Check the address."
	switch code := resp.StatusCode; {
	case code == http.StatusGone:
		say = " has taken that feed down for good (" + status + "). Unfollow it, or follow another feed of theirs."
	case code == http.StatusNotFound:
		say = " has no such feed (" + status + "). Check the address, or give the site's own and its feed is looked for."
	case code == http.StatusUnauthorized || code == http.StatusForbidden:
		say = " does not let Dateline read that feed (" + status + "). Ask the site, or follow another feed."
	case code == http.StatusTooManyRequests:
		say = " is asked too often (" + status + "). It is tried again later."
	case code >= 500:
		say = " has trouble of its own (" + status + "). It is tried again later."
	case code < 300:
		say = " sent no feed (" + status + "). Check the address."
	}
	p := bot.Problemf(bot.HTTPStatus, "%s%s", host(u), say)
	p.Status, p.URL = resp.StatusCode, u.Redacted()
	if after := bot.RetryAfter(resp.Header.Get("Retry-After"), time.Now()); after > 0 {
		return &bot.RetryError{After: after, Err: p}
	}
	return p
}

// host names a feed's site in messages.
func host(u *url.URL) string {
	if u == nil || u.Hostname() == "" {
		return "That file"
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
