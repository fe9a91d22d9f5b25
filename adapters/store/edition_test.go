package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/adapters/store"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
	"github.com/dateline-bot/dateline/briefing"
)

var (
	here = bot.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
	noon = time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)
)

func itoa(n int) string { return strconv.Itoa(n) }

func setDigest(t testing.TB, s *store.Store, c bot.Channel) bot.Digest {
	t.Helper()
	d, err := s.SetDigest(t.Context(), bot.Digest{Channel: c, When: "07:30", Zone: "UTC", Size: 5, Next: noon, NextSlot: "x"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sample is an invented article, another for each n.
func sample(n int) briefing.Briefing {
	a := briefing.Article{
		URL: fmt.Sprintf("https://ledger.example/%d", n), Site: "The Velmar Ledger",
		Title: fmt.Sprintf("The council meets for the %d. time", n), Published: noon, Language: "en",
	}
	return bottest.Briefing(a, []string{
		fmt.Sprintf("The council met for the %d. time on Monday night.", n),
		fmt.Sprintf("Repairs of bridge %d will cost more than €48 million.", n),
	}, []bottest.Saying{{
		Kind: briefing.Direct, Words: []string{fmt.Sprintf("Nobody here waited %d years for this.", n)},
		Speaker: fmt.Sprintf("Ines Okafor %d", n%7), Role: "mayor", Cue: "said",
	}})
}

// An edition and its job are there together or not at all.
func TestAnEditionWithoutItsJobIsNotOpened(t *testing.T) {
	db := connect(t, ":memory:")
	fails := errors.New("no room in the queue")
	var got []bot.Job
	s := store.New(db, func(ctx context.Context, tx *sql.Tx, j bot.Job) error {
		got = append(got, j)
		if len(got) == 1 {
			return fails
		}
		return nil
	})
	e := bot.Edition{Digest: setDigest(t, s, here).ID, Channel: here, Slot: "slot", Opened: noon}
	created, err := s.Open(t.Context(), e, bot.Job{Kind: bot.PostEdition})
	if created || !errors.Is(err, fails) {
		t.Fatalf("created %v, %v", created, err)
	}
	if all, err := s.Unsettled(t.Context(), noon.Add(time.Hour)); err != nil || len(all) != 0 {
		t.Fatalf("%d editions, %v", len(all), err)
	}
	created, err = s.Open(t.Context(), e, bot.Job{Kind: bot.PostEdition})
	if !created || err != nil {
		t.Fatalf("created %v, %v", created, err)
	}
	all, err := s.Unsettled(t.Context(), noon.Add(time.Hour))
	if err != nil || len(all) != 1 || got[1] != (bot.Job{Kind: bot.PostEdition, ID: all[0].ID}) {
		t.Fatalf("edition %+v, job %+v, %v", all, got, err)
	}
}

// A slot that was missed is recorded as settled and has no job.
func TestAMissedEditionHasNoJob(t *testing.T) {
	s := store.New(connect(t, ":memory:"), func(context.Context, *sql.Tx, bot.Job) error {
		return errors.New("there is nothing to do")
	})
	e := bot.Edition{
		Digest: setDigest(t, s, here).ID, Channel: here, Slot: "slot", Due: noon, Opened: noon,
		Settled: noon, Outcome: bot.OutcomeMissed, Reason: "the bot was down",
	}
	if created, err := s.Open(t.Context(), e, bot.Job{}); !created || err != nil {
		t.Fatalf("created %v, %v", created, err)
	}
	got, err := s.Latest(t.Context(), here)
	if e.ID = got.ID; err != nil || fmt.Sprint(got) != fmt.Sprint(e) {
		t.Fatalf("got %+v, %v", got, err)
	}
}

// Everything at once, from many goroutines: nothing waits for itself, and no
// reader sees half of a change.
func TestAllAtOnce(t *testing.T) {
	for _, path := range []string{filepath.Join(t.TempDir(), "dateline.db"), ":memory:"} {
		db := connect(t, path)
		if _, err := db.Writer().ExecContext(t.Context(), `CREATE TABLE job (kind text, id integer)`); err != nil {
			t.Fatal(err)
		}
		s := store.New(db, func(ctx context.Context, tx *sql.Tx, j bot.Job) error {
			_, err := tx.ExecContext(ctx, `INSERT INTO job VALUES (?, ?)`, j.Kind, j.ID)
			return err
		})
		var wg sync.WaitGroup
		for w := range 4 {
			wg.Go(func() {
				if err := live(t.Context(), s, db, w); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	}
}

// live does what a channel's days bring.
func live(ctx context.Context, s *store.Store, db *store.DB, w int) error {
	c := bot.Channel{Platform: "console", ID: itoa(w)}
	feed := bot.Feed{URL: fmt.Sprintf("https://ledger.example/%d.xml", w%2), Title: "The Velmar Ledger", Changed: noon}
	f, _, err := s.Follow(ctx, c, bot.Harvest{Feed: feed}, noon)
	if err != nil {
		return err
	}
	d, err := s.SetDigest(ctx, bot.Digest{Channel: c, When: "@hourly", Zone: "UTC", Size: 5, Next: noon})
	if err != nil {
		return err
	}
	for i := range 5 {
		b := sample(w*100 + i)
		fresh, err := s.Harvested(ctx, bot.Harvest{Feed: f.Feed, Items: []bot.Item{{URL: b.Article.URL, Title: b.Article.Title}}}, noon)
		if err != nil || len(fresh) != 1 {
			return fmt.Errorf("%d fresh items, %w", len(fresh), err)
		}
		if err := s.Save(ctx, b, "", c, fresh[0].ID, noon); err != nil {
			return err
		}
		if _, err := s.Search(ctx, c, bot.Query{Words: []string{"council"}, Speaker: "", Facts: true}); err != nil {
			return err
		}
		if found, err := s.Search(ctx, c, bot.Query{Speaker: "okafor", Quotes: true}); err != nil || found.Total < i+1 {
			return fmt.Errorf("%d quotes, %w", found.Total, err)
		}
		if err := issue(ctx, s, d, i); err != nil {
			return err
		}
		if _, err := db.Writer().ExecContext(ctx, `DELETE FROM job WHERE id = ?`, i); err != nil {
			return err
		}
	}
	return nil
}

// issue posts one edition of d.
func issue(ctx context.Context, s *store.Store, d bot.Digest, i int) error {
	news, err := s.News(ctx, d, false, 50)
	if err != nil {
		return err
	}
	if len(news) == 0 {
		return errors.New("the channel's own article is not news")
	}
	if _, err := s.Open(ctx, bot.Edition{Digest: d.ID, Channel: d.Channel, Slot: itoa(i), Opened: noon}, bot.Job{Kind: bot.PostEdition}); err != nil {
		return err
	}
	open, err := s.Unsettled(ctx, noon.Add(time.Hour))
	if err != nil {
		return err
	}
	for _, e := range open {
		if e.Digest != d.ID {
			continue
		}
		if err := s.Compose(ctx, e.ID, []bot.Part{{Headline: "An edition", Payload: []byte(`{}`)}}, []bot.Decision{{Item: news[0].Item.ID, Verdict: bot.VerdictShown}}, nil); err != nil {
			return err
		}
		if err := errors.Join(s.Attempt(ctx, e.ID, 0), s.Posted(ctx, e.ID, 0, "1"), s.Settle(ctx, e.ID, bot.OutcomePosted, "", noon)); err != nil {
			return err
		}
	}
	if err := s.MoveDigest(ctx, d, noon.Add(time.Hour), "next"); !errors.Is(err, bot.ErrNotFound) {
		return err
	}
	return nil // somebody else has moved it
}
