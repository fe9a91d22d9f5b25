package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// Speakers lists whom c may find quotes of. A quote that several articles hold
// counts once; a role is that of the article read last.
func (s *Store) Speakers(ctx context.Context, c bot.Channel) (all []bot.SpeakerCount, err error) {
	err = s.db.read(ctx, "speakers", func(tx *sql.Tx) error {
		channel, err := findChannel(ctx, tx, c)
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `SELECT s.name, count(DISTINCT p.fold) AS quotes, coalesce((
				SELECT r.role FROM passage r
				WHERE r.speaker = s.id AND r.quote = 1 AND r.role <> '' AND `+visible("r.article")+`
				ORDER BY r.id DESC LIMIT 1), '')
			FROM passage p JOIN speaker s ON s.id = p.speaker
			WHERE p.quote = 1 AND `+visible("p.article")+`
			GROUP BY s.id, s.name ORDER BY quotes DESC, s.name`, channel, channel, channel, channel)
		all, err = collect(rows, err, func(r row) (bot.SpeakerCount, error) {
			var n bot.SpeakerCount
			err := r.Scan(&n.Name, &n.Quotes, &n.Role)
			return n, err
		})
		return err
	})
	return all, err
}

// keepSpeaker returns a speaker's number, nil for "".
func keepSpeaker(ctx context.Context, tx *sql.Tx, name string) (any, error) {
	if name == "" {
		return nil, nil
	}
	var id int64
	err := tx.QueryRowContext(ctx, `SELECT id FROM speaker WHERE name = ?`, name).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.QueryRowContext(ctx, `INSERT INTO speaker (name, fold) VALUES (?, ?) RETURNING id`, name, foldName(name)).Scan(&id)
	}
	return id, err
}

// A condition is a piece of a WHERE clause.
type condition struct {
	sql  string
	args []any
}

// speakerNamed returns the condition on a speaker s that every word of name is
// a word of theirs or, unless whole, begins one. ok is false where name has no
// words, or more than any name has.
func speakerNamed(name string, whole bool) (c condition, ok bool) {
	end := "%"
	if whole {
		end = " %"
	}
	const most = 16
	var and []string
	for _, w := range words(name) { // letters and digits, nothing that LIKE knows
		and = append(and, `s.fold LIKE ?`)
		c.args = append(c.args, "% "+w+end)
	}
	c.sql = strings.Join(and, " AND ")
	return c, len(and) > 0 && len(and) <= most
}
