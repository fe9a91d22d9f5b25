package store_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/dateline-bot/dateline/adapters/store"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
)

func TestContract(t *testing.T) {
	for _, c := range []struct{ name, path string }{{"file", ""}, {"memory", ":memory:"}} {
		t.Run(c.name, func(t *testing.T) {
			bottest.Store(t, func(t *testing.T) bottest.Stores {
				path := c.path
				if path == "" {
					path = filepath.Join(t.TempDir(), "dateline.db")
				}
				return store.New(connect(t, path), drop)
			})
		})
	}
}

func connect(t testing.TB, path string) *store.DB {
	t.Helper()
	db, err := store.Connect(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// drop takes a job and forgets it.
func drop(context.Context, *sql.Tx, bot.Job) error { return nil }
