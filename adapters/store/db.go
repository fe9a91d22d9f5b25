package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
)

// A DB is an open database. SQLite takes one writer at a time, so that all of
// a process's writes go through a pool of one connection, and reads through
// another: https://www.sqlite.org/wal.html#concurrency.
type DB struct {
	place  place
	writer *sql.DB
	reader *sql.DB
}

// Connect opens the database at path, "sqlite:" or nothing before it, makes it
// where it is not, and brings its tables up to date. With ":memory:" it lives
// as long as it is open. The errors that whoever runs the bot can do something
// about are *bot.Problem.
func Connect(ctx context.Context, path string) (*DB, error) {
	p, err := placeOf(path)
	if err != nil {
		return nil, err
	}
	if err := p.prepare(ctx); err != nil {
		return nil, err
	}
	db := &DB{place: p}
	if err := db.open(ctx); err != nil {
		return nil, errors.Join(p.problem(err), db.Close())
	}
	return db, nil
}

func (db *DB) open(ctx context.Context) (err error) {
	// FULL makes what is committed outlast a loss of power: an edition's part
	// that was sent is known to be sent.
	db.writer, err = db.place.open(1, "immediate",
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)")
	if err != nil {
		return err
	}
	if err := migrate(ctx, db.writer); err != nil {
		return err
	}
	db.reader, err = db.place.open(max(4, runtime.GOMAXPROCS(0)), "deferred",
		"busy_timeout(10000)", "query_only(1)")
	if err != nil {
		return err
	}
	return db.reader.PingContext(ctx)
}

// Path returns the database's file, absolute; "" where it is in memory.
func (db *DB) Path() string { return db.place.path }

// Writer returns the pool that all writes go through. It holds one connection:
// who has a transaction open on it and asks it for more waits for ever.
func (db *DB) Writer() *sql.DB { return db.writer }

// Close closes the database.
func (db *DB) Close() error {
	var errs []error
	for _, pool := range []*sql.DB{db.reader, db.writer} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(errs...)
}

// write runs work in a transaction of the writer. What it says in errors is
// doing.
func (db *DB) write(ctx context.Context, doing string, work func(*sql.Tx) error) error {
	return db.run(ctx, db.writer, doing, work)
}

// read runs work on one unchanging view of the database.
func (db *DB) read(ctx context.Context, doing string, work func(*sql.Tx) error) error {
	return db.run(ctx, db.reader, doing, work)
}

// run tells people that the database is in trouble, but not where it is.
func (db *DB) run(ctx context.Context, pool *sql.DB, doing string, work func(*sql.Tx) error) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err == nil {
		defer tx.Rollback() // does nothing after Commit
		err = work(tx)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return fmt.Errorf("store: %s: %w", doing, problem("the database", err))
	}
	return nil
}
