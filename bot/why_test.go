package bot_test

import (
	"cmp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/bot"
)

// What no edition has decided on is told by where it is.
func TestWhyUndecided(t *testing.T) {
	for _, c := range []struct {
		name string
		page string // in place of the article
		read bool   // it was
		want string
	}{
		{"read", "", true, "Its article has been read."},
		{"not read yet", "", false, "Its article is still to be read."},
		{"behind a wall", "! paywall It is behind a paywall.", true, "Its article could not be read: It is behind a paywall."},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, txtar.File{Name: feedURL, Data: []byte("Ledger\n")})
				w.ask(t, "follow "+feedURL)
				w.web.put("https://ledger.example/a", cmp.Or(c.page, page("Bridge closes", "The bridge closes.")))
				w.web.put(feedURL, "Ledger\nhttps://ledger.example/a Bridge closes\n")
				time.Sleep(time.Minute)
				if err := w.Work(t.Context(), bot.Job{Kind: bot.HarvestFeed, ID: 1}); err != nil {
					t.Fatal(err)
				}
				if c.read {
					w.work(t.Context())
				}
				came := "“Bridge closes” came from Ledger, Sat 1 January, 01:01, and no edition has decided on it yet. " + c.want
				if got := w.ask(t, "why https://ledger.example/a"); got != came+" This channel has no digest, so no edition comes: /digest 07:30 weekdays Europe/Berlin sets one.\n" {
					t.Error(got)
				}
				w.ask(t, "digest 07:30 UTC")
				came = strings.Replace(came, "01:01", "00:01", 1)
				if got := w.ask(t, "why https://ledger.example/a"); got != came+" The next edition comes Sat 1 January, 07:30.\n" {
					t.Error(got)
				}
			})
		})
	}
}

// What went wrong with an edition is told as well; the rest stands in
// testdata/why.txtar.
func TestWhyNot(t *testing.T) {
	for _, c := range []struct {
		name string
		read bool // the articles were
		wait time.Duration
		fail error // of posting
		want string
	}{
		{"the edition failed", true, 0, bot.Problemf(bot.GoneChannel, "The channel was deleted."),
			"“Bridge closes” was to be in the last edition (Sat 1 January, 00:00), which failed: the channel was deleted. The next edition comes Sat 1 January, 07:30."},
		{"its article was not read in time", false, 2 * time.Minute, nil,
			"“Bridge closes” was not in the last edition (Sat 1 January, 00:00): its article was still to be read when that was put together. Its article is still to be read. The next edition comes Sat 1 January, 07:30."},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, e := open(t, c.read)
				w.face.fail = func(bool) error { return c.fail }
				time.Sleep(c.wait)
				if err := w.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: e.ID}); err != nil {
					t.Fatal(err)
				}
				if got := strings.TrimSpace(w.ask(t, "why https://ledger.example/a")); got != c.want {
					t.Errorf("got  %s\nwant %s", got, c.want)
				}
			})
		})
	}
}
