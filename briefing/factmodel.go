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
// uses one is linear in what its places are like and, for common words and some
// others, in which word it is.
type factModel struct {
	weights [termFeatures]float32
	common  []float32 // of each common word; 0 is that of none
	repeats []repeats // of each common word; 0 is that of others
	special []float32
	words   map[uint32]int32 // by hash: n > 0 a common word, n < 0 a special one
	table   wordTable[int32] // words, for reading fast
	names   map[int32]string // of words' numbers; while learning only
}

// maxRepeats is how many uses of one word in a summary are counted on.
const maxRepeats = 5

// repeats is how likely a summary that uses a word once uses it n+1 times.
type repeats [maxRepeats + 1]float32

// again is that of words that are not common.
var again = repeats{1, .25, .1, .05, .02}

// lookup returns the numbers of a word among the common and the special ones.
func (m *factModel) lookup(h uint32) (common, special int32) {
	switch n := m.table.at(h); {
	case n > 0:
		return n, 0
	default:
		return 0, -n
	}
}

// readFactModel reads weights as [factModel.text] writes them.
func readFactModel(text string) *factModel {
	m := &factModel{common: []float32{0}, repeats: []repeats{again}, special: []float32{0}, words: map[uint32]int32{}}
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
		case "special":
			m.words[hashWord(f[1])] = -int32(len(m.special))
			m.special = append(m.special, v)
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
	featFirst2
	featFirst3
	featEarly
	featDepth
	featNumber
	featCapital
	featCapitals
	featSentences
	featTitleFirst
	featCommon
	featCommonUses
	featSize
	featFirstUses
	featLength
	featCapitalUses
	featPlace
	featPlace10
	featPlace20
	featPlace30
	featPlace45
	featPlace60
	featPlace90
	featCompany
	featCompanyUses
	featKin
	featShare
	featCompanyFirst
	featCentral
	featTitled
	featLede
	featHeading
	featTold0
	featTold1
	featTold
	featTitledWord
	featLedeWord
	featCentrals
	featHeadingWord
	featCentralWord
	featMajors
	featAtTitle
	featAtCentral
	featAtCaps
	featCaps
	featRanked
	featNear
	featLate
	featMajor
	featToldPlace
	featToldEarly
	featAtWords
	featFlawed
	featAtMajors
	featNumberEarly
	featNumberTitle
	featNumberCompany
	featCapitalFirst
	featCommonCentral
	featCommonTitled
	featKinTold
	featNearWord
	featPlaceUses
	termFeatures
)

// featureNames name the features for those who read the weights.
var featureNames = [termFeatures]string{"one", "uses", "title", "first-0", "first-1", "first-2", "first-3", "early", "depth", "number", "capital", "capitals",
	"sentences", "title-first", "common", "common-uses", "size", "first-uses", "length", "capital-uses", "place", "place-10", "place-20", "place-30", "place-45",
	"place-60", "place-90", "company", "company-uses", "kin", "share", "company-first", "central", "titled", "lede", "heading", "told-0", "told-1", "told",
	"titled-word", "lede-word", "centrals", "heading-word", "central-word", "majors", "at-title", "at-central", "at-caps", "caps", "ranked", "near", "late",
	"major", "told-place", "told-early", "at-words", "flawed", "at-majors",
	"number-early", "number-title", "number-company", "capital-first", "common-central", "common-titled", "kin-told", "near-word", "place-uses"}

// score returns the log-odds of t, one of w's, in a text of so many sentences.
func (m *factModel) score(t *term, w *weigher, sentences int32) float32 {
	var f [termFeatures]float32
	t.features(w, sentences, &f)
	return dot(&m.weights, &f) + m.common[t.common] + m.special[t.special]
}

// dot returns the sum of w times f, in four sums that need not wait for each
// other.
func dot(w, f *[termFeatures]float32) float32 {
	var a, b, c, e float32
	i := 0
	for ; i+3 < termFeatures; i += 4 {
		a += w[i] * f[i]
		b += w[i+1] * f[i+1]
		c += w[i+2] * f[i+2]
		e += w[i+3] * f[i+3]
	}
	for ; i < termFeatures; i++ {
		a += w[i] * f[i]
	}
	return a + b + c + e
}

// features sets what t is like.
func (t *term) features(w *weigher, sentences int32, f *[termFeatures]float32) {
	uses, of := log1(t.tf), 1/float32(t.tf)
	p := &t.places
	told := w.notes[0].title // how much of the title the first sentence has
	word := float32(1)
	f[featOne] = 1
	f[featUses] = uses
	if t.common > 0 {
		word = 0
		f[featCommon], f[featCommonUses] = 1, uses
	}
	if t.first < 4 {
		f[featFirst0+t.first] = 1
	}
	if t.title {
		f[featTitle] = 1
		f[featTitleFirst] = f[featFirst0]
	}
	f[featEarly] = 1 / (1 + float32(t.first))
	f[featDepth] = float32(t.first) / float32(max(1, sentences))
	if t.number {
		f[featNumber] = 1
	}
	if t.caps > 0 {
		f[featCapital], f[featCapitals], f[featCapitalUses] = 1, float32(t.caps)*of, uses
	}
	f[featSentences] = log1(t.sf)
	f[featSize] = float32(min(t.size, 10)) / 10
	f[featFirstUses] = f[featFirst0] * uses
	f[featLength] = log1(sentences - 1)
	f[featPlace] = log1(t.pos) / 6
	switch {
	case t.pos < 10:
		f[featPlace10] = 1
	case t.pos < 20:
		f[featPlace20] = 1
	case t.pos < 30:
		f[featPlace30] = 1
	case t.pos < 45:
		f[featPlace45] = 1
	case t.pos < 60:
		f[featPlace60] = 1
	case t.pos < 90:
		f[featPlace90] = 1
	}
	f[featCompany], f[featCompanyUses], f[featCompanyFirst] = word*p.company, word*p.company*uses, word*p.company*f[featFirst0]
	if t.kin {
		f[featKin] = word
	}
	f[featShare] = word * uses / (log1(w.words/100) + .7)
	f[featCentral], f[featCentralWord], f[featCentrals] = p.central, word*p.central, p.centrals
	f[featTitled], f[featTitledWord] = p.titled, word*p.titled
	f[featLede], f[featLedeWord] = p.lede, word*p.lede
	if p.ranked == 1 {
		f[featHeading], f[featHeadingWord] = 1, word
	}
	f[featTold], f[featTold0], f[featTold1] = told, told*f[featFirst0], told*f[featFirst1]
	f[featToldPlace], f[featToldEarly] = told*f[featPlace], told*(f[featPlace10]+f[featPlace20]+f[featPlace30])
	f[featMajors], f[featCaps], f[featRanked], f[featNear], f[featLate], f[featFlawed] = p.majors, p.capitals, p.ranked, t.near, p.late, p.flawed
	if t.major {
		f[featMajor] = 1
	}
	if t.number {
		if t.pos < summaryWords {
			f[featNumberEarly] = 1
		}
		f[featNumberTitle], f[featNumberCompany] = f[featTitle], p.company
	}
	f[featCapitalFirst] = f[featCapital] * f[featFirst0]
	f[featCommonCentral], f[featCommonTitled] = f[featCommon]*p.centrals, f[featCommon]*p.titled
	f[featKinTold], f[featNearWord], f[featPlaceUses] = f[featKin]*told, word*t.near, uses*f[featPlace]
	n := &w.notes[t.first]
	f[featAtTitle], f[featAtCentral], f[featAtCaps], f[featAtWords], f[featAtMajors] = n.title, n.central, n.caps, n.words, n.majors
}
