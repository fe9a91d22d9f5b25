package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dateline-bot/dateline/briefing"
)

// Articles that led an edition's stories are read again before later editions,
// each time after twice as long, so that what became of them can be told.
const (
	rereadLeast = time.Minute        // between two readings of one article
	rereadTerm  = 7 * 24 * time.Hour // after an article was told
	rereadTime  = 30 * time.Second   // that an edition waits for it
	mostChanges = 10                 // told in one edition
)

// A Reread is an article to be read again.
type Reread struct {
	Article    int64 // its number in the archive
	URL        string
	Told       time.Time // when an edition that it led a story of was posted last
	Checked    time.Time // when it was read last, or asked for in vain
	Validators Validators
}

// due reports whether it is time to read r again.
func (r Reread) due(now time.Time) bool {
	since := now.Sub(r.Checked)
	return since >= rereadLeast && 2*since >= now.Sub(r.Told)
}

// Validators are what a server is asked by whether a page has changed.
type Validators struct{ ETag, LastModified string }

// ErrUnchanged is returned where a page is as it was.
var ErrUnchanged = errors.New("unchanged")

// A reading is what came of reading an article.
type reading struct {
	briefing   briefing.Briefing
	at         time.Time
	validators Validators
	old        bool // it comes from the archive
}

// keepReading stores a reading of the article at asked and, where something
// that the one before held is not there any more, that it changed. C and item
// are as for Archive.Save.
func (b *Bot) keepReading(ctx context.Context, r reading, asked string, c Channel, item int64) error {
	if r.old {
		return b.Archive.Save(ctx, r.briefing, asked, c, item, r.at)
	}
	before, _, err := b.Archive.Briefed(ctx, asked)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err == nil {
		if change, ok := changeOf(&before, &r.briefing); ok {
			if err := b.Changes.Changed(ctx, asked, change, r.at); err != nil {
				return err
			}
			b.Log.Info("article changed", "kind", change.Kind, "figure", change.Was != "", "note", change.Note != "")
		}
	}
	if err := b.Archive.Save(ctx, r.briefing, asked, c, item, r.at); err != nil {
		return err
	}
	return b.Changes.Checked(ctx, asked, r.validators, r.at)
}

// rereadsDue lists the articles of d's editions that are to be read again.
func (b *Bot) rereadsDue(ctx context.Context, d Digest, now time.Time) ([]Reread, error) {
	told, err := b.Changes.Told(ctx, d, now.Add(-rereadTerm))
	if err != nil {
		return nil, err
	}
	var due []Reread
	for _, r := range told {
		if r.due(now) {
			due = append(due, r)
		}
	}
	return due, nil
}

// rereadTold returns a *RetryError while articles of d's editions are still to
// be read again for e. It does not wait for long: what comes too late is for
// the edition after.
func (b *Bot) rereadTold(ctx context.Context, d Digest, e Edition) error {
	if time.Since(e.Opened) >= rereadTime {
		return nil
	}
	due, err := b.rereadsDue(ctx, d, e.Opened)
	if err != nil {
		return err
	}
	var jobs []Job
	for _, r := range due {
		if r.Checked.Before(e.Opened) {
			jobs = append(jobs, Job{Kind: RereadArticle, ID: r.Article})
		}
	}
	if len(jobs) == 0 {
		return nil
	}
	if err := b.Jobs.Enqueue(ctx, jobs...); err != nil {
		return err
	}
	return &RetryError{After: harvestWait, Err: fmt.Errorf("%s still to be read again", count(len(jobs), "article"))}
}

// changedSince reports whether something became of what d's editions told, once
// that has been read again, or when it takes too long.
func (b *Bot) changedSince(ctx context.Context, d Digest) (bool, error) {
	look := time.NewTicker(previewLook)
	defer look.Stop()
	e := Edition{Digest: d.ID, Channel: d.Channel, Opened: time.Now()}
	for end := e.Opened.Add(previewWait); ; {
		err := b.rereadTold(ctx, d, e)
		var waits *RetryError
		if err != nil && !errors.As(err, &waits) {
			return false, err
		}
		if err == nil || time.Now().After(end) {
			changes, err := b.Changes.Changes(ctx, d, 1)
			return len(changes) > 0, err
		}
		select {
		case <-ctx.Done():
			return false, ctx.Err()
		case <-look.C:
		}
	}
}

// reread reads an article again.
func (b *Bot) reread(ctx context.Context, id int64) error {
	r, err := b.Changes.Reread(ctx, id)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	now := time.Now()
	if now.Sub(r.Checked) < rereadLeast {
		return nil // by another edition's job
	}
	before, _, err := b.Archive.Briefed(ctx, r.URL)
	if err != nil {
		return err
	}
	a, v, err := b.Reader.Reread(ctx, r.URL, r.Validators)
	switch {
	case errors.Is(err, ErrUnchanged):
		return b.Changes.Checked(ctx, r.URL, r.Validators, now)
	case err != nil:
		return b.notReread(ctx, r, before, err)
	}
	b.attempts.forget(Job{Kind: RereadArticle, ID: id})
	a = completed(a, before.Article)
	return b.keepReading(ctx, reading{briefing: b.Brief(a), at: now, validators: v}, r.URL, Channel{}, 0)
}

// notReread takes note that an article is there no more. Whatever else keeps it
// from being read is tried again before a later edition.
func (b *Bot) notReread(ctx context.Context, r Reread, before briefing.Briefing, cause error) error {
	if ctx.Err() != nil {
		return cause
	}
	p, job := AsProblem(cause), Job{Kind: RereadArticle, ID: r.Article}
	gone := p.Kind == HTTPStatus && (p.Status == 404 || p.Status == 410) || errors.Is(p, ErrNotFound)
	if wait, ok := b.attempts.again(job); ok && (passing(p) || gone && p.Status != 410 && wait == rereadDoubt) {
		return &RetryError{After: wait, Err: cause} // a site may be out of order for a moment
	}
	b.attempts.forget(job)
	now := time.Now()
	if gone {
		change := Change{Kind: Withdrawn, Title: before.Headline, URL: before.Article.URL, Site: before.Article.Site}
		if err := b.Changes.Changed(ctx, r.URL, change, now); err != nil {
			return err
		}
	}
	b.Log.Info("article not read again", "article", r.Article, "kind", p.Kind, "gone", gone, "err", p.Err)
	return b.Changes.Checked(ctx, r.URL, r.Validators, now)
}

// rereadDoubt is after how long a page that is not found is looked for once
// more, before it is said to be gone.
const rereadDoubt = 5 * time.Second

// completed returns a with what it does not say of itself as b has it.
func completed(a, b briefing.Article) briefing.Article {
	if a.Title == "" {
		a.Title = b.Title
	}
	if a.Byline == "" {
		a.Byline = b.Byline
	}
	if a.Published.IsZero() {
		a.Published = b.Published
	}
	return a
}
