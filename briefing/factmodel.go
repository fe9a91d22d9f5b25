package briefing

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed weights/facts.txt
var factWeights string

var theFactModel = readFactModel(factWeights)

// A factModel weighs terms: the log-odds that a person's summary of the article
// uses one is linear in what its places are like and, for common words, in which
// word it is.
type factModel struct {
	weights [termFeatures]float32
	common  []float32        // of each common word; 0 is that of none
	repeats []repeats        // of each common word; 0 is that of others
	words   map[uint32]int32 // the numbers of the common words, by hash
	table   wordTable[int32] // words, for reading fast
	names   map[int32]string // of words' numbers; while learning only
}

// maxRepeats is how many uses of one word in a summary are counted on.
const maxRepeats = 5

// repeats is how likely a summary that uses a word once uses it n+1 times.
type repeats [maxRepeats + 1]float32

// again is that of words that are not common.
var again = repeats{1, .25, .1, .05, .02}

// readFactModel reads weights as [factModel.text] writes them.
func readFactModel(text string) *factModel {
	m := &factModel{common: []float32{0}, repeats: []repeats{again}, words: map[uint32]int32{}}
	n := 0
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		if len(f) < 3 {
			continue
		}
		v := parseWeight(f[2])
		switch f[0] {
		case "feature":
			if n < termFeatures {
				m.weights[n] = v
				n++
			}
		case "common":
			var r repeats
			for i := 0; i < maxRepeats && i+3 < len(f); i++ {
				r[i] = parseWeight(f[i+3])
			}
			m.words[hashWord(f[1])] = int32(len(m.common))
			m.common = append(m.common, v)
			m.repeats = append(m.repeats, r)
		}
	}
	m.table = newWordTable(m.words)
	return m
}

func parseWeight(s string) float32 {
	v, _ := strconv.ParseFloat(s, 32)
	return float32(v)
}

// The features of a term, in the order of the weights.
const (
	featOne = iota
	featUses
	featTitle
	featFirst0
	featFirst1
	featDepth
	featNumber
	featCapital
	featCapitals
	featSentences
	featTitleFirst
	featCommon
	featSize
	featLength
	featCapitalUses
	featPlace
	featPlace10
	featPlace20
	featPlace30
	featCompany
	featCompanyUses
	featKin
	featShare
	featCentral
	featTitled
	featLede
	featHeading
	featTold1
	featTold
	featCentrals
	featMajors
	featAtTitle
	featCaps
	featRanked
	featNear
	featLate
	featMajor
	featToldPlace
	featToldEarly
	featAtWords
	featCapitalFirst
	featKinTold
	featNearWord
	featPlaceUses
	featNamed
	featNamedLate
	featNamedUses
	featAtLede
	termFeatures
)

// featureNames name the features for those who read the weights.
var featureNames = [termFeatures]string{"one", "uses", "title", "first-0", "first-1", "depth", "number", "capital", "capitals", "sentences", "title-first", "common", "size", "length", "capital-uses", "place", "place-10", "place-20", "place-30", "company", "company-uses", "kin", "share", "central", "titled", "lede", "heading", "told-1", "told", "centrals", "majors", "at-title", "caps", "ranked", "near", "late", "major", "told-place", "told-early", "at-words", "capital-first", "kin-told", "near-word", "place-uses", "named", "named-late", "named-uses", "at-lede"}

// score returns the log-odds of t, one of w's, in a text of so many sentences.
func (m *factModel) score(t *term, w *weigher, sentences int32) float32 {
	var f [termFeatures]float32
	t.features(w, sentences, &f)
	return dot(&m.weights, &f) + m.common[t.common]
}

// dot returns the sum of w times f, in four sums that need not wait for each
// other. Eight at a time are taken without a look at how many there are.
func dot(w, f *[termFeatures]float32) float32 {
	var a, b, c, e float32
	x, y := w[:], f[:]
	for len(x) >= 8 && len(y) >= 8 {
		a += x[0] * y[0]
		b += x[1] * y[1]
		c += x[2] * y[2]
		e += x[3] * y[3]
		a += x[4] * y[4]
		b += x[5] * y[5]
		c += x[6] * y[6]
		e += x[7] * y[7]
		x, y = x[8:], y[8:]
	}
	for i, v := range x {
		a += v * y[i]
	}
	return a + b + c + e
}

// features sets what t is like.
func (t *term) features(w *weigher, sentences int32, f *[termFeatures]float32) {
	uses := log1(t.tf)
	told := w.notes[0].title // how much of the title the first sentence has
	word := float32(1)
	f[featOne] = 1
	if t.common > 0 {
		word = 0
		f[featCommon] = 1
	}
	switch t.first {
	case 0:
		f[featFirst0] = 1
	case 1:
		f[featFirst1], f[featTold1] = 1, told
	}
	if t.title {
		f[featTitle] = 1
		f[featTitleFirst] = f[featFirst0]
	}
	if t.number {
		f[featNumber] = 1
	}
	if t.caps > 0 {
		f[featCapital], f[featCapitals], f[featCapitalUses] = 1, float32(t.caps)/float32(t.tf), uses
		f[featCapitalFirst] = f[featFirst0]
	}
	if t.kin {
		f[featKin], f[featKinTold] = word, word*told
	}
	if t.major {
		f[featMajor] = 1
	}
	f[featUses], f[featSentences] = uses, log1(t.sf)
	f[featSize] = float32(min(t.size, 10)) / 10
	f[featShare] = word * uses / (log1(w.words/100) + .7)
	f[featNear], f[featNearWord] = t.near, word*t.near
	t.nameFeatures(f)
	t.placeFeatures(w, sentences, word, f)
	f[featTold], f[featToldPlace], f[featPlaceUses] = told, told*f[featPlace], uses*f[featPlace]
	f[featToldEarly] = told * (f[featPlace10] + f[featPlace20] + f[featPlace30])
}

// nameFeatures sets how often the article names what t is part of the name of.
func (t *term) nameFeatures(f *[termFeatures]float32) {
	if t.named == 0 {
		return
	}
	f[featNamed] = log1(t.named - 1)
	f[featNamedUses] = f[featNamed] - log1(t.tf-1)
	if t.first > 0 {
		f[featNamedLate] = f[featNamed]
	}
}

// placeFeatures sets where t stands and what its sentences are like. word is 0
// for common words, else 1.
func (t *term) placeFeatures(w *weigher, sentences int32, word float32, f *[termFeatures]float32) {
	p, n := &t.places, &w.notes[t.first]
	f[featDepth] = float32(t.first) / float32(max(1, sentences))
	f[featLength] = log1(sentences - 1)
	f[featPlace] = log1(t.pos) / 6
	switch {
	case t.pos < 10:
		f[featPlace10] = 1
	case t.pos < 20:
		f[featPlace20] = 1
	case t.pos < 30:
		f[featPlace30] = 1
	}
	f[featCompany], f[featCompanyUses] = word*p.company, word*p.company*log1(t.tf)
	if p.ranked == 1 {
		f[featHeading] = 1
	}
	f[featCentral], f[featCentrals], f[featTitled], f[featLede] = p.central, p.centrals, p.titled, p.lede
	f[featMajors], f[featCaps], f[featRanked], f[featLate] = p.majors, p.capitals, p.ranked, p.late
	f[featAtTitle], f[featAtWords] = n.title, n.words
	if t.first > 0 {
		f[featAtLede] = n.lede
	}
}
