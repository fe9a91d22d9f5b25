package slack_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/slack"
	"github.com/dateline-bot/dateline/bot"
)

// TestManifest compares the manifest with testdata/manifest.json, and its
// fields with what Slack allows.
// https://docs.slack.dev/reference/app-manifest
func TestManifest(t *testing.T) {
	got, err := slack.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	const file = "testdata/manifest.json"
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(got) != string(want) {
		t.Errorf("%s differs (%v); got\n%s", file, err, got)
	}
	var m struct {
		Features struct {
			Commands []struct {
				Command     string `json:"command"`
				Description string `json:"description"`
				Hint        string `json:"usage_hint"`
			} `json:"slash_commands"`
		} `json:"features"`
		Settings struct {
			Events struct {
				Bot []string `json:"bot_events"`
			} `json:"event_subscriptions"`
			SocketMode bool `json:"socket_mode_enabled"`
		} `json:"settings"`
	}
	if err := json.Unmarshal(got, &m); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range m.Features.Commands {
		names = append(names, c.Command)
		if len(c.Command) > 32 || len(c.Description) > 2000 || c.Description == "" || len(c.Hint) > 1000 || c.Hint == "" {
			t.Errorf("%s is longer than Slack allows, or empty", c.Command)
		}
	}
	if !slices.Equal(names, []string{"/brief", "/dateline"}) {
		t.Errorf("the commands are %q", names)
	}
	for _, c := range bot.Commands() {
		if c.Name != "brief" && !strings.Contains(m.Features.Commands[1].Hint, c.Name) {
			t.Errorf("/dateline's hint does not name %s", c.Name)
		}
	}
	if !m.Settings.SocketMode || !slices.Equal(m.Settings.Events.Bot, []string{"app_mention", "message.im"}) {
		t.Errorf("the settings are %+v", m.Settings)
	}
}
