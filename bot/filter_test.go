package bot_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// read is an article as a feed brought it and it was read.
func read(title, text, language string, people, places []string) bot.News {
	entities := func(names []string) (all []briefing.Entity) {
		for _, n := range names {
			all = append(all, briefing.Entity{Name: n})
		}
		return all
	}
	return bot.News{Item: bot.Item{Title: title}, Briefing: &briefing.Briefing{
		Article: briefing.Article{Title: title, Text: text}, Headline: title, Language: language,
		People: entities(people), Places: entities(places),
	}}
}

func TestFilterTakes(t *testing.T) {
	grain := read("Grain leaves", "Two ships left Ukraine’s port. Oil prices, said the E.U., fell; the US did not.", "en", []string{"Ines Okafor"}, []string{"New Velmar"})
	for _, c := range []struct {
		filter string
		news   bot.News
		leaves string
	}{
		{"", grain, ""},
		{"everything", grain, ""},
		{"only ukraine", grain, ""},
		{"only UKRAINE", grain, ""},
		{`only "oil price"`, grain, ""},
		{"only oil price", grain, ""}, // words that stand together are looked for together
		{"only price oil", grain, "does not mention “price oil”"},
		{"only EU", grain, ""},
		{"only US", grain, ""},
		{"only US", read("", "They told us. US-", "en", nil, nil), ""},
		{"only US", read("", "They told us.", "en", nil, nil), "does not mention “US”"},
		{"only us", read("", "They told us.", "en", nil, nil), ""},
		{"only leaf", grain, "does not mention “leaf”"},
		{"only leave", grain, ""},
		{"only sport, tennis, golf", grain, "mentions neither “sport”, “tennis” nor “golf”"},
		{"not port", grain, "mentions “port”"},
		{"only ukraine not port", grain, "mentions “port”"},
		{"not sport", grain, ""}, // no part of a word
		{"only person:okafor", grain, ""},
		{"only person:Ines Okafor", grain, ""},
		{"only person:Ukraine", grain, "does not mention the person “Ukraine”"},
		{`not place:"velmar"`, grain, "mentions the place “velmar”"},
		{"only org:okafor", grain, "does not mention the organization “okafor”"},
		{"only in English", grain, ""},
		{"only lang:de, lang:fr", grain, "is in English, not in German or French"},
		{"only lang:de, ukraine", grain, "is in English, not in German"},
		{"only lang:en, sport", grain, "does not mention “sport”"},
		{"not english", grain, ""}, // a word; "in english" is the language
		{"not in english", grain, "is in English"},
		{"only in gaza", read("", "It was quiet in Gaza.", "en", nil, nil), ""},
		{"only lang:pt-BR", read("", "a", "pt-PT", nil, nil), "is in European Portuguese, not in Brazilian Portuguese"},
		{"only lang:pt", read("", "a", "pt-BR", nil, nil), ""},
		{"only lang:nb", read("", "a", "no", nil, nil), ""},
		{"only in Deutsch", read("", "a", "de-AT", nil, nil), ""},
		{"only lang:de", read("", "a", "", nil, nil), "is in a language that could not be told, not in German"},
		{"not lang:de", read("", "a", "", nil, nil), ""},
		{"only strasse", read("", "Die Straße ist zu.", "de", nil, nil), ""},
		{"only Élection", read("", "Les elections de mai", "fr", nil, nil), ""},
		{"only 東京", read("", "今日の東京は雨です", "ja", nil, nil), ""},
		{"only выборы", read("", "О выборах говорят все", "ru", nil, nil), ""},
		{"only news", read("", "A new bridge", "en", nil, nil), "does not mention “news”"},
		{"only bridge", bot.News{Item: bot.Item{Title: "The bridge", Summary: "Closed."}, Trouble: "A wall."}, ""},
		{"only closed", bot.News{Item: bot.Item{Title: "The bridge", Summary: "Closed."}, Trouble: "A wall."}, ""},
		{"only person:Okafor", bot.News{Item: bot.Item{Title: "Okafor resigns"}, Trouble: "A wall."}, ""},
		{"only tunnel", bot.News{Item: bot.Item{Title: "The bridge"}, Trouble: "A wall."}, "does not mention “tunnel”, as far as its title and summary tell: its article could not be read"},
	} {
		f, p := bot.ParseFilter(c.filter)
		if p != nil {
			t.Errorf("%s: %s", c.filter, p.Message)
			continue
		}
		if got := f.Leaves(c.news); got != c.leaves {
			t.Errorf("%s: it %q, want %q", c.filter, got, c.leaves)
		}
	}
}

// vocabulary is what filters and articles are made of by chance.
var vocabulary = strings.Fields("ukraine Ukraine’s oil OIL price prices sport élection ELECTIONS us US who not only or in German Velmar Straße 東京 выборы ﬁne e.g. 3.5 don’t – ! 🙂")

func phrase(r *rand.Rand, most int) string {
	words := make([]string, 1+r.IntN(most))
	for i := range words {
		words[i] = vocabulary[r.IntN(len(vocabulary))]
	}
	return strings.Join(words, " ")
}

// What holds of every filter and every article: what only takes, not leaves;
// of two terms one is enough; case, form and spacing make no difference to
// what is taken; and a filter is what it is written as.
func TestFilterLaws(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	parse := func(text string) (bot.Filter, bool) {
		f, p := bot.ParseFilter(text)
		if p == nil {
			again, p2 := bot.ParseFilter(f.String())
			if p2 != nil || again.String() != f.String() || again.Words() != f.Words() {
				t.Fatalf("%q is written as %q, which is read as %q (%v)", text, f, again, p2)
			}
		}
		return f, p == nil
	}
	tried := 0
	for range 4000 {
		a, b, text := phrase(r, 2), phrase(r, 2), phrase(r, 30)
		n := read("", text, []string{"en", "fr", "ru", "de", ""}[r.IntN(5)], nil, nil)
		only, ok := parse(`only "` + a + `"`)
		if !ok {
			continue // nothing but signs
		}
		tried++
		not, _ := parse(`not "` + a + `"`)
		takes := only.Leaves(n) == ""
		if takes == (not.Leaves(n) == "") {
			t.Fatalf("%q is both taken and left, or neither, by %s", text, only)
		}
		if other, ok := parse(`only "` + b + `"`); ok {
			either, _ := parse(`only "` + a + `", "` + b + `"`)
			if (either.Leaves(n) == "") != (takes || other.Leaves(n) == "") {
				t.Fatalf("%q: %s is not %s or %s", text, either, only, other)
			}
		}
		n.Briefing.Article.Text = norm.NFD.String(strings.ReplaceAll(text, " ", "\n "))
		if takes != (only.Leaves(n) == "") {
			t.Fatalf("%q is another text in form D, to %s", text, only)
		}
		if !strings.ContainsAny(a, "UW") { // capitals of everyday words are looked for as such
			upper, _ := parse(strings.ToLower(`only "` + a + `"`))
			if takes != (upper.Leaves(n) == "") {
				t.Fatalf("%q: %s is not %s", text, only, upper)
			}
		}
	}
	if tried < 1000 {
		t.Fatalf("only %d filters were tried", tried)
	}
}

func FuzzParseFilter(f *testing.F) {
	for _, s := range []string{"", "everything", `only ukraine, "oil price" not sport`, "only person:Okafor, lang:de not in French", `only "`, "not :", "only only", "only ,,,", "only \"\" not \"-\"", "only 'a' or or b"} {
		f.Add(s)
	}
	news := read("Oil", "The oil price rose in Velmar.", "en", nil, nil)
	f.Fuzz(func(t *testing.T, s string) {
		filter, p := bot.ParseFilter(s)
		if p != nil {
			if p.Kind != bot.BadInput || p.Message == "" {
				t.Errorf("%q: %+v", s, p)
			}
			return
		}
		again, p := bot.ParseFilter(filter.String())
		if p != nil || again.String() != filter.String() || again.Leaves(news) != filter.Leaves(news) {
			t.Errorf("%q is written as %q, which is read as %q (%v)", s, filter, again, p)
		}
	})
}
