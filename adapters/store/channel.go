package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/dateline-bot/dateline/bot"
)

const channelColumns = `c.platform, c.workspace, c.ident`

func channelInto(c *bot.Channel) []any { return []any{&c.Platform, &c.Workspace, &c.ID} }

// findChannel returns c's number, 0 where it has none yet.
func findChannel(ctx context.Context, tx *sql.Tx, c bot.Channel) (int64, error) {
	var id int64
	err := tx.QueryRowContext(ctx, `SELECT id FROM channel WHERE platform = ? AND workspace = ? AND ident = ?`,
		c.Platform, c.Workspace, c.ID).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}

// keepChannel returns c's number and gives it one where it has none.
func keepChannel(ctx context.Context, tx *sql.Tx, c bot.Channel) (int64, error) {
	id, err := findChannel(ctx, tx, c)
	if err != nil || id != 0 {
		return id, err
	}
	err = tx.QueryRowContext(ctx, `INSERT INTO channel (platform, workspace, ident) VALUES (?, ?, ?) RETURNING id`,
		c.Platform, c.Workspace, c.ID).Scan(&id)
	return id, err
}
