package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// A line is an article as JSON: a line of NDJSON, or a .json file.
type line struct {
	ID        lineID `json:"id"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	HTML      string `json:"html"`
	URL       string `json:"url"`
	Published string `json:"published"`
	Byline    string `json:"byline"`
}

// A lineID is a line's id: a text, or a number as it is written.
type lineID string

// UnmarshalJSON reads a text or a number.
func (id *lineID) UnmarshalJSON(b []byte) error {
	var number json.Number // takes quoted numbers too, as what they are
	if len(b) > 0 && b[0] != '"' && json.Unmarshal(b, &number) == nil {
		*id = lineID(number)
		return nil
	}
	return json.Unmarshal(b, (*string)(id))
}

// parseLine reads one JSON article. On an error the line still has its id
// where that could be read.
func parseLine(b []byte) (line, error) {
	var l line
	if utf8.Valid(b) && l.readPlain(b) {
		return l, nil
	}
	l = line{}
	err := json.Unmarshal(b, &l)
	if err == nil {
		return l, nil
	}
	if l.ID == "" {
		l.ID = lineID(salvageID(b))
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) && kind.Field != "" {
		return l, &bot.Problem{Kind: bot.BadInput, Err: err, Message: "The field " + kind.Field + " holds a " + kind.Value + " where a text belongs."}
	}
	return l, &bot.Problem{Kind: bot.BadInput, Err: err, Message: "That is no JSON object. Each line is an article: {\"id\": …, \"text\": …}."}
}

// salvageID finds the id in a line that is no sound JSON.
func salvageID(b []byte) string {
	d := json.NewDecoder(bytes.NewReader(b[:min(len(b), 4096)]))
	d.UseNumber()
	for key := ""; ; {
		t, err := d.Token()
		if err != nil {
			return ""
		}
		s, ok := t.(string)
		if n, is := t.(json.Number); is && key == "id" {
			s, ok = n.String(), true
		}
		switch {
		case ok && key == "id":
			return s
		case ok && key == "":
			key = s
		default:
			key = ""
		}
	}
}

// article reads the line's text, else its html, else its url.
func (l line) article(ctx context.Context, r bot.Reader) (briefing.Article, error) {
	var a briefing.Article
	var err error
	switch {
	case strings.TrimSpace(l.Text) != "":
		a = briefing.Article{URL: l.URL, Text: l.Text}
	case strings.TrimSpace(l.HTML) != "":
		a, err = r.Parse(l.URL, l.HTML)
	case strings.TrimSpace(l.URL) != "":
		a, err = r.Read(ctx, l.URL)
	default:
		return a, bot.Problemf(bot.BadInput, "There is no text in it. Give text, html or url.")
	}
	if err != nil {
		return a, err
	}
	if l.Title != "" {
		a.Title = l.Title
	}
	if l.Byline != "" {
		a.Byline = l.Byline
	}
	if t, ok := parsePublished(l.Published); ok {
		a.Published = t
	}
	return a, nil
}

// parsePublished reads RFC 3339, or a date alone.
func parsePublished(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
