package bottest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// Memory is a store and a queue that live as long as a test. It keeps the
// contract of Store. The zero Memory is empty and ready for use.
type Memory struct {
	// Fail, where it is set, is asked before every call, by the method's
	// name; what it returns is returned in place of doing it.
	Fail func(method string) error

	mu            sync.Mutex
	last          int64 // ID given last
	feeds         []*bot.Feed
	items         []*memoryItem
	follows       []*bot.Follow
	articles      []*memoryArticle
	digests       []*memoryDigest
	editions      []*memoryEdition
	reports       []*bot.Report
	imports       []*bot.Import
	changes       []*memoryChange
	subscriptions []bot.Subscription
	jobs          []bot.Job
}

var (
	_ Stores   = (*Memory)(nil)
	_ bot.Jobs = (*Memory)(nil)
)

type memoryItem struct {
	bot.Item
	trouble string
	article *memoryArticle
}

type memoryArticle struct {
	b     briefing.Briefing
	read  time.Time
	urls  []string
	asked []bot.Channel

	id         int64
	checked    time.Time
	validators bot.Validators
}

type memoryChange struct {
	bot.Change
	article *memoryArticle
	noticed time.Time
}

type memoryDigest struct {
	bot.Digest
	ended bool
	seen  map[int64]bool
}

type memoryEdition struct {
	bot.Edition
	decisions []bot.Decision
	changes   []int64
}

// enter locks m for one call.
func (m *Memory) enter(ctx context.Context, method string) (func(), error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	if m.Fail != nil {
		if err := m.Fail(method); err != nil {
			m.mu.Unlock()
			return nil, fmt.Errorf("%s: %w", method, err)
		}
	}
	return m.mu.Unlock, nil
}

func (m *Memory) id() int64 { m.last++; return m.last }

// Enqueue adds jobs to those that wait.
func (m *Memory) Enqueue(ctx context.Context, jobs ...bot.Job) error {
	leave, err := m.enter(ctx, "Enqueue")
	if err != nil {
		return err
	}
	defer leave()
	m.enqueue(jobs...)
	return nil
}

func (m *Memory) enqueue(jobs ...bot.Job) {
	for _, j := range jobs {
		if !slices.Contains(m.jobs, j) {
			m.jobs = append(m.jobs, j)
		}
	}
}

// Waiting counts the jobs.
func (m *Memory) Waiting(ctx context.Context) (int, error) {
	leave, err := m.enter(ctx, "Waiting")
	if err != nil {
		return 0, err
	}
	defer leave()
	return len(m.jobs), nil
}

// Next takes the job that waits longest; it reports false where none does.
func (m *Memory) Next() (bot.Job, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.jobs) == 0 {
		return bot.Job{}, false
	}
	j := m.jobs[0]
	m.jobs = m.jobs[1:]
	return j, true
}

// All lists every edition that was opened.
func (m *Memory) All() []bot.Edition {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []bot.Edition
	for _, e := range m.editions {
		all = append(all, e.copy())
	}
	return all
}
