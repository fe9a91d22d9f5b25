package bot_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/bot"
)

// A hub is asked to send, and confirms that it will for as long as its lease;
// one without a lease never does.
type hub struct {
	bot   *bot.Bot
	lease time.Duration
	err   error

	mu    sync.Mutex
	asked []bot.Subscription
}

func (h *hub) Subscribe(ctx context.Context, s bot.Subscription) error {
	h.mu.Lock()
	h.asked = append(h.asked, s)
	h.mu.Unlock()
	if h.err != nil || h.lease == 0 {
		return h.err
	}
	return h.bot.ConfirmSubscription(ctx, s.Token, s.Topic, h.lease)
}

// hubWorld is a world with a feed that names a hub, and that is followed.
func hubWorld(t *testing.T, lease time.Duration) (*world, *hub) {
	t.Helper()
	w := newWorld(t, txtar.File{Name: feedURL, Data: []byte("Ledger\n")})
	h := &hub{lease: lease}
	w.Hubs, w.web.hub = h, "https://hub.example/"
	h.bot = w.Bot
	w.ask(t, "follow "+feedURL)
	w.work(t.Context())
	return w, h
}

// times returns how often it was asked.
func (h *hub) times() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.asked)
}

// last returns the subscription that was asked for last, as it stands.
func (h *hub) last(t *testing.T, w *world) bot.Subscription {
	t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.asked) == 0 {
		t.Fatal("the hub was not asked")
	}
	s, err := w.Subscription(t.Context(), h.asked[len(h.asked)-1].Token)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestHubIsAskedAgain(t *testing.T) {
	const day = 24 * time.Hour
	for name, c := range map[string]struct {
		lease       time.Duration
		err         error
		least, most int // times in six days
	}{
		"before a lease ends":      {2 * day, nil, 4, 4},
		"within a short lease":     {time.Hour, nil, 170, 200},
		"where it never confirms":  {0, nil, 11, 14},
		"where it cannot be asked": {day, errors.New("it broke off"), 11, 14},
	} {
		synctest.Test(t, func(t *testing.T) {
			w, h := hubWorld(t, c.lease)
			h.err = c.err
			stop := w.start(t)
			time.Sleep(6 * day)
			stop()
			if n := h.times(); n < c.least || n > c.most {
				t.Errorf("%s: it was asked %d times in six days", name, n)
			}
			polls := w.web.fetched(feedURL)
			if s := h.last(t, w); c.lease > 0 && c.err == nil && (!s.Expires.After(time.Now()) || s.Failures != 0) {
				t.Errorf("%s: %+v", name, s)
			}
			if few := c.lease > 0 && c.err == nil; few && polls > 6*4+2 {
				t.Errorf("%s: the feed was fetched %d times all the same", name, polls)
			}
			w.ask(t, "unfollow 1")
			before := h.times()
			stop = w.start(t)
			time.Sleep(2 * day)
			stop()
			if n := h.times() - before; n != 0 {
				t.Errorf("%s: it was asked %d times for a feed that nobody follows", name, n)
			}
		})
	}
}

func TestPush(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, h := hubWorld(t, 240*time.Hour)
		s := h.last(t, w)
		w.ask(t, "digest 07:30 UTC")
		w.web.put("https://ledger.example/a", page("Bridge closes", "The bridge closes."))
		w.web.put("https://ledger.example/b", page("Ferry stops", "The ferry stops."))
		time.Sleep(time.Second)

		// Content is taken as it is, and no fetch is made for it.
		polls := w.web.fetched(feedURL)
		for range 2 {
			if err := w.Push(t.Context(), s.Token, []byte("Ledger\nhttps://ledger.example/a Bridge closes\n")); err != nil {
				t.Fatal(err)
			}
		}
		w.work(t.Context())
		if got := w.ask(t, "digest preview"); strings.Count(got, "Bridge closes") != 1 {
			t.Errorf("after content: %s", got)
		}
		if n := w.web.fetched(feedURL) - polls; n != 0 {
			t.Errorf("the feed was fetched %d times for what was sent", n)
		}

		// A ping has the feed fetched.
		w.web.put(feedURL, "Ledger\nhttps://ledger.example/b Ferry stops\nhttps://ledger.example/a Bridge closes\n")
		if err := w.Push(t.Context(), s.Token, []byte("ping")); err != nil {
			t.Fatal(err)
		}
		w.work(t.Context())
		if got := w.ask(t, "digest preview"); !strings.Contains(got, "Ferry stops") {
			t.Errorf("after a ping: %s", got)
		}

		if err := w.Push(t.Context(), "nobody's", []byte("Ledger\n")); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("an unknown token: %v", err)
		}
	})
}

// A hub that keeps something back, or refuses, is not relied on: the feed is
// polled at its own pace again, and the hub asked again after a day.
func TestHubIsNotReliedOn(t *testing.T) {
	for name, happens := range map[string]func(*testing.T, *world, bot.Subscription){
		"it kept something back": func(t *testing.T, w *world, _ bot.Subscription) {
			w.web.put(feedURL, "Ledger\nhttps://ledger.example/a Bridge closes\n")
			if err := w.Work(t.Context(), bot.Job{Kind: bot.HarvestFeed, ID: 1}); err != nil {
				t.Fatal(err)
			}
		},
		"it refuses": func(t *testing.T, w *world, s bot.Subscription) {
			if err := w.DenySubscription(t.Context(), s.Token, s.Topic); err != nil {
				t.Fatal(err)
			}
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			w, h := hubWorld(t, 240*time.Hour)
			s := h.last(t, w)
			if !s.Expires.After(time.Now()) {
				t.Fatal("it was not confirmed")
			}
			happens(t, w, s)
			if s = h.last(t, w); !s.Expires.IsZero() {
				t.Errorf("%s: it is relied on until %s", name, s.Expires)
			}
			stop := w.start(t)
			time.Sleep(23 * time.Hour)
			if h.times() != 1 {
				t.Errorf("%s: asked again at once", name)
			}
			if n := w.web.fetched(feedURL); n < 6 {
				t.Errorf("%s: the feed was fetched %d times in a day", name, n)
			}
			time.Sleep(2 * time.Hour)
			stop()
			if h.times() != 2 {
				t.Errorf("%s: asked %d times after a day", name, h.times())
			}
		})
	}
}

// Only what we asked for is confirmed.
func TestConfirmation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, h := hubWorld(t, 0)
		s := h.last(t, w)
		for name, err := range map[string]error{
			"another token":             w.ConfirmSubscription(t.Context(), s.Token+"x", s.Topic, time.Hour),
			"no token":                  w.ConfirmSubscription(t.Context(), "", s.Topic, time.Hour),
			"another topic":             w.ConfirmSubscription(t.Context(), s.Token, "https://other.example/", time.Hour),
			"no lease":                  w.ConfirmSubscription(t.Context(), s.Token, s.Topic, 0),
			"a denial of another topic": w.DenySubscription(t.Context(), s.Token, "https://other.example/"),
		} {
			if !errors.Is(err, bot.ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if got := h.last(t, w); got != s {
			t.Errorf("it is now %+v", got)
		}
		if len(s.Token) < 20 || len(s.Secret) < 20 || s.Token == s.Secret {
			t.Errorf("token %q, secret %q", s.Token, s.Secret)
		}
	})
}
