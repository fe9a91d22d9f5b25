package bottest

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

func hitText(h bot.Hit) string { return h.Text }

// save stores a briefing that c asked for.
func save(t *testing.T, s Stores, c bot.Channel, b briefing.Briefing) {
	t.Helper()
	ok(t, s.Save(t.Context(), b, "", c, 0, noon))
}

// search returns the texts that c finds for q, in quotes and facts unless it
// says one.
func search(t *testing.T, s Stores, c bot.Channel, q bot.Query) []string {
	t.Helper()
	if !q.Quotes && !q.Facts {
		q.Quotes, q.Facts = true, true
	}
	f := must(s.Search(t.Context(), c, q))(t)
	if f.Total < len(f.Hits) {
		t.Fatalf("total %d of %d hits", f.Total, len(f.Hits))
	}
	return each(f.Hits, hitText)
}

func having(w ...string) bot.Query { return bot.Query{Words: w} }

func by(name string, w ...string) bot.Query { return bot.Query{Speaker: name, Words: w} }

func savesArticle(t *testing.T, s Stores) {
	f := follow(t, s, here, ledger(ledgerURL, "bridge"), 0)
	items := must(s.News(t.Context(), bot.Digest{Channel: here}, true, 9))(t)
	b := harbour().briefing()
	_, _, err := s.Briefed(t.Context(), b.Article.URL)
	none(t, "before", err)

	ok(t, s.Save(t.Context(), b, "https://short.example/x1", here, items[0].Item.ID, at(2)))
	for _, url := range []string{
		b.Article.URL, "http://ledger.example/harbour-bridge?utm_source=letter#comments",
		"https://short.example/x1", items[0].Item.URL,
	} {
		got, read, err := s.Briefed(t.Context(), url)
		ok(t, err)
		equal(t, "read", read, at(2))
		equal(t, "briefing at "+url, string(must(got.MarshalJSON())(t)), string(must(b.MarshalJSON())(t)))
	}
	for _, url := range []string{"", "https://ledger.example/harbour-bridge?page=2", "https://ledger.example/"} {
		_, _, err := s.Briefed(t.Context(), url)
		none(t, url, err)
	}
	n := must(s.News(t.Context(), bot.Digest{Channel: here}, true, 9))(t)[0]
	equal(t, "news of", n.Feed.ID, f.ID)
	if n.Briefing == nil || n.Pending || n.Trouble != "" || n.Briefing.Headline != b.Headline {
		t.Fatalf("the item has no briefing: %+v", n)
	}
	none(t, "unknown item", s.Save(t.Context(), b, "", here, 999, noon))
}

func savesAgain(t *testing.T, s Stores) {
	const url = "https://ledger.example/a"
	old := article(url, "A", noon, []string{"The harbour master left."}, said("Ines Okafor", "We waited."))
	save(t, s, here, old)
	ok(t, s.Save(t.Context(), old, "", there, 0, at(4)))
	_, read, err := s.Briefed(t.Context(), url)
	ok(t, err)
	equal(t, "unchanged, read", read, noon)
	equal(t, "asked for there", search(t, s, there, having("harbour")), []string{"The harbour master left."})

	ok(t, s.Save(t.Context(), article(url, "A", noon, []string{"The harbour master stays."}), "", bot.Channel{}, 0, at(5)))
	_, read, err = s.Briefed(t.Context(), url)
	ok(t, err)
	equal(t, "changed, read", read, at(5))
	equal(t, "facts", search(t, s, here, having("harbour")), []string{"The harbour master stays."})
	equal(t, "quotes", search(t, s, here, by("Okafor")), []string{})
	equal(t, "speakers", len(must(s.Speakers(t.Context(), here))(t)), 0)
}

func savesText(t *testing.T, s Stores) {
	save(t, s, here, article("", "", time.Time{}, []string{"The lighthouse is dark."}))
	save(t, s, here, article("", "", time.Time{}, []string{"The lighthouse is lit."}))
	save(t, s, here, article("", "", time.Time{}, []string{"The lighthouse is lit."}))
	f := must(s.Search(t.Context(), here, bot.Query{Facts: true, Words: []string{"lighthouse"}}))(t)
	equal(t, "articles", f.Articles, 2)
	equal(t, "total", f.Total, 2)
	_, _, err := s.Briefed(t.Context(), "")
	none(t, "no address", err)
}

func searchesWords(t *testing.T, s Stores) {
	b := article("https://ledger.example/b", "Harbour Bridge closes", noon,
		[]string{"Inspectors found cracks in 19 rods.", "Buses go through Mill Tunnel."},
		Saying{Kind: briefing.Direct, Words: []string{"The tunnel", "was never built for this."}, Speaker: "Tomas Reyl", Role: "head of the drivers' union", Cue: "said"})
	save(t, s, here, b)
	f := must(s.Search(t.Context(), here, bot.Query{Words: []string{"tunnel"}, Quotes: true, Limit: 5}))(t)
	equal(t, "hits", each(f.Hits, hitText), []string{"The tunnel was never built for this."})
	equal(t, "counts", []int{f.Total, f.Articles}, []int{1, 1})
	h := f.Hits[0]
	want := b.Article
	want.Text = ""
	equal(t, "article", h.Article, want)
	equal(t, "read", h.Read, noon)
	equal(t, "speaker", *h.Quote.Speaker, *b.Quotes[0].Speaker)
	equal(t, "content", h.Quote.Content, b.Quotes[0].Content)

	equal(t, "facts", search(t, s, here, bot.Query{Words: []string{"tunnel"}, Facts: true}), []string{"Buses go through Mill Tunnel."})
	facts := must(s.Search(t.Context(), here, bot.Query{Words: []string{"tunnel"}, Facts: true, Limit: 5}))(t)
	equal(t, "what the fact leans on", facts.Hits[0].Fact.Gloss, b.Facts[1].Gloss)
	equal(t, "all words", search(t, s, here, having("rods", "cracks")), []string{"Inspectors found cracks in 19 rods."})
	equal(t, "one missing", search(t, s, here, having("rods", "tunnel")), []string{})
	equal(t, "by the title", search(t, s, here, by("Reyl", "bridge")), []string{"The tunnel was never built for this."})
	none := must(s.Search(t.Context(), here, bot.Query{Words: []string{"zeppelin"}, Quotes: true}))(t)
	equal(t, "nothing found", []int{len(none.Hits), none.Total, none.Articles}, []int{0, 0, 1})
	all := must(s.Search(t.Context(), here, bot.Query{Quotes: true, Facts: true, Limit: 2}))(t)
	equal(t, "limit", []int{len(all.Hits), all.Total}, []int{2, 3})
}

func searchesStems(t *testing.T, s Stores) {
	save(t, s, here, article("https://ledger.example/c", "", noon, []string{"Élodie's café was closing early."}))
	for _, q := range []string{"closed", "CLOSES", "elodie", "Cafés", "ÉARLY"} {
		equal(t, q, len(search(t, s, here, having(q))), 1)
	}
	equal(t, "part of a word", len(search(t, s, here, having("clo"))), 0)
	equal(t, "another word", len(search(t, s, here, having("cloud"))), 0)
}

func searchesSpeakers(t *testing.T, s Stores) {
	save(t, s, here, article("https://ledger.example/d", "", noon, []string{"Ann Lee was there."},
		said("Ines Okafor", "We waited."), said("Søren Ågård", "Not us."), said("Annette O'Neill", "Never."), said("Ann Lee", "Always.")))
	for name, want := range map[string][]string{
		"okafor": {"We waited."}, "INES": {"We waited."}, "Okafor Ines": {"We waited."}, "okaf": {"We waited."},
		"Inès Okáfor": {"We waited."}, "Soren Agard": {"Not us."}, "søren": {"Not us."}, "oneill": {"Never."}, "O’Neill": {"Never."},
		"Ann": {"Always."}, "anne": {"Never."}, "kafor": {}, "Okafor Lee": {}, "%": {}, "_": {}, "": nil,
	} {
		if name != "" {
			equal(t, name, search(t, s, here, by(name)), want)
		}
	}
	equal(t, "with a word", search(t, s, here, by("Okafor", "waiting")), []string{"We waited."})
	equal(t, "with another's word", search(t, s, here, by("Lee", "waited")), []string{})
}

func keepsUnidentified(t *testing.T, s Stores) {
	save(t, s, here, article("https://ledger.example/e", "", noon, nil,
		Saying{Kind: briefing.Direct, Words: []string{"It was locked."}, Speaker: "Okafor", Cue: "said", Unclear: true},
		Saying{Kind: briefing.Indirect, Words: []string{"the door was open"}, Cue: "according to"}))
	equal(t, "by name", search(t, s, here, by("Okafor")), []string{})
	equal(t, "by words", search(t, s, here, having("locked")), []string{"It was locked."})
	equal(t, "nobody's", search(t, s, here, having("door")), []string{"the door was open"})
	equal(t, "speakers", len(must(s.Speakers(t.Context(), here))(t)), 0)
}

func searchesTime(t *testing.T, s Stores) {
	for i, name := range []string{"first", "second", "third"} {
		save(t, s, here, article("https://ledger.example/"+name, "", at(24*(i-4)), []string{"The " + name + " ferry sank."}))
	}
	save(t, s, here, article("https://ledger.example/undated", "", time.Time{}, []string{"The undated ferry sank."}))
	one, two, three, read := "The first ferry sank.", "The second ferry sank.", "The third ferry sank.", "The undated ferry sank."
	equal(t, "newest first", search(t, s, here, bot.Query{}), []string{read, three, two, one})
	equal(t, "newer count for more", search(t, s, here, having("ferry")), []string{read, three, two, one})
	equal(t, "since", search(t, s, here, bot.Query{Since: at(-72)}), []string{read, three, two})
	equal(t, "until", search(t, s, here, bot.Query{Until: at(-72)}), []string{one})
	f := must(s.Search(t.Context(), here, bot.Query{Facts: true, Since: at(-72), Until: at(-48)}))(t)
	equal(t, "between", each(f.Hits, hitText), []string{two})
	equal(t, "articles between", f.Articles, 1)
}

func searchesVisible(t *testing.T, s Stores) {
	f := follow(t, s, here, ledger(ledgerURL, "bridge"), 0)
	item := must(s.News(t.Context(), bot.Digest{Channel: here}, true, 1))(t)[0].Item
	b := article(item.URL, "", noon, nil, said("Ines Okafor", "We waited."))
	ok(t, s.Save(t.Context(), b, "", bot.Channel{}, item.ID, noon))
	save(t, s, there, article("https://ledger.example/own", "", noon, nil, said("Tomas Reyl", "We waited too.")))

	see := func(c bot.Channel) []string {
		t.Helper()
		texts := search(t, s, c, having("waited"))
		equal(t, "speakers", len(must(s.Speakers(t.Context(), c))(t)), len(texts))
		slices.Sort(texts)
		return texts
	}
	equal(t, "followed", see(here), []string{"We waited."})
	equal(t, "asked for", see(there), []string{"We waited too."})
	follow(t, s, there, ledger(ledgerURL, "bridge"), 1)
	equal(t, "both", see(there), []string{"We waited too.", "We waited."})
	ok(t, s.Unfollow(t.Context(), here, f.ID))
	equal(t, "unfollowed", see(here), []string{})
	equal(t, "a channel never heard of", see(bot.Channel{Platform: "console"}), []string{})
	// Who is out of sight hides nobody with a longer name.
	save(t, s, here, article("https://ledger.example/reyls", "", noon, nil, said("Ada Reyland", "We drove.")))
	equal(t, "longer name", search(t, s, here, by("Reyl")), []string{"We drove."})
}

func foldsAlike(t *testing.T, s Stores) {
	for i, words := range []string{"“We waited,” she said", "we  waited", "We waited!"} {
		b := article("https://paper"+string(rune('a'+i))+".example/", "", at(-i), []string{"The ferry sank.", "The FERRY sank"}, said("Ines Okafor", strings.TrimSuffix(words, " she said")))
		save(t, s, here, b)
	}
	save(t, s, here, article("https://paperz.example/", "", at(-9), nil, said("Tomas Reyl", "We waited.")))
	f := must(s.Search(t.Context(), here, bot.Query{Words: []string{"waited"}, Quotes: true}))(t)
	equal(t, "total", f.Total, 2)
	equal(t, "also", each(f.Hits, func(h bot.Hit) int { return h.Also }), []int{2, 0})
	equal(t, "the newest stands for all", f.Hits[0].Article.URL, "https://papera.example/")
	equal(t, "another's words are another's", f.Hits[1].Quote.Speaker.Name, "Tomas Reyl")
	facts := must(s.Search(t.Context(), here, bot.Query{Words: []string{"ferry"}, Facts: true}))(t)
	equal(t, "facts", []int{facts.Total, facts.Hits[0].Also, facts.Articles}, []int{1, 2, 4})
}

// searchesHostile gives what other search languages would read as syntax.
func searchesHostile(t *testing.T, s Stores) {
	save(t, s, here, article("https://ledger.example/h", "", noon, []string{`The "e-mail" AND the NEAR miss cost 5* more.`}))
	for _, w := range []string{
		`"`, `""`, `'`, `*`, `^`, `:`, `-`, `+`, `(`, `)`, `{}`, `%`, `_`, `\`, `;`, `--`, "\x00", "\xff\xfe", "\u0301", "🙂", "", " ",
		`text:miss OR`, `NEAR(miss cost)`, `" OR "1"="1`, `miss*"`, `'); DROP TABLE article; --`, "mi\x00ss", strings.Repeat("(", 5000), strings.Repeat("miss ", 500),
	} {
		for _, q := range []bot.Query{having(w), having("miss", w), having(slices.Repeat([]string{w}, 400)...), by(w), by(w, w)} {
			if _, err := s.Search(t.Context(), here, q); err != nil {
				t.Errorf("%.40q: %v", w, err)
			}
		}
	}
	for _, w := range []string{"e-mail", `"e-mail"`, "AND", "near", "5*", "NEAR miss"} {
		equal(t, w, len(search(t, s, here, having(w))), 1)
	}
	for _, w := range []string{"text:miss", "mi*", "miss OR cost", "mail-e"} {
		equal(t, w, len(search(t, s, here, having(w))), 0)
	}
}

func listsSpeakers(t *testing.T, s Stores) {
	save(t, s, here, article("https://a.example/", "", noon, nil, said("Ines Okafor", "One."), said("Ines Okafor", "Two."), said("Tomas Reyl", "Three.")))
	copied := article("https://b.example/", "", noon, nil, Saying{Kind: briefing.Direct, Words: []string{"One."}, Speaker: "Ines Okafor", Cue: "said"})
	save(t, s, here, copied)
	equal(t, "speakers", must(s.Speakers(t.Context(), here))(t), []bot.SpeakerCount{
		{Name: "Ines Okafor", Role: "mayor", Quotes: 2}, {Name: "Tomas Reyl", Role: "mayor", Quotes: 1},
	})
}
