package discord_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dateline-bot/dateline/adapters/discord"
	"github.com/dateline-bot/dateline/bot"
)

// header says what is left of a limit, and for how long.
func header(left, after string) http.Header {
	h := http.Header{}
	h.Set("X-RateLimit-Remaining", left)
	h.Set("X-RateLimit-Reset-After", after)
	return h
}

func TestPaceWaitsForALimitToBeRenewed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := discord.NewPace()
		enter := func(name string) func(http.Header, time.Duration) {
			t.Helper()
			leave, err := p.Enter(t.Context(), name)
			if err != nil {
				t.Fatal(err)
			}
			return leave
		}
		start := time.Now()
		enter("a")(header("1", "4"), 0)
		enter("a")(header("0", "4"), 0)
		if d := time.Since(start); d != 0 {
			t.Errorf("it waits %s while something is left", d)
		}
		enter("b")(nil, 0)
		if d := time.Since(start); d != 0 {
			t.Errorf("another bucket waits %s", d)
		}
		enter("a")(header("1", "4"), 0)
		if d := time.Since(start); d != 4*time.Second {
			t.Errorf("it waits %s, want 4s", d)
		}
		if n := p.Buckets(); n != 0 {
			t.Errorf("%d buckets are remembered that hold nothing back", n)
		}
	})
}

func TestPaceStopsAllForAGlobalLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := discord.NewPace()
		leave, err := p.Enter(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		h := http.Header{}
		h.Set("X-RateLimit-Scope", "global")
		leave(h, time.Hour)
		_, err = p.Enter(t.Context(), "b")
		var retry *bot.RetryError
		if !errors.As(err, &retry) || retry.After != time.Hour {
			t.Errorf("Enter = %v, want a *bot.RetryError of an hour", err)
		}
		time.Sleep(time.Hour)
		if _, err := p.Enter(t.Context(), "b"); err != nil {
			t.Errorf("after the hour: %v", err)
		}
	})
}

func TestPaceEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := discord.NewPace()
		leave, err := p.Enter(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		start := time.Now()
		if _, err := p.Enter(ctx, "a"); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 3*time.Second {
			t.Errorf("waiting for a turn: %v after %s", err, time.Since(start))
		}
		leave(header("0", "9"), 0)
		ctx, cancel = context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		start = time.Now()
		if _, err := p.Enter(ctx, "a"); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 3*time.Second {
			t.Errorf("waiting for the limit: %v after %s", err, time.Since(start))
		}
		if _, err := p.Enter(t.Context(), "a"); err != nil || time.Since(start) != 9*time.Second {
			t.Errorf("after all that: %v after %s, want 9s", err, time.Since(start))
		}
	})
}
