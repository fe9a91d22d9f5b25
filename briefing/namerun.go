package briefing

// A run is a stretch of words with capitals of one segment, with the particles
// and signs that may stand between them, in which names are looked for. What is
// the same for all of its tokens is told once.
type run struct {
	tokenSpan
	segment tokenSpan
	sums    int32 // where its tokens' sums begin in the Document's

	before      uint32 // the word before it
	beforeKinds uint32 // its kinds, of interest to names
	lastKinds   uint32 // those of the run's last word
	length      uint32 // at most 6
	opens       uint32 // 1: in brackets, 2: brackets follow
}

// nameKinds are the kinds that tell something of what a name is of.
const nameKinds = kindThing | kindOrg | kindFirst | kindLast | kindPlace | kindBody | kindRegion | kindTitle | kindPeople |
	kindRole | kindPerson | kindMany | kindFirm | kindSpot

// findRuns finds the runs and, within them, the names of several words that are
// in the lists. An article that is told to be in another language than English
// has none.
func (d *Document) findRuns() {
	d.labels = grown(d.labels, len(d.tokens))
	d.listed = grown(d.listed, len(d.tokens))
	d.runs = d.runs[:0]
	sums := int32(0)
	segments := d.segments
	if d.lang != "" && baseLanguage(d.lang) != "en" {
		segments = nil
	}
	for _, s := range segments {
		for i := s.first; i < s.last; {
			t := &d.tokens[i]
			if !t.is(capital) || t.kind != wordToken {
				i++
				continue
			}
			end := d.runEnd(i, s.last)
			if end == i+1 && d.plainOpener(i, s) {
				i = end
				continue
			}
			r := run{tokenSpan: tokenSpan{i, end}, segment: s, sums: sums}
			d.describe(&r)
			d.runs = append(d.runs, r)
			sums += end - i
			i = end
		}
	}
	d.sums = grown(d.sums, int(sums))
}

// plainOpener reports whether the word at i has its capital only because a
// sentence begins there: The, He, But.
func (d *Document) plainOpener(i int32, s tokenSpan) bool {
	if i != s.first && d.tokens[i-1].kind == wordToken || d.tokens[i].is(allCaps) || d.kinds(i)&nameKinds != 0 {
		return false
	}
	const closed = 1<<tagPron | 1<<tagPoss | 1<<tagDet | 1<<tagPrep | 1<<tagTo | 1<<tagModal | 1<<tagAnd | 1<<tagWh | 1<<tagThere | 1<<tagAdv
	tags := d.m.words.entries[d.tokens[i].word].tags
	return tags != 0 && tags&^closed == 0 || anyoneWords.at(d.tokens[i].hash)
}

// anyoneWords stand for people and things that nobody names.
var anyoneWords = wordsOf("nobody", "somebody", "anybody", "everybody", "someone", "anyone", "everyone", "none", "nothing", "something", "anything", "everything")

// runEnd returns the end of the run of words with capitals that begins at i:
// particles and signs inside a name do not end it.
func (d *Document) runEnd(i, last int32) int32 {
	end := i + 1
	if d.dateAt(i, last) {
		return end
	}
	for k := i + 1; k < last && k < i+maxRun; {
		t := &d.tokens[k]
		switch {
		case t.kind == markToken && d.nicknamed(k, last):
			k += 3
			end = k
		case t.is(afterLine), d.dateAt(k, last):
			return end
		case t.kind == wordToken && (t.is(capital) || d.capitalInside(k)) || t.kind == numberToken && k == end:
			k++
			end = k
		case t.kind == wordToken && d.kinds(k)&kindParticle != 0, t.hash == ampersandSign, t.tag == tagGenitive,
			(t.hash == onWord || t.hash == toWord) && k == end && d.kinds(k-1)&kindBody != 0, // Council on Trade, Alliance to End Tolls
			t.kind == dashToken && !t.is(afterSpace), t.kind == stopToken && !t.is(afterSpace):
			k++
			if k-end > 3 {
				return end
			}
		default:
			return end
		}
	}
	return end
}

// maxRun is about how many tokens a run has at most.
const maxRun = 64

// nicknamed reports whether one word between quotation marks begins at i, after
// a word with a capital and before another: Robin “Hood” Weber.
func (d *Document) nicknamed(i, last int32) bool {
	return i+3 < last && d.tokens[i-1].is(capital) && d.tokens[i].is(afterSpace) && d.tokens[i+1].kind == wordToken && d.tokens[i+2].kind == markToken &&
		!d.tokens[i+2].is(afterSpace) && d.tokens[i+3].is(capital) && d.tokens[i+3].is(afterSpace) && !d.tokens[i+3].is(afterLine)
}

// dateAt reports whether a month or weekday stands at i, and not a name that
// sounds like one: Theresa May.
func (d *Document) dateAt(i, last int32) bool {
	k := d.kinds(i)
	if k&kindDate == 0 {
		return false
	}
	if k&(kindFirst|kindLast) == 0 || i+1 < last && d.tokens[i+1].kind == numberToken {
		return true
	}
	return i == 0 || d.kinds(i-1)&(kindFirst|kindTitle|kindRole) == 0 || !d.tokens[i-1].is(capital)
}

// capitalInside reports whether the word at i begins with a particle and a
// hyphen before its capital, as al-Sabah does.
func (d *Document) capitalInside(i int32) bool {
	w := d.text(i)
	for k := 2; k < len(w)-1 && k < 5; k++ {
		if w[k] == '-' {
			return asciiClass[w[k+1]] == classUpper
		}
	}
	return false
}

// describe fills in what is the same for all tokens of r.
func (d *Document) describe(r *run) {
	s := r.segment
	r.before = d.nearWord(r.first, -1, s)
	if r.first > s.first {
		r.beforeKinds = d.kinds(r.first-1) & nameKinds
		r.opens = flag(d.tokens[r.first-1].kind == openToken)
	} else if d.tokens[r.first].is(afterLine) || r.first == 0 {
		r.before = 14 // a line begins
	}
	if r.last < s.last {
		r.opens |= flag(d.tokens[r.last].kind == openToken) << 1
	}
	r.lastKinds = d.kinds(r.last-1) & nameKinds
	r.length = min(uint32(r.last-r.first), 6)
	for i := r.first; i < r.last; i++ {
		n, kind := d.namedAt(i)
		if n == 0 {
			continue
		}
		code := listedPlace
		switch kind {
		case kindOrgWord:
			code = listedBody
		case kindThingWord:
			code = listedThing
		}
		d.listed[i] = code
		for k := i + 1; k < min(i+n, r.last); k++ {
			d.listed[k] = code + 1
		}
		i += n - 1
	}
}

// What the lists say of a token in a run: the first token of a name of several
// words or, by one more, a later one.
const (
	listedPlace uint8 = 1
	listedBody  uint8 = 3
	listedThing uint8 = 5
)
