package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

const itemColumns = `i.id, i.feed, i.guid, i.url, i.title, i.summary, i.author, i.published, i.first_seen`

// itemInto returns where to scan itemColumns; times are set from there later.
func itemInto(i *bot.Item, published, firstSeen *int64) []any {
	return []any{&i.ID, &i.Feed, &i.GUID, &i.URL, &i.Title, &i.Summary, &i.Author, published, firstSeen}
}

func scanItem(r row) (i bot.Item, err error) {
	var published, firstSeen int64
	err = r.Scan(itemInto(&i, &published, &firstSeen)...)
	i.Published, i.FirstSeen = instant(published), instant(firstSeen)
	return i, err
}

// Item returns the item with that ID.
func (s *Store) Item(ctx context.Context, id int64) (i bot.Item, err error) {
	err = s.db.read(ctx, "item", func(tx *sql.Tx) error {
		i, err = scanItem(tx.QueryRowContext(ctx, `SELECT `+itemColumns+` FROM item i WHERE i.id = ?`, id))
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
// Of those that it had it keeps what they say now, and when they first came.
func putItems(ctx context.Context, tx *sql.Tx, feed int64, items []bot.Item, now time.Time) ([]bot.Item, error) {
	if len(items) == 0 {
		return nil, nil
	}
	held, err := kin(ctx, tx, feed, items)
	if err != nil {
		return nil, err
	}
	var fresh []bot.Item
	for n, known := range bot.Recognize(held, items) {
		i := items[n]
		i.Feed, i.FirstSeen, i.Published = feed, instant(micros(now)), instant(micros(i.Published))
		switch {
		case known >= 0:
			err = editItem(ctx, tx, held[known], i)
		case known == bot.Fresh && i.Marks() != bot.Marks{}:
			if i.ID, err = addItem(ctx, tx, i); err == nil {
				fresh = append(fresh, i)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return fresh, nil
}

func addItem(ctx context.Context, tx *sql.Tx, i bot.Item) (id int64, err error) {
	m := i.Marks()
	err = tx.QueryRowContext(ctx, `INSERT INTO item
		(feed, guid, url, title, summary, author, published, first_seen, dated, address, content)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		i.Feed, i.GUID, i.URL, i.Title, i.Summary, i.Author,
		micros(i.Published), micros(i.FirstSeen), micros(dated(i)), m.Address, int64(m.Content)).Scan(&id)
	return id, err
}

// editItem stores what the item old has become.
func editItem(ctx context.Context, tx *sql.Tx, old, is bot.Item) error {
	if old.GUID == is.GUID && old.URL == is.URL && old.Title == is.Title && old.Summary == is.Summary && old.Author == is.Author {
		return nil
	}
	m := is.Marks()
	_, err := tx.ExecContext(ctx, `UPDATE item SET guid = ?, url = ?, title = ?, summary = ?, author = ?, address = ?, content = ? WHERE id = ?`,
		is.GUID, is.URL, is.Title, is.Summary, is.Author, m.Address, int64(m.Content), old.ID)
	return err
}

// mostKin limits how many items of a feed are compared with those that came.
const mostKin = 2000

// kin returns the items of a feed, the newest of them, that share a mark with
// any of those given.
func kin(ctx context.Context, tx *sql.Tx, feed int64, items []bot.Item) ([]bot.Item, error) {
	var guids, addresses []string
	var contents []int64
	for _, i := range items {
		m := i.Marks()
		if i.GUID != "" {
			guids = append(guids, i.GUID)
		}
		if m.Address != "" {
			addresses = append(addresses, m.Address)
		}
		if m.Content != 0 {
			contents = append(contents, int64(m.Content))
		}
	}
	args := []any{feed}
	for _, marks := range []any{guids, addresses, contents} {
		b, err := json.Marshal(marks)
		if err != nil {
			return nil, err
		}
		args = append(args, string(b))
	}
	rows, err := tx.QueryContext(ctx, `SELECT `+itemColumns+` FROM item i WHERE i.feed = ?1 AND i.id IN (
		SELECT id FROM item WHERE feed = ?1 AND guid <> '' AND guid IN (SELECT value FROM json_each(?2))
		UNION SELECT id FROM item WHERE feed = ?1 AND address <> '' AND address IN (SELECT value FROM json_each(?3))
		UNION SELECT id FROM item WHERE feed = ?1 AND content <> 0 AND content IN (SELECT value FROM json_each(?4))
		) ORDER BY i.id DESC LIMIT ?5`, append(args, mostKin)...)
	return collect(rows, err, scanItem)
}

// dated returns the time that i is as new as. A feed that dates its items
// ahead does not lead for it.
func dated(i bot.Item) time.Time {
	if i.Published.IsZero() || i.Published.After(i.FirstSeen) {
		return i.FirstSeen
	}
	return i.Published
}
