package briefing

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A QuoteTally counts quotes against what people marked.
type QuoteTally struct {
	Labelled  int // what people marked
	Told      int // what the engine tells
	Found     int // of both: contents that overlap by half
	Exact     int // found with the very content that people marked
	Right     int // found with the right speaker, or rightly with none
	Wrong     int // found with a speaker that is not the right one
	Nameless  int // found without a speaker
	CueShared int // found with a word of the right cue, or where people marked none
}

// Add adds u to t.
func (t *QuoteTally) Add(u QuoteTally) {
	t.Labelled += u.Labelled
	t.Told += u.Told
	t.Found += u.Found
	t.Exact += u.Exact
	t.Right += u.Right
	t.Wrong += u.Wrong
	t.Nameless += u.Nameless
	t.CueShared += u.CueShared
}

// String tells precision, recall and F1 of contents and of contents with their
// speakers, and how often a speaker is wrong or not told.
func (t QuoteTally) String() string {
	f := func(hit int) string {
		p, r := float64(hit)/float64(max(1, t.Told)), float64(hit)/float64(max(1, t.Labelled))
		return fmt.Sprintf("%.3f/%.3f/%.3f", p, r, 2*p*r/max(1e-9, p+r))
	}
	return fmt.Sprintf("gold %d content %s joint %s speaker wrong %.3f none %.3f", t.Labelled, f(t.Found), f(t.Right),
		float64(t.Wrong)/float64(max(1, t.Found)), float64(t.Nameless)/float64(max(1, t.Found)))
}

// Match pairs labels with quotes whose contents overlap by half, blanks and
// marks aside, best first, one to one. It returns the quote of each label and
// the label of each quote that has one.
func (l QuoteLesson) Match(got []Quote) (hit, used map[int]int) {
	type pair struct {
		overlap float64
		g, p    int
	}
	var pairs []pair
	labels, quotes := make([]map[int]bool, len(l.Attributions)), make([]map[int]bool, len(got))
	for i, a := range l.Attributions {
		labels[i] = letters(l.Text, a.Content)
	}
	for j, q := range got {
		quotes[j] = letters(l.Text, q.Content)
	}
	for i, a := range l.Attributions {
		for j, q := range got {
			if !meet(a.Content, q.Content) {
				continue
			}
			n := shared(labels[i], quotes[j])
			if u := len(labels[i]) + len(quotes[j]) - n; n > 0 && 2*n >= u {
				pairs = append(pairs, pair{float64(n) / float64(u), i, j})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		switch {
		case a.overlap > b.overlap:
			return -1
		case a.overlap < b.overlap:
			return 1
		}
		return 0
	})
	hit, used = map[int]int{}, map[int]int{}
	for _, p := range pairs {
		_, a := hit[p.g]
		_, b := used[p.p]
		if !a && !b {
			hit[p.g], used[p.p] = p.p, p.g
		}
	}
	return hit, used
}

// Score counts quotes that were told of l's text: what is spoken, in quotation
// marks at least in part, and what is indirect. A quote that was found counts as
// the kind that people gave it.
func (l QuoteLesson) Score(got []Quote) (spoken, indirect QuoteTally) {
	hit, used := l.Match(got)
	of := func(k QuoteKind) *QuoteTally {
		if k == Indirect {
			return &indirect
		}
		return &spoken
	}
	for i, a := range l.Attributions {
		t := of(a.Kind)
		t.Labelled++
		j, ok := hit[i]
		if !ok {
			continue
		}
		q := got[j]
		t.Found++
		if m, n := letters(l.Text, a.Content), letters(l.Text, q.Content); len(m) == len(n) && shared(m, n) == len(m) {
			t.Exact++
		}
		if size(a.Cue) == 0 || covered(q.Cue, a.Cue) > 0 {
			t.CueShared++
		}
		right := a.SpeakerRight(l.Text, q)
		if right {
			t.Right++
		}
		switch {
		case q.Speaker == nil:
			t.Nameless++
		case !right:
			t.Wrong++
		}
	}
	for j, q := range got {
		if i, ok := used[j]; ok {
			of(l.Attributions[i].Kind).Told++
		} else {
			of(q.Kind).Told++
		}
	}
	return spoken, indirect
}

// SpeakerRight reports whether at least half of the mention that q, of text, is
// attributed to is in the label's source; without a source, whether q has no
// speaker.
func (a LabelledQuote) SpeakerRight(text string, q Quote) bool {
	if size(a.Source) == 0 || q.Speaker == nil {
		return size(a.Source) == 0 && q.Speaker == nil
	}
	within := 0
	for i := range q.Speaker.In(text) {
		if covered(Span{q.Speaker.Start + i, q.Speaker.Start + i + 1}, a.Source) > 0 {
			within++
		}
	}
	return 2*within >= utf8.RuneCountInString(q.Speaker.In(text))
}

// letters returns which bytes of text begin a character, no blank or mark, that
// the spans cover.
func letters(text string, spans []Span) map[int]bool {
	out := map[int]bool{}
	for _, s := range spans {
		for i, r := range s.In(text) {
			if !strings.ContainsRune(" \t\n“”\"‘’'«»„,.;:—–-…", r) {
				out[s.Start+i] = true
			}
		}
	}
	return out
}

// shared counts what is in both.
func shared(a, b map[int]bool) int {
	n := 0
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}

// meet reports whether a span of a overlaps one of b.
func meet(a, b []Span) bool {
	for _, s := range a {
		for _, t := range b {
			if s.Overlaps(t) {
				return true
			}
		}
	}
	return false
}
