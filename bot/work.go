package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
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

// harvest fetches a feed and puts the reading of what is new in it to work.
func (b *Bot) harvest(ctx context.Context, id int64) error {
	f, err := b.Follows.Feed(ctx, id)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	h, err := b.Feeds.Harvest(ctx, f)
	if retry := busy(err); retry != nil {
		return retry
	}
	if err != nil {
		return b.harvestFailed(ctx, f, h.Gone, err)
	}
	fresh, err := b.keep(ctx, id, h, time.Now())
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	b.harvests.note(time.Now())
	b.Log.Info("harvested", "feed", id, "items", len(h.Items), "new", len(fresh), "unchanged", h.Unchanged)
	if len(fresh) > 0 {
		err = b.keptBack(ctx, f)
	}
	most := newAtOnce
	if f.Changed.IsZero() {
		most = readAhead // all of it is old
	}
	return errors.Join(err, b.readSoon(ctx, fresh, most))
}

// busy returns the *RetryError in err where nothing was tried: that is no fault
// of what was to be fetched.
func busy(err error) error {
	var retry *RetryError
	if errors.Is(err, ErrBusy) && errors.As(err, &retry) {
		return retry
	}
	return nil
}

// harvestFailed records why the feed f could not be fetched, and tells those
// who follow it where they are to know. The work itself is done with that.
func (b *Bot) harvestFailed(ctx context.Context, f Feed, gone bool, cause error) error {
	if ctx.Err() != nil {
		return cause
	}
	p, now := AsProblem(cause), time.Now()
	f = f.failed(cause, now)
	f.Trouble = troubleWord(p) + ". " + p.Message
	level := slog.LevelWarn
	if f.Reported {
		level = slog.LevelDebug // everybody knows
	}
	b.Log.Log(ctx, level, "feed not harvested", "feed", f.ID, "kind", p.Kind, "failures", f.Failures, "next", f.Next, "gone", gone, "err", p.Err)
	f, err := b.reportFeed(ctx, f, gone, p, now)
	if err == nil {
		err = b.Follows.HarvestFailed(ctx, f)
	}
	err = b.stored(f.ID, err)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// troubleWord names what was wrong in a word or two, for a tally.
func troubleWord(p *Problem) string {
	switch p.Kind {
	case Timeout:
		return "Timed out"
	case Unreachable:
		return "Unreachable"
	case BotWall, ConsentWall:
		return "Blocked"
	case Paywall:
		return "Behind a paywall"
	case RefusedAddress:
		return "Refused"
	case TooLarge:
		return "Too large"
	case HTTPStatus:
		switch p.Status {
		case 401, 403, 429, 451:
			return "Blocked"
		case 404, 410:
			return "Not found"
		}
		return "Server error"
	case BadInput, NotArticle, Unsupported:
		return "No feed"
	}
	return "Failed"
}

// tallyWord returns the word or two that a feed's trouble begins with.
func tallyWord(f Feed) string {
	word, _, ok := strings.Cut(f.Trouble, ". ")
	if !ok || len(word) > 20 {
		return "in trouble"
	}
	return lowerFirst(word)
}

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
