package bottest

import (
	"testing"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

func keepsSubscriptions(t *testing.T, s Stores) {
	f := follow(t, s, here, ledger(ledgerURL, "bridge"), 0)
	_, err := s.SubscriptionTo(t.Context(), f.ID)
	none(t, "not subscribed", err)
	sub := bot.Subscription{Feed: f.ID, Hub: "https://hub.example/", Topic: ledgerURL, Token: "t1", Secret: "s1", Next: at(1), Failures: 2}
	ok(t, s.SetSubscription(t.Context(), sub))
	equal(t, "by feed", must(s.SubscriptionTo(t.Context(), f.ID))(t), sub)
	equal(t, "by token", must(s.Subscription(t.Context(), "t1"))(t), sub)
	_, err = s.Subscription(t.Context(), "")
	none(t, "no token", err)
	equal(t, "not pushed", must(s.Feed(t.Context(), f.ID))(t).Pushed, time.Time{})

	sub.Token, sub.Expires, sub.Next, sub.Failures = "t2", at(9), at(7), 0
	ok(t, s.SetSubscription(t.Context(), sub))
	equal(t, "in its place", must(s.Subscription(t.Context(), "t2"))(t), sub)
	_, err = s.Subscription(t.Context(), "t1")
	none(t, "the old token", err)
	equal(t, "pushed", must(s.Feed(t.Context(), f.ID))(t).Pushed, at(9))
	must(s.Harvested(t.Context(), bot.Harvest{Feed: f, Unchanged: true}, at(1)))(t)
	equal(t, "pushed after a fetch", must(s.Feed(t.Context(), f.ID))(t).Pushed, at(9))

	other := follow(t, s, there, ledger("https://other.example/"), 0)
	ok(t, s.SetSubscription(t.Context(), bot.Subscription{Feed: other.ID, Token: "t3", Next: at(6)}))
	due := func(hour, limit int) []string {
		return each(must(s.SubscriptionsDue(t.Context(), at(hour), limit))(t), func(s bot.Subscription) string { return s.Token })
	}
	equal(t, "none due", due(5, 9), []string{})
	equal(t, "due", due(7, 9), []string{"t3", "t2"})
	equal(t, "limit", due(7, 1), []string{"t3"})

	equal(t, "followed", must(s.Followed(t.Context(), f.ID))(t), true)
	ok(t, s.Unfollow(t.Context(), here, f.ID))
	equal(t, "followed by nobody", must(s.Followed(t.Context(), f.ID))(t), false)

	ok(t, s.DropSubscription(t.Context(), f.ID))
	ok(t, s.DropSubscription(t.Context(), f.ID))
	_, err = s.SubscriptionTo(t.Context(), f.ID)
	none(t, "dropped", err)
	none(t, "no such feed", s.SetSubscription(t.Context(), bot.Subscription{Feed: f.ID + 100, Token: "t4"}))
}
