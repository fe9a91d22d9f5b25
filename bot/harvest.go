package bot

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// harvestSoon puts the fetching of feeds to work, but for those that this
// process has put to work a while ago and has not seen done: where their
// harvest cannot be stored, their servers are spared.
func (b *Bot) harvestSoon(ctx context.Context, feeds []Feed) error {
	var jobs []Job
	for _, f := range feeds {
		if b.harvests.begin(f.ID, time.Now()) {
			jobs = append(jobs, Job{Kind: HarvestFeed, ID: f.ID})
		}
	}
	if len(jobs) == 0 {
		return nil
	}
	err := b.Jobs.Enqueue(ctx, jobs...)
	if err != nil {
		for _, j := range jobs {
			b.harvests.end(j.ID)
		}
	}
	return err
}

// Harvests is which feeds were put to work and when, and when one was last read.
// The zero value is ready for use.
type harvests struct {
	mu    sync.Mutex
	begun map[int64]time.Time
	last  time.Time
}

// begin reports whether a feed is to be put to work: it is not under way, or
// has been for so long that its job is lost.
func (h *harvests) begin(feed int64, now time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if at, ok := h.begun[feed]; ok && now.Sub(at) < harvestTerm {
		return false
	}
	if h.begun == nil {
		h.begun = make(map[int64]time.Time)
	}
	h.begun[feed] = now
	return true
}

// end takes note that the harvest of a feed is stored.
func (h *harvests) end(feed int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.begun, feed)
}

// note takes note that a feed was read.
func (h *harvests) note(now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last = now
}

// well reports whether any feed was read since a time.
func (h *harvests) well(since time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.last.After(since)
}

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

// harvestNew fetches what somebody wants to follow at addr. A feed that others
// follow is asked only for what has changed.
func (b *Bot) harvestNew(ctx context.Context, addr string) (Harvest, error) {
	held, err := b.Follows.FeedAt(ctx, addr)
	switch {
	case errors.Is(err, ErrNotFound):
		return b.Feeds.Harvest(ctx, Feed{URL: addr})
	case err != nil:
		return Harvest{}, err
	}
	return b.Feeds.Harvest(ctx, held)
}

// keep stores what a fetch of the feed with that ID brought and returns what
// is new of it.
func (b *Bot) keep(ctx context.Context, feed int64, h Harvest, now time.Time) ([]Item, error) {
	h.Feed.ID, h.Feed.Failures, h.Feed.Trouble, h.Feed.Reported = feed, 0, "", false
	fresh, err := b.Follows.Harvested(ctx, h, now)
	if err == nil {
		err = b.subscribe(ctx, h.Feed)
	}
	return fresh, b.stored(feed, err)
}

// stored takes note that what a fetch of a feed came to is stored, or, unless
// err is ErrNotFound, returns a *RetryError where it is not: each try fetches
// the feed again.
func (b *Bot) stored(feed int64, err error) error {
	if err != nil && !errors.Is(err, ErrNotFound) {
		return &RetryError{After: harvestTerm, Err: err}
	}
	b.harvests.end(feed)
	return err
}
