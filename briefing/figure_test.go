package briefing_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/briefing"
)

var updateReckoned = flag.Bool("update-reckoned", false, "write what the engine finds into testdata/figures and testdata/dates")

// reckonedCases runs every text of the txtar files in folder. A file's part
// "cases" holds texts, a line each after "> ", and under each what is to be
// found, a line each as found writes it; its part "published" is the time for
// them all.
func reckonedCases(t *testing.T, folder string, found func(briefing.Briefing) []string) {
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var e briefing.Engine
	count := 0
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var published time.Time
			for i := range a.Files {
				switch f := &a.Files[i]; f.Name {
				case "published":
					if published, err = time.Parse(time.RFC3339, strings.TrimSpace(string(f.Data))); err != nil {
						t.Fatal(err)
					}
				case "cases":
					var got strings.Builder
					for block := range strings.SplitSeq(strings.TrimSpace(string(f.Data)), "\n\n") {
						line, want, _ := strings.Cut(block, "\n")
						text, ok := strings.CutPrefix(line, "> ")
						if !ok {
							t.Fatalf("%q is no text", line)
						}
						count++
						b := e.Parse(briefing.Article{Text: text, Published: published, Language: "en"}).Brief()
						lines := strings.Join(found(b), "\n")
						if lines != want && !*updateReckoned {
							t.Errorf("%s\n got: %s\nwant: %s", text, lines, want)
						}
						fmt.Fprintf(&got, "> %s\n%s\n\n", text, lines)
					}
					f.Data = []byte(strings.ReplaceAll(strings.TrimSpace(got.String())+"\n", "\n\n\n", "\n\n"))
				}
			}
			if *updateReckoned {
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	t.Logf("%d texts", count)
}

// figureLine shows a figure as the cases have it: its words, then its value, the
// upper end of its range, unit, kind and bound.
func figureLine(f briefing.Figure, text string) string {
	value := strconv.FormatFloat(f.Value, 'f', -1, 64)
	if len(value) > 15 {
		value = strconv.FormatFloat(f.Value, 'g', 4, 64)
	}
	if f.Max != 0 || f.Kind == briefing.Score {
		value += " to " + strconv.FormatFloat(f.Max, 'f', -1, 64)
	}
	return fmt.Sprintf("%s | %s | %s | %s | %s", f.In(text), value, f.Unit, f.Kind, f.Bound)
}

func TestFigures(t *testing.T) {
	reckonedCases(t, "figures", func(b briefing.Briefing) []string {
		var lines []string
		for _, f := range b.Figures {
			lines = append(lines, figureLine(f, b.Article.Text))
		}
		return lines
	})
}

func TestDates(t *testing.T) {
	reckonedCases(t, "dates", func(b briefing.Briefing) []string {
		var lines []string
		for _, d := range b.Dates {
			lines = append(lines, strings.TrimSpace(d.In(b.Article.Text)+" | "+d.Date))
		}
		return lines
	})
}
