package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/dateline-bot/dateline/briefing"
	"github.com/dateline-bot/dateline/briefing/score"
)

// An evalCmd is `dateline eval`.
type evalCmd struct {
	File     string `arg:"" help:"Articles that people labelled, a JSON object a line: text and attributions (quotes), refs (facts), sents (sentences) or entities (names). - for standard input."`
	Speakers string `help:"With quotes: who the speakers are, a JSON object a line: id, names." placeholder:"FILE"`
	Format   string `enum:"text,json" default:"text" help:"text or json."`
}

// Run scores the engine against the file and prints the figures.
func (c *evalCmd) Run(p *program) error {
	set, err := readLabelled(p, c.File, score.Read)
	if err != nil {
		return err
	}
	var who score.Speakers
	if c.Speakers != "" {
		if set.Task != score.Quotes {
			return &exitError{statusUsage, fmt.Errorf("--speakers goes with quotes; %s labels %s", c.File, set.Task)}
		}
		if who, err = readLabelled(p, c.Speakers, score.ReadSpeakers); err != nil {
			return err
		}
	}
	var e briefing.Engine
	report := set.Score(func(a briefing.Article) briefing.Briefing { return e.Parse(a).Brief() }, who)
	var out bytes.Buffer
	if c.Format == "json" {
		if err := json.NewEncoder(&out).Encode(report); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(&out, "%s: %s\n\n", set.Task, labelled(len(set.Articles)))
		if err := table(&out, report.Rows()); err != nil {
			return err
		}
	}
	_, err = p.stdout.Write(out.Bytes())
	return err
}

// readLabelled reads a file, or standard input where it is called -, and names
// it in what was wrong.
func readLabelled[T any](p *program, name string, read func(io.Reader) (T, error)) (T, error) {
	in := p.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			var none T
			return none, &exitError{statusProblem, fmt.Errorf("%s: %w", name, fileProblem(name, err))}
		}
		defer f.Close()
		in = f
	}
	out, err := read(in)
	if err != nil {
		return out, &exitError{statusProblem, errors.New(name + ": " + err.Error() + ".")}
	}
	return out, nil
}

// labelled counts articles.
func labelled(n int) string {
	if n == 1 {
		return "1 labelled text"
	}
	return fmt.Sprintf("%d labelled texts", n)
}

// table prints rows in columns: what was counted, right, of how many, the
// figure, what it means.
func table(w io.Writer, rows []score.Row) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "counted\tright\tof\tfigure\twhat it means")
	for _, r := range rows {
		right, of := "", ""
		if r.Of > 0 {
			right, of = fmt.Sprint(r.Right), fmt.Sprint(r.Of)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%.4f\t%s\n", r.Name, right, of, r.Share, r.Means)
	}
	return t.Flush()
}
