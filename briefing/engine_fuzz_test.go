package briefing_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/dateline-bot/dateline/briefing"
)

// FuzzBrief looks for an article on which the engine fails or breaks a promise,
// or on which it stays too long.
func FuzzBrief(f *testing.F) {
	for _, s := range shapes {
		f.Add("", s.text(96), "", int64(0))
	}
	f.Add("Bridge closes", report[:800], "en", int64(1772520000))
	f.Fuzz(func(t *testing.T, title, text, language string, published int64) {
		a := briefing.Article{Title: title, Text: text, Language: language}
		if published != 0 {
			a.Published = time.Unix(published, 0).UTC()
		}
		var e briefing.Engine
		start := time.Now()
		b := e.Parse(a).Brief()
		if took := time.Since(start); took > 2*time.Second+time.Duration(len(title)+len(text))*20*time.Microsecond {
			t.Fatalf("%d bytes take %v", len(text), took)
		}
		keepsPromises(t, b)
	})
}

// FuzzAgain looks for two articles of which one changes what an engine finds in
// the other, or what it has told of it.
func FuzzAgain(f *testing.F) {
	f.Add("Anna Weber said she would stay.", "Weber said so.")
	f.Fuzz(func(t *testing.T, first, second string) {
		var used, fresh briefing.Engine
		b := used.Parse(briefing.Article{Text: first}).Brief()
		kept := string(b.AppendJSON(nil))
		c := used.Parse(briefing.Article{Text: second}).Brief()
		if now := string(b.AppendJSON(nil)); now != kept {
			t.Fatalf("a second article made of the first one\n%s\nwhich was\n%s", now, kept)
		}
		if alone := fresh.Parse(briefing.Article{Text: second}).Brief(); !reflect.DeepEqual(alone, c) {
			t.Fatalf("after another article the second one is\n%+v\nalone\n%+v", c, alone)
		}
		if again := used.Parse(briefing.Article{Text: first}).Brief(); !reflect.DeepEqual(again, b) {
			t.Fatalf("read again the first article is\n%+v\nnot\n%+v", again, b)
		}
	})
}

// FuzzCut looks for an article that breaks a promise when it is cut in two.
func FuzzCut(f *testing.F) {
	f.Add(report[:800], uint(300))
	f.Fuzz(func(t *testing.T, text string, at uint) {
		k := int(at % uint(len(text)+1))
		for k < len(text) && !utf8.RuneStart(text[k]) {
			k++
		}
		var e briefing.Engine
		keepsPromises(t, e.Parse(briefing.Article{Text: text[:k]}).Brief())
		keepsPromises(t, e.Parse(briefing.Article{Text: text[k:]}).Brief())
	})
}

// FuzzReadJSON looks for a stored line that is read though it breaks a promise,
// or that changes when it is stored again.
func FuzzReadJSON(f *testing.F) {
	full := briefing.Line{ID: "a", Briefing: harbour()}
	f.Add(full.AppendJSON(nil))
	f.Add((&briefing.Line{}).AppendJSON(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		var l briefing.Line
		if json.Unmarshal(data, &l) != nil {
			return
		}
		p := promises{t, l.Article.Text, edges(l.Article.Text)}
		for _, q := range l.Quotes {
			for _, s := range q.Content {
				p.within(s)
			}
		}
		for _, s := range l.Facts {
			p.within(s.Span)
		}
		stored := l.AppendJSON(nil)
		var again briefing.Line
		if err := json.Unmarshal(stored, &again); err != nil {
			t.Fatalf("%v in %s", err, stored)
		}
		if third := again.AppendJSON(nil); string(third) != string(stored) {
			t.Fatalf("stored twice it is\n%s\nnot\n%s", third, stored)
		}
	})
}

// within sees that s, which may be empty, lies in the text on rune boundaries.
func (p promises) within(s briefing.Span) {
	p.Helper()
	if s.Start < 0 || s.Start > s.End || s.End > len(p.text) || !p.edges[s.Start] || !p.edges[s.End] {
		p.Fatalf("%v was read as a span of a text of %d bytes", s, len(p.text))
	}
}
