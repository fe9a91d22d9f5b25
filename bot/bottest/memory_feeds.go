package bottest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

func (m *Memory) feed(f bot.Feed) *bot.Feed {
	i := slices.IndexFunc(m.feeds, func(o *bot.Feed) bool { return f.ID != 0 && o.ID == f.ID || f.ID == 0 && o.URL == f.URL })
	if i < 0 {
		return nil
	}
	return m.feeds[i]
}

// put stores the state of feed old, or of a new one where that is nil.
func (m *Memory) put(old *bot.Feed, f bot.Feed) *bot.Feed {
	if old == nil {
		f.ID = m.id()
		m.feeds = append(m.feeds, &f)
		return &f
	}
	if other := m.feed(bot.Feed{URL: f.URL}); other != nil && other != old {
		m.join(old, other)
		old = other
	}
	f.ID, f.Title, f.Site = old.ID, cmp.Or(f.Title, old.Title), cmp.Or(f.Site, old.Site)
	*old = f
	return old
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
	for _, i := range m.items {
		if i.Feed == old.ID && m.itemOf(into.ID, identity(i.Item)) == nil {
			i.Feed = into.ID
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

func identity(i bot.Item) string { return cmp.Or(i.GUID, i.URL, i.Title) }

func (m *Memory) itemOf(feed int64, identity string) *memoryItem {
	for _, i := range m.items {
		if i.Feed == feed && identity == cmp.Or(i.GUID, i.URL, i.Title) {
			return i
		}
	}
	return nil
}

func (m *Memory) putItems(feed int64, items []bot.Item, now time.Time) []bot.Item {
	var fresh []bot.Item
	for _, i := range items {
		if identity(i) == "" || m.itemOf(feed, identity(i)) != nil {
			continue
		}
		i.ID, i.Feed, i.FirstSeen = m.id(), feed, now
		m.items = append(m.items, &memoryItem{Item: i})
		fresh = append(fresh, i)
	}
	return fresh
}

func (m *Memory) Follow(ctx context.Context, c bot.Channel, h bot.Harvest, now time.Time) (bot.Follow, bool, error) {
	leave, err := m.enter(ctx, "Follow")
	if err != nil {
		return bot.Follow{}, false, err
	}
	defer leave()
	f := m.put(m.feed(h.Feed), h.Feed)
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
			all = append(all, bot.Follow{Channel: c, Feed: *m.feed(f.Feed), Since: f.Since, Filter: f.Filter})
		}
	}
	slices.SortFunc(all, func(a, b bot.Follow) int {
		return cmp.Compare(strings.ToLower(a.Feed.Title), strings.ToLower(b.Feed.Title))
	})
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
		if followed && !f.Gone && !f.Next.After(now) {
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
	if f := m.feed(bot.Feed{ID: id}); f != nil {
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
	f := m.feed(h.Feed)
	if f == nil {
		return nil, bot.ErrNotFound
	}
	f = m.put(f, h.Feed)
	return m.putItems(f.ID, h.Items, now), nil
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
