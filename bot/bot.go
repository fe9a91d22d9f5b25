package bot

import (
	"log/slog"
	"sync"
	"time"

	"github.com/dateline-bot/dateline/briefing"
)

// Doors are what stands at each of the bot's doors, and how it is set.
type Doors struct {
	Reader        Reader
	Feeds         Feeds
	Follows       Follows
	Archive       Archive
	Digests       Digests
	Editions      Editions
	Reports       Reports
	Imports       Imports
	Changes       Changes
	Subscriptions Subscriptions
	Hubs          Hubs // nil: this bot has no address that a hub could send to
	Jobs          Jobs
	Faces         map[string]Face // by Channel.Platform

	// Brief returns an article's briefing; any number of goroutines may call
	// it. nil: a briefing.Engine's.
	Brief func(briefing.Article) briefing.Briefing

	Log   *slog.Logger  // nil: nothing is logged
	Zone  string        // of digests that name none, an IANA name; "": UTC
	Grace time.Duration // how late an edition may still come; 0: 6 hours

	UserFetches int // that one person may cause in a minute; 0: UserFetches
}

// A Bot answers commands, polls feeds and puts editions together. Its methods
// may be called from any number of goroutines.
type Bot struct {
	Doors
	requests requests
	attempts attempts
	harvests harvests
	budget   budget
	posting  sync.Map // ID of a digest of which an edition is being posted → struct{}{}
}

var _ Asker = (*Bot)(nil)

// New returns a bot that works behind d. Every door but Faces and Hubs must be set.
func New(d Doors) *Bot {
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.Zone == "" {
		d.Zone = "UTC"
	}
	if d.Grace <= 0 {
		d.Grace = 6 * time.Hour
	}
	if d.UserFetches <= 0 {
		d.UserFetches = UserFetches
	}
	if d.Brief == nil {
		d.Brief = new(engines).brief
	}
	return &Bot{Doors: d}
}

const (
	defaultSize = 7  // stories of an edition where nobody said
	mostSize    = 20 // stories of an edition at most
)
