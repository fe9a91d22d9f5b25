package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

const feedColumns = `f.id, f.url, f.title, f.site, f.etag, f.last_modified, f.next, f.failures, f.trouble, f.gone`

// feedInto returns where to scan feedColumns; f.Next is set from next later.
func feedInto(f *bot.Feed, next *int64) []any {
	return []any{&f.ID, &f.URL, &f.Title, &f.Site, &f.ETag, &f.LastModified, next, &f.Failures, &f.Trouble, &f.Gone}
}

func scanFeed(r row) (bot.Feed, error) {
	var f bot.Feed
	var next int64
	err := r.Scan(feedInto(&f, &next)...)
	f.Next = instant(next)
	return f, err
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
			WHERE f.next <= ? AND f.gone = 0 AND EXISTS (SELECT 1 FROM follow WHERE feed = f.id)
			ORDER BY f.next, f.id LIMIT ?`, micros(now), max(0, limit))
		due, err = collect(rows, err, scanFeed)
		return err
	})
	return due, err
}

// Harvested stores what one fetch brought.
func (s *Store) Harvested(ctx context.Context, h bot.Harvest, now time.Time) (fresh []bot.Item, err error) {
	err = s.db.write(ctx, "harvest", func(tx *sql.Tx) error {
		id, err := findFeed(ctx, tx, h.Feed)
		if err != nil {
			return err
		}
		if id == 0 {
			return bot.ErrNotFound
		}
		if id, err = putFeed(ctx, tx, id, h.Feed); err != nil {
			return err
		}
		fresh, err = putItems(ctx, tx, id, h.Items, now)
		return err
	})
	return fresh, err
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
	err = tx.QueryRowContext(ctx, `INSERT INTO feed (url, title, site, etag, last_modified, next, failures, trouble, gone)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		f.URL, f.Title, f.Site, f.ETag, f.LastModified, micros(f.Next), f.Failures, f.Trouble, bit(f.Gone)).Scan(&id)
	return id, err
}

// putFeed stores the state of the feed with that number and returns the number
// that it has from now on: where it has moved to another feed's address, the
// two become one. A fetch that told no title or site leaves them as they are.
func putFeed(ctx context.Context, tx *sql.Tx, id int64, f bot.Feed) (int64, error) {
	var other int64
	err := tx.QueryRowContext(ctx, `SELECT id FROM feed WHERE url = ? AND id <> ?`, f.URL, id).Scan(&other)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	if other != 0 {
		if err := joinFeeds(ctx, tx, id, other); err != nil {
			return 0, err
		}
		id = other
	}
	return id, changed(tx.ExecContext(ctx, `UPDATE feed SET url = ?,
		title = CASE WHEN ? <> '' THEN ? ELSE title END, site = CASE WHEN ? <> '' THEN ? ELSE site END,
		etag = ?, last_modified = ?, next = ?, failures = ?, trouble = ?, gone = ? WHERE id = ?`,
		f.URL, f.Title, f.Title, f.Site, f.Site,
		f.ETag, f.LastModified, micros(f.Next), f.Failures, f.Trouble, bit(f.Gone), id))
}

// joinFeeds gives all that the feed old has to the feed new and drops old.
// Items that both have are new's, and were shown where old's were.
func joinFeeds(ctx context.Context, tx *sql.Tx, old, new int64) error {
	const twin = `(SELECT n.id FROM item n JOIN item o ON o.identity = n.identity WHERE n.feed = ? AND o.feed = ? AND o.id = t.item)`
	for _, step := range []struct {
		sql  string
		args []any
	}{
		{`INSERT INTO follow (channel, feed, since, filter) SELECT channel, ?, since, filter FROM follow WHERE feed = ?
			ON CONFLICT (channel, feed) DO UPDATE SET since = CASE WHEN excluded.since < follow.since THEN excluded.since ELSE follow.since END`, []any{new, old}},
		{`DELETE FROM follow WHERE feed = ?`, []any{old}},
		{`INSERT INTO seen (digest, item) SELECT t.digest, ` + twin + ` FROM seen t WHERE ` + twin + ` IS NOT NULL
			ON CONFLICT DO NOTHING`, []any{new, old, new, old}},
		{`INSERT INTO edition_item (edition, item, verdict, story, reason)
			SELECT t.edition, ` + twin + `, t.verdict, t.story, t.reason FROM edition_item t WHERE ` + twin + ` IS NOT NULL
			ON CONFLICT DO NOTHING`, []any{new, old, new, old}},
		{`UPDATE item SET feed = ? WHERE feed = ? AND identity NOT IN (SELECT identity FROM item WHERE feed = ?)`, []any{new, old, new}},
		{`DELETE FROM seen WHERE item IN (SELECT id FROM item WHERE feed = ?)`, []any{old}},
		{`DELETE FROM edition_item WHERE item IN (SELECT id FROM item WHERE feed = ?)`, []any{old}},
		{`DELETE FROM item WHERE feed = ?`, []any{old}},
		{`DELETE FROM feed WHERE id = ?`, []any{old}},
	} {
		if _, err := tx.ExecContext(ctx, step.sql, step.args...); err != nil {
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
