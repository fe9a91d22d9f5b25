package briefing_test

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/dateline-bot/dateline/briefing"
)

// report is an article of the length that articles mostly have.
var report = strings.Repeat(`The council of Velmar voted 7–4 on Monday night to close Harbour Bridge for eleven months, after engineers found cracks in 19 of its 64 cables.

“Nobody wants to wait,” said Ines Okafor, the mayor. “Nobody on this council would close a bridge for the pleasure of it.”

Governor Anita Rowe said that the state would pay half of the bill, which the Port Authority puts at more than €48 million. She added that ferries would run every ten minutes from April.

According to the engineers, the cables had been sound in 2019. Tomas Reyl, who leads the dockers' union, called the plan “a slow goodbye” and promised to fight it in court.

Buses will be sent through Mill Tunnel, where a lorry overturned last month. Police have closed one lane since then, and the fire service has warned that it cannot reach the northern quays in less than fifteen minutes.

`, 4)

// hostile are texts that nobody writes.
func hostile(n int) map[string]string {
	return map[string]string{
		"marks":      strings.Repeat("“", n/3),
		"straight":   strings.Repeat(`"`, n),
		"single":     strings.Repeat("' ", n/2),
		"capitals":   strings.Repeat("A", n),
		"names":      strings.Repeat("Ab Cd ", n/6),
		"sentence":   strings.Repeat("the dog said that ", n/18),
		"stops":      strings.Repeat(". ", n/2),
		"invalid":    strings.Repeat("\xff\xc3(", n/3),
		"right":      strings.Repeat("שלום ", n/9),
		"no spaces":  strings.Repeat("漢字", n/6),
		"lines":      strings.Repeat("\n“a", n/5),
		"pronouns":   strings.Repeat("“A,” he said. ", n/18),
		"apostrophe": strings.Repeat("a's ", n/4),
	}
}

// TestHostile reads what nobody writes: nothing may fail, and every span must
// lie in the text, on rune boundaries where the text is valid.
func TestHostile(t *testing.T) {
	for name, text := range hostile(1 << 14) {
		var e briefing.Engine
		b := e.Parse(briefing.Article{Text: text}).Brief()
		checkSpans(t, name, &b)
	}
}

func checkSpans(t *testing.T, name string, b *briefing.Briefing) {
	t.Helper()
	text := b.Article.Text
	valid := utf8.ValidString(text)
	check := func(what string, s briefing.Span) {
		if s.Start < 0 || s.Start >= s.End || s.End > len(text) || valid && !utf8.ValidString(s.In(text)) {
			t.Fatalf("%s: %s: %v is no span", name, what, s)
		}
	}
	for i, s := range b.Sentences {
		check("sentence", s)
		if i > 0 && b.Sentences[i-1].End > s.Start {
			t.Fatalf("%s: sentences %v and %v overlap", name, b.Sentences[i-1], s)
		}
	}
	for _, q := range b.Quotes {
		if len(q.Content) == 0 || q.Confidence < 0 || q.Confidence > 1 {
			t.Fatalf("%s: quote %+v", name, q)
		}
		for _, s := range q.Content {
			check("content", s)
		}
		if q.Speaker != nil {
			check("speaker", q.Speaker.Span)
			if q.Speaker.Name == "" {
				t.Fatalf("%s: a speaker has no name", name)
			}
		}
		if !q.Cue.Empty() {
			check("cue", q.Cue)
		}
	}
	for _, es := range [][]briefing.Entity{b.People, b.Organizations, b.Places} {
		for _, e := range es {
			for _, s := range e.Mentions {
				check("mention", s)
			}
		}
	}
}

// TestReuse sees that an engine finds the same whatever it read before, and
// that a briefing outlives the next article.
func TestReuse(t *testing.T) {
	var used, fresh briefing.Engine
	first := used.Parse(briefing.Article{Text: report}).Brief()
	used.Parse(briefing.Article{Text: "“No,” Anna Weber said."}).Brief()
	if again := used.Parse(briefing.Article{Text: report}).Brief(); !reflect.DeepEqual(first, again) {
		t.Error("a second reading differs from the first")
	}
	if other := fresh.Parse(briefing.Article{Text: report}).Brief(); !reflect.DeepEqual(first, other) {
		t.Error("a used engine reads otherwise than a new one")
	}
}

// TestLinear sees that eight times the text takes no more than some twenty times
// as long, whatever the text is.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var e briefing.Engine
	took := func(text string) time.Duration {
		best := time.Hour
		for range 3 {
			start := time.Now()
			e.Parse(briefing.Article{Text: text}).Brief()
			best = min(best, time.Since(start))
		}
		return best
	}
	small, large := hostile(1<<15), hostile(1<<18)
	for name := range small {
		a, b := took(small[name]), took(large[name])
		if b > 24*a+20*time.Millisecond {
			t.Errorf("%s: %v for 32 KB, %v for 256 KB", name, a, b)
		}
	}
}

// FuzzSpans looks for text on which a span leaves the text.
func FuzzSpans(f *testing.F) {
	for _, text := range hostile(64) {
		f.Add(text)
	}
	f.Add("“Go,” she said. “Go now.”\n\n'No,' said Mr. O'Neil's son; \"Yes\" (he said).")
	f.Fuzz(func(t *testing.T, text string) {
		var e briefing.Engine
		b := e.Parse(briefing.Article{Text: text}).Brief()
		checkSpans(t, "fuzz", &b)
	})
}
