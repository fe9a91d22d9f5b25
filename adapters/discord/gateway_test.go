package discord_test

import (
	"cmp"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/adapters/discord"
	"github.com/dateline-bot/dateline/adapters/discord/discordtest"
	"github.com/dateline-bot/dateline/bot"
)

func hurry(silence time.Duration) func(*discord.Face, *discordtest.Server) {
	return func(f *discord.Face, _ *discordtest.Server) { f.Hurry(silence) }
}

// answers asks something and waits for the answer: the face is alive.
func (r *running) answers(t *testing.T) {
	t.Helper()
	i := r.Command(discordtest.Reader(), discordtest.General, "ask", map[string]string{"question": "still there?"})
	if got := i.Wait(1)[0].Text(); !strings.Contains(got, "still there?") {
		t.Errorf("the answer is %q", got)
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	t.Parallel()
	r := start(t, echo)
	r.WaitReady()
	r.answers(t)
	r.stop()
	if err := r.end(t); err != nil {
		t.Errorf("Run = %v, want nil", err)
	}
	r.Await("the bot to hang up", func() bool { return r.Connected() == 0 })
}

func TestRunEndsWhileNothingAnswers(t *testing.T) {
	t.Parallel()
	r := start(t, echo, func(_ *discord.Face, s *discordtest.Server) { s.MuteNext(1) })
	r.Await("a connection", func() bool { return r.Connected() == 1 })
	r.stop()
	if err := r.end(t); err != nil {
		t.Errorf("Run = %v, want nil", err)
	}
}

func TestGatewayIsKept(t *testing.T) {
	for _, c := range []struct {
		name    string
		silence time.Duration
		beat    time.Duration               // between heartbeats; 0 for four within the silence
		before  func(s *discordtest.Server) // before the bot connects
		trouble func(s *discordtest.Server) // once it is connected
		resumed bool                        // nothing that was said meanwhile is lost
	}{
		{name: "the connection breaks", trouble: (*discordtest.Server).Drop, resumed: true},
		{name: "Discord asks to connect again", trouble: (*discordtest.Server).Reconnect, resumed: true},
		{name: "Discord closes with a code that passes", trouble: func(s *discordtest.Server) { s.Close(4000) }, resumed: true},
		{name: "Discord falls silent", silence: 300 * time.Millisecond, beat: time.Hour, trouble: (*discordtest.Server).Silence, resumed: true},
		{name: "the session cannot be resumed", trouble: func(s *discordtest.Server) { s.Forget(); s.Drop() }},
		{name: "the first gateway does not greet", silence: 200 * time.Millisecond, before: func(s *discordtest.Server) { s.MuteNext(1) }},
		{name: "Discord asks to connect again before the welcome", silence: 200 * time.Millisecond, before: func(s *discordtest.Server) { s.ReconnectNext(1) }},
		{name: "the gateway's address is not told at first", before: func(s *discordtest.Server) { s.Inject("GET gateway", discordtest.ServerError) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.silence == 0 {
				c.silence = patience
			}
			r := start(t, echo, hurry(c.silence), func(_ *discord.Face, s *discordtest.Server) {
				s.BeatEvery(cmp.Or(c.beat, c.silence/4))
				if c.before != nil {
					c.before(s)
				}
			})
			r.WaitReady()
			r.answers(t)
			if c.trouble == nil {
				return
			}
			identified, resumed := r.Sessions()
			c.trouble(r.Server)
			if c.resumed {
				r.answers(t) // was asked while nobody was there
				r.WaitResumed(resumed + 1)
				return
			}
			r.WaitIdentified(identified + 1)
			r.answers(t)
		})
	}
}

func TestRunTellsWhatOnlyAPersonCanMend(t *testing.T) {
	for _, c := range []struct {
		name string
		code int
		says string
	}{
		{"the token was reset", 4004, "Reset it on the Bot page"},
		{"an intent is not granted", 4014, "Privileged Gateway Intents"},
		{"intents are unknown", 4013, "Privileged Gateway Intents"},
		{"the bot is too large", 4011, "one shard"},
		{"the gateway's version is gone", 4012, "Update Dateline"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, echo, func(_ *discord.Face, s *discordtest.Server) { s.RefuseIdentify(c.code) })
			var p *bot.Problem
			if err := r.end(t); !errors.As(err, &p) || !strings.Contains(p.Message, c.says) {
				t.Errorf("Run = %v, want a *bot.Problem that says %q", err, c.says)
			}
		})
	}
}

func TestRunTellsATokenThatIsRefusedLater(t *testing.T) {
	t.Parallel()
	r := start(t, echo)
	r.WaitReady()
	r.RefuseIdentify(4004)
	r.Forget()
	r.Close(4004)
	var p *bot.Problem
	if err := r.end(t); !errors.As(err, &p) || p.Kind != bot.BadInput {
		t.Errorf("Run = %v, want a *bot.Problem", err)
	}
}

func TestRunRefusesABadToken(t *testing.T) {
	t.Parallel()
	srv := discordtest.NewServer(t)
	f, err := discord.New(discord.Config{Token: "another", APIURL: srv.URL}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var p *bot.Problem
	if err := f.Run(t.Context(), &asker{answers: echo}); !errors.As(err, &p) || !strings.Contains(p.Message, "discord.token") {
		t.Errorf("Run = %v, want a *bot.Problem about discord.token", err)
	}
}

func TestRunWaitsForAnAPIThatIsDown(t *testing.T) {
	t.Parallel()
	r := start(t, echo, func(_ *discord.Face, s *discordtest.Server) {
		s.Inject("GET users/@me", discordtest.ReplyLost)
		s.Inject("GET users/@me", discordtest.TooMany)
	})
	r.answers(t)
	if n := len(r.Requests("GET users/@me")); n != 3 {
		t.Errorf("it asked who it is %d times, want 3", n)
	}
}
