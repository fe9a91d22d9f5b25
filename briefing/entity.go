package briefing

// A named is a person, an organization or a place with all its mentions.
type named struct {
	kind   nameType
	best   tokenSpan // the fullest form, without titles and roles
	first  int32     // its first mention
	full   int32     // the first mention by several words; -1 where there is none
	count  int32
	last   uint32 // the hash of the name's last word, Jr. left out
	all    uint32 // the hash of the fullest form
	gender uint32 // kindMan, kindWoman or neither
	role   tokenSpan
	vague  bool // a name that several of those named here bear
}

// A bearer is a word of a name and one whose name it is part of.
type bearer struct {
	entity int32
	next   int32 // the number of the next one with the same word; -1: none
	part   namePart
}

// A namePart tells where in a name a word stands.
type namePart uint8

const (
	lastPart namePart = iota
	firstPart
	innerPart
)

// maxBearers is how many bearers of one word are weighed.
const maxBearers = 16

// join puts the mentions of the same one together: those by several words
// first, and those in headlines, where every word has a capital, after the rest.
func (d *Document) join() {
	d.bearers = d.bearers[:0]
	d.headlines = grown(d.headlines, len(d.sentences))
	d.noteFullForms()
	d.growNames()
	d.trimNames()
	d.index.reset(len(d.mentions))
	for _, headlines := range []bool{false, true} {
		for n := range d.mentions {
			m := &d.mentions[n]
			if b := d.core(m); m.entity < 0 && (d.nameLength(b) > 2 || d.nameLength(b) > 1 && d.withoutThe(b) == b) && (headlines || m.kind != personName || !d.headlined(m)) {
				m.entity = d.sameName(m, b, headlines)
				d.enter(int32(n), b)
			}
		}
	}
	for n := range d.mentions {
		if m := &d.mentions[n]; m.entity < 0 {
			if m.kind != personName && d.bearsLastName(m) {
				m.kind = personName
			}
			b := d.core(m)
			vague := false
			m.entity, vague = d.bearerOf(int32(n), b)
			d.enter(int32(n), b)
			d.subjects[m.entity].vague = vague
		}
	}
	d.completeNames()
	d.noteGenders()
}

// completeNames gives those known by their last name alone the longer name that
// stands in the text though it was not taken for one: Anna Weber where only Weber
// was.
func (d *Document) completeNames() {
	for n := range d.subjects {
		e := &d.subjects[n]
		if e.kind != personName || e.vague || d.nameLength(e.best) > 1 {
			continue
		}
		f := d.fullForm(e.last)
		if f == nil || f.several || d.kinds(f.first)&kindBody != 0 {
			continue
		}
		m := mention{tokenSpan: f.tokenSpan, kind: personName}
		e.best = d.core(&m)
		e.all = d.wordsHash(e.best)
		e.gender |= d.genderAt(&m)
		if e.role.first == e.role.last {
			e.role = d.roleAt(&m)
		}
	}
}

// enter counts mention n, whose name is b, for the one it names; where that is
// nobody named before, it is a new one.
func (d *Document) enter(n int32, b tokenSpan) {
	m := &d.mentions[n]
	several := d.nameLength(b) > 1
	if m.entity < 0 {
		m.entity = int32(len(d.subjects))
		d.subjects = append(d.subjects, named{kind: m.kind, best: b, first: n, full: -1, last: d.tokens[d.surname(b)].hash, all: d.wordsHash(b)})
		d.noteBearer(m.entity)
	}
	e := &d.subjects[m.entity]
	e.count++
	e.first = min(e.first, n)
	if several && (e.full < 0 || n < e.full) {
		e.full = n
	}
	if several && b.last-b.first > e.best.last-e.best.first && !d.headlined(m) {
		e.best, e.all = b, d.wordsHash(b)
		if e.kind == personName {
			d.noteBearer(m.entity)
		}
	}
	if m.kind != personName {
		return
	}
	e.gender |= d.genderAt(m)
	if e.role.first == e.role.last {
		e.role = d.roleAt(m)
	}
}

// noteBearer notes the words of entity n's name: every one of a person's, the
// last of others' and their initials.
func (d *Document) noteBearer(n int32) {
	e := &d.subjects[n]
	if e.kind != personName {
		d.addBearer(e.last^uint32(e.kind), n, lastPart)
		if h := d.acronym(e.best); h != 0 {
			d.addBearer(h^uint32(e.kind), n, firstPart)
		}
		return
	}
	last := d.surname(e.best)
	d.addBearer(e.last, n, lastPart)
	if last-e.best.first > maxNameWords {
		return
	}
	for i := e.best.first; i < last; i++ {
		if i == e.best.first {
			d.addBearer(d.tokens[i].hash, n, firstPart)
		} else if d.tokens[i].end-d.tokens[i].start > 2 {
			d.addBearer(d.tokens[i].hash, n, innerPart)
		}
	}
}

func (d *Document) addBearer(word uint32, n int32, part namePart) {
	k := d.index.of(word)
	for j, left := k, maxBearers; j >= 0 && left > 0; j, left = d.bearers[j].next, left-1 {
		if d.bearers[j].entity == n {
			return
		}
	}
	d.index.put(word, int32(len(d.bearers)))
	d.bearers = append(d.bearers, bearer{n, k, part})
}

// bearersOf calls yield with those whose names hold the word with this hash, the
// latest first, as long as it returns true.
func (d *Document) bearersOf(word uint32) func(yield func(*bearer) bool) {
	return func(yield func(*bearer) bool) {
		k := d.index.of(word)
		for left := maxBearers; k >= 0 && left > 0; left-- {
			b := &d.bearers[k]
			if !yield(b) {
				return
			}
			k = b.next
		}
	}
}

// headlined reports whether m stands in a sentence where most words have capitals.
func (d *Document) headlined(m *mention) bool { return d.inHeadline(m.first) }

// inHeadline reports whether most words of token i's sentence have capitals.
func (d *Document) inHeadline(i int32) bool {
	n := d.inSentence[i]
	if d.headlines[n] == notTold {
		d.headlines[n] = noHeadline
		if d.titled(d.sentences[n]) {
			d.headlines[n] = isHeadline
		}
	}
	return d.headlines[n] == isHeadline
}

// Whether most words of a sentence have capitals.
const (
	notTold uint8 = iota
	noHeadline
	isHeadline
)

// entities returns those named of one kind, in the order of their first
// mention. All mentions share one array.
func (d *Document) entities(k nameType) []Entity {
	at := grown(d.listedAt, len(d.subjects)) // for each of those named, its place in the list from 1
	d.listedAt = at
	count, mentions := 0, 0
	for n := range d.mentions {
		if m := &d.mentions[n]; m.kind == k {
			mentions++
			if at[m.entity] == 0 {
				count++
				at[m.entity] = int32(count)
			}
		}
	}
	if count == 0 {
		return nil
	}
	out := make([]Entity, count)
	spans := make([]Span, mentions)
	for n := range d.mentions {
		m := &d.mentions[n]
		if m.kind != k {
			continue
		}
		x := &out[at[m.entity]-1]
		if e := &d.subjects[m.entity]; x.Mentions == nil {
			x.Name, x.Role = d.nameOf(m.entity), d.words(e.role)
			room := min(int(e.count), len(spans))
			x.Mentions, spans = spans[:0:room], spans[room:]
		}
		x.Mentions = append(x.Mentions, d.span(m.tokenSpan))
	}
	return out
}

// nameOf returns the fullest name of entity n that the article uses.
func (d *Document) nameOf(n int32) string { return d.words(d.subjects[n].best) }

// words returns the article's words in s.
func (d *Document) words(s tokenSpan) string { return d.span(s).In(d.article.Text) }

func (d *Document) people() []Entity        { return d.entities(personName) }
func (d *Document) organizations() []Entity { return d.entities(bodyName) }
func (d *Document) places() []Entity        { return d.entities(placeName) }
