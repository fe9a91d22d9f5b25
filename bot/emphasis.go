package bot

import (
	"cmp"
	"slices"

	"github.com/dateline-bot/dateline/briefing"
)

// Emphasis returns the figures and dates of b that lie in s, in order and
// apart: what a face sets stronger than the rest of a fact.
func Emphasis(b *briefing.Briefing, s briefing.Span) []briefing.Span {
	var all []briefing.Span
	add := func(m briefing.Span) {
		if s.Contains(m) && !m.Empty() {
			all = append(all, m)
		}
	}
	for _, f := range b.Figures {
		add(f.Span)
	}
	for _, d := range b.Dates {
		add(d.Span)
	}
	slices.SortFunc(all, func(a, b briefing.Span) int { // of two that begin together the longer counts
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	apart := all[:0]
	for _, m := range all {
		if len(apart) == 0 || apart[len(apart)-1].End <= m.Start {
			apart = append(apart, m)
		}
	}
	return apart
}
