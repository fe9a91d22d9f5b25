package console_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"

	"github.com/dateline-bot/dateline/adapters/console"
	"github.com/dateline-bot/dateline/bot"
)

// An asker answers as a test tells it to and keeps what it was asked.
type asker struct {
	answer func(ctx context.Context, r bot.Request, reply bot.Reply)
	mu     sync.Mutex
	asked  []bot.Request
}

func (a *asker) Ask(ctx context.Context, r bot.Request, reply bot.Reply) {
	a.mu.Lock()
	a.asked = append(a.asked, r)
	a.mu.Unlock()
	if a.answer != nil {
		a.answer(ctx, r, reply)
		return
	}
	_ = reply(ctx, &bot.Notice{Text: "Answer to " + r.Verb + " " + r.Options["source"] + r.Options["question"]})
}

func (a *asker) last(t *testing.T) bot.Request {
	t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.asked) == 0 {
		t.Fatal("nothing was asked")
	}
	return a.asked[len(a.asked)-1]
}

// A sitting is a person before a terminal of 60 columns.
type sitting struct {
	t      *testing.T
	keys   *os.File // the pseudo terminal's other end
	tty    *os.File
	screen *vt
	face   *console.Face
	done   chan error
	stop   context.CancelFunc
}

func sit(t *testing.T, a bot.Asker, history string) *sitting {
	t.Helper()
	keys, tty, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo terminal:", err)
	}
	if err := pty.Setsize(tty, &pty.Winsize{Cols: 60, Rows: 24}); err != nil {
		t.Fatal(err)
	}
	cfg := console.Detect(tty, tty, []string{"TERM=xterm-256color"})
	cfg.Greeting = "Dateline. /help tells what to type."
	cfg.History = history
	ctx, stop := context.WithCancel(t.Context())
	s := &sitting{t, keys, tty, newVT(60), console.New(cfg), make(chan error, 1), stop}
	go func() { _, _ = io.Copy(s.screen, keys) }()
	go func() { s.done <- s.face.Run(ctx, a) }()
	t.Cleanup(func() {
		stop()
		_ = tty.Close()
		_ = keys.Close()
	})
	return s
}

func (s *sitting) press(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.keys, keys); err != nil {
		s.t.Fatal(err)
	}
}

// until waits for what is seen to satisfy ok.
func (s *sitting) until(what string, ok func() bool) {
	s.t.Helper()
	limit := time.After(10 * time.Second)
	for !ok() {
		select {
		case <-s.screen.changed:
		case <-limit:
			s.t.Fatalf("%s is not seen; seen is\n%s", what, s.screen)
		}
	}
}

func (s *sitting) sees(want string) {
	s.t.Helper()
	s.until(want, func() bool { return strings.Contains(s.screen.String(), want) })
}

// prompted waits for the cursor to stand after a prompt with that line.
func (s *sitting) prompted(line string) {
	s.t.Helper()
	want := strings.TrimRight("› "+line, " ")
	s.until("prompt "+want, func() bool { got, x := s.screen.at(); return got == want && x >= 2 })
}

// leaves waits for Run to end.
func (s *sitting) leaves() error {
	s.t.Helper()
	select {
	case err := <-s.done:
		return err
	case <-time.After(10 * time.Second):
		s.t.Fatalf("it goes on; seen is\n%s", s.screen)
		return nil
	}
}

func (s *sitting) is(want string) {
	s.t.Helper()
	if got := s.screen.String(); got != want {
		s.t.Errorf("seen is\n%s\nwant\n%s", got, want)
	}
}

func TestPromptAnswers(t *testing.T) {
	a := &asker{}
	s := sit(t, a, "")
	s.prompted("")
	s.press("/brief https://ledger.example/harbour-bridge\r")
	s.sees("Answer to brief")
	s.prompted("")
	s.press("what did Okafor say?\r")
	s.sees("Answer to ask")
	s.prompted("")
	s.press("\r/digest 25:99:1 nonsense of:a:time\r")
	s.prompted("")
	s.press("/folow x\r")
	s.sees("Did you mean /follow?")
	s.prompted("")
	s.press("\x04")
	if err := s.leaves(); err != nil {
		t.Errorf("leaving: %v", err)
	}
	r := a.asked[0]
	if r.Verb != "brief" || r.Options["source"] != "https://ledger.example/harbour-bridge" || r.Channel != console.Channel() || !r.User.Manager {
		t.Errorf("asked %+v", r)
	}
	if got := s.screen.String(); !strings.HasPrefix(got, "Dateline. /help tells what to type.\n\n› /brief https://ledger.example/harbour-bridge\n\nAnswer to brief https://ledger.example/harbour-bridge\n\n› what did Okafor say?\n\nAnswer to ask what did Okafor say?\n\n›\n› /digest") {
		t.Errorf("seen is\n%s", got)
	}
}

func TestPublishLeavesTheLineAlone(t *testing.T) {
	s := sit(t, &asker{}, "")
	s.prompted("")
	s.press("/ask what did the mayor")
	s.prompted("/ask what did the mayor")
	part := s.face.Parts(&bot.Notice{Text: "Morning edition: Harbour Bridge closes on Friday."})[0]
	for range 2 { // the second time it stands there already
		if _, err := s.face.Publish(t.Context(), console.Channel(), part, "e1.0", ""); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := io.WriteString(s.face.Writer(), "level=WARN msg=\"a log's line\"\n"); err != nil {
		t.Fatal(err)
	}
	s.press(" say")
	s.prompted("/ask what did the mayor say")
	s.is(`Dateline. /help tells what to type.

Morning edition: Harbour Bridge closes on Friday.

level=WARN msg="a log's line"
› /ask what did the mayor say
`)
}

func TestPublishAboveAWrappedLine(t *testing.T) {
	s := sit(t, &asker{}, "")
	s.prompted("")
	long := "/ask " + strings.Repeat("abcdefghi ", 9) + "end"
	s.press(long)
	s.sees("end")
	part := s.face.Parts(&bot.Notice{Text: "News."})[0]
	if _, err := s.face.Publish(t.Context(), console.Channel(), part, "e1.0", ""); err != nil {
		t.Fatal(err)
	}
	s.sees("News.")
	s.press("ing")
	s.sees("ending")
	text := strings.ReplaceAll(s.screen.String(), "\n", "")
	if !strings.HasSuffix(text, "News.› "+long+"ing") || strings.Count(text, "/ask") != 1 {
		t.Errorf("seen is\n%s", s.screen)
	}
}

func TestCompletion(t *testing.T) {
	s := sit(t, &asker{}, "")
	s.prompted("")
	s.press("/br\t")
	s.prompted("/brief")
	s.press("\x15fo\t")
	s.prompted("/follow")
	s.press("\t")
	s.sees("follow  following")
	s.prompted("/follow")
	s.press("\x15/digest pr\t")
	s.prompted("/digest preview")
	s.press("\x15/help sta\t")
	s.prompted("/help status")
	s.press("\x15zzz\t")
	s.prompted("zzz")
}

func TestHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dateline", "history")
	s := sit(t, &asker{}, path)
	s.prompted("")
	for _, l := range []string{"/status", "/status", "  ", "/quotes Okafor"} {
		s.press(l + "\r")
		s.prompted("")
	}
	s.press("/brief \x1b[200~Two\rlines\x1b[201~\r")
	s.prompted("")
	s.press("\x04")
	_ = s.leaves()
	b, err := os.ReadFile(path)
	if err != nil || string(b) != "/status\n/quotes Okafor\n" {
		t.Errorf("the file holds %q, %v", b, err)
	}
	if i, err := os.Stat(path); err != nil || i.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", i.Mode(), err)
	}
	s = sit(t, &asker{}, path)
	s.prompted("")
	s.press("\x1b[A")
	s.prompted("/quotes Okafor")
	s.press("\x1b[A")
	s.prompted("/status")
	s.press("\x1b[B\x1b[B")
	s.prompted("")
}

func TestHistoryIsCut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	var b strings.Builder
	for range 1500 {
		b.WriteString("/status\n/quotes \x1b[31mOkafor\n")
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	s := sit(t, &asker{}, path)
	s.prompted("")
	s.press("\x1b[A")
	s.prompted("/quotes [31mOkafor")
	if b, err := os.ReadFile(path); err != nil || strings.Count(string(b), "\n") != 1000 {
		t.Errorf("%d lines, %v", strings.Count(string(b), "\n"), err)
	}
}

func TestCtrlCStopsTheCommand(t *testing.T) {
	a := &asker{answer: func(ctx context.Context, _ bot.Request, reply bot.Reply) { <-ctx.Done() }}
	s := sit(t, a, "")
	s.prompted("")
	s.press("/status\r")
	s.sees("working… Ctrl-C stops it")
	s.press("\x03")
	s.sees("Stopped.")
	s.prompted("")
	if strings.Contains(s.screen.String(), "working") {
		t.Errorf("seen is\n%s", s.screen)
	}
}

func TestCtrlCTwiceDoesNotWait(t *testing.T) {
	let := make(chan struct{})
	defer close(let)
	a := &asker{answer: func(context.Context, bot.Request, bot.Reply) { <-let }}
	s := sit(t, a, "")
	s.prompted("")
	s.press("/status\r")
	s.sees("working")
	s.press("\x03\x03")
	if err := s.leaves(); err != nil {
		t.Error(err)
	}
}

func TestCtrlCAtThePrompt(t *testing.T) {
	s := sit(t, &asker{}, "")
	s.prompted("")
	s.press("half a line")
	s.prompted("half a line")
	s.press("\x03")
	s.sees("Ctrl-C again or Ctrl-D leaves.")
	s.prompted("")
	s.press("x\x7f\x03")
	s.prompted("")
	s.press("\x03")
	if err := s.leaves(); err != nil {
		t.Error(err)
	}
}

func TestTerminalIsPutBack(t *testing.T) {
	s := sit(t, &asker{}, "")
	s.prompted("")
	raw, err := term.GetState(int(s.tty.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	s.until("paste mode", func() bool { s.screen.mu.Lock(); defer s.screen.mu.Unlock(); return s.screen.modes["?2004"] })
	s.stop()
	if err := s.leaves(); !errors.Is(err, context.Canceled) {
		t.Errorf("Run = %v, want context.Canceled", err)
	}
	s.until("end of paste mode", func() bool { s.screen.mu.Lock(); defer s.screen.mu.Unlock(); return !s.screen.modes["?2004"] })
	if cooked, err := term.GetState(int(s.tty.Fd())); err != nil || *cooked == *raw {
		t.Errorf("the terminal is still in raw mode (%v)", err)
	}
}

func TestPastedTextKeepsItsLines(t *testing.T) {
	a := &asker{}
	s := sit(t, a, "")
	s.prompted("")
	text := "Harbour Bridge will close.\n\n“We waited,” said \x03Okafor."
	s.press("/brief \x1b[200~" + strings.ReplaceAll(text, "\n", "\r") + "\x1b[20")
	s.press("1~\r")
	s.sees("[pasted text 1:")
	s.sees("Answer to brief")
	if got := a.last(t).Options["source"]; got != text {
		t.Errorf("source = %q, want %q", got, text)
	}
	s.prompted("")
	s.press("/ask \x1b[200~short\x1b[201~ paste\r")
	s.sees("Answer to ask short paste")
}

// A slow line brings keys one by one, the marks of a paste among them.
func TestKeysOneByOne(t *testing.T) {
	a := &asker{}
	in := "/br\t\x1b[200~One line.\r\nAnother.\x1b[201~\r/status\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[3~\x05\x7fs\r\x04"
	screen := newVT(80)
	cfg := console.Config{
		In: iotest.OneByteReader(strings.NewReader(in)), Out: screen, Interactive: true,
		Raw: func() (func() error, error) { return func() error { return nil }, nil },
	}
	if err := console.New(cfg).Run(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if len(a.asked) != 1 || a.asked[0].Options["source"] != "One line.\nAnother." {
		t.Errorf("asked %+v", a.asked)
	}
	if !strings.Contains(screen.String(), "> /brief [pasted text 1: 18 characters]\n") || !strings.Contains(screen.String(), "> /tatus\n\nNo command") {
		t.Errorf("seen is\n%s", screen)
	}
}

func TestResize(t *testing.T) {
	s := sit(t, &asker{answer: func(ctx context.Context, _ bot.Request, reply bot.Reply) {
		_ = reply(ctx, &bot.Notice{Text: strings.Repeat("word ", 12)})
	}}, "")
	s.prompted("")
	if err := pty.Setsize(s.tty, &pty.Winsize{Cols: 30, Rows: 24}); err != nil {
		t.Fatal(err)
	}
	s.screen.resize(30)
	s.press("/status\r")
	s.sees("word word word word word word\nword word word word word word\n")
}

func TestDumbTerminal(t *testing.T) {
	keys, tty, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo terminal:", err)
	}
	defer keys.Close()
	defer tty.Close()
	cfg := console.Detect(tty, tty, []string{"TERM=dumb"})
	var out vtBuffer
	cfg.Out, cfg.In = &out, strings.NewReader("status\n\nwhat did Okafor say?\n")
	if err := console.New(cfg).Run(t.Context(), &asker{}); err != nil {
		t.Fatal(err)
	}
	want := "> \nAnswer to status\n\n> > \nAnswer to ask what did Okafor say?\n\n> \n"
	if out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

// A vtBuffer is a strings.Builder for many goroutines.
type vtBuffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (b *vtBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *vtBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
