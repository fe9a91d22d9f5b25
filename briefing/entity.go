package briefing

import "slices"

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

// maxNameWords is how many words a name has whose parts are looked for in others.
const maxNameWords = 12

// maxBearers is how many bearers of one word are weighed.
const maxBearers = 16

// join puts the mentions of the same one together: those by several words
// first, and those in headlines, where every word has a capital, after the rest.
func (d *Document) join() {
	d.bearers = d.bearers[:0]
	d.headlines = grown(d.headlines, len(d.sentences))
	for k, s := range d.sentences {
		d.headlines[k] = d.titled(s)
	}
	d.noteFullForms()
	d.growNames()
	d.trimNames()
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

// bearsLastName reports whether m, a single word that was taken for another kind of
// name, is the last name of a person named in full and stands where theirs may.
func (d *Document) bearsLastName(m *mention) bool {
	i := m.first
	if m.last-i != 1 || d.kinds(i)&(kindOrg|kindPlace|kindBody|kindRegion) != 0 || d.tokens[i].is(allCaps) {
		return false
	}
	if i > 0 {
		if h := d.tokens[i-1].hash; h == theWord || h == inWord || h == atWord {
			return false
		}
	}
	found := false
	for w := range d.bearersOf(d.tokens[i].hash) {
		e := &d.subjects[w.entity]
		found = found || w.part == lastPart && e.kind == personName && d.nameLength(e.best) > 1
	}
	for w := range d.bearersOf(d.tokens[i].hash ^ uint32(m.kind)) {
		if w.part == lastPart && d.subjects[w.entity].kind == m.kind {
			return false // a company has it as well
		}
	}
	return found
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
		f, ok := d.fulls[e.last]
		if !ok || f.several || d.kinds(f.first)&kindBody != 0 {
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
	k, ok := d.index[word]
	if !ok {
		k = -1
	}
	for j, left := k, maxBearers; j >= 0 && left > 0; j, left = d.bearers[j].next, left-1 {
		if d.bearers[j].entity == n {
			return
		}
	}
	d.index[word] = int32(len(d.bearers))
	d.bearers = append(d.bearers, bearer{n, k, part})
}

// bearersOf calls yield with those whose names hold the word with this hash, the
// latest first, as long as it returns true.
func (d *Document) bearersOf(word uint32) func(yield func(*bearer) bool) {
	return func(yield func(*bearer) bool) {
		k, ok := d.index[word]
		for left := maxBearers; ok && k >= 0 && left > 0; left-- {
			b := &d.bearers[k]
			if !yield(b) {
				return
			}
			k = b.next
		}
	}
}

// headlined reports whether m stands in a sentence where most words have capitals.
func (d *Document) headlined(m *mention) bool {
	return d.headlines[d.inSentence[m.first]]
}

// core returns a mention's tokens without the titles and roles before the name.
func (d *Document) core(m *mention) tokenSpan {
	s := m.tokenSpan
	if m.kind != personName {
		return s
	}
	for s.last-s.first > 1 {
		k := d.kinds(s.first)
		if k&kindTitle != 0 && k&kindReign == 0 || k&kindRole != 0 && k&(kindFirst|kindReign) == 0 || d.trade(s) {
			s.first++
			continue
		}
		break
	}
	for i := s.last - 3; i >= s.first; i-- { // Norrlandic President Aksel Thorn
		if k := d.kinds(i); k&(kindRole|kindTitle) != 0 && k&kindFirst == 0 {
			s.first = i + 1
			break
		}
	}
	return s
}

// trade reports whether s begins its sentence with a word for what somebody is, of
// which a full name follows: Pianist Edith Langer.
func (d *Document) trade(s tokenSpan) bool {
	i := s.first
	return s.last-s.first > 2 && d.kinds(i)&(kindFirst|kindLast|kindPlace) == 0 && d.sentences[d.inSentence[i]].first == i && d.mayBeAgent(i) && d.kinds(i+1)&kindFirst != 0
}

// The endings of names that are no last names.
var (
	juniorWord = hashOf("jr")
	seniorWord = hashOf("sr")
	secondWord = hashOf("ii")
	thirdWord  = hashOf("iii")
	fourthWord = hashOf("iv")
)

func isSuffix(h uint32) bool {
	return h == juniorWord || h == seniorWord || h == secondWord || h == thirdWord || h == fourthWord
}

// surname returns the token of the last name in s.
func (d *Document) surname(s tokenSpan) int32 {
	i := s.last - 1
	for i > s.first && (isSuffix(d.tokens[i].hash) || d.tokens[i].kind != wordToken) {
		i--
	}
	return i
}

// nameLength returns how many tokens the name in s has, Jr. not counted.
func (d *Document) nameLength(s tokenSpan) int32 { return d.surname(s) + 1 - s.first }

// wordsHash returns the hash of the words in s.
func (d *Document) wordsHash(s tokenSpan) uint32 {
	var h uint32
	for i := s.first; i < s.last; i++ {
		h = h*31 + d.tokens[i].hash
	}
	return h
}

// withoutThe returns s without a leading the.
func (d *Document) withoutThe(s tokenSpan) tokenSpan {
	if s.last-s.first > 1 && d.tokens[s.first].hash == theWord {
		s.first++
	}
	return s
}

// acronym returns the hash of the initials of the words with capitals in s, or 0
// where there are fewer than two.
func (d *Document) acronym(s tokenSpan) uint32 {
	h, n := uint32(hashSeed), 0
	for i := d.withoutThe(s).first; i < s.last; i++ {
		if d.tokens[i].is(capital) {
			h = (h ^ uint32(d.article.Text[d.tokens[i].start]|0x20)) * hashPrime
			n++
		}
	}
	if n < 2 {
		return 0
	}
	return h
}

// sameName returns the number of the one among those named so far whose name b
// is, several words long, or -1. In a headline a last name with another word
// beside it is taken for the person who has it.
func (d *Document) sameName(m *mention, b tokenSpan, headline bool) int32 {
	last := d.tokens[d.surname(b)].hash
	if m.kind != personName {
		for w := range d.bearersOf(last ^ uint32(m.kind)) {
			if e := &d.subjects[w.entity]; w.part == lastPart && d.wordsHash(d.withoutThe(b)) == d.wordsHash(d.withoutThe(e.best)) {
				return w.entity
			}
		}
		return -1
	}
	for w := range d.bearersOf(last) {
		if e := &d.subjects[w.entity]; w.part != firstPart && d.agree(b, e.best) {
			return w.entity
		}
	}
	if !headline || d.kinds(b.first)&kindFirst != 0 {
		return -1
	}
	for w := range d.bearersOf(last) {
		if w.part == lastPart && d.nameLength(d.subjects[w.entity].best) > 1 {
			return w.entity // Donor Weber
		}
	}
	for w := range d.bearersOf(d.tokens[b.first].hash) {
		if w.part == lastPart && d.nameLength(d.subjects[w.entity].best) > 1 {
			return w.entity // Weber Wins
		}
	}
	return -1
}

// agree reports whether the name b, that of a mention, may be that of the person
// called a: one holds the other, or their first names are the same or one is
// the other's initial. Who is called Jr. is not the one named before without it.
func (d *Document) agree(b, a tokenSpan) bool {
	if isSuffix(d.tokens[b.last-1].hash) && !isSuffix(d.tokens[a.last-1].hash) {
		return false
	}
	a.last, b.last = d.surname(a)+1, d.surname(b)+1
	if d.holds(a, b) || d.holds(b, a) {
		return true
	}
	if d.tokens[a.last-1].hash != d.tokens[b.last-1].hash || a.last-a.first == 1 || b.last-b.first == 1 {
		return false
	}
	if d.tokens[a.first].hash == d.tokens[b.first].hash {
		return true
	}
	x, y := d.text(a.first), d.text(b.first)
	if len(x) <= 2 || len(y) <= 2 {
		return x[0] == y[0]
	}
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n >= 3 // Mike and Michael do not, Dan and Daniel do
}

// holds reports whether the words of b stand in a, side by side.
func (d *Document) holds(a, b tokenSpan) bool {
	n := b.last - b.first
	if a.last-a.first > maxNameWords {
		return false
	}
	for i := a.first; i+n <= a.last; i++ {
		k := int32(0)
		for k < n && d.tokens[i+k].hash == d.tokens[b.first+k].hash {
			k++
		}
		if k == n {
			return true
		}
	}
	return false
}

// bearerOf returns the number of the one whom mention n means by the single word
// b, or -1 where that is nobody known by more words. It is vague where it could be
// several.
func (d *Document) bearerOf(n int32, b tokenSpan) (e int32, vague bool) {
	m := &d.mentions[n]
	if m.kind != personName {
		return d.bodyOf(m, d.withoutThe(b)), false
	}
	word := d.tokens[b.first].hash
	var several [maxBearers]int32
	for part := lastPart; part <= innerPart; part++ {
		found := d.fitting(m, word, part, several[:0])
		switch {
		case len(found) == 1:
			return found[0], false
		case len(found) > 1:
			if e := d.likeliest(n, word, found); e >= 0 {
				return e, false
			}
			return d.vagueName(word), true
		}
	}
	for w := range d.bearersOf(word) { // the same word, alone before
		if e := &d.subjects[w.entity]; d.nameLength(e.best) == 1 && !e.vague {
			return w.entity, false
		}
	}
	return -1, false
}

// fitting appends those known by several words of whose name the word is this
// part and whom m's title, if it has one, fits.
func (d *Document) fitting(m *mention, word uint32, part namePart, out []int32) []int32 {
	title := d.titleGender(m)
	for w := range d.bearersOf(word) {
		e := &d.subjects[w.entity]
		if w.part != part || d.nameLength(e.best) < 2 || title != 0 && e.gender != 0 && e.gender&title == 0 {
			continue
		}
		out = append(out, w.entity)
	}
	if len(out) < 2 {
		return out
	}
	role := d.roleAt(m)
	for _, n := range out { // President Weber and not Secretary Weber
		if r := d.subjects[n].role; role.first < role.last && r.first < r.last && d.tokens[r.last-1].hash == d.tokens[role.last-1].hash {
			return append(out[:0], n)
		}
	}
	if title != 0 { // known to be a woman, where the others may be
		sure := int32(-1)
		for _, n := range out {
			if d.subjects[n].gender == title {
				if sure >= 0 {
					return out
				}
				sure = n
			}
		}
		if sure >= 0 {
			return append(out[:0], sure)
		}
	}
	return out
}

// likeliest returns who of several with the same name is meant by mention n, a
// single word, or
// -1: the only one named so far, the one that the name meant last if no other
// has been the subject of a sentence since, or the one whom the article names
// three times as often as all others.
func (d *Document) likeliest(n int32, word uint32, several []int32) int32 {
	m := &d.mentions[n]
	known, only := 0, int32(-1)
	all, top, best := int32(0), int32(0), int32(-1)
	for _, e := range several {
		s := &d.subjects[e]
		if s.full < n {
			known++
			only = e
		}
		all += s.count
		if s.count > top {
			top, best = s.count, e
		}
	}
	if known == 1 {
		return only
	}
	other := false // another one was named since
	for k := n - 1; k >= 0 && k > n-200; k-- {
		o := &d.mentions[k]
		if o.entity < 0 || !slices.Contains(several, o.entity) {
			continue
		}
		b := d.core(o)
		full := d.nameLength(b) > 1
		if !full && d.tokens[b.first].hash != word {
			continue
		}
		if full && d.inQuote[o.first] == d.inQuote[m.first] && d.isSubject(o.tokenSpan) {
			other = true
		}
		if !full {
			if r := d.namesakes(k, n, several, o.entity); other && 8*r > d.subjects[o.entity].count {
				return -1
			}
			return o.entity
		}
	}
	if best >= 0 && top >= 3*(all-top) && top > 2 && d.subjects[best].full < n {
		return best
	}
	return -1
}

// namesakes returns how often those of several but e are named who are named between
// the mentions k and n.
func (d *Document) namesakes(k, n int32, several []int32, e int32) int32 {
	most := int32(0)
	for k++; k < n; k++ {
		if o := d.mentions[k].entity; o != e && slices.Contains(several, o) {
			most = max(most, d.subjects[o].count)
		}
	}
	return most
}

// vagueName returns the number of the one that stands for a name which several
// bear.
func (d *Document) vagueName(word uint32) int32 {
	for w := range d.bearersOf(word) {
		if d.subjects[w.entity].vague {
			return w.entity
		}
	}
	return -1
}

// bodyOf returns the organization or place that the single word b names: the
// same word, or the only name that it ends or whose initials it is.
func (d *Document) bodyOf(m *mention, b tokenSpan) int32 {
	h := d.tokens[b.first].hash
	found := int32(-1)
	for w := range d.bearersOf(h ^ uint32(m.kind)) {
		e := &d.subjects[w.entity]
		switch {
		case d.withoutThe(e.best).first+1 == e.best.last && w.part == lastPart:
			return w.entity
		case w.part == firstPart && !d.tokens[b.first].is(allCaps), w.part == lastPart && m.kind != bodyName:
		case found >= 0:
			return -1
		default:
			found = w.entity
		}
	}
	return found
}

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
