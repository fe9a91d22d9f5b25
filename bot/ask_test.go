package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

func TestRights(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		line    string
		refused bool
	}{
		{"follow https://ledger.example", true}, {"unfollow 1", true}, {"digest 07:30", true}, {"digest now", true}, {"digest off", true},
		{"digest size:3", true}, {"digest", false}, {"digest preview", false}, {"following", false}, {"status", false}, {"help", false},
		{"quotes", false}, {"ask what did Okafor say", false}, {"brief The bridge closes.", false},
	} {
		verb, options, p := bot.ParseLine(c.line)
		if p != nil {
			t.Fatal(p)
		}
		got := w.request(t, bot.Request{Channel: here, User: bot.User{ID: "reader"}, Verb: verb, Options: options})
		if refused := strings.Contains(got, "for those who may configure this channel"); refused != c.refused {
			t.Errorf("%s: %s", c.line, got)
		}
	}
}

// The end of the bot is no fault to tell of.
func TestAskedAsTheBotStops(t *testing.T) {
	w := newWorld(t)
	w.Ask(cancelled(t), bot.Request{Channel: here, Verb: "following"}, func(_ context.Context, p bot.Post) error {
		t.Errorf("answered %s", p.Headline())
		return nil
	})
	if strings.Contains(w.logs.String(), "ERROR") {
		t.Errorf("logged %s", w.logs)
	}
}

// What a platform sends twice is answered once, for an hour.
func TestAskedTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		ask := func(platform, id string) string {
			return w.request(t, bot.Request{ID: id, Channel: bot.Channel{Platform: platform}, Verb: "following"})
		}
		for i, c := range []struct {
			platform, id string
			wait         time.Duration
			answered     bool
		}{
			{"slack", "1", 0, true}, {"slack", "1", 0, false}, {"slack", "1", 59 * time.Minute, false}, {"discord", "1", 0, true},
			{"slack", "2", 0, true}, {"slack", "1", 2 * time.Minute, true}, {"slack", "", 0, true}, {"slack", "", 0, true},
		} {
			time.Sleep(c.wait)
			if got := ask(c.platform, c.id); (got != "") != c.answered {
				t.Errorf("request %d: %q", i, got)
			}
		}
	})
}

// Nothing that somebody typed or that an article says is logged, and no cause
// is shown.
func TestDiscretion(t *testing.T) {
	w := newWorld(t, txtar.File{Name: "https://ledger.example/secret-page", Data: []byte(page("Secret", "A secret thing."))})
	w.Fail = func(method string) error {
		if method == "Search" {
			return errors.New("disk I/O error at 0x5")
		}
		return nil
	}
	var shown strings.Builder
	for _, line := range []string{
		"brief https://ledger.example/secret-page", "brief A secret text.", "brief https://secret.example/", "ask what did Secret say",
		"unfollow secret", "digest secret", "digest 7:30 Secret/Zone", "follow secret", "help secret",
	} {
		shown.WriteString(w.ask(t, line))
	}
	if strings.Contains(strings.ToLower(w.logs.String()), "secret") {
		t.Errorf("the log tells: %s", w.logs)
	}
	if !strings.Contains(w.logs.String(), "disk I/O error") || strings.Contains(shown.String(), "disk I/O") {
		t.Errorf("the cause belongs into the log and nowhere else\nlog %s\nshown %s", w.logs, shown.String())
	}
}

// An article that was read lately is not read again, nor for more of it.
func TestBriefAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const url = "https://ledger.example/a"
		w := newWorld(t, txtar.File{Name: url, Data: []byte(page("Bridge closes", "The bridge closes."))})
		for i, c := range []struct {
			line  string
			wait  time.Duration
			reads int
		}{
			{"brief " + url, 0, 1}, {"brief " + url, 14 * time.Minute, 1}, {"brief " + url, 2 * time.Minute, 2},
			{"brief " + url + " why", 48 * time.Hour, 2}, {"brief " + url, 0, 3},
		} {
			time.Sleep(c.wait)
			w.ask(t, c.line)
			// An archive that holds the article unchanged keeps the time at
			// which it was read, so the last two lines change the page.
			if i == 1 || i == 3 {
				w.web.put(url, page("Bridge closes", "The bridge closes at "+c.wait.String()))
			}
			if got := w.web.fetched(""); got != c.reads {
				t.Errorf("after line %d it was read %d times, want %d", i+1, got, c.reads)
			}
		}
	})
}

// A text is briefed byte for byte.
func TestBriefText(t *testing.T) {
	w := newWorld(t)
	const text = "The council met.\r\n\r\n  It voted — 7–4.\t\nNobody left."
	var got string
	w.Ask(t.Context(), bot.Request{Channel: here, Verb: "brief", Options: map[string]string{"source": text}}, func(_ context.Context, p bot.Post) error {
		got = p.(*bot.Briefed).Briefing.Article.Text
		return nil
	})
	if got != text {
		t.Errorf("got %q", got)
	}
}

// A reply that fails is no reason to panic or to try for ever.
func TestReplyFails(t *testing.T) {
	w := newWorld(t)
	calls := 0
	w.Ask(t.Context(), bot.Request{Channel: here, Verb: "help"}, func(context.Context, bot.Post) error {
		calls++
		return errors.New("the channel is closed")
	})
	if calls == 0 || calls > 2 {
		t.Errorf("%d replies", calls)
	}
}

// What takes too long is given up, and that is said.
func TestAskGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.Reader = slow{}
		start := time.Now()
		got := w.ask(t, "brief https://ledger.example/a")
		if !strings.Contains(got, "took longer than 2 minutes") || time.Since(start) != 2*time.Minute {
			t.Errorf("after %s: %s", time.Since(start), got)
		}
	})
}

// A slow reader never comes back by itself.
type slow struct{ bot.Reader }

func (slow) Reread(ctx context.Context, _ string, v bot.Validators) (briefing.Article, bot.Validators, error) {
	<-ctx.Done()
	return briefing.Article{}, v, ctx.Err()
}
