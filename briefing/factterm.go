package briefing

import "math"

// A term is a word or number of the text, whatever its case, and what its
// places say of its weight.
type term struct {
	hash    uint32
	tf, sf  int32 // how often it stands in the text, in how many sentences
	caps    int32 // how often with a capital that no sentence's beginning gave it
	first   int32 // the candidate where it stands first
	pos     int32 // how many words stand before it there
	last    int32 // the candidate where it was counted last
	size    int32 // bytes
	token   int32 // where it stands first
	common  int32 // its number among the common words; 0 where it is none
	special int32 // its number among the words with weights of their own; 0 where it has none
	number  bool
	title   bool    // stands in the title
	kin     bool    // begins as a word of the title does
	major   bool    // one of the words that the text uses most
	near    float32 // 1/(1+d), d words from the nearest word of the title
	places  places
	chance  float32 // that a person's summary uses it
}

// places is what the sentences that a term stands in are like.
type places struct {
	company  float32 // the largest share of the title's words beside it in one sentence
	central  float32 // the most central of its sentences; see sentenceNotes
	centrals float32 // their mean
	titled   float32 // the mean share of the title's words
	lede     float32 // the largest overlap with the first sentence, itself left out
	heading  bool    // stands in the sentence that has the most of the title
	majors   float32 // the largest share of the text's most used words
	ranked   float32 // 1/(1+r), r the best rank by the title's words
	capitals float32 // the mean share of capitals
	late     float32 // the share in the second half
	flawed   float32 // the share in sentences that cannot be facts
	at       *notes  // the notes on the first sentence with it
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
	slots      []int32 // into terms, by hash; valid where stamps has the round
	stamps     []uint32
	round      uint32
	of         []int32 // the term of each token, -1 where it is none
	notes      []notes
	seen       []int32 // scratch, per term
	titleTerms int32   // how many of the title's weighty words the text has
	words      int32   // words in the text
	stems      []uint32
}

// termed reports whether a token is a word or number.
func (t *token) termed() bool { return t.kind == wordToken || t.kind == numberToken }

// weigh finds the document's terms and the chance of each.
func (d *Document) weigh(m *factModel) {
	w := &d.weigher
	d.gather(m)
	d.readTitle()
	d.note()
	d.place()
	for i := range w.terms {
		t := &w.terms[i]
		t.chance = float32(1 / (1 + math.Exp(-m.score(t, w, int32(len(d.picks))))))
	}
}

// gather counts the terms of the candidates.
func (d *Document) gather(m *factModel) {
	w := &d.weigher
	w.terms = w.terms[:0]
	w.grow(len(d.tokens))
	w.words = 0
	for k := range d.picks {
		c := &d.picks[k]
		for i := c.first; i < c.last; i++ {
			t := &d.tokens[i]
			if !t.termed() {
				w.of[i] = -1
				continue
			}
			at := w.find(t.hash)
			if at < 0 {
				at = w.add(term{hash: t.hash, first: int32(k), pos: w.words, last: -1, size: t.end - t.start, token: i, number: t.kind == numberToken})
				x := &w.terms[at]
				x.common, x.special = m.lookup(t.hash)
			}
			w.of[i] = at
			x := &w.terms[at]
			x.tf++
			w.words++
			if x.last != int32(k) {
				x.last = int32(k)
				x.sf++
			}
			if i > c.first && t.is(capital) {
				x.caps++
			}
		}
	}
	if cap(w.seen) < len(w.terms) {
		w.seen = make([]int32, len(w.terms)*2)
	}
	w.seen = w.seen[:len(w.terms)]
	clear(w.seen)
}

// grow makes room for the terms of n tokens.
func (w *weigher) grow(n int) {
	if cap(w.of) < n {
		w.of = make([]int32, n+n/2)
	}
	w.of = w.of[:n]
	size := 256
	for size < 2*n {
		size *= 2
	}
	if len(w.slots) < size {
		w.slots, w.stamps, w.round = make([]int32, size), make([]uint32, size), 0
	}
	if w.round++; w.round == 0 {
		clear(w.stamps)
		w.round = 1
	}
}

// find returns the number of the term with hash h, -1 where there is none.
func (w *weigher) find(h uint32) int32 {
	mask := uint32(len(w.slots) - 1)
	for i := (h ^ h>>16) & mask; w.stamps[i] == w.round; i = (i + 1) & mask {
		if n := w.slots[i]; w.terms[n].hash == h {
			return n
		}
	}
	return -1
}

// add adds a term that is not there yet.
func (w *weigher) add(t term) int32 {
	mask := uint32(len(w.slots) - 1)
	i := (t.hash ^ t.hash>>16) & mask
	for w.stamps[i] == w.round {
		i = (i + 1) & mask
	}
	n := int32(len(w.terms))
	w.stamps[i], w.slots[i] = w.round, n
	w.terms = append(w.terms, t)
	return n
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
	s := d.article.Title
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
		}
		if n := w.find(t.hash); n >= 0 && !w.terms[n].title {
			x := &w.terms[n]
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
		if t.size < 4 {
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
func stemHash(s string) uint32 {
	h := uint32(hashSeed)
	for i := 0; i < len(s) && i < stemLength; i++ {
		b := s[i]
		if asciiClass[b] == classUpper {
			b |= 0x20
		}
		h = (h ^ uint32(b)) * hashPrime
	}
	return h
}

// logs holds log(1+n) for small n.
var logs = func() (t [256]float32) {
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

// majors is how many of the most used words are counted on.
const majors = 4

// markMajors marks the words that the text uses most.
func (w *weigher) markMajors() {
	var top [majors]int32
	n := 0
	for i := range w.terms {
		t := &w.terms[i]
		if t.common > 0 || t.size < 3 || t.tf < 2 {
			continue
		}
		k := n
		for k > 0 && w.terms[top[k-1]].tf < t.tf {
			if k < majors {
				top[k] = top[k-1]
			}
			k--
		}
		if k < majors {
			top[k] = int32(i)
			n = min(n+1, majors)
		}
	}
	for _, i := range top[:n] {
		w.terms[i].major = true
	}
}
