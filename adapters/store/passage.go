package store

import (
	"context"
	"database/sql"
	"strings"

	"github.com/dateline-bot/dateline/briefing"
)

// A passage is a fact or quote as it is searched.
type passage struct {
	quote   bool
	number  int // in the briefing's Facts or Quotes
	text    string
	about   string // the words around it that people may look for it by
	speaker string // "" where nobody is known to have said it
	role    string
}

// keepPassages stores the passages of b in place of those that its article
// had.
func keepPassages(ctx context.Context, tx *sql.Tx, article int64, b briefing.Briefing) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM passage WHERE article = ?`, article); err != nil {
		return err
	}
	for _, p := range passagesOf(b) {
		speaker, err := keepSpeaker(ctx, tx, p.speaker)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO passage (article, quote, number, text, about, speaker, role, fold)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, article, bit(p.quote), p.number, p.text, p.about, speaker, p.role,
			foldPassage(p.quote, p.text, p.speaker)); err != nil {
			return err
		}
	}
	return nil
}

// passagesOf returns the facts and quotes of b. A quote whose speaker is not
// resolved is nobody's: it is found by its words, never by a name.
func passagesOf(b briefing.Briefing) []passage {
	text := b.Article.Text
	var all []passage
	for n, f := range b.Facts {
		all = append(all, passage{number: n, text: f.In(text), about: b.Article.Title, speaker: f.Speaker})
	}
	for n := range b.Quotes {
		q := &b.Quotes[n]
		p := passage{quote: true, number: n, text: q.In(text), about: b.Article.Title + "\n" + around(b, q)}
		if q.Speaker != nil && q.Speaker.Resolved {
			p.speaker, p.role = q.Speaker.Name, q.Speaker.Role
		}
		all = append(all, p)
	}
	return all
}

// around returns the sentences that a quote and its cue stand in.
func around(b briefing.Briefing, q *briefing.Quote) string {
	var s []string
	for _, sentence := range b.Sentences {
		in := sentence.Overlaps(q.Cue)
		for _, c := range q.Content {
			in = in || sentence.Overlaps(c)
		}
		if in {
			s = append(s, sentence.In(b.Article.Text))
		}
	}
	return strings.Join(s, "\n")
}
