package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/dateline-bot/dateline/bot"
)

// Two processes on one file do each job once.
func TestTwoProcessesShareTheWork(t *testing.T) {
	path := filepath.Join(t.TempDir(), "jobs.db")
	a, b := newQueue(t, pool(t, path)), newQueue(t, pool(t, path))
	const n = 60
	var mu sync.Mutex
	times := map[bot.Job]int{}
	did := make(chan bool, 2*n)
	work := func(_ context.Context, j bot.Job) error {
		mu.Lock()
		times[j]++
		mu.Unlock()
		did <- true
		return nil
	}
	stopA, stopB := run(t, a, work), run(t, b, work)
	for id := range int64(n / 2) {
		enqueue(t, a, bot.Job{Kind: bot.ReadItem, ID: id})
		enqueue(t, b, bot.Job{Kind: bot.ReadItem, ID: id}, bot.Job{Kind: bot.HarvestFeed, ID: id})
	}
	for range n {
		next(t, "a job", did)
	}
	eventually(t, func() bool { return waiting(t, a) == 0 })
	if err := errors.Join(stopA(), stopB()); err != nil {
		t.Fatal(err)
	}
	for j, k := range times {
		// A job that was done before its second adding came is rightly done twice.
		if k > 2 || k > 1 && j.Kind == bot.HarvestFeed {
			t.Errorf("%v was done %d times", j, k)
		}
	}
}

// Two processes that start on one new file at the same time both come up.
func TestTwoProcessesStartAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "jobs.db")
	var wg sync.WaitGroup
	for range 4 {
		db := pool(t, path)
		wg.Go(func() { newQueue(t, db) })
	}
	wg.Wait()
}

// The queue and the store's own transactions go through one connection, from
// many goroutines at once, and none waits for itself.
func TestOneConnectionServesAll(t *testing.T) {
	db, q := open(t)
	if _, err := db.ExecContext(t.Context(), `CREATE TABLE note (id integer PRIMARY KEY, done integer NOT NULL DEFAULT 0)`); err != nil {
		t.Fatal(err)
	}
	const writers, each = 6, 10
	did := make(chan int64, writers*each)
	run(t, q, func(ctx context.Context, j bot.Job) error {
		if j.Kind != bot.ReadItem {
			return nil
		}
		res, err := db.ExecContext(ctx, `UPDATE note SET done = done + 1 WHERE id = ?`, j.ID)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n != 1 {
			return fmt.Errorf("a job without its note: %d, %w", j.ID, err)
		}
		did <- j.ID
		return q.Enqueue(ctx, bot.Job{Kind: bot.HarvestFeed, ID: -j.ID})
	})
	var wg sync.WaitGroup
	for w := range int64(writers) {
		wg.Go(func() {
			for i := range int64(each) {
				id := w*each + i + 1
				tx, err := db.BeginTx(t.Context(), nil)
				if err != nil {
					t.Error(err)
					return
				}
				_, err = tx.ExecContext(t.Context(), `INSERT INTO note (id) VALUES (?)`, id)
				err = errors.Join(err, q.InsertTx(t.Context(), tx, bot.Job{Kind: bot.ReadItem, ID: id}))
				if i%5 == 0 {
					err = errors.Join(err, tx.Rollback())
				} else {
					err = errors.Join(err, tx.Commit())
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for range writers * each * 4 / 5 {
		next(t, "a note's job", did)
	}
	var undone int
	if err := db.QueryRowContext(t.Context(), `SELECT count(*) FROM note WHERE done <> 1`).Scan(&undone); err != nil || undone != 0 {
		t.Fatalf("%d notes, %v", undone, err)
	}
}
