package briefing

import (
	"fmt"
	"slices"
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

// LearnNames learns what is a name and of what from lessons and then, so that
// it learns how names stand in the news, from texts without labels as it reads
// them itself: a name is taken for what it mostly is in all of them. It returns
// the weights and a report on the sixth of the lessons that was left out of a
// first run. It is for cmd/train.
func LearnNames(lessons []NameLesson, news []string) (weights []byte, report string) {
	var taught, held []NameLesson
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
		d := &Document{m: m}
		d.reset(Article{Text: l.Text})
		d.read()
		d.name()
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
	_, file := learnNames(lessons, ownLessons(lessons, news))
	return file.bytes(), report
}

var nameLabels = [nameTypes]string{personName: "PER", bodyName: "ORG", placeName: "LOC"}

// ownLessons returns texts with the names that are found in them with what
// lessons teach.
func ownLessons(lessons []NameLesson, news []string) []NameLesson {
	m, _ := learnNames(lessons, nil)
	counts := map[uint32]*[nameTypes]int{}
	var out []NameLesson
	var hashes [][]uint32
	for _, text := range news {
		d := &Document{m: m}
		d.reset(Article{Text: text})
		d.read()
		d.name()
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
func learnNames(lessons, own []NameLesson) (*models, model) {
	m := &models{words: theModels.words, tags: theModels.tags}
	var docs []nameDoc
	for n, l := range append(slices.Clip(lessons), own...) {
		d := &Document{m: m}
		d.reset(Article{Text: l.Text})
		d.read()
		want := make([]uint8, len(d.tokens))
		for _, n := range l.Names {
			k := noName
			for x, s := range nameLabels {
				if s == n.Kind {
					k = nameType(x)
				}
			}
			for j, i := range d.tokensIn([]Span{n.Span}) {
				if j == 0 {
					want[i] = uint8(firstOf(k))
				} else {
					want[i] = uint8(restOf(k))
				}
			}
		}
		d.labels = make([]uint8, len(d.tokens))
		d.seen = map[uint32]votes{}
		docs = append(docs, nameDoc{d, want, n >= len(lessons)})
	}
	file := meanModel(func(seed dice) *learner { return teachNames(docs, seed) })
	m.name = newClassModel(file)
	return m, file
}

// A nameDoc is a text with the label that each token should have.
type nameDoc struct {
	d    *Document
	want []uint8
	own  bool // labelled by the engine itself
}

// teachNames teaches the labels of docs, in an order that seed gives.
func teachNames(docs []nameDoc, seed dice) *learner {
	t := newLearner(1<<19, 1e-4)
	rnd := seed
	var options []option
	for round := 0; round < 12; round++ {
		rnd.shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		for _, x := range docs {
			if x.own && round%3 != 0 {
				continue // what people labelled counts three times
			}
			for pass := 0; pass < 2; pass++ {
				clear(x.d.seen)
				if pass > 0 {
					x.d.remember()
				}
				for _, s := range x.d.segments {
					for i := s.first; i < s.last; {
						if !x.d.tokens[i].is(capital) || x.d.tokens[i].kind != wordToken {
							i++
							continue
						}
						run := tokenSpan{i, x.d.runEnd(i, s.last)}
						prev := outside
						for ; i < run.last; i++ {
							f := x.d.nameFeatures(i, run, s, prev, nil)
							options = options[:0]
							best, top := outside, -1e9
							for l := outside; l < labelCount; l++ {
								if !follows(l, prev) {
									continue
								}
								g := make([]uint32, len(f))
								for k := range f {
									g[k] = asClass(f[k], l)
								}
								if v := t.score(g); v > top {
									best, top = l, v
								}
								options = append(options, option{features: g, right: l == uint32(x.want[i])})
							}
							t.choose(options)
							x.d.labels[i] = uint8(best)
							prev = uint32(x.want[i])
							if round > 3 && follows(best, prev) {
								prev = best
							}
						}
					}
				}
			}
		}
		if round > 2 {
			t.rest()
		}
	}
	return t
}
