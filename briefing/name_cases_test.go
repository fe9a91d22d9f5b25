package briefing_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/briefing"
)

// TestNameCases reads every article of testdata/names and compares whom and
// what it names with what stands there: a line for each person, then for each
// organization and place, with every mention in brackets.
func TestNameCases(t *testing.T) {
	files, err := filepath.Glob("testdata/names/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			c, err := txtar.ParseFile(file)
			if err != nil || len(c.Files) != 2 || c.Files[0].Name != "article" || c.Files[1].Name != "names" {
				t.Fatalf("want an article and its names: %v", err)
			}
			var e briefing.Engine
			b := e.Parse(briefing.Article{Text: strings.TrimSuffix(string(c.Files[0].Data), "\n")}).Brief()
			got := namesInWords(&b)
			if want := string(c.Files[1].Data); got != want && !*update {
				t.Errorf("\n%s", diff.Diff(file, []byte(want), "the engine", []byte(got)))
			}
			c.Files[1].Data = []byte(got)
			if *update {
				if err := os.WriteFile(file, txtar.Format(c), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// namesInWords writes those named in b as the cases have them.
func namesInWords(b *briefing.Briefing) string {
	var s strings.Builder
	for _, k := range []struct {
		kind  string
		named []briefing.Entity
	}{{"person", b.People}, {"organization", b.Organizations}, {"place", b.Places}} {
		for _, e := range k.named {
			var mentions []string
			for _, m := range e.Mentions {
				mentions = append(mentions, m.In(b.Article.Text))
			}
			fmt.Fprintf(&s, "%-13s %s  [%s]\n", k.kind, e.Name, strings.Join(mentions, " | "))
		}
	}
	return s.String()
}
