package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

const digestQuery = `SELECT d.id, ` + channelColumns + `, d.cadence, d.zone, d.size, d.quiet, d.next, d.next_slot
	FROM digest d JOIN channel c ON c.id = d.channel WHERE d.ended = 0 AND `

func scanDigest(r row) (bot.Digest, error) {
	var d bot.Digest
	var next int64
	err := r.Scan(&d.ID, &d.Channel.Platform, &d.Channel.Workspace, &d.Channel.ID,
		&d.When, &d.Zone, &d.Size, &d.Quiet, &next, &d.NextSlot)
	d.Next = instant(next)
	return d, err
}

// SetDigest stores d. A channel's digest keeps its ID, and with it what it has
// shown, through every change, and when it is ended and set again.
func (s *Store) SetDigest(ctx context.Context, d bot.Digest) (bot.Digest, error) {
	err := s.db.write(ctx, "set digest", func(tx *sql.Tx) error {
		channel, err := keepChannel(ctx, tx, d.Channel)
		if err != nil {
			return err
		}
		err = tx.QueryRowContext(ctx, `INSERT INTO digest (channel, cadence, zone, size, quiet, next, next_slot)
			VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (channel) DO UPDATE SET cadence = excluded.cadence, zone = excluded.zone, size = excluded.size,
				quiet = excluded.quiet, next = excluded.next, next_slot = excluded.next_slot, ended = 0
			RETURNING id`,
			channel, d.When, d.Zone, d.Size, bit(d.Quiet), micros(d.Next), d.NextSlot).Scan(&d.ID)
		d.Next = instant(micros(d.Next))
		return err
	})
	return d, err
}

// Digest returns c's digest.
func (s *Store) Digest(ctx context.Context, c bot.Channel) (d bot.Digest, err error) {
	err = s.db.read(ctx, "digest", func(tx *sql.Tx) error {
		d, err = scanDigest(tx.QueryRowContext(ctx, digestQuery+`c.platform = ? AND c.workspace = ? AND c.ident = ?`,
			c.Platform, c.Workspace, c.ID))
		return found(err)
	})
	return d, err
}

// DropDigest ends c's digest.
func (s *Store) DropDigest(ctx context.Context, c bot.Channel) error {
	return s.db.write(ctx, "drop digest", func(tx *sql.Tx) error {
		channel, err := findChannel(ctx, tx, c)
		if err != nil {
			return err
		}
		return changed(tx.ExecContext(ctx, `UPDATE digest SET ended = 1 WHERE channel = ? AND ended = 0`, channel))
	})
}

// DigestsDue lists the digests whose next edition is due.
func (s *Store) DigestsDue(ctx context.Context, now time.Time, limit int) (due []bot.Digest, err error) {
	err = s.db.read(ctx, "digests due", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, digestQuery+`d.next <= ? ORDER BY d.next, d.id LIMIT ?`,
			micros(now), max(0, limit))
		due, err = collect(rows, err, scanDigest)
		return err
	})
	return due, err
}

// MoveDigest sets when d is next due, unless that was changed since d was read.
func (s *Store) MoveDigest(ctx context.Context, d bot.Digest, next time.Time, slot string) error {
	return s.db.write(ctx, "move digest", func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, `UPDATE digest SET next = ?, next_slot = ? WHERE id = ? AND next = ? AND ended = 0`,
			micros(next), slot, d.ID, micros(d.Next)))
	})
}
