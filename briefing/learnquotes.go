package briefing

import (
	"slices"
	"sort"

	"github.com/dateline-bot/dateline/briefing/internal/learned"
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
	m.who = learnWho(taught, m)
	report = scoreQuotes(m, held) + "\n" + scoreWho(m, held)
	if !full {
		return nil, report
	}
	m, way, cues := learnQuotes(lessons)
	learnKeep(lessons, m)
	m.who = learnWho(lessons, m)
	return map[string][]byte{
		"lexicon/cues.txt":   []byte(cues),
		"weights/cue.bin":    m.cue.Bytes(),
		"weights/source.bin": m.source.Bytes(),
		"weights/way.bin":    way.Bytes(),
		"weights/start.bin":  m.start.Bytes(),
		"weights/end.bin":    m.end.Bytes(),
		"weights/begin.bin":  m.begin.Bytes(),
		"weights/more.bin":   m.more.Bytes(),
		"weights/pick.bin":   m.pick.Bytes(),
		"weights/picks.bin":  m.picks.Bytes(),
		"weights/keep.bin":   m.keep.Bytes(),
		"weights/trees.bin":  m.trees.Bytes(),
		"weights/who.bin":    m.who.Bytes(),
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

func size(spans []Span) int {
	n := 0
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// learnQuotes learns every model but keep from lessons, and returns that of the
// direction as its file holds it too.
func learnQuotes(in []QuoteLesson) (m *models, way learned.Linear, cues string) {
	m = &models{words: theModels.words, tags: theModels.tags, name: theModels.name}
	var ls []*lesson
	for _, l := range in {
		ls = append(ls, prepare(l, m))
	}
	cues = countCues(ls)
	m.words = newVocabulary(lexiconTags, cues, knownTags)
	for _, l := range ls {
		l.d.look()
	}
	all := learned.Means(func(seed learned.Dice) []*learned.Learner { return teachQuotes(ls, seed) })
	m.cue, m.source, way, m.start, m.end, m.begin, m.more = all[0], all[1], all[2], all[3], all[4], all[5], all[6]
	m.way = learned.NewClasses(way)
	return m, way, cues
}

// teachQuotes teaches what cues, sources and contents are like, in an order that
// seed gives, and returns the learners in the order of [teachers].
func teachQuotes(ls []*lesson, seed learned.Dice) []*learned.Learner {
	t := newTeachers()
	all := []*learned.Learner{t.cue, t.source, t.way, t.start, t.end, t.begin, t.more}
	ls = slices.Clone(ls)
	for range 8 {
		seed.Shuffle(len(ls), func(i, j int) { ls[i], ls[j] = ls[j], ls[i] })
		for _, l := range ls {
			l.teachCues(t)
			for n := range l.gold {
				g := &l.gold[n]
				if g.head >= 0 && l.at[g.head] == n {
					l.teachQuote(t, g)
				}
			}
		}
		for _, x := range all {
			x.Rest()
		}
	}
	return all
}

// teachers are the models while they are learned.
type teachers struct {
	cue, source, way, start, end, begin, more *learned.Learner
	options                                   []learned.Option
	arena                                     []uint32
}

func newTeachers() *teachers {
	return &teachers{
		cue: learned.NewLearner(1<<17, 3e-4), source: learned.NewLearner(1<<17, 1e-5), way: learned.NewLearner(1<<17, 1e-5),
		start: learned.NewLearner(1<<16, 3e-4), end: learned.NewLearner(1<<17, 1e-5), begin: learned.NewLearner(1<<15, 1e-5),
		more: learned.NewLearner(1<<14, 3e-4),
	}
}

// option adds the features that fill appends as an option.
func (t *teachers) option(right bool, fill func(f []uint32) []uint32) {
	n := len(t.arena)
	t.arena = fill(t.arena)
	t.options = append(t.options, learned.Option{Features: t.arena[n:len(t.arena):len(t.arena)], Right: right})
}

func (t *teachers) ask() {
	t.options = t.options[:0]
	t.arena = make([]uint32, 0, 4096)
}

// covered returns how many bytes of s the spans cover.
func covered(s Span, spans []Span) int {
	n := 0
	for _, t := range spans {
		n += max(0, min(s.End, t.End)-max(s.Start, t.Start))
	}
	return n
}
