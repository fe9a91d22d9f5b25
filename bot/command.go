package bot

import (
	"slices"
	"strings"
)

// A Command is something that people can ask for. It is declared once, here,
// and served by every face.
type Command struct {
	Name    string // lower case, one word
	Summary string // one line, at most 100 characters
	Options []Option
	// Private commands are answered to whoever asked alone, where the
	// platform can.
	Private bool
	// Managers commands change how the channel is served and are for those
	// who may configure it.
	Managers bool
	More     string   // what else there is to know, in sentences; "" for nothing
	Examples []string // as typed after the slash
}

// An OptionKind is what an option takes.
type OptionKind int

const (
	TextOption   OptionKind = iota // free text to the end of the line
	WordOption                     // one word
	URLOption                      // an address, or text where the command says so
	ZoneOption                     // an IANA time zone
	ChoiceOption                   // one of Choices
	FileOption                     // a file in place of the required option, by the address that its platform gives it; never on a line
)

// An Option is one argument of a command.
type Option struct {
	Name     string // lower case, one word
	Summary  string // one line, at most 100 characters
	Kind     OptionKind
	Required bool
	Choices  []string
	Before   string // what stands before it on a line: "size:", "only "; "" for nothing
}

// Commands returns all that people can ask for, in the order of help. The
// slice is the caller's own.
func Commands() []Command {
	return []Command{
		{
			Name:    "brief",
			Summary: "Brief an article: its key facts, and who said what",
			Options: []Option{
				{Name: "source", Summary: "The article's address, or its text", Kind: URLOption, Required: true},
				{Name: "show", Summary: "Show all of one thing instead of the summary", Kind: ChoiceOption, Choices: []string{"facts", "quotes", "why"}},
			},
			Examples: []string{"brief https://ledger.example/harbour-bridge", "brief https://ledger.example/harbour-bridge why"},
		},
		{
			Name:    "follow",
			Summary: "Follow a feed, the feed of a web page or those of an OPML in this channel",
			Options: []Option{
				{Name: "url", Summary: "The address of a feed, of a page that has one, or of an OPML", Kind: URLOption, Required: true},
				{Name: "only", Summary: "What to take: words, \"a phrase\", person:Okafor, place:Velmar, in German; or everything", Kind: TextOption, Before: "only "},
				{Name: "not", Summary: "What to leave, named likewise; commas between", Kind: TextOption, Before: "not "},
				{Name: "file", Summary: "An OPML file in place of an address, where the platform takes files", Kind: FileOption},
			},
			Managers: true,
			More: "Commas stand between what is named. A word is found in title and text, whatever its case, accents or ending; words that stand together are looked for together. " +
				"person:, place: and org: look among whom and what an article names, lang:de or in German at its language. " +
				"Following again changes what is taken; everything takes all of it.",
			Examples: []string{
				"follow https://ledger.example",
				`follow https://ledger.example/feed.xml only ukraine, "oil price" not sport`,
				"follow https://ledger.example only person:Okafor, place:Velmar, in English",
				"follow https://ledger.example everything",
				"follow https://ledger.example/subscriptions.opml",
			},
		},
		{
			Name:    "unfollow",
			Summary: "Stop following a feed in this channel",
			Options: []Option{
				{Name: "feed", Summary: "Its address, a part of its title, or its number in /following", Kind: TextOption, Required: true},
			},
			Managers: true,
			Examples: []string{"unfollow Velmar Ledger", "unfollow 2"},
		},
		{
			Name:    "following",
			Summary: "List the feeds that this channel follows",
			Options: []Option{
				{Name: "as", Summary: "As OPML, for another reader", Kind: ChoiceOption, Choices: []string{"opml"}},
			},
			Private:  true,
			Examples: []string{"following", "following opml"},
		},
		{
			Name:    "digest",
			Summary: "Show this channel's digest, set when it comes, preview it or stop it",
			Options: []Option{
				{Name: "when", Summary: "07:30, weekdays 7:30, Mon,Thu 18:00, every 4 hours, or five cron fields", Kind: TextOption},
				{Name: "zone", Summary: "A time zone: Europe/Berlin", Kind: ZoneOption},
				{Name: "do", Summary: "Show, preview, post one now, or stop", Kind: ChoiceOption, Choices: []string{"show", "preview", "now", "off"}},
				{Name: "size", Summary: "How many stories at most, 1 to 20", Kind: WordOption, Before: "size:"},
				{Name: "quiet", Summary: "Whether an edition with nothing new says nothing", Kind: ChoiceOption, Choices: []string{"yes", "no"}, Before: "quiet:"},
			},
			Examples: []string{"digest", "digest 07:30 weekdays Europe/Berlin", "digest preview", "digest size:5 quiet:no", "digest now", "digest off"},
		},
		{
			Name:    "why",
			Summary: "Tell why an article was or was not in the last edition",
			Options: []Option{
				{Name: "url", Summary: "The article's address", Kind: URLOption, Required: true},
			},
			Private:  true,
			Examples: []string{"why https://ledger.example/harbour-bridge"},
		},
		{
			Name:    "ask",
			Summary: "Ask what was said or reported; answers are quotes and facts, verbatim",
			Options: []Option{
				{Name: "question", Summary: "Who, what and since when", Kind: TextOption, Required: true},
			},
			Examples: []string{"ask what did Okafor say about the bridge since Monday"},
		},
		{
			Name:    "quotes",
			Summary: "List what somebody said, or who is quoted",
			Options: []Option{
				{Name: "of", Summary: "A speaker, a topic or both; without it, who is quoted most", Kind: TextOption},
			},
			Examples: []string{"quotes Ines Okafor", "quotes Okafor tunnel since last week", "quotes"},
		},
		{
			Name:     "status",
			Summary:  "Tell how the feeds, the digest and the bot are doing",
			Private:  true,
			Examples: []string{"status"},
		},
		{
			Name:    "help",
			Summary: "List the commands, or tell how one is used",
			Options: []Option{
				{Name: "command", Summary: "A command", Kind: WordOption},
			},
			Private:  true,
			Examples: []string{"help", "help digest"},
		},
	}
}

// TakesFile reports whether a file may stand in for c's required option.
func (c Command) TakesFile() bool {
	return slices.ContainsFunc(c.Options, func(o Option) bool { return o.Kind == FileOption })
}

// CommandNamed returns the command with that name.
func CommandNamed(name string) (Command, bool) {
	for _, c := range Commands() {
		if c.Name == name {
			return c, true
		}
	}
	return Command{}, false
}

// Usage returns how c is typed: "brief SOURCE [facts|quotes|why]".
func (c Command) Usage() string {
	var b strings.Builder
	b.WriteString(c.Name)
	for _, o := range c.Options {
		name := strings.ToUpper(o.Name)
		switch {
		case o.Kind == FileOption:
			continue
		case o.Kind == ChoiceOption:
			name = strings.Join(o.Choices, "|")
		case strings.HasSuffix(o.Before, " "):
			name = "WORDS"
		}
		name = o.Before + name
		if !o.Required {
			name = "[" + name + "]"
		}
		b.WriteString(" " + name)
	}
	return b.String()
}

// A Request is one command as a person gave it.
type Request struct {
	// ID is the platform's own for the event, "" where it has none. A request
	// comes once, however often the platform sends it.
	ID      string
	Channel Channel
	User    User
	Verb    string            // a Command's Name
	Options map[string]string // by Option's Name; absent where not given
}
