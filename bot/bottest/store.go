package bottest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// Stores is all that a memory keeps.
type Stores interface {
	bot.Follows
	bot.Archive
	bot.Digests
	bot.Editions
	bot.Reports
	bot.Changes
	bot.Subscriptions
	bot.Imports
}

// Store tests that a memory keeps its contract. Open returns one that is
// empty, and that ends with its test.
func Store(t *testing.T, open func(t *testing.T) Stores) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Stores)
	}{
		{"follow", followsFeed},
		{"follow again", followsAgain},
		{"filter", keepsFilter},
		{"unfollow", unfollows},
		{"following is told by title", listsFollowing},
		{"feeds due", feedsDue},
		{"harvest", harvests},
		{"harvest again", harvestsAgain},
		{"the first harvest is old", firstHarvestIsOld},
		{"a feed moves", feedMoves},
		{"a feed moves onto another", feedsJoin},
		{"items", keepsItems},
		{"reports", tellsFollowers},
		{"subscriptions", keepsSubscriptions},
		{"save", savesArticle},
		{"save again", savesAgain},
		{"save pasted text", savesText},
		{"search words", searchesWords},
		{"search folds case, marks and stems", searchesStems},
		{"search speakers", searchesSpeakers},
		{"search never names the unidentified", keepsUnidentified},
		{"search in time", searchesTime},
		{"search sees what the channel may", searchesVisible},
		{"search folds what is alike", foldsAlike},
		{"search hostile words", searchesHostile},
		{"speakers", listsSpeakers},
		{"digest", keepsDigest},
		{"digests due", digestsDue},
		{"edition", keepsEdition},
		{"editions open once", opensOnce},
		{"edition parts", keepsParts},
		{"articles told", listsTold},
		{"changes", tellsChanges},
		{"news", listsNews},
		{"news is each digest's own", newsIsOwn},
		{"outcomes", settles},
		{"what was unread is news again", settlesUnread},
		{"considered", considers},
		{"imports", keepsImports},
		{"latest and unsettled", listsEditions},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

// Where and when the suite plays.
var (
	here  = bot.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
	there = bot.Channel{Platform: "discord", Workspace: "9", ID: "C1"}
	noon  = time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)
)

func at(hours int) time.Time { return noon.Add(time.Duration(hours) * time.Hour) }

// ledger is a harvest of a feed at url with the items named.
func ledger(url string, titles ...string) bot.Harvest {
	h := bot.Harvest{Feed: bot.Feed{
		URL: url, Title: "The Velmar Ledger", Site: "https://ledger.example/",
		ETag: `"1"`, LastModified: "Tue, 03 Mar 2026 11:00:00 GMT", Next: at(1),
	}}
	for _, title := range titles {
		h.Items = append(h.Items, bot.Item{
			GUID: "guid:" + title, URL: "https://ledger.example/" + title, Title: title,
			Summary: "About " + title + ".", Author: "Mara Lindqvist", Published: at(-1),
		})
	}
	return h
}

const ledgerURL = "https://ledger.example/feed.xml"

// article is a briefing of an article at url.
func article(url, title string, published time.Time, facts []string, sayings ...Saying) briefing.Briefing {
	return Briefing(briefing.Article{URL: url, Site: "The Velmar Ledger", Title: title, Published: published, Language: "en"}, facts, sayings)
}

func said(who, words string) Saying {
	return Saying{Kind: briefing.Direct, Words: []string{words}, Speaker: who, Role: "mayor", Cue: "said"}
}

// ok fails on an error.
func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// none fails unless err says that there is no such thing.
func none(t *testing.T, what string, err error) {
	t.Helper()
	if !errors.Is(err, bot.ErrNotFound) {
		t.Fatalf("%s: got %v, want ErrNotFound", what, err)
	}
}

// equal fails unless got and want print alike.
func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		t.Fatalf("%s\n got %s\nwant %s", what, g, w)
	}
}

// each returns f of every element of s.
func each[T, U any](s []T, f func(T) U) []U {
	out := make([]U, 0, len(s))
	for _, v := range s {
		out = append(out, f(v))
	}
	return out
}

// must returns a function that fails on err and returns v otherwise.
func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		ok(t, err)
		return v
	}
}
