// Command train learns the weights that package briefing embeds. The same
// files give the same weights, byte for byte.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/dateline-bot/dateline/briefing"
)

func main() {
	tags := flag.String("tags", "", "`file` of tagged sentences in CoNLL-U form")
	out := flag.String("out", "briefing", "`folder` of package briefing")
	flag.Parse()
	if err := run(*tags, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(tags, out string) error {
	if tags != "" {
		b, err := os.ReadFile(tags)
		if err != nil {
			return err
		}
		words, weights, report := briefing.LearnTags(string(b))
		fmt.Println(report)
		if err := os.WriteFile(filepath.Join(out, "lexicon", "tags.txt"), []byte(words), 0o644); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(out, "weights", "tags.bin"), weights, 0o644); err != nil {
			return err
		}
	}
	return nil
}
