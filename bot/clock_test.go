package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/bot"
)

// slots tells the editions that were opened: "slot outcome", in order.
func (w *world) slots() string {
	var s []string
	for _, e := range w.All() {
		s = append(s, fmt.Sprintf("%s %s", e.Slot, e.Outcome))
	}
	return strings.Join(s, "\n")
}

// until sleeps to a time in UTC.
func until(t *testing.T, at string) {
	t.Helper()
	when, err := time.Parse("2006-01-02T15:04", at)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Until(when))
}

func TestClock(t *testing.T) {
	const day = "2026-03-03T" // a Tuesday
	for _, c := range []struct {
		name, digest string
		from         string   // when the digest is set
		down         []string // from when to when the bot does not run
		to           string
		want         string
	}{
		{"every day", "07:30 UTC", day + "06:00", nil, "2026-03-05T08:00", `
			2026-03-03T07:30 nothing new
			2026-03-04T07:30 nothing new
			2026-03-05T07:30 nothing new`},
		{"a restart within the grace", "07:30 UTC", day + "06:00", []string{day + "07:00", day + "10:00"}, day + "11:00", `
			2026-03-03T07:30 nothing new`},
		{"down for too long", "07:30 UTC", day + "06:00", []string{day + "07:00", day + "18:00"}, day + "19:00", `
			2026-03-03T07:30 missed`},
		{"several slots collapse into one", "every 2 hours UTC", day + "06:30", []string{day + "07:00", day + "13:00"}, day + "13:30", `
			2026-03-03T08:00+00:00 missed
			2026-03-03T10:00+00:00 missed
			2026-03-03T12:00+00:00 nothing new`},
		{"spring", "02:30 Europe/Berlin", "2026-03-28T12:00", nil, "2026-03-30T12:00", `
			2026-03-29T02:30 nothing new
			2026-03-30T02:30 nothing new`},
		{"autumn", "02:30 Europe/Berlin", "2026-10-24T12:00", nil, "2026-10-26T12:00", `
			2026-10-25T02:30 nothing new
			2026-10-26T02:30 nothing new`},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				until(t, c.from)
				if got := w.ask(t, "digest "+c.digest); strings.HasPrefix(got, "!") {
					t.Fatal(got)
				}
				stop := w.start(t)
				if c.down != nil {
					until(t, c.down[0])
					stop()
					until(t, c.down[1])
					stop = w.start(t)
				}
				until(t, c.to)
				stop()
				if want := strings.ReplaceAll(strings.TrimSpace(c.want), "\t", ""); w.slots() != want {
					t.Errorf("editions\n%s\nwant\n%s", w.slots(), want)
				}
			})
		})
	}
}

// Two clocks over one memory open each slot once.
func TestTwoClocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		until(t, "2026-03-03T07:00")
		w.ask(t, "digest 07:30 UTC")
		other := &world{Bot: bot.New(w.Doors), Memory: w.Memory, web: w.web, face: w.face}
		stop, stopOther := w.start(t), other.start(t)
		until(t, "2026-03-05T07:00")
		stop()
		stopOther()
		if want := "2026-03-03T07:30 nothing new\n2026-03-04T07:30 nothing new"; w.slots() != want {
			t.Errorf("editions\n%s", w.slots())
		}
	})
}

// A digest that is set anew while the clock takes up its slot keeps the time
// that it was set to.
func TestDigestSetAsItIsDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		until(t, "2026-03-03T07:00")
		w.ask(t, "digest 07:30 UTC")
		set := false
		w.Digests = interrupted{w.Memory, func() {
			if !set {
				set = true
				w.ask(t, "digest 07:45 UTC")
			}
		}}
		stop := w.start(t)
		until(t, "2026-03-03T08:00")
		stop()
		if want := "2026-03-03T07:30 nothing new\n2026-03-03T07:45 nothing new"; w.slots() != want {
			t.Errorf("editions\n%s", w.slots())
		}
	})
}

// Interrupted digests have something else happen before they are moved.
type interrupted struct {
	bot.Digests
	happens func()
}

func (i interrupted) MoveDigest(ctx context.Context, d bot.Digest, next time.Time, slot string) error {
	i.happens()
	return i.Digests.MoveDigest(ctx, d, next, slot)
}

// However many digests are due at one time, all come at it.
func TestManyDigestsDueAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		until(t, "2026-03-03T07:00")
		const many = 250
		for i := range many {
			d := bot.Digest{Channel: bot.Channel{Platform: "board", ID: fmt.Sprint(i)}, When: "07:30", Zone: "UTC", Quiet: true, NextSlot: "2026-03-03T07:30"}
			d.Next = time.Date(2026, 3, 3, 7, 30, 0, 0, time.UTC)
			if _, err := w.SetDigest(t.Context(), d); err != nil {
				t.Fatal(err)
			}
		}
		stop := w.start(t)
		until(t, "2026-03-03T07:30")
		time.Sleep(2 * time.Second)
		stop()
		if n := len(w.All()); n != many {
			t.Errorf("%d editions were opened, want %d", n, many)
		}
	})
}

// Whatever the memory refuses, the clock goes on, and opens the slot late
// rather than never or twice.
func TestClockGoesOn(t *testing.T) {
	for _, method := range []string{"DigestsDue", "Open", "MoveDigest", "FeedsDue", "Enqueue", "Unsettled", "Harvested"} {
		t.Run(method, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, txtar.File{Name: feedURL, Data: []byte("Ledger\n")})
				until(t, "2026-03-03T07:00")
				w.ask(t, "follow "+feedURL)
				w.ask(t, "digest 07:30 UTC")
				ends := time.Now().Add(40 * time.Minute)
				w.Fail = func(m string) error {
					if m == method && time.Now().Before(ends) {
						return errors.New("the disk is full")
					}
					return nil
				}
				stop := w.start(t)
				until(t, "2026-03-03T09:00")
				stop()
				if want := "2026-03-03T07:30 nothing new"; w.slots() != want {
					t.Errorf("editions %q", w.slots())
				}
				reads := w.web.fetched(feedURL)
				if reads < 2 || reads > 6 {
					t.Errorf("the feed was fetched %d times in two hours", reads)
				}
			})
		})
	}
}

// A late edition says so.
func TestLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, _ := opened(t)
		w.work(t.Context())
		w.face.taken()
		w.ask(t, "digest 07:30 UTC")
		w.web.put(feedURL, "Ledger\nhttps://ledger.example/c Ferry stops\n")
		w.web.put("https://ledger.example/c", page("Ferry stops", "The ferry stops."))
		w.work(t.Context())
		f, err := w.Following(t.Context(), here)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Enqueue(t.Context(), bot.Job{Kind: bot.HarvestFeed, ID: f[0].Feed.ID}); err != nil {
			t.Fatal(err)
		}
		w.work(t.Context())
		until(t, "2000-01-01T09:31")
		stop := w.start(t)
		time.Sleep(5 * time.Second)
		stop()
		if got := w.face.taken(); !strings.HasPrefix(got, "* Morning edition (2 h late (the bot was down)) · Sat 1 Jan 07:30") {
			t.Errorf("posted %s", got)
		}
	})
}
