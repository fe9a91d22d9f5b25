package discord_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/adapters/discord/discordtest"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
)

func channel(id string) bot.Channel {
	c := bot.Channel{Platform: "discord", Workspace: discordtest.GuildID, ID: id}
	if id == discordtest.Direct {
		c.Workspace = ""
	}
	return c
}

func TestPublishTwiceStandsOnce(t *testing.T) {
	f, srv, _ := open(t)
	part := f.Parts(&bot.Notice{Text: "Once."})[0]
	first, err := f.Publish(t.Context(), channel(discordtest.General), part, "e1.0", "")
	if err != nil {
		t.Fatal(err)
	}
	second, err := f.Publish(t.Context(), channel(discordtest.General), part, "e1.0", "")
	if err != nil || second != first {
		t.Errorf("the second time it is %q, %v; want %q", second, err, first)
	}
	if n := len(srv.Messages(discordtest.General)); n != 1 {
		t.Errorf("%d messages stand, want 1", n)
	}
}

// TestPublishResendsWhatWasNotAnswered relies on the nonce: whatever became of
// the first, one message stands.
func TestPublishResendsWhatWasNotAnswered(t *testing.T) {
	f, srv, _ := open(t)
	srv.Inject("POST channels/messages", discordtest.ReplyLost)
	r, err := f.Publish(t.Context(), channel(discordtest.General), f.Parts(&bot.Notice{Text: "Once."})[0], "e1.0", "")
	if err != nil {
		t.Fatal(err)
	}
	got := srv.Messages(discordtest.General)
	if len(got) != 1 || bot.Receipt(got[0].ID) != r {
		t.Errorf("%d messages stand, the first %q; want one, %q", len(got), got[0].ID, r)
	}
	if !strings.HasSuffix(got[0].Text(), "e1.0") || got[0].Nonce != "e1.0" {
		t.Errorf("the message bears no key: %q", got[0].Text())
	}
	if r2, err := f.Find(t.Context(), channel(discordtest.General), "e1.0", ""); err != nil || r2 != r {
		t.Errorf("Find = %q, %v; want %q", r2, err, r)
	}
	if r2, err := f.Find(t.Context(), channel(discordtest.General), "1.0", ""); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("Find of a part of a key = %q, %v; want ErrNotFound", r2, err)
	}
}

func TestFindLooksThroughABusyChannel(t *testing.T) {
	f, srv, _ := open(t)
	want, err := f.Publish(t.Context(), channel(discordtest.General), f.Parts(&bot.Notice{Text: "Old."})[0], "e1.0", "")
	if err != nil {
		t.Fatal(err)
	}
	srv.Chatter(discordtest.General, 250)
	if r, err := f.Find(t.Context(), channel(discordtest.General), "e1.0", ""); err != nil || r != want {
		t.Errorf("Find = %q, %v; want %q", r, err, want)
	}
	srv.Chatter(discordtest.General, 300)
	if r, err := f.Find(t.Context(), channel(discordtest.General), "e1.0", ""); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("Find beyond 500 messages = %q, %v; want ErrNotFound", r, err)
	}
}

// TestPublishUnderTheFirst has an edition's stories stand where the channel
// allows it, and made there once.
func TestPublishUnderTheFirst(t *testing.T) {
	for _, c := range []struct {
		name, channel    string
		threads, replies int
	}{
		{"a channel with threads", discordtest.General, 2, 0},
		{"a channel without", discordtest.NoThreads, 0, 2},
		{"direct messages", discordtest.Direct, 0, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, srv, _ := open(t)
			var first bot.Receipt
			for i, p := range f.Parts(bottest.Samples()["edition"]) {
				k := bot.Edition{ID: 3}.Key(i)
				r, err := f.Publish(t.Context(), channel(c.channel), p, k, first)
				if err != nil {
					t.Fatalf("part %d: %v", i, err)
				}
				if found, err := f.Find(t.Context(), channel(c.channel), k, first); err != nil || found != r {
					t.Errorf("Find(part %d) = %q, %v; want %q", i, found, err, r)
				}
				if first == "" {
					first = r
				}
			}
			threads, replies := 0, 0
			for _, m := range srv.Standing(c.channel) {
				if m.Thread {
					threads++
				}
				if m.ReplyTo == string(first) {
					replies++
				}
			}
			if threads != c.threads || replies != c.replies {
				t.Errorf("%d in the thread and %d replies, want %d and %d", threads, replies, c.threads, c.replies)
			}
			tried := len(srv.Requests("POST channels/messages/threads"))
			if c.threads > 0 && tried != 1 {
				t.Errorf("the thread was made %d times", tried)
			}
			if c.channel == discordtest.Direct && tried > 0 {
				t.Errorf("a thread was tried for %d times in direct messages", tried)
			}
		})
	}
}

func TestPublishTellsWhoMayNotWrite(t *testing.T) {
	f, _, _ := open(t)
	_, err := f.Publish(t.Context(), channel(discordtest.Forbidden), f.Parts(&bot.Notice{Text: "Hello."})[0], "e1.0", "")
	var p *bot.Problem
	if !errors.As(err, &p) || p.Kind != bot.GoneChannel || !strings.Contains(p.Message, "Send Messages") {
		t.Errorf("Publish = %v, want a *bot.Problem that names the permissions", err)
	}
}

// TestPublishObeysARateLimitThatIsUsedUp sends nothing that Discord has said
// it would refuse.
func TestPublishObeysARateLimitThatIsUsedUp(t *testing.T) {
	f, srv, _ := open(t)
	part := f.Parts(&bot.Notice{Text: "Hello."})[0]
	srv.Inject("POST channels/messages", discordtest.UsedUp)
	if _, err := f.Publish(t.Context(), channel(discordtest.General), part, "e1.0", ""); err != nil {
		t.Fatal(err)
	}
	_, err := f.Publish(t.Context(), channel(discordtest.General), part, "e1.1", "")
	var retry *bot.RetryError
	if !errors.As(err, &retry) || retry.After < 100*time.Second || retry.After > 2*time.Minute {
		t.Errorf("Publish = %v, want a *bot.RetryError of two minutes", err)
	}
	if n := len(srv.Requests("POST channels/messages")); n != 1 {
		t.Errorf("%d messages were sent, want 1", n)
	}
	if _, err := f.Publish(t.Context(), channel(discordtest.Newsdesk), part, "e2.0", ""); err != nil {
		t.Errorf("another channel has to wait too: %v", err)
	}
}

func TestPublishTellsABadToken(t *testing.T) {
	srv := discordtest.NewServer(t)
	f := face(t, "another", srv.URL)
	_, err := f.Publish(t.Context(), channel(discordtest.General), f.Parts(&bot.Notice{Text: "Hello."})[0], "e1.0", "")
	var p *bot.Problem
	if !errors.As(err, &p) || p.Kind == bot.GoneChannel || !strings.Contains(p.Message, "discord.token") {
		t.Errorf("Publish = %v, want a *bot.Problem about the token", err)
	}
}

func TestPublishRefusesAForeignPayload(t *testing.T) {
	f, _, _ := open(t)
	if _, err := f.Publish(t.Context(), channel(discordtest.General), bot.Part{Payload: []byte("[")}, "e1.0", ""); err == nil {
		t.Error("Publish of what is no payload is well")
	}
}
