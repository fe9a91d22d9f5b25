package store_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"github.com/dateline-bot/dateline/adapters/store"
	"github.com/dateline-bot/dateline/bot"
)

func TestConnectMakesAFileForItsOwnerAlone(t *testing.T) {
	for _, name := range []string{"dateline.db", "odd name?mode=memory&x#50%25.db"} {
		path := filepath.Join(t.TempDir(), "state", "dateline", name)
		db := connect(t, "sqlite:"+path)
		if db.Path() != path {
			t.Errorf("path %q, want %q", db.Path(), path)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if m := info.Mode().Perm(); m != 0o600 {
			t.Errorf("the file's mode is %v", m)
		}
		if info, err = os.Stat(filepath.Dir(path)); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("the folder's mode is %v, %v", info.Mode(), err)
		}
		files, err := os.ReadDir(filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 || !strings.HasPrefix(f.Name(), name) {
				t.Errorf("beside it: %s %v, %v", f.Name(), info.Mode(), err)
			}
		}
	}
}

func TestConnectKeepsWhatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dateline.db")
	db := connect(t, path)
	d := setDigest(t, store.New(db, drop), here)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := store.New(connect(t, path), drop).Digest(t.Context(), here)
	if err != nil || again != d {
		t.Fatalf("got %+v, %v, want %+v", again, err, d)
	}
}

func TestConnectTellsWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	made := func(name string, statements ...string) string {
		path := filepath.Join(dir, name)
		if len(statements) > 0 && strings.HasPrefix(statements[0], "UPDATE") {
			if err := connect(t, path).Close(); err != nil {
				t.Fatal(err)
			}
		}
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for _, s := range statements {
			if _, err := db.ExecContext(t.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		return path
	}
	for _, c := range []struct{ name, path, says string }{
		{"no path", "", "has no path"},
		{"no path", "sqlite:", "has no path"},
		{"a folder", dir, "is no file"},
		{"a file as a folder", filepath.Join(file("plain", "x"), "dateline.db"), "cannot be used"},
		{"a text", file("notes.txt", strings.Repeat("These are notes, not a database. ", 99)), "is no database"},
		{"another program's", made("other.db", `CREATE TABLE bookmark (url text)`), "another program's database"},
		{"a newer version's", made("newer.db", `UPDATE goose_db_version SET version_id = 99999 WHERE version_id > 0`), "newer Dateline"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, _ := os.ReadFile(c.path)
			db, err := store.Connect(t.Context(), c.path)
			if err == nil {
				t.Fatal("it was opened", db.Close())
			}
			var p *bot.Problem
			if !errors.As(err, &p) || !strings.Contains(p.Message, c.says) {
				t.Fatalf("got %v, want a problem that says %q", err, c.says)
			}
			if after, _ := os.ReadFile(c.path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestTwoProcessesShareAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dateline.db")
	stores := make([]*store.Store, 4)
	var wg sync.WaitGroup
	for i := range stores { // they start at the same time, on a new file
		wg.Go(func() {
			db, err := store.Connect(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			t.Cleanup(func() { _ = db.Close() })
			stores[i] = store.New(db, drop)
		})
	}
	wg.Wait()
	if t.Failed() {
		return
	}
	d := setDigest(t, stores[0], here)
	const slots = 10
	opened := make(chan string, len(stores)*slots)
	for _, s := range stores {
		wg.Go(func() {
			for i := range slots {
				slot := noon.Add(time.Duration(i) * time.Hour).Format("2006-01-02T15:04")
				created, err := s.Open(t.Context(), bot.Edition{Digest: d.ID, Channel: here, Slot: slot, Opened: noon}, bot.Job{Kind: bot.PostEdition})
				if err != nil {
					t.Error(err)
				}
				if created {
					opened <- slot
				}
			}
		})
	}
	wg.Wait()
	if len(opened) != slots {
		t.Fatalf("%d editions were opened for %d slots", len(opened), slots)
	}
	all, err := stores[3].Unsettled(t.Context(), noon.Add(time.Hour))
	if err != nil || len(all) != slots {
		t.Fatalf("%d editions, %v", len(all), err)
	}
}

// A full disk is told as such and loses nothing that was kept.
func TestAFullDiskLosesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dateline.db")
	db := connect(t, path)
	s := store.New(db, drop)
	first := sample(1)
	if err := s.Save(t.Context(), first, "", here, 0, noon); err != nil {
		t.Fatal(err)
	}
	var pages int
	if err := db.Writer().QueryRowContext(t.Context(), `PRAGMA page_count`).Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(n int) {
		var got int
		if err := db.Writer().QueryRowContext(t.Context(), `PRAGMA max_page_count = `+itoa(n)).Scan(&got); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages + 2)
	full := false
	kept := 1
	for i := 2; i < 100 && !full; i++ {
		err := s.Save(t.Context(), sample(i), "", here, 0, noon)
		if full = err != nil; !full {
			kept++
			continue
		}
		if p := bot.AsProblem(err); !strings.Contains(p.Message, "full") || strings.Contains(p.Message, path) {
			t.Fatalf("got %v", err)
		}
	}
	if !full {
		t.Fatal("the disk never was full")
	}
	count := func() int {
		t.Helper()
		f, err := s.Search(t.Context(), here, bot.Query{Facts: true})
		if err != nil {
			t.Fatal(err)
		}
		return f.Articles
	}
	if n := count(); n != kept {
		t.Fatalf("%d articles, want the %d that were kept", n, kept)
	}
	limit(1 << 30)
	if err := s.Save(t.Context(), sample(200), "", here, 0, noon); err != nil {
		t.Fatal("once there is room:", err)
	}
	if n := count(); n != kept+1 {
		t.Fatalf("%d articles, want %d", n, kept+1)
	}
	var check string
	if err := db.Writer().QueryRowContext(t.Context(), `PRAGMA integrity_check`).Scan(&check); err != nil || check != "ok" {
		t.Fatalf("%s, %v", check, err)
	}
	if _, err := db.Writer().ExecContext(t.Context(), `INSERT INTO passage_words (passage_words, rank) VALUES ('integrity-check', 1)`); err != nil {
		t.Fatal("the search index is not what is kept:", err)
	}
}
