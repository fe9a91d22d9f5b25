package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"

	"github.com/dateline-bot/dateline/bot"
)

//go:embed migrations/sqlite/*.sql
var migrations embed.FS

// migrate brings the tables up to date. Where two processes start on one new
// file at once, one of them finds half of its steps done by the other, and
// looks again.
func migrate(ctx context.Context, db *sql.DB) error {
	const tries = 5
	var err error
	for range tries {
		if err = migrateOnce(ctx, db); err == nil || errors.As(err, new(*bot.Problem)) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return err
}

func migrateOnce(ctx context.Context, db *sql.DB) error {
	steps, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	has, knows, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	if has > knows {
		return bot.Problemf(bot.BadInput, "The database was made by a newer Dateline (its version is %d, this one knows %d). Run the newer one, or give another path.", has, knows)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	return nil
}
