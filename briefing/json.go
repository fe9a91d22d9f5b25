package briefing

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Line is a briefing with the id of the input line that it answers, as one
// line of NDJSON.
type Line struct {
	ID string // "" where the input had none
	Briefing
}

// MarshalJSON returns what [Line.AppendJSON] appends.
func (l Line) MarshalJSON() ([]byte, error) { return l.AppendJSON(nil), nil }

// AppendJSON appends the line's JSON object, without a line feed, to dst.
func (l *Line) AppendJSON(dst []byte) []byte { return l.Briefing.appendJSON(dst, l.ID) }

// MarshalJSON returns what [Briefing.AppendJSON] appends. Note that
// encoding/json then escapes <, > and & in it unless it is told not to.
func (b Briefing) MarshalJSON() ([]byte, error) { return b.AppendJSON(nil), nil }

// AppendJSON appends b as one JSON object on one line to dst. Spans are pairs
// of UTF-8 byte offsets into "text", lists are never null, and strings that
// are empty are left out. Bytes of the text that are no UTF-8 come out as
// U+FFFD, and a number that is not finite as 0: JSON has neither.
func (b *Briefing) AppendJSON(dst []byte) []byte { return b.appendJSON(dst, "") }

func (b *Briefing) appendJSON(dst []byte, id string) []byte {
	text := b.Article.Text
	if free := cap(dst) - len(dst); free < 2*len(text)+1024 {
		dst = append(make([]byte, 0, len(dst)+3*len(text)+2048), dst...)
	}
	dst = append(dst, '{')
	dst = appendOptional(dst, `"id":`, id)
	dst = appendOptional(dst, `"url":`, b.Article.URL)
	dst = appendOptional(dst, `"site":`, b.Article.Site)
	dst = appendOptional(dst, `"title":`, b.Article.Title)
	dst = appendOptional(dst, `"byline":`, b.Article.Byline)
	if t := b.Article.Published; !t.IsZero() && t.Year() >= 0 && t.Year() <= 9999 {
		dst = append(appendTime(append(dst, `"published":"`...), t), `",`...)
	}
	dst = appendOptional(dst, `"language":`, b.Language)
	dst = append(appendString(append(dst, `"text":`...), text), ',')
	dst = appendOptional(dst, `"headline":`, b.Headline)
	dst = append(appendSpans(append(dst, `"sentences":`...), b.Sentences), ',')
	dst = appendList(dst, `"facts":`, text, b.Facts, (*Fact).appendJSON)
	dst = appendList(dst, `"quotes":`, text, b.Quotes, (*Quote).appendJSON)
	dst = appendList(dst, `"figures":`, text, b.Figures, (*Figure).appendJSON)
	dst = appendList(dst, `"dates":`, text, b.Dates, (*Date).appendJSON)
	dst = appendList(dst, `"people":`, text, b.People, (*Entity).appendJSON)
	dst = appendList(dst, `"organizations":`, text, b.Organizations, (*Entity).appendJSON)
	dst = appendList(dst, `"places":`, text, b.Places, (*Entity).appendJSON)
	dst[len(dst)-1] = '}' // in place of the last list's comma
	return dst
}

func (f *Fact) appendJSON(dst []byte, text string) []byte {
	dst = appendPassage(dst, f.Span, text)
	dst = appendNumber(append(dst, `,"score":`...), f.Score)
	if f.Speaker != "" {
		dst = appendString(append(dst, `,"speaker":`...), f.Speaker)
	}
	if f.Gloss != "" {
		dst = appendString(append(dst, `,"gloss":`...), f.Gloss)
	}
	if len(f.Why) > 0 {
		dst = append(dst, `,"why":[`...)
		for _, w := range f.Why {
			dst = append(appendString(dst, w), ',')
		}
		dst[len(dst)-1] = ']'
	}
	return append(dst, '}')
}

func (q *Quote) appendJSON(dst []byte, text string) []byte {
	dst = appendString(append(dst, `{"kind":`...), string(q.Kind))
	dst = appendSpans(append(dst, `,"content":`...), q.Content)
	dst = append(dst, `,"text":"`...)
	for i, s := range q.Content {
		if i > 0 {
			dst = append(dst, quoteJoint(text, q.Content[i-1], s)...)
		}
		dst = appendEscaped(dst, s.In(text))
	}
	dst = append(dst, `","speaker":`...)
	if s := q.Speaker; s == nil {
		dst = append(dst, "null"...)
	} else {
		dst = appendString(append(dst, `{"name":`...), s.Name)
		dst = strconv.AppendBool(append(dst, `,"resolved":`...), s.Resolved)
		if s.Role != "" {
			dst = appendString(append(dst, `,"role":`...), s.Role)
		}
		dst = append(appendEnds(append(dst, ','), s.Span), '}')
	}
	if q.Cue.Empty() {
		dst = append(dst, `,"cue":null`...)
	} else {
		dst = append(appendEnds(append(dst, `,"cue":{`...), q.Cue), '}')
	}
	dst = appendNumber(append(dst, `,"confidence":`...), min(1, max(0, q.Confidence)))
	return append(dst, '}')
}

func (f *Figure) appendJSON(dst []byte, text string) []byte {
	dst = appendPassage(dst, f.Span, text)
	dst = appendNumber(append(dst, `,"value":`...), f.Value)
	if f.Max != 0 || f.Kind == Score {
		dst = appendNumber(append(dst, `,"max":`...), f.Max)
	}
	if f.Unit != "" {
		dst = appendString(append(dst, `,"unit":`...), f.Unit)
	}
	if f.Kind != "" {
		dst = appendString(append(dst, `,"kind":`...), string(f.Kind))
	}
	if f.Bound != "" {
		dst = appendString(append(dst, `,"bound":`...), string(f.Bound))
	}
	return append(dst, '}')
}

func (d *Date) appendJSON(dst []byte, text string) []byte {
	dst = appendPassage(dst, d.Span, text)
	if d.Date != "" {
		dst = appendString(append(dst, `,"date":`...), d.Date)
	}
	return append(dst, '}')
}

func (e *Entity) appendJSON(dst []byte, _ string) []byte {
	dst = appendString(append(dst, `{"name":`...), e.Name)
	if e.Role != "" {
		dst = appendString(append(dst, `,"role":`...), e.Role)
	}
	return append(appendSpans(append(dst, `,"mentions":`...), e.Mentions), '}')
}

// In returns the quote's content as one string: its parts joined by a blank
// where only marks and white space stand between them, else by " … ", which
// says that other words were left out there.
func (q *Quote) In(text string) string {
	if len(q.Content) == 1 {
		return q.Content[0].In(text)
	}
	var s strings.Builder
	for i, c := range q.Content {
		if i > 0 {
			s.WriteString(quoteJoint(text, q.Content[i-1], c))
		}
		s.WriteString(c.In(text))
	}
	return s.String()
}

// quoteJoint returns what joins two successive parts of a quote.
func quoteJoint(text string, a, b Span) string {
	if a.End > b.Start {
		return " … "
	}
	for _, r := range text[a.End:b.Start] {
		if !unicode.IsSpace(r) && !unicode.IsPunct(r) && r != '`' {
			return " … "
		}
	}
	return " "
}

// appendList appends key and items with a comma after them.
func appendList[T any](dst []byte, key, text string, items []T, item func(*T, []byte, string) []byte) []byte {
	dst = append(append(dst, key...), '[')
	for i := range items {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = item(&items[i], dst, text)
	}
	return append(dst, ']', ',')
}

// appendPassage appends an open object with a span's ends and bytes.
func appendPassage(dst []byte, s Span, text string) []byte {
	dst = appendEnds(append(dst, '{'), s)
	return appendString(append(dst, `,"text":`...), s.In(text))
}

func appendEnds(dst []byte, s Span) []byte {
	dst = strconv.AppendInt(append(dst, `"start":`...), int64(s.Start), 10)
	return strconv.AppendInt(append(dst, `,"end":`...), int64(s.End), 10)
}

func appendSpans(dst []byte, spans []Span) []byte {
	dst = append(dst, '[')
	for i, s := range spans {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(append(dst, '['), int64(s.Start), 10)
		dst = append(strconv.AppendInt(append(dst, ','), int64(s.End), 10), ']')
	}
	return append(dst, ']')
}

// appendTime appends t as RFC 3339 has it, whose zones have no seconds.
func appendTime(dst []byte, t time.Time) []byte {
	if _, zone := t.Zone(); zone%60 != 0 || zone <= -24*3600 || zone >= 24*3600 {
		t = t.UTC()
	}
	return t.AppendFormat(dst, time.RFC3339Nano)
}

// appendNumber appends f in the form that encoding/json writes it.
func appendNumber(dst []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(dst, '0')
	}
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.AppendFloat(dst, f, 'e', -1, 64)
	}
	return strconv.AppendFloat(dst, f, 'f', -1, 64)
}

// appendOptional appends key, s and a comma unless s is empty.
func appendOptional(dst []byte, key, s string) []byte {
	if s == "" {
		return dst
	}
	return append(appendString(append(dst, key...), s), ',')
}

func appendString(dst []byte, s string) []byte {
	return append(appendEscaped(append(dst, '"'), s), '"')
}

// appendEscaped appends s without its quotation marks. Beyond what RFC 8259
// section 7 demands it escapes the characters at which some readers of lines
// break a line: U+0085, U+2028, U+2029.
func appendEscaped(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\' {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			dst = append(dst, s[from:i]...)
			switch c {
			case '"', '\\':
				dst = append(dst, '\\', c)
			case '\n':
				dst = append(dst, '\\', 'n')
			case '\r':
				dst = append(dst, '\\', 'r')
			case '\t':
				dst = append(dst, '\\', 't')
			default:
				dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			i++
			from = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			dst = append(append(dst, s[from:i]...), "\uFFFD"...)
			from = i + n
		case r == '\u0085', r == '\u2028', r == '\u2029':
			dst = append(append(dst, s[from:i]...), '\\', 'u', hex[r>>12], hex[r>>8&15], hex[r>>4&15], hex[r&15])
			from = i + n
		}
		i += n
	}
	return append(dst, s[from:]...)
}
