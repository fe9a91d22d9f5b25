package store_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/pressly/goose/v3"

	"github.com/dateline-bot/dateline/adapters/store"
	"github.com/dateline-bot/dateline/bot"
)

// A database of the first version keeps what it holds, and what its feeds bring
// again is not new.
func TestAnOldDatabaseIsBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dateline.db")
	old, err := sql.Open("sqlite", "file:"+path+"?_pragma=foreign_keys(1)")
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	p, err := goose.NewProvider(goose.DialectSQLite3, old, os.DirFS("migrations/sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{
		`INSERT INTO channel (id, platform, workspace, ident) VALUES (1, 'slack', 'T1', 'C1')`,
		`INSERT INTO feed (id, url, title, site, etag, last_modified, next, failures, trouble, gone)
			VALUES (4, 'https://ledger.example/feed', 'The Ledger', '', '"1"', '', 1, 0, '', 0)`,
		`INSERT INTO follow (channel, feed, since) VALUES (1, 4, 1)`,
		`INSERT INTO item (id, feed, identity, guid, url, title, summary, author, published, first_seen, dated, trouble) VALUES
			(7, 4, 'g7', 'g7', 'https://www.ledger.example/bridge/', 'Bridge closes', 'On Friday.', '', 0, 5, 5, ''),
			(9, 4, 'https://ledger.example/ferry', 'https://ledger.example/ferry', 'https://ledger.example/ferry', 'Ferry stops', '', '', 0, 5, 5, 'a wall')`,
		`INSERT INTO digest (id, channel, cadence, zone, size, quiet, next, next_slot) VALUES (3, 1, '07:30', 'UTC', 7, 1, 1, '')`,
		`INSERT INTO edition (id, digest, channel, slot, due, opened, settled, outcome, reason, composed) VALUES (2, 3, 1, 's', 1, 1, 1, 'posted', '', 1)`,
		`INSERT INTO edition_item (edition, item) VALUES (2, 7)`,
		`INSERT INTO seen (digest, item) VALUES (3, 7)`,
	} {
		if _, err := old.ExecContext(t.Context(), s); err != nil {
			t.Fatal(s, err)
		}
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	s := store.New(connect(t, path), drop)
	c := bot.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
	d, err := s.Digest(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	news, err := s.News(t.Context(), d, false, 9)
	if err != nil || len(news) != 1 || news[0].Item.ID != 9 || news[0].Trouble != "a wall" {
		t.Fatalf("news %+v, %v", news, err)
	}
	f, err := s.Feed(t.Context(), 4)
	if err != nil || f.Changed.UnixMicro() != 5 || f.ETag != `"1"` {
		t.Fatalf("feed %+v, %v", f, err)
	}
	fresh, err := s.Harvested(t.Context(), bot.Harvest{Feed: f, Items: []bot.Item{
		{GUID: "g7", URL: "https://ledger.example/bridge-closed", Title: "Bridge closes on Friday"},
		{GUID: "f-9", URL: "http://ledger.example/ferry/", Title: "Ferry stops"},
		{GUID: "g10", URL: "https://ledger.example/dogs", Title: "Dog tax"},
	}}, time.Now())
	if err != nil || len(fresh) != 1 || fresh[0].Title != "Dog tax" || fresh[0].ID != 10 {
		t.Fatalf("fresh %+v, %v", fresh, err)
	}
}
