package bot

import (
	"fmt"
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
