package briefing

import (
	"fmt"
	"math"
	"slices"

	"github.com/dateline-bot/dateline/briefing/internal/learned"
)

// A NameLesson is a text with the names that people found in it.
type NameLesson struct {
	Text  string
	Names []LabelledName
}

// A LabelledName is a name with what it is of: PER, ORG or LOC.
type LabelledName struct {
	Span
	Kind string
}

// LearnNames learns what is a name and of what from lessons, from patterns of
// news that were filled in (see WireLessons) and then, so that it learns how
// names stand in the news, from texts without labels as it reads them itself: a
// name is taken for what it mostly is in all of them. It returns the weights and
// a report on the sixth of the lessons that was left out of a first run. It is
// for cmd/train.
func LearnNames(lessons, wire []NameLesson, news []string) (weights []byte, report string) {
	var held []NameLesson
	taught := slices.Clone(wire)
	for i, l := range lessons {
		if i%6 == 5 {
			held = append(held, l)
		} else {
			taught = append(taught, l)
		}
	}
	m, _ := learnNames(taught, ownLessons(taught, news))
	hit, all, gold := 0, 0, 0
	for _, l := range held {
		d := namedDocument(m, l.Text)
		want := map[LabelledName]bool{}
		for _, n := range l.Names {
			want[n] = true
		}
		for _, x := range d.mentions {
			all++
			if want[LabelledName{d.span(x.tokenSpan), nameLabels[x.kind]}] {
				hit++
			}
		}
		gold += len(l.Names)
	}
	p, r := float64(hit)/float64(max(1, all)), float64(hit)/float64(max(1, gold))
	report = fmt.Sprintf("names: %.4f right, %.4f found, F1 %.4f, in texts left out", p, r, 2*p*r/max(1e-9, p+r))
	lessons = append(slices.Clip(lessons), wire...)
	_, file := learnNames(lessons, ownLessons(lessons, news))
	return file.Bytes(), report
}

var nameLabels = [nameTypes]string{personName: "PER", bodyName: "ORG", placeName: "LOC"}

// namedDocument reads a text with models m and finds its names.
func namedDocument(m *models, text string) *Document {
	d := &Document{m: m}
	d.reset(Article{Text: text})
	d.read()
	d.name()
	return d
}

// ownLessons returns texts with the names that are found in them with what
// lessons teach.
func ownLessons(lessons []NameLesson, news []string) []NameLesson {
	m, _ := learnNames(lessons, nil)
	counts := map[uint32]*[nameTypes]int{}
	var out []NameLesson
	var hashes [][]uint32
	for _, text := range news {
		d := namedDocument(m, text)
		l := NameLesson{Text: text}
		var hs []uint32
		for _, x := range d.mentions {
			h := d.wordsHash(x.tokenSpan)
			if counts[h] == nil {
				counts[h] = new([nameTypes]int)
			}
			counts[h][x.kind]++
			l.Names = append(l.Names, LabelledName{d.span(x.tokenSpan), nameLabels[x.kind]})
			hs = append(hs, h)
		}
		out = append(out, l)
		hashes = append(hashes, hs)
	}
	for i := range out {
		for j := range out[i].Names {
			c := counts[hashes[i][j]]
			most, all := personName, 0
			for k := personName; k < nameTypes; k++ {
				all += c[k]
				if c[k] > c[most] {
					most = k
				}
			}
			if 3*c[most] >= 2*all {
				out[i].Names[j].Kind = nameLabels[most]
			}
		}
	}
	return out
}

// learnNames returns models with that of names, which it returns as well.
func learnNames(lessons, own []NameLesson) (*models, learned.Linear) {
	m := &models{words: theModels.words, tags: theModels.tags}
	var docs []*nameDoc
	for n, l := range append(slices.Clip(lessons), own...) {
		docs = append(docs, newNameDoc(m, l, n >= len(lessons)))
	}
	file := learned.Mean(func(seed learned.Dice) *learned.Learner { return teachNames(docs, seed) })
	m.name = learned.NewClasses(file)
	return m, file
}

// A nameDoc is a text with the label that each token should have.
type nameDoc struct {
	d        *Document
	want     []uint8
	features [][]uint32 // of each token of the runs, what it is like by itself
	own      bool       // labelled by the engine itself
}

func newNameDoc(m *models, l NameLesson, own bool) *nameDoc {
	d := &Document{m: m}
	d.reset(Article{Text: l.Text})
	d.read()
	d.findRuns()
	x := &nameDoc{d: d, want: make([]uint8, len(d.tokens)), own: own}
	for _, n := range l.Names {
		k := nameType(max(0, slices.Index(nameLabels[:], n.Kind)))
		for j, i := range d.tokensIn([]Span{n.Span}) {
			if j == 0 {
				x.want[i] = uint8(firstOf(k))
			} else {
				x.want[i] = uint8(restOf(k))
			}
		}
	}
	for n := range d.runs {
		r := &d.runs[n]
		for i := r.first; i < r.last; i++ {
			x.features = append(x.features, d.nameFeatures(i, r, nil))
			if l := x.want[i]; i == r.first && l != 0 && l%2 == 0 {
				x.want[i]-- // a name goes on from what is no run
			}
		}
	}
	return x
}

// A nameTeacher teaches the labels of runs: the chance of the right path
// through all of a run's labels (a conditional random field).
type nameTeacher struct {
	*learned.Learner
	dice  learned.Dice
	steps [labelCount + 1][labelCount]float64
	lines [][]uint32 // the features of the run's tokens
	score [][labelCount]float64
	ahead [][labelCount]float64 // log of the sum over the paths up to each label
	after [][labelCount]float64 // and from it on
}

// teachNames teaches the labels of docs, in an order that seed gives.
func teachNames(docs []*nameDoc, seed learned.Dice) *learned.Learner {
	t := &nameTeacher{Learner: learned.NewLearner(1<<19, 1e-3), dice: seed}
	docs = slices.Clone(docs)
	for round := range 12 {
		t.dice.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		for _, x := range docs {
			if x.own && round%3 != 0 {
				continue // what people labelled counts three times
			}
			t.teach(x, false)
			x.d.remember()
			t.teach(x, true)
		}
		if round > 2 {
			t.Rest()
		}
	}
	return t.Learner
}

// teach teaches the runs of x, in the second pass with what the rest of the
// article tells, and leaves the labels that it would give.
func (t *nameTeacher) teach(x *nameDoc, again bool) {
	d := x.d
	for n := range d.runs {
		r := &d.runs[n]
		t.lines = t.lines[:0]
		before, behind := d.neighbor(n, -1), d.neighbor(n, 1)
		for i := r.first; i < r.last; i++ {
			f := x.features[r.sums+i-r.first]
			switch v := t.dice.Next() % 16; { // names that no list holds and no one has seen
			case v < 2:
				f = f[identityFeatures+listFeatures:]
			case v < 5:
				f = f[identityFeatures:]
			}
			f = slices.Clip(f)
			if again {
				f = d.recallFeatures(i, r, before, behind, f)
			}
			t.lines = append(t.lines, f)
		}
		t.run(x.want[r.first:r.last], d.labels[r.first:r.last])
	}
}

// run teaches one run and leaves the likeliest label of each token in got.
func (t *nameTeacher) run(want, got []uint8) {
	t.measure()
	n := len(want)
	t.ahead, t.after = slices.Grow(t.ahead[:0], n)[:n], slices.Grow(t.after[:0], n)[:n]
	for l := range labelCount {
		t.ahead[0][l] = t.steps[edgeLabel][l] + t.score[0][l]
		t.after[n-1][l] = 0
	}
	var terms [labelCount]float64
	for i := 1; i < n; i++ {
		for l := range labelCount {
			for p := range labelCount {
				terms[p] = t.ahead[i-1][p] + t.steps[p][l]
			}
			t.ahead[i][l] = logSum(&terms) + t.score[i][l]
		}
	}
	for i := n - 2; i >= 0; i-- {
		for l := range labelCount {
			for q := range labelCount {
				terms[q] = t.steps[l][q] + t.score[i+1][q] + t.after[i+1][q]
			}
			t.after[i][l] = logSum(&terms)
		}
	}
	all := logSum(&t.ahead[n-1])
	prev := edgeLabel
	for i := range n {
		best := uint32(0)
		for l := range labelCount {
			p := math.Exp(t.ahead[i][l] + t.after[i][l] - all)
			if p > math.Exp(t.ahead[i][best]+t.after[i][best]-all) {
				best = l
			}
			if l == uint32(want[i]) {
				p--
			}
			t.StepClass(t.lines[i], l, p)
			if i == 0 {
				t.StepClass([]uint32{stepFeature(edgeLabel)}, l, p)
				continue
			}
			for q := range labelCount {
				if !follows(l, q) {
					continue
				}
				p := math.Exp(t.ahead[i-1][q] + t.steps[q][l] + t.score[i][l] + t.after[i][l] - all)
				if l == uint32(want[i]) && q == prev {
					p--
				}
				t.StepClass([]uint32{stepFeature(q)}, l, p)
			}
		}
		prev = uint32(want[i])
		got[i] = uint8(best)
	}
}

// measure fills in the scores of each label for the run's tokens and of each
// label after another.
func (t *nameTeacher) measure() {
	t.score = t.score[:0]
	for _, f := range t.lines {
		var s [labelCount]float64
		for _, x := range f {
			for l := range labelCount {
				s[l] += t.Weight(x, l)
			}
		}
		t.score = append(t.score, s)
	}
	for p := range labelCount + 1 {
		for l := range labelCount {
			t.steps[p][l] = t.Weight(stepFeature(p), l)
			if !follows(l, p) {
				t.steps[p][l] = -1e4
			}
		}
	}
}

// logSum returns the logarithm of the sum of the exponentials of terms.
func logSum(terms *[labelCount]float64) float64 {
	top := terms[0]
	for _, v := range terms {
		top = max(top, v)
	}
	sum := 0.0
	for _, v := range terms {
		if v > top-30 {
			sum += math.Exp(v - top)
		}
	}
	return top + math.Log(sum)
}
