package bot_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/bot"
)

// told writes a request as "verb a=1 b=2", options in order of name.
func told(verb string, options map[string]string) string {
	s := verb
	for _, k := range slices.Sorted(maps.Keys(options)) {
		s += fmt.Sprintf(" %s=%q", k, options[k])
	}
	return s
}

func TestParseLine(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"brief https://ledger.example/a", `brief source="https://ledger.example/a"`},
		{"/brief  <https://ledger.example/a|the Ledger>", `brief source="https://ledger.example/a"`},
		{"brief ledger.example/a why", `brief show="why" source="https://ledger.example/a"`},
		{"BRIEF https://ledger.example/a quotes", `brief show="quotes" source="https://ledger.example/a"`},
		{"brief The council met.\n\nIt  voted.", `brief source="The council met.\n\nIt  voted."`},
		{"https://ledger.example/a quotes", `brief show="quotes" source="https://ledger.example/a"`},
		{"<https://ledger.example/a>", `brief source="https://ledger.example/a"`},
		{"follow https://ledger.example", `follow url="https://ledger.example"`},
		{"follow <https://ledger.example> everything", `follow only="everything" url="https://ledger.example"`},
		{`follow ledger.example/feed Only Ukraine, “oil price” or person: Ines Okafor but not sport`, `follow not="sport" only="Ukraine, \"oil price\", person:\"Ines Okafor\"" url="https://ledger.example/feed"`},
		{"follow https://ledger.example not sport only in german", `follow not="sport" only="lang:de" url="https://ledger.example"`},
		{"follow https://ledger.example only", "“only” is followed by nothing. Name words after it: only ukraine, \"oil price\"."},
		{"why <https://ledger.example/a>", `why url="https://ledger.example/a"`},
		{"why was ledger.example/a, or https://ledger.example/b, left out?", `why url="https://ledger.example/b"`},
		{"unfollow The Velmar Ledger", `unfollow feed="The Velmar Ledger"`},
		{"following", "following"},
		{"following OPML", `following as="opml"`},
		{"following the money", "“the money” is nothing that as can be. It takes opml."},
		{"digest", "digest"},
		{"digest 07:30 weekdays Europe/Berlin", `digest when="07:30 weekdays" zone="Europe/Berlin"`},
		{"digest Europe/Berlin 7:30", `digest when="7:30" zone="Europe/Berlin"`},
		{"digest at 7:30 in Berlin", `digest when="7:30" zone="Berlin"`},
		{"digest 7:30 am New York", `digest when="7:30 am" zone="New York"`},
		{"digest 7:30 utc", `digest when="7:30" zone="utc"`},
		{"digest */15 * * * *", `digest when="*/15 * * * *"`},
		{"digest 0 7 * * mon/2", `digest when="0 7 * * mon/2"`},
		{"digest 07:30 Mon,Thu", `digest when="07:30 Mon,Thu"`},
		{"digest Preview", `digest do="preview"`},
		{"digest now", `digest do="now"`},
		{"digest size:5 quiet=no", `digest quiet="no" size="5"`},
		{"ask what did Okafor say?", `ask question="what did Okafor say?"`},
		{"quotes", "quotes"},
		{"quotes Ines Okafor", `quotes of="Ines Okafor"`},
		{"help digest", `help command="digest"`},
		{"", "Type a command; /help lists them."},
		{"/", "Type a command; /help lists them."},
		{"brif https://ledger.example", "No command “brif”. Did you mean /brief?"},
		{"/folow x", "No command “folow”. Did you mean /follow?"},
		{"xyzzy", "No command “xyzzy”. /help lists what there is."},
		{"brief", "/brief needs more: the article's address, or its text. Try /brief https://ledger.example/harbour-bridge."},
		{"ask", "/ask needs more: who, what and since when. Try /ask what did Okafor say about the bridge since Monday."},
		{"status please", "/status takes nothing after it. Send /status alone."},
		{"digest 7:30 quiet:perhaps", "“perhaps” is nothing that quiet can be. It takes yes or no."},
	} {
		verb, options, p := bot.ParseLine(c.line)
		got := told(verb, options)
		if p != nil {
			got = p.Message
		}
		if got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.line, got, c.want)
		}
	}
}

func TestInterpret(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"https://ledger.example/a", `brief source="https://ledger.example/a"`},
		{"<https://ledger.example/a>", `brief source="https://ledger.example/a"`},
		{"https://ledger.example/a why", `brief show="why" source="https://ledger.example/a"`},
		{"what is in https://ledger.example/a?", `brief source="https://ledger.example/a"`},
		{"(see https://ledger.example/a_(b))", `brief source="https://ledger.example/a_(b)"`},
		{"brief ledger.example/a", `brief source="https://ledger.example/a"`},
		{"follow ledger.example", `follow url="https://ledger.example"`},
		{"follow the money: who pays?", `ask question="follow the money: who pays?"`},
		{"help", "help"},
		{"follow https://ledger.example only ukraine", `follow only="ukraine" url="https://ledger.example"`},
		{"follow https://ledger.example only", `follow only="only" url="https://ledger.example"`},
		{"why was https://ledger.example/b left out?", `why url="https://ledger.example/b"`},
		{"why is the bridge closed?", `ask question="why is the bridge closed?"`},
		{"following the money", `ask question="following the money"`},
		{"help me understand", `ask question="help me understand"`},
		{"help digest", `help command="digest"`},
		{"digest 7:30", `digest when="7:30"`},
		{"digest the news for me", `ask question="digest the news for me"`},
		{"quotes Okafor", `quotes of="Okafor"`},
		{"status", "status"},
		{"status of the bridge", `ask question="status of the bridge"`},
		{"what did Okafor say", `ask question="what did Okafor say"`},
		{"/brif x", "brif"},
		{"/brief", "brief"},
		{"", "help"},
	} {
		if got := told(bot.Interpret(c.text)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// Every declaration is within what the platforms allow:
// https://discord.com/developers/docs/interactions/application-commands
func TestCommands(t *testing.T) {
	names := map[string]bool{}
	for _, c := range bot.Commands() {
		if names[c.Name] || c.Name != strings.ToLower(c.Name) || len(c.Name) > 32 {
			t.Errorf("/%s: its name", c.Name)
		}
		names[c.Name] = true
		if n := len([]rune(c.Summary)); n < 1 || n > 100 {
			t.Errorf("/%s: its summary has %d signs", c.Name, n)
		}
		optional := false
		for _, o := range c.Options {
			if n := len([]rune(o.Summary)); n < 1 || n > 100 {
				t.Errorf("/%s %s: its summary has %d signs", c.Name, o.Name, n)
			}
			if o.Required && optional {
				t.Errorf("/%s %s: a required option stands after one that is not", c.Name, o.Name)
			}
			optional = optional || !o.Required
			if (o.Kind == bot.ChoiceOption) != (len(o.Choices) > 0) {
				t.Errorf("/%s %s: its choices", c.Name, o.Name)
			}
		}
		for _, e := range c.Examples {
			if verb, _, p := bot.ParseLine(e); p != nil || verb != c.Name {
				t.Errorf("example /%s: %v", e, p)
			}
		}
	}
}

func TestCommandsMarkdown(t *testing.T) {
	path := filepath.Join("..", "docs", "commands.md")
	want := bot.CommandsMarkdown()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not what the commands are; go test ./bot -update writes it", path)
	}
}

func FuzzParseLine(f *testing.F) {
	for _, s := range []string{"digest 07:30 weekdays Europe/Berlin", "/brief <https://x|y>", "brief \xff", "digest :=", "help /"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if verb, _, p := bot.ParseLine(line); verb == "" && p == nil {
			t.Fatal("neither a verb nor a problem")
		}
		if verb, _ := bot.Interpret(line); verb == "" && strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "/")) != "" {
			t.Fatal("no verb")
		}
	})
}
