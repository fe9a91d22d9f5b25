package bottest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// A FaceUnderTest is a face together with the platform that stands behind it:
// a server in the same process that speaks the platform's protocol.
type FaceUnderTest struct {
	Face    bot.Face
	Channel bot.Channel // where the face may write
	Gone    bot.Channel // where nothing can ever be written again

	// Read renders a part's payload as the platform would for its readers,
	// and fails the test where the platform would refuse it.
	Read func(t *testing.T, payload json.RawMessage) Message
	// Standing lists what stands in a channel and its threads, oldest first.
	Standing func(c bot.Channel) []Message
	// Inject makes the platform meet the next attempt to write with f.
	Inject func(f Fault)
	// Logs returns all that the face has logged.
	Logs func() string
	// Secrets are the face's tokens; none may be seen anywhere.
	Secrets []string
}

// A Message is what readers have before them.
type Message struct {
	Receipt bot.Receipt
	Parent  bot.Receipt // "" in the channel itself
	Text    string      // all of it in reading order, as shown: escapes undone
	Quotes  []string    // the passages that are set as quotes, without their marks; each as shown
	Links   []string    // where its links and buttons lead
	Pings   []string    // whom it would notify, and all else that the platform would act on
}

// A Fault is what a platform does in place of answering well.
type Fault int

const (
	// TooMany answers 429 with a Retry-After of one second.
	TooMany Fault = iota
	// ServerError answers 503; nothing was written.
	ServerError
	// ReplyLost writes the message and drops the connection before it answers.
	ReplyLost
	// Hangs reads the request and does not answer until it is cancelled;
	// nothing was written.
	Hangs
)

// patience bounds everything that the suite waits for.
const patience = 10 * time.Second

// Face runs the contract that every bot.Face keeps. Open returns a face with a
// platform of its own and ends both when its test does.
func Face(t *testing.T, open func(t *testing.T) FaceUnderTest) {
	run := func(name string, f func(t *testing.T, u FaceUnderTest)) {
		t.Run(name, func(t *testing.T) {
			u := open(t)
			f(t, u)
			u.keepsSecrets(t, nil)
		})
	}
	run("renders every kind of post", rendersEvery)
	run("shows a third of an article at most", showsAThird)
	run("splits what is long and never a quote", splitsLong)
	run("cuts a quote that no message holds", cutsGiant)
	run("renders hostile texts harmless", rendersHostile)
	run("publishes parts under the first", publishesParts)
	run("waits or tells when to come back", obeysTooMany)
	run("tells a server's failure", tellsServerError)
	run("ends with its context", endsWithContext)
	run("does nothing with a dead context", refusesDeadContext)
	run("finds what a lost reply left", findsLost)
	run("tells a channel that is gone", tellsGone)
	t.Run("leaves no goroutine", func(t *testing.T) { leavesNothing(t, open) })
}

func rendersEvery(t *testing.T, u FaceUnderTest) {
	for name, p := range Samples() {
		t.Run(name, func(t *testing.T) {
			msgs := u.render(t, p)
			text := joined(msgs)
			for _, want := range words(p) {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not shown; shown is:\n%s", want, text)
				}
			}
			for _, q := range quotes(p) {
				if holding(msgs, q) != 1 {
					t.Errorf("quote %q is set as a quote in %d messages, want 1", q, holding(msgs, q))
				}
			}
			for _, m := range msgs {
				if len(m.Pings) > 0 {
					t.Errorf("it notifies %q", m.Pings)
				}
			}
		})
	}
}

// showsAThird sees that nobody has a short article from a briefing of it, and
// that what is left out is counted.
func showsAThird(t *testing.T, u FaceUnderTest) {
	for name, p := range Short() {
		t.Run(name, func(t *testing.T) {
			text := joined(u.render(t, p))
			b, show := shownOf(p)
			if left := bot.Left(b, show, nil, nil); left.Facts+left.Quotes == 0 {
				t.Fatal("the sample has nothing to leave out")
			}
			words := 0
			for _, f := range b.Facts {
				if s := f.In(b.Article.Text); strings.Contains(text, s) {
					words += len(strings.Fields(s))
				}
			}
			for _, q := range b.Quotes {
				for _, c := range q.Content {
					if s := c.In(b.Article.Text); strings.Contains(text, s) {
						words += len(strings.Fields(s))
					}
				}
			}
			if all := len(strings.Fields(b.Article.Text)); 3*words > all {
				t.Errorf("%d of the article's %d words are shown:\n%s", words, all, text)
			}
			if !strings.Contains(text, "more quote") && !strings.Contains(text, "more fact") && name != "edition" {
				t.Errorf("it is not said that there is more:\n%s", text)
			}
		})
	}
}

func splitsLong(t *testing.T, u FaceUnderTest) {
	for name, p := range Long() {
		t.Run(name, func(t *testing.T) {
			msgs := u.render(t, p)
			if name == "notice" || name == "briefed" {
				return // may be shown in part
			}
			if len(msgs) < 2 {
				t.Errorf("it is one message; want several")
			}
			for _, q := range quotes(p) {
				if n := holding(msgs, q); n != 1 {
					t.Fatalf("a quote of %d bytes stands whole in %d messages, want 1: %.60q…", len(q), n, q)
				}
			}
			text := joined(msgs)
			if b, ok := p.(*bot.Briefed); ok && b.Show != "quotes" {
				for _, f := range b.Briefing.Facts {
					if want := f.In(b.Briefing.Article.Text); !strings.Contains(text, want) {
						t.Fatalf("fact %q is not shown whole", want)
					}
				}
			}
		})
	}
}

func cutsGiant(t *testing.T, u FaceUnderTest) {
	msgs := u.render(t, Giant())
	var with int
	for _, m := range msgs {
		if strings.Contains(m.Text, "Colossal words") {
			with++
		}
	}
	if with != 1 {
		t.Errorf("a quote of 31,000 bytes stands in %d messages, want its beginning in 1", with)
	}
	if !strings.Contains(joined(msgs), "…") {
		t.Error("that the quote is cut is not shown")
	}
}

func rendersHostile(t *testing.T, u FaceUnderTest) {
	for name, p := range Hostile() {
		t.Run(name, func(t *testing.T) {
			for _, m := range u.render(t, p) {
				if len(m.Pings) > 0 {
					t.Errorf("the platform would act on %q", m.Pings)
				}
				for _, l := range m.Links {
					if !strings.HasPrefix(l, "https://ledger.example/") {
						t.Errorf("a link leads to %q, which only a text holds", l)
					}
				}
				if i := strings.IndexAny(m.Text, controls); i >= 0 {
					t.Errorf("a control character is shown in %q", m.Text[max(0, i-20):i+4])
				}
			}
			if name == "briefed" {
				return // may be shown in part
			}
			text := joined(u.render(t, p))
			for _, q := range quotes(p) {
				if q = clean(q); !strings.Contains(text, q) {
					t.Errorf("a quote is not shown word for word: %q in\n%s", q, text)
				}
			}
		})
	}
}

func publishesParts(t *testing.T, u FaceUnderTest) {
	parts := u.Face.Parts(Samples()["edition"])
	ctx := deadline(t)
	var first bot.Receipt
	receipts := make([]bot.Receipt, len(parts))
	for i, p := range parts {
		r, err := u.Face.Publish(ctx, u.Channel, p, key(i), first)
		if err != nil {
			t.Fatalf("part %d: %v", i, err)
		}
		if r == "" || slices.Contains(receipts, r) {
			t.Fatalf("part %d: receipt %q is empty or was given before", i, r)
		}
		if receipts[i] = r; i == 0 {
			first = r
		}
	}
	standing := u.Standing(u.Channel)
	if len(standing) != len(parts) {
		t.Fatalf("%d messages stand, want %d", len(standing), len(parts))
	}
	for i, m := range standing {
		if m.Receipt != receipts[i] {
			t.Errorf("message %d has receipt %q, want %q", i, m.Receipt, receipts[i])
		}
		if i == 0 && m.Parent != "" {
			t.Errorf("the first message stands under %q", m.Parent)
		}
		if under := m.Parent != ""; i > 0 && under != parts[i].InThread {
			t.Errorf("message %d stands under %q; InThread is %t", i, m.Parent, parts[i].InThread)
		}
		if got, err := u.Face.Find(ctx, u.Channel, key(i), parentOf(i, first)); err != nil || got != receipts[i] {
			t.Errorf("Find(part %d) = %q, %v; want %q", i, got, err, receipts[i])
		}
	}
	for _, parent := range []bot.Receipt{"", first} {
		if r, err := u.Face.Find(ctx, u.Channel, "e999.0", parent); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("Find of what was never sent = %q, %v; want ErrNotFound", r, err)
		}
	}
}

func obeysTooMany(t *testing.T, u FaceUnderTest) {
	u.Inject(TooMany)
	part := notice(u)
	r, err := u.Face.Publish(deadline(t), u.Channel, part, key(0), "")
	if err == nil {
		u.stands(t, 1) // it waited
		return
	}
	u.keepsSecrets(t, err)
	var retry *bot.RetryError
	if !errors.As(err, &retry) {
		t.Fatalf("Publish = %q, %v; want a *bot.RetryError", r, err)
	}
	if retry.After < time.Second || retry.After > time.Minute {
		t.Errorf("it says to come back after %s; the platform said 1s", retry.After)
	}
	u.stands(t, 0)
	if _, err := u.Face.Publish(deadline(t), u.Channel, part, key(0), ""); err != nil {
		t.Errorf("the second attempt: %v", err)
	}
	u.stands(t, 1)
}

func tellsServerError(t *testing.T, u FaceUnderTest) {
	u.Inject(ServerError)
	part := notice(u)
	if _, err := u.Face.Publish(deadline(t), u.Channel, part, key(0), ""); err != nil {
		u.keepsSecrets(t, err)
		var p *bot.Problem
		if errors.As(err, &p) && p.Kind == bot.GoneChannel {
			t.Errorf("a 503 is taken for a channel that is gone: %v", err)
		}
		if _, err := u.Face.Find(deadline(t), u.Channel, key(0), ""); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("Find = %v, want ErrNotFound: nothing was written", err)
		}
		if _, err := u.Face.Publish(deadline(t), u.Channel, part, key(0), ""); err != nil {
			t.Errorf("the second attempt: %v", err)
		}
	}
	u.stands(t, 1)
}

func endsWithContext(t *testing.T, u FaceUnderTest) {
	u.Inject(Hangs)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	done := make(chan error, 1)
	part := notice(u)
	go func() {
		_, err := u.Face.Publish(ctx, u.Channel, part, key(0), "")
		done <- err
	}()
	select {
	case err := <-done:
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Publish = %v, want context.DeadlineExceeded in its chain", err)
		}
		u.keepsSecrets(t, err)
	case <-time.After(patience):
		t.Fatal("Publish goes on after its context has ended")
	}
	u.stands(t, 0)
}

func refusesDeadContext(t *testing.T, u FaceUnderTest) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := u.Face.Publish(ctx, u.Channel, notice(u), key(0), ""); !errors.Is(err, context.Canceled) {
		t.Errorf("Publish = %v, want context.Canceled in its chain", err)
	}
	if _, err := u.Face.Find(ctx, u.Channel, key(0), ""); !errors.Is(err, context.Canceled) {
		t.Errorf("Find = %v, want context.Canceled in its chain", err)
	}
	u.stands(t, 0)
}

func findsLost(t *testing.T, u FaceUnderTest) {
	parts := u.Face.Parts(Samples()["edition"])
	if len(parts) < 2 {
		t.Fatalf("an edition of two stories is %d parts, want one in the thread", len(parts))
	}
	var first bot.Receipt
	for i, p := range parts[:2] {
		u.Inject(ReplyLost)
		r, err := u.Face.Publish(deadline(t), u.Channel, p, key(i), first)
		if err != nil { // else it found out by itself
			u.keepsSecrets(t, err)
			if r, err = u.Face.Find(deadline(t), u.Channel, key(i), parentOf(i, first)); err != nil {
				t.Fatalf("part %d was accepted; Find = %v", i, err)
			}
		}
		standing := u.stands(t, i+1)
		if got := standing[i].Receipt; got != r {
			t.Errorf("part %d: receipt %q, want %q", i, r, got)
		}
		if i == 0 {
			first = r
		}
	}
}

func tellsGone(t *testing.T, u FaceUnderTest) {
	_, err := u.Face.Publish(deadline(t), u.Gone, notice(u), key(0), "")
	u.keepsSecrets(t, err)
	var p *bot.Problem
	if !errors.As(err, &p) || p.Kind != bot.GoneChannel {
		t.Fatalf("Publish = %v, want a *bot.Problem of kind %s", err, bot.GoneChannel)
	}
	if !strings.HasSuffix(p.Message, ".") || !strings.Contains(p.Message, " ") {
		t.Errorf("%q is no sentence", p.Message)
	}
	if r, err := u.Face.Find(deadline(t), u.Gone, key(0), ""); err == nil {
		t.Errorf("Find in a channel that is gone = %q", r)
	}
}

// render returns the messages that p becomes, each within the platform's
// limits.
func (u FaceUnderTest) render(t *testing.T, p bot.Post) []Message {
	t.Helper()
	parts := u.Face.Parts(p)
	if len(parts) == 0 {
		t.Fatal("Parts returns none")
	}
	msgs := make([]Message, len(parts))
	for i, part := range parts {
		if strings.TrimSpace(part.Headline) == "" {
			t.Errorf("part %d has no headline", i)
		}
		if i == 0 && part.InThread {
			t.Error("the first part stands in a thread")
		}
		if !json.Valid(part.Payload) {
			t.Fatalf("part %d: its payload is not JSON: %q", i, part.Payload)
		}
		msgs[i] = u.Read(t, part.Payload)
	}
	return msgs
}

func (u FaceUnderTest) stands(t *testing.T, n int) []Message {
	t.Helper()
	standing := u.Standing(u.Channel)
	if len(standing) != n {
		t.Fatalf("%d messages stand, want %d", len(standing), n)
	}
	return standing
}

func (u FaceUnderTest) keepsSecrets(t *testing.T, err error) {
	t.Helper()
	seen := fmt.Sprintf("%s\n%v\n%+v", u.Logs(), err, err)
	var p *bot.Problem
	if errors.As(err, &p) {
		seen += fmt.Sprintf("\n%v", p.Err)
	}
	for i, s := range u.Secrets {
		if s != "" && strings.Contains(seen, s) {
			t.Errorf("secret %d is seen in a log or an error", i)
		}
	}
}

func notice(u FaceUnderTest) bot.Part {
	return u.Face.Parts(&bot.Notice{Text: "Following The Velmar Ledger from now on."})[0]
}

func key(i int) bot.Key { return bot.Edition{ID: 7}.Key(i) }

func parentOf(i int, first bot.Receipt) bot.Receipt {
	if i == 0 {
		return ""
	}
	return first
}

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return ctx
}
