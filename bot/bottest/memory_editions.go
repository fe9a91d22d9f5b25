package bottest

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

func (m *Memory) digest(of func(d *memoryDigest) bool) *memoryDigest {
	for _, d := range m.digests {
		if of(d) {
			return d
		}
	}
	return nil
}

func (m *Memory) SetDigest(ctx context.Context, d bot.Digest) (bot.Digest, error) {
	leave, err := m.enter(ctx, "SetDigest")
	if err != nil {
		return d, err
	}
	defer leave()
	old := m.digest(func(o *memoryDigest) bool { return o.Channel == d.Channel })
	if old == nil {
		old = &memoryDigest{seen: map[int64]bool{}}
		old.ID = m.id()
		m.digests = append(m.digests, old)
	}
	d.ID, old.ended = old.ID, false
	old.Digest = d
	return d, nil
}

func (m *Memory) Digest(ctx context.Context, c bot.Channel) (bot.Digest, error) {
	leave, err := m.enter(ctx, "Digest")
	if err != nil {
		return bot.Digest{}, err
	}
	defer leave()
	if d := m.digest(func(o *memoryDigest) bool { return o.Channel == c && !o.ended }); d != nil {
		return d.Digest, nil
	}
	return bot.Digest{}, bot.ErrNotFound
}

func (m *Memory) DropDigest(ctx context.Context, c bot.Channel) error {
	leave, err := m.enter(ctx, "DropDigest")
	if err != nil {
		return err
	}
	defer leave()
	d := m.digest(func(o *memoryDigest) bool { return o.Channel == c && !o.ended })
	if d == nil {
		return bot.ErrNotFound
	}
	d.ended = true
	return nil
}

func (m *Memory) DigestsDue(ctx context.Context, now time.Time, limit int) ([]bot.Digest, error) {
	leave, err := m.enter(ctx, "DigestsDue")
	if err != nil {
		return nil, err
	}
	defer leave()
	var due []bot.Digest
	for _, d := range m.digests {
		if !d.ended && !d.Next.After(now) {
			due = append(due, d.Digest)
		}
	}
	slices.SortStableFunc(due, func(a, b bot.Digest) int { return a.Next.Compare(b.Next) })
	return due[:min(limit, len(due))], nil
}

func (m *Memory) MoveDigest(ctx context.Context, d bot.Digest, next time.Time, slot string) error {
	leave, err := m.enter(ctx, "MoveDigest")
	if err != nil {
		return err
	}
	defer leave()
	o := m.digest(func(o *memoryDigest) bool { return o.ID == d.ID && o.Next.Equal(d.Next) && !o.ended })
	if o == nil {
		return bot.ErrNotFound
	}
	o.Next, o.NextSlot = next, slot
	return nil
}

func (m *Memory) Open(ctx context.Context, e bot.Edition, j bot.Job) (bool, error) {
	leave, err := m.enter(ctx, "Open")
	if err != nil {
		return false, err
	}
	defer leave()
	if m.digest(func(d *memoryDigest) bool { return d.ID == e.Digest }) == nil {
		return false, errors.New("an edition of no digest")
	}
	for _, o := range m.editions {
		if o.Digest == e.Digest && o.Slot == e.Slot {
			return false, nil
		}
	}
	e.ID = m.id()
	m.editions = append(m.editions, &memoryEdition{Edition: e})
	if j != (bot.Job{}) {
		j.ID = e.ID
		m.enqueue(j)
	}
	return true, nil
}

func (m *Memory) edition(id int64) *memoryEdition {
	for _, e := range m.editions {
		if e.ID == id {
			return e
		}
	}
	return nil
}

func (e *memoryEdition) copy() bot.Edition {
	c := e.Edition
	c.Parts = slices.Clone(e.Parts)
	return c
}

func (m *Memory) Edition(ctx context.Context, id int64) (bot.Edition, error) {
	leave, err := m.enter(ctx, "Edition")
	if err != nil {
		return bot.Edition{}, err
	}
	defer leave()
	if e := m.edition(id); e != nil {
		return e.copy(), nil
	}
	return bot.Edition{}, bot.ErrNotFound
}

func (m *Memory) News(ctx context.Context, d bot.Digest, old bool, limit int) ([]bot.News, error) {
	leave, err := m.enter(ctx, "News")
	if err != nil {
		return nil, err
	}
	defer leave()
	own := m.digest(func(o *memoryDigest) bool { return o.ID == d.ID })
	var all []bot.News
	for _, i := range m.items {
		f := m.followOf(d.Channel, i.Feed)
		if f == nil || !old && (i.FirstSeen.Before(f.Since) || own != nil && own.seen[i.ID]) {
			continue
		}
		n := bot.News{Item: i.Item, Feed: *m.feed(f.Feed.ID)}
		if i.article != nil {
			b := i.article.b
			n.Briefing = &b
		} else {
			n.Trouble, n.Pending = i.trouble, i.trouble == ""
		}
		all = append(all, n)
	}
	dated := func(i bot.Item) time.Time {
		if i.Published.IsZero() || i.Published.After(i.FirstSeen) {
			return i.FirstSeen
		}
		return i.Published
	}
	slices.SortStableFunc(all, func(a, b bot.News) int { return dated(b.Item).Compare(dated(a.Item)) })
	return all[:min(limit, len(all))], nil
}

func (m *Memory) Compose(ctx context.Context, id int64, parts []bot.Part, decisions []bot.Decision, changes []int64) error {
	leave, err := m.enter(ctx, "Compose")
	if err != nil {
		return err
	}
	defer leave()
	e := m.edition(id)
	if e == nil {
		return bot.ErrNotFound
	}
	if e.Composed {
		return nil
	}
	e.Composed, e.decisions, e.changes = true, slices.Clone(decisions), slices.Clone(changes)
	for _, p := range parts {
		e.Parts = append(e.Parts, bot.EditionPart{Part: p})
	}
	return nil
}

func (m *Memory) part(id int64, n int) *bot.EditionPart {
	if e := m.edition(id); e != nil && n < len(e.Parts) {
		return &e.Parts[n]
	}
	return nil
}

func (m *Memory) Attempt(ctx context.Context, id int64, part int) error {
	leave, err := m.enter(ctx, "Attempt")
	if err != nil {
		return err
	}
	defer leave()
	p := m.part(id, part)
	if p == nil {
		return bot.ErrNotFound
	}
	p.Attempted = true
	return nil
}

func (m *Memory) Posted(ctx context.Context, id int64, part int, r bot.Receipt) error {
	leave, err := m.enter(ctx, "Posted")
	if err != nil {
		return err
	}
	defer leave()
	p := m.part(id, part)
	if p == nil {
		return bot.ErrNotFound
	}
	p.Attempted, p.Receipt = true, cmp.Or(p.Receipt, r)
	return nil
}

func (m *Memory) Settle(ctx context.Context, id int64, o bot.Outcome, reason string, now time.Time) error {
	leave, err := m.enter(ctx, "Settle")
	if err != nil {
		return err
	}
	defer leave()
	e := m.edition(id)
	if e == nil {
		return bot.ErrNotFound
	}
	if !e.Settled.IsZero() {
		return nil
	}
	e.Settled, e.Outcome, e.Reason = now, o, reason
	if d := m.digest(func(d *memoryDigest) bool { return d.ID == e.Digest }); o == bot.OutcomePosted || o == bot.OutcomeNothingNew {
		for _, i := range e.decisions {
			if i.Verdict != bot.VerdictUnread {
				d.seen[i.Item] = true
			}
		}
	}
	return nil
}

func (m *Memory) Considered(ctx context.Context, c bot.Channel, url string) ([]bot.Considered, error) {
	leave, err := m.enter(ctx, "Considered")
	if err != nil {
		return nil, err
	}
	defer leave()
	var all []bot.Considered
	for _, i := range m.items {
		if i.Marks().Address != (bot.Item{URL: url}).Marks().Address && (i.article == nil || i.article != m.article(url)) {
			continue
		}
		con := bot.Considered{Item: i.Item, Feed: *m.feed(i.Feed), Trouble: i.trouble, Pending: i.article == nil && i.trouble == ""}
		f := m.followOf(c, i.Feed)
		if f != nil {
			con.Since = f.Since
		}
		for _, e := range m.editions {
			n := slices.IndexFunc(e.decisions, func(d bot.Decision) bool { return d.Item == i.ID })
			if e.Channel == c && n >= 0 {
				con.Decision, con.Edition = e.decisions[n], e.Edition
				con.Edition.Parts = nil
			}
		}
		if f != nil || con.Edition.ID != 0 {
			all = append(all, con)
		}
	}
	return all, nil
}

func (m *Memory) Latest(ctx context.Context, c bot.Channel) (bot.Edition, error) {
	leave, err := m.enter(ctx, "Latest")
	if err != nil {
		return bot.Edition{}, err
	}
	defer leave()
	var last *memoryEdition
	for _, e := range m.editions {
		if e.Channel == c && !e.Settled.IsZero() && (last == nil || !e.Settled.Before(last.Settled)) {
			last = e
		}
	}
	if last == nil {
		return bot.Edition{}, bot.ErrNotFound
	}
	return last.copy(), nil
}

func (m *Memory) Unsettled(ctx context.Context, before time.Time) ([]bot.Edition, error) {
	leave, err := m.enter(ctx, "Unsettled")
	if err != nil {
		return nil, err
	}
	defer leave()
	var all []bot.Edition
	for _, e := range m.editions {
		if e.Settled.IsZero() && e.Opened.Before(before) {
			all = append(all, e.copy())
		}
	}
	return all, nil
}
