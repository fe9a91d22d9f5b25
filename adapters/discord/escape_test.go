package discord_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dateline-bot/dateline/adapters/discord"
	"github.com/dateline-bot/dateline/adapters/discord/discordtest"
)

// TestEscape shows hostile text as it is.
func TestEscape(t *testing.T) {
	for _, c := range []struct{ text, sent string }{
		{"The mayor, “very” *sure*, said 7-4 (or 7–4).", `The mayor, “very” \*sure\*, said 7-4 (or 7–4).`},
		{"# A heading\n- a list\n1. an item\n2) another\n> a quote\n-# small", "\\# A heading\n\\- a list\n1\\. an item\n2\\) another\n\\> a quote\n\\-# small"},
		{"@everyone <@1> <#2> </brief:3> <t:4:R> <:x:5>", `\@everyone \<\@1> \<#2> \</brief:3> \<t\:4:R> \<\:x:5>`},
		{"[bank](https://evil.example)", `\[bank\](https\://evil.example)`},
		{"half past 10:30:15 :skull:", `half past 10\:30:15 \:skull:`},
		{"||spoiler|| ~~gone~~ `code` __u__ \\o/", "\\|\\|spoiler\\|\\| \\~\\~gone\\~\\~ \\`code\\` \\_\\_u\\_\\_ \\\\o/"},
		{"tur\u202ened\u200b \u2066round\u2069 \ufeff\u00ad\u0007", "turned round "},
		{"\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 a\u200cb", "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 ab"},
		{"one\r\ntwo\u2028three", "one\ntwo\nthree"},
	} {
		if got := discord.Escape(c.text); got != c.sent {
			t.Errorf("%q is sent as\n%q, want\n%q", c.text, got, c.sent)
		}
	}
}

// FuzzEscape lets Discord's reader see nothing but the text.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{
		"*a* _b_ ~~c~~ ||d|| `e` ```f``` # g", "[a](https://b.example) <https://c.example> https://d.example/e_f",
		"@everyone @here <@1> <@&2> <#3> <t:1> <:x:2> </a:3> :b:", "1. a\n  - b\n> c\n-# d\n### e", `\\*\_`, "7) 8", " 9. x", "\t# y",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.TrimSpace(text) == "" {
			return
		}
		sent := discord.Escape(text)
		payload, err := json.Marshal(map[string]any{
			"embeds": []any{map[string]any{"title": "x", "description": sent}}, "allowed_mentions": map[string]any{"parse": []string{}},
		})
		if err != nil {
			t.Fatal(err)
		}
		m, _ := discordtest.Parse(payload) // it may be too long; that is another's concern
		if acts, links := m.Acts(), m.Links(); len(acts)+len(links) > 0 {
			t.Errorf("%q is sent as %q, in which Discord acts on %q %q", text, sent, acts, links)
		}
		want := strings.NewReplacer("\\", "").Replace(sent)
		if got := strings.ReplaceAll(m.Quotes()[0], "\\", ""); got != want {
			t.Errorf("%q is shown as %q", text, got)
		}
	})
}

func TestLink(t *testing.T) {
	for _, c := range []struct{ addr, want string }{
		{"https://ledger.example/a(b)", "https://ledger.example/a%28b%29"},
		{"https://ledger.example/a|b>?q=<!channel>&x=%E2%80%AE", "https://ledger.example/a%7Cb%3E?q=%3C%21channel%3E&x=%E2%80%AE"},
		{"https://ledger.example/100%?q=5%zz", ""},
		{"https://ledger.example/ü?ö#ä", "https://ledger.example/%C3%BC?%C3%B6#%C3%A4"},
		{"http://[::1]:80/x", "http://[::1]:80/x"},
		{"javascript:alert(1)", ""},
		{"//ledger.example", ""},
		{"https://", ""},
		{"https://" + strings.Repeat("a", 3000), ""},
		{"https://evil.example>)[x](/", ""},
	} {
		if got := discord.Link(c.addr); got != strings.ReplaceAll(c.want, "%21", "!") {
			t.Errorf("%q is linked as %q, want %q", c.addr, got, c.want)
		}
	}
}
