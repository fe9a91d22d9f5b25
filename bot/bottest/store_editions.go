package bottest

import (
	"encoding/json"
	"testing"

	"github.com/dateline-bot/dateline/bot"
)

// digest gives c a standing order.
func digest(t *testing.T, s Stores, c bot.Channel) bot.Digest {
	t.Helper()
	return must(s.SetDigest(t.Context(), bot.Digest{
		Channel: c, When: "07:30 weekdays", Zone: "Europe/Berlin", Size: 5, Quiet: true, Next: at(19), NextSlot: "2026-03-04T07:30",
	}))(t)
}

// edition opens one and returns it.
func edition(t *testing.T, s Stores, d bot.Digest, slot string, hour int) bot.Edition {
	t.Helper()
	e := bot.Edition{Digest: d.ID, Channel: d.Channel, Slot: slot, Due: at(hour), Opened: at(hour)}
	equal(t, "created", must(s.Open(t.Context(), e, bot.Job{Kind: bot.PostEdition}))(t), true)
	for _, e := range must(s.Unsettled(t.Context(), at(hour+1)))(t) {
		if e.Digest == d.ID && e.Slot == slot {
			return e
		}
	}
	t.Fatal("the edition is not among the unsettled")
	return bot.Edition{}
}

// shown is what an edition of the items decides on them.
func shown(items ...int64) []bot.Decision {
	return each(items, func(i int64) bot.Decision { return bot.Decision{Item: i, Verdict: bot.VerdictShown} })
}

// post opens, composes and settles an edition of the items.
func post(t *testing.T, s Stores, d bot.Digest, slot string, items ...int64) {
	t.Helper()
	e := edition(t, s, d, slot, 1)
	ok(t, s.Compose(t.Context(), e.ID, nil, shown(items...), nil))
	ok(t, s.Settle(t.Context(), e.ID, bot.OutcomePosted, "", at(2)))
}

func keepsDigest(t *testing.T, s Stores) {
	_, err := s.Digest(t.Context(), here)
	none(t, "no digest", err)
	none(t, "no digest", s.DropDigest(t.Context(), here))
	d := digest(t, s, here)
	equal(t, "digest", must(s.Digest(t.Context(), here))(t), d)
	e := digest(t, s, there)
	if d.ID == 0 || d.ID == e.ID {
		t.Fatalf("IDs %d and %d", d.ID, e.ID)
	}
	changed := d
	changed.ID, changed.When, changed.Zone, changed.Size, changed.Quiet = 0, "@hourly", "UTC", 3, false
	changed = must(s.SetDigest(t.Context(), changed))(t)
	equal(t, "ID", changed.ID, d.ID)
	equal(t, "changed", must(s.Digest(t.Context(), here))(t), changed)
	ok(t, s.MoveDigest(t.Context(), changed, at(30), "next"))
	none(t, "set anew meanwhile", s.MoveDigest(t.Context(), changed, at(35), "lost"))
	changed.Next, changed.NextSlot = at(30), "next"
	equal(t, "moved", must(s.Digest(t.Context(), here))(t), changed)
	ok(t, s.DropDigest(t.Context(), here))
	none(t, "dropped", s.DropDigest(t.Context(), here))
	_, err = s.Digest(t.Context(), here)
	none(t, "dropped", err)
	none(t, "dropped", s.MoveDigest(t.Context(), changed, at(40), "next"))
	equal(t, "the other", must(s.Digest(t.Context(), there))(t), e)
	equal(t, "taken up again", digest(t, s, here), d)
}

func digestsDue(t *testing.T, s Stores) {
	for i, name := range []string{"third", "first", "second", "never"} {
		c := bot.Channel{Platform: "slack", ID: name}
		d := digest(t, s, c)
		d.Next = at([]int{3, 1, 2, 1}[i])
		must(s.SetDigest(t.Context(), d))(t)
		if name == "never" {
			ok(t, s.DropDigest(t.Context(), c))
		}
	}
	due := func(hour, limit int) []string {
		return each(must(s.DigestsDue(t.Context(), at(hour), limit))(t), func(d bot.Digest) string { return d.Channel.ID })
	}
	equal(t, "before", due(0, 9), []string{})
	equal(t, "at", due(2, 9), []string{"first", "second"})
	equal(t, "limit", due(9, 2), []string{"first", "second"})
}

func keepsEdition(t *testing.T, s Stores) {
	d := digest(t, s, here)
	e := edition(t, s, d, "2026-03-04T07:30", 19)
	equal(t, "edition", must(s.Edition(t.Context(), e.ID))(t), bot.Edition{
		ID: e.ID, Digest: d.ID, Channel: here, Slot: "2026-03-04T07:30", Due: at(19), Opened: at(19),
	})
	_, err := s.Edition(t.Context(), e.ID+100)
	none(t, "unknown edition", err)
	ok(t, s.DropDigest(t.Context(), here))
	equal(t, "its digest has ended", must(s.Edition(t.Context(), e.ID))(t).Channel, here)
}

func opensOnce(t *testing.T, s Stores) {
	d, other := digest(t, s, here), digest(t, s, there)
	e := edition(t, s, d, "slot", 1)
	again := bot.Edition{Digest: d.ID, Channel: here, Slot: "slot", Due: at(5), Opened: at(5)}
	equal(t, "again", must(s.Open(t.Context(), again, bot.Job{Kind: bot.PostEdition}))(t), false)
	equal(t, "unchanged", must(s.Edition(t.Context(), e.ID))(t).Due, at(1))
	edition(t, s, d, "another slot", 1)
	edition(t, s, other, "slot", 1)
	ok(t, s.Settle(t.Context(), e.ID, bot.OutcomeFailed, "", at(2)))
	equal(t, "settled", must(s.Open(t.Context(), again, bot.Job{Kind: bot.PostEdition}))(t), false)
	_, err := s.Open(t.Context(), bot.Edition{Digest: 999, Channel: here, Slot: "slot"}, bot.Job{Kind: bot.PostEdition})
	if err == nil {
		t.Fatal("an edition of no digest was opened")
	}
}

func keepsParts(t *testing.T, s Stores) {
	d := digest(t, s, here)
	e := edition(t, s, d, "slot", 1)
	parts := []bot.Part{
		{Headline: "Morning edition", Payload: json.RawMessage(`{"blocks": ["<&>"],  "n": 1}`)},
		{Headline: "Story", InThread: true, Payload: json.RawMessage(`{}`)},
	}
	none(t, "no part yet", s.Attempt(t.Context(), e.ID, 0))
	ok(t, s.Compose(t.Context(), e.ID, parts, nil, nil))
	ok(t, s.Compose(t.Context(), e.ID, parts[:1], nil, nil))
	want := []bot.EditionPart{{Part: parts[0]}, {Part: parts[1]}}
	got := must(s.Edition(t.Context(), e.ID))(t)
	equal(t, "composed", got.Composed, true)
	equal(t, "parts", got.Parts, want)
	ok(t, s.Attempt(t.Context(), e.ID, 0))
	want[0].Attempted = true
	equal(t, "attempted", must(s.Edition(t.Context(), e.ID))(t).Parts, want)
	ok(t, s.Posted(t.Context(), e.ID, 0, "171.1"))
	ok(t, s.Posted(t.Context(), e.ID, 0, "171.2"))
	ok(t, s.Posted(t.Context(), e.ID, 1, "171.3"))
	want[0].Receipt, want[1].Attempted, want[1].Receipt = "171.1", true, "171.3"
	equal(t, "posted", must(s.Edition(t.Context(), e.ID))(t).Parts, want)
	none(t, "no such part", s.Attempt(t.Context(), e.ID, 2))
	none(t, "no such part", s.Posted(t.Context(), e.ID, 2, "171.4"))
	none(t, "no such edition", s.Compose(t.Context(), e.ID+100, nil, nil, nil))

	empty := edition(t, s, d, "nothing new", 1)
	ok(t, s.Compose(t.Context(), empty.ID, nil, nil, nil))
	ok(t, s.Compose(t.Context(), empty.ID, parts, nil, nil))
	equal(t, "composed of nothing", len(must(s.Edition(t.Context(), empty.ID))(t).Parts), 0)
}

func listsNews(t *testing.T, s Stores) {
	h := ledger(ledgerURL, "old")
	f := follow(t, s, there, h, -9)
	follow(t, s, here, h, 0)
	d := digest(t, s, here)
	equal(t, "from before", len(must(s.News(t.Context(), d, false, 9))(t)), 0)
	equal(t, "old all the same", each(must(s.News(t.Context(), d, true, 9))(t), newsTitle), []string{"old"})

	h = ledger(ledgerURL, "third", "fourth", "second", "first", "old")
	h.Feed.ID = f.ID
	h.Items[0].Published, h.Items[1].Published = at(0), at(0)
	h.Items[2].Published = at(2)
	h.Items[3].Published = at(99) // not to be believed
	fresh := must(s.Harvested(t.Context(), h, at(2)))(t)
	equal(t, "fresh", len(fresh), 4)
	news := must(s.News(t.Context(), d, false, 9))(t)
	equal(t, "newest first", each(news, newsTitle), []string{"second", "first", "third", "fourth"})
	equal(t, "item", news[0].Item, fresh[2])
	equal(t, "feed", news[0].Feed.URL, ledgerURL)
	equal(t, "limit", each(must(s.News(t.Context(), d, false, 2))(t), newsTitle), []string{"second", "first"})
	ok(t, s.Unfollow(t.Context(), here, f.ID))
	equal(t, "unfollowed", len(must(s.News(t.Context(), d, true, 9))(t)), 0)
}

func newsIsOwn(t *testing.T, s Stores) {
	h := ledger(ledgerURL, "bridge", "ferry")
	follow(t, s, here, h, 0)
	follow(t, s, there, h, 0)
	mine, yours := digest(t, s, here), digest(t, s, there)
	news := must(s.News(t.Context(), mine, false, 9))(t)
	post(t, s, mine, "slot", news[0].Item.ID)
	equal(t, "mine", each(must(s.News(t.Context(), mine, false, 9))(t), newsTitle), []string{"ferry"})
	equal(t, "yours", each(must(s.News(t.Context(), yours, false, 9))(t), newsTitle), []string{"bridge", "ferry"})
	equal(t, "old", each(must(s.News(t.Context(), mine, true, 9))(t), newsTitle), []string{"bridge", "ferry"})
	mine.When = "@hourly"
	equal(t, "changed", must(s.SetDigest(t.Context(), mine))(t).ID, mine.ID)
	ok(t, s.DropDigest(t.Context(), here))
	mine = digest(t, s, here)
	equal(t, "taken up again", each(must(s.News(t.Context(), mine, false, 9))(t), newsTitle), []string{"ferry"})
}

func settles(t *testing.T, s Stores) {
	follow(t, s, here, ledger(ledgerURL, "bridge"), 0)
	d := digest(t, s, here)
	item := must(s.News(t.Context(), d, false, 9))(t)[0].Item.ID
	none(t, "unknown edition", s.Settle(t.Context(), 999, bot.OutcomePosted, "", noon))
	for i, c := range []struct {
		outcome bot.Outcome
		left    int
	}{{bot.OutcomeFailed, 1}, {bot.OutcomeMissed, 1}, {bot.OutcomePosted, 0}, {bot.OutcomeNothingNew, 0}} {
		e := edition(t, s, d, string(c.outcome), i)
		ok(t, s.Compose(t.Context(), e.ID, nil, shown(item, item), nil))
		equal(t, "unsettled", len(must(s.News(t.Context(), d, false, 9))(t)), []int{1, 1, 1, 0}[i])
		ok(t, s.Settle(t.Context(), e.ID, c.outcome, "because", at(i)))
		ok(t, s.Settle(t.Context(), e.ID, bot.OutcomePosted, "again", at(9)))
		got := must(s.Edition(t.Context(), e.ID))(t)
		equal(t, "settled", []any{got.Outcome, got.Reason, got.Settled}, []any{c.outcome, "because", at(i)})
		equal(t, string(c.outcome), len(must(s.News(t.Context(), d, false, 9))(t)), c.left)
	}
}

func settlesUnread(t *testing.T, s Stores) {
	follow(t, s, here, ledger(ledgerURL, "bridge", "ferry", "tax", "dog"), 0)
	d := digest(t, s, here)
	items := each(must(s.News(t.Context(), d, false, 9))(t), func(n bot.News) int64 { return n.Item.ID })
	e := edition(t, s, d, "slot", 1)
	ok(t, s.Compose(t.Context(), e.ID, nil, []bot.Decision{
		{Item: items[0], Verdict: bot.VerdictShown}, {Item: items[1], Verdict: bot.VerdictUnread},
		{Item: items[2], Verdict: bot.VerdictFiltered, Reason: "mentions “dog”"}, {Item: items[3], Verdict: bot.VerdictNoRoom},
	}, nil))
	ok(t, s.Settle(t.Context(), e.ID, bot.OutcomePosted, "", at(2)))
	equal(t, "left", each(must(s.News(t.Context(), d, false, 9))(t), newsTitle), []string{"ferry"})
}

func considers(t *testing.T, s Stores) {
	of := func(c bot.Channel, url string) []bot.Considered { return must(s.Considered(t.Context(), c, url))(t) }
	const ferry = "https://ledger.example/ferry"
	equal(t, "nothing yet", len(of(here, ferry)), 0)
	f := follow(t, s, here, ledger(ledgerURL, "bridge", "ferry", "tax"), 0)
	follow(t, s, there, ledger("https://radio.example/feed", "bridge"), 0)
	d := digest(t, s, here)
	news := must(s.News(t.Context(), d, false, 9))(t)
	item := news[1].Item

	got := of(here, "http://www.ledger.example/ferry/?utm_source=chat#top")
	equal(t, "undecided", got, []bot.Considered{{Item: item, Feed: f, Since: noon, Pending: true}})
	equal(t, "another's", len(of(there, ferry)), 0)
	equal(t, "elsewhere", len(of(here, "https://ledger.example/fer")), 0)
	ok(t, s.Troubled(t.Context(), item.ID, *bot.Problemf(bot.Paywall, "It is behind a wall.")))
	got = of(here, ferry)
	equal(t, "trouble", []any{got[0].Trouble, got[0].Pending}, []any{"It is behind a wall.", false})
	ok(t, s.Save(t.Context(), article("https://ledger.example/2026/ferry-stops", "Ferry", noon, nil), ferry, bot.Channel{}, item.ID, noon))
	equal(t, "by where it came to", each(of(here, "https://ledger.example/2026/ferry-stops"), considered), []string{"ferry"})

	first := edition(t, s, d, "first", 1)
	ok(t, s.Compose(t.Context(), first.ID, nil, []bot.Decision{{Item: item.ID, Verdict: bot.VerdictUnread}, {Item: news[0].Item.ID, Verdict: bot.VerdictNoRoom}}, nil))
	ok(t, s.Settle(t.Context(), first.ID, bot.OutcomeNothingNew, "", at(2)))
	got = of(here, ferry)
	equal(t, "unread", []any{got[0].Decision.Verdict, got[0].Edition.Slot}, []any{bot.VerdictUnread, "first"})
	second := edition(t, s, d, "second", 3)
	decision := bot.Decision{Item: item.ID, Verdict: bot.VerdictFiltered, Story: news[0].Item.ID, Reason: "mentions “ferry”"}
	ok(t, s.Compose(t.Context(), second.ID, nil, []bot.Decision{decision}, nil))
	ok(t, s.Settle(t.Context(), second.ID, bot.OutcomePosted, "because", at(4)))
	got = of(here, ferry)
	equal(t, "decision", got[0].Decision, decision)
	e := got[0].Edition
	equal(t, "edition", []any{e.ID, e.Channel, e.Slot, e.Due, e.Settled, e.Outcome, e.Reason}, []any{second.ID, here, "second", at(3), at(4), bot.OutcomePosted, "because"})
	equal(t, "not in the second", of(here, "https://ledger.example/bridge")[0].Edition.Slot, "first")

	ok(t, s.Unfollow(t.Context(), here, f.ID))
	got = of(here, ferry)
	equal(t, "decided before", []any{got[0].Decision, got[0].Since.IsZero()}, []any{decision, true})
	equal(t, "undecided and not followed", len(of(here, "https://ledger.example/tax")), 0)
}

func considered(c bot.Considered) string { return c.Item.Title }

func listsEditions(t *testing.T, s Stores) {
	d := digest(t, s, here)
	_, err := s.Latest(t.Context(), here)
	none(t, "nothing yet", err)
	for i, slot := range []string{"one", "two", "three", "four"} {
		edition(t, s, d, slot, i)
	}
	slots := func(hour int) []string {
		return each(must(s.Unsettled(t.Context(), at(hour)))(t), func(e bot.Edition) string { return e.Slot })
	}
	equal(t, "opened before", slots(2), []string{"one", "two"})
	all := must(s.Unsettled(t.Context(), at(9)))(t)
	ok(t, s.Settle(t.Context(), all[1].ID, bot.OutcomePosted, "", at(6)))
	ok(t, s.Settle(t.Context(), all[0].ID, bot.OutcomeNothingNew, "", at(7)))
	equal(t, "unsettled", slots(9), []string{"three", "four"})
	equal(t, "latest", must(s.Latest(t.Context(), here))(t).Slot, "one")
	_, err = s.Latest(t.Context(), there)
	none(t, "elsewhere", err)
}
