package store

import (
	"context"
	"database/sql"

	"github.com/dateline-bot/dateline/bot"
)

// Compose stores what an edition will be posted as and what it decided, once.
func (s *Store) Compose(ctx context.Context, id int64, parts []bot.Part, decisions []bot.Decision, changes []int64) error {
	return s.db.write(ctx, "compose edition", func(tx *sql.Tx) error {
		var done bool
		err := tx.QueryRowContext(ctx, `SELECT composed <> 0 OR settled <> 0 FROM edition WHERE id = ?`, id).Scan(&done)
		if err != nil || done {
			return found(err)
		}
		for n, p := range parts {
			if _, err := tx.ExecContext(ctx, `INSERT INTO edition_part
				(edition, number, headline, in_thread, payload, attempted, receipt) VALUES (?, ?, ?, ?, ?, 0, '')`,
				id, n, p.Headline, bit(p.InThread), []byte(p.Payload)); err != nil {
				return err
			}
		}
		for _, d := range decisions {
			if _, err := tx.ExecContext(ctx, `INSERT INTO edition_item (edition, item, verdict, story, reason)
				SELECT ?, id, ?, ?, ? FROM item WHERE id = ? ON CONFLICT DO NOTHING`,
				id, d.Verdict, d.Story, d.Reason, d.Item); err != nil {
				return err
			}
		}
		for _, c := range changes {
			if _, err := tx.ExecContext(ctx, `INSERT INTO edition_change (edition, change) VALUES (?, ?) ON CONFLICT DO NOTHING`, id, c); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `UPDATE edition SET composed = 1 WHERE id = ?`, id)
		return err
	})
}

// Attempt records that a part is about to be sent.
func (s *Store) Attempt(ctx context.Context, id int64, part int) error {
	return s.db.write(ctx, "attempt part", func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, `UPDATE edition_part SET attempted = 1 WHERE edition = ? AND number = ?`, id, part))
	})
}

// Posted records a part's receipt. The first one stays: what stands in the
// thread stands under it.
func (s *Store) Posted(ctx context.Context, id int64, part int, r bot.Receipt) error {
	return s.db.write(ctx, "post part", func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, `UPDATE edition_part SET attempted = 1,
			receipt = CASE WHEN receipt = '' THEN ? ELSE receipt END WHERE edition = ? AND number = ?`, r, id, part))
	})
}

// parts returns an edition's parts in order.
func parts(ctx context.Context, tx *sql.Tx, edition int64) ([]bot.EditionPart, error) {
	rows, err := tx.QueryContext(ctx, `SELECT headline, in_thread, payload, attempted, receipt
		FROM edition_part WHERE edition = ? ORDER BY number`, edition)
	return collect(rows, err, func(r row) (bot.EditionPart, error) {
		var p bot.EditionPart
		err := r.Scan(&p.Headline, &p.InThread, (*[]byte)(&p.Payload), &p.Attempted, &p.Receipt)
		return p, err
	})
}
