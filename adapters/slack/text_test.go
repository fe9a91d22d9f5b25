package slack_test

import (
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/slack"
)

// What people typed is got back from what Slack makes of it.
func TestTyped(t *testing.T) {
	for slackText, want := range map[string]string{
		"<https://ledger.example/a?b=1&amp;c=2>":            "https://ledger.example/a?b=1&c=2",
		"see <https://ledger.example|ledger.example> now":   "see https://ledger.example now",
		"<@UBOT> what did she say":                          "what did she say",
		"hey <@UBOT|dateline> what did she say":             "hey what did she say",
		"<@UBOT>":                                           "",
		"ask <@U1|ines> and <@U2> in <#C1|general>":         "ask @ines and @U2 in #general",
		"<!here> <!subteam^S1|@press> <!date^1^{time}|now>": "@here @press now",
		"<mailto:ines@velmar.example|ines@velmar.example>":  "ines@velmar.example",
		"1 &lt; 2 &amp;amp; 3 &gt; 2":                       "1 < 2 &amp; 3 > 2",
		"&lt;@UBOT&gt; is typed out":                        "<@UBOT> is typed out",
		"two\nlines, R&D and <no markup":                    "two\nlines, R&D and <no markup",
		"  <>  ":                                            "",
	} {
		if got := slack.Typed(slackText, "UBOT"); got != want {
			t.Errorf("typed(%q) = %q, want %q", slackText, got, want)
		}
	}
}

func FuzzTyped(f *testing.F) {
	f.Add("<@UBOT> see <https://ledger.example/a|a> &amp; <")
	f.Add("<<>>|<|>&lt;&amp;gt;")
	f.Fuzz(func(t *testing.T, s string) {
		got := slack.Typed(s, "UBOT")
		if len(got) > len(s) {
			t.Errorf("typed(%q) = %q is longer", s, got)
		}
		if !strings.ContainsAny(s, "<>&") && got != strings.TrimSpace(s) {
			t.Errorf("typed(%q) = %q; nothing in it is markup", s, got)
		}
	})
}
