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

// TestAbroad runs the articles of testdata/abroad, one for each language, which
// all tell of the same closed bridge. A file is named by the language that is to be
// told; its part "brief" has the sentences' number, facts, quotes, figures
// and dates.
func TestAbroad(t *testing.T) {
	files, _ := filepath.Glob("testdata/abroad/*.txtar")
	if len(files) < 12 {
		t.Fatalf("%d languages", len(files))
	}
	var e briefing.Engine
	for _, file := range files {
		lang := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(lang, func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in := briefing.Article{Published: time.Date(2026, 3, 3, 6, 40, 0, 0, time.UTC)}
			for i := range a.Files {
				f := &a.Files[i]
				switch f.Name {
				case "title":
					in.Title = strings.TrimSpace(string(f.Data))
				case "article":
					in.Text = string(f.Data)
				case "brief":
					b := e.Parse(in).Brief()
					if b.Language != lang {
						t.Errorf("told %q", b.Language)
					}
					got := abroadLines(b)
					if got != string(f.Data) && !*updateReckoned {
						t.Errorf("got:\n%swant:\n%s", got, f.Data)
					}
					f.Data = []byte(got)
				}
			}
			if *updateReckoned {
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func abroadLines(b briefing.Briefing) string {
	var s strings.Builder
	text := b.Article.Text
	fmt.Fprintf(&s, "sentences: %d\n", len(b.Sentences))
	for _, f := range b.Facts {
		fmt.Fprintf(&s, "fact: %s\n", f.In(text))
	}
	for _, q := range b.Quotes {
		who := "nobody"
		if q.Speaker != nil {
			who = q.Speaker.Name
		}
		for _, c := range q.Content {
			fmt.Fprintf(&s, "%s: %s: %s\n", q.Kind, who, c.In(text))
		}
	}
	for _, f := range b.Figures {
		fmt.Fprintf(&s, "figure: %s\n", figureLine(f, text))
	}
	for _, d := range b.Dates {
		fmt.Fprintf(&s, "date: %s | %s\n", d.In(text), d.Date)
	}
	return s.String()
}
