package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// Save stores b and who asked for it.
func (s *Store) Save(ctx context.Context, b briefing.Briefing, asked string, c bot.Channel, item int64, now time.Time) error {
	data, err := json.Marshal(b)
	if err != nil {
		return fmt.Errorf("store: save article: %w", err)
	}
	return s.db.write(ctx, "save article", func(tx *sql.Tx) error {
		article, err := keepArticle(ctx, tx, b, data, now)
		if err != nil {
			return err
		}
		ways := []string{b.Article.URL, asked}
		if item != 0 {
			url, err := linkItem(ctx, tx, item, article)
			if err != nil {
				return err
			}
			ways = append(ways, url)
		}
		if err := keepAddresses(ctx, tx, article, ways); err != nil {
			return err
		}
		if c == (bot.Channel{}) {
			return nil
		}
		channel, err := keepChannel(ctx, tx, c)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO briefed (channel, article) VALUES (?, ?) ON CONFLICT DO NOTHING`, channel, article)
		return err
	})
}

// Briefed returns the briefing of the article at url and when it was read.
func (s *Store) Briefed(ctx context.Context, url string) (b briefing.Briefing, read time.Time, err error) {
	err = s.db.read(ctx, "article", func(tx *sql.Tx) error {
		var data []byte
		var at int64
		err := tx.QueryRowContext(ctx, `SELECT a.briefing, a.read FROM address d JOIN article a ON a.id = d.article
			WHERE d.url = ?`, plainAddress(url)).Scan(&data, &at)
		if err != nil {
			return found(err)
		}
		read = instant(at)
		return decode(data, &b)
	})
	return b, read, err
}

// keepArticle stores b, of which data is the encoding, and returns its number.
func keepArticle(ctx context.Context, tx *sql.Tx, b briefing.Briefing, data []byte, now time.Time) (id int64, err error) {
	var had []byte
	err = tx.QueryRowContext(ctx, `SELECT id, briefing FROM article WHERE identity = ?`, articleIdentity(b.Article)).Scan(&id, &had)
	if err == nil && bytes.Equal(had, data) {
		return id, nil
	}
	dated := b.Article.Published
	if dated.IsZero() || dated.After(now) {
		dated = now
	}
	switch {
	case err == nil:
		_, err = tx.ExecContext(ctx, `UPDATE article SET title = ?, read = ?, dated = ?, briefing = ? WHERE id = ?`,
			b.Article.Title, micros(now), micros(dated), data, id)
	case errors.Is(err, sql.ErrNoRows):
		err = tx.QueryRowContext(ctx, `INSERT INTO article (identity, title, read, dated, briefing)
			VALUES (?, ?, ?, ?, ?) RETURNING id`,
			articleIdentity(b.Article), b.Article.Title, micros(now), micros(dated), data).Scan(&id)
	}
	if err != nil {
		return 0, err
	}
	return id, keepPassages(ctx, tx, id, b)
}

// articleIdentity returns what an article is the same by.
func articleIdentity(a briefing.Article) string {
	if url := plainAddress(a.URL); url != "" {
		return url
	}
	sum := sha256.Sum256([]byte(a.Text))
	return "text:" + hex.EncodeToString(sum[:])
}

// linkItem notes that an item led to an article and returns the item's URL.
func linkItem(ctx context.Context, tx *sql.Tx, item, article int64) (url string, err error) {
	err = tx.QueryRowContext(ctx, `UPDATE item SET article = ?, trouble = '' WHERE id = ? RETURNING url`, article, item).Scan(&url)
	return url, found(err)
}

// keepAddresses notes that the addresses lead to an article. Empty ones lead
// nowhere.
func keepAddresses(ctx context.Context, tx *sql.Tx, article int64, addresses []string) error {
	for _, a := range addresses {
		if a = plainAddress(a); a == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO address (url, article) VALUES (?, ?)
			ON CONFLICT (url) DO UPDATE SET article = excluded.article`, a, article); err != nil {
			return err
		}
	}
	return nil
}

// decode reads a stored briefing.
func decode(data []byte, b *briefing.Briefing) error {
	if err := json.Unmarshal(data, b); err != nil {
		return fmt.Errorf("stored briefing: %w", err)
	}
	return nil
}
