package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

const feedColumns = `f.id, f.url, f.title, f.site, f.etag, f.last_modified, f.body, f.hub, f.topic, f.rest, f.skip_hours, f.skip_days,
	f.next, f.changed, f.pace, f.failures, f.trouble, f.reported,
	coalesce((SELECT expires FROM subscription WHERE feed = f.id), 0)`

// A feedRow is where feedColumns are scanned.
type feedRow struct {
	bot.Feed
	body, rest, next, changed, pace, pushed int64
}

func (r *feedRow) into() []any {
	return []any{&r.ID, &r.URL, &r.Title, &r.Site, &r.ETag, &r.LastModified, &r.body, &r.Hub, &r.Topic, &r.rest, &r.Wish.SkipHours, &r.Wish.SkipDays,
		&r.next, &r.changed, &r.pace, &r.Failures, &r.Trouble, &r.Reported, &r.pushed}
}

// feed returns what was scanned.
func (r *feedRow) feed() bot.Feed {
	r.Next, r.Changed, r.Pushed = instant(r.next), instant(r.changed), instant(r.pushed)
	r.Body = uint64(r.body)
	r.Pace, r.Wish.Rest = duration(r.pace), duration(r.rest)
	return r.Feed
}

func scanFeed(r row) (bot.Feed, error) {
	var f feedRow
	err := r.Scan(f.into()...)
	return f.feed(), err
}

// Feed returns the feed with that ID.
func (s *Store) Feed(ctx context.Context, id int64) (f bot.Feed, err error) {
	err = s.db.read(ctx, "feed", func(tx *sql.Tx) error {
		f, err = scanFeed(tx.QueryRowContext(ctx, `SELECT `+feedColumns+` FROM feed f WHERE f.id = ?`, id))
		return found(err)
	})
	return f, err
}

// FeedsDue lists the feeds that are to be fetched.
func (s *Store) FeedsDue(ctx context.Context, now time.Time, limit int) (due []bot.Feed, err error) {
	err = s.db.read(ctx, "feeds due", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+feedColumns+` FROM feed f
			WHERE f.next <= ? AND EXISTS (SELECT 1 FROM follow WHERE feed = f.id)
			ORDER BY f.next, f.id LIMIT ?`, micros(now), max(0, limit))
		due, err = collect(rows, err, scanFeed)
		return err
	})
	return due, err
}

// FeedAt returns the feed that is fetched from url.
func (s *Store) FeedAt(ctx context.Context, url string) (f bot.Feed, err error) {
	err = s.db.read(ctx, "feed", func(tx *sql.Tx) error {
		f, err = scanFeed(tx.QueryRowContext(ctx, `SELECT `+feedColumns+` FROM feed f WHERE f.url = ?`, url))
		return found(err)
	})
	return f, err
}

// Harvested stores what one fetch brought.
func (s *Store) Harvested(ctx context.Context, h bot.Harvest, now time.Time) (fresh []bot.Item, err error) {
	err = s.db.write(ctx, "harvest", func(tx *sql.Tx) error {
		old, err := scanFeed(tx.QueryRowContext(ctx, `SELECT `+feedColumns+` FROM feed f WHERE f.id = ?`, h.Feed.ID))
		if err != nil {
			return found(err)
		}
		if h.Feed.ID, err = moveFeed(ctx, tx, h.Feed); err != nil {
			return err
		}
		first, err := neverHarvested(ctx, tx, h.Feed.ID)
		if err != nil {
			return err
		}
		if fresh, err = putItems(ctx, tx, h.Feed.ID, h.Items, now); err != nil {
			return err
		}
		if first {
			// All that the feed holds is old to those who follow it already.
			if _, err := tx.ExecContext(ctx, `UPDATE follow SET since = ? WHERE feed = ? AND since <= ?`, micros(now)+1, h.Feed.ID, micros(now)); err != nil {
				return err
			}
		}
		return putFeed(ctx, tx, h.Paced(old, len(fresh) > 0, now))
	})
	return fresh, err
}

// HarvestFailed stores the state of a feed that could not be fetched.
func (s *Store) HarvestFailed(ctx context.Context, f bot.Feed) error {
	return s.db.write(ctx, "harvest", func(tx *sql.Tx) error { return putFeed(ctx, tx, f) })
}

// neverHarvested reports whether nothing was ever fetched of a feed.
func neverHarvested(ctx context.Context, tx *sql.Tx, id int64) (never bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT changed = 0 AND NOT EXISTS (SELECT 1 FROM item WHERE feed = feed.id) FROM feed WHERE id = ?`, id).Scan(&never)
	return never, err
}

// findFeed returns the number of f by its ID or, where that is 0, its URL; 0
// where it has none yet.
func findFeed(ctx context.Context, tx *sql.Tx, f bot.Feed) (id int64, err error) {
	if f.ID != 0 {
		err = tx.QueryRowContext(ctx, `SELECT id FROM feed WHERE id = ?`, f.ID).Scan(&id)
	} else {
		err = tx.QueryRowContext(ctx, `SELECT id FROM feed WHERE url = ?`, f.URL).Scan(&id)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}

// addFeed stores a feed that is new and returns its number.
func addFeed(ctx context.Context, tx *sql.Tx, f bot.Feed) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `INSERT INTO feed (url, title, site, etag, last_modified, body, hub, topic, rest, skip_hours, skip_days,
		next, changed, pace, failures, trouble, reported)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		append([]any{f.URL, f.Title, f.Site}, feedState(f)...)...).Scan(&id)
	return id, err
}

// feedState lists what changes of a feed, in the order of its columns.
func feedState(f bot.Feed) []any {
	return []any{f.ETag, f.LastModified, int64(f.Body), f.Hub, f.Topic, f.Wish.Rest.Microseconds(), f.Wish.SkipHours, f.Wish.SkipDays,
		micros(f.Next), micros(f.Changed), f.Pace.Microseconds(), f.Failures, f.Trouble, bit(f.Reported)}
}

// putFeed stores the state of f. A fetch that told no title or site leaves them
// as they are.
func putFeed(ctx context.Context, tx *sql.Tx, f bot.Feed) error {
	return changed(tx.ExecContext(ctx, `UPDATE feed SET url = ?,
		title = CASE WHEN ? <> '' THEN ? ELSE title END, site = CASE WHEN ? <> '' THEN ? ELSE site END,
		etag = ?, last_modified = ?, body = ?, hub = ?, topic = ?, rest = ?, skip_hours = ?, skip_days = ?,
		next = ?, changed = ?, pace = ?, failures = ?, trouble = ?, reported = ? WHERE id = ?`,
		append(append([]any{f.URL, f.Title, f.Title, f.Site, f.Site}, feedState(f)...), f.ID)...))
}

// moveFeed returns the number that f has from now on: where it has moved to
// another feed's address, the two become one.
func moveFeed(ctx context.Context, tx *sql.Tx, f bot.Feed) (other int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT id FROM feed WHERE url = ? AND id <> ?`, f.URL, f.ID).Scan(&other)
	if errors.Is(err, sql.ErrNoRows) {
		return f.ID, nil
	}
	if err != nil {
		return 0, err
	}
	return other, joinFeeds(ctx, tx, f.ID, other)
}

// joinFeeds gives all that the feed old has to the feed new and drops old.
// Items that both have are new's, and were shown where old's were.
func joinFeeds(ctx context.Context, tx *sql.Tx, old, new int64) error {
	rows, err := tx.QueryContext(ctx, `SELECT `+itemColumns+` FROM item i WHERE i.feed = ? ORDER BY i.id DESC LIMIT ?`, old, mostKin)
	items, err := collect(rows, err, scanItem)
	if err != nil {
		return err
	}
	held, err := kin(ctx, tx, new, items)
	if err != nil {
		return err
	}
	type step struct {
		sql  string
		args []any
	}
	steps := []step{
		{`INSERT INTO follow (channel, feed, since, filter) SELECT channel, ?, since, filter FROM follow WHERE feed = ?
			ON CONFLICT (channel, feed) DO UPDATE SET since = CASE WHEN excluded.since < follow.since THEN excluded.since ELSE follow.since END`, []any{new, old}},
		{`DELETE FROM follow WHERE feed = ?`, []any{old}},
		{`DELETE FROM subscription WHERE feed = ?`, []any{old}},
	}
	for n, known := range bot.Recognize(held, items) {
		if known < 0 {
			continue
		}
		was, is := items[n].ID, held[known].ID
		steps = append(steps,
			step{`UPDATE OR IGNORE seen SET item = ? WHERE item = ?`, []any{is, was}},
			step{`UPDATE OR IGNORE edition_item SET item = ? WHERE item = ?`, []any{is, was}},
			step{`DELETE FROM seen WHERE item = ?`, []any{was}},
			step{`DELETE FROM edition_item WHERE item = ?`, []any{was}},
			step{`DELETE FROM item WHERE id = ?`, []any{was}})
	}
	steps = append(steps,
		step{`UPDATE item SET feed = ? WHERE feed = ?`, []any{new, old}},
		step{`DELETE FROM feed WHERE id = ?`, []any{old}})
	for _, s := range steps {
		if _, err := tx.ExecContext(ctx, s.sql, s.args...); err != nil {
			return err
		}
	}
	return nil
}

// bit returns b as the database keeps it.
func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
