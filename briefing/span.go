package briefing

// A Span is the half-open byte range [Start, End) of an article's Text.
// Both ends lie on rune boundaries.
type Span struct{ Start, End int }

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s holds no byte. The zero Span is empty and stands for
// "not in the text".
func (s Span) Empty() bool { return s.End <= s.Start }

// In returns the bytes of text that s covers.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains reports whether every byte of t is also in s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }
