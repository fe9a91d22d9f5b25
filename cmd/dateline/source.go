package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dateline-bot/dateline/adapters/page"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// maxInput bounds a file, standard input and a line of it, in bytes.
const maxInput = 64 << 20

// A task is one source that is still to be read.
type task struct {
	source string // as it was given; "" for a line
	id     string // the line's own
	url    string
	// read returns the article and a sentence about the reading, "" for none.
	read func(ctx context.Context) (briefing.Article, string, error)
}

// sources turns what the command line and standard input name into tasks.
type sources struct {
	reader bot.Reader
	stdin  io.Reader
	broken error // why lines ended before standard input did; nil where it did not
}

// named yields a task for each SOURCE.
func (s *sources) named(names []string) iter.Seq[task] {
	return func(yield func(task) bool) {
		for _, name := range names {
			if !yield(s.name(name)) {
				return
			}
		}
	}
}

func (s *sources) name(name string) task {
	t := task{source: name}
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://"):
		t.url = name
		t.read = func(ctx context.Context) (briefing.Article, string, error) {
			a, err := s.reader.Read(ctx, name)
			return a, "", err
		}
	case name == "-":
		t.read = func(ctx context.Context) (briefing.Article, string, error) {
			return s.parse(ctx, s.stdin, "")
		}
	default:
		t.read = func(ctx context.Context) (briefing.Article, string, error) {
			f, err := os.Open(name)
			if err != nil {
				return briefing.Article{}, "", fileProblem(name, err)
			}
			defer f.Close()
			return s.parse(ctx, f, strings.ToLower(filepath.Ext(name)))
		}
	}
	return t
}

// fileProblem says why a SOURCE that is no address could not be opened.
func fileProblem(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist) && strings.Contains(name, "://"):
		return bot.Problemf(bot.BadInput, "Only http and https addresses can be read.")
	case errors.Is(err, fs.ErrNotExist) && looksLikeHost(name):
		return bot.Problemf(bot.BadInput, "There is no such file. For a web page, give the whole address: https://%s", name)
	case errors.Is(err, fs.ErrNotExist):
		return bot.Problemf(bot.BadInput, "There is no such file. Check the path.")
	case errors.Is(err, fs.ErrPermission):
		return bot.Problemf(bot.BadInput, "The file may not be read. Check its permissions.")
	}
	return &bot.Problem{Kind: bot.BadInput, Message: "The file cannot be read.", Err: err}
}

// looksLikeHost reports whether name, which is no file, is more likely an
// address whose https:// was left out.
func looksLikeHost(name string) bool {
	host, _, path := strings.Cut(name, "/")
	end := strings.ToLower(filepath.Ext(host))
	if len(end) < 2 || host[0] == '.' || strings.ContainsAny(host, `\ `) {
		return false
	}
	switch end {
	case ".txt", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".xml":
		return path
	}
	return true
}

// parse reads a whole file. Its extension tells what it is; without one that
// is known, its first bytes do.
func (s *sources) parse(ctx context.Context, r io.Reader, ext string) (briefing.Article, string, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	switch {
	case err != nil:
		return briefing.Article{}, "", &bot.Problem{Kind: bot.BadInput, Message: "It cannot be read as a file. Give a file, not a folder.", Err: err}
	case len(b) > maxInput:
		return briefing.Article{}, "", bot.Problemf(bot.TooLarge, "It is larger than %d MB. Cut it into articles.", maxInput>>20)
	}
	text, note, err := page.Decode(b)
	if err != nil {
		return briefing.Article{}, "", err
	}
	switch kind(text, ext) {
	case ".json":
		l, err := parseLine([]byte(text))
		if err != nil {
			return briefing.Article{}, "", err
		}
		a, err := l.article(ctx, s.reader)
		return a, note, err
	case ".html":
		a, err := s.reader.Parse("", text)
		return a, note, err
	}
	return briefing.Article{Text: text}, note, nil
}

// kind tells what a file holds: .json, .html or .txt.
func kind(text, ext string) string {
	switch ext {
	case ".json", ".txt":
		return ext
	case ".html", ".htm", ".xhtml":
		return ".html"
	}
	start := strings.ToLower(strings.TrimSpace(text[:min(len(text), 512)]))
	switch {
	case strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html"):
		return ".html"
	case strings.HasPrefix(start, "{") && json.Valid([]byte(text)):
		return ".json"
	}
	return ".txt"
}

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

// lines yields a task for each line of standard input. Blank lines are passed
// over. What ends it before the input's end stands in s.broken after.
func (s *sources) lines(yield func(task) bool) {
	r := bufio.NewReaderSize(s.stdin, 256<<10)
	for {
		b, tooLong, err := readLine(r)
		if len(bytes.TrimSpace(b)) > 0 || tooLong {
			if !yield(s.line(b, tooLong)) {
				return
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				s.broken = err
			}
			return
		}
	}
}

// line returns the task of one line. Parsing it is part of the work, so that
// workers share it; only its id is of use before.
func (s *sources) line(b []byte, tooLong bool) task {
	if tooLong {
		return task{id: salvageID(b), read: func(context.Context) (briefing.Article, string, error) {
			return briefing.Article{}, "", bot.Problemf(bot.TooLarge, "The line is longer than %d MB. Cut it into articles.", maxInput>>20)
		}}
	}
	note := ""
	if !utf8.Valid(b) || bytes.HasPrefix(b, []byte(byteOrderMark)) {
		if text, as, err := page.Decode(b); err == nil {
			b, note = []byte(text), as
		}
	}
	l, err := parseLine(b)
	return task{id: string(l.ID), url: l.URL, read: func(ctx context.Context) (briefing.Article, string, error) {
		if err != nil {
			return briefing.Article{}, "", err
		}
		a, err := l.article(ctx, s.reader)
		return a, note, err
	}}
}

// byteOrderMark is what some programs begin a file with, and so its first line.
const byteOrderMark = "\ufeff"

// parseLine reads one JSON article. On an error the line still has its id
// where that could be read.
func parseLine(b []byte) (line, error) {
	var l line
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

// readLine reads up to the next line feed. Of a line longer than maxInput it
// returns the beginning, and reads past the rest.
func readLine(r *bufio.Reader) (b []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if !tooLong {
			b = append(b, part...)
			tooLong = len(b) > maxInput
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return b, tooLong, err
		}
	}
}
