// Command train learns the weights that package briefing embeds. The same
// files give the same weights, byte for byte.
package main

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/dateline-bot/dateline/briefing"
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
	news := flag.String("news", "", "`files` of articles, separated by commas, from which to learn how names stand in the news; a JSON object a line with text or body")
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
		b, err := os.ReadFile(tags)
		if err != nil {
			return err
		}
		words, weights, report := briefing.LearnTags(string(b))
		fmt.Println(report)
		if err := write(out, map[string][]byte{"lexicon/tags.txt": []byte(words), "weights/tags.bin": weights}); err != nil {
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

// readQuotes reads labelled articles. Their offsets count code points.
func readQuotes(name string) ([]briefing.QuoteLesson, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []briefing.QuoteLesson
	in := bufio.NewScanner(f)
	in.Buffer(nil, 64<<20)
	for n := 1; in.Scan(); n++ {
		var line struct {
			Text         string
			Attributions []struct {
				Source, Cue, Content [][2]int
				Type                 briefing.QuoteKind
			}
		}
		if err := json.Unmarshal(in.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		l := briefing.QuoteLesson{Text: line.Text}
		at := offsets(line.Text)
		spans := func(in [][2]int) (out []briefing.Span) {
			for _, s := range in {
				out = append(out, briefing.Span{Start: at[s[0]], End: at[s[1]]})
			}
			return out
		}
		for _, a := range line.Attributions {
			l.Attributions = append(l.Attributions, briefing.LabelledQuote{
				Source: spans(a.Source), Cue: spans(a.Cue), Content: spans(a.Content), Kind: a.Type,
			})
		}
		out = append(out, l)
	}
	return out, in.Err()
}

// readNames reads texts with labelled names. Their offsets count code points.
func readNames(name string) ([]briefing.NameLesson, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []briefing.NameLesson
	dec := json.NewDecoder(bytes.NewReader(b))
	for n := 1; ; n++ {
		var line struct {
			Text     string
			Entities [][3]any
		}
		if err := dec.Decode(&line); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		at := offsets(line.Text)
		l := briefing.NameLesson{Text: line.Text}
		for _, e := range line.Entities {
			first, ok1 := e[0].(float64)
			last, ok2 := e[1].(float64)
			kind, ok3 := e[2].(string)
			if !ok1 || !ok2 || !ok3 {
				return nil, fmt.Errorf("%s:%d: an entity is no [start, end, kind]", name, n)
			}
			l.Names = append(l.Names, briefing.LabelledName{Span: briefing.Span{Start: at[int(first)], End: at[int(last)]}, Kind: kind})
		}
		out = append(out, l)
	}
}

// offsets returns the byte offset of each code point of text and of its end.
func offsets(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
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
