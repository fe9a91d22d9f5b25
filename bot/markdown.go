package bot

import (
	"fmt"
	"strings"
)

// CommandsMarkdown returns docs/commands.md: every command with its options
// and examples, from the same declaration that the faces serve.
func CommandsMarkdown() string {
	var b strings.Builder
	b.WriteString("# Commands\n\n" +
		"<!-- Generated from bot/command.go; `go test ./bot -update` writes it anew. -->\n\n" +
		"Every face serves the same commands. In a terminal and in Discord they are typed as they stand here;\n" +
		"in Slack as `/brief …` or `/dateline COMMAND …`. A message to the bot needs no command at all: an\n" +
		"address in it is briefed, anything else is taken as a question.\n\n" +
		"| command | what it does | who may use it |\n| --- | --- | --- |\n")
	for _, c := range Commands() {
		fmt.Fprintf(&b, "| [`/%s`](#%s) | %s | %s |\n", c.Name, c.Name, c.Summary, whoMay(c))
	}
	for _, c := range Commands() {
		b.WriteString("\n## " + c.Name + "\n\n" + c.Summary + ".")
		if c.Private {
			b.WriteString(" Only you see the answer, where the platform can do that.")
		}
		fmt.Fprintf(&b, "\n\n    /%s\n", c.Usage())
		if len(c.Options) > 0 {
			b.WriteString("\n| option | takes | what it is |\n| --- | --- | --- |\n")
			for _, o := range c.Options {
				fmt.Fprintf(&b, "| `%s`%s | %s | %s |\n", o.Name, required(o), takes(o), o.Summary)
			}
		}
		if c.More != "" {
			b.WriteString("\n" + c.More + "\n")
		}
		b.WriteString("\nExamples:\n\n")
		for _, e := range c.Examples {
			b.WriteString("    /" + e + "\n")
		}
	}
	return b.String()
}

func whoMay(c Command) string {
	switch {
	case c.Managers:
		return "those who may configure the channel"
	case c.Name == "digest":
		return "everyone to look; those who may configure the channel to change it"
	}
	return "everyone"
}

func required(o Option) string {
	if o.Required {
		return " (required)"
	}
	return ""
}

func takes(o Option) string {
	switch o.Kind {
	case WordOption:
		return "a word"
	case URLOption:
		return "an address"
	case ZoneOption:
		return "a time zone"
	case FileOption:
		return "a file"
	case ChoiceOption:
		return "`" + strings.Join(o.Choices, "`, `") + "`"
	}
	return "text"
}
