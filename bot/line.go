package bot

import (
	"net/url"
	"strings"
	"unicode"
)

// ParseLine reads a command as it is typed on a line, with or without the
// slash: "digest 07:30 weekdays Europe/Berlin" is digest with when "07:30
// weekdays" and zone "Europe/Berlin". Text that a command takes keeps its
// bytes, line breaks among them. Options may be named, as in size:5. A line that
// begins with an address is to be briefed. Where the problem is with the
// options, the verb and what was read of them is returned beside it.
func ParseLine(line string) (verb string, options map[string]string, p *Problem) {
	verb, rest := cutWord(strings.TrimPrefix(strings.TrimSpace(line), "/"))
	if addr, ok := address(verb); ok && hasScheme(addr) {
		verb, rest = "brief", strings.TrimSpace(addr+" "+rest)
	}
	verb = strings.ToLower(verb)
	if verb == "" {
		return "", nil, Problemf(BadInput, "Type a command; /help lists them.")
	}
	c, ok := CommandNamed(verb)
	if !ok {
		return verb, nil, unknownCommand(verb)
	}
	options = map[string]string{}
	switch verb {
	case "brief":
		parseBrief(options, rest)
	case "digest":
		parseDigest(options, rest)
	case "follow":
		if p := parseFollow(options, rest); p != nil {
			return verb, options, p
		}
	case "why":
		parseWhy(options, rest)
	default:
		if len(c.Options) > 0 && rest != "" {
			options[c.Options[0].Name] = unwrap(c.Options[0], rest)
		}
		if verb == "following" && rest != "" {
			options["as"] = strings.ToLower(rest)
		}
		if len(c.Options) == 0 && rest != "" {
			return verb, options, Problemf(BadInput, "/%s takes nothing after it. Send /%s alone.", verb, verb)
		}
	}
	return verb, options, checkOptions(c, options)
}

// Interpret reads what somebody wrote to the bot in their own words: an
// address is to be briefed, a line that begins with a command and can be one
// is that command, and everything else is a question. A line that begins with
// a slash is always a command, be it an unknown one, which Ask will say.
func Interpret(text string) (verb string, options map[string]string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "help", nil
	}
	slash := strings.HasPrefix(text, "/")
	verb, options, p := ParseLine(text)
	if slash || (p == nil || options["only"] != "") && meant(verb, options) {
		return verb, options
	}
	for _, w := range strings.Fields(text) {
		if addr, ok := address(w); ok && hasScheme(addr) {
			return "brief", map[string]string{"source": addr}
		}
	}
	return "ask", map[string]string{"question": text}
}

// meant reports whether a line without a slash that parses as a command was
// meant as one and is not a sentence that begins with the same word: "follow
// the money", "help me understand".
func meant(verb string, options map[string]string) bool {
	switch verb {
	case "brief":
		_, ok := address(options["source"])
		return ok || len(strings.Fields(options["source"])) > 40
	case "follow", "why":
		_, ok := address(options["url"])
		return ok || IsOPML([]byte(options["url"]))
	case "digest":
		if options["when"] == "" {
			return true
		}
		_, p := ParseSchedule(options["when"], "UTC")
		return p == nil
	case "help":
		_, ok := CommandNamed(options["command"])
		return ok || options["command"] == ""
	}
	return true
}

// checkOptions says which option of c is missing or cannot be.
func checkOptions(c Command, options map[string]string) *Problem {
	file := false
	for _, o := range c.Options {
		file = file || o.Kind == FileOption && options[o.Name] != ""
	}
	for _, o := range c.Options {
		v, given := options[o.Name]
		switch {
		case o.Required && file && given:
			return Problemf(BadInput, "/%s takes %s or a file, not both.", c.Name, o.Name)
		case o.Required && !file && strings.TrimSpace(v) == "":
			return Problemf(BadInput, "/%s needs more: %s. Try /%s.", c.Name, lowerFirst(o.Summary), c.Examples[0])
		case given && o.Kind == ChoiceOption && !contains(o.Choices, v):
			return Problemf(BadInput, "“%s” is nothing that %s can be. It takes %s.", shorten(v, 40), o.Name, list(o.Choices, "or"))
		}
	}
	return nil
}

func unknownCommand(verb string) *Problem {
	var names []string
	for _, c := range Commands() {
		names = append(names, c.Name)
	}
	if near, ok := nearest(verb, names); ok {
		return Problemf(BadInput, "No command “%s”. Did you mean /%s?", shorten(verb, 40), near)
	}
	return Problemf(BadInput, "No command “%s”. /help lists what there is.", shorten(verb, 40))
}

// unwrap takes the angle brackets off an address.
func unwrap(o Option, s string) string {
	if o.Kind == URLOption {
		if addr, ok := address(s); ok {
			return addr
		}
	}
	return s
}

// address returns the web address that a word is: with its scheme, or a host
// with a dot in it (ledger.example/harbour-bridge), which it then completes
// with https. Angle brackets around it, as chats write them, and a stop or
// comma after it are left out.
func address(word string) (string, bool) {
	word = strings.TrimSpace(word)
	if in, ok := strings.CutPrefix(word, "<"); ok {
		in, _, _ = strings.Cut(in, ">")
		word, _, _ = strings.Cut(in, "|")
	}
	word = strings.Trim(word, ".,;!?”“\"'")
	word = strings.TrimLeft(word, "(")
	for strings.HasSuffix(word, ")") && strings.Count(word, "(") < strings.Count(word, ")") {
		word = word[:len(word)-1]
	}
	if word == "" || strings.ContainsFunc(word, unicode.IsSpace) {
		return "", false
	}
	if hasScheme(word) {
		u, err := url.Parse(word)
		return word, err == nil && u.Host != ""
	}
	u, err := url.Parse("https://" + word)
	if err != nil || u.Port() != "" || u.User != nil {
		return "", false
	}
	dot := strings.LastIndexByte(u.Hostname(), '.')
	if dot <= 0 || len(u.Hostname())-dot <= 2 || strings.ContainsFunc(u.Hostname()[dot+1:], func(r rune) bool { return !unicode.IsLetter(r) }) {
		return "", false
	}
	return "https://" + word, true
}

func hasScheme(s string) bool {
	l := strings.ToLower(s)
	return strings.HasPrefix(l, "http://") || strings.HasPrefix(l, "https://")
}

// cutWord cuts s after its first word; the rest keeps its inner white space.
func cutWord(s string) (word, rest string) {
	s = strings.TrimSpace(s)
	i := strings.IndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return s, ""
	}
	return s[:i], strings.TrimSpace(s[i:])
}

func contains(words []string, w string) bool {
	for _, x := range words {
		if x == w {
			return true
		}
	}
	return false
}

// list joins words as a sentence does: "a, b or c".
func list(words []string, and string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " " + and + " " + words[n]
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
