package store

import (
	"context"
	"database/sql"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// News lists what d's next edition may take in.
func (s *Store) News(ctx context.Context, d bot.Digest, old bool, limit int) (all []bot.News, err error) {
	fresh := `AND i.first_seen >= fo.since AND NOT EXISTS (SELECT 1 FROM seen WHERE digest = ? AND item = i.id)`
	args := []any{d.ID}
	if old {
		fresh, args = "", nil
	}
	err = s.db.read(ctx, "news", func(tx *sql.Tx) error {
		channel, err := findChannel(ctx, tx, d.Channel)
		if err != nil {
			return err
		}
		args := append(append([]any{channel}, args...), max(0, limit))
		// Feeds list their newest item first, so that among items of one time
		// the one stored first leads.
		rows, err := tx.QueryContext(ctx, `SELECT `+itemColumns+`, `+feedColumns+`, i.trouble, a.briefing
			FROM (SELECT i.id FROM follow fo JOIN item i ON i.feed = fo.feed
				WHERE fo.channel = ? `+fresh+` ORDER BY i.dated DESC, i.id LIMIT ?) n
			JOIN item i ON i.id = n.id JOIN feed f ON f.id = i.feed LEFT JOIN article a ON a.id = i.article
			ORDER BY i.dated DESC, i.id`, args...)
		all, err = collect(rows, err, scanNews)
		return err
	})
	return all, err
}

func scanNews(r row) (bot.News, error) {
	var n bot.News
	var published, firstSeen int64
	var feed feedRow
	var data []byte
	into := append(itemInto(&n.Item, &published, &firstSeen), feed.into()...)
	if err := r.Scan(append(into, &n.Trouble, &data)...); err != nil {
		return n, err
	}
	n.Item.Published, n.Item.FirstSeen, n.Feed = instant(published), instant(firstSeen), feed.feed()
	if data == nil {
		n.Pending = n.Trouble == ""
		return n, nil
	}
	n.Trouble = ""
	n.Briefing = new(briefing.Briefing)
	return n, decode(data, n.Briefing)
}
