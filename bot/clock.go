package bot

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	clockTick   = time.Second      // between two looks at the time
	clockRetry  = 10 * time.Second // after which what failed is tried again
	resumeAfter = 10 * time.Minute // between two looks for editions whose work was lost
	feedsAtOnce = 3000             // feeds taken up in a minute: more than a process fetches in one
	dueAtOnce   = 100              // digests looked up at once
	dueRounds   = 200              // and how often, of one tick
	harvestTerm = 15 * time.Minute // after which a harvest that is not stored is tried again
	missedMost  = 50               // missed slots recorded of one digest
)

// Run is the clock: it puts feeds that are due to work and opens the editions
// of digests that are due, until ctx ends. The database holds what is due, so
// that any number of processes may run it. Schedules know nothing shorter than
// a minute, so the database is asked at the start and as each minute begins,
// by the time on the wall: a machine that slept is not late for long.
func (b *Bot) Run(ctx context.Context) error {
	started := time.Now()
	resumed := time.Time{}
	tick := time.NewTicker(clockTick)
	defer tick.Stop()
	var minute, retry time.Time
	for {
		now := time.Now()
		if m := now.Truncate(time.Minute); !m.Equal(minute) || !retry.IsZero() && !now.Before(retry) {
			minute, retry = m, time.Time{}
			if !b.tick(ctx) {
				retry = now.Add(clockRetry)
			}
			if before := now.Add(-resumeAfter); resumed.Before(before) {
				// At the start, no edition is in anybody's hands here.
				if resumed.IsZero() {
					before = started
				}
				if err := b.resume(ctx, before); err == nil {
					resumed = now
				} else if ctx.Err() == nil {
					b.Log.Error("open work was not resumed", "err", err)
				}
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// resume puts the editions and imports to work that were opened before a time
// and have not ended. Those whose job still waits keep it.
func (b *Bot) resume(ctx context.Context, before time.Time) error {
	imports, err := b.Imports.OpenImports(ctx, before)
	if err != nil {
		return err
	}
	for _, id := range imports {
		if err := b.Jobs.Enqueue(ctx, Job{Kind: ImportFeeds, ID: id}); err != nil {
			return err
		}
	}
	open, err := b.Editions.Unsettled(ctx, before)
	if err != nil {
		return err
	}
	for _, e := range open {
		b.Log.Info("edition resumed", "edition", e.ID, "channel", e.Channel.String(), "slot", e.Slot)
		if err := b.Jobs.Enqueue(ctx, Job{Kind: PostEdition, ID: e.ID}); err != nil {
			return err
		}
	}
	return nil
}

// tick takes up what is due, and reports whether all of it was. Feeds come
// first: what they bring belongs into the editions that are due with them.
func (b *Bot) tick(ctx context.Context) bool {
	all := true
	for _, due := range []struct {
		what string
		do   func(context.Context, time.Time) error
	}{{"feeds", b.feedsDue}, {"digests", b.digestsDue}, {"hubs", b.subscriptionsDue}} {
		err := func() (err error) {
			defer contain(&err)
			return due.do(ctx, time.Now())
		}()
		if err != nil && ctx.Err() == nil {
			b.Log.Error("the clock failed", "at", due.what, "err", err)
			all = false
		}
	}
	return all
}

// feedsDue puts every feed that is due to work. A feed stays due until it has
// been harvested; until then its job is the one that waits already.
func (b *Bot) feedsDue(ctx context.Context, now time.Time) error {
	due, err := b.Follows.FeedsDue(ctx, now, feedsAtOnce)
	if err != nil {
		return err
	}
	return b.harvestSoon(ctx, due)
}

// digestsDue opens the editions of every digest that is due and moves it on.
func (b *Bot) digestsDue(ctx context.Context, now time.Time) error {
	var errs []error
	for range dueRounds {
		due, err := b.Digests.DigestsDue(ctx, now, dueAtOnce)
		if err != nil {
			return err
		}
		for _, d := range due {
			if err := b.digestDue(ctx, d, now); err != nil && !errors.Is(err, ErrNotFound) {
				errs = append(errs, fmt.Errorf("digest %d: %w", d.ID, err))
			}
		}
		if len(due) < dueAtOnce || len(errs) > 0 { // those that failed are due still
			break
		}
	}
	return errors.Join(errs...)
}

// digestDue collapses what d's slots up to now come to: the last becomes an
// edition where it lies within the grace, the others are recorded as missed.
// Whatever of it fails is done again at the next tick, since the digest moves
// last and a slot is opened only once.
func (b *Bot) digestDue(ctx context.Context, d Digest, now time.Time) error {
	s, p := ParseSchedule(d.When, d.Zone)
	if p != nil {
		b.Log.Error("a digest's schedule cannot be read", "digest", d.ID, "when", d.When, "zone", d.Zone)
		return b.Digests.MoveDigest(ctx, d, now.Add(24*time.Hour), d.NextSlot)
	}
	if slot, at := s.Next(d.Next.Add(-time.Nanosecond)); !at.Equal(d.Next) {
		// It was set anew while it was moved on, or its zone's rules changed.
		return b.Digests.MoveDigest(ctx, d, at, slot)
	}
	slots, next := slotsUntil(s, d, now)
	for i, e := range slots {
		e.Digest, e.Channel, e.Opened = d.ID, d.Channel, now
		job := Job{Kind: PostEdition}
		if late := now.Sub(e.Due); i < len(slots)-1 || late > b.Grace {
			e.Settled, e.Outcome, job = now, OutcomeMissed, Job{}
			e.Reason = "the bot was down, and came back " + late.Round(time.Minute).String() + " later"
			if i < len(slots)-1 {
				e.Reason = "a later edition stands for it"
			}
		}
		created, err := b.Editions.Open(ctx, e, job)
		if err != nil {
			return err
		}
		b.Log.Info("slot came", "digest", d.ID, "channel", d.Channel.String(), "slot", e.Slot, "created", created, "outcome", e.Outcome)
	}
	return b.Digests.MoveDigest(ctx, d, next.Due, next.Slot)
}

// slotsUntil returns the slots of d that came up to now, the oldest first, the
// last missedMost of them, and the one that comes next. Only Slot and Due are
// set.
func slotsUntil(s Schedule, d Digest, now time.Time) (slots []Edition, next Edition) {
	next = Edition{Slot: d.NextSlot, Due: d.Next}
	if next.Slot == "" || now.Sub(d.Next) > 7*24*time.Hour {
		// What was missed more than a week ago, nobody asks for.
		after := d.Next.Add(-time.Nanosecond)
		if week := now.Add(-7 * 24 * time.Hour); after.Before(week) {
			after = week
		}
		next.Slot, next.Due = s.Next(after)
	}
	for !next.Due.IsZero() && !next.Due.After(now) {
		slots = append(slots, next)
		next.Slot, next.Due = s.Next(next.Due)
	}
	if next.Due.IsZero() {
		next.Due = now.AddDate(1, 0, 0) // it never comes again
	}
	return slots[max(0, len(slots)-missedMost-1):], next
}
