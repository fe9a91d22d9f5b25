package bot

import (
	"fmt"
	"slices"
	"time"

	"github.com/dateline-bot/dateline/briefing"
)

// An Edition is one issue of a digest, for one slot.
type Edition struct {
	ID       int64
	Digest   int64
	Channel  Channel
	Slot     string    // nominal local time, 2006-01-02T15:04; unique within its digest
	Due      time.Time // the slot's instant
	Opened   time.Time
	Settled  time.Time // zero until it is
	Outcome  Outcome   // "" until it is settled
	Reason   string    // why, in words
	Composed bool      // Parts are final
	Parts    []EditionPart
}

// An EditionPart is a part of an edition and what became of it.
type EditionPart struct {
	Part
	Attempted bool    // it may stand on the platform
	Receipt   Receipt // "" until the platform's word is in
}

// Key returns the key of the edition's n-th part, the same whenever that part
// is tried.
func (e Edition) Key(n int) Key { return Key(fmt.Sprintf("e%d.%d", e.ID, n)) }

// begun reports whether the platform may hold some of e.
func (e Edition) begun() bool {
	return slices.ContainsFunc(e.Parts, func(p EditionPart) bool { return p.Attempted })
}

// An Outcome is how an edition ended.
type Outcome string

const (
	OutcomePosted     Outcome = "posted"
	OutcomeNothingNew Outcome = "nothing new"
	OutcomeMissed     Outcome = "missed" // its slot lay too far back after downtime
	OutcomeFailed     Outcome = "failed"
)

// News is one item that an edition may take in.
type News struct {
	Item     Item
	Feed     Feed
	Briefing *briefing.Briefing // nil where the article was not or could not be read
	Trouble  string             // why it could not be
	Pending  bool               // its article is still to be read
}

// lateWords tells how late e is, "" where it is on time.
func lateWords(e Edition, now time.Time) string {
	late := now.Sub(e.Due)
	if late < 5*time.Minute {
		return ""
	}
	s := fmt.Sprintf("%d min late", int(late.Minutes()))
	if late >= time.Hour {
		s = fmt.Sprintf("%d h late", int((late + 30*time.Minute).Hours()))
	}
	if e.Opened.Sub(e.Due) >= 5*time.Minute {
		s += " (the bot was down)"
	}
	return s
}

// editionName names an edition by the hour at which it comes.
func editionName(at time.Time) string {
	switch h := at.Hour(); {
	case h >= 4 && h < 11:
		return "Morning edition"
	case h >= 11 && h < 16:
		return "Midday edition"
	case h >= 16 && h < 22:
		return "Evening edition"
	}
	return "Night edition"
}
