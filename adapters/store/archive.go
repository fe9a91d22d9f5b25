package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// Hits that one search shows.
const (
	hitsUsual = 20 // where the query does not say
	hitsMost  = 200
)

// Search returns what c may see that fits q. A passage that several articles
// hold is one hit. With a speaker or without words the newest come first, else
// those that fit best, of which newer ones count for more.
func (s *Store) Search(ctx context.Context, c bot.Channel, q bot.Query) (f bot.Found, err error) {
	err = s.db.read(ctx, "search", func(tx *sql.Tx) error {
		channel, err := findChannel(ctx, tx, c)
		if err != nil {
			return err
		}
		if f.Articles, err = searched(ctx, tx, channel, q); err != nil || f.Articles == 0 {
			return err
		}
		all, err := candidates(ctx, tx, channel, q)
		if err != nil {
			return err
		}
		if q.Speaker != "" || len(q.Words) == 0 {
			slices.SortFunc(all, newer)
		} else {
			blend(all)
		}
		all = foldAlike(all)
		f.Total = len(all)
		limit := q.Limit
		if limit <= 0 {
			limit = hitsUsual
		}
		f.Hits, err = hits(ctx, tx, all[:min(limit, hitsMost, len(all))])
		return err
	})
	return f, err
}

// visible is the condition that a channel may see an article: a feed that it
// follows led to it, or it asked for it. It takes the channel twice.
func visible(article string) string {
	return `(EXISTS (SELECT 1 FROM item i WHERE i.article = ` + article + `
			AND i.feed IN (SELECT feed FROM follow WHERE channel = ?))
		OR EXISTS (SELECT 1 FROM briefed WHERE channel = ? AND article = ` + article + `))`
}

// between is the condition that an article a lies in [q.Since, q.Until).
func between(q bot.Query) condition {
	var c condition
	if !q.Since.IsZero() {
		c.sql += ` AND a.dated >= ?`
		c.args = append(c.args, micros(q.Since))
	}
	if !q.Until.IsZero() {
		c.sql += ` AND a.dated < ?`
		c.args = append(c.args, micros(q.Until))
	}
	return c
}

// searched counts the articles that a search looks through.
func searched(ctx context.Context, tx *sql.Tx, channel int64, q bot.Query) (n int, err error) {
	when := between(q)
	err = tx.QueryRowContext(ctx, `SELECT count(*) FROM article a WHERE `+visible("a.id")+when.sql,
		append([]any{channel, channel}, when.args...)...).Scan(&n)
	return n, err
}

// A candidate is a passage that fits.
type candidate struct {
	id, article, fold int64
	number            int
	dated             int64
	rank              float64 // bm25: the lower, the better it fits
	also              int
}

// candidates returns the passages that fit q, in no order.
func candidates(ctx context.Context, tx *sql.Tx, channel int64, q bot.Query) ([]candidate, error) {
	from, rank := `passage p`, `0.0`
	where := condition{sql: visible("p.article"), args: []any{channel, channel}}
	add := func(c condition) {
		where.sql += c.sql
		where.args = append(where.args, c.args...)
	}
	if len(q.Words) > 0 {
		match, ok := ftsQuery(q.Words)
		if !ok {
			return nil, nil
		}
		// A word in the passage itself weighs more than one beside it.
		from, rank = `passage_words JOIN passage p ON p.id = passage_words.rowid`, `bm25(passage_words, 4.0, 1.0)`
		add(condition{` AND passage_words MATCH ?`, []any{match}})
	}
	if q.Quotes != q.Facts {
		add(condition{` AND p.quote = ?`, []any{bit(q.Quotes)}})
	}
	if q.Speaker != "" {
		who, err := speakers(ctx, tx, channel, q.Speaker)
		if err != nil || who.sql == "" {
			return nil, err
		}
		add(who)
	}
	add(between(q))
	rows, err := tx.QueryContext(ctx, `SELECT p.id, p.article, p.fold, p.number, a.dated, `+rank+`
		FROM `+from+` JOIN article a ON a.id = p.article WHERE `+where.sql, where.args...)
	return collect(rows, err, func(r row) (candidate, error) {
		var c candidate
		err := r.Scan(&c.id, &c.article, &c.fold, &c.number, &c.dated, &c.rank)
		return c, err
	})
}

// speakers returns the condition that a passage p is by somebody of that name.
// Where the channel may see somebody who has its words whole, those who only
// have longer ones are not meant. The zero condition says that name has no
// words.
func speakers(ctx context.Context, tx *sql.Tx, channel int64, name string) (condition, error) {
	whole, ok := speakerNamed(name, true)
	if !ok {
		return condition{}, nil
	}
	var exists bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM speaker s JOIN passage p ON p.speaker = s.id
		WHERE `+whole.sql+` AND `+visible("p.article")+`)`, append(whole.args, channel, channel)...).Scan(&exists)
	if err != nil {
		return condition{}, err
	}
	who, _ := speakerNamed(name, exists)
	who.sql = ` AND p.speaker IN (SELECT s.id FROM speaker s WHERE ` + who.sql + `)`
	return who, nil
}

// newer orders candidates from the newest, and within an article as it reads.
func newer(a, b candidate) int {
	return cmp.Or(cmp.Compare(b.dated, a.dated), cmp.Compare(b.article, a.article), cmp.Compare(a.number, b.number), cmp.Compare(a.id, b.id))
}

// blend orders candidates by how well they fit and how new they are: beside
// the newest of them, one that is a week older counts for three quarters of
// what it would, one that is very old for half.
func blend(all []candidate) {
	const week = float64(7 * 24 * time.Hour / time.Microsecond)
	var newest int64
	for _, c := range all {
		newest = max(newest, c.dated)
	}
	for i, c := range all {
		age := float64(newest-c.dated) / week
		all[i].rank *= 0.5 + 0.5/(1+age)
	}
	slices.SortFunc(all, func(a, b candidate) int { return cmp.Or(cmp.Compare(a.rank, b.rank), newer(a, b)) })
}

// foldAlike keeps the first of the candidates that hold the same words, and
// counts the further articles in it.
func foldAlike(all []candidate) []candidate {
	at := make(map[int64]int, len(all))
	in := make(map[[2]int64]bool, len(all))
	kept := all[:0]
	for _, c := range all {
		i, again := at[c.fold]
		if !again {
			at[c.fold] = len(kept)
			kept = append(kept, c)
		} else if !in[[2]int64{c.fold, c.article}] {
			kept[i].also++
		}
		in[[2]int64{c.fold, c.article}] = true
	}
	return kept
}

// hits reads what is to be shown of the candidates.
func hits(ctx context.Context, tx *sql.Tx, all []candidate) ([]bot.Hit, error) {
	if len(all) == 0 {
		return nil, nil
	}
	type source struct {
		briefing briefing.Briefing
		read     time.Time
	}
	sources := map[int64]*source{}
	out := make([]bot.Hit, 0, len(all))
	for _, c := range all {
		var text string
		var quote bool
		var read int64
		var data []byte
		err := tx.QueryRowContext(ctx, `SELECT p.text, p.quote, a.read, a.briefing
			FROM passage p JOIN article a ON a.id = p.article WHERE p.id = ?`, c.id).Scan(&text, &quote, &read, &data)
		if err != nil {
			return nil, err
		}
		src := sources[c.article]
		if src == nil {
			src = &source{read: instant(read)}
			if err := decode(data, &src.briefing); err != nil {
				return nil, err
			}
			sources[c.article] = src
		}
		h := bot.Hit{Article: src.briefing.Article, Read: src.read, Text: text, Also: c.also}
		h.Article.Text = ""
		if quote && c.number < len(src.briefing.Quotes) {
			h.Quote = &src.briefing.Quotes[c.number]
		}
		if !quote && c.number < len(src.briefing.Facts) {
			h.Fact = &src.briefing.Facts[c.number]
		}
		out = append(out, h)
	}
	return out, nil
}
