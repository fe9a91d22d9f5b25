package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// OpenImport stores a new import together with its job.
func (s *Store) OpenImport(ctx context.Context, i bot.Import, j bot.Job) (bot.Import, error) {
	err := s.db.write(ctx, "open import", func(tx *sql.Tx) error {
		channel, err := keepChannel(ctx, tx, i.Channel)
		if err != nil {
			return err
		}
		err = tx.QueryRowContext(ctx, `INSERT INTO import (channel, name, opened, awaited, refilter) VALUES (?, ?, ?, ?, ?) RETURNING id`,
			channel, i.Name, micros(i.Opened), micros(i.Awaited), bit(i.Refilter)).Scan(&i.ID)
		if err != nil {
			return err
		}
		for n, f := range i.Feeds {
			if _, err := tx.ExecContext(ctx, `INSERT INTO import_feed (import, number, url, title, filter) VALUES (?, ?, ?, ?, ?)`,
				i.ID, n, f.URL, f.Title, f.Filter); err != nil {
				return err
			}
		}
		if j == (bot.Job{}) {
			return nil
		}
		j.ID = i.ID
		return s.enqueue(ctx, tx, j)
	})
	return i, err
}

// Import returns the import with that ID.
func (s *Store) Import(ctx context.Context, id int64) (i bot.Import, err error) {
	err = s.db.read(ctx, "import", func(tx *sql.Tx) error {
		var opened, awaited, ended int64
		err := tx.QueryRowContext(ctx, `SELECT m.id, `+channelColumns+`, m.name, m.opened, m.awaited, m.ended, m.refilter
			FROM import m JOIN channel c ON c.id = m.channel WHERE m.id = ?`, id).
			Scan(append(append([]any{&i.ID}, channelInto(&i.Channel)...), &i.Name, &opened, &awaited, &ended, &i.Refilter)...)
		if err != nil {
			return found(err)
		}
		i.Opened, i.Awaited, i.Ended = instant(opened), instant(awaited), instant(ended)
		rows, err := tx.QueryContext(ctx, `SELECT url, title, filter, result, reason, tries FROM import_feed WHERE import = ? ORDER BY number`, id)
		i.Feeds, err = collect(rows, err, func(r row) (f bot.ImportedFeed, err error) {
			return f, r.Scan(&f.URL, &f.Title, &f.Filter, &f.Result, &f.Reason, &f.Tries)
		})
		return err
	})
	return i, err
}

// Imported records what became of one feed of an import.
func (s *Store) Imported(ctx context.Context, id int64, n int, f bot.ImportedFeed) error {
	return s.db.write(ctx, "import", func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, `UPDATE import_feed SET title = ?, result = ?, reason = ?, tries = ? WHERE import = ? AND number = ?`,
			f.Title, f.Result, f.Reason, f.Tries, id, n))
	})
}

// EndImport ends an import and, where nobody waits for it, leaves a report.
func (s *Store) EndImport(ctx context.Context, id int64, r bot.Report, now time.Time) error {
	return s.db.write(ctx, "end import", func(tx *sql.Tx) error {
		var channel, awaited, ended int64
		err := tx.QueryRowContext(ctx, `SELECT channel, awaited, ended FROM import WHERE id = ?`, id).Scan(&channel, &awaited, &ended)
		if err != nil || ended != 0 {
			return found(err)
		}
		if _, err := tx.ExecContext(ctx, `UPDATE import SET ended = ? WHERE id = ?`, micros(now), id); err != nil {
			return err
		}
		if micros(now) < awaited {
			return nil
		}
		var report int64
		err = tx.QueryRowContext(ctx, `INSERT INTO report (channel, text, problem, made) VALUES (?, ?, ?, ?) RETURNING id`,
			channel, r.Text, bit(r.Problem), micros(now)).Scan(&report)
		if err != nil {
			return err
		}
		return s.enqueue(ctx, tx, bot.Job{Kind: bot.PostReport, ID: report})
	})
}

// OpenImports lists the imports that have not ended.
func (s *Store) OpenImports(ctx context.Context, before time.Time) (ids []int64, err error) {
	err = s.db.read(ctx, "open imports", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT id FROM import WHERE ended = 0 AND opened < ? ORDER BY id`, micros(before))
		ids, err = collect(rows, err, func(r row) (id int64, err error) { return id, r.Scan(&id) })
		return err
	})
	return ids, err
}
