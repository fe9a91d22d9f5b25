package slack_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/slack"
	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
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

// The end of its context ends it, with answers under way.
func TestRunEnds(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.asker.hold = make(chan struct{})
	s.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/a")
	s.asker.wait(func(asked, _ int) bool { return asked == 1 })
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	s.asker.wait(func(_, active int) bool { return active == 0 })
}

// A response_url serves five times; what comes after is posted.
func TestReplyGoesOnAfterTheResponseURL(t *testing.T) {
	for _, c := range []struct{ text, via string }{
		{"help", "chat.postEphemeral"},
		{"ask what did Okafor say?", "chat.postMessage"},
	} {
		s := serve(t, slacktest.NewServer(t))
		many := make([]bot.Post, 7)
		for i := range many {
			many[i] = &bot.Notice{Text: fmt.Sprintf("Sentence %d.", i)}
		}
		s.asker.more = many
		s.Command(slacktest.General, slacktest.Ana, "/dateline", c.text)
		for i, m := range s.WaitPosts(slacktest.General, 8) {
			want := "response_url"
			if i >= 5 {
				want = c.via
			}
			if m.Via != want {
				t.Errorf("%s: message %d came by %s, want %s", c.text, i, m.Via, want)
			}
		}
		if n := len(s.Calls("response_url")); n != 5 {
			t.Errorf("%s: the response_url was called %d times, want 5", c.text, n)
		}
	}
}

// A response_url that is spent early, or one that asks to wait, loses nothing.
func TestReplySurvivesTheResponseURL(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.Fail("response_url", slacktest.Fault{Status: http.StatusTooManyRequests, RetryAfter: 1})
	s.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/a")
	s.WaitPosts(slacktest.General, 1)
	s.Fail("response_url", slacktest.Fault{Status: http.StatusNotFound})
	s.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/b")
	if m := s.WaitPosts(slacktest.General, 2); m[0].Via != "response_url" || m[1].Via != "chat.postMessage" {
		t.Errorf("the answers came by %s and %s", m[0].Via, m[1].Via)
	}
}

// In a channel that the bot may not write in, a long answer comes through the
// response_url all the same.
func TestReplyWhereTheBotIsNot(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.AddChannel(slacktest.Channel{ID: "C0ELSEWHERE", Outside: true, Private: true})
	s.Command("C0ELSEWHERE", slacktest.Ana, "/dateline", "digest preview")
	for _, m := range s.WaitPosts("C0ELSEWHERE", 3) {
		if m.Via != "response_url" || m.Only != "" {
			t.Errorf("a part came by %s to %q", m.Via, m.Only)
		}
	}
}

// Who may configure a channel is asked of Slack once in a while, and follows
// the roles that are configured.
func TestManagers(t *testing.T) {
	for _, c := range []struct {
		roles []string
		want  string // of ana, admin; ben, member; cid, creator; olga, owner
	}{
		{nil, "ana cid olga"},
		{[]string{"owners"}, "olga"},
		{[]string{"creator"}, "cid"},
		{[]string{"owners", slacktest.Ben}, "ben olga"},
		{[]string{"members"}, "ana ben cid olga"},
	} {
		t.Run(strings.Join(c.roles, " "), func(t *testing.T) {
			s := slacktest.NewServer(t)
			s.AddUser(slacktest.User{ID: "U0CID", Name: "cid"})
			s.AddUser(slacktest.User{ID: "U0OLGA", Name: "olga", Owner: true})
			s.AddChannel(slacktest.Channel{ID: slacktest.General, Creator: "U0CID"})
			r := serveWith(t, s, slack.Config{Managers: c.roles})
			for round := range 2 {
				for _, u := range []string{slacktest.Ana, slacktest.Ben, "U0CID", "U0OLGA"} {
					r.Command(slacktest.General, u, "/dateline", "follow https://ledger.example")
				}
				r.asker.answered(4 * (round + 1))
			}
			if n := len(r.Calls("users.info")); n > 4 {
				t.Errorf("Slack was asked %d times who 4 users are", n)
			}
			may := map[string]int{}
			for _, q := range r.asker.answered(8) {
				if q.User.Manager {
					may[strings.ToLower(strings.TrimPrefix(q.User.ID, "U0"))]++
				}
			}
			want := map[string]int{}
			for _, name := range strings.Fields(c.want) {
				want[name] = 2
			}
			if !maps.Equal(may, want) {
				t.Errorf("%v may configure, want %v", may, want)
			}
		})
	}
}

// Where Slack does not tell who somebody is, they may not configure anything.
func TestManagersWhereSlackIsSilent(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.Fail("users.info", slacktest.Fault{Status: http.StatusBadGateway})
	s.Command(slacktest.General, slacktest.Ana, "/dateline", "follow https://ledger.example")
	s.asker.answered(1)
	s.Command(slacktest.General, slacktest.Ana, "/dateline", "follow https://ledger.example")
	asked := s.asker.answered(2)
	if asked[0].User.Manager || !asked[1].User.Manager {
		t.Errorf("may configure: %t, then %t; want false, then true", asked[0].User.Manager, asked[1].User.Manager)
	}
}

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
