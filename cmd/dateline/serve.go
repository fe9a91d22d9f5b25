package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/dateline-bot/dateline/adapters/console"
	"github.com/dateline-bot/dateline/adapters/newsroom"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/config"
)

// patience is how long the terminal waits for work that is under way.
const patience = 5 * time.Second

// A serveCmd is dateline alone, and `dateline serve`.
type serveCmd struct{}

// Run answers people until ctx ends, or in a terminal until they leave.
func (serveCmd) Run(ctx context.Context, p *program, root *cli) error {
	l, err := p.load(root)
	if err != nil {
		return err
	}
	log := p.logger(l)
	if l.Serves() {
		return serve(ctx, l, log)
	}
	return p.talk(ctx, l, log)
}

// serve runs the platforms whose tokens are configured until ctx ends.
func serve(ctx context.Context, l *config.Loaded, log *slog.Logger) error {
	running, err := platforms(l, log)
	if err != nil {
		return err
	}
	faces := map[string]bot.Face{}
	for name, f := range running {
		faces[name] = f
	}
	h, err := build(ctx, l, faces, log)
	if err != nil {
		return err
	}
	defer h.close(log)
	if err := h.leaveNewsroom(ctx); err != nil {
		return err
	}
	log.Info("dateline serves", "version", version(), "database", h.path, "faces", len(faces))
	return h.run(ctx, func(ctx context.Context) error { return runFaces(ctx, running, h.bot, log) })
}

// leaveNewsroom ends what a terminal on the same database follows of the
// built-in newsroom, which is not there once a token is configured, and its
// digest where it follows nothing else.
func (h *house) leaveNewsroom(ctx context.Context) error {
	follows, err := h.store.Following(ctx, console.Channel())
	if err != nil {
		return err
	}
	left := 0
	for _, f := range follows {
		u, err := url.Parse(f.Feed.URL)
		if err != nil || u.Hostname() != newsroom.Host {
			continue
		}
		if err := h.store.Unfollow(ctx, console.Channel(), f.Feed.ID); err != nil {
			return err
		}
		left++
	}
	if left == 0 || left < len(follows) {
		return nil
	}
	err = h.store.DropDigest(ctx, console.Channel())
	if errors.Is(err, bot.ErrNotFound) {
		return nil
	}
	return err
}

// runFaces runs every face. One that cannot go on leaves the others running;
// the last one's end is everybody's.
func runFaces(ctx context.Context, faces map[string]face, asker bot.Asker, log *slog.Logger) error {
	ended := make(chan error, len(faces))
	for name, f := range faces {
		go func() {
			err := f.Run(ctx, asker)
			if err != nil && ctx.Err() == nil {
				log.Error("a platform cannot be served", "platform", name, "problem", bot.AsProblem(err).Message, "err", err)
				err = fmt.Errorf("%s: %w", name, err)
			}
			ended <- err
		}()
	}
	var errs []error
	for range faces {
		errs = append(errs, <-ended)
	}
	if ctx.Err() == nil {
		return errors.Join(errs...)
	}
	return nil // they ended because they were told to
}

// talk runs the terminal: a prompt, or a script of commands on standard input.
func (p *program) talk(ctx context.Context, l *config.Loaded, log *slog.Logger) error {
	terminal := console.New(p.terminal(l, log))
	h, err := build(ctx, l, map[string]bot.Face{console.Platform: terminal}, log)
	if err != nil {
		return err
	}
	defer h.close(log)
	err = h.run(ctx, func(ctx context.Context) error {
		if err := h.bot.Welcome(ctx, console.Channel(), newsroom.Feeds()); err != nil {
			return err
		}
		h.settle(ctx)
		defer h.settle(ctx)
		return terminal.Run(ctx, h.bot)
	})
	var script *console.ScriptError
	if errors.As(err, &script) {
		return &exitError{statusProblem, nil} // each problem has been told
	}
	return err
}

// settle waits for a while until what was asked for has been done, so that a
// first edition stands before the first command, and a script's last command
// is carried out before the script ends.
func (h *house) settle(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_ = h.bot.Idle(ctx) // what is not done by then stays in the queue
}

// run keeps the clock and the workers going while people are served, and
// drains them when that ends.
func (h *house) run(ctx context.Context, people func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return h.queue.Run(ctx, h.bot.Work) })
	g.Go(func() error { return h.bot.Run(ctx) })
	g.Go(func() error { return h.door.Run(ctx) })
	g.Go(func() error {
		defer cancel()
		return people(ctx)
	})
	err := g.Wait()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return h.db.Problem(err)
}

func (h *house) close(log *slog.Logger) {
	if err := h.db.Close(); err != nil {
		log.Error("the database did not close", "err", err)
	}
}
