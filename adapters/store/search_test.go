package store_test

import (
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/store"
	"github.com/dateline-bot/dateline/bot"
)

// What people type never reaches the search engine as syntax: any words are
// searched without an error, and those of a passage find it.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{
		"council", `"council`, `council" OR "x`, "coun*", "text:council", "NEAR(a b, 3)", "^council", "a AND NOT b", "{text about}: x",
		"\x00", "\xff", "ﬁ", "İ", "Ώ", "🙂", "a\u0301", "-", "'; DROP TABLE passage; --", "%", "_", "\\", "١٢", "日本", "\u200b", "²", "Ⅷ",
	} {
		f.Add(s, s)
	}
	db := connect(f, ":memory:")
	s := store.New(db, drop)
	if err := s.Save(f.Context(), sample(1), "", here, 0, noon); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, word, name string) {
		if len(word)+len(name) > 1<<12 {
			return
		}
		for _, q := range []bot.Query{
			{Words: []string{word}}, {Words: strings.Fields(word)}, {Words: []string{"council", word}},
			{Speaker: name}, {Speaker: name, Words: []string{word}},
		} {
			found, err := s.Search(t.Context(), here, q)
			if err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
			if found.Articles != 1 {
				t.Fatalf("%+v: %d articles", q, found.Articles)
			}
		}
	})
}

// Which addresses are the same article's.
func TestBriefedKnowsAnAddressByItsPlainForm(t *testing.T) {
	s := store.New(connect(t, ":memory:"), drop)
	b := sample(1)
	b.Article.URL = "https://Ledger.example/a/%7Eb?id=7&lang=en"
	if err := s.Save(t.Context(), b, "https://app.example/#/read/9", here, 0, noon); err != nil {
		t.Fatal(err)
	}
	for url, same := range map[string]bool{
		"https://ledger.example/a/%7Eb?id=7&lang=en":                           true,
		"http://LEDGER.example:80/a/%7Eb?id=7&lang=en#top":                     true,
		"\thttps://ledger.example:443/a/%7Eb?utm_source=x&id=7&lang=en&fbclid": true,
		"https://ledger.example/a/%7Eb?id=7&smid=share&lang=en":                true,
		"https://ledger.example:8443/a/%7Eb?id=7&lang=en":                      false,
		"https://ledger.example/a/%7Eb?id=8&lang=en":                           false,
		"https://ledger.example/a/%7EB?id=7&lang=en":                           false,
		"ftp://ledger.example/a/%7Eb?id=7&lang=en":                             false,
		"https://app.example/#/read/9":                                         true,
		"https://app.example/#/read/8":                                         false,
		"https://app.example/":                                                 false,
	} {
		_, _, err := s.Briefed(t.Context(), url)
		if (err == nil) != same {
			t.Errorf("%q: %v", url, err)
		}
	}
}
