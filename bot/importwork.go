package bot

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	importSlice  = 45 * time.Second // that one run of the work goes on to the next feed
	importAtOnce = 4                // sites that are asked at the same time
	importPause  = time.Second      // between two feeds of one site
	importRest   = 5 * time.Second  // before what failed on our side is tried again
	importTries  = 3                // of a feed whose server puts it off
	putOffMost   = 2 * time.Minute  // that a server may put one off
	importAhead  = 200              // articles that are read ahead, of all feeds
)

// importFeeds follows the feeds of an import that are still open, a site's one
// after the other, and ends it once none is. Each result is stored as it comes,
// so that nothing is fetched twice.
func (b *Bot) importFeeds(ctx context.Context, id int64) error {
	i, err := b.Imports.Import(ctx, id)
	if errors.Is(err, ErrNotFound) || err == nil && !i.Ended.IsZero() {
		return nil
	}
	if err != nil {
		return err
	}
	w := importer{bot: b, Import: i, until: time.Now().Add(importSlice)}
	if err := w.run(ctx); err != nil {
		return err
	}
	if left := len(w.with("")); left > 0 {
		return &RetryError{After: w.putOff, Err: errors.New(count(left, "feed") + " still to be followed")}
	}
	if err := b.Imports.EndImport(ctx, id, w.report(), time.Now()); err != nil {
		return err
	}
	b.Log.Info("import ended", "import", id, "channel", i.Channel.String(), "followed", len(w.with(ImportFollowed)), "already", len(w.with(ImportAlready)), "failed", len(w.with(ImportFailed)))
	return nil
}

// An importer is one run of an import's work.
type importer struct {
	bot *Bot
	Import
	until  time.Time
	follow map[string]Follow // the channel's before this run, by bareAddress

	mu     sync.Mutex
	putOff time.Duration // until a server wants to be asked again
}

// run takes up the open feeds until all are done or the time is over.
func (w *importer) run(ctx context.Context) error {
	follows, err := w.bot.Follows.Following(ctx, w.Channel)
	if err != nil {
		return err
	}
	w.follow = map[string]Follow{}
	for _, f := range follows {
		w.follow[bareAddress(f.Feed.URL)] = f
	}
	var sites [][]int // places in w.Feeds, those of one site together
	at := map[string]int{}
	for n, f := range w.Feeds {
		if f.Result != "" {
			continue
		}
		host := hostOf(f.URL)
		k, ok := at[host]
		if !ok {
			k = len(sites)
			at[host], sites = k, append(sites, nil)
		}
		sites[k] = append(sites[k], n)
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(importAtOnce)
	for _, site := range sites {
		g.Go(func() error { return w.site(ctx, site) })
	}
	return g.Wait()
}

// hostOf returns the host of an address, "" where it has none.
func hostOf(addr string) string {
	u, err := url.Parse(addr)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// site follows the feeds of one site.
func (w *importer) site(ctx context.Context, feeds []int) error {
	for k, n := range feeds {
		if ctx.Err() != nil || time.Now().After(w.until) {
			return ctx.Err()
		}
		fetched, err := w.take(ctx, n)
		if err != nil {
			return err
		}
		if !fetched || k == len(feeds)-1 {
			continue
		}
		select {
		case <-time.After(importPause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// take follows the n-th feed, stores what became of it and reports whether it
// was fetched. A feed that is put off stays open for the next run.
func (w *importer) take(ctx context.Context, n int) (fetched bool, err error) {
	f := &w.Feeds[n]
	fetched, err = w.followOne(ctx, f)
	if err != nil {
		if ctx.Err() != nil {
			return fetched, ctx.Err()
		}
		p, wait := AsProblem(err), importRest
		var retry *RetryError
		if p.Kind == Internal {
			w.bot.Log.Error("a feed of an import was not followed", "import", w.ID, "number", n, "err", err)
		} else if errors.As(err, &retry) {
			wait = retry.After
		}
		if f.Tries++; f.Tries < importTries && wait <= putOffMost && (retry != nil || p.Kind == Internal) {
			w.mu.Lock()
			w.putOff = max(w.putOff, wait)
			w.mu.Unlock()
		} else {
			f.Result, f.Reason = ImportFailed, p.Message
		}
	}
	return fetched, w.bot.Imports.Imported(ctx, w.ID, n, *f)
}

// followOne subscribes the channel to f and notes in it how that went.
func (w *importer) followOne(ctx context.Context, f *ImportedFeed) (fetched bool, err error) {
	defer contain(&err)
	filter, p := ParseFilter(f.Filter)
	if p != nil { // of a program that knows other words
		filter = Filter{}
	}
	if old, ok := w.follow[bareAddress(f.URL)]; ok {
		return false, w.subscribed(ctx, f, old, filter)
	}
	addr, ok := sourceAddress(f.URL)
	if !ok {
		return false, notAnAddress(f.URL)
	}
	if _, err := ParseAddress(addr); err != nil {
		return false, err
	}
	h, err := w.bot.harvestNew(ctx, addr)
	if err != nil {
		return true, err
	}
	if h.Listed != nil {
		return true, Problemf(BadInput, "It is an OPML itself. Follow it by its own address.")
	}
	follow, _, err := w.bot.followFeed(ctx, w.Channel, h, max(1, importAhead/len(w.Feeds)))
	if err != nil {
		return true, err
	}
	return true, w.subscribed(ctx, f, follow, filter)
}

// subscribed notes what became of f, which the channel follows now, and has it
// take what filter says. A follow that is as old as the import is the import's
// own, made before something broke.
func (w *importer) subscribed(ctx context.Context, f *ImportedFeed, is Follow, filter Filter) error {
	f.Title, f.Result = feedTitle(is.Feed), ImportFollowed
	if is.Since.Before(w.Opened) {
		f.Result = ImportAlready
		if !w.Refilter {
			return nil
		}
	}
	if is.Filter == filter.String() {
		return nil
	}
	return w.bot.Follows.SetFilter(ctx, w.Channel, is.Feed.ID, filter.String())
}
