package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

const (
	readingTime = 90 * time.Second // that an edition waits for articles that are still read
	readingWait = 3 * time.Second  // between two looks
	harvestWait = time.Second      // between two looks at feeds that are fetched
	leftBehind  = 24 * time.Hour   // after which an item comes with its title alone
	postingTime = 24 * time.Hour   // after which an edition that cannot be posted has failed
	storingTime = 5 * time.Second  // that storing a receipt may take once the bot is stopped
	mostNews    = 300              // items that one edition is put together from
)

// postEdition puts an edition together and posts it part by part. Everything
// it does is stored before the next thing is done, so that it goes on where it
// stopped.
func (b *Bot) postEdition(ctx context.Context, id int64) error {
	e, err := b.Editions.Edition(ctx, id)
	if err == nil {
		if _, busy := b.posting.LoadOrStore(e.Digest, struct{}{}); busy {
			return &RetryError{After: readingWait, Err: errors.New("an edition of this digest is being posted")}
		}
		defer b.posting.Delete(e.Digest)
		e, err = b.Editions.Edition(ctx, id) // as it is now that it is ours alone
	}
	if errors.Is(err, ErrNotFound) || err == nil && !e.Settled.IsZero() {
		return nil
	}
	if err != nil {
		return err
	}
	log := b.Log.With("edition", id, "channel", e.Channel.String(), "slot", e.Slot)
	face, ok := b.Faces[e.Channel.Platform]
	switch {
	case !ok:
		return b.settle(ctx, log, e, OutcomeFailed, e.Channel.Platform+" is not configured")
	case time.Since(e.Opened) > postingTime:
		return b.giveUp(ctx, log, e, "it could not be posted within a day")
	}
	if !e.begun() {
		ended, err := b.digestEnded(ctx, e)
		if err != nil {
			return err
		}
		if ended {
			return b.settle(ctx, log, e, OutcomeFailed, "its digest was ended")
		}
	}
	if !e.Composed {
		if e, err = b.compose(ctx, e, face); err != nil {
			return err
		}
	}
	if len(e.Parts) == 0 {
		return b.settle(ctx, log, e, OutcomeNothingNew, "")
	}
	err = b.postParts(ctx, face, e)
	var p *Problem
	switch {
	case err == nil:
		return b.settle(ctx, log, e, OutcomePosted, "")
	case errors.As(err, &p) && p.Kind == GoneChannel:
		log.Warn("channel is gone", "err", p.Err)
		return b.giveUp(ctx, log, e, p.Message)
	}
	return err
}

// digestEnded reports whether e's digest is no more.
func (b *Bot) digestEnded(ctx context.Context, e Edition) (bool, error) {
	d, err := b.Digests.Digest(ctx, e.Channel)
	if errors.Is(err, ErrNotFound) {
		return true, nil
	}
	return err == nil && d.ID != e.Digest, err
}

// giveUp ends e, of which no more can be posted. Its first part tells of every
// story: where that stands, its readers have seen them.
func (b *Bot) giveUp(ctx context.Context, log *slog.Logger, e Edition, why string) error {
	log.Error("edition given up", "why", why)
	if len(e.Parts) > 0 && e.Parts[0].Receipt != "" {
		return b.settle(ctx, log, e, OutcomePosted, "only its beginning, for "+lowerFirst(why))
	}
	return b.settle(ctx, log, e, OutcomeFailed, why)
}

func (b *Bot) settle(ctx context.Context, log *slog.Logger, e Edition, o Outcome, reason string) error {
	if err := b.Editions.Settle(ctx, e.ID, o, reason, time.Now()); err != nil {
		return err
	}
	log.Info("edition settled", "outcome", o, "reason", reason, "parts", len(e.Parts))
	return nil
}

// compose stores the parts of e and what it decides, and returns it as it then
// stands. Where there is nothing to post, it has no parts.
func (b *Bot) compose(ctx context.Context, e Edition, face Face) (Edition, error) {
	d, err := b.Digests.Digest(ctx, e.Channel)
	if err != nil {
		return e, err
	}
	if err := b.oldestFirst(ctx, e); err != nil {
		return e, err
	}
	if err := b.upToDate(ctx, e); err != nil {
		return e, err
	}
	if err := b.rereadTold(ctx, d, e); err != nil {
		return e, err
	}
	news, err := b.Editions.News(ctx, d, false, mostNews)
	if err != nil {
		return e, err
	}
	ready, pending := sift(news, time.Now())
	if len(pending) > 0 && time.Since(e.Opened) < readingTime {
		// Their reading waits already, but where a crash came between.
		if err := b.readSoon(ctx, pending, newAtOnce); err != nil {
			return e, err
		}
		return e, &RetryError{After: readingWait, Err: fmt.Errorf("%d articles are still read", len(pending))}
	}
	taken, decisions, err := b.filtered(ctx, e.Channel, ready)
	if err != nil {
		return e, err
	}
	for _, i := range pending {
		decisions = append(decisions, Decision{Item: i.ID, Verdict: VerdictUnread})
	}
	changes, err := b.Changes.Changes(ctx, d, mostChanges)
	if err != nil {
		return e, err
	}
	var parts []Part
	switch {
	case len(taken) > 0 || len(changes) > 0:
		card, shown, err := b.card(ctx, d, taken)
		if err != nil {
			return e, err
		}
		card.Changes = changes
		b.date(card, d, e)
		parts, decisions = face.Parts(card), append(decisions, shown...)
	case !d.Quiet || e.askedFor():
		slot, what := e.Due.In(zoneOf(d)), "nothing new"
		if len(taken) < len(ready) {
			what = "nothing new that this channel takes"
		}
		parts = face.Parts(&Notice{Text: fmt.Sprintf("%s · %s: %s since the last one.", editionName(slot), slot.Format("Monday 2 January"), what)})
	}
	if err := b.Editions.Compose(ctx, e.ID, parts, decisions, changeIDs(changes)); err != nil {
		return e, err
	}
	return b.Editions.Edition(ctx, e.ID)
}

// upToDate returns a *RetryError while feeds of e's channel are due and not yet
// harvested, as all of them are when the bot comes back after a night: what
// they bring belongs into e. It waits no longer than for articles.
func (b *Bot) upToDate(ctx context.Context, e Edition) error {
	if time.Since(e.Opened) >= readingTime {
		return nil
	}
	follows, err := b.Follows.Following(ctx, e.Channel)
	if err != nil {
		return err
	}
	var due []Feed
	for _, f := range follows {
		if !f.Feed.Next.After(time.Now()) {
			due = append(due, f.Feed)
		}
	}
	if len(due) == 0 {
		return nil
	}
	if err := b.harvestSoon(ctx, due); err != nil {
		return err
	}
	return &RetryError{After: harvestWait, Err: fmt.Errorf("%s still to be harvested", count(len(due), "feed"))}
}

// oldestFirst returns a *RetryError while an older edition of e's digest is not
// settled: what that one takes in would be in e once more.
func (b *Bot) oldestFirst(ctx context.Context, e Edition) error {
	older, err := b.Editions.Unsettled(ctx, e.Opened)
	if err != nil {
		return err
	}
	for _, o := range older {
		if o.Digest == e.Digest && o.ID != e.ID && time.Since(o.Opened) < postingTime {
			return &RetryError{After: readingWait, Err: fmt.Errorf("edition %d comes first", o.ID)}
		}
	}
	return nil
}

// sift returns the news that an edition takes in, and the items whose articles
// are still to be read. One that has not been for a day comes as it is.
func sift(news []News, now time.Time) (ready []News, pending []Item) {
	for _, n := range news {
		if n.Pending && now.Sub(n.Item.FirstSeen) < leftBehind {
			pending = append(pending, n.Item)
			continue
		}
		if n.Pending {
			n.Pending, n.Trouble = false, "Its article could not be read."
		}
		ready = append(ready, n)
	}
	return ready, pending
}

// date gives card the name and times of e.
func (b *Bot) date(card *EditionCard, d Digest, e Edition) {
	card.Slot = e.Due.In(zoneOf(d))
	card.Name = editionName(card.Slot)
	if !e.askedFor() {
		card.Late = lateWords(e, time.Now())
	}
}

// postParts posts the parts of e that do not stand yet, in order, and notes
// their receipts in e.Parts.
func (b *Bot) postParts(ctx context.Context, face Face, e Edition) error {
	var first Receipt
	for n := range e.Parts {
		r, err := b.postPart(ctx, face, e, n, first)
		if err != nil {
			return err
		}
		e.Parts[n].Receipt = r
		if n == 0 {
			first = r
		}
	}
	return nil
}

// postPart returns the receipt of e's n-th part. One whose sending was begun
// and of which nothing was heard is looked for before it is sent again.
func (b *Bot) postPart(ctx context.Context, face Face, e Edition, n int, first Receipt) (Receipt, error) {
	part := e.Parts[n]
	if part.Receipt != "" {
		return part.Receipt, nil
	}
	if part.Attempted {
		r, err := face.Find(ctx, e.Channel, e.Key(n), first)
		if err == nil {
			return r, b.posted(ctx, e, n, r)
		}
		if !errors.Is(err, ErrNotFound) {
			return "", fmt.Errorf("look for part %d: %w", n, err)
		}
	}
	if err := b.Editions.Attempt(ctx, e.ID, n); err != nil {
		return "", err
	}
	r, err := face.Publish(ctx, e.Channel, part.Part, e.Key(n), first)
	if err != nil {
		return "", fmt.Errorf("post part %d: %w", n, err)
	}
	return r, b.posted(ctx, e, n, r)
}

// posted stores the receipt of e's n-th part, even where ctx has ended
// meanwhile: what stands must be known to stand.
func (b *Bot) posted(ctx context.Context, e Edition, n int, r Receipt) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storingTime)
	defer cancel()
	return b.Editions.Posted(ctx, e.ID, n, r)
}
