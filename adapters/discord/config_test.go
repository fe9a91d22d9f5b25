package discord_test

import (
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/discord"
	"github.com/dateline-bot/dateline/adapters/discord/discordtest"
)

// face returns a face that must be well configured.
func face(t *testing.T, token, api string) *discord.Face {
	t.Helper()
	f, err := discord.New(discord.Config{Token: token, APIURL: api}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestConfig(t *testing.T) {
	for _, c := range []struct {
		cfg  discord.Config
		says string // "" where it is valid
	}{
		{discord.Config{}, ""},
		{discord.Config{Token: "abc.def-g_h"}, ""},
		{discord.Config{Token: "abc", APIURL: "http://127.0.0.1:8080"}, ""},
		{discord.Config{Token: "abc", APIURL: "http://localhost/discord/"}, ""},
		{discord.Config{Token: "abc", APIURL: "https://proxy.example/discord"}, ""},
		{discord.Config{Token: "Bot abc"}, "without “Bot ” before it"},
		{discord.Config{Token: "abc\n"}, "discord.token holds a blank"},
		{discord.Config{Token: "abc", APIURL: "proxy.example"}, "is no web address"},
		{discord.Config{Token: "abc", APIURL: "ftp://proxy.example"}, "is no web address"},
		{discord.Config{Token: "abc", APIURL: "http://proxy.example"}, "unencrypted"},
		{discord.Config{Token: "abc", APIURL: "https://me:pass@proxy.example"}, "without user"},
	} {
		err := c.cfg.Validate()
		switch {
		case err == nil && c.says != "":
			t.Errorf("%+v is valid, want %q", c.cfg, c.says)
		case err != nil && (c.says == "" || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%+v: %v, want %q", c.cfg, err, c.says)
		case err != nil && strings.Contains(err.Error(), "abc"):
			t.Errorf("the token is told: %v", err)
		}
	}
	if _, err := discord.New(discord.Config{}, nil); err == nil {
		t.Error("a face without a token is well")
	}
}

func TestCheck(t *testing.T) {
	_, srv, _ := open(t)
	for _, c := range []struct {
		name  string
		token string
		fault string // the route that fails
		want  map[string]bool
		says  string
	}{
		{"all is well", srv.Token, "", map[string]bool{"discord.token": true, "discord application": true, "discord gateway": true}, discord.InviteURL(discordtest.AppID)},
		{"the token is refused", "another", "", map[string]bool{"discord.token": false}, "Reset it on the Bot page"},
		{"Discord fails", srv.Token, "GET gateway/bot", map[string]bool{"discord.token": true, "discord application": true, "discord gateway": false}, "discord.api_url"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.fault != "" {
				srv.Inject(c.fault, discordtest.ServerError)
			}
			var told strings.Builder
			checks := face(t, c.token, srv.URL).Check(t.Context())
			for _, got := range checks {
				if want, ok := c.want[got.Name]; !ok || got.OK != want || got.OK == (got.Fix != "") {
					t.Errorf("%+v, want %v", got, c.want)
				}
				told.WriteString(got.Detail + " " + got.Fix + "\n")
			}
			if len(checks) != len(c.want) || !strings.Contains(told.String(), c.says) {
				t.Errorf("it says %s, want %q", told.String(), c.says)
			}
			if strings.Contains(told.String(), srv.Token) {
				t.Error("the token is told")
			}
		})
	}
}
