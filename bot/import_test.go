package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/bot"
)

// subscriptions returns an OPML at its address and the feeds that it names: so
// many, of so many sites.
func subscriptions(feeds, sites int) (opml string, files []txtar.File) {
	var b strings.Builder
	b.WriteString("<opml><body>")
	for n := range feeds {
		url := fmt.Sprintf("https://site%d.example/feed%d", n%sites, n)
		fmt.Fprintf(&b, `<outline text="Feed %d" xmlUrl="%s"/>`, n, url)
		files = append(files, txtar.File{Name: url, Data: fmt.Appendf(nil, "Feed %d\n%s/a An article\n", n, url)})
	}
	opml = "https://mara.example/mine.opml"
	return opml, append(files, txtar.File{Name: opml, Data: []byte(b.String() + "</body></opml>")})
}

// What takes longer than an answer may is done all the same, and told once.
func TestImportOutlastsItsAnswer(t *testing.T) {
	for _, c := range []struct {
		feeds, sites int
		answer       string
		report       string
	}{
		{300, 300, "[mine.opml: 300 feeds followed from now on]", ""},
		{90, 2, "mine.opml names 90 feeds. Following them takes a while; this channel is told when it is done.", "* mine.opml: 90 feeds followed from now on."},
	} {
		synctest.Test(t, func(t *testing.T) {
			opml, files := subscriptions(c.feeds, c.sites)
			w := newWorld(t, files...)
			stop := w.start(t)
			defer stop()
			got := w.ask(t, "follow "+opml)
			if !strings.Contains(got, c.answer) {
				t.Errorf("%d feeds of %d sites: answered %s", c.feeds, c.sites, got)
			}
			time.Sleep(5 * time.Minute)
			if report := strings.TrimSpace(w.face.taken()); report != c.report {
				t.Errorf("%d feeds of %d sites: told %q", c.feeds, c.sites, report)
			}
			for _, f := range files[:c.feeds] {
				if n := w.web.fetched(f.Name); n != 1 {
					t.Fatalf("%s was fetched %d times", f.Name, n)
				}
			}
			if n := w.web.fetched("/a"); n < min(c.feeds, 100) || n > 300 {
				t.Errorf("%d articles were read ahead", n)
			}
			if all, err := w.Following(t.Context(), here); err != nil || len(all) != c.feeds {
				t.Errorf("%d feeds are followed, %v", len(all), err)
			}
		})
	}
}

// A site is not asked for two feeds at once, nor without a rest.
func TestImportIsPolite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		opml, files := subscriptions(12, 3)
		w := newWorld(t, files...)
		stop := w.start(t)
		defer stop()
		began := time.Now()
		w.ask(t, "follow "+opml)
		if took := time.Since(began); took < 3*time.Second || took > 6*time.Second {
			t.Errorf("four feeds of each of three sites took %s", took)
		}
	})
}

// Whatever breaks, an import goes on where it stopped and ends.
func TestImportResumes(t *testing.T) {
	broken := errors.New("the cable was cut")
	for step := 0; ; step++ {
		done := false
		synctest.Test(t, func(t *testing.T) {
			_, files := subscriptions(6, 6)
			w := newWorld(t, files...)
			feeds, err := bot.ParseOPML(files[6].Data)
			if err != nil {
				t.Fatal(err)
			}
			i := bot.Import{Channel: here, Name: "mine.opml", Opened: time.Now(), Awaited: time.Now()}
			for _, f := range feeds {
				i.Feeds = append(i.Feeds, bot.ImportedFeed{Listed: f})
			}
			if i, err = w.OpenImport(t.Context(), i, bot.Job{Kind: bot.ImportFeeds}); err != nil {
				t.Fatal(err)
			}
			calls := 0
			w.Fail = func(string) error {
				if calls++; calls == step+1 {
					return broken
				}
				return nil
			}
			w.Next() // its job is lost with the process
			_ = w.Work(t.Context(), bot.Job{Kind: bot.ImportFeeds, ID: i.ID})
			done = calls <= step
			w.Fail = nil
			time.Sleep(time.Second)
			w.Bot = bot.New(w.Doors)
			stop := w.start(t)
			time.Sleep(time.Minute)
			stop()
			if got := w.face.taken(); got != "* mine.opml: 6 feeds followed from now on.\n" {
				t.Errorf("step %d: told %q", step, got)
			}
			if all, err := w.Following(t.Context(), here); err != nil || len(all) != 6 {
				t.Errorf("step %d: %d feeds are followed, %v", step, len(all), err)
			}
			fetched := 0
			for _, f := range files[:6] {
				fetched += w.web.fetched(f.Name)
			}
			if fetched > 6+4 { // those that were under way when it broke
				t.Errorf("step %d: six feeds were fetched %d times", step, fetched)
			}
		})
		if done {
			if step < 20 {
				t.Fatalf("an import has only %d steps that can break", step)
			}
			return
		}
	}
}

// A feed that its server puts off is tried again, but not where that is long.
func TestImportPutOff(t *testing.T) {
	for after, want := range map[time.Duration][]string{
		30 * time.Second: {"takes a while", "mine.opml: 1 feed followed from now on."},
		time.Hour:        {"mine.opml: 1 could not be followed", "Feed 0: site0.example is asked too often."},
	} {
		synctest.Test(t, func(t *testing.T) {
			opml, files := subscriptions(1, 1)
			w := newWorld(t, files...)
			w.Feeds = &busy{Feeds: w.Feeds, after: after}
			stop := w.start(t)
			defer stop()
			told := w.ask(t, "follow "+opml)
			time.Sleep(5 * time.Minute)
			told += w.face.taken()
			for _, s := range want {
				if !strings.Contains(told, s) {
					t.Errorf("after %s: told %s, not %s", after, told, s)
				}
			}
		})
	}
}

// A busy web wants to be asked for a feed again, once.
type busy struct {
	bot.Feeds
	after time.Duration
	asked bool
}

func (b *busy) Harvest(ctx context.Context, f bot.Feed) (bot.Harvest, error) {
	if strings.HasSuffix(f.URL, ".opml") || b.asked {
		return b.Feeds.Harvest(ctx, f)
	}
	b.asked = true
	return bot.Harvest{Feed: f}, &bot.RetryError{After: b.after, Err: bot.Problemf(bot.HTTPStatus, "site0.example is asked too often.")}
}

// Whenever an import ends, its result is told once: as the answer, or to the
// channel.
func TestImportIsToldOnce(t *testing.T) {
	for takes := 19 * time.Second; takes < 23*time.Second; takes += 100 * time.Millisecond {
		synctest.Test(t, func(t *testing.T) {
			opml, files := subscriptions(1, 1)
			w := newWorld(t, files...)
			w.Feeds = slowFeeds{w.Feeds, takes}
			stop := w.start(t)
			defer stop()
			told := w.ask(t, "follow "+opml)
			time.Sleep(5 * time.Minute)
			told += w.face.taken()
			if n := strings.Count(told, "1 feed followed from now on"); n != 1 {
				t.Errorf("an import of %s is told %d times: %s", takes, n, told)
			}
		})
	}
}

// slowFeeds take their time for all but lists.
type slowFeeds struct {
	bot.Feeds
	takes time.Duration
}

func (s slowFeeds) Harvest(ctx context.Context, f bot.Feed) (bot.Harvest, error) {
	if !strings.HasSuffix(f.URL, ".opml") {
		time.Sleep(s.takes)
	}
	return s.Feeds.Harvest(ctx, f)
}
