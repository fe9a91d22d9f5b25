package briefing

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"github.com/dateline-bot/dateline/briefing/internal/learned"
)

// A tagLesson is one sentence with the tags that people gave its tokens.
type tagLesson struct {
	text string
	at   []tagAt
}

type tagAt struct {
	start, end int
	tag        tag
}

// LearnTags learns the tagger from text in CoNLL-U form with Penn Treebank tags
// in the fifth column, and then which tags are sure from news, articles without any.
// It returns what the files lexicon/tags.txt, lexicon/sure.txt and weights/tags.bin
// hold. The same text gives the same bytes. It is for cmd/train.
func LearnTags(conllu string, news []string) (files map[string][]byte, report string) {
	lessons := readTagLessons(conllu)
	var held, taught []tagLesson
	for i, l := range lessons {
		if i%10 == 9 {
			held = append(held, l)
		} else {
			taught = append(taught, l)
		}
	}
	words := tagLexicon(taught)
	g := newTagger(teachTagger(words, taught))
	m := models{words: newVocabulary(words, "", "")}
	right, all, unknown, unknownRight := 0, 0, 0, 0
	for _, l := range held {
		d, want := l.document(&m)
		for _, s := range d.segments {
			d.tagSegment(s, &g, d.titled(s))
		}
		for i := range d.tokens {
			if want[i] == tagCount || d.tokens[i].kind != wordToken {
				continue
			}
			all++
			ok := d.tokens[i].tag == want[i]
			if ok {
				right++
			}
			if m.words.entries[d.tokens[i].word].tags == 0 {
				unknown++
				if ok {
					unknownRight++
				}
			}
		}
	}
	report = fmt.Sprintf("tags: %.4f of %d words right in sentences left out; of unknown words %.4f of %d",
		float64(right)/float64(all), all, float64(unknownRight)/float64(max(1, unknown)), unknown)
	words = tagLexicon(lessons)
	final := teachTagger(words, lessons)
	out := make([]byte, len(final))
	for i, w := range final {
		out[i] = byte(w)
	}
	sure := learnSure(&models{words: newVocabulary(words, cueWords, ""), tags: newTagger(final)}, news)
	return map[string][]byte{"lexicon/tags.txt": []byte(words), "lexicon/sure.txt": []byte(sure), "weights/tags.bin": out}, report
}

func readTagLessons(conllu string) []tagLesson {
	var out []tagLesson
	var cur tagLesson
	var b strings.Builder
	flush := func() {
		if len(cur.at) > 0 {
			cur.text = b.String()
			out = append(out, cur)
		}
		cur = tagLesson{}
		b.Reset()
	}
	for line := range strings.Lines(conllu) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			flush()
			continue
		}
		if line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < 10 || strings.ContainsAny(f[0], ".-") {
			continue
		}
		start := b.Len()
		b.WriteString(f[1])
		t, ok := pennTags[f[4]]
		if !ok {
			t = tagOther
		}
		if f[4] == "HYPH" {
			t = tagCount
		}
		if strings.EqualFold(f[1], "n't") || strings.EqualFold(f[1], "n’t") {
			t = tagCount
		}
		cur.at = append(cur.at, tagAt{start, b.Len(), t})
		if !strings.Contains(f[9], "SpaceAfter=No") {
			b.WriteByte(' ')
		}
	}
	flush()
	return out
}

// document returns the lesson's text as tokens, with the tag wanted for each;
// tagCount where none is known.
func (l *tagLesson) document(m *models) (*Document, []tag) {
	d := &Document{m: m}
	d.reset(Article{Text: l.text})
	d.scan()
	d.look()
	d.segments = append(d.segments, tokenSpan{0, int32(len(d.tokens))})
	want := make([]tag, len(d.tokens))
	k := 0
	for i := range d.tokens {
		want[i] = tagCount
		for k < len(l.at) && l.at[k].end <= int(d.tokens[i].start) {
			k++
		}
		for j := k; j < len(l.at) && l.at[j].start < int(d.tokens[i].end); j++ {
			if l.at[j].tag != tagCount {
				want[i] = l.at[j].tag
			}
		}
	}
	return d, want
}

// tagLexicon returns the words in lessons with the tags that they may have.
func tagLexicon(lessons []tagLesson) string {
	counts := map[string]*[tagCount + 1]int{}
	m := models{words: newVocabulary("", "", "")}
	for i := range lessons {
		d, want := lessons[i].document(&m)
		for k := range d.tokens {
			if t := &d.tokens[k]; t.kind == wordToken && want[k] != tagCount {
				w := strings.ReplaceAll(strings.ToLower(d.text(int32(k))), "’", "'")
				if t.is(dotted) {
					w = w[:len(w)-1]
				}
				c := counts[w]
				if c == nil {
					c = new([tagCount + 1]int)
					counts[w] = c
				}
				c[want[k]]++
				c[tagCount]++
			}
		}
	}
	var words []string
	for w, c := range counts {
		if c[tagCount] >= 2 {
			words = append(words, w)
		}
	}
	sort.Strings(words)
	var b strings.Builder
	for _, w := range words {
		c := counts[w]
		set := uint32(0)
		for t := tag(0); t < tagCount; t++ {
			if c[t] > 0 && (c[t] > 1 || c[t]*20 > c[tagCount]) && c[t]*60 > c[tagCount] {
				set |= 1 << t
			}
		}
		if verb := m.words.entries[m.words.find(hashOf(w))].verb; verb == 0 || set&(1<<tagNoun|1<<tagNouns) != 0 {
			set = widen(w, set, c[tagCount])
		} else if set&(1<<tagPast|1<<tagPassive) != 0 {
			set |= 1<<tagPast | 1<<tagPassive
		} else if set&(1<<tagBase|1<<tagPlain) != 0 {
			set |= 1<<tagBase | 1<<tagPlain
		}
		if set == 1<<tagName && c[tagCount] < 4 {
			continue // capitals tell as much
		}
		b.WriteString(w)
		b.WriteByte(' ')
		for t := tag(0); t < tagCount; t++ {
			if set>>t&1 != 0 {
				b.WriteByte('a' + byte(t))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// widen adds the tags that a word of these tags, seen n times, may have in
// other text as well.
func widen(w string, set uint32, n int) uint32 {
	has := func(ts ...tag) bool {
		for _, t := range ts {
			if set>>t&1 != 0 {
				return true
			}
		}
		return false
	}
	if n < 30 {
		if has(tagPast, tagPassive) && strings.HasSuffix(w, "ed") {
			set |= 1<<tagPast | 1<<tagPassive
		}
		if has(tagBase, tagPlain) {
			set |= 1<<tagBase | 1<<tagPlain
			if n < 10 {
				set |= 1 << tagNoun
			}
		}
		if has(tagNouns, tagThird) && n < 10 {
			set |= 1<<tagNouns | 1<<tagThird
		}
		if has(tagNoun) && n < 6 && !has(tagIng) {
			set |= 1<<tagNoun | 1<<tagAdj | 1<<tagBase | 1<<tagPlain
		}
		if has(tagIng) || has(tagNoun) && strings.HasSuffix(w, "ing") {
			set |= 1<<tagIng | 1<<tagNoun
		}
		if has(tagAdj) && n < 6 {
			set |= 1 << tagNoun
		}
		if set == 1<<tagName {
			set |= 1<<tagNoun | 1<<tagAdj
		}
	}
	return set
}

// taggerOrders are the orders in which a tagger is taught, whose mean it is.
var taggerOrders = [...]learned.Dice{7, 19, 31, 43, 59}

// teachTagger learns the weights from lessons.
func teachTagger(words string, lessons []tagLesson) []int8 {
	mean := make([]float64, tagRows*tagRow)
	for _, order := range taggerOrders {
		for k, v := range teachInOrder(words, lessons, order) {
			mean[k] += v / float64(len(taggerOrders))
		}
	}
	top := 0.0
	for _, v := range mean {
		top = max(top, math.Abs(v))
	}
	weights := make([]int8, len(mean))
	scale := 127 / min(top, 8)
	for k, v := range mean {
		weights[k] = learned.Clamp(v * scale)
	}
	return weights
}

// teachInOrder learns weights by the averaged perceptron.
func teachInOrder(words string, lessons []tagLesson, order learned.Dice) []float64 {
	const size = tagRows * tagRow
	w := make([]int32, size)
	sum := make([]int64, size)
	last := make([]int32, size)
	now := int32(0)
	bump := func(f []uint32, t tag, by int32) {
		for _, x := range f {
			k := tagged(x, t) & (size - 1)
			sum[k] += int64(w[k]) * int64(now-last[k])
			last[k] = now
			w[k] += by
		}
	}
	type doc struct {
		d    *Document
		want []tag
	}
	var docs []doc
	m := models{words: newVocabulary(words, "", "")}
	for i := range lessons {
		d, want := lessons[i].document(&m)
		docs = append(docs, doc{d, want})
	}
	var buf [tagFeatureCount]uint32
	for round := 0; round < 16; round++ {
		order.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		for _, x := range docs {
			for _, s := range x.d.segments {
				titled := x.d.titled(s)
				for i := s.first; i < s.last; i++ {
					t := &x.d.tokens[i]
					allowed := x.d.allowed(i, s, titled)
					if allowed&(allowed-1) == 0 {
						t.tag = lowestTag(allowed)
						continue
					}
					f := x.d.tagFeatures(i, s, buf[:0])
					best, top := tagOther, int32(-1<<31)
					for c := tag(0); c < tagCount; c++ {
						if allowed>>c&1 == 0 {
							continue
						}
						var v int32
						for _, h := range f {
							v += w[tagged(h, c)&(size-1)]
						}
						if v > top {
							best, top = c, v
						}
					}
					now++
					if want := x.want[i]; want != tagCount && best != want && allowed>>want&1 != 0 {
						bump(f, want, 1)
						bump(f, best, -1)
						if round > 0 {
							t.tag = best
						} else {
							t.tag = want
						}
						continue
					}
					t.tag = best
				}
			}
		}
	}
	mean := make([]float64, size)
	for k := range w {
		sum[k] += int64(w[k]) * int64(now-last[k])
		mean[k] = float64(sum[k]) / float64(now)
	}
	return mean
}
