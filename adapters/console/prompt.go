package console

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"github.com/dateline-bot/dateline/bot"
)

const plainPrompt = "> "

// patience is how long an answer may take before the terminal says that it is
// being worked on.
const patience = 400 * time.Millisecond

// prompt returns what stands before the line that is typed.
func (f *Face) prompt() string {
	if f.cfg.Profile < colorprofile.ANSI {
		return plainPrompt
	}
	return ansi.NewStyle().ForegroundColor(ansi.Cyan).Styled("›") + " "
}

// runPrompt serves a terminal with line editing, history and completion.
func (f *Face) runPrompt(ctx context.Context, a bot.Asker) error {
	restore, err := f.cfg.Raw()
	if err != nil {
		f.cfg.Log.Warn("no line editing", "err", err)
		return f.runLines(ctx, a)
	}
	ctx, leave := context.WithCancel(ctx)
	defer leave()
	k := newKeys(ctx, leave, f.screen)
	t := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{k, f.cfg.Out}, f.prompt())
	k.resize = func() { f.resize(t) }
	history := openHistory(f.cfg.History, f.cfg.Log)
	t.History = history
	t.AutoCompleteCallback = f.completer()
	f.resize(t)
	f.screen.onto(t)
	_, _ = io.WriteString(f.cfg.Out, pasteOn)
	defer func() {
		f.screen.entered()
		f.screen.onto(f.cfg.Out)
		_, _ = io.WriteString(f.cfg.Out, pasteOff)
		if err := restore(); err != nil {
			f.cfg.Log.Warn("the terminal's mode was not put back", "err", err)
		}
	}()
	go k.pump(f.cfg.In)
	if err := f.greet(); err != nil {
		return err
	}
	return f.converse(ctx, a, t, k)
}

// converse reads lines and answers them until the person leaves.
func (f *Face) converse(ctx context.Context, a bot.Asker, t *term.Terminal, k *keys) error {
	for {
		if err := f.screen.prompting(); err != nil {
			return err
		}
		l, err := t.ReadLine()
		l = k.unfold(l)
		switch {
		case errors.Is(err, io.EOF):
			_, _ = io.WriteString(f.cfg.Out, "\r\n")
			return nil
		case err != nil && !errors.Is(err, term.ErrPasteIndicator):
			_, _ = io.WriteString(f.cfg.Out, "\r\n")
			return err
		case strings.TrimSpace(l) == "":
			f.screen.skipped()
			continue
		}
		f.screen.entered()
		if !f.carryOut(ctx, a, k, l) {
			return nil
		}
	}
}

// carryOut answers one line. The first Ctrl-C ends it, a second one does not
// even wait for that: then carryOut returns false.
func (f *Face) carryOut(ctx context.Context, a bot.Asker, k *keys, l string) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	left := k.running(cancel)
	defer k.idle()
	done := make(chan struct{})
	go func() {
		defer close(done)
		f.answer(ctx, a, l)
	}()
	slow := time.NewTimer(patience)
	defer slow.Stop()
	defer f.screen.done()
	for {
		select {
		case <-done:
			return true
		case <-slow.C:
			f.screen.pass(f.faint("working… Ctrl-C stops it"))
		case <-left:
			return false
		}
	}
}

// answer carries out a line that a person typed: a command where it begins
// with a slash, else whatever bot.Interpret makes of it.
func (f *Face) answer(ctx context.Context, a bot.Asker, l string) {
	if isLeaving(l) {
		f.say("Ctrl-D leaves.")
		return
	}
	l, p := withFile(l)
	if p != nil {
		f.complain(p.Message)
		return
	}
	verb, options := bot.Interpret(l)
	if strings.HasPrefix(strings.TrimSpace(l), "/") {
		v, o, p := bot.ParseLine(l)
		if p != nil {
			f.complain(p.Message)
			return
		}
		verb, options = v, o
	}
	_ = f.ask(ctx, a, verb, options) // it was shown
	if errors.Is(ctx.Err(), context.Canceled) {
		f.say("Stopped.")
	}
}

// isLeaving reports whether l is what people type to leave other programs.
func isLeaving(l string) bool {
	switch strings.ToLower(strings.Trim(l, " /:")) {
	case "exit", "quit", "q", "bye":
		return true
	}
	return false
}

func (f *Face) greet() error {
	if f.cfg.Greeting == "" {
		return nil
	}
	return f.show(&bot.Notice{Text: f.cfg.Greeting})
}

// say tells a person something about the terminal itself.
func (f *Face) say(s string) { _ = f.screen.show(f.faint(s) + "\n") }

func (f *Face) complain(s string) { _ = f.show(&bot.Notice{Text: s, Problem: true}) }

func (f *Face) faint(s string) string {
	if f.cfg.Profile < colorprofile.ANSI {
		return s
	}
	return ansi.NewStyle().Faint().Styled(s)
}

// resize tells t how large the terminal is.
func (f *Face) resize(t *term.Terminal) {
	w, h := 80, 24
	if f.cfg.Size != nil {
		w, h = f.cfg.Size()
	}
	if w > 0 && h > 0 {
		_ = t.SetSize(w, h)
	}
}
