package briefing_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/briefing"
)

// TestFacts runs the articles of testdata/facts. A file's parts are "title"
// (which may be missing), "article", "facts" (a line each: the fact, who claims
// it, what is shown beside it, why) and "headline". Parts that are missing are not looked at.
func TestFacts(t *testing.T) {
	files, _ := filepath.Glob("testdata/facts/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	var e briefing.Engine
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in := briefing.Article{Published: time.Date(2026, 3, 3, 6, 40, 0, 0, time.UTC)}
			for _, f := range a.Files {
				switch f.Name {
				case "title":
					in.Title = strings.TrimSpace(string(f.Data))
				case "article":
					in.Text = string(f.Data)
				}
			}
			b := e.Parse(in).Brief()
			for i := range a.Files {
				f := &a.Files[i]
				var got string
				switch f.Name {
				case "facts":
					got = factLines(b)
				case "headline":
					got = b.Headline + "\n"
				case "language":
					got = b.Language + "\n"
				default:
					continue
				}
				if got != string(f.Data) && !*updateReckoned {
					t.Errorf("%s:\n got:\n%swant:\n%s", f.Name, got, f.Data)
				}
				f.Data = []byte(got)
			}
			if *updateReckoned {
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func factLines(b briefing.Briefing) string {
	var s strings.Builder
	for _, f := range b.Facts {
		fmt.Fprintf(&s, "%s\n", strings.Join(strings.Fields(f.In(b.Article.Text)), " "))
		if f.Speaker != "" {
			fmt.Fprintf(&s, "  says %s\n", f.Speaker)
		}
		if f.Gloss != "" {
			fmt.Fprintf(&s, "  beside it: %s\n", f.Gloss)
		}
		fmt.Fprintf(&s, "  %s\n", strings.Join(f.Why, "; "))
	}
	return s.String()
}
