package bottest

import (
	"context"
	"slices"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

func (m *Memory) SubscriptionTo(ctx context.Context, feed int64) (bot.Subscription, error) {
	return m.subscription(ctx, "SubscriptionTo", func(s bot.Subscription) bool { return s.Feed == feed })
}

func (m *Memory) Subscription(ctx context.Context, token string) (bot.Subscription, error) {
	return m.subscription(ctx, "Subscription", func(s bot.Subscription) bool { return s.Token == token })
}

func (m *Memory) subscription(ctx context.Context, method string, is func(bot.Subscription) bool) (bot.Subscription, error) {
	leave, err := m.enter(ctx, method)
	if err != nil {
		return bot.Subscription{}, err
	}
	defer leave()
	if i := slices.IndexFunc(m.subscriptions, is); i >= 0 {
		return m.subscriptions[i], nil
	}
	return bot.Subscription{}, bot.ErrNotFound
}

func (m *Memory) SubscriptionsDue(ctx context.Context, now time.Time, limit int) ([]bot.Subscription, error) {
	leave, err := m.enter(ctx, "SubscriptionsDue")
	if err != nil {
		return nil, err
	}
	defer leave()
	var due []bot.Subscription
	for _, s := range m.subscriptions {
		if !s.Next.After(now) {
			due = append(due, s)
		}
	}
	slices.SortStableFunc(due, func(a, b bot.Subscription) int { return a.Next.Compare(b.Next) })
	return due[:min(limit, len(due))], nil
}

func (m *Memory) SetSubscription(ctx context.Context, s bot.Subscription) error {
	leave, err := m.enter(ctx, "SetSubscription")
	if err != nil {
		return err
	}
	defer leave()
	f := m.feed(s.Feed)
	if f == nil {
		return bot.ErrNotFound
	}
	f.Pushed = s.Expires
	m.dropSubscription(s.Feed)
	m.subscriptions = append(m.subscriptions, s)
	return nil
}

func (m *Memory) DropSubscription(ctx context.Context, feed int64) error {
	leave, err := m.enter(ctx, "DropSubscription")
	if err != nil {
		return err
	}
	defer leave()
	if f := m.feed(feed); f != nil {
		f.Pushed = time.Time{}
	}
	m.dropSubscription(feed)
	return nil
}

func (m *Memory) dropSubscription(feed int64) {
	m.subscriptions = slices.DeleteFunc(m.subscriptions, func(s bot.Subscription) bool { return s.Feed == feed })
}
