package briefing

// A referent is who a phrase stands for.
type referent struct {
	entity   int32 // -1 where the article has no name for them
	resolved bool
	phrase   int32 // the phrase that stands for them where they have no name
	name     tokenSpan
}

var nobody = referent{entity: -1, phrase: noPhrase}

// referTo returns the referent that entity e is: nobody, where that is a name which
// several bear.
func (d *Document) referTo(e int32) referent {
	if e < 0 || d.subjects[e].vague {
		return nobody
	}
	return referent{entity: e, resolved: true, phrase: noPhrase}
}

// itself returns the referent of a phrase that names its own.
func itself(n int32) referent { return referent{entity: -1, resolved: true, phrase: n} }

// speaker returns who attribution a attributes to; ok is false where nobody is
// named.
func (d *Document) speaker(a *attribution) (out Speaker, ok bool) {
	if a.label.first < a.label.last {
		return d.labelSpeaker(a), true
	}
	if a.source == noPhrase {
		return out, false
	}
	p := &d.phrases[a.source]
	sp := d.span(p.tokenSpan)
	out = Speaker{Span: sp, Name: sp.In(d.article.Text)}
	r := d.refer(a.source, 0)
	out.Resolved = r.resolved
	if all := d.jointly(a.source); all.first < all.last {
		out.Name, out.Resolved = d.words(all), true
		return out, true
	}
	switch {
	case !r.resolved:
	case r.entity >= 0:
		e := &d.subjects[r.entity]
		out.Name, out.Role = d.words(d.fullest(e, p)), d.words(e.role)
	case r.name.first < r.name.last:
		out.Name = d.words(r.name)
	case r.phrase != noPhrase:
		q := &d.phrases[r.phrase]
		out.Name = d.words(d.withOf(q))
		if q.kind == namePhrase {
			m := mention{tokenSpan: q.tokenSpan, kind: personName}
			if b := d.core(&m); b.first > q.first {
				m.first = b.first
				out.Name, out.Role = d.words(b), d.words(d.roleAt(&m))
			}
		}
	}
	if out.Resolved && spoofed(out.Name) {
		out.Name, out.Role, out.Resolved = sp.In(d.article.Text), "", false
	}
	return out, true
}

// jointly returns the names that stand together where phrase n, a name, is one of
// two joined by and: Irma Bloch and Aksel Thorn. It is empty where it stands alone.
func (d *Document) jointly(n int32) tokenSpan {
	p := &d.phrases[n]
	first, last := p.first, p.last
	if i := last; i+1 < int32(len(d.tokens)) && d.tokens[i].tag == tagAnd && d.tokens[i].kind == wordToken {
		if k := d.phraseAt[i+1] - 1; k >= 0 && d.phrases[k].first == i+1 {
			last = d.phrases[k].last
		}
	} else if i := first - 1; i > 0 && d.tokens[i].tag == tagAnd && d.tokens[i].kind == wordToken {
		if k := d.phraseUpTo(i); k != noPhrase {
			first = d.phrases[k].first
		}
	}
	if last-first == p.last-p.first || !d.personsName(first) || !d.personsName(last-1) {
		return tokenSpan{}
	}
	s := d.sentences[d.inSentence[first]]
	opens := first == s.first || d.tokens[first-1].tag == tagMark || d.tokens[first-1].hash == thatWord
	if opens && last < s.last && (d.tokens[last].tag.verb() || d.tokens[last].tag == tagAdv) { // Bloch and Thorn said
		return tokenSpan{first, last}
	}
	if first == s.first || d.tokens[first-1].hash != toWord && d.tokens[first-1].tag != tagPast { // according to, said
		return tokenSpan{}
	}
	return tokenSpan{first, last}
}

// personsName reports whether token i is part of a person's name.
func (d *Document) personsName(i int32) bool {
	n := d.mentionBefore(i + 1)
	return n > 0 && d.mentions[n-1].last > i && d.mentions[n-1].kind == personName
}

// fullest returns the fullest name of e, or the longer one that the phrase p has:
// Norrland Power where only Power was taken for a name.
func (d *Document) fullest(e *named, p *phrase) tokenSpan {
	m := d.mentionBefore(p.first)
	if int(m) >= len(d.mentions) || d.mentions[m].last != p.last {
		return e.best
	}
	s := d.mentions[m].tokenSpan
	if e.kind == personName && (s.last-s.first > 1 || e.best.last-e.best.first > 1) {
		return e.best
	}
	for s.first > p.first && d.tokens[s.first-1].is(capital) && d.kinds(s.first-1)&(kindRole|kindTitle|kindPeople) == 0 && d.tokens[s.first-1].tag == tagName {
		s.first--
	}
	if s.last-s.first > e.best.last-e.best.first {
		return s
	}
	return e.best
}

// withOf returns the tokens of phrase p, with what of names and without the: Court
// of Appeal; or with what says whose somebody is: a friend of Irma Bloch.
func (d *Document) withOf(p *phrase) tokenSpan {
	s := p.tokenSpan
	if d.tokens[p.head].hash == familiarWord {
		return d.withComplement(s)
	}
	if p.kind == commonPhrase && (d.kinds(p.head)&(kindRole|kindPerson) != 0 && d.kinds(p.head)&kindBody == 0 || d.tokens[p.head].hash == oneWord) {
		return d.withComplement(s)
	}
	if d.kinds(p.head)&kindBody == 0 || !d.tokens[p.head].is(capital) || int(s.last)+1 >= len(d.tokens) || d.tokens[s.last].hash != ofWord {
		return s
	}
	n := d.phraseAt[s.last+1]
	if n == 0 || !d.tokens[s.last+1].is(capital) {
		return s
	}
	s.last = d.phrases[n-1].last
	if d.tokens[s.first].hash == theWord {
		s.first++
	}
	return s
}

// refer returns who phrase n, a source, stands for.
func (d *Document) refer(n int32, depth int) referent {
	p := &d.phrases[n]
	switch p.kind {
	case whPhrase:
		if q := d.before(n); q != noPhrase && depth < 3 {
			return d.refer(q, depth+1)
		}
		return nobody
	case pronounPhrase, possPhrase:
		if b, ok := d.boundAt(p.head); ok {
			return d.referTo(b.entity)
		}
		return nobody
	}
	if m, ok := d.mentionIn(p); ok {
		return d.byName(m, p)
	}
	if p.kind == namePhrase && p.last-p.first == 1 {
		return d.byFullForm(itself(n), p)
	}
	if q := d.nameBeside(n); q != noPhrase && p.kind == commonPhrase && !(q < n && d.namesPlace(q)) {
		if q < n || d.closesName(d.phrases[q].last) {
			return d.refer(q, depth+1)
		}
	}
	if p.kind == commonPhrase || p.kind == ownerPhrase {
		if r, ok := d.byBody(p); ok {
			return r
		}
		if r, ok := d.byRole(p); ok {
			return r
		}
		if d.mayBeNamed(p) {
			return nobody
		}
	}
	return itself(n)
}

// namesPlace reports whether phrase q is a place's name, which who speaks behind it is
// not: a tree fell near Velmar, police say.
func (d *Document) namesPlace(q int32) bool {
	m, ok := d.mentionIn(&d.phrases[q])
	return ok && d.mentions[m].kind == placeName
}

// before returns the phrase that a relative pronoun, phrase n, goes with: the
// one right before it.
func (d *Document) before(n int32) int32 {
	at := d.phrases[n].first
	for k := n - 1; k >= 0 && k > n-6; k-- {
		q := &d.phrases[k]
		if q.kind == ownerPhrase || q.kind == possPhrase || q.kind == whPhrase || q.last > at {
			continue
		}
		if at-q.last <= 2 && d.inSentence[q.head] == d.inSentence[at] {
			if q.kind == commonPhrase && k > 0 && d.tokens[q.first].hash != theWord {
				if o := d.nameBeside(k); o != noPhrase && o < k {
					return o
				}
			}
			return k
		}
	}
	return noPhrase
}

// mentionIn returns the number of the last mention in p that holds its head, or
// of the last person's where p is a name that goes on with other words.
func (d *Document) mentionIn(p *phrase) (int32, bool) {
	found := int32(-1)
	n := d.mentionBefore(p.first)
	if n > 0 && d.mentions[n-1].last > p.first {
		n--
	}
	for ; n < int32(len(d.mentions)) && d.mentions[n].first < p.last; n++ {
		m := &d.mentions[n]
		if m.first <= p.head && p.head < m.last {
			return n, true
		}
		titled := m.first == p.first+1 && d.kinds(p.first)&kindTitle != 0 // Mr. Weber shot back
		if m.kind == personName && (p.kind == namePhrase || titled) && m.last <= p.head && d.tokens[m.last].tag != tagGenitive {
			found = n
		}
	}
	return found, found >= 0
}

// byName returns who mention n, the name in the phrase p, is.
func (d *Document) byName(n int32, p *phrase) referent {
	m := &d.mentions[n]
	r := d.referTo(m.entity)
	if !r.resolved {
		return r
	}
	e := &d.subjects[r.entity]
	if e.kind == placeName || d.nameLength(e.best) > 1 {
		return r
	}
	if e.kind == bodyName { // a person's last name, taken for a company's
		for w := range d.bearersOf(e.last) {
			if o := &d.subjects[w.entity]; w.part == lastPart && o.kind == personName && d.standsAsPerson(m) {
				return d.referTo(w.entity)
			}
		}
	}
	return d.byFullForm(r, p)
}

// standsAsPerson reports whether m stands where only a person's name does: behind a
// title, or before a verb of saying and not behind the.
func (d *Document) standsAsPerson(m *mention) bool {
	if m.first > 0 && d.kinds(m.first-1)&kindTitle != 0 {
		return true
	}
	return m.last-m.first == 1 && d.kinds(m.first)&(kindOrg|kindBody|kindPlace) == 0 && (m.first == 0 || d.tokens[m.first-1].hash != theWord)
}

// mentionBefore returns the number of the first mention at or after token i.
func (d *Document) mentionBefore(i int32) int32 {
	lo, hi := 0, len(d.mentions)
	for lo < hi {
		m := (lo + hi) / 2
		if d.mentions[m].first < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return int32(lo)
}
