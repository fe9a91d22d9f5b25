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
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
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
	url    string
	// read returns the article. It may tell r of it: an id, an address, a note.
	read func(ctx context.Context, r *briefed) (briefing.Article, error)
}

// sources turns what the command line and standard input name into tasks.
type sources struct {
	reader bot.Reader
	stdin  io.Reader
	broken error     // why lines ended before standard input did; nil where it did not
	spent  sync.Pool // *[]byte: lines that were read, for their memory
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
		t.read = func(ctx context.Context, _ *briefed) (briefing.Article, error) {
			return s.reader.Read(ctx, name)
		}
	case name == "-":
		t.read = func(ctx context.Context, r *briefed) (a briefing.Article, err error) {
			a, r.note, err = s.parse(ctx, s.stdin, "")
			return a, err
		}
	default:
		t.read = func(ctx context.Context, r *briefed) (a briefing.Article, err error) {
			f, err := os.Open(name)
			if err != nil {
				return a, fileProblem(name, err)
			}
			defer f.Close()
			a, r.note, err = s.parse(ctx, f, strings.ToLower(filepath.Ext(name)))
			return a, err
		}
	}
	return t
}

// fileProblem says why a SOURCE that is no address could not be opened.
func fileProblem(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist) && namesScheme(name):
		_, err := bot.ParseAddress(name)
		return err
	case errors.Is(err, fs.ErrNotExist) && looksLikeHost(name):
		return bot.Problemf(bot.BadInput, "There is no such file. For a web page, give the whole address: https://%s", name)
	case errors.Is(err, fs.ErrNotExist):
		return bot.Problemf(bot.BadInput, "There is no such file. Check the path.")
	case errors.Is(err, fs.ErrPermission):
		return bot.Problemf(bot.BadInput, "The file may not be read. Check its permissions.")
	}
	return &bot.Problem{Kind: bot.BadInput, Message: "The file cannot be read.", Err: err}
}

// namesScheme reports whether name, which is no file, is an address of whatever
// scheme, rather than a path: one letter before a colon is a Windows drive.
func namesScheme(name string) bool {
	scheme, rest, ok := strings.Cut(name, ":")
	if !ok || len(scheme) < 2 || rest == "" || rest[0] == ' ' {
		return strings.HasPrefix(name, "//")
	}
	u, err := url.Parse(scheme + ":x")
	return err == nil && u.Scheme != ""
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
	case ".txt", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".xml", ".opml":
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

// lines yields a task for each line of standard input. Blank lines are passed
// over. What ends it before the input's end stands in s.broken after.
func (s *sources) lines(yield func(task) bool) {
	r := bufio.NewReaderSize(s.stdin, 256<<10)
	for {
		var b []byte
		if old, ok := s.spent.Get().(*[]byte); ok && cap(*old) <= keptLine {
			b = (*old)[:0]
		}
		b, tooLong, err := readLine(r, b)
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

// line returns the task of one line. All that is done to it is done by who
// reads the task, so that workers share it.
func (s *sources) line(b []byte, tooLong bool) task {
	return task{read: func(ctx context.Context, r *briefed) (briefing.Article, error) {
		defer s.spent.Put(&b)
		if tooLong {
			r.id = salvageID(b)
			return briefing.Article{}, bot.Problemf(bot.TooLarge, "The line is longer than %d MB. Cut it into articles.", maxInput>>20)
		}
		text := b
		if !utf8.Valid(b) || bytes.HasPrefix(b, []byte(byteOrderMark)) {
			if decoded, as, err := page.Decode(b); err == nil {
				text, r.note = []byte(decoded), as
			}
		}
		l, err := parseLine(text)
		r.id, r.url = string(l.ID), l.URL
		if err != nil {
			return briefing.Article{}, err
		}
		return l.article(ctx, s.reader)
	}}
}

// byteOrderMark is what some programs begin a file with, and so its first line.
const byteOrderMark = "\ufeff"

// keptLine is up to how many bytes the memory of a line is used again.
const keptLine = 1 << 20

// readLine reads up to the next line feed and appends it to b. Of a line longer
// than maxInput it returns the beginning, and reads past the rest.
func readLine(r *bufio.Reader, b []byte) (_ []byte, tooLong bool, err error) {
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
