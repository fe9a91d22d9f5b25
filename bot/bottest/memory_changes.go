package bottest

import (
	"context"
	"slices"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// toldIn returns when editions of a digest that told a were posted, the last
// first.
func (m *Memory) toldIn(digest int64, a *memoryArticle) []time.Time {
	var at []time.Time
	for _, e := range m.editions {
		leads := slices.ContainsFunc(e.decisions, func(d bot.Decision) bool {
			i := m.item(d.Item)
			return d.Verdict == bot.VerdictShown && d.Story == 0 && i != nil && i.article == a
		})
		if leads && e.Digest == digest && e.Outcome == bot.OutcomePosted {
			at = append(at, e.Settled)
		}
	}
	slices.SortFunc(at, func(x, y time.Time) int { return y.Compare(x) })
	return at
}

func (a *memoryArticle) reread() bot.Reread {
	r := bot.Reread{Article: a.id, URL: a.b.Article.URL, Checked: a.checked, Validators: a.validators}
	if a.read.After(r.Checked) {
		r.Checked = a.read
	}
	return r
}

func (m *Memory) Told(ctx context.Context, d bot.Digest, since time.Time) ([]bot.Reread, error) {
	leave, err := m.enter(ctx, "Told")
	if err != nil {
		return nil, err
	}
	defer leave()
	var all []bot.Reread
	for _, a := range m.articles {
		if at := m.toldIn(d.ID, a); len(at) > 0 && !at[0].Before(since) {
			r := a.reread()
			r.Told = at[0]
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(a, b bot.Reread) int { return b.Told.Compare(a.Told) })
	return all, nil
}

func (m *Memory) Reread(ctx context.Context, article int64) (bot.Reread, error) {
	leave, err := m.enter(ctx, "Reread")
	if err != nil {
		return bot.Reread{}, err
	}
	defer leave()
	for _, a := range m.articles {
		if a.id == article && a.b.Article.URL != "" {
			return a.reread(), nil
		}
	}
	return bot.Reread{}, bot.ErrNotFound
}

func (m *Memory) Checked(ctx context.Context, url string, v bot.Validators, now time.Time) error {
	leave, err := m.enter(ctx, "Checked")
	if err != nil {
		return err
	}
	defer leave()
	a := m.article(url)
	if a == nil {
		return bot.ErrNotFound
	}
	a.checked, a.validators = now, v
	return nil
}

func (m *Memory) Changed(ctx context.Context, url string, c bot.Change, now time.Time) error {
	leave, err := m.enter(ctx, "Changed")
	if err != nil {
		return err
	}
	defer leave()
	a := m.article(url)
	if a == nil {
		return bot.ErrNotFound
	}
	same := func(o *memoryChange) bool {
		return o.article == a && o.Kind == c.Kind && o.Was == c.Was && o.Now == c.Now && o.Note == c.Note
	}
	if slices.ContainsFunc(m.changes, same) {
		return nil
	}
	c.ID = m.id()
	m.changes = append(m.changes, &memoryChange{Change: c, article: a, noticed: now})
	return nil
}

func (m *Memory) Changes(ctx context.Context, d bot.Digest, limit int) ([]bot.Change, error) {
	leave, err := m.enter(ctx, "Changes")
	if err != nil {
		return nil, err
	}
	defer leave()
	var all []bot.Change
	for _, c := range m.changes {
		before := slices.ContainsFunc(m.toldIn(d.ID, c.article), func(at time.Time) bool { return at.Before(c.noticed) })
		done := slices.ContainsFunc(m.editions, func(e *memoryEdition) bool {
			return e.Digest == d.ID && slices.Contains(e.changes, c.ID) && (e.Outcome == bot.OutcomePosted || e.Settled.IsZero())
		})
		if before && !done {
			all = append(all, c.Change)
		}
	}
	return all[:min(limit, len(all))], nil
}
