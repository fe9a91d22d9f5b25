package bot

import (
	"context"
	"errors"
	"time"

	"golang.org/x/sync/errgroup"
)

// welcomeAtOnce bounds how many feeds or articles are fetched at the same time
// for a newcomer.
const welcomeAtOnce = 4

// Welcome gives a newcomer something to look at: a channel that follows
// nothing and has no digest follows feeds, gets a digest for the morning and a
// first edition of what they hold. Any other channel is left as it is. A feed
// that cannot be read is left out.
func (b *Bot) Welcome(ctx context.Context, c Channel, feeds []string) error {
	known, err := b.known(ctx, c)
	if err != nil || known || len(feeds) == 0 {
		return err
	}
	if any, err := b.followAll(ctx, c, feeds); err != nil || !any {
		return err
	}
	d := Digest{Channel: c, When: "07:30", Zone: b.Zone, Size: defaultSize, Quiet: true}
	s, p := ParseSchedule(d.When, d.Zone)
	if p != nil {
		return p
	}
	d.Zone = s.Zone().String()
	d.NextSlot, d.Next = s.Next(time.Now())
	if d, err = b.Digests.SetDigest(ctx, d); err != nil {
		return err
	}
	news, err := b.Editions.News(ctx, d, false, mostNews)
	if err != nil {
		return err
	}
	var g errgroup.Group
	g.SetLimit(welcomeAtOnce)
	for _, n := range news {
		g.Go(func() error { return b.Work(ctx, Job{Kind: ReadItem, ID: n.Item.ID}) })
	}
	if err := g.Wait(); err != nil {
		b.Log.Info("not every article was read", "err", err) // the edition waits or goes without
	}
	return b.openNow(ctx, d)
}

// known reports whether c follows something or has a digest.
func (b *Bot) known(ctx context.Context, c Channel) (bool, error) {
	follows, err := b.Follows.Following(ctx, c)
	if err != nil || len(follows) > 0 {
		return true, err
	}
	_, err = b.Digests.Digest(ctx, c)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return true, err
}

// followAll subscribes c to feeds, all that they hold being new to it, and
// reports whether they hold anything.
func (b *Bot) followAll(ctx context.Context, c Channel, feeds []string) (any bool, err error) {
	harvests := make([]Harvest, len(feeds))
	var g errgroup.Group
	g.SetLimit(welcomeAtOnce)
	for i, url := range feeds {
		g.Go(func() (err error) {
			defer contain(&err)
			h, err := b.Feeds.Harvest(ctx, Feed{URL: url})
			if err != nil {
				b.Log.Warn("feed not harvested", "err", AsProblem(err).Err)
				return ctx.Err()
			}
			harvests[i] = h
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return false, err
	}
	now := time.Now()
	for _, h := range harvests {
		if h.Feed.URL == "" {
			continue
		}
		h.Feed = h.Paced(Feed{}, true, now)
		if _, _, err := b.Follows.Follow(ctx, c, h, now); err != nil {
			return false, err
		}
		any = any || len(h.Items) > 0
	}
	return any, nil
}
