package slack_test

import (
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/slack"
	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
)

func TestConfigValidate(t *testing.T) {
	for name, c := range map[string]struct {
		cfg  slack.Config
		want string // in the error; "" for none
	}{
		"nothing set":      {slack.Config{}, ""},
		"both tokens":      {slack.Config{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken}, ""},
		"one token":        {slack.Config{BotToken: slacktest.BotToken}, "slack.app_token is not set"},
		"the other token":  {slack.Config{AppToken: slacktest.AppToken}, "slack.bot_token is not set"},
		"tokens swapped":   {slack.Config{BotToken: slacktest.AppToken, AppToken: slacktest.BotToken}, "slack.bot_token does not begin with xoxb-"},
		"a user's token":   {slack.Config{BotToken: "xoxp-1-secret", AppToken: slacktest.AppToken}, "slack.bot_token does not begin with xoxb-"},
		"a line too many":  {slack.Config{BotToken: "xoxb-1-secret\n", AppToken: slacktest.AppToken}, "slack.bot_token holds a character"},
		"no address":       {slack.Config{APIURL: "slack.com/api"}, "slack.api_url"},
		"another scheme":   {slack.Config{APIURL: "ftp://slack.com/api"}, "slack.api_url"},
		"roles and a user": {slack.Config{Managers: []string{"admins", "owners", "creator", "members", "U024BE7LH"}}, ""},
		"no role":          {slack.Config{Managers: []string{"admin"}}, `"admin" is neither a role (admins, owners, creator, members) nor`},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			if err := c.cfg.Validate(); err != nil {
				got = err.Error()
			}
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("Validate = %q, want %q in it", got, c.want)
			}
			for _, secret := range []string{"secret", slacktest.BotToken, slacktest.AppToken} {
				if strings.Contains(got, secret) {
					t.Errorf("the error shows a token: %s", got)
				}
			}
		})
	}
}

func TestNewRefusesHalfAConfiguration(t *testing.T) {
	for _, c := range []slack.Config{{}, {BotToken: slacktest.BotToken}} {
		if _, err := slack.New(c, nil); err == nil {
			t.Errorf("New took a configuration without both tokens")
		}
	}
}
