package bot

import "time"

// A Digest is a channel's standing order.
type Digest struct {
	ID       int64
	Channel  Channel
	When     string    // as ParseSchedule takes it: "07:30 weekdays"
	Zone     string    // IANA name
	Size     int       // stories at most
	Quiet    bool      // true: an edition with nothing new says nothing
	Next     time.Time // when it is next due
	NextSlot string    // and the slot that this is
}
