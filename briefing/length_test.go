package briefing_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/briefing"
)

// TestLinear sees that a text takes less than four times as long as its
// sixteenth does sixteen times, and that no more is told of it, whatever it is.
// What grows with the square takes sixteen times as long; caches and other
// programs cost the rest. A measurement that says otherwise is taken again.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const small, large, most = 1 << 13, 1 << 17, 4
	var e briefing.Engine
	for _, s := range append(shapes, within("a report", "", report, "")) {
		short, long := s.text(small), s.text(large)
		a, b := time.Hour, time.Hour
		for range 40 {
			a, b = min(a, reading(&e, short, large/small)), min(b, reading(&e, long, 1))
			if b <= most*a {
				break
			}
		}
		if b > most*a {
			t.Errorf("%s: %v for 128 KB in parts of 8 KB, %v for 128 KB at once", s.name, a, b)
		}
		told := func(text string) int {
			b := e.Parse(briefing.Article{Text: text}).Brief()
			return len(b.AppendJSON(nil))
		}
		if x, y := told(short), told(long); y > 20*x+1<<14 {
			t.Errorf("%s: %d bytes told of 8 KB, %d of 128 KB", s.name, x, y)
		}
	}
}

// TestLinearReport sees the same of four megabytes of ordinary prose, in which
// what is moved about little by little begins to tell.
func TestLinearReport(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const small, large, most = 1 << 18, 1 << 22, 2.5
	var e briefing.Engine
	s := within("a report", "", longReport(t).Text+"\n\n", "")
	short, long := s.text(small), s.text(large)
	a, b := time.Hour, time.Hour
	for range 4 {
		a, b = min(a, reading(&e, short, large/small)), min(b, reading(&e, long, 1))
		if float64(b) <= most*float64(a) {
			return
		}
	}
	t.Errorf("%v for 4 MB in parts of 256 KB, %v for 4 MB at once", a, b)
}

// reading returns how long e takes to read text so many times.
func reading(e *briefing.Engine, text string, times int) time.Duration {
	start := time.Now()
	for range times {
		e.Parse(briefing.Article{Text: text}).Brief()
	}
	return time.Since(start)
}

// BenchmarkHostile reads a megabyte and ten of every shape. It gives the table
// in docs/engine.md:
//
//	go test ./briefing -run xxx -bench Hostile -benchtime 1x -cpu 1
func BenchmarkHostile(b *testing.B) {
	for _, s := range shapes {
		for _, n := range []int{1e6, 1e7} {
			b.Run(fmt.Sprintf("%s/%dMB", strings.ReplaceAll(s.name, " ", "_"), n/1e6), func(b *testing.B) {
				text := s.text(n)
				var e briefing.Engine
				e.Parse(briefing.Article{Text: text}).Brief()
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					e.Parse(briefing.Article{Text: text}).Brief()
				}
			})
		}
	}
}

// BenchmarkLength reads reports of several lengths, each with a new engine and
// with one that has read it before. It gives the table in docs/engine.md; kept-B
// is what the engine holds afterwards.
func BenchmarkLength(b *testing.B) {
	article := longReport(b)
	for _, n := range []int{4650, 1e5, 1e6, 1e7} {
		text := strings.Repeat(article.Text+"\n\n", n/len(article.Text)+1)[:n]
		a := briefing.Article{Title: article.Title, Text: strings.ToValidUTF8(text, "")}
		b.Run(fmt.Sprintf("%dB/new", n), func(b *testing.B) {
			b.SetBytes(int64(n))
			b.ReportAllocs()
			for b.Loop() {
				var e briefing.Engine
				e.Parse(a).Brief()
			}
		})
		b.Run(fmt.Sprintf("%dB/used", n), func(b *testing.B) {
			before := inUse()
			var e briefing.Engine
			e.Parse(a).Brief()
			kept := inUse() - before
			b.SetBytes(int64(n))
			b.ReportAllocs()
			for b.Loop() {
				e.Parse(a).Brief()
			}
			b.ReportMetric(float64(kept), "kept-B")
		})
	}
}

// inUse returns the bytes of the heap that are in use.
func inUse() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
