package bottest

import (
	"testing"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// toldOf posts an edition of here's digest in which the article at URL led a
// story, at the hours two and later, and returns the digest.
func toldOf(t *testing.T, s Stores) (bot.Digest, string) {
	t.Helper()
	follow(t, s, here, ledger(ledgerURL, "bridge", "ferry"), 0)
	d := digest(t, s, here)
	b := harbour().briefing()
	news := must(s.News(t.Context(), d, false, 9))(t)
	ok(t, s.Save(t.Context(), b, "", bot.Channel{}, news[0].Item.ID, at(0)))
	post(t, s, d, "first", news[0].Item.ID)
	return d, b.Article.URL
}

func listsTold(t *testing.T, s Stores) {
	equal(t, "none", len(must(s.Told(t.Context(), bot.Digest{ID: 1}, at(-99)))(t)), 0)
	_, err := s.Reread(t.Context(), 999)
	none(t, "no such article", err)
	none(t, "no such address", s.Checked(t.Context(), "https://ledger.example/none", bot.Validators{}, at(1)))
	d, url := toldOf(t, s)
	told := must(s.Told(t.Context(), d, at(2)))(t)
	equal(t, "told", told, []bot.Reread{{Article: told[0].Article, URL: url, Told: at(2), Checked: at(0)}})
	equal(t, "told before", len(must(s.Told(t.Context(), d, at(3)))(t)), 0)
	equal(t, "another's digest", len(must(s.Told(t.Context(), digest(t, s, there), at(-9)))(t)), 0)

	v := bot.Validators{ETag: `W/"v1"`, LastModified: "Tue, 03 Mar 2026 06:00:00 GMT"}
	ok(t, s.Checked(t.Context(), url, v, at(5)))
	want := bot.Reread{Article: told[0].Article, URL: url, Told: at(2), Checked: at(5), Validators: v}
	equal(t, "checked", must(s.Told(t.Context(), d, at(0)))(t), []bot.Reread{want})
	want.Told = time.Time{}
	equal(t, "by number", must(s.Reread(t.Context(), want.Article))(t), want)

	// A source of another's story, and what did not lead one, were not told.
	news := must(s.News(t.Context(), d, false, 9))(t)
	ferry := article("https://ledger.example/ferry", "Ferry stops", at(1), []string{"The ferry stops for the winter."})
	ok(t, s.Save(t.Context(), ferry, "", bot.Channel{}, news[0].Item.ID, at(6)))
	e := edition(t, s, d, "second", 6)
	ok(t, s.Compose(t.Context(), e.ID, nil, []bot.Decision{{Item: news[0].Item.ID, Verdict: bot.VerdictShown, Story: 77}}, nil))
	ok(t, s.Settle(t.Context(), e.ID, bot.OutcomePosted, "", at(7)))
	equal(t, "a source", len(must(s.Told(t.Context(), d, at(0)))(t)), 1)
}

func tellsChanges(t *testing.T, s Stores) {
	none(t, "no such article", s.Changed(t.Context(), "https://ledger.example/none", bot.Change{Kind: bot.Withdrawn}, at(1)))
	d, url := toldOf(t, s)
	changes := func() []bot.Change { t.Helper(); return must(s.Changes(t.Context(), d, 9))(t) }
	correction := bot.Change{Kind: bot.Corrected, Title: "Harbour Bridge closes", URL: url, Site: "The Velmar Ledger", Was: "It cost 48 million.", Now: "It cost 84 million.", Note: "Correction: it cost 84 million."}

	ok(t, s.Changed(t.Context(), url, bot.Change{Kind: bot.Corrected, Was: "what no edition told yet"}, at(1)))
	equal(t, "from before it was told", len(changes()), 0)
	ok(t, s.Changed(t.Context(), url, correction, at(3)))
	ok(t, s.Changed(t.Context(), url, correction, at(4)))
	ok(t, s.Changed(t.Context(), url, bot.Change{Kind: bot.Withdrawn, URL: url}, at(5)))
	got := changes()
	equal(t, "changes", len(got), 2)
	correction.ID = got[0].ID
	equal(t, "the first", got[0], correction)
	equal(t, "the second", got[1].Kind, bot.Withdrawn)
	equal(t, "limit", len(must(s.Changes(t.Context(), d, 1))(t)), 1)
	equal(t, "another's digest", len(must(s.Changes(t.Context(), digest(t, s, there), 9))(t)), 0)

	e := edition(t, s, d, "second", 6)
	ok(t, s.Compose(t.Context(), e.ID, nil, nil, []int64{got[0].ID}))
	equal(t, "in an edition that is not settled", len(changes()), 1)
	ok(t, s.Settle(t.Context(), e.ID, bot.OutcomeFailed, "", at(7)))
	equal(t, "in one that failed", len(changes()), 2)
	e = edition(t, s, d, "third", 8)
	ok(t, s.Compose(t.Context(), e.ID, nil, nil, []int64{got[0].ID, got[1].ID}))
	ok(t, s.Settle(t.Context(), e.ID, bot.OutcomePosted, "", at(9)))
	equal(t, "told", len(changes()), 0)
}
