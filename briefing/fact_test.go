package briefing_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/briefing"
)

// TestFacts runs the articles of testdata/facts. A file's parts are "title"
// (which may be missing), "article", "facts" (a line each: the fact, who claims
// it, why) and "headline". Parts that are missing are not looked at.
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
		fmt.Fprintf(&s, "  %s\n", strings.Join(f.Why, "; "))
	}
	return s.String()
}

// FuzzBrief looks for text on which the engine fails or breaks its promises.
func FuzzBrief(f *testing.F) {
	files, _ := filepath.Glob("testdata/facts/*.txtar")
	for _, file := range files {
		if a, err := txtar.ParseFile(file); err == nil {
			for _, p := range a.Files {
				f.Add("", string(p.Data))
			}
		}
	}
	f.Add("Title 5%", "Rs.1,500 – 7–4 $5–$10 million between 10% and 15% '80s 05/09/2025 Monday (March 2) 1/2 ½ four-day two-thirds mid-May mid-2015.")
	f.Add("", "“ ‘ ” \xff\xfe € $ - – — 5- -5 5..6 Rs. Rs US$ US$5m 999999999999999999999999999 1e999 0x10")
	f.Fuzz(func(t *testing.T, title, text string) {
		text = strings.ToValidUTF8(text, "\uFFFD")
		var e briefing.Engine
		b := e.Parse(briefing.Article{Title: title, Text: text, Published: time.Date(2026, 3, 3, 6, 40, 0, 0, time.UTC)}).Brief()
		check := func(what string, s briefing.Span) {
			if s.Start < 0 || s.Start >= s.End || s.End > len(text) || !utf8.ValidString(s.In(text)) {
				t.Fatalf("%s: %v is no span", what, s)
			}
		}
		for _, x := range b.Facts {
			check("fact", x.Span)
		}
		for i, x := range b.Figures {
			check("figure", x.Span)
			if i > 0 && b.Figures[i-1].Overlaps(x.Span) {
				t.Fatalf("figures %v and %v overlap", b.Figures[i-1], x)
			}
			for _, d := range b.Dates {
				if d.Overlaps(x.Span) {
					t.Fatalf("date %q and figure %q overlap", d.In(text), x.In(text))
				}
			}
		}
		for _, x := range b.Dates {
			check("date", x.Span)
		}
		if facts, quotes := b.Shown(); len(b.Facts) > 0 && len(facts) == 0 || len(quotes) > len(b.Quotes) {
			t.Fatal("nothing is shown")
		}
		var again briefing.Briefing
		if err := again.UnmarshalJSON(b.AppendJSON(nil)); err != nil {
			t.Fatal(err)
		}
	})
}
