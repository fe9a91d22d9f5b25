package slack_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/dateline-bot/dateline/adapters/slack"
	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
)

// It writes in a public channel without being in it, and goes there to look
// for what it may have left.
func TestFindGoesIn(t *testing.T) {
	s := slacktest.NewServer(t)
	s.AddChannel(slacktest.Channel{ID: "C0PUBLIC", Outside: true})
	s.AddChannel(slacktest.Channel{ID: "C0PRIVATE", Outside: true, Private: true})
	f, _ := newFace(t, s)
	c := bot.Channel{Platform: slack.Platform, Workspace: slacktest.Team, ID: "C0PUBLIC"}
	want, err := f.Publish(t.Context(), c, f.Parts(bottest.Samples()["notice"])[0], "e7.0", "")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := f.Find(t.Context(), c, "e7.0", ""); got != want || err != nil {
		t.Errorf("Find = %q, %v; want %q", got, err, want)
	}
	c.ID = "C0PRIVATE"
	var p *bot.Problem
	if _, err := f.Find(t.Context(), c, "e7.0", ""); !errors.As(err, &p) || p.Kind != bot.GoneChannel {
		t.Errorf("Find where it is not = %v, want a problem of kind %s", err, bot.GoneChannel)
	}
}

// An answer that names no message is no receipt, though slack-go takes it for
// success.
func TestPublishWantsAReceipt(t *testing.T) {
	s := slacktest.NewServer(t)
	f, _ := newFace(t, s)
	s.Fail("chat.postMessage", slacktest.Fault{})
	r, err := f.Publish(t.Context(), bot.Channel{ID: slacktest.General}, f.Parts(bottest.Samples()["notice"])[0], "e7.0", "")
	if err == nil || r != "" {
		t.Errorf("Publish = %q, %v; want an error", r, err)
	}
}

// Find passes over what somebody else marked with the same key.
func TestFindTakesItsOwnAlone(t *testing.T) {
	s := slacktest.NewServer(t)
	f, _ := newFace(t, s)
	c := bot.Channel{Platform: slack.Platform, Workspace: slacktest.Team, ID: slacktest.General}
	s.Forge(slacktest.General, "U0OTHER", "e7.0")
	if r, err := f.Find(t.Context(), c, "e7.0", ""); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("Find = %q, %v; want ErrNotFound", r, err)
	}
	part := f.Parts(bottest.Samples()["notice"])[0]
	want, err := f.Publish(t.Context(), c, part, "e7.0", "")
	if err != nil {
		t.Fatal(err)
	}
	if r, err := f.Find(t.Context(), c, "e7.0", "1700000000.000000"); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("Find in a thread that is not = %q, %v; want ErrNotFound", r, err)
	}
	for i := range 450 { // further back than two pages
		s.Forge(slacktest.General, "U0OTHER", fmt.Sprintf("e8.%d", i))
	}
	if got, err := f.Find(t.Context(), c, "e7.0", ""); got != want || err != nil {
		t.Errorf("Find = %q, %v; want %q", got, err, want)
	}
}
