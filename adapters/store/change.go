package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// toldBy is the condition that an article led a story of an edition e of a
// digest that was posted. It takes the verdict, the digest and the outcome.
const toldBy = `edition_item t JOIN edition e ON e.id = t.edition JOIN item i ON i.id = t.item
	WHERE t.verdict = ? AND t.story = 0 AND e.digest = ? AND e.outcome = ?`

// Told lists the articles that led stories of d's posted editions.
func (s *Store) Told(ctx context.Context, d bot.Digest, since time.Time) (all []bot.Reread, err error) {
	err = s.db.read(ctx, "articles told", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, rereadQuery+`, max(e.settled) AS told FROM article a JOIN (SELECT i.article, e.settled FROM `+toldBy+` AND e.settled >= ?) e ON e.article = a.id
			GROUP BY a.id ORDER BY told DESC, a.id`, bot.VerdictShown, d.ID, bot.OutcomePosted, micros(since))
		all, err = collect(rows, err, scanReread)
		return err
	})
	return all, err
}

// Reread returns the article with that number.
func (s *Store) Reread(ctx context.Context, article int64) (r bot.Reread, err error) {
	err = s.db.read(ctx, "article to read again", func(tx *sql.Tx) error {
		r, err = scanReread(tx.QueryRowContext(ctx, rereadQuery+`, 0 FROM article a WHERE a.id = ?`, article))
		if err == nil && r.URL == "" {
			return bot.ErrNotFound
		}
		return found(err)
	})
	return r, err
}

const rereadQuery = `SELECT a.id, a.briefing, max(a.checked, a.read), a.etag, a.last_modified`

func scanReread(r row) (bot.Reread, error) {
	var a bot.Reread
	var data []byte
	var checked, told int64
	if err := r.Scan(&a.Article, &data, &checked, &a.Validators.ETag, &a.Validators.LastModified, &told); err != nil {
		return a, err
	}
	a.Checked, a.Told = instant(checked), instant(told)
	var b briefing.Briefing
	err := decode(data, &b)
	a.URL = b.Article.URL
	return a, err
}

// Checked records that the article at url was asked for.
func (s *Store) Checked(ctx context.Context, url string, v bot.Validators, now time.Time) error {
	return s.db.write(ctx, "check article", func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, `UPDATE article SET checked = ?, etag = ?, last_modified = ?
			WHERE id = (SELECT article FROM address WHERE url = ?)`, micros(now), v.ETag, v.LastModified, plainAddress(url)))
	})
}

// Changed stores what became of the article at url.
func (s *Store) Changed(ctx context.Context, url string, c bot.Change, now time.Time) error {
	return s.db.write(ctx, "change of article", func(tx *sql.Tx) error {
		var article int64
		if err := tx.QueryRowContext(ctx, `SELECT article FROM address WHERE url = ?`, plainAddress(url)).Scan(&article); err != nil {
			return found(err)
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO change (article, noticed, kind, title, url, site, was, now, note)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			article, micros(now), c.Kind, c.Title, c.URL, c.Site, c.Was, c.Now, c.Note)
		return err
	})
}

// Changes lists what became of articles that d told of.
func (s *Store) Changes(ctx context.Context, d bot.Digest, limit int) (all []bot.Change, err error) {
	err = s.db.read(ctx, "changes", func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT c.id, c.kind, c.title, c.url, c.site, c.was, c.now, c.note FROM change c
			WHERE EXISTS (SELECT 1 FROM `+toldBy+` AND i.article = c.article AND e.settled < c.noticed)
			AND NOT EXISTS (SELECT 1 FROM edition_change x JOIN edition e ON e.id = x.edition
				WHERE x.change = c.id AND e.digest = ? AND (e.outcome = ? OR e.settled = 0))
			ORDER BY c.id LIMIT ?`, bot.VerdictShown, d.ID, bot.OutcomePosted, d.ID, bot.OutcomePosted, limit)
		all, err = collect(rows, err, func(r row) (bot.Change, error) {
			var c bot.Change
			err := r.Scan(&c.ID, &c.Kind, &c.Title, &c.URL, &c.Site, &c.Was, &c.Now, &c.Note)
			return c, err
		})
		return err
	})
	return all, err
}
