package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// TellFollowers stores a report for every channel that follows a feed.
func (s *Store) TellFollowers(ctx context.Context, feed int64, text string, end bool, now time.Time) error {
	return s.db.write(ctx, "report", func(tx *sql.Tx) error {
		if err := changed(tx.ExecContext(ctx, `UPDATE feed SET reported = 1 WHERE id = ?`, feed)); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `INSERT INTO report (channel, text, made)
			SELECT channel, ?, ? FROM follow WHERE feed = ? ORDER BY channel RETURNING id`, text, micros(now), feed)
		ids, err := collect(rows, err, func(r row) (id int64, err error) { return id, r.Scan(&id) })
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := s.enqueue(ctx, tx, bot.Job{Kind: bot.PostReport, ID: id}); err != nil {
				return err
			}
		}
		if end {
			_, err = tx.ExecContext(ctx, `DELETE FROM follow WHERE feed = ?`, feed)
		}
		return err
	})
}

// Report returns the report with that ID.
func (s *Store) Report(ctx context.Context, id int64) (r bot.Report, err error) {
	err = s.db.read(ctx, "report", func(tx *sql.Tx) error {
		var made, settled int64
		err := tx.QueryRowContext(ctx, `SELECT r.id, `+channelColumns+`, r.text, r.problem, r.made, r.attempted, r.settled
			FROM report r JOIN channel c ON c.id = r.channel WHERE r.id = ?`, id).
			Scan(append(append([]any{&r.ID}, channelInto(&r.Channel)...), &r.Text, &r.Problem, &made, &r.Attempted, &settled)...)
		r.Made, r.Settled = instant(made), instant(settled)
		return found(err)
	})
	return r, err
}

// ReportAttempted records that a report will be sent.
func (s *Store) ReportAttempted(ctx context.Context, id int64) error {
	return s.db.write(ctx, "report", func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, `UPDATE report SET attempted = 1 WHERE id = ?`, id))
	})
}

// ReportSettled records that a report stands, or never will.
func (s *Store) ReportSettled(ctx context.Context, id int64, now time.Time) error {
	return s.db.write(ctx, "report", func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, `UPDATE report SET settled = ? WHERE id = ?`, micros(now), id))
	})
}
