package discord

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/dateline-bot/dateline/bot"
)

// Rates. https://discord.com/developers/docs/topics/rate-limits
const (
	globalPerSecond = 45 // Discord allows 50
	// longestWait is how long a request waits for its turn; longer waits are
	// the caller's to plan.
	longestWait = 10 * time.Second
)

// pace keeps Discord's rate limits: one request at a time for each bucket, and
// none while Discord said to wait. Every wait ends with its context.
type pace struct {
	all *rate.Limiter

	mu      sync.Mutex
	buckets map[string]*bucket
	paused  time.Time // nothing at all before then
}

// A bucket is what shares a limit.
type bucket struct {
	turn  chan struct{} // holds one token while nobody is in
	users int           // in it or waiting for it
	next  time.Time     // no request before then
}

func newPace() *pace {
	return &pace{all: rate.NewLimiter(globalPerSecond, globalPerSecond), buckets: map[string]*bucket{}}
}

// enter waits for a turn in the bucket. The caller calls leave with the
// answer's header, nil where there was none, and the time that a 429 asked
// for. Where the wait would be long the error is a *bot.RetryError.
func (p *pace) enter(ctx context.Context, name string) (leave func(http.Header, time.Duration), err error) {
	p.mu.Lock()
	b := p.buckets[name]
	if b == nil {
		b = &bucket{turn: make(chan struct{}, 1)}
		b.turn <- struct{}{}
		p.buckets[name] = b
	}
	b.users++
	p.mu.Unlock()

	select {
	case <-b.turn:
	case <-ctx.Done():
		p.drop(name, b)
		return nil, ctx.Err()
	}
	if err := p.hold(ctx, b); err != nil {
		b.turn <- struct{}{}
		p.drop(name, b)
		return nil, err
	}
	return func(h http.Header, again time.Duration) {
		p.learn(b, h, again)
		b.turn <- struct{}{}
		p.drop(name, b)
	}, nil
}

// hold waits until b and everything else allow a request.
func (p *pace) hold(ctx context.Context, b *bucket) error {
	p.mu.Lock()
	until := b.next
	if p.paused.After(until) {
		until = p.paused
	}
	p.mu.Unlock()
	if d := time.Until(until); d > longestWait {
		return &bot.RetryError{After: d, Err: errRate}
	} else if d > 0 {
		t := time.NewTimer(d)
		defer t.Stop()
		select {
		case <-t.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return p.all.Wait(ctx)
}

var errRate = errors.New("the rate limit is used up")

// learn notes what an answer says of the limits.
func (p *pace) learn(b *bucket, h http.Header, again time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if again > 0 {
		if h.Get("X-RateLimit-Global") != "" || h.Get("X-RateLimit-Scope") == "global" {
			p.paused = now.Add(again)
		} else {
			b.next = now.Add(again)
		}
		return
	}
	left, err := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	if err != nil || left > 0 {
		return
	}
	if s, err := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64); err == nil && s > 0 && s < 3600 {
		b.next = now.Add(time.Duration(s * float64(time.Second)))
	}
}

// drop leaves b, and forgets buckets that nobody uses and that hold nothing
// back.
func (p *pace) drop(name string, b *bucket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b.users--
	now := time.Now()
	if len(p.buckets) < maxBuckets {
		if b.users == 0 && !b.next.After(now) {
			delete(p.buckets, name)
		}
		return
	}
	for n, o := range p.buckets {
		if o.users == 0 && !o.next.After(now) {
			delete(p.buckets, n)
		}
	}
}

// maxBuckets is from where on all buckets are looked through.
const maxBuckets = 1024
