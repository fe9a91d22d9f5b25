package briefing_test

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/dateline-bot/dateline/briefing"
)

// keepsPromises fails t unless b is what package briefing promises of every
// briefing, whatever the article was.
func keepsPromises(t *testing.T, b briefing.Briefing) {
	t.Helper()
	p := promises{t, b.Article.Text, edges(b.Article.Text)}
	p.sentences(b.Sentences)
	p.facts(&b)
	for i := range b.Quotes {
		p.quote(&b.Quotes[i])
	}
	p.reckoned(&b)
	for _, es := range [][]briefing.Entity{b.People, b.Organizations, b.Places} {
		p.entities(es)
	}
	p.told(&b)
	p.stored(&b)
}

// promises are checked against a text and the places where its runes begin.
type promises struct {
	*testing.T
	text  string
	edges []bool
}

// edges tells of each byte of text, and of its end, whether a rune begins there;
// a byte that is no UTF-8 counts as one.
func edges(text string) []bool {
	out := make([]bool, len(text)+1)
	for i := range text {
		out[i] = true
	}
	out[len(text)] = true
	return out
}

func (p promises) span(what string, s briefing.Span) {
	p.Helper()
	if s.Start < 0 || s.Start >= s.End || s.End > len(p.text) || !p.edges[s.Start] || !p.edges[s.End] {
		p.Fatalf("%s: %v is no span of whole runes in a text of %d bytes", what, s, len(p.text))
	}
}

// sentences stand in order, do not overlap, and leave out nothing that people
// read.
func (p promises) sentences(sentences []briefing.Span) {
	p.Helper()
	end := 0
	for _, s := range sentences {
		p.span("sentence", s)
		if s.Start < end {
			p.Fatalf("sentence %v begins before the last one ends, at %d", s, end)
		}
		p.blank("between sentences", p.text[end:s.Start])
		end = s.End
	}
	p.blank("after the last sentence", p.text[end:])
}

func (p promises) blank(where, s string) {
	p.Helper()
	if k := strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }); k >= 0 {
		p.Fatalf("%s stands %.40q", where, s[k:])
	}
}

func (p promises) facts(b *briefing.Briefing) {
	p.Helper()
	for i := range b.Facts {
		f := &b.Facts[i]
		p.span("fact", f.Span)
		if math.IsNaN(f.Score) || math.IsInf(f.Score, 0) {
			p.Fatalf("fact %q has score %v", f.In(p.text), f.Score)
		}
		p.words("a fact's speaker", f.Speaker)
		for _, g := range b.Facts[:i] {
			if g.Overlaps(f.Span) {
				p.Fatalf("facts %q and %q overlap", g.In(p.text), f.In(p.text))
			}
		}
	}
	if len(b.Facts) > 0 && b.Headline == "" {
		p.Fatal("there are facts and no headline")
	}
	if facts, quotes := b.Shown(); len(b.Facts) > 0 && len(facts) == 0 || len(quotes) > len(b.Quotes) {
		p.Fatalf("%d facts and %d quotes are shown of %d and %d", len(facts), len(quotes), len(b.Facts), len(b.Quotes))
	}
}

func (p promises) quote(q *briefing.Quote) {
	p.Helper()
	switch q.Kind {
	case briefing.Direct, briefing.Mixed, briefing.Indirect:
	default:
		p.Fatalf("kind is %q", q.Kind)
	}
	if len(q.Content) == 0 || !(q.Confidence >= 0 && q.Confidence <= 1) {
		p.Fatalf("quote %+v", q)
	}
	for i, s := range q.Content {
		p.span("content", s)
		if i > 0 && s.Start < q.Content[i-1].End {
			p.Fatalf("content %v begins before the last part of it ends: %v", s, q.Content)
		}
		if !strings.Contains(q.In(p.text), s.In(p.text)) {
			p.Fatalf("%q is not in %q", s.In(p.text), q.In(p.text))
		}
	}
	if !q.Cue.Empty() {
		p.span("cue", q.Cue)
	}
	s := q.Speaker
	if s == nil {
		return
	}
	p.span("speaker", s.Span)
	p.words("a name", s.Name)
	p.words("a role", s.Role)
	switch {
	case s.Name == "":
		p.Fatalf("the speaker %q has no name", s.In(p.text))
	case !s.Resolved && (s.Name != s.In(p.text) || s.Role != ""):
		p.Fatalf("%q is not resolved but told to be %q, %q", s.In(p.text), s.Name, s.Role)
	}
}

// words sees that s stands in the text, on one line of it.
func (p promises) words(what, s string) {
	p.Helper()
	if !strings.Contains(p.text, s) || strings.ContainsAny(s, "\n\r\u2028\u2029\u0085") || len(s) > 500 {
		p.Fatalf("%s is %.600q", what, s)
	}
}

// reckoned sees that figures and dates stand in order and do not overlap.
func (p promises) reckoned(b *briefing.Briefing) {
	p.Helper()
	end := 0
	for _, f := range b.Figures {
		p.span("figure", f.Span)
		if f.Start < end || f.Kind == "" || f.Bound == "" {
			p.Fatalf("figure %q: %+v", f.In(p.text), f)
		}
		end = f.End
	}
	k := 0
	for i, d := range b.Dates {
		p.span("date", d.Span)
		if i > 0 && d.Start < b.Dates[i-1].End {
			p.Fatalf("date %q begins before the last one ends", d.In(p.text))
		}
		for k < len(b.Figures) && b.Figures[k].End <= d.Start {
			k++
		}
		if k < len(b.Figures) && b.Figures[k].Overlaps(d.Span) {
			p.Fatalf("date %q and figure %q overlap", d.In(p.text), b.Figures[k].In(p.text))
		}
	}
}

// entities have a name and mentions, in order, and come in the order of their
// first.
func (p promises) entities(es []briefing.Entity) {
	p.Helper()
	first := -1
	for _, e := range es {
		p.words("a name", e.Name)
		p.words("a role", e.Role)
		if e.Name == "" || len(e.Mentions) == 0 || e.Mentions[0].Start <= first {
			p.Fatalf("%q has the mentions %v", e.Name, e.Mentions)
		}
		first = e.Mentions[0].Start
		for i, s := range e.Mentions {
			p.span("mention", s)
			if i > 0 && s.Start < e.Mentions[i-1].End {
				p.Fatalf("mentions %v of %q overlap", e.Mentions, e.Name)
			}
		}
	}
}

// told sees that the quotes do not tell the article many times over.
func (p promises) told(b *briefing.Briefing) {
	p.Helper()
	n := 0
	for i := range b.Quotes {
		n += len(b.Quotes[i].In(p.text))
	}
	if n > 4*len(p.text)+1<<12 {
		p.Fatalf("the quotes have %d bytes, the text %d", n, len(p.text))
	}
}

// stored sees that b is read back from its JSON as it was.
func (p promises) stored(b *briefing.Briefing) {
	p.Helper()
	data := b.AppendJSON(nil)
	var got briefing.Briefing
	if err := got.UnmarshalJSON(data); err != nil {
		p.Fatal(err)
	}
	if again := got.AppendJSON(nil); string(again) != string(data) {
		p.Fatalf("stored and read it is\n%s\nnot\n%s", again, data)
	}
	if len(b.Quotes) > 0 && !reflect.DeepEqual(got.Quotes, b.Quotes) {
		p.Fatalf("stored and read the quotes are\n%+v\nnot\n%+v", got.Quotes, b.Quotes)
	}
}
