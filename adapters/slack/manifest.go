package slack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// A scope is a permission of the bot's token, and what it is for.
// https://docs.slack.dev/reference/scopes
type scope struct{ name, why string }

var scopes = []scope{
	{"app_mentions:read", "answer when it is mentioned"},
	{"channels:history", "find its own message after an unsure send"},
	{"channels:join", "look for it in a public channel that it was not invited to"},
	{"channels:read", "tell who created a channel"},
	{"chat:write", "post"},
	{"chat:write.public", "answer in public channels that it is not in"},
	{"commands", "serve /brief and /dateline"},
	{"groups:history", "the same in private channels that it is in"},
	{"groups:read", "the same in private channels that it is in"},
	{"im:history", "read what it is asked in direct messages"},
	{"metadata.message:read", "tell its own messages apart"},
	{"mpim:history", "the same in group messages that it is in"},
	{"mpim:read", "the same in group messages that it is in"},
	{"users:read", "tell who is an admin"},
}

// A manifest is the part of Slack's app manifest that Dateline sets.
// https://docs.slack.dev/reference/app-manifest
type manifest struct {
	Metadata manifestMetadata `json:"_metadata"`
	Display  display          `json:"display_information"`
	Features features         `json:"features"`
	OAuth    oauth            `json:"oauth_config"`
	Settings settings         `json:"settings"`
}

type manifestMetadata struct {
	Major int `json:"major_version"`
	Minor int `json:"minor_version"`
}

type display struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Background  string `json:"background_color"`
}

type features struct {
	Home struct {
		Home     bool `json:"home_tab_enabled"`
		Messages bool `json:"messages_tab_enabled"`
		ReadOnly bool `json:"messages_tab_read_only_enabled"`
	} `json:"app_home"`
	Bot struct {
		Name   string `json:"display_name"`
		Online bool   `json:"always_online"`
	} `json:"bot_user"`
	Commands []slashCommand `json:"slash_commands"`
}

type slashCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
	Hint        string `json:"usage_hint"`
	Escape      bool   `json:"should_escape"`
}

type oauth struct {
	Scopes struct {
		Bot []string `json:"bot"`
	} `json:"scopes"`
}

type settings struct {
	Events struct {
		Bot []string `json:"bot_events"`
	} `json:"event_subscriptions"`
	Interactivity struct {
		Enabled bool `json:"is_enabled"`
	} `json:"interactivity"`
	OrgDeploy  bool `json:"org_deploy_enabled"`
	SocketMode bool `json:"socket_mode_enabled"`
	Rotation   bool `json:"token_rotation_enabled"`
}

// maxHint is how much of a usage hint is useful: Slack takes 1000 characters
// and shows one line.
const maxHint = 120

// Manifest returns the app manifest to paste at https://api.slack.com/apps:
// JSON, made from bot.Commands.
func Manifest() ([]byte, error) {
	brief, ok := bot.CommandNamed("brief")
	if !ok {
		return nil, fmt.Errorf("slack: manifest: there is no command brief")
	}
	m := manifest{
		Metadata: manifestMetadata{Major: 2, Minor: 0},
		Display: display{
			Name:        "Dateline",
			Description: "News briefings whose every fact and quote is the source's own words.",
			Background:  "#1f2937",
		},
	}
	m.Features.Home.Messages = true
	m.Features.Bot.Name, m.Features.Bot.Online = "Dateline", true
	m.Features.Commands = []slashCommand{
		{Command: "/brief", Description: brief.Summary, Hint: strings.TrimPrefix(brief.Usage(), "brief ")},
		{Command: "/dateline", Description: "Everything else: what the channel follows, its digest, questions", Hint: verbs()},
	}
	for _, s := range scopes {
		m.OAuth.Scopes.Bot = append(m.OAuth.Scopes.Bot, s.name)
	}
	m.Settings.Events.Bot = []string{"app_mention", "message.im"}
	m.Settings.Interactivity.Enabled = true // link buttons report their use, which must be acknowledged
	m.Settings.SocketMode = true
	var out bytes.Buffer
	if err := json.Indent(&out, encode(m), "", "  "); err != nil {
		return nil, fmt.Errorf("slack: manifest: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// verbs lists what /dateline takes.
func verbs() string {
	var names []string
	for _, c := range bot.Commands() {
		if c.Name != "brief" {
			names = append(names, c.Name)
		}
	}
	return cut(strings.Join(names, " | "), maxHint)
}
