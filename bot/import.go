package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"
)

// An Import is an OPML that a channel was asked to follow, and how far that is.
type Import struct {
	ID      int64
	Channel Channel
	Name    string // what sentences call it: subscriptions.opml
	Opened  time.Time
	Awaited time.Time // until when somebody waits to be answered; later the channel is told
	Ended   time.Time // zero until it has
	// Refilter is true where the channel takes of feeds that it follows
	// already what their Filter says as well.
	Refilter bool
	Feeds    []ImportedFeed
}

// An ImportedFeed is a feed of an Import and what became of it.
type ImportedFeed struct {
	Listed
	Result ImportResult // "" while it is open
	Reason string       // with ImportFailed, a sentence
	Tries  int          // that its server put off
}

// An ImportResult is what became of a feed that was to be followed.
type ImportResult string

const (
	ImportFollowed ImportResult = "followed"
	ImportAlready  ImportResult = "already"
	ImportFailed   ImportResult = "failed"
)

const (
	importWait = 20 * time.Second // that whoever asked waits for the end
	importLook = 250 * time.Millisecond
)

// followListed follows the feeds of an OPML as work that outlasts the answer
// where it takes longer.
func (b *Bot) followListed(ctx context.Context, r Request, name string, listed []Listed, reply Reply) error {
	filter, given, p := filterOf(r.Options)
	if p != nil {
		return p
	}
	if given {
		for i := range listed {
			listed[i].Filter = filter.String()
		}
	}
	i, err := b.openImport(ctx, Import{Channel: r.Channel, Name: name, Refilter: given, Awaited: time.Now().Add(importWait)}, listed, Job{Kind: ImportFeeds})
	if err != nil {
		return err
	}
	if i, err = b.awaitImport(ctx, i); err != nil {
		return err
	}
	if i.Ended.IsZero() || !i.Ended.Before(i.Awaited) {
		return reply(ctx, &Notice{Text: fmt.Sprintf("%s names %s. Following them takes a while; this channel is told when it is done.", capitalized(i.Name), count(len(i.Feeds), "feed"))})
	}
	return reply(ctx, i.list(b.whatNext(ctx, r.Channel)))
}

// Import follows the feeds that an OPML names for c, and returns what became of
// them once all are done. It does the work itself; where it is broken off, the
// clock of a bot on the same database takes it up. Name is what the OPML is
// called; the error is a *Problem where it is none.
func (b *Bot) Import(ctx context.Context, c Channel, name string, opml []byte) (*List, error) {
	listed, err := ParseOPML(opml)
	if err != nil {
		return nil, err
	}
	const never = 100 * 365 * 24 * time.Hour // nobody else is told
	i, err := b.openImport(ctx, Import{Channel: c, Name: name, Awaited: time.Now().Add(never)}, listed, Job{})
	if err != nil {
		return nil, err
	}
	for {
		err := b.Work(ctx, Job{Kind: ImportFeeds, ID: i.ID})
		if err == nil {
			break
		}
		var retry *RetryError
		if !errors.As(err, &retry) {
			return nil, err
		}
		select {
		case <-time.After(retry.After):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if i, err = b.Imports.Import(ctx, i.ID); err != nil {
		return nil, err
	}
	return i.list(b.whatNext(ctx, c)), nil
}

// openImport stores an import with its job, which may be the zero Job.
func (b *Bot) openImport(ctx context.Context, i Import, listed []Listed, j Job) (Import, error) {
	i.Opened = time.Now()
	for _, l := range listed {
		i.Feeds = append(i.Feeds, ImportedFeed{Listed: l})
	}
	i, err := b.Imports.OpenImport(ctx, i, j)
	if err == nil {
		b.Log.Info("import opened", "import", i.ID, "channel", i.Channel.String(), "feeds", len(i.Feeds))
	}
	return i, err
}

// awaitImport returns i once it has ended, or as it stands when it is no longer
// awaited.
func (b *Bot) awaitImport(ctx context.Context, i Import) (Import, error) {
	look := time.NewTicker(importLook)
	defer look.Stop()
	for until := i.Awaited.Add(time.Second); ; {
		i, err := b.Imports.Import(ctx, i.ID)
		if err != nil || !i.Ended.IsZero() || time.Now().After(until) {
			return i, err
		}
		select {
		case <-ctx.Done():
			return i, ctx.Err()
		case <-look.C:
		}
	}
}

// listName calls an OPML by its file's name, or by its host.
func listName(addr string) string {
	u, err := url.Parse(addr)
	if err != nil {
		return "that list"
	}
	if base := path.Base(u.Path); base != "/" && base != "." {
		return shorten(visible(base), 60)
	}
	return u.Hostname()
}

// with returns the feeds of i that came to a result.
func (i Import) with(r ImportResult) []ImportedFeed {
	var out []ImportedFeed
	for _, f := range i.Feeds {
		if f.Result == r {
			out = append(out, f)
		}
	}
	return out
}

// failedShown is how many feeds that could not be followed are told of by name.
const failedShown = 40

// list tells what became of i's feeds.
func (i Import) list(next string) *List {
	failed := i.with(ImportFailed)
	l := &List{Title: i.tally(), Foot: i.taken() + next}
	for _, f := range failed[:min(failedShown, len(failed))] {
		l.Rows = append(l.Rows, Row{Name: f.name(), URL: f.link(), Detail: f.Reason})
	}
	if more := len(failed) - failedShown; more > 0 {
		l.Foot = fmt.Sprintf("%d more could not be followed. %s", more, l.Foot)
	}
	return l
}

// report tells the same as i.list in sentences.
func (i Import) report() Report {
	const shown = 5
	failed := i.with(ImportFailed)
	text := strings.TrimSpace(i.tally() + ". " + i.taken())
	for _, f := range failed[:min(shown, len(failed))] {
		text += fmt.Sprintf(" %s: %s", f.name(), f.Reason)
	}
	if more := len(failed) - shown; more > 0 {
		text += fmt.Sprintf(" And %d more.", more)
	}
	return Report{Channel: i.Channel, Text: text, Problem: len(failed) > 0}
}

// taken tells what is taken of all of i's feeds where that was said with it, as
// a sentence and a blank.
func (i Import) taken() string {
	if !i.Refilter || len(i.Feeds) == 0 {
		return ""
	}
	filter, p := ParseFilter(i.Feeds[0].Filter)
	if p != nil {
		return ""
	}
	return "Of each this channel takes " + filter.Words() + ". "
}

// tally tells how many feeds of i came to what: subscriptions.opml: 120 feeds
// followed from now on, 3 followed already, 2 could not be followed.
func (i Import) tally() string {
	followed, already, failed := len(i.with(ImportFollowed)), len(i.with(ImportAlready)), len(i.with(ImportFailed))
	var parts []string
	if followed > 0 || already+failed == 0 {
		parts = append(parts, count(followed, "feed")+" followed from now on")
	}
	if already > 0 {
		parts = append(parts, fmt.Sprintf("%d followed already", already))
	}
	if failed > 0 {
		parts = append(parts, fmt.Sprintf("%d could not be followed", failed))
	}
	return capitalized(i.Name) + ": " + strings.Join(parts, ", ")
}

func (f ImportedFeed) name() string {
	if f.Title != "" {
		return shorten(f.Title, 80)
	}
	return shorten(f.URL, 80)
}

// link returns the feed's address where it is one.
func (f ImportedFeed) link() string {
	if _, ok := address(f.URL); ok {
		return f.URL
	}
	return ""
}

func capitalized(s string) string {
	if s == "that list" {
		return "That list"
	}
	return s
}
