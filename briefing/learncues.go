package briefing

import (
	"fmt"
	"sort"
	"strings"
)

// countCues returns how often each word is the head of a cue, as the text of
// lexicon/cues.txt, and finds the heads.
func countCues(ls []*lesson) string {
	all, cues := map[string]int{}, map[string]int{}
	word := func(d *Document, i int32) string {
		return strings.ReplaceAll(strings.ToLower(strings.TrimSuffix(d.text(i), ".")), "’", "'")
	}
	for _, l := range ls {
		for i := range l.d.tokens {
			all[word(l.d, int32(i))]++
		}
		for _, g := range l.gold {
			for _, i := range l.d.tokensIn(g.Cue) {
				cues[word(l.d, i)]++
			}
		}
	}
	heads := map[string]int{}
	for round := 0; round < 8; round++ {
		rate := func(w string) float64 {
			c := cues
			if round > 0 {
				c = heads
			}
			return float64(c[w]) / (float64(all[w]) + 4)
		}
		next := map[string]int{}
		for _, l := range ls {
			clear(l.at)
			for n := range l.gold {
				g := &l.gold[n]
				g.head = -1
				best := -1.0
				for _, i := range l.d.tokensIn(g.Cue) {
					t := &l.d.tokens[i]
					r := rate(word(l.d, i))
					switch {
					case t.tag.verb() && l.d.kinds(i)&(kindBe|kindHave|kindDo) == 0:
						r += 0.05
					case t.kind == wordToken && t.tag != tagNoun && t.tag != tagNouns && t.hash != accordingWord:
						r /= 4
					}
					if r > best {
						best, g.head = r, i
					}
				}
				if g.head >= 0 {
					next[word(l.d, g.head)]++
					if o, ok := l.at[g.head]; !ok || size(l.gold[o].Content) < size(g.Content) {
						l.at[g.head] = n
					}
				}
			}
		}
		heads = next
	}
	var words []string
	for w, n := range all {
		if n >= 8 || heads[w] >= 2 {
			words = append(words, w)
		}
	}
	sort.Strings(words)
	var b strings.Builder
	for _, w := range words {
		r := float64(heads[w]) / float64(all[w])
		c := cueNever
		switch {
		case w == "" || strings.ContainsAny(w, " \n"):
			continue
		case r >= 0.6:
			c = cueMostly
		case r >= 0.3:
			c = cueOften
		case r >= 0.1:
			c = cueAtTimes
		case r >= 0.02 && heads[w] > 1:
			c = cueSeldom
		}
		if w != "" && (w[0] >= 'a' && w[0] <= 'z' || c != cueNever) {
			fmt.Fprintf(&b, "%s %d\n", w, c)
		}
	}
	return b.String()
}

func (l *lesson) teachCues(t *teachers) {
	d := l.d
	for _, s := range d.sentences {
		for i := s.first; i < s.last; i++ {
			if !d.mayCue(i) {
				continue
			}
			_, yes := l.at[i]
			d.features = d.cueFeatures(i, s, d.features[:0])
			t.cue.YesNo(d.features, yes)
		}
	}
}
