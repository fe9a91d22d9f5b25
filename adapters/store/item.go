package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

const itemColumns = `i.id, i.feed, i.guid, i.url, i.title, i.summary, i.author, i.published, i.first_seen`

// itemInto returns where to scan itemColumns; times are set from there later.
func itemInto(i *bot.Item, published, firstSeen *int64) []any {
	return []any{&i.ID, &i.Feed, &i.GUID, &i.URL, &i.Title, &i.Summary, &i.Author, published, firstSeen}
}

// Item returns the item with that ID.
func (s *Store) Item(ctx context.Context, id int64) (i bot.Item, err error) {
	err = s.db.read(ctx, "item", func(tx *sql.Tx) error {
		var published, firstSeen int64
		err := tx.QueryRowContext(ctx, `SELECT `+itemColumns+` FROM item i WHERE i.id = ?`, id).
			Scan(itemInto(&i, &published, &firstSeen)...)
		i.Published, i.FirstSeen = instant(published), instant(firstSeen)
		return found(err)
	})
	return i, err
}

// Troubled records why an item could not be read.
func (s *Store) Troubled(ctx context.Context, item int64, p bot.Problem) error {
	return s.db.write(ctx, "trouble", func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, `UPDATE item SET trouble = ? WHERE id = ?`, p.Message, item))
	})
}

// putItems stores those of items that the feed did not have and returns them.
func putItems(ctx context.Context, tx *sql.Tx, feed int64, items []bot.Item, now time.Time) ([]bot.Item, error) {
	var fresh []bot.Item
	for _, i := range items {
		identity := identity(i)
		if identity == "" {
			continue
		}
		i.Feed, i.FirstSeen, i.Published = feed, instant(micros(now)), instant(micros(i.Published))
		err := tx.QueryRowContext(ctx, `INSERT INTO item
			(feed, identity, guid, url, title, summary, author, published, first_seen, dated)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (feed, identity) DO NOTHING RETURNING id`,
			feed, identity, i.GUID, i.URL, i.Title, i.Summary, i.Author,
			micros(i.Published), micros(i.FirstSeen), micros(dated(i))).Scan(&i.ID)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, err
		}
		fresh = append(fresh, i)
	}
	return fresh, nil
}

// identity returns what tells i from its feed's other items; "" where nothing
// does.
func identity(i bot.Item) string {
	switch {
	case i.GUID != "":
		return i.GUID
	case i.URL != "":
		return i.URL
	}
	return i.Title
}

// dated returns the time that i is as new as. A feed that dates its items
// ahead does not lead for it.
func dated(i bot.Item) time.Time {
	if i.Published.IsZero() || i.Published.After(i.FirstSeen) {
		return i.FirstSeen
	}
	return i.Published
}
