package discord

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A connection is one gateway session of the library, with a way out of it:
// the library's Open holds the session's lock while it reads with no deadline,
// and an op 7 that comes meanwhile locks it for good
// (https://github.com/bwmarrin/discordgo/issues/513).
type connection struct {
	session  *discordgo.Session
	wire     *wire
	welcomed *atomic.Bool  // READY or RESUMED has come since the last open
	down     chan struct{} // receives one value when the session is over
}

func (f *Face) connection(ctx context.Context, d *desk) (*connection, error) {
	s, err := f.session()
	if err != nil {
		return nil, err
	}
	c := &connection{
		session:  s,
		wire:     &wire{ctx: ctx, silence: f.wait.silence},
		welcomed: new(atomic.Bool),
		down:     make(chan struct{}, 1),
	}
	s.Identify.Intents = intents
	s.Dialer = c.wire.dialer()
	s.Client = &http.Client{Transport: tied{ctx: ctx, next: f.road}, Timeout: requestTimeout}
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		switch e.Type {
		case "READY", "RESUMED":
			c.welcomed.Store(true)
			f.log.Info("connected to the gateway", "event", e.Type)
		}
		d.event(ctx, e.Type, e.RawData)
	})
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case c.down <- struct{}{}:
		default:
		}
	})
	return c, nil
}

var errHangs = errors.New("the gateway does not answer")

// open connects, resuming where the session was welcomed before. Where that
// takes longer than limit or ctx ends first, the session may never come back
// from its own lock: it must not be used again.
func (c *connection) open(ctx context.Context, limit time.Duration) error {
	c.welcomed.Store(false)
	select {
	case <-c.down: // of the time before
	default:
	}
	done := make(chan error, 1)
	go func() { done <- c.session.Open() }()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-timer.C:
		c.wire.cut()
		return errHangs
	case <-ctx.Done():
		c.wire.cut()
		return ctx.Err()
	}
}

// leave says goodbye, so that the bot is shown as offline at once. The library
// then sleeps for a second; once the gateway has hung up nothing is left to
// wait for.
func (c *connection) leave(limit time.Duration, log *slog.Logger) {
	over := c.wire.goodbye()
	done := make(chan struct{})
	go func() {
		if err := c.session.Close(); err != nil {
			log.Debug("the gateway session did not close well", "error", err)
		}
		close(done)
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-over:
	case <-done:
	case <-timer.C:
	}
	c.wire.cut()
}
