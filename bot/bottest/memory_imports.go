package bottest

import (
	"context"
	"slices"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

func (m *Memory) OpenImport(ctx context.Context, i bot.Import, j bot.Job) (bot.Import, error) {
	leave, err := m.enter(ctx, "OpenImport")
	if err != nil {
		return i, err
	}
	defer leave()
	i.ID = m.id()
	kept := i
	kept.Feeds = slices.Clone(i.Feeds)
	m.imports = append(m.imports, &kept)
	if j != (bot.Job{}) {
		j.ID = i.ID
		m.enqueue(j)
	}
	return i, nil
}

// imported does something with one import.
func (m *Memory) imported(ctx context.Context, method string, id int64, do func(*bot.Import)) error {
	leave, err := m.enter(ctx, method)
	if err != nil {
		return err
	}
	defer leave()
	n := slices.IndexFunc(m.imports, func(i *bot.Import) bool { return i.ID == id })
	if n < 0 {
		return bot.ErrNotFound
	}
	do(m.imports[n])
	return nil
}

func (m *Memory) Import(ctx context.Context, id int64) (i bot.Import, err error) {
	err = m.imported(ctx, "Import", id, func(o *bot.Import) {
		i = *o
		i.Feeds = slices.Clone(o.Feeds)
	})
	return i, err
}

func (m *Memory) Imported(ctx context.Context, id int64, n int, f bot.ImportedFeed) error {
	there := false
	err := m.imported(ctx, "Imported", id, func(i *bot.Import) {
		if there = n >= 0 && n < len(i.Feeds); there {
			f.URL, f.Filter = i.Feeds[n].URL, i.Feeds[n].Filter
			i.Feeds[n] = f
		}
	})
	if err == nil && !there {
		return bot.ErrNotFound
	}
	return err
}

func (m *Memory) EndImport(ctx context.Context, id int64, r bot.Report, now time.Time) error {
	return m.imported(ctx, "EndImport", id, func(i *bot.Import) {
		if !i.Ended.IsZero() {
			return
		}
		if i.Ended = now; now.Before(i.Awaited) {
			return
		}
		r.ID, r.Channel, r.Made = m.id(), i.Channel, now
		m.reports = append(m.reports, &r)
		m.enqueue(bot.Job{Kind: bot.PostReport, ID: r.ID})
	})
}

func (m *Memory) OpenImports(ctx context.Context, before time.Time) ([]int64, error) {
	leave, err := m.enter(ctx, "OpenImports")
	if err != nil {
		return nil, err
	}
	defer leave()
	var ids []int64
	for _, i := range m.imports {
		if i.Ended.IsZero() && i.Opened.Before(before) {
			ids = append(ids, i.ID)
		}
	}
	return ids, nil
}
