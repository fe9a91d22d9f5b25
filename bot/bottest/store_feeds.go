package bottest

import (
	"testing"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

func title(i bot.Item) string { return i.Title }

func newsTitle(n bot.News) string { return n.Item.Title }

// follow has c follow h and returns the feed.
func follow(t *testing.T, s Stores, c bot.Channel, h bot.Harvest, hour int) bot.Feed {
	t.Helper()
	f, fresh, err := s.Follow(t.Context(), c, h, at(hour))
	ok(t, err)
	equal(t, "followed", fresh, true)
	return f.Feed
}

func followsFeed(t *testing.T, s Stores) {
	h := ledger(ledgerURL, "bridge", "ferry")
	f, fresh, err := s.Follow(t.Context(), here, h, noon)
	ok(t, err)
	want := bot.Follow{Channel: here, Feed: h.Feed, Since: noon}
	want.Feed.ID = f.Feed.ID
	equal(t, "follow", f, want)
	equal(t, "fresh", fresh, true)
	equal(t, "following", must(s.Following(t.Context(), here))(t), []bot.Follow{want})
	equal(t, "feed", must(s.Feed(t.Context(), f.Feed.ID))(t), want.Feed)
	equal(t, "following elsewhere", len(must(s.Following(t.Context(), there))(t)), 0)
	_, err = s.Feed(t.Context(), f.Feed.ID+100)
	none(t, "unknown feed", err)
}

func followsAgain(t *testing.T, s Stores) {
	first := follow(t, s, here, ledger(ledgerURL, "bridge"), 0)
	f, fresh, err := s.Follow(t.Context(), here, ledger(ledgerURL, "bridge", "ferry"), at(5))
	ok(t, err)
	equal(t, "fresh", fresh, false)
	equal(t, "since", f.Since, noon)
	equal(t, "feed", f.Feed.ID, first.ID)
	other := follow(t, s, there, ledger(ledgerURL, "bridge", "ferry"), 6)
	equal(t, "feed elsewhere", other.ID, first.ID)
}

func keepsFilter(t *testing.T, s Stores) {
	f := follow(t, s, here, ledger(ledgerURL, "bridge"), 0)
	follow(t, s, there, ledger(ledgerURL, "bridge"), 0)
	none(t, "another feed", s.SetFilter(t.Context(), here, f.ID+100, "only ukraine"))
	none(t, "nobody's", s.SetFilter(t.Context(), bot.Channel{Platform: "slack", ID: "C9"}, f.ID, "only ukraine"))
	filters := func(c bot.Channel) []string {
		return each(must(s.Following(t.Context(), c))(t), func(f bot.Follow) string { return f.Filter })
	}
	for _, filter := range []string{`only ukraine, "oil price" not sport`, ""} {
		ok(t, s.SetFilter(t.Context(), here, f.ID, filter))
		equal(t, "filter", filters(here), []string{filter})
		equal(t, "filter elsewhere", filters(there), []string{""})
	}
	ok(t, s.SetFilter(t.Context(), here, f.ID, "only ukraine"))
	again, _, err := s.Follow(t.Context(), here, ledger(ledgerURL, "ferry"), at(3))
	ok(t, err)
	equal(t, "followed again", again.Filter, "only ukraine")
	h := ledger("https://ledger.example/new.xml")
	follow(t, s, there, h, 1)
	h.Feed.ID = f.ID
	must(s.Harvested(t.Context(), h, at(4)))(t)
	equal(t, "moved onto another feed", filters(here), []string{"only ukraine"})
	ok(t, s.Unfollow(t.Context(), here, must(s.Following(t.Context(), here))(t)[0].Feed.ID))
	h.Feed.ID = 0
	back, _, err := s.Follow(t.Context(), here, h, at(5))
	ok(t, err)
	equal(t, "followed anew", back.Filter, "")
}

func unfollows(t *testing.T, s Stores) {
	none(t, "nothing followed", s.Unfollow(t.Context(), here, 1))
	f := follow(t, s, here, ledger(ledgerURL, "bridge"), 0)
	none(t, "followed elsewhere", s.Unfollow(t.Context(), there, f.ID))
	ok(t, s.Unfollow(t.Context(), here, f.ID))
	none(t, "again", s.Unfollow(t.Context(), here, f.ID))
	equal(t, "following", len(must(s.Following(t.Context(), here))(t)), 0)
	equal(t, "due", len(must(s.FeedsDue(t.Context(), at(50), 9))(t)), 0)
	back, fresh, err := s.Follow(t.Context(), here, ledger(ledgerURL, "bridge"), at(9))
	ok(t, err)
	equal(t, "fresh", fresh, true)
	equal(t, "since", back.Since, at(9))
}

func listsFollowing(t *testing.T, s Stores) {
	for _, name := range []string{"bay", "Cove", "Arch"} {
		h := ledger("https://" + name + ".example/feed")
		h.Feed.Title = name
		follow(t, s, here, h, 0)
	}
	all := must(s.Following(t.Context(), here))(t)
	equal(t, "order", each(all, func(f bot.Follow) string { return f.Feed.Title }), []string{"Arch", "bay", "Cove"})
	follow(t, s, there, ledger("https://bay.example/feed"), 0)
	digest(t, s, bot.Channel{Platform: "slack", ID: "follows nothing"})
	equal(t, "followers", must(s.Followers(t.Context()))(t), []bot.Channel{there, here})
}

func feedsDue(t *testing.T, s Stores) {
	for name, hour := range map[string]int{"one": 1, "two": 2, "three": 3, "later": 9} {
		h := ledger("https://" + name + ".example/")
		h.Feed.Next = at(hour)
		follow(t, s, here, h, 0)
	}
	due := func(hour, limit int) []string {
		return each(must(s.FeedsDue(t.Context(), at(hour), limit))(t), func(f bot.Feed) string { return f.URL[8:11] })
	}
	equal(t, "before", due(0, 9), []string{})
	equal(t, "at", due(3, 9), []string{"one", "two", "thr"})
	equal(t, "limit", due(3, 2), []string{"one", "two"})
}

func harvests(t *testing.T, s Stores) {
	f := follow(t, s, here, ledger(ledgerURL, "bridge"), 0)
	h := ledger(ledgerURL, "ferry", "bridge")
	h.Feed.ID, h.Feed.ETag, h.Feed.Body, h.Feed.Hub, h.Feed.Topic = f.ID, `"2"`, 1<<63|5, "https://hub.example/", ledgerURL
	h.Feed.Wish = bot.Wish{Rest: 5 * time.Hour, SkipHours: 1 << 23, SkipDays: 1 << time.Sunday}
	fresh := must(s.Harvested(t.Context(), h, at(2)))(t)
	equal(t, "fresh", each(fresh, title), []string{"ferry"})
	equal(t, "item", must(s.Item(t.Context(), fresh[0].ID))(t), fresh[0])
	want := h.Items[0]
	want.ID, want.Feed, want.FirstSeen = fresh[0].ID, f.ID, at(2)
	equal(t, "whole item", fresh[0], want)
	state := h.Paced(f, true, at(2))
	equal(t, "feed", must(s.Feed(t.Context(), f.ID))(t), state)
	equal(t, "due", state.Next, at(7))
	equal(t, "changed", state.Changed, at(-1))
	equal(t, "feed by address", must(s.FeedAt(t.Context(), ledgerURL))(t), state)

	state.Failures, state.Trouble, state.Reported, state.Next = 3, "It did not answer.", true, at(9)
	ok(t, s.HarvestFailed(t.Context(), state))
	equal(t, "failed", must(s.Feed(t.Context(), f.ID))(t), state)
	back := bot.Harvest{Feed: state, Unchanged: true}
	back.Feed.Title, back.Feed.Site, back.Feed.Failures, back.Feed.Trouble = "", "", 0, ""
	equal(t, "unchanged", len(must(s.Harvested(t.Context(), back, at(9)))(t)), 0)
	got := must(s.Feed(t.Context(), f.ID))(t)
	equal(t, "failures", got.Failures, 0)
	equal(t, "title stays", got.Title, h.Feed.Title)
	equal(t, "nothing changed", got.Changed, state.Changed)

	_, err := s.Harvested(t.Context(), bot.Harvest{Feed: bot.Feed{ID: f.ID + 100, URL: "https://nowhere.example/"}}, noon)
	none(t, "unknown feed", err)
	none(t, "unknown feed", s.HarvestFailed(t.Context(), bot.Feed{ID: f.ID + 100, URL: "https://nowhere.example/"}))
	_, err = s.FeedAt(t.Context(), "https://nowhere.example/")
	none(t, "unknown address", err)
}

func harvestsAgain(t *testing.T, s Stores) {
	f := follow(t, s, here, bot.Harvest{Feed: bot.Feed{URL: ledgerURL, Changed: noon}}, 0)
	d := digest(t, s, here)
	h := bot.Harvest{Feed: f, Items: []bot.Item{
		{GUID: "1", URL: "https://a.example/x", Title: "Harbour bridge closes", Summary: "It closes on Friday."},
		{GUID: "1", URL: "https://a.example/y", Title: "Harbour bridge closes, again"},
		{URL: "https://a.example/z", Title: "Ferry fares rise"},
		{URL: "http://www.a.example/z/?utm_source=rss", Title: "Ferry fares rise"},
		{Title: "Dog tax"}, {Title: "dog  tax"},
		{Author: "nothing to tell it by"},
	}}
	equal(t, "told apart", each(must(s.Harvested(t.Context(), h, at(1)))(t), title), []string{"Harbour bridge closes", "Ferry fares rise", "Dog tax"})
	equal(t, "again", len(must(s.Harvested(t.Context(), h, at(2)))(t)), 0)
	h.Items[0].Title, h.Items[0].URL = "Harbour bridge closes for eleven months", "https://a.example/bridge"
	h.Items = append(h.Items[:1], bot.Item{GUID: "2", URL: "https://a.example/q", Title: "Dog tax"})
	equal(t, "an edit", each(must(s.Harvested(t.Context(), h, at(3)))(t), title), []string{"Dog tax"})
	news := must(s.News(t.Context(), d, false, 9))(t)
	equal(t, "as it is now", each(news, newsTitle), []string{"Dog tax", "Harbour bridge closes for eleven months", "Ferry fares rise", "Dog tax"})
	equal(t, "and when it came", news[1].Item.FirstSeen, at(1))
}

// What the first harvest of a feed brings is old to those who follow it by
// then, and to nobody else's harm.
func firstHarvestIsOld(t *testing.T, s Stores) {
	f := follow(t, s, here, bot.Harvest{Feed: bot.Feed{URL: ledgerURL}}, 0)
	d := digest(t, s, here)
	h := ledger(ledgerURL, "bridge", "ferry")
	h.Feed.ID = f.ID
	equal(t, "first", len(must(s.Harvested(t.Context(), h, at(1)))(t)), 2)
	equal(t, "old", len(must(s.News(t.Context(), d, false, 9))(t)), 0)
	h.Items = append(h.Items, ledger(ledgerURL, "market").Items...)
	equal(t, "second", each(must(s.Harvested(t.Context(), h, at(2)))(t), title), []string{"market"})
	equal(t, "new", each(must(s.News(t.Context(), d, false, 9))(t), newsTitle), []string{"market"})
}

func feedMoves(t *testing.T, s Stores) {
	f := follow(t, s, here, ledger(ledgerURL, "bridge"), 0)
	h := ledger("https://ledger.example/new.xml", "bridge")
	h.Feed.ID = f.ID
	equal(t, "fresh", len(must(s.Harvested(t.Context(), h, at(1)))(t)), 0)
	equal(t, "address", must(s.Feed(t.Context(), f.ID))(t).URL, "https://ledger.example/new.xml")
}

func feedsJoin(t *testing.T, s Stores) {
	old := follow(t, s, here, ledger(ledgerURL, "bridge", "ferry"), 0)
	both := follow(t, s, here, ledger("https://ledger.example/new.xml", "bridge"), 3)
	d := digest(t, s, here)
	shown := each(must(s.News(t.Context(), d, false, 9))(t), func(n bot.News) int64 { return n.Item.ID })
	equal(t, "shown", len(shown), 3)
	post(t, s, d, "s1", shown...)

	h := ledger("https://ledger.example/new.xml", "bridge", "ferry", "market")
	h.Feed.ID = old.ID
	equal(t, "fresh", each(must(s.Harvested(t.Context(), h, at(4)))(t), title), []string{"market"})
	all := must(s.Following(t.Context(), here))(t)
	equal(t, "feeds", each(all, func(f bot.Follow) int64 { return f.Feed.ID }), []int64{both.ID})
	equal(t, "since", all[0].Since, noon)
	equal(t, "news", each(must(s.News(t.Context(), d, false, 9))(t), newsTitle), []string{"market"})
	_, err := s.Feed(t.Context(), old.ID)
	none(t, "old feed", err)
}

func keepsItems(t *testing.T, s Stores) {
	follow(t, s, here, ledger(ledgerURL, "bridge"), 0)
	d := digest(t, s, here)
	n := must(s.News(t.Context(), d, false, 1))(t)[0]
	equal(t, "pending", n.Pending, true)
	ok(t, s.Troubled(t.Context(), n.Item.ID, *bot.Problemf(bot.Paywall, "It is behind a wall.")))
	n = must(s.News(t.Context(), d, false, 1))(t)[0]
	equal(t, "trouble", n.Trouble, "It is behind a wall.")
	equal(t, "pending", n.Pending, false)
	none(t, "unknown item", s.Troubled(t.Context(), n.Item.ID+100, bot.Problem{}))
	_, err := s.Item(t.Context(), n.Item.ID+100)
	none(t, "unknown item", err)
}
