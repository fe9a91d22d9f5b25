package fetch_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dateline-bot/dateline/adapters/fetch"
	"github.com/dateline-bot/dateline/bot"
)

// fetches begins n fetches of the hosts in turn at once, each of which takes a
// while, and returns how long all of them took and how many were refused.
func fetches(t *testing.T, c fetch.Config, n int, while time.Duration, hosts ...string) (took time.Duration, refused int) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		client, err := fetch.New(c, "1")
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		var far atomic.Int64
		start := time.Now()
		for i := range n {
			wg.Go(func() {
				end, err := fetch.Begin(t.Context(), client, &url.URL{Scheme: "https", Host: hosts[i%len(hosts)]})
				var retry *bot.RetryError
				switch {
				case errors.As(err, &retry) && retry.After > 0 && bot.AsProblem(err).Kind == bot.Timeout:
					far.Add(1)
				case err != nil:
					t.Error(err)
				default:
					time.Sleep(while)
					end()
					end() // a body may be closed twice
				}
			})
		}
		wg.Wait()
		took, refused = time.Since(start), int(far.Load())
	})
	return took, refused
}

func TestPace(t *testing.T) {
	many := make([]string, 1000)
	for i := range many {
		many[i] = "paper" + strconv.Itoa(i) + ".example"
	}
	for _, c := range []struct {
		name    string
		config  fetch.Config
		n       int
		while   time.Duration
		hosts   []string
		took    time.Duration
		refused int
	}{
		{"a few of one host, at once", fetch.Config{}, 4, time.Second, many[:1], time.Second, 0},
		{"four at a time", fetch.Config{}, 8, time.Second, many[:1], 2 * time.Second, 0},
		{"two a second, after the first ten", fetch.Config{}, 30, 0, many[:1], 10 * time.Second, 0},
		{"what would wait long is sent away", fetch.Config{}, 100, 0, many[:1], 30 * time.Second, 30},
		{"one host's crowd does not hold up another", fetch.Config{}, 20, 0, many[:2], 0, 0},
		{"all hosts together", fetch.Config{PerMinute: 60}, 25, 0, many, 20 * time.Second, 0},
		{"the operator's own network", fetch.Config{Allow: []string{"10.0.0.0/8"}}, 200, 0, []string{"10.1.2.3"}, 0, 0},
		{"more hosts than are remembered", fetch.Config{PerMinute: 100_000}, 5000, 0, many, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if took, refused := fetches(t, c.config, c.n, c.while, c.hosts...); took.Round(time.Millisecond) != c.took || refused != c.refused {
				t.Errorf("took %s, %d sent away; want %s, %d", took, refused, c.took, c.refused)
			}
		})
	}
}

// A page that redirects on its own host does not wait for itself, and whoever
// gives up waiting takes nobody's turn.
func TestRedirectsTakeOneSlot(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n, _ := strconv.Atoi(r.URL.Query().Get("n")); n > 0 {
			http.Redirect(w, r, "/?n="+strconv.Itoa(n-1), http.StatusFound)
			return
		}
		_, _ = io.WriteString(w, "news")
	}))
	defer s.Close()
	c := newClient(t, opened, names{})
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if got, err := get(c, s.URL+"/?n=4"); got != "news" || err != nil {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	wg.Wait()
}

func TestWaitIsCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, err := fetch.New(fetch.Config{}, "1")
		if err != nil {
			t.Fatal(err)
		}
		u := &url.URL{Scheme: "https", Host: "ledger.example"}
		for range 4 { // never ended
			if _, err := fetch.Begin(t.Context(), client, u); err != nil {
				t.Fatal(err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := fetch.Begin(ctx, client, u); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v, want the caller's own deadline", err)
		}
		if _, err := fetch.Begin(t.Context(), client, u); bot.AsProblem(err).Kind != bot.Timeout {
			t.Errorf("%v, want a problem after half a minute", err)
		}
	})
}

// A host that answers that it is asked too often is left alone for as long as it
// says, whatever is wanted of it; others are not.
func TestHostAsksToBeLeftAlone(t *testing.T) {
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		switch r.URL.Path {
		case "/often":
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
		case "/later":
			w.Header().Set("Retry-After", time.Now().Add(24*time.Hour).UTC().Format(http.TimeFormat))
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/page":
			w.Header().Set("Retry-After", "120")
		}
	}))
	defer s.Close()
	c := newClient(t, opened, names{"a.example": {"127.0.0.1"}, "b.example": {"127.0.0.1"}, "c.example": {"127.0.0.1"}})
	for _, step := range []struct {
		host, path string
		most       time.Duration // it is to be left alone; 0: it may be asked
	}{
		{"a.example", "/page", 0},
		{"a.example", "/often", 0},
		{"a.example", "/page", 2 * time.Minute},
		{"b.example", "/page", 0},
		{"c.example", "/later", 0},
		{"c.example", "/page", 15 * time.Minute},
		{"127.0.0.1", "/often", 0}, // the operator's own
		{"127.0.0.1", "/page", 0},
	} {
		before := asked.Load()
		resp, err := c.Get(at(s, step.host) + step.path)
		if err == nil {
			resp.Body.Close()
		}
		var retry *bot.RetryError
		if held := errors.As(err, &retry) && errors.Is(err, bot.ErrBusy); held != (step.most > 0) || held && (retry.After > step.most || retry.After < step.most-time.Minute) || err != nil && !held {
			t.Errorf("%s%s: %v", step.host, step.path, err)
		}
		if n := asked.Load() - before; (n == 0) != (step.most > 0) {
			t.Errorf("%s%s: %d requests", step.host, step.path, n)
		}
	}
}
