package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/adapters/feed"
	"github.com/dateline-bot/dateline/adapters/store"
	"github.com/dateline-bot/dateline/bot"
)

// TestFeedsOverTime plays the feeds of testdata/feeds: what one address gave at
// one fetch and the next, and what of it a channel that followed before the
// first is shown as new. What was there at the first fetch is old.
func TestFeedsOverTime(t *testing.T) {
	files, err := filepath.Glob("testdata/feeds/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			last := len(ar.Files) - 1
			got := play(t, ar.Files[:last])
			if *update {
				ar.Files[last].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if want := string(ar.Files[last].Data); got != want || ar.Files[last].Name != "new" {
				t.Errorf("new are\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// play stores fetch after fetch, half an hour apart, and tells what was new.
func play(t *testing.T, fetches []txtar.File) string {
	db, err := store.Connect(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	memory := store.New(db, func(context.Context, *sql.Tx, bot.Job) error { return nil })
	const url = "https://ledger.example/feed"
	now := time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)
	here := bot.Channel{Platform: "console", ID: "here"}
	f, _, err := memory.Follow(t.Context(), here, bot.Harvest{Feed: bot.Feed{URL: url}}, now)
	if err != nil {
		t.Fatal(err)
	}
	d, err := memory.SetDigest(t.Context(), bot.Digest{Channel: here, When: "07:30", Zone: "UTC"})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	shown := map[int64]bool{}
	for _, fetch := range fetches {
		now = now.Add(30 * time.Minute)
		h, err := feed.Parse(url, fetch.Data)
		if err != nil {
			t.Fatal(fetch.Name, err)
		}
		h.Feed.ID = f.Feed.ID
		if _, err := memory.Harvested(t.Context(), h, now); err != nil {
			t.Fatal(err)
		}
		news, err := memory.News(t.Context(), d, false, 100)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%s:\n", fetch.Name)
		for _, n := range news {
			if !shown[n.Item.ID] {
				shown[n.Item.ID] = true
				fmt.Fprintf(&out, "    %s\n", n.Item.Title)
			}
		}
	}
	return out.String()
}
