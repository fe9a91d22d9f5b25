package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"time"
)

// A Subscription is what a hub was asked to send of a feed: WebSub,
// https://www.w3.org/TR/websub/.
type Subscription struct {
	Feed     int64
	Hub      string // where it is asked
	Topic    string // what the feed is called there
	Token    string // in the address that the hub sends to; nobody else knows it
	Secret   string // that the hub signs with
	Next     time.Time
	Expires  time.Time // when the hub stops sending; zero: it does not send
	Failures int       // in a row
}

const (
	answerTime  = time.Hour      // that a hub has to confirm a subscription
	distrusted  = 24 * time.Hour // that a hub is not asked which refused, or kept something back
	hubsAtOnce  = 100            // subscriptions taken up in a minute
	renewalPart = 5              // the last fifth of a lease is for its renewal
)

// subscribe sees to it that the hub that f names is asked to send it.
func (b *Bot) subscribe(ctx context.Context, f Feed) error {
	if b.Hubs == nil || f.Hub == "" {
		return nil
	}
	s, err := b.Subscriptions.SubscriptionTo(ctx, f.ID)
	if err != nil && !errors.Is(err, ErrNotFound) || err == nil && s.Hub == f.Hub && s.Topic == f.Topic {
		return err
	}
	err = b.Subscriptions.SetSubscription(ctx, Subscription{
		Feed: f.ID, Hub: f.Hub, Topic: f.Topic, Token: rand.Text(), Secret: rand.Text(), Next: time.Now(),
	})
	if errors.Is(err, ErrNotFound) {
		return nil // it became one with another feed, whose next fetch sees to it
	}
	if err != nil {
		return err
	}
	return b.Jobs.Enqueue(ctx, Job{Kind: AskHub, ID: f.ID})
}

// subscriptionsDue puts the asking of hubs to work: for what is new, was not
// confirmed, or is to be renewed.
func (b *Bot) subscriptionsDue(ctx context.Context, now time.Time) error {
	if b.Hubs == nil {
		return nil
	}
	due, err := b.Subscriptions.SubscriptionsDue(ctx, now, hubsAtOnce)
	if err != nil || len(due) == 0 {
		return err
	}
	jobs := make([]Job, len(due))
	for i, s := range due {
		jobs[i] = Job{Kind: AskHub, ID: s.Feed}
	}
	return b.Jobs.Enqueue(ctx, jobs...)
}

// askHub asks a feed's hub to send it. A feed that nobody follows is left to
// its lease: what its hub still sends is answered with 410.
func (b *Bot) askHub(ctx context.Context, feed int64) error {
	s, err := b.Subscriptions.SubscriptionTo(ctx, feed)
	if errors.Is(err, ErrNotFound) || err == nil && (s.Next.After(time.Now()) || b.Hubs == nil) {
		return nil
	}
	if err != nil {
		return err
	}
	followed, err := b.Follows.Followed(ctx, feed)
	if err != nil {
		return err
	}
	if !followed {
		return b.Subscriptions.DropSubscription(ctx, feed)
	}
	// It is put off before the hub is asked, whose confirmation may come before
	// its answer.
	s.Failures++
	s.Next = time.Now().Add(max(answerTime, min(spread(soonest<<min(s.Failures, 10)), latest)))
	if err := b.Subscriptions.SetSubscription(ctx, s); err != nil {
		return err
	}
	if err := b.Hubs.Subscribe(ctx, s); err != nil && ctx.Err() == nil {
		b.Log.Warn("hub not subscribed", "feed", feed, "failures", s.Failures, "err", err)
	}
	return nil
}

// ConfirmSubscription answers a hub that asks, by the token in the address that
// it was given, whether topic is to be sent there for a time. ErrNotFound: it is
// not.
func (b *Bot) ConfirmSubscription(ctx context.Context, token, topic string, lease time.Duration) error {
	s, err := b.Subscriptions.Subscription(ctx, token)
	if err != nil {
		return err
	}
	if s.Topic != topic || lease <= 0 {
		return ErrNotFound
	}
	now := time.Now()
	lease = max(lease, 2*soonest)
	s.Failures, s.Expires, s.Next = 0, now.Add(lease), now.Add(lease-lease/renewalPart)
	b.Log.Info("hub subscribed", "feed", s.Feed, "expires", s.Expires)
	return b.Subscriptions.SetSubscription(ctx, s)
}

// DenySubscription takes note that a hub refused one, or ended it.
func (b *Bot) DenySubscription(ctx context.Context, token, topic string) error {
	s, err := b.Subscriptions.Subscription(ctx, token)
	if err != nil {
		return err
	}
	if s.Topic != topic {
		return ErrNotFound
	}
	return b.distrust(ctx, s)
}

// distrust has s's feed polled at its own pace for a day.
func (b *Bot) distrust(ctx context.Context, s Subscription) error {
	s.Expires, s.Next = time.Time{}, time.Now().Add(distrusted)
	return b.Subscriptions.SetSubscription(ctx, s)
}

// SubscriptionSecret returns what the hub signs with that sends to the address
// with that token; ErrNotFound where nothing is to be sent there.
func (b *Bot) SubscriptionSecret(ctx context.Context, token string) (string, error) {
	s, err := b.Subscriptions.Subscription(ctx, token)
	return s.Secret, err
}

// Push takes what a hub sent, whose signature was checked. What cannot be read
// as a feed says no more than that there is something to fetch.
func (b *Bot) Push(ctx context.Context, token string, body []byte) (err error) {
	defer contain(&err)
	s, err := b.Subscriptions.Subscription(ctx, token)
	if err != nil {
		return err
	}
	f, err := b.Follows.Feed(ctx, s.Feed)
	if err != nil {
		return err
	}
	h, err := b.Feeds.ParseFeed(f.URL, body)
	if err != nil || len(h.Items) == 0 {
		b.Log.Info("hub says that there is news", "feed", f.ID)
		return b.harvestSoon(ctx, []Feed{f})
	}
	fresh, err := b.Follows.Harvested(ctx, Harvest{Feed: f, Items: h.Items}, time.Now())
	if err != nil {
		return err
	}
	b.Log.Info("hub sent", "feed", f.ID, "items", len(h.Items), "new", len(fresh))
	return b.readSoon(ctx, fresh, newAtOnce)
}

// keptBack takes note that a fetch brought what the feed's hub had not sent.
func (b *Bot) keptBack(ctx context.Context, f Feed) error {
	if !f.Pushed.After(time.Now()) {
		return nil
	}
	s, err := b.Subscriptions.SubscriptionTo(ctx, f.ID)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	b.Log.Warn("hub kept something back", "feed", f.ID)
	return b.distrust(ctx, s)
}
