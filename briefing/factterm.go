package briefing

import "math"

// A term is a word or number of the text, whatever its case, and what its
// places say of its weight.
type term struct {
	hash    uint32
	tf, sf  int32   // how often it stands in the text, in how many sentences
	caps    int32   // how often with a capital that no sentence's beginning gave it
	first   int32   // the candidate where it stands first
	pos     int32   // how many words stand before it there
	last    int32   // the candidate where it was counted last
	before  int32   // how often it stands before that
	size    int32   // bytes
	token   int32   // where it stands first
	central float32 // log(tf), 0 for common words
	common  int32   // its number among the common words; 0 where it is none
	named   int32   // how often the article names whom or what it is part of the name of
	stem    uint8   // its stemByte, where it has four bytes or more
	marks   uint8   // what the notes of its sentences count
	number  bool
	title   bool    // stands in the title
	kin     bool    // begins as a word of the title does
	major   bool    // one of the words that the text uses most
	near    float32 // 1/(1+d), d words from the nearest word of the title
	places  places
}

// A value is what the uses of a term count.
type value struct {
	next    float32 // its next use
	first   float32 // its first use
	chance  float32 // that a person's summary uses it
	repeats int32   // the row of the model's repeats
	seen    int32   // how often the facts so far use it
}

// A use is one place of a term.
type use struct {
	term  int32
	word  uint8 // its place among the candidate's words as people count them, from 1; at most 255
	caps  uint8 // 1 where it begins with a capital
	again uint8 // how many uses of the term the candidate has before it, at most 255
}

// What the notes of a sentence count of its terms: bits of a term's marks.
const (
	weightyTerm = 1 << iota // no common word
	titleTerm               // and stands in the title
	ledeTerm                // and in the first sentence
	majorTerm               // and is one of the most used
)

// places is what the sentences that a term stands in are like.
type places struct {
	company  float32 // the largest share of the title's words beside it in one sentence
	central  float32 // the most central of its sentences; see sentenceNotes
	centrals float32 // their mean
	titled   float32 // the mean share of the title's words
	lede     float32 // the largest overlap with the first sentence, itself left out
	majors   float32 // the largest share of the text's most used words
	ranked   float32 // 1/(1+r), r the best rank by the title's words; 0 where none of its sentences has any
	capitals float32 // the mean share of capitals
	late     float32 // the share in the second half
}

// notes is what a sentence is like before terms are weighed.
type notes struct {
	title   float32 // the share of the title's words that it has
	central float32 // the mean of log(tf) over its words
	lede    float32 // the share of its words that the first sentence has
	majors  float32 // the share of the text's most used words that it has
	caps    float32 // the share of words with a capital
	words   float32 // how long it is, of fifty words
	titles  int32
	rank    int32
}

// A weigher weighs the terms of one document; it keeps its buffers.
type weigher struct {
	terms      []term
	slots      []termSlot // the terms by hash
	uses       []use      // in reading order
	notes      []notes
	values     []value // of the terms
	titleTerms int32   // how many of the title's weighty words the text has
	words      int32   // words in the text
	stems      []uint32
}

// A termSlot of the table of terms is free where its number is 0.
type termSlot struct {
	hash   uint32
	number int32 // of the term, from 1
}

// termed reports whether a token is a word or number.
func (t *token) termed() bool { return t.kind == wordToken || t.kind == numberToken }

// weigh finds the document's terms and the chance of each.
func (d *Document) weigh(m *factModel) {
	w := &d.weigher
	d.gather(m)
	d.readTitle()
	d.countNames()
	d.note()
	d.place()
	w.values = w.values[:0]
	for i := range w.terms {
		t := &w.terms[i]
		v := value{chance: chanceOf(m.score(t, w, int32(len(d.picks)))), repeats: t.common}
		v.first = v.chance
		switch {
		case t.title && t.common == 0:
			v.first += titleBonus
		case t.number:
			v.first += figureBonus
		}
		w.values = append(w.values, v)
	}
}

// logisticReach is how far chances are told from 0 and 1, and logisticSteps how
// finely the table has them for each unit of the log-odds.
const (
	logisticReach = 8
	logisticSteps = 128
)

// logisticTable is 1/(1+e^-z) for z from -logisticReach on.
var logisticTable = func() (t [2*logisticReach*logisticSteps + 2]float32) {
	for i := range t {
		t[i] = float32(1 / (1 + math.Exp(logisticReach-float64(i)/logisticSteps)))
	}
	return t
}()

// chanceOf returns 1/(1+e^-z), within 1e-5.
func chanceOf(z float32) float32 {
	x := (min(max(z, -logisticReach), logisticReach) + logisticReach) * logisticSteps
	i := int(x)
	return logisticTable[i] + (x-float32(i))*(logisticTable[i+1]-logisticTable[i])
}

// gather counts the terms of the candidates.
func (d *Document) gather(m *factModel) {
	w := &d.weigher
	w.reset(len(d.tokens))
	n := int32(0)
	for k := range d.picks {
		c := &d.picks[k]
		c.uses.first = n
		words := 1 - int32(d.tokens[c.first].flags&afterSpace)
		for i := c.first; i < c.last; i++ {
			t := &d.tokens[i]
			words += int32(t.flags & afterSpace)
			if !t.termed() {
				continue
			}
			at := w.number(t.hash)
			if at == int32(len(w.terms)) {
				w.terms = append(w.terms, term{})
				x := &w.terms[at]
				x.hash, x.first, x.pos, x.last, x.size, x.token, x.number = t.hash, int32(k), n, -1, t.end-t.start, i, t.kind == numberToken
				x.common = m.table.at(t.hash)
				if x.size > 3 {
					x.stem = stemByte(d.text(i))
				}
			}
			x := &w.terms[at]
			u := use{term: at, word: uint8(min(words, 255)), caps: t.flags / capital & 1}
			x.tf++
			if x.last != int32(k) {
				x.last, x.before = int32(k), x.tf-1
				x.sf++
			} else {
				u.again = uint8(min(x.tf-1-x.before, 255))
			}
			if i > c.first {
				x.caps += int32(u.caps)
			}
			w.uses[n] = u
			n++
		}
		c.uses.last = n
	}
	w.uses, w.words = w.uses[:n], n
}

// countNames tells each term that stands first in a name how often the article
// names the same.
func (d *Document) countNames() {
	n := 0
	for i := range d.weigher.terms {
		t := &d.weigher.terms[i]
		for n < len(d.mentions) && d.mentions[n].last <= t.token {
			n++
		}
		if n == len(d.mentions) {
			return
		}
		if m := &d.mentions[n]; m.first <= t.token && m.entity >= 0 {
			t.named = d.subjects[m.entity].count
		}
	}
}

// usesOf returns the uses of terms in c.
func (w *weigher) usesOf(c *candidate) []use { return w.uses[c.uses.first:c.uses.last] }

// reset makes room for the terms of n tokens.
func (w *weigher) reset(n int) {
	w.terms, w.words = w.terms[:0], 0
	if cap(w.uses) < n {
		w.uses = make([]use, n+n/4)
	}
	w.uses = w.uses[:n]
	size := 256
	for size < n+n/2 {
		size *= 2
	}
	if cap(w.slots) < size {
		w.slots = make([]termSlot, size)
		return
	}
	w.slots = w.slots[:size]
	clear(w.slots)
}

// number returns the number of the term with hash h; where there is none, the
// next free one, which is then taken.
func (w *weigher) number(h uint32) int32 {
	mask := uint32(len(w.slots) - 1)
	i := (h ^ h>>16) & mask
	for w.slots[i].number != 0 {
		if w.slots[i].hash == h {
			return w.slots[i].number - 1
		}
		i = (i + 1) & mask
	}
	n := int32(len(w.terms))
	w.slots[i] = termSlot{h, n + 1}
	return n
}

// find returns the term with hash h, nil where there is none.
func (w *weigher) find(h uint32) *term {
	mask := uint32(len(w.slots) - 1)
	for i := (h ^ h>>16) & mask; w.slots[i].number != 0; i = (i + 1) & mask {
		if w.slots[i].hash == h {
			return &w.terms[w.slots[i].number-1]
		}
	}
	return nil
}

// maxTitle is how many bytes of a title are read.
const maxTitle = 500

// stemLength is how many letters words share that are taken for kin.
const stemLength = 5

// readTitle marks the terms that the title has, and those that begin as its
// words do.
func (d *Document) readTitle() {
	w := &d.weigher
	w.titleTerms, w.stems = 0, w.stems[:0]
	var begins [256]bool
	s := d.title()
	if len(s) > maxTitle {
		s = cutRunes(s, maxTitle)
	}
	for i := 0; i < len(s); {
		if c := asciiClass[s[i]]; c == classSpace || c == classLine {
			i++
			continue
		}
		t := next(s, i)
		i = int(t.end)
		if !t.termed() {
			continue
		}
		if t.kind == wordToken && t.end-t.start > 3 {
			w.stems = append(w.stems, stemHash(s[t.start:t.end]))
			begins[stemByte(s[t.start:t.end])] = true
		}
		if x := w.find(t.hash); x != nil && !x.title {
			x.title = true
			if x.common == 0 {
				w.titleTerms++
			}
		}
	}
	if len(w.stems) == 0 {
		return
	}
	for i := range w.terms {
		t := &w.terms[i]
		if !begins[t.stem] || t.size < 4 {
			continue
		}
		h := stemHash(d.text(t.token))
		for _, stem := range w.stems {
			if h == stem {
				t.kin = true
				break
			}
		}
	}
}

// stemHash returns the hash of a word's first letters in lower case.
func stemHash(s string) uint32 { return lowerHash(s[:min(len(s), stemLength)]) }

// stemByte returns a byte of which words of different stems often have another.
// s has two bytes at least.
func stemByte(s string) byte { return s[0]&31<<3 ^ s[1]&31 }

// logs holds log(1+n) for small n.
var logs = func() (t [1024]float32) {
	for i := range t {
		t[i] = float32(math.Log1p(float64(i)))
	}
	return t
}()

// log1 returns log(1+n).
func log1(n int32) float32 {
	if n < int32(len(logs)) {
		return logs[n]
	}
	return float32(math.Log1p(float64(n)))
}
