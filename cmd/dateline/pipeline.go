package main

import (
	"context"
	"fmt"
	"iter"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// A briefed is what a task came to: a briefing, or a problem.
type briefed struct {
	source   string
	id       string
	url      string
	note     string
	briefing briefing.Briefing
	problem  *bot.Problem
	json     *[]byte // the briefing as a line, where one is asked for
}

// A worker does a task.
type worker func(ctx context.Context, t task, e *briefing.Engine) briefed

// briefAll runs tasks on so many workers, each of which does work with an engine
// of its own, and hands their results to emit in the order of the tasks. Before it waits for more it calls idle, so that what
// reads the output need not wait as well. It ends with their error, or with
// ctx's: what was emitted before stays whole.
func briefAll(ctx context.Context, workers int, tasks iter.Seq[task], work worker, emit func(briefed) error, idle func() error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type slot struct {
		task
		result chan briefed
	}
	todo := make(chan slot, 4*workers)
	order := make(chan chan briefed, 4*workers)

	// The reader of tasks may stand waiting for standard input, which no
	// context ends; so nothing waits for it.
	go func() {
		defer close(order)
		defer close(todo)
		for t := range tasks {
			s := slot{t, make(chan briefed, 1)}
			select {
			case order <- s.result:
			case <-ctx.Done():
				return
			}
			select {
			case todo <- s:
			case <-ctx.Done():
				return
			}
		}
	}()
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			var e briefing.Engine
			for {
				select {
				case s, ok := <-todo:
					if !ok {
						return
					}
					s.result <- work(ctx, s.task, &e)
				case <-ctx.Done():
					return
				}
			}
		})
	}
	defer wg.Wait()
	defer cancel()
	for {
		result, ok, err := next(ctx, order, idle)
		if err != nil || !ok {
			return err
		}
		r, _, err := next(ctx, result, idle)
		if err != nil {
			return err
		}
		if err := emit(r); err != nil {
			return err
		}
	}
}

// next receives from c, and calls idle before it waits for that. ok is false
// once c is closed.
func next[T any](ctx context.Context, c <-chan T, idle func() error) (v T, ok bool, err error) {
	select {
	case v, ok = <-c:
		return v, ok, nil
	default:
	}
	if err := idle(); err != nil {
		return v, false, err
	}
	select {
	case v, ok = <-c:
		return v, ok, nil
	case <-ctx.Done():
		return v, false, ctx.Err()
	}
}

// brief reads and briefs one source. An article that breaks the engine is a
// problem of that article's alone.
func (t task) brief(ctx context.Context, e *briefing.Engine) (r briefed) {
	r = briefed{source: t.source, url: t.url}
	defer func() {
		if v := recover(); v != nil {
			*e = briefing.Engine{}
			r.problem = &bot.Problem{Kind: bot.Internal, Message: "This article could not be briefed: a fault of ours. Please report it.", Err: fmt.Errorf("%v\n%s", v, debug.Stack())}
		}
	}()
	article, err := t.read(ctx, &r)
	if err == nil && strings.TrimSpace(article.Text) == "" {
		err = bot.Problemf(bot.BadInput, "There is no text in it. Give an article.")
	}
	if err != nil {
		r.problem = bot.AsProblem(err)
		return r
	}
	r.briefing = e.Parse(article).Brief()
	return r
}
