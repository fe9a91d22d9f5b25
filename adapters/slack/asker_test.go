package slack_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/adapters/slack"
	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
)

// A canned asker answers every command with the sample post that fits it, and
// keeps what it was asked.
type canned struct {
	t     *testing.T
	posts map[string]bot.Post // by verb
	hold  chan struct{}       // where it is not nil, answers wait for it
	more  []bot.Post          // that every answer goes on with

	mu     sync.Mutex
	asked  []bot.Request
	active int
	most   int           // active at the same time
	moved  chan struct{} // closed and replaced when an answer begins or ends
}

func newCanned(t *testing.T) *canned {
	s := bottest.Samples()
	return &canned{t: t, moved: make(chan struct{}), posts: map[string]bot.Post{
		"brief": s["briefed"], "ask": s["answer"], "quotes": s["answer"], "following": s["list"], "help": s["list"],
		"digest": s["edition"], "follow": &bot.Notice{Text: "Following The Velmar Ledger. See /following, or set a /digest."},
		"unfollow": &bot.Notice{Text: "Only those who may configure this channel can do that.", Problem: true},
		"status":   &bot.Notice{Text: "All 44 feeds are well."},
	}}
}

func (c *canned) Ask(ctx context.Context, r bot.Request, reply bot.Reply) {
	c.move(func() {
		c.asked = append(c.asked, r)
		c.active++
		c.most = max(c.most, c.active)
	})
	defer c.move(func() { c.active-- })
	if c.hold != nil {
		select {
		case <-c.hold:
		case <-ctx.Done():
			return
		}
	}
	for _, p := range append([]bot.Post{c.posts[r.Verb]}, c.more...) {
		if err := reply(ctx, p); err != nil && ctx.Err() == nil {
			c.t.Errorf("the answer to %s: %v", r.Verb, err)
		}
	}
}

func (c *canned) move(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f()
	close(c.moved)
	c.moved = make(chan struct{})
}

// wait returns what was asked once ok says that enough has happened.
func (c *canned) wait(ok func(asked, active int) bool) []bot.Request {
	c.t.Helper()
	late := time.After(slacktest.Patience)
	for {
		c.mu.Lock()
		moved, asked, good := c.moved, slices.Clone(c.asked), ok(len(c.asked), c.active)
		c.mu.Unlock()
		if good {
			return asked
		}
		select {
		case <-moved:
		case <-late:
			c.t.Fatalf("asked %d times so far; waited in vain for more", len(asked))
		}
	}
}

// answered returns what was asked once n answers have ended and none is under
// way.
func (c *canned) answered(n int) []bot.Request {
	c.t.Helper()
	return c.wait(func(asked, active int) bool { return asked >= n && active == 0 })
}

// A served is a face that runs against a server.
type served struct {
	*slacktest.Server
	asker *canned
	log   *buffer
	stop  func() error // ends Run and returns what it returned
}

// serve runs a face against a server until the test ends.
func serve(t *testing.T, s *slacktest.Server) *served { return serveWith(t, s, slack.Config{}) }

// serveWith is serve with more of the configuration than the tokens.
func serveWith(t *testing.T, s *slacktest.Server, cfg slack.Config) *served {
	t.Helper()
	f, log := newFaceWith(t, s, cfg)
	out := &served{Server: s, asker: newCanned(t), log: log}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- f.Run(ctx, out.asker) }()
	out.stop = sync.OnceValue(func() error {
		cancel()
		select {
		case err := <-ended:
			return err
		case <-time.After(slacktest.Patience):
			return fmt.Errorf("Run goes on after its context has ended")
		}
	})
	t.Cleanup(func() {
		if err := out.stop(); err != nil {
			t.Error(err)
		}
		for _, secret := range []string{slacktest.BotToken, slacktest.AppToken, "secret", "slacktestticket"} {
			if strings.Contains(log.String(), secret) {
				t.Errorf("the log shows %q:\n%s", secret, log)
			}
		}
	})
	return out
}

// told returns a request as a person reads it.
func told(r bot.Request) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s by %s in %s", r.Verb, r.User.ID, r.Channel)
	if r.User.Manager {
		b.WriteString(", who may configure it")
	}
	for _, k := range slices.Sorted(maps.Keys(r.Options)) {
		fmt.Fprintf(&b, "\n    %s: %s", k, r.Options[k])
	}
	return b.String()
}

var _ bot.Asker = (*canned)(nil)
var _ bot.Face = (*slack.Face)(nil)
