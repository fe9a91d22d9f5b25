package briefing

// labelTitled labels as persons' names what stands behind a title or, if it is two
// words long, behind a role: Ms. Weber, President Aksel Thorn. The labels of what
// stands before the title stay.
func (d *Document) labelTitled() {
	next := int32(1)
	for n := range d.runs {
		r := &d.runs[n]
		for i := max(r.first, next); i < r.last; i++ {
			if d.kinds(i-1)&(kindTitle|kindRole) == 0 || d.tokens[i].is(afterLine) || typeOf(uint32(d.labels[i])) == personName {
				continue
			}
			if e := d.labelBehind(i); e > i {
				i = e - 1
				next = e
			}
		}
	}
}

// labelBehind labels as a person's the name that begins at i, behind a title or a
// role, and returns its end; 0 where none does.
func (d *Document) labelBehind(i int32) int32 {
	k := d.kinds(i - 1)
	title := k&kindTitle != 0 && k&(kindRole|kindReign|kindFirst) == 0 && d.tokens[i-1].is(capital) && !d.tokens[i-1].is(allCaps)
	role := k&kindRole != 0 && k&(kindFirst|kindLast) == 0 && d.labels[i] == uint8(outside) && (d.tokens[i-1].is(lowerCase) || d.kinds(i)&kindFirst != 0)
	if !title && !role {
		return 0
	}
	e := i
	for e < int32(len(d.tokens)) && e < i+4 && d.nameGoesOn(e, i) {
		e++
	}
	if e == i || role && !title && (e-i < 2 || d.phraseAt[i] != d.phraseAt[i-1]) || d.kinds(e-1)&(kindBody|kindOrg|kindRegion|kindRole) != 0 {
		return 0
	}
	for j := i; j < e; j++ {
		d.labels[j] = uint8(restOf(personName))
	}
	d.labels[i] = uint8(firstOf(personName))
	if d.labels[i-1] != uint8(outside) && title {
		d.labels[i-1] = uint8(outside)
	}
	if e < int32(len(d.tokens)) && d.labels[e] != uint8(outside) && d.labels[e]%2 == 0 {
		d.labels[e]--
	}
	return e
}

// nameGoesOn reports whether token e may be part of the person's name that begins
// at i.
func (d *Document) nameGoesOn(e, i int32) bool {
	t := &d.tokens[e]
	if t.kind != wordToken || !t.is(capital) || t.is(clitic) || e > i && t.is(afterLine) || d.kinds(e)&(kindDate|kindPeople|kindBody) != 0 {
		return false
	}
	return e == i || t.tag == tagName && (d.kinds(e)&kindTitle == 0 || d.kinds(e)&kindLast != 0)
}

// growNames adds to a person's single name the words with capitals beside it that
// go with it in its phrase and are no part of another name: Jan Wolters where only
// Jan was taken for a name.
func (d *Document) growNames() {
	for n := range d.mentions {
		m := &d.mentions[n]
		if m.kind != personName || m.last-m.first != 1 || d.headlined(m) {
			continue
		}
		i := m.last
		if i < int32(len(d.tokens)) && d.kinds(m.first)&kindFirst != 0 && d.phraseAt[i] != 0 && d.phraseAt[i] == d.phraseAt[m.first] && d.nameGoesOn(i, m.first) &&
			(n+1 == len(d.mentions) || d.mentions[n+1].first > i) && d.kinds(i)&(kindOrg|kindRegion|kindRole|kindPlace) == 0 {
			m.last++
		}
		if i := m.first - 1; i >= 0 && m.last-m.first == 1 && d.kinds(i)&kindFirst != 0 && d.kinds(i)&(kindOrg|kindPlace|kindTitle) == 0 && d.phraseAt[i] == d.phraseAt[m.first] && d.tokens[i].is(capital) && !d.tokens[m.first].is(afterLine) &&
			(n == 0 || d.mentions[n-1].last <= i) {
			m.first--
		}
	}
}

// trimNames takes from people's mentions what is no part of a name: figures at
// the end and a small word that begins the sentence.
func (d *Document) trimNames() {
	for n := range d.mentions {
		m := &d.mentions[n]
		m.entity = -1
		if m.kind != personName {
			continue
		}
		for m.last-m.first > 1 && d.tokens[m.last-1].kind == numberToken {
			m.last--
		}
		if m.last-m.first > 1 && m.first == d.sentences[d.inSentence[m.first]].first && d.kinds(m.first)&(kindFirst|kindLast|kindTitle) == 0 {
			const nominal = 1<<tagNoun | 1<<tagNouns | 1<<tagName | 1<<tagAdj
			if t := d.m.words.entries[d.tokens[m.first].word].tags; t != 0 && t&nominal == 0 {
				m.first++ // Yet Weber
			}
		}
	}
}

// labelIntroduced labels as persons' names phrases of two or three words with
// capitals of which an age or what somebody is follows: Ilse Hauge, 45, and Ilse
// Hauge, a baker.
func (d *Document) labelIntroduced() {
	for n := range d.phrases {
		p := &d.phrases[n]
		if p.kind != namePhrase || p.last-p.first < 2 || int(p.last)+2 >= len(d.tokens) || d.tokens[p.last].hash != commaSign {
			continue
		}
		first := p.last
		for first > p.first && d.nameGoesOn(first-1, first-1) && d.kinds(first-1)&(kindOrg|kindPlace|kindRegion|kindRole|kindTitle|kindThing) == 0 && (first == p.last || d.tokens[first-1].tag == tagName) {
			first--
		}
		if p.last-first < 2 || p.last-first > 3 || d.listed[first] != 0 || !d.introduces(p.last) {
			continue
		}
		for j := first; j < p.last; j++ {
			d.labels[j] = uint8(restOf(personName))
		}
		d.labels[first] = uint8(firstOf(personName))
		if d.labels[p.last]%2 == 0 {
			d.labels[p.last] = uint8(outside)
		}
	}
}

// introduces reports whether at the comma i an age follows, or what somebody is.
func (d *Document) introduces(i int32) bool {
	n := int32(len(d.tokens))
	if d.tokens[i+1].kind == numberToken && i+2 < n && d.tokens[i+2].kind == commaToken && d.tokens[i+1].end-d.tokens[i+1].start <= 2 {
		return true
	}
	if d.phraseAt[i+1] == 0 {
		return false
	}
	q := &d.phrases[d.phraseAt[i+1]-1]
	return q.first == i+1 && q.kind == commonPhrase && d.tokens[q.first].tag == tagDet && d.kinds(q.head)&kindMany == 0 && (d.kinds(q.head)&(kindRole|kindPerson) != 0 && d.kinds(q.head)&kindBody == 0 || d.agentNoun(q))
}
