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
	"github.com/dateline-bot/dateline/briefing"
)

// page returns a page of the world's web.
func page(title, text string) string { return "title: " + title + "\nsite: Ledger\n\n" + text + "\n" }

const feedURL = "https://ledger.example/feed"

// opened returns a world in which an edition of two stories was opened, which
// is e. Their articles were read.
func opened(t *testing.T) (w *world, e bot.Edition) { return open(t, true) }

// open does so; unless read is true, the articles still wait to be.
func open(t *testing.T, read bool) (w *world, e bot.Edition) {
	t.Helper()
	w = newWorld(t,
		txtar.File{Name: feedURL, Data: []byte("Ledger\n")},
		txtar.File{Name: "https://ledger.example/a", Data: []byte(page("Bridge closes", "The bridge closes."))},
		txtar.File{Name: "https://ledger.example/b", Data: []byte(page("Dog tax rises", "The tax rises."))},
	)
	w.ask(t, "follow "+feedURL)
	time.Sleep(time.Second)
	w.web.put(feedURL, "Ledger\nhttps://ledger.example/a Bridge closes\nhttps://ledger.example/b Dog tax rises\n")
	f, err := w.Following(t.Context(), here)
	if err != nil || len(f) != 1 {
		t.Fatal(f, err)
	}
	if err := w.Work(t.Context(), bot.Job{Kind: bot.HarvestFeed, ID: f[0].Feed.ID}); err != nil {
		t.Fatal(err)
	}
	if read {
		w.work(t.Context())
	}
	w.ask(t, "digest 07:30 UTC")
	if got := w.ask(t, "digest now"); !strings.Contains(got, "on its way") {
		t.Fatal(got)
	}
	all := w.All()
	return w, all[len(all)-1]
}

// standing lists the messages on the board by key, each with what it stands under.
func (b *board) standing() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var s []string
	for _, p := range b.posted {
		s = append(s, fmt.Sprintf("%s<%s", p.key, p.parent))
	}
	return strings.Join(s, " ")
}

// What breaks at any step is resumed: every part stands once, in its place,
// and the edition is settled.
func TestEditionResumes(t *testing.T) {
	broken := errors.New("the cable was cut")
	for step := 0; ; step++ {
		done := false
		synctest.Test(t, func(t *testing.T) {
			w, e := opened(t)
			calls := 0
			breaks := func() error {
				if calls++; calls == step+1 {
					return broken
				}
				return nil
			}
			w.Fail = func(string) error { return breaks() }
			w.face.fail = func(bool) error { return breaks() }
			_ = w.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: e.ID})
			done = calls <= step // nothing is left to break
			w.Fail, w.face.fail = nil, nil
			// Another process, which knows nothing of what the first one did.
			again := bot.New(w.Doors)
			if err := again.Run(cancelled(t)); err != nil {
				t.Fatal(err)
			}
			w.work(t.Context())
			if err := again.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: e.ID}); err != nil {
				t.Fatalf("step %d: %v", step, err)
			}
			k := fmt.Sprintf("e%d", e.ID)
			if want := fmt.Sprintf("%s.0< %s.1<m1 %s.2<m1", k, k, k); w.face.standing() != want {
				t.Errorf("step %d: there stand %s, want %s", step, w.face.standing(), want)
			}
			got, err := w.Edition(t.Context(), e.ID)
			if err != nil || got.Outcome != bot.OutcomePosted {
				t.Errorf("step %d: outcome %q, %v", step, got.Outcome, err)
			}
			if n := w.ask(t, "digest now"); !strings.Contains(n, "Nothing is new") {
				t.Errorf("step %d: then %s", step, n)
			}
		})
		if done {
			if step < 12 {
				t.Fatalf("posting has only %d steps that can break", step)
			}
			return
		}
	}
}

// cancelled returns a context that has ended.
func cancelled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

func TestEditionEnds(t *testing.T) {
	for _, c := range []struct {
		name   string
		before func(t *testing.T, w *world)
		err    error // of Publish
		want   bot.Outcome
		reason string
	}{
		{"the channel is gone", nil, bot.Problemf(bot.GoneChannel, "The channel was deleted."), bot.OutcomeFailed, "The channel was deleted."},
		{"it cannot be posted for a day", func(*testing.T, *world) { time.Sleep(25 * time.Hour) }, errors.New("503"), bot.OutcomeFailed, "it could not be posted within a day"},
		{"its digest was ended", func(t *testing.T, w *world) { w.ask(t, "digest off") }, nil, bot.OutcomeFailed, "its digest was ended"},
		{"the platform is not served any more", func(_ *testing.T, w *world) { delete(w.Faces, "board") }, nil, bot.OutcomeFailed, "board is not configured"},
		{"nothing stops it", nil, nil, bot.OutcomePosted, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, e := opened(t)
				w.face.fail = func(bool) error { return c.err }
				if c.before != nil {
					c.before(t, w)
				}
				for range 2 { // the second is the job that came again
					for _, id := range []int64{e.ID, 999} {
						if err := w.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: id}); err != nil {
							t.Fatal(err)
						}
					}
				}
				got, err := w.Edition(t.Context(), e.ID)
				if err != nil || got.Outcome != c.want || got.Reason != c.reason {
					t.Errorf("%q because %q, %v", got.Outcome, got.Reason, err)
				}
			})
		})
	}
}

// What a face or the queue is to wait for is passed on; nothing is lost.
func TestEditionRetries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e := opened(t)
		w.face.fail = func(after bool) error {
			if after {
				return nil
			}
			return &bot.RetryError{After: 42 * time.Second, Err: errors.New("429")}
		}
		err := w.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: e.ID})
		var retry *bot.RetryError
		if !errors.As(err, &retry) || retry.After != 42*time.Second {
			t.Fatalf("got %v", err)
		}
		w.face.fail = nil
		w.work(t.Context())
		if n := len(strings.Fields(w.face.standing())); n != 3 {
			t.Errorf("%d messages stand", n)
		}
	})
}

// An edition waits a while for articles that are being read, and then goes
// without; they are the next one's.
func TestEditionWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e := open(t, false)
		read, _ := w.Next()
		_, _ = w.Next() // the other article is never read
		if err := w.Work(t.Context(), read); err != nil {
			t.Fatal(err)
		}
		var retry *bot.RetryError
		start := time.Now()
		for {
			err := w.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: e.ID})
			if err == nil {
				break
			}
			if !errors.As(err, &retry) {
				t.Fatal(err)
			}
			time.Sleep(retry.After)
		}
		if took := time.Since(start); took < time.Minute || took > 2*time.Minute {
			t.Errorf("it waited %s", took)
		}
		if shown := w.face.taken(); strings.Contains(shown, "Dog tax") || !strings.Contains(shown, "Bridge closes") {
			t.Errorf("it shows %s", shown)
		}
		if got := w.ask(t, "digest preview"); !strings.Contains(got, "Dog tax") {
			t.Errorf("then %s", got)
		}
	})
}

// Two workers that are given the same edition post it once.
func TestEditionOnceAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e := opened(t)
		done := make(chan error, 2)
		w.face.fail = func(bool) error { time.Sleep(10 * time.Millisecond); return nil }
		for range 2 {
			go func() { done <- w.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: e.ID}) }()
		}
		var retries int
		for range 2 {
			var retry *bot.RetryError
			if err := <-done; errors.As(err, &retry) {
				retries++
			} else if err != nil {
				t.Error(err)
			}
		}
		if n := len(strings.Fields(w.face.standing())); n != 3 || retries != 1 {
			t.Errorf("%d messages stand, %d were told to come back", n, retries)
		}
	})
}

func TestReading(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"a wall is recorded at once", "! paywall It is behind a paywall.", "It is behind a paywall."},
		{"what does not answer is tried four times", "! timeout It did not answer.", "It did not answer."},
		{"a page that breaks the reader", "title: PANIC\n\nx", "Something went wrong"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, _ := open(t, false)
				w.web.put("https://ledger.example/b", c.page)
				w.work(t.Context())
				shown := w.face.taken()
				if !strings.Contains(shown, "Dog tax rises") || !strings.Contains(shown, c.want) {
					t.Errorf("the edition shows %s", shown)
				}
				tries := w.web.fetched("/b")
				if want := map[bool]int{true: 1, false: 4}[strings.Contains(c.page, "paywall")]; tries != want {
					t.Errorf("it was tried %d times, want %d", tries, want)
				}
			})
		})
	}
}

func TestHarvestFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, _ := opened(t)
		w.work(t.Context())
		w.web.put(feedURL, "! timeout The feed did not answer.")
		stop := w.start(t)
		defer stop()
		before := w.web.fetched(feedURL)
		time.Sleep(24 * time.Hour)
		if n := w.web.fetched(feedURL) - before; n < 6 || n > 10 {
			t.Errorf("a feed that fails was fetched %d times in a day", n)
		}
		if got := w.ask(t, "status"); !strings.Contains(got, "1 followed, 1 in trouble") || !strings.Contains(got, "Timed out. The feed did not answer.") {
			t.Errorf("status: %s", got)
		}
		if got := w.ask(t, "digest preview"); !strings.Contains(got, "0 of 1 feeds [timed out]") {
			t.Errorf("preview: %s", got)
		}
		w.web.put(feedURL, "Ledger\n")
		time.Sleep(24 * time.Hour)
		if got := w.ask(t, "status"); !strings.Contains(got, "1 followed, 0 in trouble") {
			t.Errorf("status: %s", got)
		}
	})
}

// What is not tried, because its host is to be left alone, is no trouble of the
// feed's or the article's: it is done once its turn comes.
func TestBusyIsNoTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, _ := open(t, false)
		for _, url := range []string{feedURL, "https://ledger.example/b"} {
			s := w.web.files[url]
			w.web.put(url, "! busy Too much is asked of it.")
			time.AfterFunc(10*time.Minute, func() { w.web.put(url, s) })
		}
		if err := w.Enqueue(t.Context(), bot.Job{Kind: bot.HarvestFeed, ID: 1}); err != nil {
			t.Fatal(err)
		}
		w.work(t.Context())
		if got := w.ask(t, "status"); !strings.Contains(got, "0 in trouble") {
			t.Errorf("status: %s", got)
		}
		if shown := w.face.taken(); strings.Contains(shown, "Too much") {
			t.Errorf("the edition shows %s", shown)
		}
		if _, _, err := w.Briefed(t.Context(), "https://ledger.example/b"); err != nil {
			t.Errorf("its article: %v", err)
		}
	})
}

func TestWelcome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t,
			txtar.File{Name: "https://a.example/", Data: []byte("A\nhttps://ledger.example/a Bridge closes\n")},
			txtar.File{Name: "https://b.example/", Data: []byte("B\nhttps://ledger.example/b Dog tax rises\n")},
			txtar.File{Name: "https://ledger.example/a", Data: []byte(page("Bridge closes", "The bridge closes."))},
			txtar.File{Name: "https://ledger.example/b", Data: []byte(page("Dog tax rises", "The tax rises."))},
		)
		feeds := []string{"https://a.example/", "https://b.example/", "https://dead.example/"}
		for range 2 { // the second time it is no newcomer
			if err := w.Welcome(t.Context(), here, feeds); err != nil {
				t.Fatal(err)
			}
			w.work(t.Context())
		}
		if got := len(w.All()); got != 1 {
			t.Errorf("%d editions", got)
		}
		shown := w.face.taken()
		for _, want := range []string{"Bridge closes", "Dog tax rises", "2 of 2 feeds", "07:30"} {
			if !strings.Contains(shown, want) {
				t.Errorf("%q is not in %s", want, shown)
			}
		}
		if strings.Contains(shown, "late") {
			t.Errorf("an edition that nobody waited for is late: %s", shown)
		}
	})
}

// Articles on one event are one story; the same words on another day or of
// another place are not.
func TestStories(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, txtar.File{Name: feedURL, Data: []byte("Ledger\n")})
		w.Brief = func(a briefing.Article) briefing.Briefing {
			b := brief(a)
			for _, n := range []string{"Velmar", "Ines Okafor", "Grevan Islands", "Storgrevan", "Sarvia", "Zora Mihalek"} {
				if i := strings.Index(a.Text, n); i >= 0 {
					b.People = append(b.People, briefing.Entity{Name: n, Mentions: []briefing.Span{{Start: i, End: i + len(n)}}})
				}
			}
			return b
		}
		w.ask(t, "follow "+feedURL)
		time.Sleep(time.Second)
		feed := "Ledger\n"
		for i, p := range []struct{ title, text string }{
			{"Harbour Bridge closes on Friday for eleven months", "Velmar closes it, says Ines Okafor."},
			{"Estmark port city Velmar to close harbour bridge", "Velmar closes it, says Ines Okafor."},
			{"Storm cuts off the Grevan Islands", "The Grevan Islands and Storgrevan are cut off."},
			{"Death toll from storm on islands rises", "On the Grevan Islands and on Storgrevan it rises."},
			{"Central bank of Sarvia cuts key rate", "Sarvia cuts, says Zora Mihalek."},
			{"Mayor of Velmar opens library", "Velmar reads, says Ines Okafor."},
		} {
			url := fmt.Sprintf("https://ledger.example/%d", i)
			w.web.put(url, page(p.title, p.text))
			feed += url + " " + p.title + "\n"
		}
		w.web.put(feedURL, feed)
		w.ask(t, "digest 07:30 UTC")
		if err := w.Enqueue(t.Context(), bot.Job{Kind: bot.HarvestFeed, ID: 1}); err != nil {
			t.Fatal(err)
		}
		w.work(t.Context())
		got := w.ask(t, "digest preview")
		for _, want := range []string{
			"months, Ledger + Ledger\n", "Grevan Islands, Ledger + Ledger\n", "key rate, Ledger\n", "library, Ledger\n",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("no %q in\n%s", want, got)
			}
		}
	})
}

// Of two editions that are open at once, the older takes the news.
func TestEditionsInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e := opened(t)
		time.Sleep(time.Second)
		w.ask(t, "digest now")
		all := w.All()
		young := all[len(all)-1]
		var retry *bot.RetryError
		if err := w.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: young.ID}); !errors.As(err, &retry) {
			t.Fatalf("the younger: %v", err)
		}
		w.work(t.Context())
		shown := w.face.taken()
		if strings.Count(shown, "1 Bridge closes") != 1 || !strings.Contains(shown, "nothing new since the last one") {
			t.Errorf("shown %s", shown)
		}
		for _, id := range []int64{e.ID, young.ID} {
			if got, err := w.Edition(t.Context(), id); err != nil || got.Outcome != bot.OutcomePosted {
				t.Errorf("edition %d: %q, %v", id, got.Outcome, err)
			}
		}
	})
}

// An edition whose job was lost is taken up again.
func TestLostWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e := opened(t)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- w.Run(ctx) }()
		time.Sleep(time.Minute)
		for ok := true; ok; _, ok = w.Next() { // the queue forgets
		}
		time.Sleep(15 * time.Minute)
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		w.work(t.Context())
		if got, err := w.Edition(t.Context(), e.ID); err != nil || got.Outcome != bot.OutcomePosted {
			t.Errorf("outcome %q, %v", got.Outcome, err)
		}
	})
}

func TestIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e := opened(t)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := w.Idle(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("with work that waits: %v", err)
		}
		go w.work(t.Context())
		if err := w.Idle(t.Context()); err != nil {
			t.Error(err)
		}
		synctest.Wait()
		if got, err := w.Edition(t.Context(), e.ID); err != nil || got.Outcome != bot.OutcomePosted {
			t.Errorf("outcome %q, %v", got.Outcome, err)
		}
	})
}

// An edition that is posted, but not all of it, has shown its stories all the
// same: the next one does not bring them again.
func TestEditionGivenUp(t *testing.T) {
	for name, c := range map[string]struct {
		err   error // of everything behind the first part
		sleep time.Duration
	}{
		"a day of trouble":        {errors.New("503"), 25 * time.Hour},
		"the channel is archived": {bot.Problemf(bot.GoneChannel, "The channel was archived."), 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, e := opened(t)
				w.face.fail = func(after bool) error {
					if !after && len(w.face.posted) > 0 {
						return c.err
					}
					return nil
				}
				_ = w.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: e.ID})
				time.Sleep(c.sleep)
				w.face.fail = nil
				if err := w.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: e.ID}); err != nil {
					t.Fatal(err)
				}
				got, err := w.Edition(t.Context(), e.ID)
				if err != nil || got.Outcome != bot.OutcomePosted || !strings.Contains(got.Reason, "only its beginning") {
					t.Errorf("%q because %q, %v", got.Outcome, got.Reason, err)
				}
				if n := len(strings.Fields(w.face.standing())); n != 1 {
					t.Errorf("%d messages stand, want the first alone", n)
				}
				if n := w.ask(t, "digest now"); !strings.Contains(n, "Nothing is new") {
					t.Errorf("then %s", n)
				}
			})
		})
	}
}

// One that waits to be posted when its digest is ended is not posted.
func TestDigestEndedMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e := opened(t)
		w.Fail = func(method string) error {
			if method == "Attempt" {
				return errors.New("the disk is full")
			}
			return nil
		}
		if err := w.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: e.ID}); err == nil {
			t.Fatal("posted on a full disk")
		}
		w.Fail = nil
		w.ask(t, "digest off")
		if err := w.Work(t.Context(), bot.Job{Kind: bot.PostEdition, ID: e.ID}); err != nil || w.face.standing() != "" {
			t.Errorf("there stands %s, %v", w.face.standing(), err)
		}
	})
}

// The platform's word that a part stands is kept though the bot is stopped as
// it comes.
func TestReceiptOutlastsTheStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e := opened(t)
		ctx, stop := context.WithCancel(t.Context())
		w.face.fail = func(after bool) error {
			if after {
				stop()
			}
			return nil
		}
		_ = w.Work(ctx, bot.Job{Kind: bot.PostEdition, ID: e.ID})
		if got, err := w.Edition(t.Context(), e.ID); err != nil || got.Parts[0].Receipt != "m1" {
			t.Errorf("receipt %q, %v", got.Parts[0].Receipt, err)
		}
	})
}
