package briefing_test

import (
	"os"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/briefing"
)

// TestSentences reads the cases of testdata/sentences/cases.txt.
func TestSentences(t *testing.T) {
	b, err := os.ReadFile("testdata/sentences/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var e briefing.Engine
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		text := strings.ReplaceAll(line, " | ", " ")
		var got []string
		for _, s := range e.Parse(briefing.Article{Text: text}).Sentences() {
			got = append(got, s.In(text))
		}
		if g := strings.Join(got, " | "); g != line {
			t.Errorf("got  %s\nwant %s", g, line)
		}
	}
}

// TestParagraphs sees that a sentence ends with its paragraph, and that wrapped
// text goes on.
func TestParagraphs(t *testing.T) {
	for text, want := range map[string]int{
		"The bridge closed\n\nNobody knew why": 2,
		"The bridge closed\nfor the winter.":   1,
		"bread\nmilk\neggs\n":                  3,
		"“An open mark\n\nThe next paragraph.": 2,
		"":                                     0,
		" \n\t\n":                              0,
	} {
		var e briefing.Engine
		if got := e.Parse(briefing.Article{Text: text}).Sentences(); len(got) != want {
			t.Errorf("%q has %d sentences, want %d", text, len(got), want)
		}
	}
}
