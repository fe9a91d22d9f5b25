package bot

import (
	"strings"
	"unicode"
)

// parseBrief reads an address and what to show of it, or a text.
func parseBrief(options map[string]string, rest string) {
	first, more := cutWord(rest)
	if addr, ok := address(first); ok && len(strings.Fields(more)) <= 8 {
		options["source"] = addr
		c, _ := CommandNamed("brief")
		for _, w := range strings.Fields(strings.ToLower(more)) {
			for _, show := range c.Options[1].Choices {
				if w == show {
					options["show"] = show
				}
			}
		}
		return
	}
	if rest != "" {
		options["source"] = rest
	}
}

// parseFollow reads an address and, after it, what to take and what to leave.
func parseFollow(options map[string]string, rest string) *Problem {
	first, filter := cutWord(rest)
	if end := max(strings.LastIndex(rest, "</opml>"), strings.LastIndex(rest, "</OPML>")); end >= 0 && strings.HasPrefix(rest, "<") {
		end += len("</opml>")
		first, filter = rest[:end], strings.TrimSpace(rest[end:])
	} else if addr, ok := address(first); ok {
		first = addr
	} else if first != "" && filter != "" {
		first, filter = rest, ""
	}
	if first != "" {
		options["url"] = first
	}
	f, p := ParseFilter(filter)
	switch {
	case p != nil:
		if first, _ := cutWord(filter); listWord(first) != "" {
			options["only"] = filter // for Ask to say the same of it
		}
		return p
	case f.IsZero() && filter != "":
		options["only"] = "everything"
	}
	if len(f.only) > 0 {
		options["only"] = strings.TrimPrefix(Filter{only: f.only}.String(), "only ")
	}
	if len(f.not) > 0 {
		options["not"] = strings.TrimPrefix(Filter{not: f.not}.String(), "not ")
	}
	return nil
}

// parseWhy finds the address in what somebody asks about: why was URL left out?
func parseWhy(options map[string]string, rest string) {
	for i, w := range strings.Fields(rest) {
		if addr, ok := address(w); ok && (i == 0 || hasScheme(addr) && strings.Contains(w, "://")) {
			options["url"] = addr
			return
		}
	}
	if rest != "" {
		options["url"] = rest
	}
}

// parseDigest tells what is to be done, named options, a zone and a time from
// one another.
func parseDigest(options map[string]string, rest string) {
	c, _ := CommandNamed("digest")
	var when []string
	for _, w := range strings.Fields(rest) {
		name, value, named := cutNamed(w, c)
		switch lower := strings.ToLower(w); {
		case named:
			options[name] = value
		case lower == "preview" || lower == "now" || lower == "off" || lower == "show":
			options["do"] = lower
		case lower == "in" || lower == "at":
		case zoneShaped(w):
			options["zone"] = w
		default:
			when = append(when, w)
		}
	}
	// A zone without a slash is one only where it is known: UTC, Berlin, New York.
	for n := min(2, len(when)); n > 0 && options["zone"] == ""; n-- {
		last := strings.Join(when[len(when)-n:], " ")
		if _, ok := zoneNamed(last); ok && !scheduleWord(last) {
			options["zone"] = last
			when = when[:len(when)-n]
		}
	}
	if len(when) > 0 {
		options["when"] = strings.Join(when, " ")
	}
}

// cutNamed reads size:5 and size=5 for the options of c.
func cutNamed(word string, c Command) (name, value string, ok bool) {
	i := strings.IndexAny(word, ":=")
	if i <= 0 || i == len(word)-1 {
		return "", "", false
	}
	for _, o := range c.Options {
		if strings.EqualFold(o.Name, word[:i]) {
			return o.Name, word[i+1:], true
		}
	}
	return "", "", false
}

// zoneShaped reports whether w can be nothing but a zone's name: letters, a
// slash, more letters, and not cron's MON/2.
func zoneShaped(w string) bool {
	area, city, ok := strings.Cut(w, "/")
	return ok && area != "" && city != "" && unicode.IsLetter(rune(area[0])) && unicode.IsLetter(rune(city[0]))
}
