package briefing_test

import (
	"os"
	"testing"
	"time"

	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"

	"github.com/dateline-bot/dateline/briefing"
)

// longReport returns an article of about 4,650 bytes, the mean of news in
// English, as full of quotes as such news is: the cases' articles, joined.
func longReport(tb testing.TB) briefing.Article {
	tb.Helper()
	text, err := os.ReadFile("testdata/speed/report.txt")
	if err != nil {
		tb.Fatal(err)
	}
	return briefing.Article{
		Title:     "Harbour Bridge to close for eleven months, council decides",
		Published: time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC),
		Text:      string(text),
	}
}

// BenchmarkBrief times the engine with every output that it has.
func BenchmarkBrief(b *testing.B) {
	a := longReport(b)
	var e briefing.Engine
	quotes := len(e.Parse(a).Brief().Quotes)
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		e.Parse(a).Brief()
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(quotes), "quotes")
}

// BenchmarkFloor times what cannot be left out, on the same article: its words
// and sentences by Unicode's rules (UAX #29) and nothing else.
func BenchmarkFloor(b *testing.B) {
	a := longReport(b)
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		for w := words.FromString(a.Text); w.Next(); {
			n += len(w.Value())
		}
		for s := sentences.FromString(a.Text); s.Next(); {
			n += len(s.Value())
		}
	}
	if n < len(a.Text) {
		b.Fatal("words are lost")
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
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
