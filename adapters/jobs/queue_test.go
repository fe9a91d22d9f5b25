package jobs_test

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"github.com/dateline-bot/dateline/adapters/jobs"
	"github.com/dateline-bot/dateline/bot"
)

// pool opens a pool of one connection, as the store's writer is.
func pool(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

func newQueue(t testing.TB, db *sql.DB) *jobs.Queue {
	t.Helper()
	q, err := jobs.New(t.Context(), db, jobs.Config{}, slog.New(slog.NewTextHandler(t.Output(), nil)))
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func open(t testing.TB) (*sql.DB, *jobs.Queue) {
	t.Helper()
	db := pool(t, filepath.Join(t.TempDir(), "jobs.db"))
	return db, newQueue(t, db)
}

// run works q's jobs until the test ends or the function that it returns is
// called, which waits for Run.
func run(t testing.TB, q *jobs.Queue, work func(context.Context, bot.Job) error) (stop func() error) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- q.Run(ctx, work) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-done
	})
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error("Run:", err)
		}
	})
	return stop
}

// next returns what comes on c, and fails where nothing does.
func next[T any](t testing.TB, what string, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(time.Minute):
		t.Fatal("waited too long for", what)
		panic("unreachable")
	}
}

func enqueue(t testing.TB, q *jobs.Queue, j ...bot.Job) {
	t.Helper()
	if err := q.Enqueue(t.Context(), j...); err != nil {
		t.Fatal(err)
	}
}

func waiting(t testing.TB, q *jobs.Queue) int {
	t.Helper()
	n, err := q.Waiting(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

var harvest7 = bot.Job{Kind: bot.HarvestFeed, ID: 7}

func TestAJobOfEachKindIsDone(t *testing.T) {
	_, q := open(t)
	all := []bot.Job{harvest7, {Kind: bot.ReadItem, ID: 7}, {Kind: bot.RereadArticle, ID: 7}, {Kind: bot.PostEdition, ID: 7}, {Kind: bot.PostReport, ID: 7}, {Kind: bot.AskHub, ID: 7}, {Kind: bot.ImportFeeds, ID: 7}}
	enqueue(t, q, all...)
	if n := waiting(t, q); n != len(all) {
		t.Fatalf("%d jobs wait, want %d", n, len(all))
	}
	did := make(chan bot.Job, len(all))
	stop := run(t, q, func(_ context.Context, j bot.Job) error { did <- j; return nil })
	seen := map[bot.Job]bool{}
	for range all {
		seen[next(t, "a job", did)] = true
	}
	for _, j := range all {
		if !seen[j] {
			t.Errorf("%v was not done", j)
		}
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if n := waiting(t, q); n != 0 {
		t.Fatalf("%d jobs wait, want none", n)
	}
	if err := q.Enqueue(t.Context(), bot.Job{Kind: "sing", ID: 1}); err == nil {
		t.Fatal("a job of an unknown kind was taken")
	}
	enqueue(t, q)
}

func TestAJobStartsSoonAfterItsCommit(t *testing.T) {
	db, q := open(t)
	did := make(chan time.Time)
	run(t, q, func(context.Context, bot.Job) error { did <- time.Now(); return nil })
	enqueue(t, q, harvest7)
	next(t, "the start", did)
	var sum time.Duration
	const n = 10
	for id := range int64(n) {
		tx, err := db.BeginTx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := q.InsertTx(t.Context(), tx, bot.Job{Kind: bot.PostEdition, ID: id + 1}); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		committed := time.Now()
		sum += next(t, "the job", did).Sub(committed)
	}
	t.Logf("%v from commit to work on average", sum/n)
	if sum/n > time.Second { // some 60 ms where the machine has nothing else to do
		t.Errorf("%v from commit to work", sum/n)
	}
}

func TestAJobEndsWithItsTransaction(t *testing.T) {
	db, q := open(t)
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := q.InsertTx(t.Context(), tx, harvest7); err != nil {
		t.Fatal(err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if n := waiting(t, q); n != 0 {
		t.Fatalf("%d jobs wait, want none", n)
	}
}

func TestAJobThatWaitsIsKeptInItsPlace(t *testing.T) {
	_, q := open(t)
	enqueue(t, q, harvest7, harvest7)
	enqueue(t, q, harvest7, bot.Job{Kind: bot.HarvestFeed, ID: 8})
	if n := waiting(t, q); n != 2 {
		t.Fatalf("%d jobs wait, want 2", n)
	}
	did, goOn := make(chan bot.Job), make(chan bool)
	run(t, q, func(_ context.Context, j bot.Job) error { did <- j; <-goOn; return nil })
	next(t, "one", did)
	next(t, "the other", did)
	enqueue(t, q, harvest7) // it runs
	if n := waiting(t, q); n != 2 {
		t.Fatalf("%d jobs wait, want 2", n)
	}
	close(goOn)
	eventually(t, func() bool { return waiting(t, q) == 0 })
	enqueue(t, q, harvest7) // it is done, and may be done again
	if j := next(t, "it again", did); j != harvest7 {
		t.Fatalf("got %v", j)
	}
}

// eventually asks until it is so.
func eventually(t testing.TB, so func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for range 6000 {
		if so() {
			return
		}
		<-tick.C
	}
	t.Fatal("it never came to be")
}

func TestARetryErrorPutsOffAndCostsNothing(t *testing.T) {
	_, q := open(t)
	enqueue(t, q, harvest7)
	tries := make(chan int, 100)
	n := 0
	run(t, q, func(context.Context, bot.Job) error {
		n++
		tries <- n
		if n < 8 { // more than a harvest has attempts
			return errors.Join(errors.New("busy"), &bot.RetryError{After: time.Duration(n-3) * time.Millisecond})
		}
		return nil
	})
	for next(t, "a try", tries) < 8 {
	}
	eventually(t, func() bool { return waiting(t, q) == 0 })
}

func TestErrorsAndPanicsAreTriedAgainBoundedly(t *testing.T) {
	db, q := open(t)
	enqueue(t, q, harvest7)
	tries := make(chan int, 100)
	n := 0
	run(t, q, func(context.Context, bot.Job) error {
		n++
		tries <- n
		if n%2 == 0 {
			panic("a bug")
		}
		return errors.New("a fault")
	})
	for want := 1; want <= 3; want++ {
		if got := next(t, "a try", tries); got != want {
			t.Fatalf("try %d, want %d", got, want)
		}
		if want < 3 { // the backoff is River's; the test does not wait for it
			eventually(t, func() bool {
				res, err := db.ExecContext(t.Context(), `UPDATE river_job SET state = 'available', scheduled_at = created_at
					WHERE state IN ('retryable', 'available')`)
				if err != nil {
					t.Fatal(err)
				}
				rows, _ := res.RowsAffected()
				return rows == 1
			})
		}
	}
	eventually(t, func() bool { return waiting(t, q) == 0 })
	if s := state(t, db, 7); s != "discarded" {
		t.Fatalf("the job is %s", s)
	}
	enqueue(t, q, harvest7) // it does not stand in the way of a new one
	next(t, "a new job", tries)
}

// state returns the state of the job with that ID.
func state(t testing.TB, db *sql.DB, id int64) (s string) {
	t.Helper()
	err := db.QueryRowContext(t.Context(), `SELECT state FROM river_job WHERE json_extract(args, '$.id') = ? ORDER BY id LIMIT 1`, id).Scan(&s)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNoKindWaitsForAnother(t *testing.T) {
	_, q := open(t)
	for id := range int64(12) {
		enqueue(t, q, bot.Job{Kind: bot.ReadItem, ID: id})
	}
	enqueue(t, q, bot.Job{Kind: bot.PostEdition, ID: 1})
	posted, goOn := make(chan bot.Job), make(chan bool)
	run(t, q, func(ctx context.Context, j bot.Job) error {
		if j.Kind == bot.PostEdition {
			posted <- j
			return nil
		}
		select {
		case <-goOn:
		case <-ctx.Done():
		}
		return nil
	})
	t.Cleanup(func() { close(goOn) }) // before Run ends
	next(t, "the edition", posted)
}

func TestRunLetsWorkFinish(t *testing.T) {
	_, q := open(t)
	enqueue(t, q, harvest7)
	began, goOn := make(chan bool), make(chan bool)
	stop := run(t, q, func(ctx context.Context, _ bot.Job) error {
		began <- true
		<-goOn
		return ctx.Err()
	})
	next(t, "the job", began)
	stopped := make(chan error)
	go func() { stopped <- stop() }()
	select {
	case err := <-stopped:
		t.Fatalf("Run did not wait for its job: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	close(goOn)
	if err := next(t, "the end", stopped); err != nil {
		t.Fatal(err)
	}
	if n := waiting(t, q); n != 0 {
		t.Fatalf("%d jobs wait, want none", n)
	}
}

func TestWorkThatOutlastsTheEndIsCutAndKept(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as jobs are given to finish")
	}
	t.Parallel()
	_, q := open(t)
	enqueue(t, q, harvest7)
	began := make(chan bool)
	stop := run(t, q, func(ctx context.Context, _ bot.Job) error {
		began <- true
		<-ctx.Done()
		return ctx.Err()
	})
	next(t, "the job", began)
	start := time.Now()
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("Run took %v to end", took)
	}
	if n := waiting(t, q); n != 1 {
		t.Fatalf("%d jobs wait, want the one that was cut", n)
	}
}

func TestTheJobsOfADeadProcessAreTakenOver(t *testing.T) {
	t.Parallel()
	db, q := open(t)
	for id := int64(1); id <= 2; id++ {
		enqueue(t, q, bot.Job{Kind: bot.PostEdition, ID: id})
	}
	for _, s := range []string{
		`UPDATE river_job SET state = 'running', attempt = 1, attempted_at = datetime('now', 'subsec'),
			attempted_by = jsonb_array('other', CASE json_extract(args, '$.id') WHEN 1 THEN 'dead' ELSE 'alive' END)`,
		`INSERT INTO job_process (id, seen) VALUES ('alive', 4000000000000000), ('dead', 1000000)`,
	} {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	did := make(chan bot.Job, 2)
	stop := run(t, q, func(_ context.Context, j bot.Job) error { did <- j; return nil })
	if j := next(t, "the dead process's job", did); j.ID != 1 {
		t.Fatalf("got %v", j)
	}
	if s := state(t, db, 2); s != "running" {
		t.Fatalf("the living process's job is %s", s)
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	var left string
	if err := db.QueryRowContext(t.Context(), `SELECT group_concat(id) FROM job_process`).Scan(&left); err != nil || left != "alive" {
		t.Fatalf("processes left: %q, %v", left, err)
	}
}

func TestConfig(t *testing.T) {
	for _, c := range []jobs.Config{{}, jobs.Default(), {Harvests: 64, Reads: 1, Editions: 1}} {
		if err := c.Validate(); err != nil {
			t.Error(c, err)
		}
	}
	for key, c := range map[string]jobs.Config{"harvests": {Harvests: -1}, "reads": {Reads: 65}, "editions": {Editions: -9}} {
		if err := c.Validate(); err == nil || !strings.HasPrefix(err.Error(), "jobs."+key+": ") {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
