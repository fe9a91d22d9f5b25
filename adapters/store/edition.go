package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

const editionQuery = `SELECT e.id, e.digest, ` + channelColumns + `, e.slot, e.due, e.opened, e.settled, e.outcome, e.reason, e.composed
	FROM edition e JOIN channel c ON c.id = e.channel WHERE `

func scanEdition(r row) (bot.Edition, error) {
	var e bot.Edition
	var due, opened, settled int64
	err := r.Scan(&e.ID, &e.Digest, &e.Channel.Platform, &e.Channel.Workspace, &e.Channel.ID,
		&e.Slot, &due, &opened, &settled, &e.Outcome, &e.Reason, &e.Composed)
	e.Due, e.Opened, e.Settled = instant(due), instant(opened), instant(settled)
	return e, err
}

// Open stores a new edition together with its job. One that is given as
// settled, for a slot that was missed, needs none: j is then the zero Job.
func (s *Store) Open(ctx context.Context, e bot.Edition, j bot.Job) (created bool, err error) {
	err = s.db.write(ctx, "open edition", func(tx *sql.Tx) error {
		channel, err := keepChannel(ctx, tx, e.Channel)
		if err != nil {
			return err
		}
		var id int64
		err = tx.QueryRowContext(ctx, `INSERT INTO edition
			(digest, channel, slot, due, opened, settled, outcome, reason, composed)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (digest, slot) DO NOTHING RETURNING id`,
			e.Digest, channel, e.Slot, micros(e.Due), micros(e.Opened), micros(e.Settled), e.Outcome, e.Reason).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		created = true
		if j == (bot.Job{}) {
			return nil
		}
		j.ID = id
		return s.enqueue(ctx, tx, j)
	})
	return created && err == nil, err
}

// Edition returns the edition with that ID.
func (s *Store) Edition(ctx context.Context, id int64) (bot.Edition, error) {
	all, err := s.editions(ctx, "edition", `e.id = ?`, id)
	return first(all, err)
}

// Latest returns c's last settled edition.
func (s *Store) Latest(ctx context.Context, c bot.Channel) (bot.Edition, error) {
	all, err := s.editions(ctx, "latest edition", `c.platform = ? AND c.workspace = ? AND c.ident = ? AND e.settled <> 0
		ORDER BY e.settled DESC, e.id DESC LIMIT 1`, c.Platform, c.Workspace, c.ID)
	return first(all, err)
}

// Unsettled lists the editions that were opened before a time and are not
// settled, the oldest first.
func (s *Store) Unsettled(ctx context.Context, before time.Time) ([]bot.Edition, error) {
	return s.editions(ctx, "unsettled editions", `e.settled = 0 AND e.opened < ? ORDER BY e.opened, e.id`, micros(before))
}

// Settle ends an edition. One that has ended already stays as it is.
func (s *Store) Settle(ctx context.Context, id int64, o bot.Outcome, reason string, now time.Time) error {
	return s.db.write(ctx, "settle edition", func(tx *sql.Tx) error {
		settled, err := isSettled(ctx, tx, id)
		if err != nil || settled {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE edition SET settled = ?, outcome = ?, reason = ? WHERE id = ?`,
			micros(now), o, reason, id); err != nil {
			return err
		}
		if o != bot.OutcomePosted && o != bot.OutcomeNothingNew {
			return nil
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO seen (digest, item)
			SELECT e.digest, t.item FROM edition e JOIN edition_item t ON t.edition = e.id
			WHERE e.id = ? AND t.verdict <> ? ON CONFLICT DO NOTHING`, id, bot.VerdictUnread)
		return err
	})
}

func isSettled(ctx context.Context, tx *sql.Tx, id int64) (settled bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT settled <> 0 FROM edition WHERE id = ?`, id).Scan(&settled)
	return settled, found(err)
}

// editions returns those that fit where, with their parts.
func (s *Store) editions(ctx context.Context, doing, where string, args ...any) (all []bot.Edition, err error) {
	err = s.db.read(ctx, doing, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, editionQuery+where, args...)
		if all, err = collect(rows, err, scanEdition); err != nil {
			return err
		}
		for i := range all {
			if all[i].Parts, err = parts(ctx, tx, all[i].ID); err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}

// first returns the only edition of all, or ErrNotFound.
func first[T any](all []T, err error) (one T, _ error) {
	if err != nil {
		return one, err
	}
	if len(all) == 0 {
		return one, bot.ErrNotFound
	}
	return all[0], nil
}
