package bot

import (
	"cmp"
	"encoding/json"
	"time"

	"github.com/dateline-bot/dateline/briefing"
)

// A Post is something to show: one of *Briefed, *EditionCard, *Answer, *List,
// *Notice, *File. It is a value of the domain; each face shows it as its own users
// expect.
type Post interface {
	// Headline is one line of plain text, for notifications.
	Headline() string
}

// Briefed is an article's briefing.
type Briefed struct {
	Briefing briefing.Briefing
	Read     time.Time
	Note     string // a sentence about the reading itself: "read as Windows-1252"; "" for none
	Explain  bool   // show why each fact stands where it does; as with Show "why"
	Show     string // "facts", "quotes" or "why": all of that alone; "" for the summary
}

// EditionCard is an edition: what stands in the channel, and its stories for
// the thread.
type EditionCard struct {
	Name    string    // "Morning edition", "Preview"
	Slot    time.Time // in the digest's zone
	Late    string    // "2 h late (the bot was down)"; "" where it is on time
	Stories []Story
	More    int      // further stories that its size leaves out
	Changes []Change // what became of articles that earlier editions told of
	Feeds   FeedTally
	Next    time.Time // in the digest's zone; zero where there is none
}

// A Story is one story of an edition.
type Story struct {
	Title    string
	URL      string
	Site     string
	Briefing *briefing.Briefing // nil where only title and link are known
	Trouble  string             // why, where that is so
	Sources  []Source           // all articles on it, the leading one first
}

// Outlets counts who reports the story: two articles of one site are one
// source's word.
func (s Story) Outlets() int {
	sites := map[string]bool{}
	for _, src := range s.Sources {
		sites[cmp.Or(src.Site, src.URL)] = true
	}
	return len(sites)
}

// A Source is an article that a story stands on.
type Source struct {
	Title string
	Site  string
	URL   string
}

// A FeedTally tells how the feeds of an edition were read.
type FeedTally struct {
	Read    int
	Total   int
	Trouble []string // "blocked", "timed out": one for each feed not read
}

// An Answer is what the archive holds on a question.
type Answer struct {
	Title    string // "3 quotes of Ines Okafor, mayor of Velmar, newest first"
	Hits     []Hit
	More     int    // hits that are not shown
	Searched string // how the question was read: "speaker Ines Okafor · since Mon 2 March · 214 articles"
	Nearest  string // what comes near where nothing was found; "" for nothing
}

// A List is titled rows: what a channel follows, a digest's settings, help.
type List struct {
	Title string
	Rows  []Row
	Foot  string
}

// A Row is one row of a list.
type Row struct {
	Name   string // what it is: a feed's title, a command
	URL    string // where it leads; "" for nowhere
	Detail string // what there is to say of it
}

// A Notice is a sentence or two: done, refused, what was wrong.
type Notice struct {
	Text    string
	Problem bool // something was wrong
}

// A File is something to keep. Where a platform takes no files, its text is
// shown as it is.
type File struct {
	Name string // followed.opml
	Type string // its media type
	Text string
	Note string // a sentence that stands with it
}

func (p *Briefed) Headline() string { return p.Briefing.Headline }
func (p *Answer) Headline() string  { return p.Title }
func (p *List) Headline() string    { return p.Title }
func (p *Notice) Headline() string  { return p.Text }
func (p *File) Headline() string    { return p.Note }

// Headline tells which edition it is and what leads it.
func (p *EditionCard) Headline() string {
	switch {
	case len(p.Stories) > 0:
		return p.Name + ": " + p.Stories[0].Title
	case len(p.Changes) > 0:
		return p.Name + ": " + lowerFirst(p.Changes[0].Kind.Words()) + ": " + p.Changes[0].Title
	}
	return p.Name
}

// A Part is one message, rendered for one platform. It is stored with its
// edition, so that what is resumed is what was begun.
type Part struct {
	Headline string          // for notifications and logs
	InThread bool            // belongs under the first part
	Payload  json.RawMessage // the platform's own form
}

// A Key marks a part on its platform. At most 25 bytes of [a-z0-9.], as
// Discord's nonce allows.
type Key string

// A Receipt is the platform's word that a part stands: its message id.
type Receipt string
