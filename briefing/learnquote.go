package briefing

import "github.com/dateline-bot/dateline/briefing/internal/learned"

// teachQuote teaches source and content of one label.
func (l *lesson) teachQuote(t *teachers, g *goldQuote) {
	d := l.d
	i := g.head
	if !d.mayCue(i) {
		return
	}
	s := d.sentences[d.inSentence[i]]
	w := d.cueWord(i, s)
	p := l.teachSource(t, g, &w, s)
	all := d.tokensIn(g.Content)
	if len(all) == 0 {
		return
	}
	content := map[int32]bool{}
	left, right := int32(-1), int32(-1) // first on the left, last on the right
	rightFirst := int32(-1)
	for _, k := range all {
		if k < s.first || k >= s.last || d.tokens[k].tag == tagMark {
			continue
		}
		content[k] = true
		if k < i {
			if left < 0 {
				left = k
			}
		}
		if k > i {
			if rightFirst < 0 {
				rightFirst = k
			}
			right = k
		}
	}
	way := after
	switch {
	case len(content) == 0 && all[0] < s.first:
		way = before
	case left >= 0 && right >= 0:
		way = around
	case left >= 0:
		way = before
	}
	t.ask()
	for v := after; v < directionCount; v++ {
		t.option(v == way, func(f []uint32) []uint32 {
			n := len(f)
			f = d.directionFeatures(&w, p, s, f)
			for k := n; k < len(f); k++ {
				f[k] = learned.AsClass(f[k], uint32(v))
			}
			return f
		})
	}
	t.way.Choose(t.options)
	l.teachMore(t, g, p, way, all)
	first, last := d.cueReach(&w, p, s)
	if right >= 0 && rightFirst >= last {
		t.ask()
		for a := last; a < s.last && a < last+12; a++ {
			if d.mayStartAt(a, last) {
				t.option(a == rightFirst, func(f []uint32) []uint32 { return d.startFeatures(a, last, &w, s, f) })
			}
		}
		t.start.Choose(t.options)
		t.ask()
		end := d.trimmed(rightFirst, d.clauseEnd(rightFirst, s))
		begun := d.begun(rightFirst, &w, s)
		for b := rightFirst + 1; b <= end && b < rightFirst+maxReach; b++ {
			if d.mayEnd(b, end, begun.form, &w) {
				t.option(b == right+1, func(f []uint32) []uint32 { return d.endFeatures(b, &begun, &w, s, f) })
			}
		}
		t.end.Choose(t.options)
	}
	if left >= 0 {
		b := d.leftEnd(first, s)
		if b > left {
			t.ask()
			for a := b - 1; a >= s.first && a > b-maxReach; a-- {
				if d.mayBegin(a, s) {
					t.option(a == left, func(f []uint32) []uint32 { return d.beginFeatures(a, b, &w, s, f) })
				}
			}
			t.begin.Choose(t.options)
		}
	}
}

// teachMore teaches whether the quotations that follow g's sentence are part of
// its content.
func (l *lesson) teachMore(t *teachers, g *goldQuote, p int32, way direction, all []int32) {
	d := l.d
	in := map[int32]bool{}
	for _, k := range all {
		in[k] = true
	}
	a := attribution{cue: cue{g.head, d.inSentence[g.head], 0}, word: cueWord{stem: d.stem(g.head)}, source: p, way: way}
	s := d.sentences[a.cue.sentence]
	if all[0] < s.last { // the part that the cue's own sentence holds
		last := all[0]
		for _, k := range all {
			if k < s.last {
				last = k
			}
		}
		a.addPart(tokenSpan{all[0], last + 1})
	}
	from := s.last
	if a.count == 0 {
		q := d.quotationStarting(from)
		if q == nil || !in[q.first] {
			return
		}
		a.addPart(d.inside(q))
		from = d.sentences[d.inSentence[q.close-1]].last
	}
	for n := uint32(0); n < 6; n++ {
		q := d.quotationStarting(from)
		if q == nil {
			return
		}
		d.features = d.moreFeatures(q, &a, n, d.features[:0])
		hit := int32(0)
		for k := q.first; k < q.last; k++ {
			if in[k] {
				hit++
			}
		}
		yes := 2*hit > q.last-q.first
		t.more.YesNo(d.features, yes)
		if !yes {
			return
		}
		a.addPart(d.inside(q))
		from = d.sentences[d.inSentence[q.close-1]].last
	}
}

// teachSource teaches the source of a label and returns the phrase that it is.
func (l *lesson) teachSource(t *teachers, g *goldQuote, w *cueWord, s tokenSpan) int32 {
	d := l.d
	d.candidates = d.sources(g.head, s, d.candidates[:0])
	right := noPhrase
	inside := func(p int32) bool {
		if p == noPhrase {
			return false
		}
		sp := d.span(d.phrases[p].tokenSpan)
		return len(g.Source) > 0 && 2*covered(sp, g.Source) >= sp.Len()
	}
	part := func(p int32) bool { k := d.phrases[p].kind; return k == ownerPhrase || k == possPhrase }
	for _, p := range d.candidates {
		if inside(p) && (right == noPhrase || part(right) && !part(p) || p < right && part(right) == part(p)) {
			right = p
		}
	}
	if len(g.Source) > 0 && right == noPhrase {
		return noPhrase
	}
	t.ask()
	rank, turned := uint32(0), false
	for _, p := range d.candidates {
		if p != noPhrase && d.phrases[p].first > g.head && !turned {
			rank, turned = 0, true
		}
		t.option(p == right, func(f []uint32) []uint32 { return d.sourceFeatures(p, rank, w, s, f) })
		if p != right && inside(p) {
			t.options[len(t.options)-1].Skip = true
		}
		rank++
	}
	t.source.Choose(t.options)
	return right
}
