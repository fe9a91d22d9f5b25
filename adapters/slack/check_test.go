package slack_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
)

func TestCheck(t *testing.T) {
	for name, c := range map[string]struct {
		set  func(s *slacktest.Server)
		want string // NAME ok|bad, in order
		says []string
	}{
		"all well": {func(*slacktest.Server) {}, "slack.bot_token ok, slack scopes ok, slack.app_token ok",
			[]string{"It is dateline in the workspace Velmar."}},
		"a scope lacks": {func(s *slacktest.Server) { s.SetScopes("chat:write, commands") }, "slack.bot_token ok, slack scopes bad, slack.app_token ok",
			[]string{"app_mentions:read (to answer when it is mentioned)", "dateline slack manifest"}},
		"the bot's token": {func(s *slacktest.Server) { s.Fail("auth.test", slacktest.Fault{Error: "token_revoked"}) }, "slack.bot_token bad, slack.app_token ok",
			[]string{"Slack refuses slack.bot_token: it was revoked", "Set slack.bot_token"}},
		"the app's token": {func(s *slacktest.Server) { s.Fail("apps.connections.open", slacktest.Fault{Error: "missing_scope"}) }, "slack.bot_token ok, slack scopes ok, slack.app_token bad",
			[]string{"it lacks a scope"}},
		"slack is down": {func(s *slacktest.Server) {
			s.Fail("auth.test", slacktest.Fault{Status: http.StatusBadGateway})
			s.Fail("apps.connections.open", slacktest.Fault{Status: http.StatusTooManyRequests, RetryAfter: 7})
		}, "slack.bot_token bad, slack.app_token bad", []string{"Slack cannot be asked", "come back in 7s"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := slacktest.NewServer(t)
			c.set(s)
			f, _ := newFace(t, s)
			var got []string
			var all strings.Builder
			for _, r := range f.Check(t.Context()) {
				word := map[bool]string{true: " ok", false: " bad"}[r.OK]
				got = append(got, r.Name+word)
				all.WriteString(r.Detail + "\n" + r.Fix + "\n")
				if r.Detail == "" || !r.OK && r.Fix == "" {
					t.Errorf("%s does not say what was found or what to do: %+v", r.Name, r)
				}
			}
			if g := strings.Join(got, ", "); g != c.want {
				t.Errorf("got %s, want %s", g, c.want)
			}
			for _, want := range c.says {
				if !strings.Contains(all.String(), want) {
					t.Errorf("%q is not said in\n%s", want, all.String())
				}
			}
			if strings.Contains(all.String(), slacktest.BotToken) || strings.Contains(all.String(), slacktest.AppToken) {
				t.Error("a token is shown")
			}
		})
	}
}
