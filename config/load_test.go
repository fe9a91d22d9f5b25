package config_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/config"
)

// write puts a configuration file into the test's own folder.
func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dateline.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEachLayerStandsOverTheOneBefore(t *testing.T) {
	in := config.Input{
		Path:    write(t, "zone: Europe/Berlin\nfetch:\n  timeout: 5s\n  contact: from-file\n  allow: [10.0.0.0/8]\nlog: {level: warn}\n"),
		Environ: []string{"DATELINE_FETCH_TIMEOUT=6s", "DATELINE_LOG_LEVEL=debug", "PATH=/bin"},
		Flags:   map[string]string{"log.level": "error"},
	}
	l, err := config.Load(in)
	if err != nil {
		t.Fatal(err)
	}
	if l.Zone != "Europe/Berlin" || l.Fetch.Contact != "from-file" || l.Fetch.Timeout != 6*time.Second || l.Log.Level != "error" {
		t.Errorf("merged to zone %q, contact %q, timeout %s, level %q", l.Zone, l.Fetch.Contact, l.Fetch.Timeout, l.Log.Level)
	}
	for key, want := range map[string]config.Layer{
		"zone": config.File, "fetch.timeout": config.Environment, "log.level": config.Flag, "log.format": config.Default,
	} {
		if got := l.Origin[key]; got != want {
			t.Errorf("%s comes from the %s, want the %s", key, got, want)
		}
	}
	if len(l.Fetch.Allow) != 1 || l.Fetch.Allow[0] != "10.0.0.0/8" {
		t.Errorf("fetch.allow = %v", l.Fetch.Allow)
	}
}

func TestListsComeFromTheEnvironmentWithCommas(t *testing.T) {
	l, err := config.Load(config.Input{Path: write(t, ""), Environ: []string{"DATELINE_FETCH_ALLOW=10.0.0.0/8, 127.0.0.0/8"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(l.Fetch.Allow, "|"); got != "10.0.0.0/8|127.0.0.0/8" {
		t.Errorf("fetch.allow = %s", got)
	}
}

// What is wrong is refused with the key's name, the value and what is allowed.
func TestRefused(t *testing.T) {
	const token = "xoxb-0000-not-a-real-token"
	cases := []struct {
		name string
		in   config.Input
		say  []string // the error holds each
	}{
		{"unknown key", config.Input{Path: write(t, "slack:\n  bot_tokn: "+token+"\n")}, []string{"slack.bot_tokn", "did you mean slack.bot_token?"}},
		{"unknown section", config.Input{Path: write(t, "weather:\n  city: Velmar\n")}, []string{"weather.city", "config show"}},
		{"unknown variable", config.Input{Path: write(t, ""), Environ: []string{"DATELINE_SLACK_BOTTOKEN=" + token}}, []string{"DATELINE_SLACK_BOTTOKEN", "did you mean DATELINE_SLACK_BOT_TOKEN?"}},
		{"unknown flag", config.Input{Path: write(t, ""), Flags: map[string]string{"fetch.alow": "10.0.0.0/8"}}, []string{"--set", "fetch.allow"}},
		{"no duration", config.Input{Path: write(t, "fetch:\n  timeout: soon\n")}, []string{"fetch.timeout", `"soon"`, "a duration such as", "file"}},
		{"no number", config.Input{Path: write(t, "fetch:\n  max_bytes: ten\n")}, []string{"fetch.max_bytes", `"ten"`, "a whole number"}},
		{"no list", config.Input{Path: write(t, "fetch:\n  allow: {a: b}\n")}, []string{"fetch.allow"}},
		{"no network", config.Input{Path: write(t, "fetch:\n  allow: [home]\n")}, []string{"fetch.allow", "home"}},
		{"no level", config.Input{Path: write(t, "log:\n  level: loud\n")}, []string{"log.level", `"loud"`, "debug, info, warn, error"}},
		{"no zone", config.Input{Path: write(t, "zone: Europe/Berln\n")}, []string{"Europe/Berln", "Europe/Berlin"}},
		{"token by flag", config.Input{Path: write(t, ""), Flags: map[string]string{"slack.bot_token": token}}, []string{"slack.bot_token", "is a secret", "DATELINE_SLACK_BOT_TOKEN"}},
		{"token that is a list", config.Input{Path: write(t, "slack:\n  bot_token: ["+token+"]\n")}, []string{"slack.bot_token"}},
		{"no file's path", config.Input{Path: write(t, ""), Environ: []string{"DATELINE_DATABASE=postgres://u:" + token + "@db.example/news"}}, []string{"database", `"postgres://"`, "the path of a file"}},
		{"no address", config.Input{Path: write(t, "slack:\n  api_url: slack.com\n")}, []string{"slack.api_url", `"slack.com"`, "https://slack.com/api"}},
		{"address with a secret", config.Input{Path: write(t, "slack:\n  api_url: https://ana:"+token+"@slack.com/\n")}, []string{"slack.api_url", "https://slack.com/api"}},
		{"no number of jobs", config.Input{Path: write(t, "jobs:\n  reads: -3\n")}, []string{"jobs.reads", "-3", "from 1 to 64"}},
		{"no YAML", config.Input{Path: write(t, "slack: [")}, []string{"dateline.yaml", "YAML"}},
		{"no file", config.Input{Path: "/nowhere/dateline.yaml"}, []string{"/nowhere/dateline.yaml", "--config"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := config.Load(c.in)
			if err == nil {
				t.Fatal("was accepted")
			}
			for _, s := range c.say {
				if !strings.Contains(err.Error(), s) {
					t.Errorf("the error does not say %q: %v", s, err)
				}
			}
			if strings.Contains(err.Error(), token) {
				t.Errorf("the error tells the token: %v", err)
			}
		})
	}
}

func TestShowTellsEverythingButSecrets(t *testing.T) {
	secrets := []string{"xoxb-0000-aaaa", "xapp-0000-bbbb", "discord-0000-cccc"}
	l, err := config.Load(config.Input{
		Path:    write(t, "slack:\n  bot_token: "+secrets[0]+"\n  app_token: "+secrets[1]+"\n"),
		Environ: []string{"DATELINE_DISCORD_TOKEN=" + secrets[2]},
	})
	if err != nil {
		t.Fatal(err)
	}
	var shown bytes.Buffer
	if err := l.Show(&shown); err != nil {
		t.Fatal(err)
	}
	for _, s := range secrets {
		if strings.Contains(shown.String(), s) {
			t.Errorf("a token is shown:\n%s", shown.String())
		}
	}
	for _, s := range []string{"bot_token: (set, not shown)", "DATELINE_SLACK_API_URL", "DATELINE_DATABASE", "environment"} {
		if !strings.Contains(shown.String(), s) {
			t.Errorf("%q is not shown:\n%s", s, shown.String())
		}
	}
	if got := l.Secrets(); len(got) != len(secrets) {
		t.Errorf("Secrets returned %d values, want %d", len(got), len(secrets))
	}

	// What is shown is a configuration file, but for the secrets.
	again, err := config.Load(config.Input{Path: write(t, shown.String())})
	if err != nil {
		t.Fatalf("what is shown does not load: %v\n%s", err, shown.String())
	}
	if again.Fetch.Timeout != l.Fetch.Timeout {
		t.Errorf("fetch.timeout came back as %s", again.Fetch.Timeout)
	}
}
