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
	update    = flag.Bool("update", false, "write what the engine finds into the cases")
	caseFiles = flag.String("cases", "testdata/quotes/*.txtar", "the `pattern` of the files that TestQuoteCases reads")
)

// TestQuoteCases reads every article of testdata/quotes and compares who says
// what in it with what stands there. One quote is a paragraph: its kind, its
// speaker and cue on one line, its words on the next; see testdata/quotes/README.md.
func TestQuoteCases(t *testing.T) {
	files, err := filepath.Glob(*caseFiles)
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", *caseFiles, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			c, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a := caseArticle(t, c)
			var e briefing.Engine
			b := e.Parse(a).Brief()
			got := quotesInWords(&b)
			for i := range c.Files {
				f := &c.Files[i]
				if f.Name != "quotes" {
					continue
				}
				if want := string(f.Data); got != want && !*update {
					t.Errorf("\n%s", diff.Diff(file, []byte(want), "the engine", []byte(got)))
				}
				f.Data = []byte(got)
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(c), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// caseArticle returns the article of a case: its text, and the title that a
// section about may give it.
func caseArticle(t *testing.T, c *txtar.Archive) (a briefing.Article) {
	t.Helper()
	for _, f := range c.Files {
		switch f.Name {
		case "article":
			a.Text = strings.TrimSuffix(string(f.Data), "\n")
		case "about":
			title, ok := strings.CutPrefix(strings.TrimSpace(string(f.Data)), "title: ")
			if !ok {
				t.Fatalf("about says %q, want title: …", f.Data)
			}
			a.Title = title
		case "quotes":
		default:
			t.Fatalf("no section is called %s", f.Name)
		}
	}
	return a
}

// quotesInWords writes b's quotes as the cases have them.
func quotesInWords(b *briefing.Briefing) string {
	var s strings.Builder
	for i := range b.Quotes {
		q := &b.Quotes[i]
		if i > 0 {
			s.WriteByte('\n')
		}
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
		fmt.Fprintf(&s, "%-8s  %s", q.Kind, who)
		if !q.Cue.Empty() {
			fmt.Fprintf(&s, "  [%s]", q.Cue.In(b.Article.Text))
		}
		fmt.Fprintf(&s, "\n%s\n", strings.TrimSuffix(q.In(b.Article.Text), "."))
	}
	return s.String()
}
