package bottest

import (
	"context"
	"slices"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

func (m *Memory) TellFollowers(ctx context.Context, feed int64, text string, end bool, now time.Time) error {
	leave, err := m.enter(ctx, "TellFollowers")
	if err != nil {
		return err
	}
	defer leave()
	f := m.feed(feed)
	if f == nil {
		return bot.ErrNotFound
	}
	f.Reported = true
	for _, o := range m.follows {
		if o.Feed.ID == feed {
			r := &bot.Report{ID: m.id(), Channel: o.Channel, Text: text, Problem: true, Made: now}
			m.reports = append(m.reports, r)
			m.enqueue(bot.Job{Kind: bot.PostReport, ID: r.ID})
		}
	}
	if end {
		m.follows = slices.DeleteFunc(m.follows, func(o *bot.Follow) bool { return o.Feed.ID == feed })
	}
	return nil
}

// report does something with one report.
func (m *Memory) report(ctx context.Context, method string, id int64, do func(*bot.Report)) error {
	leave, err := m.enter(ctx, method)
	if err != nil {
		return err
	}
	defer leave()
	i := slices.IndexFunc(m.reports, func(r *bot.Report) bool { return r.ID == id })
	if i < 0 {
		return bot.ErrNotFound
	}
	do(m.reports[i])
	return nil
}

func (m *Memory) Report(ctx context.Context, id int64) (r bot.Report, err error) {
	err = m.report(ctx, "Report", id, func(o *bot.Report) { r = *o })
	return r, err
}

func (m *Memory) ReportAttempted(ctx context.Context, id int64) error {
	return m.report(ctx, "ReportAttempted", id, func(r *bot.Report) { r.Attempted = true })
}

func (m *Memory) ReportSettled(ctx context.Context, id int64, now time.Time) error {
	return m.report(ctx, "ReportSettled", id, func(r *bot.Report) { r.Settled = now })
}
