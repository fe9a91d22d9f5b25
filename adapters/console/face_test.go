package console_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/creack/pty"

	"github.com/dateline-bot/dateline/adapters/console"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
)

func TestScript(t *testing.T) {
	a := &asker{answer: func(ctx context.Context, r bot.Request, reply bot.Reply) {
		switch r.Verb {
		case "follow":
			_ = reply(ctx, &bot.Notice{Text: "That is no feed.", Problem: true})
		case "status":
			_ = reply(ctx, &bot.Notice{Text: "First."})
			_ = reply(ctx, &bot.List{Title: "Second", Rows: []bot.Row{{Name: "feeds", Detail: "3"}}})
		default:
			_ = reply(ctx, &bot.Notice{Text: "Answer to " + r.Verb + " " + r.Options["question"]})
		}
	}}
	run := func(in string) (string, error) {
		var out vtBuffer
		err := console.New(console.Config{In: strings.NewReader(in), Out: &out}).Run(t.Context(), a)
		return out.String(), err
	}
	out, err := run("# a comment\n\n  /ask about the bridge \nstatus\nask \x1b[31mred")
	if want := "Answer to ask about the bridge\n\nFirst.\n\nSecond\n\n  feeds  3\n\nAnswer to ask [31mred\n"; out != want || err != nil {
		t.Errorf("%v\n%s\nwant\n%s", err, out, want)
	}
	out, err = run("follow ledger.example\n/nonsense\n\nask more")
	var failed *console.ScriptError
	if !errors.As(err, &failed) || failed.Failed != 2 || failed.Line != 1 || failed.First != "That is no feed." {
		t.Errorf("Run = %v", err)
	}
	if !strings.HasPrefix(out, "That is no feed.\n\nNo command “nonsense”") || !strings.HasSuffix(out, "Answer to ask more\n") {
		t.Errorf("shown is\n%s", out)
	}
}

func TestScriptEndsWithItsContext(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	ctx, cancel := context.WithCancel(t.Context())
	a := &asker{answer: func(context.Context, bot.Request, bot.Reply) { cancel() }}
	_, _ = w.WriteString("status\n")
	if err := console.New(console.Config{In: r, Out: &vtBuffer{}}).Run(ctx, a); !errors.Is(err, context.Canceled) {
		t.Errorf("Run = %v", err)
	}
}

func TestPublish(t *testing.T) {
	var out vtBuffer
	f := console.New(console.Config{In: strings.NewReader(""), Out: &out})
	ctx, e := t.Context(), bot.Edition{ID: 7}
	parts := f.Parts(bottest.Samples()["edition"])
	if len(parts) != 1 || parts[0].InThread {
		t.Fatalf("%d parts", len(parts))
	}
	r, err := f.Publish(ctx, console.Channel(), parts[0], e.Key(0), "")
	if err != nil || r == "" {
		t.Fatalf("Publish = %q, %v", r, err)
	}
	if again, err := f.Publish(ctx, console.Channel(), parts[0], e.Key(0), ""); err != nil || again != r {
		t.Errorf("the same again = %q, %v; want %q", again, err, r)
	}
	if found, err := f.Find(ctx, console.Channel(), e.Key(0), ""); err != nil || found != r {
		t.Errorf("Find = %q, %v", found, err)
	}
	if n := strings.Count(out.String(), "Morning edition"); n != 1 {
		t.Errorf("the edition stands %d times in\n%s", n, out.String())
	}
	if _, err := f.Find(ctx, console.Channel(), "e9.9", ""); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("Find of nothing = %v", err)
	}
	var gone *bot.Problem
	if _, err := f.Publish(ctx, bot.Channel{Platform: "slack", ID: "C1"}, parts[0], "e9.9", ""); !errors.As(err, &gone) || gone.Kind != bot.GoneChannel {
		t.Errorf("elsewhere: %v", err)
	}
	dead, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := f.Publish(dead, console.Channel(), parts[0], "e9.9", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("with a dead context: %v", err)
	}
	if _, err := f.Publish(ctx, console.Channel(), bot.Part{Payload: []byte("{")}, "e9.9", ""); err == nil {
		t.Error("a broken payload is published")
	}
}

func TestDetect(t *testing.T) {
	keys, tty, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo terminal:", err)
	}
	defer keys.Close()
	defer tty.Close()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	for _, c := range []struct {
		name                            string
		in, out                         *os.File
		env                             string
		interactive, raw, colour, links bool
	}{
		{"terminal", tty, tty, "TERM=xterm-256color", true, true, true, true},
		{"no colour", tty, tty, "TERM=xterm-256color NO_COLOR=yes", true, true, false, false},
		{"no colour, empty", tty, tty, "TERM=xterm-256color NO_COLOR=", true, true, true, true},
		{"dumb", tty, tty, "TERM=dumb", true, false, false, false},
		{"no TERM", tty, tty, "", true, false, false, false},
		{"Linux console", tty, tty, "TERM=linux", true, true, true, false},
		{"into a pipe", tty, w, "TERM=xterm-256color", false, false, false, false},
		{"from a pipe", r, tty, "TERM=xterm-256color", false, false, true, true},
		{"forced", r, w, "TERM=xterm-256color CLICOLOR_FORCE=1", false, false, true, false},
	} {
		cfg := console.Detect(c.in, c.out, strings.Fields(c.env))
		opt := cfg.Options()
		var out strings.Builder
		if err := console.Render(&out, &bot.List{Title: "A list"}, opt); err != nil {
			t.Fatal(err)
		}
		colour := strings.Contains(out.String(), "\x1b")
		if cfg.Interactive != c.interactive || (cfg.Raw != nil) != c.raw || colour != c.colour || cfg.Links != c.links {
			t.Errorf("%s: interactive %t, raw %t, colour %t, links %t", c.name, cfg.Interactive, cfg.Raw != nil, colour, cfg.Links)
		}
	}
}
