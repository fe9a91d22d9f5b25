package briefing_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/briefing"
)

// longReport returns an article of about 4.65 KB, the mean of news in English,
// made of the cases' reports.
func longReport(tb testing.TB) briefing.Article {
	tb.Helper()
	var text strings.Builder
	title := ""
	for _, name := range []string{"bridge", "eleventh-time", "no-title", "bridge", "eleventh-time"} {
		data, err := os.ReadFile("testdata/facts/" + name + ".txtar")
		if err != nil {
			tb.Fatal(err)
		}
		for _, f := range txtar.Parse(data).Files {
			switch f.Name {
			case "title":
				title = strings.TrimSpace(string(f.Data))
			case "article":
				text.Write(f.Data)
			}
		}
	}
	return briefing.Article{Title: title, Text: strings.ToValidUTF8(text.String()[:min(text.Len(), 4650)], "")}
}

func BenchmarkBrief(b *testing.B) {
	a := longReport(b)
	var e briefing.Engine
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		e.Parse(a).Brief()
	}
}

func BenchmarkAppendJSON(b *testing.B) {
	var e briefing.Engine
	br := e.Parse(longReport(b)).Brief()
	var buf []byte
	b.SetBytes(int64(len(br.AppendJSON(nil))))
	b.ReportAllocs()
	for b.Loop() {
		buf = br.AppendJSON(buf[:0])
	}
}
