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
	Next         time.Time // when it is to be fetched again
	Failures     int       // in a row
	Trouble      string    // what went wrong last, a sentence; "" where nothing did
	Gone         bool      // the server said for good that it is no more
}

// An Item is one entry of a feed.
type Item struct {
	ID        int64
	Feed      int64
	GUID      string
	URL       string
	Title     string
	Summary   string // plain text
	Author    string
	Published time.Time // zero where the feed does not say
	FirstSeen time.Time
}

// A Harvest is what one fetch of a feed brought.
type Harvest struct {
	Feed      Feed   // with its new address, validators and time to come again
	Items     []Item // in the feed's order; none where Unchanged
	Unchanged bool   // the server said so (304)
}

// A Follow is a channel's subscription to a feed.
type Follow struct {
	Channel Channel
	Feed    Feed
	Since   time.Time // items first seen before it are old to this channel
	Filter  string    // what it takes of the feed, as ParseFilter reads it; "": everything
}
