package bot_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/bot"
)

// followed returns a world in which two channels follow a feed.
func followed(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, txtar.File{Name: feedURL, Data: []byte("The Ledger\n")}, txtar.File{Name: "https://other.example/", Data: []byte("Other\n")})
	for _, c := range []bot.Channel{here, {Platform: "board", ID: "sports"}} {
		w.request(t, bot.Request{Channel: c, User: bot.User{Manager: true}, Verb: "follow", Options: map[string]string{"url": feedURL}})
	}
	w.ask(t, "follow https://other.example/")
	return w
}

// A feed that is gone for good is followed by nobody, and all who did are told
// so once.
func TestGoneEndsFollows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := followed(t)
		w.web.put(feedURL, "! gone It is no more.")
		stop := w.start(t)
		time.Sleep(48 * time.Hour)
		stop()
		told := w.face.taken()
		if strings.Count(told, "The Ledger is no more") != 2 || strings.Count(told, "\n") != 2 {
			t.Errorf("told: %s", told)
		}
		if got := w.ask(t, "following"); !strings.Contains(got, "1 feed") || strings.Contains(got, "Ledger") {
			t.Errorf("following: %s", got)
		}
		if n := w.web.fetched("/feed"); n != 3 {
			t.Errorf("it was fetched %d times, want for each follow and once more", n)
		}
	})
}

// A feed that fails for long is told of once, is asked seldom, and comes back by
// itself. When it fails again for long, that is told again.
func TestLongTroubleIsToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := followed(t)
		stop := w.start(t)
		defer stop()
		for range 2 {
			w.web.put(feedURL, "! http_status It is broken (500).")
			time.Sleep(9 * time.Hour)
			if told := w.face.taken(); told != "" {
				t.Errorf("told after some hours: %s", told)
			}
			time.Sleep(3 * 24 * time.Hour)
			told := w.face.taken()
			if strings.Count(told, "The Ledger could not be read 8 times in a row. It is broken (500).") != 2 || strings.Count(told, "\n") != 2 {
				t.Errorf("told: %s", told)
			}
			before := w.web.fetched("/feed")
			time.Sleep(4 * 24 * time.Hour)
			if n := w.web.fetched("/feed") - before; n < 3 || n > 5 {
				t.Errorf("it was asked %d times in four days", n)
			}
			w.web.put(feedURL, "The Ledger\n")
			time.Sleep(26 * time.Hour)
			if got := w.ask(t, "status"); !strings.Contains(got, "0 in trouble") {
				t.Errorf("status: %s", got)
			}
		}
	})
}

// Where no feed can be reached, it is not the feeds.
func TestOurOwnTroubleIsNotTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := followed(t)
		stop := w.start(t)
		defer stop()
		for _, url := range []string{feedURL, "https://other.example/"} {
			w.web.put(url, "! unreachable There is no way out.")
		}
		time.Sleep(48 * time.Hour)
		if told := w.face.taken(); told != "" {
			t.Errorf("told: %s", told)
		}
	})
}

// A report stands once, whatever breaks while it is posted, and a channel that
// is gone is left alone.
func TestReportStandsOnce(t *testing.T) {
	broken := errors.New("the cable was cut")
	for step := range 9 {
		synctest.Test(t, func(t *testing.T) {
			w := followed(t)
			calls := 0
			breaks := func() error {
				if calls++; calls == step+1 {
					return broken
				}
				return nil
			}
			if err := w.TellFollowers(t.Context(), 1, "It is in trouble.", false, time.Now()); err != nil {
				t.Fatal(err)
			}
			w.Fail = func(string) error { return breaks() }
			w.face.fail = func(bool) error { return breaks() }
			w.work(t.Context())
			w.Fail, w.face.fail = nil, nil
			w.work(t.Context())
			if told := w.face.taken(); strings.Count(told, "It is in trouble.") != 2 {
				t.Errorf("step %d: %s", step, told)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		w := followed(t)
		w.face.fail = func(bool) error { return bot.Problemf(bot.GoneChannel, "It was deleted.") }
		if err := w.TellFollowers(t.Context(), 1, "It is in trouble.", false, time.Now()); err != nil {
			t.Fatal(err)
		}
		w.work(t.Context()) // does not go on for ever
	})
}
