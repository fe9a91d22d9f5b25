package briefing

import (
	"fmt"
	"math"
	"strings"
)

// A FactLesson is an article and what people's summaries of it say.
type FactLesson struct {
	Title, Text string
	Summaries   []string
}

// factFolds is how many parts the lessons are cut into for cross-validation.
const factFolds = 10

// LearnFacts learns how terms are weighed for facts. It returns the weights, as
// the file weights/facts.txt holds them, and for each lesson the briefing that
// an engine would give that learned from the other folds alone. The same
// lessons give the same bytes. It is for cmd/train.
func LearnFacts(lessons []FactLesson) (weights []byte, held []Briefing, report string) {
	held = make([]Briefing, len(lessons))
	var e Engine
	loss, terms := 0., 0
	for fold := range factFolds {
		var taught []FactLesson
		for i := range lessons {
			if i%factFolds != fold {
				taught = append(taught, lessons[i])
			}
		}
		m := teachFacts(taught)
		for i := fold; i < len(lessons); i += factFolds {
			d := e.Parse(Article{Title: lessons[i].Title, Text: lessons[i].Text})
			held[i] = d.Brief()
			held[i].Facts = d.factsBy(m)
			l, n := d.factLoss(summaryTerms(lessons[i].Summaries))
			loss += l
			terms += n
		}
	}
	report = fmt.Sprintf("facts: %d articles, %d folds, %.5f nats a term out of fold", len(lessons), factFolds, loss/float64(terms))
	return teachFacts(lessons).text(), held, report
}

// factLoss returns the log loss over the terms that d was weighed by.
func (d *Document) factLoss(said map[uint32]int) (loss float64, n int) {
	for i := range d.weigher.terms {
		t := &d.weigher.terms[i]
		p := min(max(float64(d.weigher.values[i].chance), 1e-6), 1-1e-6)
		if said[t.hash] == 0 {
			p = 1 - p
		}
		loss -= math.Log(p)
	}
	return loss, len(d.weigher.terms)
}

// summaryTerms counts the terms of the first summary.
func summaryTerms(summaries []string) map[uint32]int {
	said := map[uint32]int{}
	if len(summaries) == 0 {
		return said
	}
	s := strings.ToLower(summaries[0])
	for i := 0; i < len(s); {
		if c := asciiClass[s[i]]; c == classSpace || c == classLine {
			i++
			continue
		}
		t := next(s, i)
		i = int(t.end)
		if t.termed() {
			said[t.hash]++
		}
	}
	return said
}

// teachFacts learns a model from lessons.
func teachFacts(lessons []FactLesson) *factModel {
	m := blankFactModel()
	size := termFeatures + len(m.common)
	var rows []factRow
	var groups [][]int32
	var e Engine
	uses := make([][maxRepeats + 1]float64, len(m.common))
	for i := range lessons {
		said := summaryTerms(lessons[i].Summaries)
		for h, n := range said {
			if c := m.table.at(h); c > 0 {
				for k := 1; k <= min(n, maxRepeats); k++ {
					uses[c][k]++
				}
			}
		}
		d := e.Parse(Article{Title: lessons[i].Title, Text: lessons[i].Text})
		d.weigh(m)
		groups = append(groups, d.sentenceGroups(int32(len(rows)))...)
		for k := range d.weigher.terms {
			rows = append(rows, newFactRow(&d.weigher.terms[k], d, said))
		}
	}
	z := logistic(rows, groups, size)
	for i := range m.weights {
		m.weights[i] = float32(rounded(z[i]))
	}
	for i := 1; i < len(m.common); i++ {
		m.common[i] = float32(rounded(z[termFeatures+i]))
		for k := range maxRepeats {
			m.repeats[i][k] = float32(rounded(uses[i][k+1] / max(uses[i][1], .05*float64(len(lessons)))))
		}
	}
	return m
}

// sentenceGroups returns for each sentence the rows of the words that it adds to
// the first one, where the document's rows begin at base.
func (d *Document) sentenceGroups(base int32) (groups [][]int32) {
	w := &d.weigher
	for k := range d.picks {
		var group []int32
		for _, u := range w.usesOf(&d.picks[k]) {
			if t := &w.terms[u.term]; u.again == 0 && t.common == 0 && (k == 0 || t.first > 0) {
				group = append(group, base+u.term)
			}
		}
		if len(group) > 3 {
			groups = append(groups, group)
		}
	}
	return groups
}

// rounded keeps four decimals, which is what the file holds.
func rounded(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// blankFactModel returns a model that knows which words have weights of their own.
func blankFactModel() *factModel {
	m := &factModel{words: map[uint32]int32{}, names: map[int32]string{}}
	for i, w := range append([]string{""}, strings.Fields(commonFactWords)...) {
		m.common = append(m.common, 0)
		m.repeats = append(m.repeats, again)
		if i > 0 {
			m.words[hashWord(w)] = int32(i)
			m.names[int32(i)] = w
		}
	}
	m.table = newWordTable(m.words)
	return m
}

// text returns the model as its file holds it: a line for each feature and common
// word, with how often a summary that uses it uses it twice, three times, ….
func (m *factModel) text() []byte {
	var b strings.Builder
	for i, w := range m.weights {
		fmt.Fprintf(&b, "feature %s %g\n", featureNames[i], w)
	}
	for i := 1; i < len(m.common); i++ {
		fmt.Fprintf(&b, "common %s %g", m.names[int32(i)], m.common[i])
		for k := range maxRepeats {
			fmt.Fprintf(&b, " %g", m.repeats[i][k])
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// commonFactWords are words whose number in a summary is learned for each.
const commonFactWords = "the of to in a and is was for on that with as by at from it his he be has have had are were an this which will not said " +
	"who but their been would they also after her she its or over about more than when one two up out other all there into if no can could were being " +
	"first against while during under before between new year years time people told police government state court according later last him them our " +
	"i we you my your"

// A factRow is one term of a lesson: the features that are not zero, and
// whether the summary has it.
type factRow struct {
	at     []int32
	v      []float64
	said   bool
	chance float64 // by the weights so far
}

func newFactRow(t *term, d *Document, said map[uint32]int) factRow {
	m := int32(termFeatures)
	var f [termFeatures]float32
	t.features(&d.weigher, int32(len(d.picks)), &f)
	r := factRow{said: said[t.hash] > 0}
	for i, v := range f {
		if v != 0 {
			r.at, r.v = append(r.at, int32(i)), append(r.v, float64(v))
		}
	}
	if t.common > 0 {
		r.at, r.v = append(r.at, m+t.common), append(r.v, 1)
	}
	return r
}
