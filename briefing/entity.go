package briefing

import "slices"

// A named is a person, an organization or a place with all its mentions.
type named struct {
	kind   nameType
	best   tokenSpan // the fullest form
	first  int32     // its first mention
	count  int32
	last   uint32 // the hash of the name's last word
	all    uint32 // the hash of the fullest form
	gender uint32 // kindMan, kindWoman or neither
	role   tokenSpan
}

// join puts the mentions of the same one together.
func (d *Document) join() {
	d.noteFullForms()
	for n := range d.mentions {
		m := &d.mentions[n]
		m.entity = d.entityOf(m)
		if m.entity < 0 {
			m.entity = int32(len(d.subjects))
			d.subjects = append(d.subjects, named{kind: m.kind, best: d.untitled(m), first: int32(n), last: d.tokens[d.untitled(m).last-1].hash, all: d.wordsHash(d.untitled(m))})
			d.index[d.subjects[m.entity].last^uint32(m.kind)] = m.entity
		}
		e := &d.subjects[m.entity]
		if m.kind == personName {
			d.index[e.last^uint32(m.kind)] = m.entity
		}
		e.count++
		if b := d.untitled(m); b.last-b.first > e.best.last-e.best.first {
			e.best, e.all = b, d.wordsHash(b)
		}
		if m.kind == personName {
			e.gender |= d.genderAt(m)
		}
		if e.role.first == e.role.last {
			e.role = d.roleAt(m)
			for i := e.role.first; i < e.role.last; i++ {
				if k := d.kinds(i); k&kindPerson != 0 {
					e.gender |= k & (kindMan | kindWoman)
				}
			}
		}
	}
}

// untitled returns a mention's tokens without titles before the name.
func (d *Document) untitled(m *mention) tokenSpan {
	s := m.tokenSpan
	for m.kind == personName && s.last-s.first > 1 && d.kinds(s.first)&kindTitle != 0 && d.kinds(s.first)&kindReign == 0 {
		s.first++
	}
	if m.kind != personName {
		return s
	}
	for i := s.last - 3; i >= s.first; i-- { // Norrlandic President Aksel Thorn
		if k := d.kinds(i); k&(kindRole|kindTitle) != 0 && k&kindFirst == 0 {
			s.first = i + 1
			break
		}
	}
	return s
}

// wordsHash returns the hash of the words in s.
func (d *Document) wordsHash(s tokenSpan) uint32 {
	var h uint32
	for i := s.first; i < s.last; i++ {
		h = h*31 + d.tokens[i].hash
	}
	return h
}

// genderAt returns what the words of a person's mention tell of gender.
func (d *Document) genderAt(m *mention) uint32 {
	for i := max(0, m.first-1); i < m.last; i++ {
		k := d.kinds(i)
		if i < m.first && k&kindTitle == 0 {
			continue
		}
		if k&(kindTitle|kindFirst) != 0 && k&(kindMan|kindWoman) != 0 {
			if g := k & (kindMan | kindWoman); g != kindMan|kindWoman {
				return g
			}
		}
		if i >= m.first && k&kindFirst == 0 {
			break
		}
	}
	return 0
}

// entityOf returns the number of the one that m names among those named before
// it, or -1.
func (d *Document) entityOf(m *mention) int32 {
	b := d.untitled(m)
	last := d.tokens[b.last-1].hash
	n, ok := d.index[last^uint32(m.kind)]
	if !ok {
		if m.kind == personName && b.last-b.first == 1 {
			return d.byFirstWord(last)
		}
		return -1
	}
	e := &d.subjects[n]
	if m.kind != personName {
		if d.wordsHash(b) == e.all || d.withoutThe(b) == d.withoutThe(e.best) {
			return n
		}
		for k := range min(len(d.subjects), 64) { // another that ends in the same word
			if e := &d.subjects[k]; e.kind == m.kind && d.wordsHash(b) == e.all {
				return int32(k)
			}
		}
		return -1
	}
	found := int32(-1)
	for k := range min(len(d.subjects), maxSubjects) {
		if e := &d.subjects[k]; e.kind == personName && e.last == last && d.agree(b, e.best) {
			if found >= 0 && b.last-b.first == 1 {
				if t := d.titleGender(m); t != 0 {
					if d.subjects[found].gender&t == 0 && e.gender&t != 0 {
						found = int32(k)
					}
					continue
				}
				return n // two bear the name: the one named last
			}
			found = int32(k)
		}
	}
	return found
}

// byFirstWord returns the only person named so far whose full name begins with
// the word: Xi is Xi Jinping, Anna is Anna Weber. It returns -1 where there is
// none or several.
func (d *Document) byFirstWord(h uint32) int32 {
	found := int32(-1)
	for k := range min(len(d.subjects), maxSubjects) {
		e := &d.subjects[k]
		if e.kind == personName && e.best.last-e.best.first > 1 && d.tokens[e.best.first].hash == h {
			if found >= 0 {
				return -1
			}
			found = int32(k)
		}
	}
	return found
}

// titleGender returns what the title before m tells of gender.
func (d *Document) titleGender(m *mention) uint32 {
	for _, i := range []int32{m.first, m.first - 1} {
		if i >= 0 && d.kinds(i)&kindTitle != 0 {
			return d.kinds(i) & (kindMan | kindWoman)
		}
	}
	return 0
}

// withoutThe returns the hash of the words in s after a leading the.
func (d *Document) withoutThe(s tokenSpan) uint32 {
	if s.last-s.first > 1 && d.tokens[s.first].hash == theWord {
		s.first++
	}
	return d.wordsHash(s)
}

// agree reports whether two persons' names with the same last word may be the
// same person's: one is the last name alone, or their first names are the same
// or one is the other's initial.
func (d *Document) agree(a, b tokenSpan) bool {
	if a.last-a.first == 1 || b.last-b.first == 1 {
		return true
	}
	x, y := d.text(a.first), d.text(b.first)
	if d.tokens[a.first].hash == d.tokens[b.first].hash {
		return true
	}
	if len(x) <= 2 || len(y) <= 2 {
		return x[0] == y[0]
	}
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n >= 3 // Mike and Michael do not, Dan and Daniel do
}

// roleAt returns what stands right before a person's name and says what they
// are: Chinese President.
func (d *Document) roleAt(m *mention) tokenSpan {
	if m.kind != personName {
		return tokenSpan{}
	}
	b := d.untitled(m)
	last := b.first
	for last > 0 && b.first-last < 6 && d.kinds(last-1)&kindTitle != 0 && d.kinds(last-1)&kindRole == 0 {
		last--
	}
	if last == 0 || d.tokens[last].is(afterLine) {
		return tokenSpan{}
	}
	first := last
	role := false
	for first > 0 && last-first < 6 {
		t := &d.tokens[first-1]
		k := d.kinds(first - 1)
		if t.kind != wordToken || t.tag == tagGenitive || t.tag == tagDet || t.tag == tagPoss || k&kindTitle != 0 && k&kindRole == 0 {
			break
		}
		if k&(kindRole|kindPerson) != 0 {
			role = true
		} else if !role || t.tag != tagNoun && t.tag != tagAdj && t.tag != tagName && k&kindPeople == 0 && (!t.is(capital) || t.tag.verb()) && (t.tag != tagBase && t.tag != tagPlain || d.m.words.entries[t.word].tags&(1<<tagNoun) == 0) {
			break
		}
		first--
		if d.tokens[first].is(afterLine) {
			break
		}
	}
	if !role {
		return tokenSpan{}
	}
	for first < last && d.kinds(first)&(kindRole|kindPerson|kindPeople) == 0 && d.tokens[first].tag == tagAdv {
		first++
	}
	if s := (tokenSpan{first, last}); d.span(s).Len() <= maxName {
		return s
	}
	return tokenSpan{}
}

// entities returns those named of one kind, in the order of their first
// mention.
func (d *Document) entities(k nameType) []Entity {
	var out []Entity
	at := map[int32]int{}
	for n := range d.mentions {
		m := &d.mentions[n]
		if m.kind != k {
			continue
		}
		i, ok := at[m.entity]
		if !ok {
			e := &d.subjects[m.entity]
			i = len(out)
			at[m.entity] = i
			out = append(out, Entity{Name: d.nameOf(m.entity), Role: d.words(e.role), Mentions: make([]Span, 0, e.count)})
		}
		out[i].Mentions = append(out[i].Mentions, d.span(m.tokenSpan))
	}
	return slices.Clip(out)
}

// nameOf returns the fullest name of entity n that the article uses.
func (d *Document) nameOf(n int32) string { return d.words(d.subjects[n].best) }

// words returns the article's words in s.
func (d *Document) words(s tokenSpan) string { return d.span(s).In(d.article.Text) }

func (d *Document) people() []Entity        { return d.entities(personName) }
func (d *Document) organizations() []Entity { return d.entities(bodyName) }
func (d *Document) places() []Entity        { return d.entities(placeName) }
