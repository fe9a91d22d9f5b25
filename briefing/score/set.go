package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/dateline-bot/dateline/briefing"
)

// A Task is what people labelled.
type Task string

const (
	Quotes    Task = "quotes"    // who said what
	Facts     Task = "facts"     // summaries of their own
	Sentences Task = "sentences" // where sentences begin and end
	Names     Task = "names"     // people, organizations and places
)

// A Set is articles that people labelled for one task.
type Set struct {
	Task     Task
	Articles []Article
}

// An Article is one of a set: its text and what people labelled in it. Of the
// labels only those of the set's task are there.
type Article struct {
	ID, Title, Text string
	Attributions    []briefing.LabelledQuote
	Refs            []string // summaries
	Words           int      // how long a summary may be, in words
	Sents           []string
	Names           []briefing.LabelledName
}

// Lesson returns the quotes that people marked in a.
func (a *Article) Lesson() briefing.QuoteLesson {
	return briefing.QuoteLesson{Text: a.Text, Attributions: a.Attributions}
}

// summaryWords is how long a summary may be where a line does not say.
const summaryWords = 60

// maxLine bounds a line, in bytes.
const maxLine = 64 << 20

// Read reads a set: a JSON object a line, with a text and either attributions,
// refs, sents or entities.
//
//	{"id":"1","title":"…","text":"…","attributions":[{"source":[[0,9]],"cue":[[10,14]],"content":[[16,40]],"type":"direct"}]}
//	{"id":"1","title":"…","text":"…","refs":["a summary", "another"],"words":60}
//	{"id":"1","text":"…","sents":["One.","Two."]}
//	{"id":"1","text":"…","entities":[[0,9,"PER"],[20,26,"LOC"]]}
//
// Offsets count Unicode code points of the text. An error says which line is
// wrong, in what, and what to do.
func Read(r io.Reader) (*Set, error) {
	s := &Set{}
	err := lines(r, func(data []byte) error {
		var l line
		if err := unmarshal(data, &l); err != nil {
			return err
		}
		task, err := l.task()
		if err != nil {
			return err
		}
		if s.Task == "" {
			s.Task = task
		}
		if task != s.Task {
			return fmt.Errorf("it labels %s, but the lines before it label %s. Give each a file of its own", task, s.Task)
		}
		a, err := l.article()
		s.Articles = append(s.Articles, a)
		return err
	})
	if err == nil && len(s.Articles) == 0 {
		err = fmt.Errorf("no line is in it. Give labelled articles, a JSON object a line")
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// lines gives each line that is not blank to read, and says in which one it
// found something wrong.
func lines(r io.Reader, read func([]byte) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(nil, maxLine)
	n := 1
	for ; in.Scan(); n++ {
		if len(bytes.TrimSpace(in.Bytes())) == 0 {
			continue
		}
		if err := read(in.Bytes()); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("line %d cannot be read: %w", n, err)
	}
	return nil
}

// unmarshal reads a line that must be one JSON object.
func unmarshal(data []byte, into any) error {
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("it is not the JSON object that it should be (%s). Write one object a line, and nothing else", strings.TrimPrefix(err.Error(), "json: "))
	}
	return nil
}

// A line is a labelled article as it is written.
type line struct {
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	Text         *string       `json:"text"`
	Attributions []attribution `json:"attributions"`
	Refs         []string      `json:"refs"`
	Words        int           `json:"words"`
	Sents        []string      `json:"sents"`
	Entities     []entity      `json:"entities"`
}

type attribution struct {
	Source  [][2]int           `json:"source"`
	Cue     [][2]int           `json:"cue"`
	Content [][2]int           `json:"content"`
	Type    briefing.QuoteKind `json:"type"`
}

// An entity is written [start, end, kind].
type entity struct {
	start, end int
	kind       string
}

func (e *entity) UnmarshalJSON(data []byte) error {
	parts := []any{&e.start, &e.end, &e.kind}
	if err := json.Unmarshal(data, &parts); err != nil || len(parts) != 3 {
		return fmt.Errorf("%s is no entity, which is [start, end, kind]", data)
	}
	return nil
}

// task returns what l labels.
func (l *line) task() (Task, error) {
	var found []string
	var task Task
	for _, f := range []struct {
		there bool
		field string
		task  Task
	}{
		{l.Attributions != nil, "attributions", Quotes}, {l.Refs != nil, "refs", Facts},
		{l.Sents != nil, "sents", Sentences}, {l.Entities != nil, "entities", Names},
	} {
		if f.there {
			found, task = append(found, f.field), f.task
		}
	}
	switch {
	case len(found) == 0:
		return "", fmt.Errorf("it labels nothing. Beside text give attributions (quotes), refs (facts), sents (sentences) or entities (names)")
	case len(found) > 1:
		return "", fmt.Errorf("it has %s at once. Give each a file of its own", strings.Join(found, " and "))
	case l.Text == nil:
		return "", fmt.Errorf("it has no text. Give the article's text beside %s", found[0])
	}
	return task, nil
}

// article returns l with its offsets in bytes.
func (l *line) article() (Article, error) {
	a := Article{ID: l.ID, Title: l.Title, Text: *l.Text, Refs: l.Refs, Words: l.Words, Sents: l.Sents}
	if a.Words == 0 {
		a.Words = summaryWords
	}
	if a.Words < 0 {
		return a, fmt.Errorf("its summaries may have %d words. Give 1 or more", a.Words)
	}
	if l.Refs != nil && len(l.Refs) == 0 {
		return a, fmt.Errorf("its refs are empty. Give one summary or more")
	}
	at := offsets(*l.Text)
	for i, x := range l.Attributions {
		q := briefing.LabelledQuote{Kind: x.Type}
		switch x.Type {
		case briefing.Direct, briefing.Mixed, briefing.Indirect:
		default:
			return a, fmt.Errorf("attribution %d has the type %q. Give direct, mixed or indirect", i, x.Type)
		}
		for _, part := range []struct {
			name string
			from [][2]int
			to   *[]briefing.Span
		}{{"source", x.Source, &q.Source}, {"cue", x.Cue, &q.Cue}, {"content", x.Content, &q.Content}} {
			for _, s := range part.from {
				span, err := at.span(s[0], s[1])
				if err != nil {
					return a, fmt.Errorf("attribution %d: its %s %w", i, part.name, err)
				}
				*part.to = append(*part.to, span)
			}
		}
		a.Attributions = append(a.Attributions, q)
	}
	for i, e := range l.Entities {
		span, err := at.span(e.start, e.end)
		if err != nil {
			return a, fmt.Errorf("entity %d %w", i, err)
		}
		if e.kind != "PER" && e.kind != "ORG" && e.kind != "LOC" {
			return a, fmt.Errorf("entity %d is of the kind %q. Give PER, ORG or LOC", i, e.kind)
		}
		a.Names = append(a.Names, briefing.LabelledName{Span: span, Kind: e.kind})
	}
	return a, nil
}

// places are the byte offsets of a text's code points and of its end.
type places []int

func offsets(text string) places {
	at := make(places, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

// span returns code points [start, end) in bytes.
func (at places) span(start, end int) (briefing.Span, error) {
	if start < 0 || end < start || end >= len(at) {
		return briefing.Span{}, fmt.Errorf("[%d, %d] is not within the text's %d characters. Count Unicode code points, not bytes, and give the end behind the last", start, end, len(at)-1)
	}
	return briefing.Span{Start: at[start], End: at[end]}, nil
}
