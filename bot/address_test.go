package bot_test

import (
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/bot"
)

func TestParseAddress(t *testing.T) {
	for raw, want := range map[string]bot.ProblemKind{
		" https://ledger.example/a b?c=d#e ": "", "HTTP://LEDGER.EXAMPLE": "", "https://bücher.example/": "", "http://[2600::1]:443/": "",
		"": bot.BadInput, "  ": bot.BadInput, "the bridge": bot.BadInput, "ledger.example/a": bot.BadInput, "ledger.example:80/a": bot.BadInput, "localhost:80": bot.BadInput, "a/b:c": bot.BadInput, "http://[::1": bot.BadInput, "https://%zz/": bot.BadInput,
		"ftp://ledger.example/": bot.RefusedAddress, "javascript:alert(1)": bot.RefusedAddress, "mailto:desk@ledger.example": bot.RefusedAddress, "//ledger.example/": bot.RefusedAddress,
		"http:ledger.example": bot.RefusedAddress, "http:/ledger.example": bot.RefusedAddress, "http://": bot.RefusedAddress, "http://:80/": bot.RefusedAddress,
		"http://a@b.example/": bot.RefusedAddress, "http://a.example\\@b.example/": bot.RefusedAddress, "http://a.example/\nX: y": bot.RefusedAddress, "http://a.example\t@b.example/": bot.RefusedAddress,
	} {
		u, err := bot.ParseAddress(raw)
		switch p := bot.AsProblem(err); {
		case p == nil && (want != "" || u.Hostname() == ""):
			t.Errorf("%q: %v, want %q", raw, u, want)
		case p != nil && (p.Kind != want || !strings.HasSuffix(p.Message, ".") || strings.ContainsAny(p.Message, "\n\t")):
			t.Errorf("%q: %s: %q, want %q", raw, p.Kind, p.Message, want)
		}
	}
	long := "http://ledger.example:x/" + strings.Repeat("é", 5000)
	if _, err := bot.ParseAddress(long); err == nil || len(err.Error()) > 400 {
		t.Errorf("%d bytes of message", len(err.Error()))
	}
}

func TestPlainURL(t *testing.T) {
	for raw, want := range map[string]string{
		"https://ledger.example/a?utm_source=x&id=7&fbclid=y#top": "https://ledger.example/a?id=7",
		"https://ledger.example/a?utm_medium=x":                   "https://ledger.example/a",
		"https://ledger.example/a?b=%20c&&d":                      "https://ledger.example/a?b=%20c&d",
		"https://ledger.example/?":                                "https://ledger.example/",
	} {
		u, err := bot.ParseAddress(raw)
		if err != nil {
			t.Fatal(err)
		}
		if got := bot.PlainURL(u); got != want {
			t.Errorf("%s: %s, want %s", raw, got, want)
		}
	}
	if got := bot.PlainURL(nil); got != "" {
		t.Errorf("nil: %q", got)
	}
}
