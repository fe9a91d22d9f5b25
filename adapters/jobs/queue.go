package jobs

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/dateline-bot/dateline/bot"
)

const (
	jobTimeout = 2 * time.Minute
	// rescueAfter is when River takes a job from a process that is gone for
	// good. It must exceed jobTimeout.
	rescueAfter = jobTimeout + 30*time.Second

	// A queue looks for work when it is told of some, through a table that
	// River looks into every 50 ms, but not more often than fetchCooldown, and
	// untold every fetchPoll.
	fetchCooldown = 20 * time.Millisecond
	fetchPoll     = time.Second

	// At the end jobs have softStop to finish, then their contexts end; hardStop
	// later Run returns whatever they do.
	softStop = 10 * time.Second
	hardStop = 5 * time.Second

	completedKept = time.Minute
	discardedKept = 24 * time.Hour
)

// A Queue is the jobs of one database and this process's part in their work.
type Queue struct {
	id     string // this process's among those that share the database
	db     *sql.DB
	client *river.Client[*sql.Tx]
	log    *slog.Logger
	work   func(context.Context, bot.Job) error // set by Run before the client starts
}

var _ bot.Jobs = (*Queue)(nil)

// New returns the queue that lives in db, a pool of one connection, and brings
// its tables up to date.
func New(ctx context.Context, db *sql.DB, cfg Config, log *slog.Logger) (*Queue, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	cfg = cfg.withDefaults()
	q := &Queue{id: rand.Text(), db: db, log: log}
	driver := riversqlite.New(db)
	logger := slog.New(quiet{log.Handler()})
	if err := migrate(ctx, driver, db, logger); err != nil {
		return nil, fmt.Errorf("jobs: migrations: %w", err)
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &worker[harvestArgs]{queue: q})
	river.AddWorker(workers, &worker[readArgs]{queue: q})
	river.AddWorker(workers, &worker[rereadArgs]{queue: q})
	river.AddWorker(workers, &worker[editionArgs]{queue: q})
	river.AddWorker(workers, &worker[reportArgs]{queue: q})
	river.AddWorker(workers, &worker[hubArgs]{queue: q})
	river.AddWorker(workers, &worker[importArgs]{queue: q})
	client, err := river.NewClient(driver, &river.Config{
		ID:                          q.id,
		Logger:                      logger,
		ErrorHandler:                told{log},
		Workers:                     workers,
		JobTimeout:                  jobTimeout,
		RescueStuckJobsAfter:        rescueAfter,
		FetchCooldown:               fetchCooldown,
		FetchPollInterval:           fetchPoll,
		SoftStopTimeout:             softStop,
		CompletedJobRetentionPeriod: completedKept,
		CancelledJobRetentionPeriod: completedKept,
		DiscardedJobRetentionPeriod: discardedKept,
		ReindexerIndexNames:         []string{}, // SQLite's do not bloat
		Queues: map[string]river.QueueConfig{
			string(bot.HarvestFeed):   {MaxWorkers: cfg.Harvests},
			string(bot.ReadItem):      {MaxWorkers: cfg.Reads},
			string(bot.RereadArticle): {MaxWorkers: cfg.Reads},
			string(bot.PostEdition):   {MaxWorkers: cfg.Editions},
			string(bot.PostReport):    {MaxWorkers: 1},
			string(bot.AskHub):        {MaxWorkers: 2},
			string(bot.ImportFeeds):   {MaxWorkers: 2},
		},
	})
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	q.client = client
	return q, nil
}

// migrate brings River's tables and ours up to date. Where two processes start
// on one new file at once, one of them finds half of its steps done by the
// other, and looks again.
func migrate(ctx context.Context, driver *riversqlite.Driver, db *sql.DB, log *slog.Logger) error {
	const tries = 5
	m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: log})
	if err != nil {
		return err
	}
	for range tries {
		if _, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil); err == nil {
			_, err = db.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS job_process (id text PRIMARY KEY, seen integer NOT NULL)`)
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return err
}

// InsertTx adds j within tx, a transaction of the pool that the queue was made
// with: the job is there once tx commits.
func (q *Queue) InsertTx(ctx context.Context, tx *sql.Tx, j bot.Job) error {
	p, err := insertion(j)
	if err != nil {
		return err
	}
	if _, err := q.client.InsertTx(ctx, tx, p.Args, p.InsertOpts); err != nil {
		return fmt.Errorf("jobs: add %s %d: %w", j.Kind, j.ID, err)
	}
	return nil
}

// Enqueue adds all of the jobs or none.
func (q *Queue) Enqueue(ctx context.Context, jobs ...bot.Job) error {
	if len(jobs) == 0 {
		return nil
	}
	params := make([]river.InsertManyParams, 0, len(jobs))
	twice := make(map[bot.Job]bool, len(jobs)) // which River refuses in one batch
	for _, j := range jobs {
		if twice[j] {
			continue
		}
		twice[j] = true
		p, err := insertion(j)
		if err != nil {
			return err
		}
		params = append(params, p)
	}
	if _, err := q.client.InsertMany(ctx, params); err != nil {
		return fmt.Errorf("jobs: add %d jobs: %w", len(jobs), err)
	}
	return nil
}

// Waiting returns how many jobs wait or run, in all processes.
func (q *Queue) Waiting(ctx context.Context) (n int, err error) {
	err = q.db.QueryRowContext(ctx, `SELECT count(*) FROM river_job
		WHERE state IN ('available', 'pending', 'running', 'retryable', 'scheduled')`).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("jobs: count: %w", err)
	}
	return n, nil
}

// Run works the jobs, each with work, until ctx ends; then it lets those that
// run finish, for at most 15 s, and returns nil. It is called once.
//
// A job whose work returns a *bot.RetryError comes back when that says; after
// another error or a panic it comes back later and later, some times.
func (q *Queue) Run(ctx context.Context, work func(context.Context, bot.Job) error) error {
	q.work = work
	lease := q.holdLease(ctx)
	defer lease.release(context.WithoutCancel(ctx))
	if err := q.client.Start(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("jobs: %w", err)
	}
	stopped := q.client.Stopped()
	<-ctx.Done()
	select {
	case <-stopped:
		return nil
	case <-time.After(softStop + hardStop):
		return errors.New("jobs: some jobs did not end in time and were left to the next start")
	}
}
