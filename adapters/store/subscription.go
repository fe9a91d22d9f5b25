package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

const subscriptionQuery = `SELECT s.feed, s.hub, s.topic, s.token, s.secret, s.next, s.expires, s.failures FROM subscription s WHERE `

func scanSubscription(r row) (s bot.Subscription, err error) {
	var next, expires int64
	err = r.Scan(&s.Feed, &s.Hub, &s.Topic, &s.Token, &s.Secret, &next, &expires, &s.Failures)
	s.Next, s.Expires = instant(next), instant(expires)
	return s, err
}

// SubscriptionTo returns the subscription to a feed.
func (s *Store) SubscriptionTo(ctx context.Context, feed int64) (bot.Subscription, error) {
	return first(s.subscriptions(ctx, `s.feed = ?`, feed))
}

// Subscription returns the one with that token.
func (s *Store) Subscription(ctx context.Context, token string) (bot.Subscription, error) {
	return first(s.subscriptions(ctx, `s.token = ?`, token))
}

// SubscriptionsDue lists those whose hub is to be asked.
func (s *Store) SubscriptionsDue(ctx context.Context, now time.Time, limit int) ([]bot.Subscription, error) {
	return s.subscriptions(ctx, `s.next <= ? ORDER BY s.next, s.feed LIMIT ?`, micros(now), max(0, limit))
}

func (s *Store) subscriptions(ctx context.Context, where string, args ...any) (all []bot.Subscription, err error) {
	err = s.db.read(ctx, "subscription", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, subscriptionQuery+where, args...)
		all, err = collect(rows, err, scanSubscription)
		return err
	})
	return all, err
}

// SetSubscription stores a subscription in place of its feed's.
func (s *Store) SetSubscription(ctx context.Context, sub bot.Subscription) error {
	return s.db.write(ctx, "subscription", func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, `INSERT INTO subscription (feed, hub, topic, token, secret, next, expires, failures)
			SELECT id, ?, ?, ?, ?, ?, ?, ? FROM feed WHERE id = ?
			ON CONFLICT (feed) DO UPDATE SET hub = excluded.hub, topic = excluded.topic, token = excluded.token, secret = excluded.secret,
				next = excluded.next, expires = excluded.expires, failures = excluded.failures`,
			sub.Hub, sub.Topic, sub.Token, sub.Secret, micros(sub.Next), micros(sub.Expires), sub.Failures, sub.Feed))
	})
}

// DropSubscription forgets the subscription to a feed.
func (s *Store) DropSubscription(ctx context.Context, feed int64) error {
	return s.db.write(ctx, "subscription", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM subscription WHERE feed = ?`, feed)
		return err
	})
}
