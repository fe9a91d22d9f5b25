package bot_test

import (
	"testing"

	"github.com/dateline-bot/dateline/bot"
)

// What a stranger's page or address brings into a message does not act on the
// terminal that shows it.
func TestProblemsAreSafeToShow(t *testing.T) {
	for given, want := range map[string]string{
		"ledger.example":                       "ledger.example",
		"ledger\u009b31m.example":              "ledger 31m.example",
		"\x1b]0;owned\x07":                     " ]0;owned ",
		"a\u202eelpmaxe":                       "aelpmaxe",
		"two\nlines\u2028three":                "two lines three",
		"broken\xff":                           "broken?",
		"\u0646\u0627\u0645\u200c\u0647\u0627": "\u0646\u0627\u0645\u200c\u0647\u0627",
	} {
		if got := bot.Problemf(bot.Unreachable, "%s", given).Message; got != want {
			t.Errorf("%q is told as %q, want %q", given, got, want)
		}
	}
}
