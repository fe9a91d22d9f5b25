package discord

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"github.com/dateline-bot/dateline/bot"
)

// intents is what the gateway is asked to send: messages, of which Discord
// fills in the text where they mention the bot or are direct. None of these is
// privileged. https://discord.com/developers/docs/events/gateway#gateway-intents
const intents = discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// Run registers the commands, connects to the gateway and hands a what people
// ask until ctx ends; then it returns nil. It connects again whenever the
// connection is lost, refused or silent. It returns a *bot.Problem where only
// a person can help: a token that is refused, an intent that is not granted.
func (f *Face) Run(ctx context.Context, a bot.Asker) error {
	err := f.run(ctx, a)
	if ctx.Err() != nil { // whatever ended then did so because of it
		err = nil
	}
	return err
}

func (f *Face) run(ctx context.Context, a bot.Asker) error {
	app, err := f.start(ctx)
	if err != nil {
		return err
	}
	d := newDesk(f, a, app)
	defer d.close()
	return f.serve(ctx, d)
}

// start signs in over REST and brings the commands up to date, as often as it
// takes.
func (f *Face) start(ctx context.Context) (application, error) {
	for n := 0; ; n++ {
		app, err := f.prepare(ctx)
		if err == nil {
			return app, nil
		}
		var p *bot.Problem
		if errors.As(err, &p) {
			return app, err
		}
		wait := backoff(f.wait.retry, n)
		var retry *bot.RetryError
		if errors.As(err, &retry) {
			wait = max(wait, retry.After)
		}
		f.log.Warn("Discord cannot be reached, trying again", "in", wait, "error", err)
		if err := sleep(ctx, wait); err != nil {
			return app, err
		}
	}
}

// An application is what the bot's user belongs to.
type application struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Flags int    `json:"flags"`
}

func (f *Face) prepare(ctx context.Context) (application, error) {
	var app application
	if _, err := f.me(ctx); err != nil {
		return app, told(err)
	}
	err := f.call(ctx, request{method: "GET", path: "applications/@me", bucket: "applications/@me"}, &app)
	if err != nil {
		return app, told(err)
	}
	return app, f.register(ctx, app.ID)
}

// serve keeps a gateway session until ctx ends or a person has to help. A
// session that broke is resumed, so that Discord sends what was missed; one
// that hangs or did not come up is left behind and a new one is begun.
func (f *Face) serve(ctx context.Context, d *desk) error {
	var c *connection
	for failures := 0; ; {
		if c == nil {
			var err error
			if c, err = f.connection(ctx, d); err != nil {
				return err
			}
		}
		began := time.Now()
		err := c.open(ctx, f.wait.open)
		if err == nil {
			select {
			case <-c.down:
				f.log.Info("the gateway hung up", "after", time.Since(began).Round(time.Second))
			case <-ctx.Done():
				c.leave(f.wait.grace, f.log)
				return ctx.Err()
			}
			switch {
			case !c.welcomed.Load():
				err = errNoWelcome
			case time.Since(began) >= f.wait.healthy:
				failures = 0
				continue
			}
		}
		if ctx.Err() != nil {
			c.wire.cut()
			return ctx.Err()
		}
		if err != nil {
			if p := closed(err); p != nil {
				return p
			}
			c.wire.cut()
			c = nil
		}
		wait := backoff(f.wait.retry, failures)
		failures++
		f.log.Info("connecting to the gateway again", "in", wait, "error", err)
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}

var errNoWelcome = errors.New("the gateway hung up without a welcome")

// backoff returns how long to wait after the n-th failure in a row: least
// doubled each time, at most a minute, with a little chance in it.
func backoff(least time.Duration, n int) time.Duration {
	d := min(least<<min(n, 16), time.Minute)
	return d - time.Duration(rand.Int64N(int64(d)/4+1))
}

// sleep waits for d or until ctx ends, and then returns its error.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// closed returns what a person has to do about a close code, nil where
// connecting again will do.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
func closed(err error) *bot.Problem {
	var e *websocket.CloseError
	if !errors.As(err, &e) {
		return nil
	}
	err = fmt.Errorf("discord: gateway: close code %d", e.Code)
	switch e.Code {
	case 4004:
		return badToken(err)
	case 4010, 4011:
		return &bot.Problem{Kind: bot.Unsupported, Message: "Discord wants this bot sharded, because it is in some 2,500 servers; Dateline serves one shard. Run a second bot for the other servers.", Err: err}
	case 4012:
		return &bot.Problem{Kind: bot.Unsupported, Message: "Discord no longer speaks the gateway version that Dateline knows. Update Dateline.", Err: err}
	case 4013, 4014:
		return &bot.Problem{Kind: bot.BadInput, Message: "Discord does not grant this bot the messages that mention it. Open its Bot page at https://discord.com/developers/applications, allow the intents that are asked for under Privileged Gateway Intents, save, and start Dateline again.", Err: err}
	}
	return nil
}
