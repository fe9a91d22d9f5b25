package slack_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/slack"
	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
	"github.com/dateline-bot/dateline/bot"
)

const brief = "/brief"

// Slack sends again what it is not sure of: it is acknowledged each time and
// answered once.
func TestRunDropsDuplicates(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/a")
	s.asker.answered(1)
	s.Resend("")
	if acks := s.WaitAcknowledged(); acks[0] != 2 {
		t.Errorf("the envelope was acknowledged %d times, want 2", acks[0])
	}
	s.Mention(slacktest.General, slacktest.Ana, "<@"+slacktest.Bot+"> what did Okafor say?", "")
	s.asker.answered(2)
	s.Resend("")
	s.WaitAcknowledged()
	s.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/b")
	if asked := s.asker.answered(3); len(asked) != 3 {
		t.Errorf("it was asked %d times, want 3", len(asked))
	}
}

// A command that comes twice under two envelopes is one command still.
func TestRunKnowsRequestsByTheirOwnID(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	ts := s.Mention(slacktest.General, slacktest.Ana, "<@"+slacktest.Bot+"> status", "")
	s.asker.answered(1)
	s.Event("app_mention", slacktest.General, slacktest.Ana, "<@"+slacktest.Bot+"> status", map[string]any{"ts": ts})
	s.Mention(slacktest.General, slacktest.Ben, "<@"+slacktest.Bot+"> status", "")
	if asked := s.asker.answered(2); len(asked) != 2 || asked[0].ID == asked[1].ID || asked[0].ID == "" {
		t.Errorf("asked %+v, want two requests with an id each", asked)
	}
}

// It comes back from a connection that is cut, and from one that Slack wants
// renewed; what was sent in between is answered.
func TestRunReconnects(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.WaitConnected(1)
	s.DropSockets()
	s.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/a")
	s.asker.answered(1)
	s.WaitConnected(2)
	s.Refresh()
	s.WaitConnected(3)
	s.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/b")
	s.asker.answered(2)
}

// An answer under way outlives the connection over which it was asked for.
func TestRunFinishesAnswersAfterReconnecting(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.asker.hold = make(chan struct{})
	s.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/a")
	s.asker.wait(func(asked, _ int) bool { return asked == 1 })
	s.DropSockets()
	s.WaitConnected(2)
	close(s.asker.hold)
	s.WaitPosts(slacktest.General, 1)
}

// It waits out what Slack cannot do right now.
func TestRunWaitsForSlack(t *testing.T) {
	s := slacktest.NewServer(t)
	s.Fail("auth.test", slacktest.Fault{Status: http.StatusServiceUnavailable})
	s.Fail("apps.connections.open", slacktest.Fault{Status: http.StatusTooManyRequests, RetryAfter: 1})
	s.Fail("apps.connections.open", slacktest.Fault{Status: http.StatusBadGateway})
	s.Fail("apps.connections.open", slacktest.Fault{Error: "internal_error"})
	r := serve(t, s)
	r.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/a")
	r.asker.answered(1)
}

// A token that Slack refuses ends it with a sentence that names the key.
func TestRunTellsBadTokens(t *testing.T) {
	for name, c := range map[string]struct{ bot, app, method, reason, want string }{
		"bot token":           {"xoxb-wrong", slacktest.AppToken, "", "", "slack.bot_token"},
		"app token":           {slacktest.BotToken, "xapp-wrong", "", "", "slack.app_token"},
		"app token's scope":   {slacktest.BotToken, slacktest.AppToken, "apps.connections.open", "missing_scope", "slack.app_token"},
		"app token of a kind": {slacktest.BotToken, slacktest.AppToken, "apps.connections.open", "not_allowed_token_type", "slack.app_token"},
		"removed app":         {slacktest.BotToken, slacktest.AppToken, "auth.test", "account_inactive", "slack.bot_token"},
	} {
		t.Run(name, func(t *testing.T) {
			s := slacktest.NewServer(t)
			if c.method != "" {
				s.Fail(c.method, slacktest.Fault{Error: c.reason})
			}
			f, err := slack.New(slack.Config{BotToken: c.bot, AppToken: c.app, APIURL: s.URL}, slog.New(slog.NewTextHandler(io.Discard, nil)))
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), slacktest.Patience)
			defer cancel()
			err = f.Run(ctx, newCanned(t))
			var p *bot.Problem
			if !errors.As(err, &p) || !strings.Contains(p.Message, c.want) {
				t.Fatalf("Run = %v, want a problem with %s", err, c.want)
			}
			if strings.Contains(p.Message, c.bot) || strings.Contains(p.Message, c.app) {
				t.Errorf("the problem shows a token: %s", p.Message)
			}
		})
	}
}

// Nothing but people's own words is answered.
func TestRunIgnoresWhatNobodySaid(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	const url = "https://ledger.example/a"
	d := s.DirectMessage(slacktest.Ana, "status")
	s.asker.answered(1)
	im := func(user string, more map[string]any) {
		more["channel_type"] = "im"
		s.Event("message", d, user, url, more)
	}
	im(slacktest.Ana, map[string]any{"bot_id": "B0OTHER"})
	im(slacktest.Ana, map[string]any{"subtype": "message_changed"})
	im(slacktest.Ana, map[string]any{"subtype": "bot_message"})
	im(slacktest.Ana, map[string]any{"edited": map[string]any{"user": slacktest.Ana, "ts": "1.0"}})
	im(slacktest.Bot, map[string]any{})
	im("", map[string]any{})
	s.Event("message", slacktest.General, slacktest.Ana, url, map[string]any{"channel_type": "channel"})
	s.Event("app_mention", slacktest.General, slacktest.Ana, url, map[string]any{"bot_id": "B0OTHER"})
	s.Event("app_mention", slacktest.General, slacktest.Ana, url, map[string]any{"edited": map[string]any{"ts": "1.0"}})
	s.Event("an_event_of_next_year", slacktest.General, slacktest.Ana, url, nil)
	s.WaitAcknowledged()
	s.Command(slacktest.General, slacktest.Ana, "/dateline", "help")
	s.WaitPosts(slacktest.General, 1)
	for _, r := range s.asker.answered(2) {
		if r.Verb == "brief" {
			t.Errorf("asked %+v, want the direct message and the command alone", r)
		}
	}
}

// All is acknowledged though answers take long, and no more of them are under
// way than may be.
func TestRunBoundsAnswers(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.asker.hold = make(chan struct{})
	const n = 3 * slack.MaxAsks
	for i := range n {
		s.DirectMessage(fmt.Sprintf("U0USER%d", i), "status")
	}
	s.WaitAcknowledged()
	s.asker.wait(func(_, active int) bool { return active == slack.MaxAsks })
	close(s.asker.hold)
	s.asker.answered(n)
	if s.asker.most != slack.MaxAsks {
		t.Errorf("%d answers at once, want %d", s.asker.most, slack.MaxAsks)
	}
}

// The end of its context ends it, with answers under way; who asked is told.
func TestRunEnds(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.asker.hold = make(chan struct{})
	s.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/a")
	s.asker.wait(func(asked, _ int) bool { return asked == 1 })
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	s.asker.wait(func(_, active int) bool { return active == 0 })
	told := s.Calls("response_url")
	if len(told) != 1 || !strings.Contains(told[0].Body, "stopped before it could answer") {
		t.Errorf("who asked is told %v", told)
	}
}
