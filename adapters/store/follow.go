package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// Follow subscribes c to the harvested feed.
func (s *Store) Follow(ctx context.Context, c bot.Channel, h bot.Harvest, now time.Time) (f bot.Follow, fresh bool, err error) {
	err = s.db.write(ctx, "follow", func(tx *sql.Tx) error {
		feed, err := findFeed(ctx, tx, h.Feed)
		if err != nil {
			return err
		}
		if feed == 0 {
			if feed, err = addFeed(ctx, tx, h.Feed); err != nil {
				return err
			}
		}
		if _, err := putItems(ctx, tx, feed, h.Items, now); err != nil {
			return err
		}
		channel, err := keepChannel(ctx, tx, c)
		if err != nil {
			return err
		}
		f, fresh, err = follow(ctx, tx, channel, feed, now)
		return err
	})
	return f, fresh, err
}

// SetFilter sets what a channel takes of a feed.
func (s *Store) SetFilter(ctx context.Context, c bot.Channel, feed int64, filter string) error {
	return s.db.write(ctx, "filter", func(tx *sql.Tx) error {
		channel, err := findChannel(ctx, tx, c)
		if err != nil {
			return err
		}
		return changed(tx.ExecContext(ctx, `UPDATE follow SET filter = ? WHERE channel = ? AND feed = ?`, filter, channel, feed))
	})
}

// Unfollow ends a subscription. What the feed brought stays.
func (s *Store) Unfollow(ctx context.Context, c bot.Channel, feed int64) error {
	return s.db.write(ctx, "unfollow", func(tx *sql.Tx) error {
		channel, err := findChannel(ctx, tx, c)
		if err != nil {
			return err
		}
		return changed(tx.ExecContext(ctx, `DELETE FROM follow WHERE channel = ? AND feed = ?`, channel, feed))
	})
}

// Followed reports whether any channel follows a feed.
func (s *Store) Followed(ctx context.Context, feed int64) (followed bool, err error) {
	err = s.db.read(ctx, "followed", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM follow WHERE feed = ?)`, feed).Scan(&followed)
	})
	return followed, err
}

// Following lists what c follows.
func (s *Store) Following(ctx context.Context, c bot.Channel) (all []bot.Follow, err error) {
	err = s.db.read(ctx, "following", func(tx *sql.Tx) error {
		channel, err := findChannel(ctx, tx, c)
		if err != nil {
			return err
		}
		all, err = follows(ctx, tx, `fo.channel = ? ORDER BY lower(f.title), f.title, f.id`, channel)
		return err
	})
	return all, err
}

// Followers lists the channels that follow something.
func (s *Store) Followers(ctx context.Context) (all []bot.Channel, err error) {
	err = s.db.read(ctx, "followers", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+channelColumns+` FROM channel c
			WHERE EXISTS (SELECT 1 FROM follow WHERE channel = c.id) ORDER BY c.platform, c.workspace, c.ident`)
		all, err = collect(rows, err, func(r row) (c bot.Channel, err error) { return c, r.Scan(channelInto(&c)...) })
		return err
	})
	return all, err
}

// follow subscribes a channel to a feed, or finds that it is.
func follow(ctx context.Context, tx *sql.Tx, channel, feed int64, now time.Time) (bot.Follow, bool, error) {
	res, err := tx.ExecContext(ctx, `INSERT INTO follow (channel, feed, since) VALUES (?, ?, ?)
		ON CONFLICT (channel, feed) DO NOTHING`, channel, feed, micros(now))
	if err != nil {
		return bot.Follow{}, false, err
	}
	n, err := res.RowsAffected()
	if err != nil {
		return bot.Follow{}, false, err
	}
	f, err := follows(ctx, tx, `fo.channel = ? AND fo.feed = ?`, channel, feed)
	if err != nil {
		return bot.Follow{}, false, err
	}
	return f[0], n == 1, nil
}

func follows(ctx context.Context, tx *sql.Tx, where string, args ...any) ([]bot.Follow, error) {
	rows, err := tx.QueryContext(ctx, `SELECT `+channelColumns+`, fo.since, fo.filter, `+feedColumns+`
		FROM follow fo JOIN feed f ON f.id = fo.feed JOIN channel c ON c.id = fo.channel WHERE `+where, args...)
	return collect(rows, err, func(r row) (bot.Follow, error) {
		var f bot.Follow
		var feed feedRow
		var since int64
		err := r.Scan(append(append(channelInto(&f.Channel), &since, &f.Filter), feed.into()...)...)
		f.Since, f.Feed = instant(since), feed.feed()
		return f, err
	})
}
