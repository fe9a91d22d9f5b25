package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/dateline-bot/dateline/bot"
)

// Considered lists the items that c's editions came to by an address.
func (s *Store) Considered(ctx context.Context, c bot.Channel, address string) (all []bot.Considered, err error) {
	err = s.db.read(ctx, "considered", func(tx *sql.Tx) error {
		channel, err := findChannel(ctx, tx, c)
		if err != nil {
			return err
		}
		ids, err := itemsAt(ctx, tx, channel, address)
		if err != nil {
			return err
		}
		for _, id := range ids {
			con, ok, err := considered(ctx, tx, channel, id)
			if err != nil {
				return err
			}
			if ok {
				all = append(all, con)
			}
		}
		return nil
	})
	return all, err
}

// itemsAt returns the items that lead to the article at an address, and those
// that have it, of the feeds that a channel follows and those that its editions
// decided on.
func itemsAt(ctx context.Context, tx *sql.Tx, channel int64, address string) ([]int64, error) {
	mark := bot.Item{URL: address}.Marks().Address
	rows, err := tx.QueryContext(ctx, `SELECT i.id FROM address d JOIN item i ON i.article = d.article WHERE d.url = ?1
		UNION SELECT i.id FROM follow fo JOIN item i ON i.feed = fo.feed AND i.address = ?3 WHERE fo.channel = ?2 AND ?3 <> ''
		UNION SELECT i.id FROM edition e JOIN edition_item t ON t.edition = e.id JOIN item i ON i.id = t.item
			WHERE e.channel = ?2 AND i.address = ?3 AND ?3 <> ''
		ORDER BY 1`, plainAddress(address), channel, mark)
	return collect(rows, err, func(r row) (id int64, err error) { return id, r.Scan(&id) })
}

// considered returns what is recorded of an item for a channel, and false
// where the channel neither follows its feed nor has decided on it.
func considered(ctx context.Context, tx *sql.Tx, channel, item int64) (c bot.Considered, ok bool, err error) {
	var published, firstSeen, since int64
	var feed feedRow
	var read bool
	into := append(itemInto(&c.Item, &published, &firstSeen), feed.into()...)
	err = tx.QueryRowContext(ctx, `SELECT `+itemColumns+`, `+feedColumns+`, i.trouble, i.article IS NOT NULL,
			coalesce((SELECT since FROM follow WHERE feed = i.feed AND channel = ?), 0)
		FROM item i JOIN feed f ON f.id = i.feed WHERE i.id = ?`, channel, item).
		Scan(append(into, &c.Trouble, &read, &since)...)
	if err != nil {
		return c, false, err
	}
	c.Item.Published, c.Item.FirstSeen, c.Feed = instant(published), instant(firstSeen), feed.feed()
	c.Since, c.Pending = instant(since), !read && c.Trouble == ""

	d := &c.Decision
	err = tx.QueryRowContext(ctx, `SELECT t.edition, t.item, t.verdict, t.story, t.reason
		FROM edition_item t JOIN edition e ON e.id = t.edition WHERE t.item = ? AND e.channel = ?
		ORDER BY t.edition DESC LIMIT 1`, item, channel).Scan(&c.Edition.ID, &d.Item, &d.Verdict, &d.Story, &d.Reason)
	if errors.Is(err, sql.ErrNoRows) {
		return c, since != 0, nil
	}
	if err != nil {
		return c, false, err
	}
	c.Edition, err = scanEdition(tx.QueryRowContext(ctx, editionQuery+`e.id = ?`, c.Edition.ID))
	return c, true, err
}
