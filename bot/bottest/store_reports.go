package bottest

import (
	"testing"

	"github.com/dateline-bot/dateline/bot"
)

func tellsFollowers(t *testing.T, s Stores) {
	f := follow(t, s, here, ledger(ledgerURL, "bridge"), 0)
	follow(t, s, there, ledger(ledgerURL, "bridge"), 0)
	other := follow(t, s, here, ledger("https://other.example/"), 0)
	none(t, "unknown feed", s.TellFollowers(t.Context(), f.ID+100, "It is in trouble.", true, noon))
	_, err := s.Report(t.Context(), 1000)
	none(t, "no report yet", err)

	told := func(from int64) (reports []bot.Report) {
		for id := from + 1; id < from+20; id++ {
			if r, err := s.Report(t.Context(), id); err == nil {
				reports = append(reports, r)
			}
		}
		return reports
	}
	ok(t, s.TellFollowers(t.Context(), f.ID, "It is in trouble.", false, at(1)))
	all := told(0)
	equal(t, "channels", each(all, func(r bot.Report) bot.Channel { return r.Channel }), []bot.Channel{here, there})
	equal(t, "report", all[1], bot.Report{ID: all[1].ID, Channel: there, Text: "It is in trouble.", Problem: true, Made: at(1)})
	equal(t, "reported", must(s.Feed(t.Context(), f.ID))(t).Reported, true)
	equal(t, "others are not", must(s.Feed(t.Context(), other.ID))(t).Reported, false)
	equal(t, "still followed", len(must(s.Following(t.Context(), there))(t)), 1)

	ok(t, s.ReportAttempted(t.Context(), all[0].ID))
	equal(t, "attempted", must(s.Report(t.Context(), all[0].ID))(t).Attempted, true)
	ok(t, s.ReportSettled(t.Context(), all[0].ID, at(2)))
	equal(t, "settled", must(s.Report(t.Context(), all[0].ID))(t).Settled, at(2))
	equal(t, "the other is not", must(s.Report(t.Context(), all[1].ID))(t), all[1])
	none(t, "unknown report", s.ReportAttempted(t.Context(), 1000))
	none(t, "unknown report", s.ReportSettled(t.Context(), 1000, noon))

	ok(t, s.TellFollowers(t.Context(), f.ID, "It is no more.", true, at(3)))
	equal(t, "told", len(told(all[1].ID)), 2)
	equal(t, "not followed any more", len(must(s.Following(t.Context(), there))(t)), 0)
	equal(t, "but others are", each(must(s.Following(t.Context(), here))(t), func(f bot.Follow) int64 { return f.Feed.ID }), []int64{other.ID})
}
