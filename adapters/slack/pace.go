package slack

import (
	"context"
	"sync"

	"golang.org/x/time/rate"
)

// A pace keeps each channel's messages at the rate that Slack allows, so that
// an edition is not refused half way. The zero pace is ready.
type pace struct {
	mu       sync.Mutex
	channels map[string]*rate.Limiter
}

// maxPaced bounds how many channels are remembered; beyond it those forgotten
// start afresh, and Slack's own 429 is what is left.
const maxPaced = 4096

// wait returns when the next message may go to channel.
func (p *pace) wait(ctx context.Context, channel string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	turn := p.of(channel).Reserve()
	if d := turn.Delay(); d > 0 && !sleep(ctx, d) {
		turn.Cancel()
		return ctx.Err()
	}
	return nil
}

func (p *pace) of(channel string) *rate.Limiter {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.channels == nil || len(p.channels) >= maxPaced {
		p.channels = make(map[string]*rate.Limiter)
	}
	l := p.channels[channel]
	if l == nil {
		l = rate.NewLimiter(postsPerSecond, postsBurst)
		p.channels[channel] = l
	}
	return l
}
