package bot

import "time"

// A Feed is a source that is polled.
type Feed struct {
	ID           int64
	URL          string // where it is fetched from
	Title        string
	Site         string // the web page that it belongs to
	ETag         string
	LastModified string
	Body         uint64    // a digest of what was read last; 0: nothing was
	Hub          string    // the WebSub hub that it names; "" for none
	Topic        string    // what it is called there
	Pushed       time.Time // until when that hub sends what is new; zero: it does not
	Wish         Wish
	Next         time.Time     // when it is to be fetched again
	Changed      time.Time     // when a fetch last brought something new; zero: it was never harvested
	Pace         time.Duration // between its changes, as far as we have seen; 0: not known
	Failures     int           // in a row
	Trouble      string        // what went wrong last, a sentence; "" where nothing did
	Reported     bool          // its followers were told that it is in trouble
}

// A Wish is what a feed says of when it wants to be fetched: RSS's ttl,
// skipHours and skipDays, or the syndication module's update period.
// https://www.rssboard.org/rss-specification
type Wish struct {
	Rest      time.Duration // between two fetches, at least
	SkipHours uint32        // bit h: not in hour h of the day, UTC
	SkipDays  uint8         // bit d: not on that time.Weekday, UTC
}

// An Item is one entry of a feed.
type Item struct {
	ID        int64
	Feed      int64
	GUID      string // as the feed gives it; "" where it gives none
	URL       string
	Title     string
	Summary   string // plain text
	Author    string
	Published time.Time // zero where the feed does not say
	FirstSeen time.Time
}

// A Harvest is what one fetch of a feed brought.
type Harvest struct {
	Feed      Feed          // with its address, validators and wish as they are now
	Items     []Item        // in the feed's order; none where Unchanged
	Listed    []Listed      // the feeds that an OPML names, where one was fetched; then there is nothing else
	Unchanged bool          // the server said so (304), or sent the same bytes
	Gone      bool          // with an error: the server says that the feed is no more (410)
	Rest      time.Duration // how long its server says that this answer keeps; 0: it does not say
}

// A Follow is a channel's subscription to a feed.
type Follow struct {
	Channel Channel
	Feed    Feed
	Since   time.Time // items first seen before it are old to this channel
	Filter  string    // what it takes of the feed, as ParseFilter reads it; "": everything
}
