package discord_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/adapters/discord"
	"github.com/dateline-bot/dateline/adapters/discord/discordtest"
	"github.com/dateline-bot/dateline/bot"
)

// patience bounds every wait of these tests.
const patience = 10 * time.Second

// An asker stands in for the bot: it keeps what it was asked and answers with
// what answers says, each request once.
type asker struct {
	answers func(ctx context.Context, r bot.Request, reply bot.Reply)

	mu    sync.Mutex
	asked []bot.Request
	errs  []error       // of replies
	done  chan struct{} // receives a value for each request that was answered in full
}

// Ask answers r unless it was asked before.
func (a *asker) Ask(ctx context.Context, r bot.Request, reply bot.Reply) {
	a.mu.Lock()
	again := slices.ContainsFunc(a.asked, func(o bot.Request) bool { return o.ID == r.ID })
	a.asked = append(a.asked, r)
	a.mu.Unlock()
	if again {
		return
	}
	a.answers(ctx, r, func(ctx context.Context, p bot.Post) error {
		err := reply(ctx, p)
		a.mu.Lock()
		defer a.mu.Unlock()
		a.errs = append(a.errs, err)
		return err
	})
	select {
	case a.done <- struct{}{}:
	default:
	}
}

func (a *asker) requests() []bot.Request {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.asked)
}

// echo answers every request with a notice that repeats it.
func echo(ctx context.Context, r bot.Request, reply bot.Reply) {
	_ = reply(ctx, &bot.Notice{Text: "You asked: " + told(r)}) // what stands in the end tells
}

// told is r in one line.
func told(r bot.Request) string {
	var opts []string
	for k, v := range r.Options {
		opts = append(opts, fmt.Sprintf("%s=%q", k, v))
	}
	slices.Sort(opts)
	return strings.Join(append([]string{r.Verb}, opts...), " ")
}

// A running face is served by a server of its own and asks an asker.
type running struct {
	*discordtest.Server
	face  *discord.Face
	asker *asker
	logs  *logbook
	stop  context.CancelFunc
	ended chan error // what Run returned
}

// start runs a face until the test ends, or stop is called. The adjust
// functions are called before it connects.
func start(t *testing.T, answers func(context.Context, bot.Request, bot.Reply), adjust ...func(*discord.Face, *discordtest.Server)) *running {
	t.Helper()
	f, srv, logs := open(t)
	f.Hurry(patience)
	for _, a := range adjust {
		a(f, srv)
	}
	r := &running{Server: srv, face: f, asker: &asker{answers: answers, done: make(chan struct{}, 100)}, logs: logs, ended: make(chan error, 1)}
	t.Cleanup(func() {
		if strings.Contains(logs.String(), srv.Token) || strings.Contains(logs.String(), "-secret") {
			t.Errorf("a secret is logged:\n%s", logs)
		}
	})
	r.run(t)
	return r
}

// run runs the face until the test ends, or stop is called.
func (r *running) run(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r.stop = cancel
	go func() { r.ended <- r.face.Run(ctx, r.asker) }()
	t.Cleanup(func() {
		cancel()
		_ = r.end(t) // what it was, the tests say that ask for it
	})
}

// wait returns once the asker has answered one more request.
func (r *running) wait(t *testing.T) {
	t.Helper()
	select {
	case <-r.asker.done:
	case <-time.After(patience):
		t.Fatalf("no answer; it logged\n%s", r.logs)
	}
}

// end waits for Run to return and returns what it did.
func (r *running) end(t *testing.T) error {
	t.Helper()
	select {
	case err := <-r.ended:
		r.ended <- err
		return err
	case <-time.After(patience):
		t.Fatalf("Run goes on; it logged\n%s", r.logs)
		return nil
	}
}
