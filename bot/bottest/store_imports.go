package bottest

import (
	"testing"

	"github.com/dateline-bot/dateline/bot"
)

func keepsImports(t *testing.T, s Stores) {
	job := bot.Job{Kind: bot.ImportFeeds}
	i := bot.Import{Channel: here, Name: "subscriptions.opml", Opened: noon, Awaited: at(1), Refilter: true, Feeds: []bot.ImportedFeed{
		{Listed: bot.Listed{URL: ledgerURL, Title: "Ledger", Filter: "only ukraine"}},
		{Listed: bot.Listed{URL: "https://radio.example/feed"}},
	}}
	opened := must(s.OpenImport(t.Context(), i, job))(t)
	if i.ID = opened.ID; i.ID == 0 {
		t.Fatal("an import without an ID")
	}
	equal(t, "import", must(s.Import(t.Context(), i.ID))(t), i)
	_, err := s.Import(t.Context(), i.ID+100)
	none(t, "unknown import", err)

	i.Feeds[1].Title, i.Feeds[1].Result, i.Feeds[1].Reason, i.Feeds[1].Tries = "Coast Radio", bot.ImportFailed, "It did not answer.", 2
	ok(t, s.Imported(t.Context(), i.ID, 1, i.Feeds[1]))
	equal(t, "imported", must(s.Import(t.Context(), i.ID))(t), i)
	none(t, "no such feed", s.Imported(t.Context(), i.ID, 2, i.Feeds[1]))
	none(t, "no such import", s.Imported(t.Context(), i.ID+100, 0, i.Feeds[0]))

	late := must(s.OpenImport(t.Context(), bot.Import{Channel: there, Name: "late", Opened: at(1), Awaited: at(1)}, job))(t)
	equal(t, "open", must(s.OpenImports(t.Context(), at(2)))(t), []int64{i.ID, late.ID})
	equal(t, "open before", must(s.OpenImports(t.Context(), at(1)))(t), []int64{i.ID})

	reports := func() (all []bot.Report) {
		for id := range int64(100) {
			if r, err := s.Report(t.Context(), id); err == nil {
				all = append(all, r)
			}
		}
		return all
	}
	ok(t, s.EndImport(t.Context(), i.ID, bot.Report{Text: "in time"}, at(0)))
	ok(t, s.EndImport(t.Context(), i.ID, bot.Report{Text: "again"}, at(3)))
	equal(t, "ended", must(s.Import(t.Context(), i.ID))(t).Ended, at(0))
	equal(t, "somebody waits", len(reports()), 0)
	ok(t, s.EndImport(t.Context(), late.ID, bot.Report{Text: "too late", Problem: true}, at(1)))
	all := reports()
	equal(t, "nobody waits", each(all, func(r bot.Report) []any { return []any{r.Channel, r.Text, r.Problem, r.Made} }), [][]any{{there, "too late", true, at(1)}})
	equal(t, "open then", len(must(s.OpenImports(t.Context(), at(9)))(t)), 0)
	none(t, "unknown import", s.EndImport(t.Context(), i.ID+100, bot.Report{}, noon))
}
