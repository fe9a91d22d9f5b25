package console

import (
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// completer returns the line editor's callback for the Tab key. Where several
// words fit and no more is certain, it lists them above the prompt.
func (f *Face) completer() func(line string, pos int, key rune) (string, int, bool) {
	return func(line string, pos int, key rune) (string, int, bool) {
		if key != '\t' {
			return "", 0, false
		}
		before, fits := complete(line[:pos])
		if len(fits) > 1 && before == line[:pos] {
			f.say(strings.Join(fits, "  "))
		}
		return before + line[pos:], len(before), true
	}
}

// complete returns line with its last word completed as far as it is certain,
// and the words that fit.
func complete(line string) (string, []string) {
	start := strings.LastIndexByte(line, ' ') + 1
	head, word := line[:start], line[start:]
	var fits []string
	for _, c := range candidates(head) {
		if strings.HasPrefix(c, strings.ToLower(strings.TrimPrefix(word, "/"))) {
			fits = append(fits, c)
		}
	}
	if len(fits) == 0 {
		return line, nil
	}
	common := fits[0]
	for _, c := range fits[1:] {
		for !strings.HasPrefix(c, common) {
			common = common[:len(common)-1]
		}
	}
	if strings.HasPrefix(word, "/") || strings.TrimSpace(head) == "" {
		common = "/" + common
	}
	if len(fits) == 1 {
		common += " "
	}
	if len(common) < len(word) {
		return line, fits
	}
	return head + common, fits
}

// candidates lists the words that may follow head: commands at the beginning
// and after help, else what the command lets one choose from.
func candidates(head string) []string {
	var out []string
	words := strings.Fields(head)
	if len(words) == 0 || len(words) == 1 && strings.TrimPrefix(words[0], "/") == "help" {
		for _, c := range bot.Commands() {
			out = append(out, c.Name)
		}
		return out
	}
	for _, c := range bot.Commands() {
		if c.Name != strings.ToLower(strings.TrimPrefix(words[0], "/")) {
			continue
		}
		for _, o := range c.Options {
			if o.Kind == bot.ChoiceOption {
				return o.Choices
			}
		}
	}
	return nil
}
