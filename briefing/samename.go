package briefing

// maxNameWords is how many words a name has whose parts are looked for in others.
const maxNameWords = 12

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
	var h wordHash
	n := 0
	for i := d.withoutThe(s).first; i < s.last; i++ {
		if d.tokens[i].is(capital) {
			h.add(d.article.Text[d.tokens[i].start] | 0x20)
			n++
		}
	}
	if n < 2 {
		return 0
	}
	return h.sum()
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
