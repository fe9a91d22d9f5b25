package console

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// A ScriptError tells that commands of a script ended in a problem. Each has
// been told on the output; the others were carried out.
type ScriptError struct {
	Failed int // commands
	Line   int // of the first one
	First  string
}

// Error tells how many and which was the first.
func (e *ScriptError) Error() string {
	if e.Failed == 1 {
		return fmt.Sprintf("line %d: %s", e.Line, e.First)
	}
	return fmt.Sprintf("%d commands failed; the first in line %d: %s", e.Failed, e.Line, e.First)
}

// longest is how many bytes a line of a script may have: an article's text
// stands on one.
const longest = 4 << 20

// runScript carries out one command a line; empty lines and those that begin
// with # are skipped.
func (f *Face) runScript(ctx context.Context, a bot.Asker) error {
	failed := &ScriptError{}
	n := 0
	err := f.lines(ctx, func(l string) error {
		n++
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			return nil
		}
		l, p := withFile(l)
		var verb string
		var options map[string]string
		if p == nil {
			verb, options, p = bot.ParseLine(l)
		}
		if p == nil {
			p = f.ask(ctx, a, verb, options)
		} else if err := f.show(&bot.Notice{Text: p.Message, Problem: true}); err != nil {
			return err
		}
		if p != nil {
			if failed.Failed++; failed.Failed == 1 {
				failed.Line, failed.First = n, p.Message
			}
		}
		return ctx.Err()
	})
	if err == nil && failed.Failed > 0 {
		return failed
	}
	return err
}

// ask has a answer one command and shows what it replies. It returns what went
// wrong, nil where nothing did.
func (f *Face) ask(ctx context.Context, a bot.Asker, verb string, options map[string]string) *bot.Problem {
	var problem *bot.Problem
	a.Ask(ctx, f.request(verb, options), func(_ context.Context, p bot.Post) error {
		if n, ok := p.(*bot.Notice); ok && n.Problem {
			problem = bot.Problemf(bot.BadInput, "%s", n.Text)
		}
		return f.show(p)
	})
	return problem
}

// runLines serves a terminal that cannot edit lines.
func (f *Face) runLines(ctx context.Context, a bot.Asker) error {
	if err := f.greet(); err != nil {
		return err
	}
	ask := func() error {
		if err := f.screen.prompting(); err != nil {
			return err
		}
		_, err := io.WriteString(f.cfg.Out, plainPrompt)
		return err
	}
	if err := ask(); err != nil {
		return err
	}
	err := f.lines(ctx, func(l string) error {
		if strings.TrimSpace(l) == "" {
			f.screen.skipped()
			return ask()
		}
		f.screen.entered()
		f.answer(ctx, a, l)
		return ask()
	})
	_, _ = io.WriteString(f.cfg.Out, "\n")
	return err
}

// lines calls each with every line of the input until it ends or ctx does. A
// read that is under way when ctx ends is left behind.
func (f *Face) lines(ctx context.Context, each func(string) error) error {
	in := make(chan string)
	end := make(chan error, 1)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		sc := bufio.NewScanner(f.cfg.In)
		sc.Buffer(make([]byte, 0, 4096), longest)
		for sc.Scan() {
			select {
			case in <- sc.Text():
			case <-ctx.Done():
				return
			}
		}
		end <- sc.Err()
	}()
	for {
		select {
		case l := <-in:
			if err := each(l); err != nil {
				return err
			}
		case err := <-end:
			if errors.Is(err, bufio.ErrTooLong) {
				return fmt.Errorf("console: a line is longer than %d bytes", longest)
			}
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
