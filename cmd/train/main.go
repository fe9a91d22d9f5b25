// Command train learns the weights that package briefing embeds. The same
// files give the same weights, byte for byte.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/dateline-bot/dateline/briefing"
	"github.com/dateline-bot/dateline/briefing/score"
)

// wire holds patterns of news from which names are learned as well.
//
//go:embed wire.txt
var wire string

// wireTimes is how often each pattern is filled.
const wireTimes = 6

func main() {
	tags := flag.String("tags", "", "`file` of tagged sentences in CoNLL-U form")
	quotes := flag.String("quotes", "", "`file` of labelled articles, a JSON object a line")
	names := flag.String("names", "", "`file` of texts with their names, a JSON object a line")
	out := flag.String("out", "briefing", "`folder` of package briefing")
	news := flag.String("news", "", "`files` of articles, separated by commas, from which to learn which tags are sure and how names stand in the news; a JSON object a line with text or body")
	summaries := flag.String("facts", "", "`file` of articles with people's summaries, a JSON object a line")
	held := flag.String("held", "", "`file` to write the facts to that each article gets from weights learned without it")
	dry := flag.Bool("n", false, "report on the articles left out and write nothing")
	flag.Parse()
	if *summaries != "" {
		if err := facts(*summaries, *held, *out, *dry); err != nil {
			fmt.Fprintln(os.Stderr, "train:", err)
			os.Exit(1)
		}
	}
	if err := run(*tags, *quotes, *names, *news, *out, *dry); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(tags, quotes, names, news, out string, dry bool) error {
	if tags != "" {
		if news == "" {
			return errors.New("-tags needs -news: from articles it learns which tags are sure")
		}
		b, err := os.ReadFile(tags)
		if err != nil {
			return err
		}
		texts, err := readNews(news)
		if err != nil {
			return err
		}
		files, report := briefing.LearnTags(string(b), texts)
		fmt.Println(report)
		if err := write(out, files); err != nil {
			return err
		}
	}
	if names != "" {
		lessons, err := readNames(names)
		if err != nil {
			return err
		}
		texts, err := readNews(news)
		if err != nil {
			return err
		}
		weights, report := briefing.LearnNames(lessons, briefing.WireLessons(wire, wireTimes), texts)
		fmt.Println(report)
		if err := write(out, map[string][]byte{"weights/name.bin": weights}); err != nil {
			return err
		}
	}
	if quotes != "" {
		lessons, err := readQuotes(quotes)
		if err != nil {
			return err
		}
		files, report := briefing.LearnQuotes(lessons, !dry)
		fmt.Println(report)
		return write(out, files)
	}
	return nil
}

func write(out string, files map[string][]byte) error {
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(out, name), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// readSet reads articles that are labelled for task.
func readSet(name string, task score.Task) (*score.Set, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	set, err := score.Read(f)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case set.Task != task:
		return nil, fmt.Errorf("%s labels %s, not %s", name, set.Task, task)
	}
	return set, nil
}

// readQuotes reads articles with labelled quotes.
func readQuotes(name string) ([]briefing.QuoteLesson, error) {
	set, err := readSet(name, score.Quotes)
	if err != nil {
		return nil, err
	}
	var out []briefing.QuoteLesson
	for i := range set.Articles {
		out = append(out, set.Articles[i].Lesson())
	}
	return out, nil
}

// readNames reads texts with labelled names.
func readNames(name string) ([]briefing.NameLesson, error) {
	set, err := readSet(name, score.Names)
	if err != nil {
		return nil, err
	}
	var out []briefing.NameLesson
	for _, a := range set.Articles {
		out = append(out, briefing.NameLesson{Text: a.Text, Names: a.Names})
	}
	return out, nil
}

// readNews reads the texts of articles from files separated by commas.
func readNews(files string) ([]string, error) {
	var out []string
	for name := range strings.SplitSeq(files, ",") {
		if name == "" {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		dec := json.NewDecoder(bytes.NewReader(b))
		for n := 1; ; n++ {
			var line struct{ Text, Body string }
			if err := dec.Decode(&line); err == io.EOF {
				break
			} else if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			if line.Text == "" {
				line.Text = line.Body
			}
			out = append(out, line.Text)
		}
	}
	return out, nil
}
