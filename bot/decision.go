package bot

import (
	"context"
	"time"
)

// A Decision is what an edition did with an item that was put before it.
type Decision struct {
	Item    int64
	Verdict Verdict
	Story   int64 // the item that leads its story, where another does; else 0
	// Reason is with VerdictFiltered what the filter left it for, as
	// Filter.Leaves says it, and with VerdictShown why it came as title and
	// link alone, a sentence.
	Reason string
}

// A Verdict is how an edition decided on an item.
type Verdict string

const (
	VerdictShown    Verdict = "shown"    // it leads a story, or is one of its sources
	VerdictNoRoom   Verdict = "no room"  // its story is not among those that the digest's size takes
	VerdictFiltered Verdict = "filtered" // its follow's filter left it
	VerdictUnread   Verdict = "unread"   // its article was still to be read: the next edition decides
)

// A Considered is an item and what is recorded of how a channel's editions
// came to it.
type Considered struct {
	Item     Item
	Feed     Feed
	Since    time.Time // Follow.Since; zero where the channel does not follow the feed
	Pending  bool      // its article is still to be read
	Trouble  string    // why its article could not be read; "" where nothing did
	Decision Decision  // the last; the zero Decision where there is none
	Edition  Edition   // that made it, without its parts
}

// filtered parts news by what c takes of each feed: what its editions may show,
// and what they decide to leave. Where an article is still to be read, that
// cannot be told yet.
func (b *Bot) filtered(ctx context.Context, c Channel, news []News) (taken []News, left []Decision, err error) {
	follows, err := b.Follows.Following(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	filters := map[int64]Filter{}
	for _, f := range follows {
		filter, p := ParseFilter(f.Filter)
		if p != nil { // it was written by a program that knew other words
			b.Log.Error("a filter cannot be read", "channel", c.String(), "feed", f.Feed.ID)
		}
		filters[f.Feed.ID] = filter
	}
	for _, n := range news {
		if why := filters[n.Feed.ID].Leaves(n); why != "" && !n.Pending {
			left = append(left, Decision{Item: n.Item.ID, Verdict: VerdictFiltered, Reason: why})
			continue
		}
		taken = append(taken, n)
	}
	return taken, left, nil
}

// decided returns what an edition that shows the first so many of all decides on
// their items.
func decided(all []*heap, shown int) []Decision {
	var out []Decision
	for i, h := range all {
		verdict := VerdictShown
		if i >= shown {
			verdict = VerdictNoRoom
		}
		for k, n := range h.news {
			d := Decision{Item: n.Item.ID, Verdict: verdict}
			if verdict == VerdictShown && n.Briefing == nil {
				d.Reason = n.Trouble
			}
			if k > 0 {
				d.Story = h.news[0].Item.ID
			}
			out = append(out, d)
		}
	}
	return out
}
