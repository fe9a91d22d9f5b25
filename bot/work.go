package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/dateline-bot/dateline/briefing"
)

// Work does one job. It may be called any number of times for the same job,
// and after a crash at any point: what was done is not done again. A
// *RetryError says when to call it again; any other error leaves that to the
// queue.
func (b *Bot) Work(ctx context.Context, j Job) (err error) {
	defer contain(&err)
	switch j.Kind {
	case HarvestFeed:
		return b.harvest(ctx, j.ID)
	case ReadItem:
		return b.readItem(ctx, j.ID)
	case RereadArticle:
		return b.reread(ctx, j.ID)
	case PostEdition:
		return b.postEdition(ctx, j.ID)
	case ImportFeeds:
		return b.importFeeds(ctx, j.ID)
	case PostReport:
		return b.postReport(ctx, j.ID)
	case AskHub:
		return b.askHub(ctx, j.ID)
	}
	return fmt.Errorf("no such work: %q", j.Kind)
}

// Idle waits until no job waits or runs, or until ctx ends: a script is done
// when what it asked for is.
func (b *Bot) Idle(ctx context.Context) error {
	look := time.NewTicker(idleLook)
	defer look.Stop()
	for {
		n, err := b.Jobs.Waiting(ctx)
		if err != nil || n == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-look.C:
		}
	}
}

const idleLook = 50 * time.Millisecond

// newAtOnce is how many new items of one fetch are read.
const newAtOnce = 200

// readItem reads the article of a feed's item into the archive.
func (b *Bot) readItem(ctx context.Context, id int64) error {
	i, err := b.Follows.Item(ctx, id)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	r, err := b.readingOf(ctx, i)
	if err != nil {
		return b.notRead(ctx, i, err)
	}
	b.attempts.forget(Job{Kind: ReadItem, ID: id})
	return b.keepReading(ctx, r, i.URL, Channel{}, id)
}

// readingOf returns a reading of an item's article. What the page does not say
// of itself, its feed may.
func (b *Bot) readingOf(ctx context.Context, i Item) (r reading, err error) {
	defer contain(&err)
	if i.URL == "" {
		return r, Problemf(NotArticle, "The feed gives no address for it.")
	}
	if old, at, err := b.Archive.Briefed(ctx, i.URL); err == nil && time.Since(at) < freshFor {
		return reading{briefing: old, at: at, old: true}, nil
	} else if err != nil && !errors.Is(err, ErrNotFound) {
		return r, err
	}
	a, v, err := b.Reader.Reread(ctx, i.URL, Validators{})
	if err != nil {
		return r, err
	}
	a = completed(a, briefing.Article{Title: i.Title, Byline: i.Author, Published: i.Published})
	return reading{briefing: b.Brief(a), at: time.Now(), validators: v}, nil
}

// notRead tries what may pass again a few times, and records what does not.
func (b *Bot) notRead(ctx context.Context, i Item, cause error) error {
	if ctx.Err() != nil {
		return cause
	}
	if retry := busy(cause); retry != nil {
		return retry
	}
	p := AsProblem(cause)
	if wait, ok := b.attempts.again(Job{Kind: ReadItem, ID: i.ID}); ok && passing(p) {
		var retry *RetryError
		if errors.As(cause, &retry) {
			wait = max(wait, retry.After)
		}
		return &RetryError{After: wait, Err: cause}
	}
	b.attempts.forget(Job{Kind: ReadItem, ID: i.ID})
	b.Log.Info("item not read", "item", i.ID, "kind", p.Kind, "err", p.Err)
	err := b.Follows.Troubled(ctx, i.ID, *p)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// passing reports whether p may be gone the next time.
func passing(p *Problem) bool {
	switch p.Kind {
	case Timeout, Unreachable, Internal:
		return true
	case HTTPStatus:
		return p.Status == 429 || p.Status >= 500
	}
	return false
}

// Attempts counts how often the reading of an article was tried. It is lost with
// the process, which only means that a few more are made. The zero value is
// ready for use.
type attempts struct {
	mu   sync.Mutex
	made map[Job]int
}

// again returns how long to wait before the next attempt, and false where
// there was enough of them.
func (a *attempts) again(j Job) (time.Duration, bool) {
	waits := [...]time.Duration{5 * time.Second, 15 * time.Second, 30 * time.Second} // less than readingTime together
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.made == nil || len(a.made) > 10_000 {
		a.made = make(map[Job]int)
	}
	n := a.made[j]
	if n >= len(waits) {
		return 0, false
	}
	a.made[j]++
	return waits[n], true
}

func (a *attempts) forget(j Job) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.made, j)
}
