package briefing

import (
	"fmt"
	"sort"
	"strings"
)

// A QuoteLesson is an article with the attributions that people found in it.
type QuoteLesson struct {
	Text         string
	Attributions []LabelledQuote
}

// A LabelledQuote is one attribution as people marked it: spans of the text.
type LabelledQuote struct {
	Source, Cue, Content []Span
	Kind                 QuoteKind
}

// A lesson is a QuoteLesson as its document and its labels in tokens.
type lesson struct {
	d    *Document
	gold []goldQuote
	at   map[int32]int // the label of which a token is the cue's head
}

type goldQuote struct {
	LabelledQuote
	head int32 // token
}

// LearnQuotes learns who says what. It returns the files of package briefing
// that hold what was learned, by name, and a report on the fifth of the
// articles that was left out of a first run. The same lessons give the same
// bytes. It is for cmd/train.
func LearnQuotes(lessons []QuoteLesson, full bool) (files map[string][]byte, report string) {
	var taught, held []QuoteLesson
	for i, l := range lessons {
		if i%5 == 4 {
			held = append(held, l)
		} else {
			taught = append(taught, l)
		}
	}
	m, _, _ := learnQuotes(taught)
	learnKeep(taught, m)
	report = scoreQuotes(m, held)
	if !full {
		return nil, report
	}
	m, way, cues := learnQuotes(lessons)
	learnKeep(lessons, m)
	who := learnWho(lessons, m)
	return map[string][]byte{
		"lexicon/cues.txt":   []byte(cues),
		"weights/cue.bin":    m.cue.bytes(),
		"weights/source.bin": m.source.bytes(),
		"weights/way.bin":    way.bytes(),
		"weights/start.bin":  m.start.bytes(),
		"weights/end.bin":    m.end.bytes(),
		"weights/begin.bin":  m.begin.bytes(),
		"weights/more.bin":   m.more.bytes(),
		"weights/pick.bin":   m.pick.bytes(),
		"weights/picks.bin":  m.picks.bytes(),
		"weights/keep.bin":   m.keep.bytes(),
		"weights/trees.bin":  m.trees.bytes(),
		"weights/who.bin":    who.bytes(),
	}, report
}

// prepare reads a lesson's text up to its phrases.
func prepare(l QuoteLesson, m *models) *lesson {
	d := &Document{m: m}
	d.reset(Article{Text: l.Text})
	d.read()
	d.name()
	d.clauses()
	return &lesson{d: d, at: map[int32]int{}, gold: goldOf(l)}
}

func goldOf(l QuoteLesson) []goldQuote {
	out := make([]goldQuote, len(l.Attributions))
	for i, a := range l.Attributions {
		out[i] = goldQuote{a, -1}
	}
	return out
}

// tokensIn returns the tokens that begin in the spans.
func (d *Document) tokensIn(spans []Span) []int32 {
	var out []int32
	for _, s := range spans {
		k := sort.Search(len(d.tokens), func(i int) bool { return int(d.tokens[i].end) > s.Start })
		for ; k < len(d.tokens) && int(d.tokens[k].start) < s.End; k++ {
			out = append(out, int32(k))
		}
	}
	return out
}

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

func size(spans []Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// learnQuotes learns every model but keep from lessons, and returns that of the
// direction as its file holds it too.
func learnQuotes(in []QuoteLesson) (m *models, way model, cues string) {
	m = &models{words: theModels.words, tags: theModels.tags, name: theModels.name}
	var ls []*lesson
	for _, l := range in {
		ls = append(ls, prepare(l, m))
	}
	cues = countCues(ls)
	m.words = newVocabulary(lexiconTags, cues)
	for _, l := range ls {
		l.d.look()
	}
	t := newTeachers()
	rnd := dice(11)
	for round := 0; round < 8; round++ {
		rnd.shuffle(len(ls), func(i, j int) { ls[i], ls[j] = ls[j], ls[i] })
		for _, l := range ls {
			l.teachCues(t)
			for n := range l.gold {
				g := &l.gold[n]
				if g.head >= 0 && l.at[g.head] == n {
					l.teachQuote(t, g)
				}
			}
		}
		for _, x := range []*learner{t.cue, t.source, t.way, t.start, t.end, t.begin, t.more} {
			x.rest()
		}
	}
	way = t.way.model()
	m.cue, m.source, m.way, m.start = t.cue.model(), t.source.model(), newClassModel(way), t.start.model()
	m.end, m.begin, m.more = t.end.model(), t.begin.model(), t.more.model()
	return m, way, cues
}

// teachers are the models while they are learned.
type teachers struct {
	cue, source, way, start, end, begin, more *learner
	options                                   []option
	arena                                     []uint32
}

func newTeachers() *teachers {
	return &teachers{
		cue: newLearner(1<<17, 3e-4), source: newLearner(1<<17, 1e-5), way: newLearner(1<<17, 1e-5),
		start: newLearner(1<<16, 3e-4), end: newLearner(1<<17, 1e-5), begin: newLearner(1<<15, 1e-5),
		more: newLearner(1<<14, 3e-4),
	}
}

// option adds the features that fill appends as an option.
func (t *teachers) option(right bool, fill func(f []uint32) []uint32) {
	n := len(t.arena)
	t.arena = fill(t.arena)
	t.options = append(t.options, option{features: t.arena[n:len(t.arena):len(t.arena)], right: right})
}

func (t *teachers) ask() {
	t.options = t.options[:0]
	t.arena = make([]uint32, 0, 4096)
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
			t.cue.yesNo(d.features, yes, 1)
		}
	}
}

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
				f[k] = asClass(f[k], uint32(v))
			}
			return f
		})
	}
	t.way.choose(t.options)
	l.teachMore(t, g, p, way, all)
	first, last := d.cueReach(&w, p, s)
	if right >= 0 && rightFirst >= last {
		t.ask()
		for a := last; a < s.last && a < last+12; a++ {
			if d.mayStartAt(a, last) {
				t.option(a == rightFirst, func(f []uint32) []uint32 { return d.startFeatures(a, last, &w, s, f) })
			}
		}
		t.start.choose(t.options)
		t.ask()
		end := d.trimmed(rightFirst, d.clauseEnd(rightFirst, s))
		begun := d.begun(rightFirst, &w, s)
		for b := rightFirst + 1; b <= end && b < rightFirst+maxReach; b++ {
			if d.mayEnd(b, end, begun.form, &w) {
				t.option(b == right+1, func(f []uint32) []uint32 { return d.endFeatures(b, &begun, &w, s, f) })
			}
		}
		t.end.choose(t.options)
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
			t.begin.choose(t.options)
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
		t.more.yesNo(d.features, yes, 1)
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
			t.options[len(t.options)-1].skip = true
		}
		rank++
	}
	t.source.choose(t.options)
	return right
}

// covered returns how many bytes of s the spans cover.
func covered(s Span, spans []Span) int {
	n := 0
	for _, t := range spans {
		n += max(0, min(s.End, t.End)-max(s.Start, t.Start))
	}
	return n
}

// A proposed is an article with what models that were learned without it propose.
type proposed struct {
	QuoteLesson
	d    *Document
	fold int
}

// learnKeep learns into m which reading of a cue is right and whether it is, from
// what models that were learned without an article propose for it.
func learnKeep(in []QuoteLesson, m *models) {
	const folds = 3
	var all []proposed
	for f := range folds {
		var taught, held []QuoteLesson
		for i, l := range in {
			if i%folds == f {
				held = append(held, l)
			} else {
				taught = append(taught, l)
			}
		}
		m, _, _ := learnQuotes(taught)
		for k, l := range held {
			d := &Document{m: m}
			d.reset(Article{Text: l.Text})
			d.read()
			d.name()
			d.propose()
			all = append(all, proposed{l, d, k % folds})
		}
	}
	rnd := dice(5)
	rnd.shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	m.pick = learnPick(all, -1)
	var groups []reading
	for f := range folds {
		pick := learnPick(all, f)
		for _, x := range all {
			if x.fold == f {
				x.d.m.pick = pick
				groups = append(groups, readings(x)...)
			}
		}
	}
	m.picks = growPicks(groups, -1)
	for f := range folds {
		pick, picks := learnPick(all, f), growPicks(groups, f)
		for _, x := range all {
			if x.fold == f {
				x.d.m.pick, x.d.m.picks = pick, picks
				x.d.pick()
			}
		}
	}
	type proposal struct {
		features []uint32
		traits   []uint8
		fold     int
		right    bool
	}
	var picked []proposal
	for _, x := range all {
		right := x.d.rightOnes(x.QuoteLesson)
		for n := range x.d.attributions {
			picked = append(picked, proposal{x.d.featuresOf(n), x.d.traitsOf(n), x.fold, right[n]})
		}
	}
	learn := func(without int) *learner {
		t := newLearner(1<<18, 3e-4)
		for range 8 {
			for _, x := range picked {
				if x.fold != without {
					t.yesNo(x.features, x.right, 1)
				}
			}
			t.rest()
		}
		return t
	}
	cases := make([]instance, len(picked))
	for f := range folds {
		m := learn(f).model()
		for i, x := range picked {
			if x.fold == f {
				cases[i] = instance{x.traits, m.score(x.features), x.right}
			}
		}
	}
	m.keep, m.trees = learn(-1).model(), growForest(cases, treeCount, nil)
}

// featuresOf returns the features of attribution n as a whole.
func (d *Document) featuresOf(n int) []uint32 {
	d.meet()
	d.ask(n, &d.looks[n])
	return d.keepFeatures(&d.attributions[n], &d.looks[n], nil)
}

// traitsOf returns its traits.
func (d *Document) traitsOf(n int) []uint8 {
	d.meet()
	d.ask(n, &d.looks[n])
	return d.traits(&d.attributions[n], &d.looks[n], nil)
}

// A reading is a cue's readings as cases, with the fold of its article.
type reading struct {
	cases []instance
	fold  int
}

// readings returns the readings of x's cues that have several and a right one.
func readings(x proposed) (out []reading) {
	right := x.d.rightOnes(x.QuoteLesson)
	x.d.eachCue(func(first, last int) {
		r := reading{fold: x.fold}
		any := false
		for n := first; n < last && last-first > 1; n++ {
			r.cases = append(r.cases, instance{x.d.traitsOf(n), x.d.m.pick.score(x.d.featuresOf(n)), right[n]})
			any = any || right[n]
		}
		if any {
			out = append(out, r)
		}
	})
	return out
}

// growPicks grows the trees that pick a reading from all articles but those of one
// fold.
func growPicks(all []reading, without int) forest {
	var in []instance
	var groups []tokenSpan
	for _, r := range all {
		if r.fold != without {
			groups = append(groups, tokenSpan{int32(len(in)), int32(len(in) + len(r.cases))})
			in = append(in, r.cases...)
		}
	}
	return growForest(in, treeCount, groups)
}

// learnPick learns which reading of a cue is right from all articles but those of
// one fold.
func learnPick(all []proposed, without int) model {
	t := newLearner(1<<17, 1e-4)
	var groups [][]option
	for _, x := range all {
		if x.fold == without {
			continue
		}
		right := x.d.rightOnes(x.QuoteLesson)
		x.d.eachCue(func(first, last int) {
			var o []option
			any := false
			for n := first; n < last && last-first > 1; n++ {
				o = append(o, option{features: x.d.featuresOf(n), right: right[n]})
				any = any || right[n]
			}
			if any {
				groups = append(groups, o)
			}
		})
	}
	for range 8 {
		for _, o := range groups {
			t.choose(o)
		}
		t.rest()
	}
	return t.model()
}

// treeCount is how many trees weigh an attribution.
const treeCount = 48

// rightOnes tells which of d's attributions people found as well, with the same
// speaker: of the readings of one cue only the closest.
func (d *Document) rightOnes(l QuoteLesson) []bool {
	near := make([]float64, len(d.attributions))
	for n := range d.attributions {
		q := d.quote(&d.attributions[n], nil, new(Speaker))
		for _, a := range l.Attributions {
			both := 0
			for _, c := range q.Content {
				both += covered(c, a.Content)
			}
			if share := float64(both) / float64(size(q.Content)+size(a.Content)-both); share >= 0.5 && a.SpeakerRight(l.Text, q) {
				near[n] = max(near[n], share)
			}
		}
	}
	out := make([]bool, len(near))
	for n := 0; n < len(near); {
		k, best := n, 0.0
		for k < len(near) && d.attributions[k].cue.head == d.attributions[n].cue.head {
			best = max(best, near[k])
			k++
		}
		for ; n < k; n++ {
			out[n] = near[n] > 0 && near[n] > best-0.02
		}
	}
	return out
}
