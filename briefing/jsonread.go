package briefing

import (
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"
)

// The shapes of a briefing as JSON has it, for reading.
type (
	briefingJSON struct {
		ID            string       `json:"id"`
		URL           string       `json:"url"`
		Site          string       `json:"site"`
		Title         string       `json:"title"`
		Byline        string       `json:"byline"`
		Published     time.Time    `json:"published"`
		Language      string       `json:"language"`
		Text          string       `json:"text"`
		Headline      string       `json:"headline"`
		Sentences     [][2]int     `json:"sentences"`
		Facts         []factJSON   `json:"facts"`
		Quotes        []quoteJSON  `json:"quotes"`
		Figures       []figureJSON `json:"figures"`
		Dates         []dateJSON   `json:"dates"`
		People        []entityJSON `json:"people"`
		Organizations []entityJSON `json:"organizations"`
		Places        []entityJSON `json:"places"`
	}
	factJSON struct {
		Start   int      `json:"start"`
		End     int      `json:"end"`
		Text    string   `json:"text"`
		Score   float64  `json:"score"`
		Speaker string   `json:"speaker"`
		Gloss   string   `json:"gloss"`
		Why     []string `json:"why"`
	}
	quoteJSON struct {
		Kind    QuoteKind `json:"kind"`
		Content [][2]int  `json:"content"`
		Speaker *struct {
			Start    int    `json:"start"`
			End      int    `json:"end"`
			Name     string `json:"name"`
			Role     string `json:"role"`
			Resolved bool   `json:"resolved"`
		} `json:"speaker"`
		Cue *struct {
			Start int `json:"start"`
			End   int `json:"end"`
		} `json:"cue"`
		Confidence float64 `json:"confidence"`
	}
	figureJSON struct {
		Start int        `json:"start"`
		End   int        `json:"end"`
		Text  string     `json:"text"`
		Value float64    `json:"value"`
		Max   float64    `json:"max"`
		Unit  string     `json:"unit"`
		Kind  FigureKind `json:"kind"`
		Bound Bound      `json:"bound"`
	}
	dateJSON struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
		Date  string `json:"date"`
	}
	entityJSON struct {
		Name     string   `json:"name"`
		Role     string   `json:"role"`
		Mentions [][2]int `json:"mentions"`
	}
)

// UnmarshalJSON reads the line's briefing and id.
func (l *Line) UnmarshalJSON(data []byte) error {
	id, err := l.Briefing.unmarshalJSON(data)
	if err == nil {
		l.ID = id
	}
	return err
}

// UnmarshalJSON reads what [Briefing.AppendJSON] wrote. Empty lists come back
// nil, and Article.Language is the language that the briefing told. It refuses a span that does not lie in the text on rune boundaries and
// a passage whose text is not what stands there, so that a briefing that was
// stored promises what a fresh one does; b is then left as it was.
func (b *Briefing) UnmarshalJSON(data []byte) error {
	_, err := b.unmarshalJSON(data)
	return err
}

func (b *Briefing) unmarshalJSON(data []byte) (id string, err error) {
	var w briefingJSON
	if err := json.Unmarshal(data, &w); err != nil {
		return "", fmt.Errorf("briefing: %w", err)
	}
	r := reader{text: w.Text}
	got := Briefing{
		Article: Article{URL: w.URL, Site: w.Site, Title: w.Title, Byline: w.Byline,
			Published: w.Published, Language: w.Language, Text: w.Text},
		Headline:      w.Headline,
		Language:      w.Language,
		Sentences:     r.spans("sentences", w.Sentences),
		Facts:         readList(&r, "facts", w.Facts, (*reader).fact),
		Quotes:        readList(&r, "quotes", w.Quotes, (*reader).quote),
		Figures:       readList(&r, "figures", w.Figures, (*reader).figure),
		Dates:         readList(&r, "dates", w.Dates, (*reader).date),
		People:        readList(&r, "people", w.People, (*reader).entity),
		Organizations: readList(&r, "organizations", w.Organizations, (*reader).entity),
		Places:        readList(&r, "places", w.Places, (*reader).entity),
	}
	if r.err != nil {
		return "", r.err
	}
	*b = got
	return w.ID, nil
}

// A reader checks spans against the text and keeps the first thing wrong.
type reader struct {
	text string
	err  error
}

func (r *reader) span(where string, start, end int) Span {
	if r.err == nil && (start < 0 || start > end || end > len(r.text) || !r.boundary(start) || !r.boundary(end)) {
		r.err = fmt.Errorf("briefing: %s: [%d, %d) is no span of the text", where, start, end)
	}
	return Span{start, end}
}

func (r *reader) boundary(i int) bool { return i == len(r.text) || utf8.RuneStart(r.text[i]) }

func (r *reader) passage(where string, start, end int, text string) Span {
	s := r.span(where, start, end)
	if r.err == nil && s.In(r.text) != text {
		r.err = fmt.Errorf("briefing: %s: [%d, %d) holds other words than its text says", where, start, end)
	}
	return s
}

func (r *reader) spans(where string, pairs [][2]int) []Span {
	if len(pairs) == 0 {
		return nil
	}
	out := make([]Span, len(pairs))
	for i, p := range pairs {
		out[i] = r.span(where, p[0], p[1])
	}
	return out
}

func (r *reader) fact(where string, f *factJSON) Fact {
	return Fact{Span: r.passage(where, f.Start, f.End, f.Text), Score: f.Score, Speaker: f.Speaker, Gloss: f.Gloss, Why: f.Why}
}

func (r *reader) quote(where string, q *quoteJSON) Quote {
	out := Quote{Kind: q.Kind, Content: r.spans(where, q.Content), Confidence: q.Confidence}
	if len(out.Content) == 0 && r.err == nil {
		r.err = fmt.Errorf("briefing: %s: no content", where)
	}
	if s := q.Speaker; s != nil {
		out.Speaker = &Speaker{Span: r.span(where, s.Start, s.End), Name: s.Name, Role: s.Role, Resolved: s.Resolved}
	}
	if q.Cue != nil {
		out.Cue = r.span(where, q.Cue.Start, q.Cue.End)
	}
	return out
}

func (r *reader) figure(where string, f *figureJSON) Figure {
	return Figure{Span: r.passage(where, f.Start, f.End, f.Text), Value: f.Value, Max: f.Max, Unit: f.Unit, Kind: f.Kind, Bound: f.Bound}
}

func (r *reader) date(where string, d *dateJSON) Date {
	return Date{Span: r.passage(where, d.Start, d.End, d.Text), Date: d.Date}
}

func (r *reader) entity(where string, e *entityJSON) Entity {
	return Entity{Name: e.Name, Role: e.Role, Mentions: r.spans(where, e.Mentions)}
}

// readList reads each of in, naming it by field and place.
func readList[In, Out any](r *reader, field string, in []In, one func(*reader, string, *In) Out) []Out {
	if len(in) == 0 {
		return nil
	}
	out := make([]Out, len(in))
	for i := range in {
		if r.err != nil {
			return nil
		}
		out[i] = one(r, fmt.Sprintf("%s[%d]", field, i), &in[i])
	}
	return out
}
