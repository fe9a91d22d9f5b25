package fetch

import (
	"context"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/dateline-bot/dateline/bot"
)

// What one host is asked at most, and how much at once.
const (
	hostAtOnce   = 4                // fetches; browsers open six connections
	hostBurst    = 10               // fetches before its pace counts
	burstSeconds = 5                // of the whole pace, that may come at once
	longestWait  = 30 * time.Second // for a turn
	longestRest  = 15 * time.Minute // of a host that asks to be left alone
	mostHosts    = 2000             // whose turns are remembered
)

// A pace says when the next fetch may begin: no faster than the whole program
// may fetch, nor than any one host is to be asked.
type pace struct {
	all     *rate.Limiter
	perHost rate.Limit
	opened  []netip.Prefix // the operator's own, whose hosts keep no pace

	mu    sync.Mutex
	hosts map[string]*host
}

// A host is one that is fetched from.
type host struct {
	turns *rate.Limiter
	slots chan struct{} // one for each fetch under way
	users int           // that wait or fetch
	until time.Time     // it asked to be left alone
}

func newPace(c Config, opened []netip.Prefix) *pace {
	return &pace{
		all:     rate.NewLimiter(perMinute(c.PerMinute), max(1, c.PerMinute*burstSeconds/60)),
		perHost: perMinute(c.HostPerMinute),
		opened:  opened,
		hosts:   make(map[string]*host),
	}
}

func perMinute(n int) rate.Limit { return rate.Limit(float64(n) / 60) }

// begin waits for a turn to fetch u, and returns what ends the fetch, which may
// be called more than once. Where the wait would be long, its error is a
// *bot.Problem that a *bot.RetryError caused.
func (p *pace) begin(ctx context.Context, u *url.URL) (end func(), err error) {
	name := u.Hostname()
	h := p.host(name)
	defer func() {
		if err != nil {
			p.leave(h)
		}
	}()
	limits := []*rate.Limiter{p.all}
	if !p.isOpened(name) {
		if left := p.resting(h); left > 0 {
			return nil, tooBusy(ctx, u, &bot.RetryError{After: left, Err: bot.ErrBusy})
		}
		limits = append(limits, h.turns)
	}
	for _, l := range limits {
		if err := wait(ctx, l); err != nil {
			return nil, tooBusy(ctx, u, err)
		}
	}
	patience := time.NewTimer(longestWait)
	defer patience.Stop()
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-patience.C:
		return nil, tooBusy(ctx, u, &bot.RetryError{After: longestWait, Err: bot.ErrBusy})
	}
	return sync.OnceFunc(func() { <-h.slots; p.leave(h) }), nil
}

// wait waits for l's next turn, or returns a *bot.RetryError where that is far
// off.
func wait(ctx context.Context, l *rate.Limiter) error {
	turn := l.Reserve()
	delay := turn.Delay()
	if delay == 0 {
		return nil
	}
	if delay > longestWait {
		turn.Cancel()
		return &bot.RetryError{After: delay, Err: bot.ErrBusy}
	}
	t := time.NewTimer(delay)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		turn.Cancel()
		return ctx.Err()
	}
}

// rest has the host of u, which answered that it is asked too often, left alone
// as long as it says, for whatever else is wanted of it.
// RFC 6585 section 4, RFC 9110 section 15.6.4
func (p *pace) rest(u *url.URL, resp *http.Response) {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return
	}
	after := bot.RetryAfter(resp.Header.Get("Retry-After"), time.Now())
	if after <= 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if h := p.hosts[u.Hostname()]; h != nil {
		h.until = time.Now().Add(min(after, longestRest))
	}
}

// resting returns how long h is still to be left alone.
func (p *pace) resting(h *host) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Until(h.until)
}

// host returns the host of that name, with one user more.
func (p *pace) host(name string) *host {
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.hosts[name]
	if h == nil {
		if len(p.hosts) >= mostHosts {
			p.forget()
		}
		h = &host{turns: rate.NewLimiter(p.perHost, hostBurst), slots: make(chan struct{}, hostAtOnce)}
		p.hosts[name] = h
	}
	h.users++
	return h
}

func (p *pace) leave(h *host) {
	p.mu.Lock()
	defer p.mu.Unlock()
	h.users--
}

// forget drops the hosts that nobody uses and that may be asked at once again:
// one that comes back is as new.
func (p *pace) forget() {
	for name, h := range p.hosts {
		if h.users == 0 && h.turns.Tokens() >= hostBurst && time.Now().After(h.until) {
			delete(p.hosts, name)
		}
	}
}

// isOpened reports whether a host is an address that the operator opened.
func (p *pace) isOpened(name string) bool {
	addr, err := netip.ParseAddr(name)
	return err == nil && slices.ContainsFunc(p.opened, func(o netip.Prefix) bool { return o.Contains(addr.Unmap()) })
}
