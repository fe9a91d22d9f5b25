package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/dateline-bot/dateline/adapters/console"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// A briefCmd is `dateline brief`.
type briefCmd struct {
	Source  []string `arg:"" optional:"" help:"A URL, a file (.txt, .html, .json) or - for standard input. With --format ndjson and none, articles are read from standard input, a JSON object a line: id, title, text, html, url, published, byline."`
	Format  string   `enum:"text,markdown,json,ndjson" default:"text" help:"text, markdown, json or ndjson."`
	Workers int      `default:"0" help:"Articles briefed at the same time; 0 for one a processor." placeholder:"N"`
	Explain bool     `help:"With text: tell why each fact stands where it does."`
}

// Validate reports what the command line asks for and cannot have.
func (c *briefCmd) Validate() error {
	switch {
	case c.Workers < 0:
		return fmt.Errorf("--workers %d: give 1 or more, or 0 for one a processor", c.Workers)
	case c.Format == "json" && len(c.Source) > 1:
		return errors.New("--format json takes one SOURCE; --format ndjson takes many")
	case c.Explain && c.Format != "text":
		return errors.New("--explain goes with --format text")
	}
	return nil
}

// Run briefs the sources in their order.
func (c *briefCmd) Run(ctx context.Context, p *program, root *cli) error {
	lines := c.Format == "ndjson" && len(c.Source) == 0
	if len(c.Source) == 0 && !lines {
		if term.IsTerminal(int(p.stdin.Fd())) {
			return &exitError{statusUsage, errors.New("brief what? Give a URL, a file, or - to read standard input")}
		}
		c.Source = []string{"-"}
	}
	loaded, err := p.load(root)
	if err != nil {
		return err
	}
	w, err := newWeb(loaded)
	if err != nil {
		return err
	}
	sources := &sources{reader: w.reader, stdin: p.stdin}
	tasks := sources.named(c.Source)
	if lines {
		tasks = sources.lines
	}
	workers := c.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}

	out := bufio.NewWriterSize(p.stdout, 64<<10)
	printer := &printer{program: p, cmd: c, out: out, look: p.look(loaded), lines: lines}
	printer.progress = p.progress(len(c.Source), lines)
	err = briefAll(ctx, workers, tasks, printer.work, printer.print, out.Flush)
	printer.progress.done()
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	switch {
	case errors.Is(err, context.Canceled) && (lines || len(c.Source) > 1):
		return &exitError{statusProblem, fmt.Errorf("stopped; %d done before that", printer.done)}
	case err != nil:
		return err
	case sources.broken != nil:
		return &exitError{statusProblem, fmt.Errorf("standard input could not be read to its end (%w). What came before is briefed", sources.broken)}
	}
	if printer.failed > 0 && !lines {
		return &exitError{status: statusProblem}
	}
	return nil
}

// A printer writes briefings, one after the other.
type printer struct {
	program  *program
	cmd      *briefCmd
	out      *bufio.Writer
	progress *progress
	look     console.Options
	lines    bool      // an id on each line, errors among the output
	spent    sync.Pool // *[]byte: lines that were written, for their memory
	printed  int       // in text
	failed   int
	done     int // problems among them
}

// work briefs one source and, where that is asked for, writes the briefing as a
// line of JSON. Workers share it.
func (p *printer) work(ctx context.Context, t task, e *briefing.Engine) briefed {
	r := t.brief(ctx, e)
	if p.cmd.Format != "json" && p.cmd.Format != "ndjson" || r.problem != nil {
		return r
	}
	buffer, ok := p.spent.Get().(*[]byte)
	if !ok {
		buffer = new([]byte)
	}
	line := briefing.Line{ID: r.id, Briefing: r.briefing}
	*buffer = append(line.AppendJSON((*buffer)[:0]), '\n')
	r.json, r.briefing = buffer, briefing.Briefing{}
	return r
}

// print writes one result in the format asked for.
func (p *printer) print(r briefed) error {
	if r.problem != nil {
		p.failed++
	}
	p.done++
	defer p.progress.add()
	switch p.cmd.Format {
	case "json", "ndjson":
		return p.printJSON(r)
	}
	p.progress.clear()
	if r.problem != nil {
		if err := p.out.Flush(); err != nil {
			return err
		}
		_, err := fmt.Fprintln(p.program.stderr, "dateline:", inSentence(r))
		return err
	}
	if p.printed++; p.printed > 1 {
		fmt.Fprintln(p.out)
	}
	if p.cmd.Format == "markdown" {
		if _, err := io.WriteString(p.out, console.Markdown(r.briefing)); err != nil {
			return err
		}
	} else {
		post := &bot.Briefed{Briefing: r.briefing, Read: time.Now(), Note: r.note, Explain: p.cmd.Explain}
		if err := console.Render(p.out, post, p.look); err != nil {
			return err
		}
	}
	return p.out.Flush()
}

func (p *printer) printJSON(r briefed) error {
	if r.problem != nil {
		b, err := json.Marshal(errorLine(r))
		if err != nil {
			return err
		}
		_, err = p.out.Write(append(b, '\n'))
		return err
	}
	if r.note != "" {
		fmt.Fprintf(p.program.stderr, "dateline: %s: %s\n", cmp.Or(r.source, r.id, "a line"), r.note)
	}
	_, err := p.out.Write(*r.json)
	if cap(*r.json) <= keptLine {
		p.spent.Put(r.json)
	}
	return err
}

// inSentence names the source before what was wrong with it.
func inSentence(r briefed) string {
	if r.source == "" || r.source == "-" || r.problem.URL != "" {
		return r.problem.Message
	}
	return r.source + ": " + r.problem.Message
}

// An errorJSON is what is printed in place of a briefing, as the error
// contract has it.
type errorJSON struct {
	ID    string      `json:"id,omitempty"`
	URL   string      `json:"url,omitempty"`
	Text  string      `json:"text,omitempty"`
	Error errorDetail `json:"error"`
}

type errorDetail struct {
	Kind    bot.ProblemKind `json:"kind"`
	Message string          `json:"message"`
	Status  int             `json:"status,omitempty"`
}

func errorLine(r briefed) errorJSON {
	p := r.problem
	url := p.URL
	if url == "" {
		url = r.url
	}
	return errorJSON{ID: r.id, URL: url, Text: p.Text, Error: errorDetail{p.Kind, p.Message, p.Status}}
}

// A progress shows on a terminal how far long work has come. A nil *progress
// shows nothing.
type progress struct{ bar *progressbar.ProgressBar }

// progress returns one for n sources, or for lines of unknown number; nil
// where the work is short or nobody watches.
func (p *program) progress(n int, lines bool) *progress {
	f, ok := p.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || n < 2 && !lines || lines && p.interactive() {
		return nil
	}
	if lines {
		n = -1
	}
	return &progress{progressbar.NewOptions(n,
		progressbar.OptionSetWriter(f), progressbar.OptionSetDescription("briefing"), progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(24), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())}
}

// Drawing on a terminal that is gone is no reason to stop the work.
func (p *progress) add() {
	if p != nil {
		_ = p.bar.Add(1)
	}
}

func (p *progress) clear() {
	if p != nil {
		_ = p.bar.Clear()
	}
}

func (p *progress) done() {
	if p != nil {
		_ = p.bar.Finish()
	}
}
