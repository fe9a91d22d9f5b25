package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// preview shows whoever asked what the next edition would hold or, where
// nothing is new, what the channel's follows brought lately.
func (b *Bot) preview(ctx context.Context, c Channel, reply Reply) error {
	d, err := b.Digests.Digest(ctx, c)
	if errors.Is(err, ErrNotFound) {
		d, err = Digest{Channel: c, Zone: b.Zone, Size: defaultSize}, nil
	}
	if err != nil {
		return err
	}
	news, left, err := b.newsRead(ctx, d, d.ID == 0)
	if err != nil {
		return err
	}
	changes, err := b.Changes.Changes(ctx, d, mostChanges)
	if err != nil {
		return err
	}
	note := ""
	if len(news)+len(changes) == 0 && d.ID != 0 {
		note = "nothing is new, so this is the latest"
		if news, left, err = b.newsRead(ctx, d, true); err != nil {
			return err
		}
	}
	switch {
	case len(changes) > 0:
		// that alone is worth an edition
	case len(news) == 0 && left > 0:
		return reply(ctx, &Notice{Text: fmt.Sprintf("There is nothing to preview: of %s in the feeds followed here this channel takes none. /following tells what it takes.", count(left, "article"))})
	case len(news) == 0:
		return reply(ctx, &Notice{Text: "There is nothing to preview: no feed that this channel follows holds an article yet. /following lists them."})
	}
	card, _, err := b.card(ctx, d, news)
	if err != nil {
		return err
	}
	zone := zoneOf(d)
	card.Name, card.Late, card.Slot, card.Changes = "Preview", note, time.Now().In(zone), changes
	return reply(ctx, card)
}

const (
	previewWait = 8 * time.Second // that a preview waits for what is being read
	previewLook = 250 * time.Millisecond
)

// newsRead lists what its channel takes of d's news, once those of them are
// read that a feed brought a moment ago, or when they take too long, and counts
// what it leaves.
func (b *Bot) newsRead(ctx context.Context, d Digest, old bool) (taken []News, left int, err error) {
	look := time.NewTicker(previewLook)
	defer look.Stop()
	for end := time.Now().Add(previewWait); ; {
		news, err := b.Editions.News(ctx, d, old, mostNews)
		if err != nil {
			return nil, 0, err
		}
		reading := slices.ContainsFunc(news[:min(readAhead, len(news))], func(n News) bool {
			return n.Pending && time.Since(n.Item.FirstSeen) < time.Minute
		})
		if !reading || time.Now().After(end) {
			taken, decisions, err := b.filtered(ctx, d.Channel, news)
			return taken, len(decisions), err
		}
		select {
		case <-ctx.Done():
			return nil, 0, ctx.Err()
		case <-look.C:
		}
	}
}
