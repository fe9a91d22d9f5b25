package bot_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

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
