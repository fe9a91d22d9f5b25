package bottest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

func (m *Memory) feed(id int64) *bot.Feed {
	return m.feedWhere(func(f *bot.Feed) bool { return f.ID == id })
}

func (m *Memory) feedAt(url string) *bot.Feed {
	return m.feedWhere(func(f *bot.Feed) bool { return f.URL == url })
}

func (m *Memory) feedWhere(so func(*bot.Feed) bool) *bot.Feed {
	i := slices.IndexFunc(m.feeds, so)
	if i < 0 {
		return nil
	}
	return m.feeds[i]
}

// put stores the state of a feed.
func (m *Memory) put(old *bot.Feed, f bot.Feed) {
	f.ID, f.Title, f.Site, f.Pushed = old.ID, cmp.Or(f.Title, old.Title), cmp.Or(f.Site, old.Site), old.Pushed
	*old = f
}

// join makes one feed of two that came to the same address.
func (m *Memory) join(old, into *bot.Feed) {
	m.feeds = slices.DeleteFunc(m.feeds, func(f *bot.Feed) bool { return f == old })
	for _, f := range m.follows {
		if f.Feed.ID != old.ID {
			continue
		}
		if other := m.followOf(f.Channel, into.ID); other != nil {
			other.Since = earlier(f.Since, other.Since)
			continue
		}
		f.Feed.ID = into.ID
	}
	m.follows = slices.DeleteFunc(m.follows, func(f *bot.Follow) bool { return f.Feed.ID == old.ID })
	m.dropSubscription(old.ID)
	was, _ := m.itemsOf(old.ID)
	held, twins := m.itemsOf(into.ID)
	for n, known := range bot.Recognize(held, was) {
		i := m.item(was[n].ID)
		if known < 0 {
			i.Feed = into.ID
			continue
		}
		for _, d := range m.digests {
			if d.seen[i.ID] {
				d.seen[twins[known].ID] = true
			}
		}
	}
	m.items = slices.DeleteFunc(m.items, func(i *memoryItem) bool { return i.Feed == old.ID })
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func (m *Memory) followOf(c bot.Channel, feed int64) *bot.Follow {
	for _, f := range m.follows {
		if f.Channel == c && f.Feed.ID == feed {
			return f
		}
	}
	return nil
}

// itemsOf returns the items of a feed, and where they are kept.
func (m *Memory) itemsOf(feed int64) (items []bot.Item, kept []*memoryItem) {
	for _, i := range m.items {
		if i.Feed == feed {
			items, kept = append(items, i.Item), append(kept, i)
		}
	}
	return items, kept
}

func (m *Memory) putItems(feed int64, items []bot.Item, now time.Time) []bot.Item {
	var fresh []bot.Item
	held, kept := m.itemsOf(feed)
	for n, known := range bot.Recognize(held, items) {
		i := items[n]
		switch {
		case known >= 0:
			old := &kept[known].Item
			old.GUID, old.URL, old.Title, old.Summary, old.Author = i.GUID, i.URL, i.Title, i.Summary, i.Author
		case known == bot.Fresh && i.Marks() != bot.Marks{}:
			i.ID, i.Feed, i.FirstSeen = m.id(), feed, now
			m.items = append(m.items, &memoryItem{Item: i})
			fresh = append(fresh, i)
		}
	}
	return fresh
}

func (m *Memory) Follow(ctx context.Context, c bot.Channel, h bot.Harvest, now time.Time) (bot.Follow, bool, error) {
	leave, err := m.enter(ctx, "Follow")
	if err != nil {
		return bot.Follow{}, false, err
	}
	defer leave()
	f := m.feedAt(h.Feed.URL)
	if h.Feed.ID != 0 {
		f = m.feed(h.Feed.ID)
	}
	if f == nil {
		f = &h.Feed
		f.ID = m.id()
		m.feeds = append(m.feeds, f)
	}
	m.putItems(f.ID, h.Items, now)
	old := m.followOf(c, f.ID)
	fresh := old == nil
	if fresh {
		old = &bot.Follow{Channel: c, Feed: bot.Feed{ID: f.ID}, Since: now}
		m.follows = append(m.follows, old)
	}
	return bot.Follow{Channel: c, Feed: *f, Since: old.Since, Filter: old.Filter}, fresh, nil
}

func (m *Memory) SetFilter(ctx context.Context, c bot.Channel, feed int64, filter string) error {
	leave, err := m.enter(ctx, "SetFilter")
	if err != nil {
		return err
	}
	defer leave()
	f := m.followOf(c, feed)
	if f == nil {
		return bot.ErrNotFound
	}
	f.Filter = filter
	return nil
}

func (m *Memory) Unfollow(ctx context.Context, c bot.Channel, feed int64) error {
	leave, err := m.enter(ctx, "Unfollow")
	if err != nil {
		return err
	}
	defer leave()
	f := m.followOf(c, feed)
	if f == nil {
		return bot.ErrNotFound
	}
	m.follows = slices.DeleteFunc(m.follows, func(o *bot.Follow) bool { return o == f })
	return nil
}

func (m *Memory) Following(ctx context.Context, c bot.Channel) ([]bot.Follow, error) {
	leave, err := m.enter(ctx, "Following")
	if err != nil {
		return nil, err
	}
	defer leave()
	var all []bot.Follow
	for _, f := range m.follows {
		if f.Channel == c {
			all = append(all, bot.Follow{Channel: c, Feed: *m.feed(f.Feed.ID), Since: f.Since, Filter: f.Filter})
		}
	}
	slices.SortFunc(all, func(a, b bot.Follow) int {
		return cmp.Compare(strings.ToLower(a.Feed.Title), strings.ToLower(b.Feed.Title))
	})
	return all, nil
}

func (m *Memory) Followed(ctx context.Context, feed int64) (bool, error) {
	leave, err := m.enter(ctx, "Followed")
	if err != nil {
		return false, err
	}
	defer leave()
	return slices.ContainsFunc(m.follows, func(f *bot.Follow) bool { return f.Feed.ID == feed }), nil
}

func (m *Memory) Followers(ctx context.Context) ([]bot.Channel, error) {
	leave, err := m.enter(ctx, "Followers")
	if err != nil {
		return nil, err
	}
	defer leave()
	var all []bot.Channel
	for _, f := range m.follows {
		if !slices.Contains(all, f.Channel) {
			all = append(all, f.Channel)
		}
	}
	slices.SortFunc(all, func(a, b bot.Channel) int { return cmp.Compare(a.String(), b.String()) })
	return all, nil
}

func (m *Memory) FeedsDue(ctx context.Context, now time.Time, limit int) ([]bot.Feed, error) {
	leave, err := m.enter(ctx, "FeedsDue")
	if err != nil {
		return nil, err
	}
	defer leave()
	var due []bot.Feed
	for _, f := range m.feeds {
		followed := slices.ContainsFunc(m.follows, func(o *bot.Follow) bool { return o.Feed.ID == f.ID })
		if followed && !f.Next.After(now) {
			due = append(due, *f)
		}
	}
	slices.SortStableFunc(due, func(a, b bot.Feed) int { return a.Next.Compare(b.Next) })
	return due[:min(limit, len(due))], nil
}

func (m *Memory) Feed(ctx context.Context, id int64) (bot.Feed, error) {
	leave, err := m.enter(ctx, "Feed")
	if err != nil {
		return bot.Feed{}, err
	}
	defer leave()
	if f := m.feed(id); f != nil {
		return *f, nil
	}
	return bot.Feed{}, bot.ErrNotFound
}

func (m *Memory) FeedAt(ctx context.Context, url string) (bot.Feed, error) {
	leave, err := m.enter(ctx, "FeedAt")
	if err != nil {
		return bot.Feed{}, err
	}
	defer leave()
	if f := m.feedAt(url); f != nil {
		return *f, nil
	}
	return bot.Feed{}, bot.ErrNotFound
}

func (m *Memory) Harvested(ctx context.Context, h bot.Harvest, now time.Time) ([]bot.Item, error) {
	leave, err := m.enter(ctx, "Harvested")
	if err != nil {
		return nil, err
	}
	defer leave()
	f := m.feed(h.Feed.ID)
	if f == nil {
		return nil, bot.ErrNotFound
	}
	old := *f
	if other := m.feedAt(h.Feed.URL); other != nil && other != f {
		m.join(f, other)
		f = other
	}
	held, _ := m.itemsOf(f.ID)
	first := f.Changed.IsZero() && len(held) == 0
	fresh := m.putItems(f.ID, h.Items, now)
	for _, o := range m.follows {
		if first && o.Feed.ID == f.ID && !o.Since.After(now) {
			o.Since = now.Add(time.Microsecond)
		}
	}
	m.put(f, h.Paced(old, len(fresh) > 0, now))
	return fresh, nil
}

func (m *Memory) HarvestFailed(ctx context.Context, f bot.Feed) error {
	leave, err := m.enter(ctx, "HarvestFailed")
	if err != nil {
		return err
	}
	defer leave()
	old := m.feed(f.ID)
	if old == nil {
		return bot.ErrNotFound
	}
	m.put(old, f)
	return nil
}

func (m *Memory) item(id int64) *memoryItem {
	for _, i := range m.items {
		if i.ID == id {
			return i
		}
	}
	return nil
}

func (m *Memory) Item(ctx context.Context, id int64) (bot.Item, error) {
	leave, err := m.enter(ctx, "Item")
	if err != nil {
		return bot.Item{}, err
	}
	defer leave()
	if i := m.item(id); i != nil {
		return i.Item, nil
	}
	return bot.Item{}, bot.ErrNotFound
}

func (m *Memory) Troubled(ctx context.Context, item int64, p bot.Problem) error {
	leave, err := m.enter(ctx, "Troubled")
	if err != nil {
		return err
	}
	defer leave()
	i := m.item(item)
	if i == nil {
		return bot.ErrNotFound
	}
	i.trouble = p.Message
	return nil
}
