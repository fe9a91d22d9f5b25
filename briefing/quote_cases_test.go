package briefing_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/briefing"
)

var (
	update = flag.Bool("update", false, "write what the engine finds into the cases")
	cases  = flag.String("cases", "testdata/quotes/*.txtar", "the `files` that TestQuoteCases reads")
)

// TestQuoteCases compares who says what in invented articles with what an
// editor would take from them. testdata/quotes/README.md tells how to read and
// write a case.
func TestQuoteCases(t *testing.T) {
	files, err := filepath.Glob(*cases)
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", *cases, err)
	}
	var e briefing.Engine
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			c, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var a briefing.Article
			var quotes *txtar.File
			for i := range c.Files {
				switch f := &c.Files[i]; f.Name {
				case "about":
					a.Title = strings.TrimPrefix(strings.TrimSpace(string(f.Data)), "title: ")
				case "article":
					a.Text = strings.TrimSuffix(string(f.Data), "\n")
				case "quotes":
					quotes = f
				}
			}
			if len(c.Files) < 2 || a.Text == "" || quotes == nil {
				t.Fatalf("%s lacks an article or its quotes", file)
			}
			want := string(quotes.Data)
			got := quotesInWords(e.Parse(a).Brief())
			quotes.Data = []byte(got)
			switch {
			case got == want:
			case !*update:
				t.Errorf("\n%s", diff.Diff(file, []byte(want), "the engine", []byte(got)))
			default:
				if err := os.WriteFile(file, txtar.Format(c), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// quotesInWords writes b's quotes as the cases have them.
func quotesInWords(b briefing.Briefing) string {
	var quotes []string
	for _, q := range b.Quotes {
		who := "nobody"
		switch sp := q.Speaker; {
		case sp == nil:
		case !sp.Resolved:
			who = "speaker not identified: " + sp.Name
		case sp.Role != "":
			who = sp.Name + ", " + sp.Role
		default:
			who = sp.Name
		}
		if !q.Cue.Empty() {
			who += "  [" + q.Cue.In(b.Article.Text) + "]"
		}
		quotes = append(quotes, fmt.Sprintf("%-8s  %s\n%s\n", q.Kind, who, strings.TrimSuffix(q.In(b.Article.Text), ".")))
	}
	return strings.Join(quotes, "\n")
}
