package briefing

// A tag is a token's part of speech.
type tag uint8

func (d *Document) tag() {}
