package discord_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"github.com/dateline-bot/dateline/adapters/discord"
	"github.com/dateline-bot/dateline/bot"
)

// TestRegistration holds the bot's commands against Discord's rules.
// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-structure
func TestRegistration(t *testing.T) {
	cmds := bot.Commands()
	got := discord.Registration(cmds)
	if len(got) != len(cmds) || len(got) > 100 {
		t.Fatalf("%d slash commands for %d commands", len(got), len(cmds))
	}
	for i, a := range got {
		c := cmds[i]
		if a.Name != c.Name || a.Description != c.Summary {
			t.Errorf("/%s is registered as %q: %q", c.Name, a.Name, a.Description)
		}
		if n := utf8.RuneCountInString(a.Description); n < 1 || n > 100 {
			t.Errorf("/%s: a description of %d characters", c.Name, n)
		}
		if managers := a.DefaultMemberPermissions != nil && *a.DefaultMemberPermissions == discordgo.PermissionManageChannels; managers != c.Managers {
			t.Errorf("/%s is for those who manage channels: %t, want %t", c.Name, managers, c.Managers)
		}
		if len(a.Options) != len(c.Options) {
			t.Errorf("/%s has %d options, want %d", c.Name, len(a.Options), len(c.Options))
		}
		optional, total := false, len(a.Name)+len(a.Description)
		for _, o := range a.Options {
			if o.Required && optional {
				t.Errorf("/%s: required %s comes after an optional one", c.Name, o.Name)
			}
			optional = optional || !o.Required
			total += len(o.Name) + len(o.Description)
			at := slices.IndexFunc(c.Options, func(b bot.Option) bool { return b.Name == o.Name })
			if at < 0 {
				t.Errorf("/%s has an option %s", c.Name, o.Name)
				continue
			}
			kind := discordgo.ApplicationCommandOptionString
			if c.Options[at].Kind == bot.FileOption {
				kind = discordgo.ApplicationCommandOptionAttachment
			}
			if o.Type != kind || o.Required != (c.Options[at].Required && !c.TakesFile()) {
				t.Errorf("/%s %s is of type %d, required %t", c.Name, o.Name, o.Type, o.Required)
			}
			var choices []string
			for _, ch := range o.Choices {
				choices = append(choices, ch.Value.(string))
				total += 2 * len(ch.Name)
			}
			if !slices.Equal(choices, c.Options[at].Choices) {
				t.Errorf("/%s %s takes %q, want %q", c.Name, o.Name, choices, c.Options[at].Choices)
			}
		}
		if total > 8000 {
			t.Errorf("/%s is %d characters in all, at most 8000", c.Name, total)
		}
	}
}

func TestRegistrationKeepsRequiredOptionsFirst(t *testing.T) {
	got := discord.Registration([]bot.Command{{
		Name: "watch", Summary: strings.Repeat("Watch ", 30),
		Options: []bot.Option{{Name: "size", Summary: "How many"}, {Name: "what", Summary: "What", Required: true}, {Name: "zone"}},
	}})[0]
	var names []string
	for _, o := range got.Options {
		names = append(names, o.Name)
	}
	if want := []string{"what", "size", "zone"}; !slices.Equal(names, want) {
		t.Errorf("options stand as %q, want %q", names, want)
	}
	if n := utf8.RuneCountInString(got.Description); n > 100 || !strings.HasSuffix(got.Description, "…") {
		t.Errorf("the summary is cut to %d characters: %q", n, got.Description)
	}
	if got.Options[2].Description == "" {
		t.Error("an option has no description, which Discord refuses")
	}
}

// TestCommandsAreRegisteredOnce starts a bot twice: the second finds its
// commands as they are, in Discord's own order and with Discord's additions.
func TestCommandsAreRegisteredOnce(t *testing.T) {
	t.Parallel()
	r := start(t, echo)
	r.WaitReady()
	if n := len(r.Requests("PUT applications/commands")); n != 1 {
		t.Fatalf("the commands were registered %d times, want 1", n)
	}
	sent := r.Requests("PUT applications/commands")[0].Body
	if strings.Contains(string(sent), "null") {
		t.Errorf("it says null: %s", sent)
	}
	if got := r.Commands(); len(got) != len(bot.Commands()) {
		t.Errorf("%d commands are registered, want %d", len(got), len(bot.Commands()))
	}
	r.stop()
	if err := r.end(t); err != nil {
		t.Errorf("Run = %v", err)
	}

	again := func() {
		t.Helper()
		f, err := discord.New(discord.Config{Token: r.Token, APIURL: r.URL}, nil)
		if err != nil {
			t.Fatal(err)
		}
		f.Hurry(patience)
		n, _ := r.Sessions()
		second := &running{Server: r.Server, face: f, asker: &asker{answers: echo}, logs: r.logs, ended: make(chan error, 1)}
		second.run(t)
		second.WaitIdentified(n + 1)
		second.stop()
		if err := second.end(t); err != nil {
			t.Errorf("Run = %v", err)
		}
	}
	again()
	if n := len(r.Requests("PUT applications/commands")); n != 1 {
		t.Errorf("commands that had not changed were registered again, %d times in all", n)
	}

	changed := r.Commands()
	changed[0].Description = "Something else"
	r.SetCommands(changed)
	again()
	if n := len(r.Requests("PUT applications/commands")); n != 2 {
		t.Errorf("commands that had changed were registered %d times in all, want 2", n)
	}
}
