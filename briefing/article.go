package briefing

import "time"

// An Article is one published text as it was read.
type Article struct {
	URL       string    // canonical address; "" where it has none
	Site      string    // the publication's name
	Title     string    // as the source gives it; "" where it has none
	Byline    string    // as the source gives it
	Published time.Time // zero where it is not known
	Language  string    // BCP 47; "" lets the engine tell
	Text      string    // UTF-8; paragraphs end at newlines
}
