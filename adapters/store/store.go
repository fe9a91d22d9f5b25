package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// A Store keeps what the bot knows in a DB.
type Store struct {
	db      *DB
	enqueue func(context.Context, *sql.Tx, bot.Job) error
}

var (
	_ bot.Follows  = (*Store)(nil)
	_ bot.Archive  = (*Store)(nil)
	_ bot.Digests  = (*Store)(nil)
	_ bot.Editions = (*Store)(nil)
	_ bot.Reports  = (*Store)(nil)
	_ bot.Imports  = (*Store)(nil)

	_ bot.Subscriptions = (*Store)(nil)
)

// New returns a store that keeps what it is given in db. Enqueue adds a job
// within a transaction of db's writer: the job is there once that commits.
func New(db *DB, enqueue func(context.Context, *sql.Tx, bot.Job) error) *Store {
	return &Store{db: db, enqueue: enqueue}
}

// A row is a *sql.Row or *sql.Rows.
type row interface{ Scan(dest ...any) error }

// micros returns t as the database keeps it; 0 for the zero time.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// instant is the inverse of micros, in UTC.
func instant(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

// duration is the inverse of time.Duration's Microseconds.
func duration(n int64) time.Duration { return time.Duration(n) * time.Microsecond }

// changed returns ErrNotFound where a statement that must have met a row met
// none.
func changed(res sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	if err == nil && n == 0 {
		return bot.ErrNotFound
	}
	return err
}

// found returns ErrNotFound for sql.ErrNoRows.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return bot.ErrNotFound
	}
	return err
}

// collect reads all rows with scan and closes them.
func collect[T any](rows *sql.Rows, err error, scan func(row) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}
