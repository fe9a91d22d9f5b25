package bot

import (
	"time"

	"github.com/dateline-bot/dateline/briefing"
)

// A Query is what somebody looks for in the archive.
type Query struct {
	Speaker string   // a name or part of one; "" for any
	Words   []string // all must occur; matched as words or by their stems
	Since   time.Time
	Until   time.Time
	Quotes  bool // look in quotes
	Facts   bool // look in facts
	Limit   int
}

// A Hit is one quote or fact of the archive.
type Hit struct {
	Article briefing.Article // without its Text
	Read    time.Time        // when the article was read
	Text    string           // verbatim
	Quote   *briefing.Quote  // nil for a fact
	Fact    *briefing.Fact   // nil for a quote
	Also    int              // in how many further articles the same words stand
}

// Found is what a search came to.
type Found struct {
	Hits     []Hit
	Total    int // hits before the limit
	Articles int // how many articles were searched
}

// A SpeakerCount is a speaker of the archive and how many quotes of theirs it
// holds.
type SpeakerCount struct {
	Name   string
	Role   string
	Quotes int
}
