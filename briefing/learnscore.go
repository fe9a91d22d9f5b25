package briefing

import (
	"fmt"
	"sort"
	"strings"
)

// A tally counts as docs/engine.md does: found, right, predicted and labelled.
type tally struct {
	gold, found, predicted, right, wrong, none int
}

func (t tally) String() string {
	f := func(hit int) string {
		p, r := float64(hit)/float64(max(1, t.predicted)), float64(hit)/float64(max(1, t.gold))
		return fmt.Sprintf("%.3f/%.3f/%.3f", p, r, 2*p*r/max(1e-9, p+r))
	}
	return fmt.Sprintf("gold %d content %s joint %s speaker wrong %.3f none %.3f", t.gold, f(t.found), f(t.right),
		float64(t.wrong)/float64(max(1, t.found)), float64(t.none)/float64(max(1, t.found)))
}

// scoreQuotes reads lessons with m and tells how much of what people found was
// found.
func scoreQuotes(m *models, lessons []QuoteLesson) string {
	var spoken, indirect tally
	var said []verdict
	for _, l := range lessons {
		d := &Document{m: m}
		d.reset(Article{Text: l.Text})
		d.read()
		d.name()
		d.attribute()
		got := d.quotes()
		scoreOne(l, got, &spoken, &indirect)
		said = append(said, verdicts(l, got)...)
	}
	all := tally{spoken.gold + indirect.gold, spoken.found + indirect.found, spoken.predicted + indirect.predicted, spoken.right + indirect.right, spoken.wrong + indirect.wrong, spoken.none + indirect.none}
	return fmt.Sprintf("spoken   %v\nindirect %v\nall      %v\nconfidence off by %.3f", spoken, indirect, all, calibrationError(binned(said, 10)))
}

// letters returns which bytes of text the spans cover that are no blank or mark.
func letters(text string, spans []Span) map[int]bool {
	out := map[int]bool{}
	for _, s := range spans {
		for i, r := range text[s.Start:s.End] {
			if !strings.ContainsRune(" \t\n“”\"‘’'«»„,.;:—–-…", r) {
				out[s.Start+i] = true
			}
		}
	}
	return out
}

// match pairs labels with quotes whose contents overlap by half, best first. It
// returns the quote of each label and the label of each quote that has one.
func match(l QuoteLesson, got []Quote) (hit, used map[int]int) {
	type pair struct {
		j    float64
		g, p int
	}
	var pairs []pair
	var gs, ps []map[int]bool
	for _, a := range l.Attributions {
		gs = append(gs, letters(l.Text, a.Content))
	}
	for _, q := range got {
		ps = append(ps, letters(l.Text, q.Content))
	}
	for i, a := range l.Attributions {
		for j, q := range got {
			if size(a.Content) == 0 || a.Content[0].Start >= q.Content[len(q.Content)-1].End || q.Content[0].Start >= a.Content[len(a.Content)-1].End {
				continue
			}
			n := 0
			for k := range ps[j] {
				if gs[i][k] {
					n++
				}
			}
			if u := len(gs[i]) + len(ps[j]) - n; n > 0 && 2*n >= u {
				pairs = append(pairs, pair{float64(n) / float64(u), i, j})
			}
		}
	}
	sort.SliceStable(pairs, func(a, b int) bool { return pairs[a].j > pairs[b].j })
	hit, used = map[int]int{}, map[int]int{}
	for _, p := range pairs {
		if _, ok := hit[p.g]; ok {
			continue
		}
		if _, ok := used[p.p]; ok {
			continue
		}
		hit[p.g], used[p.p] = p.p, p.g
	}
	return hit, used
}

func scoreOne(l QuoteLesson, got []Quote, spoken, indirect *tally) {
	hit, used := match(l, got)
	of := func(k QuoteKind) *tally {
		if k == Indirect {
			return indirect
		}
		return spoken
	}
	for i, a := range l.Attributions {
		t := of(a.Kind)
		t.gold++
		j, ok := hit[i]
		if !ok {
			continue
		}
		t.found++
		switch right := speakerRight(a, got[j]); {
		case right:
			t.right++
		case got[j].Speaker == nil:
			t.none++
		default:
			t.wrong++
		}
	}
	for j, q := range got {
		if i, ok := used[j]; ok {
			of(l.Attributions[i].Kind).predicted++
		} else {
			of(q.Kind).predicted++
		}
	}
}

// speakerRight reports whether at least half of the speaker's mention is in the
// label's source.
func speakerRight(a LabelledQuote, q Quote) bool {
	if size(a.Source) == 0 {
		return q.Speaker == nil
	}
	return q.Speaker != nil && 2*covered(q.Speaker.Span, a.Source) >= q.Speaker.Len()
}
