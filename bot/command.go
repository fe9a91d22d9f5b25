package bot

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
)

// An Option is one argument of a command.
type Option struct {
	Name     string // lower case, one word
	Summary  string // one line, at most 100 characters
	Kind     OptionKind
	Required bool
	Choices  []string
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
