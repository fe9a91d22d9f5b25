package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/dateline-bot/dateline/bot"
)

// applicationID marks a database as Dateline's; migrations/sqlite sets it.
// See https://www.sqlite.org/pragma.html#pragma_application_id.
const applicationID = 0x444C4E45

// memory is the path of a database that ends with its process.
const memory = ":memory:"

// A place is where a SQLite database is.
type place struct {
	path string // absolute; "" in memory
	uri  string // without parameters
	vfs  string // "" for the system's files
}

// placeOf returns the place that path names: a file, with or without
// "sqlite:" before it, or ":memory:".
func placeOf(path string) (place, error) {
	path = strings.TrimPrefix(path, "sqlite:")
	switch path {
	case "":
		return place{}, bot.Problemf(bot.BadInput, "The database has no path. Give one, such as sqlite:/var/lib/dateline/dateline.db.")
	case memory:
		// A name that begins with a slash is shared by the process's connections:
		// https://www.sqlite.org/src/file/src/memdb.c.
		return place{uri: "file:/" + rand.Text(), vfs: "memdb"}, nil
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return place{}, fmt.Errorf("store: %w", err)
	}
	slashed := filepath.ToSlash(abs)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return place{path: abs, uri: "file:" + (&url.URL{Path: slashed}).EscapedPath()}, nil
}

// open returns a pool of at most n connections that begin their transactions
// as lock says: an immediate one takes the write lock at once, for one that
// upgrades its read lock fails where another process has written meanwhile.
func (p place) open(n int, lock string, pragmas ...string) (*sql.DB, error) {
	q := url.Values{"_txlock": {lock}, "_dqs": {"0"}, "_pragma": pragmas}
	if p.vfs != "" {
		q.Set("vfs", p.vfs)
	}
	pool, err := sql.Open("sqlite", p.uri+"?"+q.Encode())
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(n)
	pool.SetMaxIdleConns(n)
	return pool, nil
}

// prepare makes the file, for its owner alone, and the folders above it, and
// refuses what is no database of ours. It never opens a file that exists:
// closing it again would drop every lock that this process holds on it
// (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
func (p place) prepare(ctx context.Context) error {
	if p.path == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(p.path), 0o700); err != nil {
		return p.problem(err)
	}
	f, err := os.OpenFile(p.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		return f.Close()
	}
	if !errors.Is(err, os.ErrExist) {
		return p.problem(err)
	}
	info, err := os.Stat(p.path)
	if err != nil {
		return p.problem(err)
	}
	if !info.Mode().IsRegular() {
		return bot.Problemf(bot.BadInput, "%s is no file, so no database can be kept there. Give the path of a file.", p.path)
	}
	if info.Size() == 0 {
		return nil
	}
	return p.inspect(ctx)
}

// inspect refuses a database of another program before anything in it is
// changed.
func (p place) inspect(ctx context.Context) error {
	pool, err := p.open(1, "deferred", "busy_timeout(10000)", "query_only(1)")
	if err != nil {
		return p.problem(err)
	}
	defer pool.Close()
	var id, tables int64
	if err := pool.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
		return p.problem(err)
	}
	if err := pool.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master
		WHERE name NOT IN ('goose_db_version', 'sqlite_sequence')`).Scan(&tables); err != nil {
		return p.problem(err)
	}
	if id != applicationID && tables > 0 {
		return bot.Problemf(bot.BadInput, "%s is another program's database and is left as it is. Give another path.", p.path)
	}
	return nil
}

// Problem returns err, where it is SQLite's own and tells of the database's file
// or disk, as a sentence for whoever runs the bot.
func (db *DB) Problem(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	return db.place.problem(err)
}

// problem returns err, where it tells of the file and not of us, as a sentence
// for whoever runs the bot.
func (p place) problem(err error) error {
	if p.path == "" {
		return problem("the database", err)
	}
	return problem(p.path, err)
}

// problem is place.problem for a database that is called where.
func problem(where string, err error) error {
	say := func(k bot.ProblemKind, format string) error {
		q := bot.Problemf(k, format, where)
		q.Err = err
		return q
	}
	var e *sqlite.Error
	code := 0
	if errors.As(err, &e) {
		code = e.Code() & 0xff // the rest of it says where within SQLite
	}
	switch {
	case code == sqlite3.SQLITE_FULL:
		return say(bot.Internal, "The disk that holds %s is full. Nothing that was kept is lost; make room, and try again.")
	case code == sqlite3.SQLITE_NOTADB:
		return say(bot.BadInput, "%s is no database. Give the path of Dateline's own file, or of one that does not exist yet.")
	case code == sqlite3.SQLITE_CORRUPT:
		return say(bot.Internal, "The database is damaged (%s). Put a copy of it back, or move it away to begin anew.")
	case code == sqlite3.SQLITE_READONLY, errors.Is(err, os.ErrPermission), isReadOnly(err):
		return say(bot.BadInput, "%s cannot be written. Check who owns it and its folder, or give another path.")
	case code == sqlite3.SQLITE_CANTOPEN:
		return say(bot.BadInput, "%s cannot be opened. Check who owns it and its folder, or give another path.")
	case code == sqlite3.SQLITE_IOERR:
		return say(bot.Internal, "The disk that holds %s does not read or write as it should. Check it, and try again.")
	case code == sqlite3.SQLITE_BUSY, code == sqlite3.SQLITE_LOCKED:
		return say(bot.Internal, "Another program keeps %s locked. End it, or try again in a minute.")
	}
	var path *os.PathError
	if errors.As(err, &path) {
		return say(bot.BadInput, "%s cannot be used as the database's path ("+path.Err.Error()+"). Give another one.")
	}
	return err
}
