//go:build unix

package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dateline-bot/dateline/adapters/feed"
	"github.com/dateline-bot/dateline/adapters/store"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

var (
	soakFeeds = flag.Int("soak.feeds", 100, "feeds of TestSoak; 5000 take some minutes")
	soakHours = flag.Int("soak.hours", 24, "that TestSoak lives through")
)

// TestSoak lives through a day with many feeds: their servers count every
// request against what they asked for, and every item of theirs must be in the
// memory once.
func TestSoak(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(8 * time.Hour) // begin within a day
		start := time.Now()
		k := newKiosk(*soakFeeds, start, 1, func(feed int) string { return fmt.Sprintf("https://paper%d.example", feed*7%(*soakFeeds/4+1)) })
		db, err := store.Connect(t.Context(), filepath.Join(t.TempDir(), "dateline.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		q := &queue{waiting: map[bot.Job]bool{}, jobs: make(chan bot.Job, 100_000)}
		memory := store.New(db, q.insert)
		b := bot.New(bot.Doors{
			Reader: walled{}, Feeds: feed.New(&http.Client{Transport: k}),
			Follows: memory, Archive: memory, Digests: memory, Editions: memory, Reports: memory, Subscriptions: memory,
			Imports: memory, Changes: memory, Jobs: q,
		})
		for i := range k.feeds {
			for c := range 1 + i%3 {
				here := bot.Channel{Platform: "console", ID: fmt.Sprint(c)}
				if _, _, err := memory.Follow(t.Context(), here, bot.Harvest{Feed: bot.Feed{URL: k.url(i)}}, start); err != nil {
					t.Fatal(err)
				}
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() {
			if err := b.Run(ctx); err != nil {
				t.Error(err)
			}
		})
		for range 16 {
			running.Go(func() { q.work(ctx, b) })
		}
		time.Sleep(time.Duration(*soakHours) * time.Hour)
		cancel()
		running.Wait()
		t.Log(take())
		k.lost(t, db)
		k.told(t)
	})
}

// lost fails for items that are not in the memory once.
func (k *kiosk) lost(t *testing.T, db *store.DB) {
	t.Helper()
	rows, err := db.Writer().QueryContext(t.Context(), `SELECT title, count(*) FROM item GROUP BY title`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	held := map[string]int{}
	for rows.Next() {
		var title string
		var n int
		if err := rows.Scan(&title, &n); err != nil {
			t.Fatal(err)
		}
		held[title] = n
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	items, wrong := 0, 0
	for _, f := range k.feeds {
		if f.begun.IsZero() {
			t.Errorf("feed %d was never fetched", f.id)
		}
		for n := f.first; n <= f.newest && f.served; n++ {
			items++
			if got := held[kioskTitle(f.id, n)]; got != 1 {
				if wrong++; wrong < 20 {
					t.Errorf("feed %d: item %d of %d to %d is there %d times", f.id, n, f.first, f.newest, got)
				}
			}
			delete(held, kioskTitle(f.id, n))
		}
	}
	if len(held) > 0 {
		t.Errorf("%d items are there that no feed ever had", len(held))
	}
	t.Logf("%d items, each once", items-wrong)
}

// told fails for what the servers saw that was wrong, and logs the rest.
func (k *kiosk) told(t *testing.T) {
	t.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.tally
	for _, w := range s.wrong[:min(len(s.wrong), 20)] {
		t.Error(w)
	}
	if len(s.wrong) > 20 {
		t.Errorf("and %d more", len(s.wrong)-20)
	}
	t.Logf("%d feeds, %d requests (%.1f a feed): %d bodies of %d KB in all, %d unchanged, %d refused", len(k.feeds), s.requests,
		float64(s.requests)/float64(len(k.feeds)), s.bodies, s.sent>>10, s.unchanged, s.refused)
	t.Logf("conditional requests saved %d KB, %.0f %% of what would have been sent", s.saved>>10, 100*float64(s.saved)/float64(max(1, s.saved+s.sent)))
	var late []time.Duration
	for _, f := range k.feeds {
		if !f.gone && f.failures == 0 {
			late = append(late, time.Since(f.last))
		}
	}
	slices.Sort(late)
	if len(late) > 0 {
		t.Logf("the last look at a feed lies %s back in the median, %s at most", late[len(late)/2].Round(time.Minute), late[len(late)-1].Round(time.Minute))
	}
}

// A walled reader finds every article behind a wall.
type walled struct{ bot.Reader }

func (walled) Read(context.Context, string) (briefing.Article, error) {
	return briefing.Article{}, bot.Problemf(bot.Paywall, "It is behind a wall.")
}

func (w walled) Reread(ctx context.Context, url string, v bot.Validators) (briefing.Article, bot.Validators, error) {
	a, err := w.Read(ctx, url)
	return a, v, err
}

// A queue is jobs in memory. Those that wait or run are kept in their place.
type queue struct {
	mu      sync.Mutex
	waiting map[bot.Job]bool
	jobs    chan bot.Job
}

func (q *queue) Enqueue(_ context.Context, jobs ...bot.Job) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, j := range jobs {
		if !q.waiting[j] {
			q.waiting[j] = true
			q.jobs <- j
		}
	}
	return nil
}

func (q *queue) insert(ctx context.Context, _ *sql.Tx, j bot.Job) error { return q.Enqueue(ctx, j) }

func (q *queue) Waiting(context.Context) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiting), nil
}

// work does jobs until ctx ends.
func (q *queue) work(ctx context.Context, b *bot.Bot) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-q.jobs:
			err := b.Work(ctx, j)
			var retry *bot.RetryError
			if errors.As(err, &retry) {
				time.AfterFunc(retry.After, func() { q.jobs <- j })
				continue
			}
			if err != nil && !strings.Contains(err.Error(), "canceled") {
				panic(err)
			}
			q.mu.Lock()
			delete(q.waiting, j)
			q.mu.Unlock()
		}
	}
}
