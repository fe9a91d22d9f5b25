package discord

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// How much is answered at a time. Acknowledging is quick and must not wait for
// the answers before it.
const (
	maxTaken  = 256 // acknowledged and waiting or being answered
	maxAsking = 32  // being answered
)

// A desk takes what people ask and sees to it that they are answered.
type desk struct {
	face  *Face
	asker bot.Asker
	app   application

	taken  chan struct{}
	asking chan struct{}
	wg     sync.WaitGroup
}

func newDesk(f *Face, a bot.Asker, app application) *desk {
	return &desk{face: f, asker: a, app: app, taken: make(chan struct{}, maxTaken), asking: make(chan struct{}, maxAsking)}
}

// close waits for the answers that are under way, which end with their
// context, and no longer than twice the grace that they have.
func (d *desk) close() {
	done := make(chan struct{})
	go func() {
		d.wg.Wait()
		close(done)
	}()
	timer := time.NewTimer(2 * d.face.wait.grace)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		d.face.log.Warn("an answer does not end with its context", "waited", 2*d.face.wait.grace)
	}
}

// event takes one event of the gateway. It does not block: the gateway's
// heartbeats wait for it.
func (d *desk) event(ctx context.Context, kind string, data json.RawMessage) {
	switch kind {
	case "INTERACTION_CREATE":
		var i interaction
		if err := json.Unmarshal(data, &i); err != nil {
			d.face.log.Warn("an interaction that cannot be read", "error", err)
			return
		}
		if i.Type == applicationCommand {
			d.take(i.ID, func() { d.command(ctx, i) })
		}
	case "MESSAGE_CREATE":
		var m incoming
		if err := json.Unmarshal(data, &m); err != nil {
			d.face.log.Warn("a message that cannot be read", "error", err)
			return
		}
		if text, ok := m.toUs(d.self()); ok {
			d.take(m.ID, func() { d.mention(ctx, m, text) })
		}
	}
}

func (d *desk) self() string {
	d.face.mu.Lock()
	defer d.face.mu.Unlock()
	return d.face.self
}

// take does work beside the gateway, as long as there is room.
func (d *desk) take(id string, work func()) {
	select {
	case d.taken <- struct{}{}:
	default:
		d.face.log.Warn("too many requests at once, one is dropped", "id", id)
		return
	}
	d.wg.Go(func() {
		defer func() { <-d.taken }()
		work()
	})
}

// ask hands r to the asker when it is r's turn.
func (d *desk) ask(ctx context.Context, r bot.Request, reply bot.Reply) {
	select {
	case d.asking <- struct{}{}:
		defer func() { <-d.asking }()
		d.asker.Ask(ctx, r, reply)
	case <-ctx.Done():
	}
}

// outlast returns a context that ends d after ctx does: an answer that is on
// its way when Run ends arrives whole. It is dead where ctx is.
func outlast(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	if ctx.Err() != nil {
		return ctx, func() {}
	}
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var timer *time.Timer
	var mu sync.Mutex
	stop := context.AfterFunc(ctx, func() {
		mu.Lock()
		defer mu.Unlock()
		timer = time.AfterFunc(d, cancel)
	})
	return longer, func() {
		cancel()
		if stop() {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		if timer != nil {
			timer.Stop()
		}
	}
}

// patiently calls do again while Discord says to come back within a minute in
// all.
func patiently(ctx context.Context, do func() error) error {
	for left := time.Minute; ; {
		err := do()
		var retry *bot.RetryError
		if err == nil || !errors.As(err, &retry) || retry.After > left {
			return err
		}
		left -= max(retry.After, time.Second)
		if sleep(ctx, retry.After) != nil {
			return err
		}
	}
}
