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
	if q := d.nameBeside(n); q != noPhrase && p.kind == commonPhrase {
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

// closesName reports whether the mark at token i may end a name between commas.
func (d *Document) closesName(i int32) bool {
	t := &d.tokens[i]
	return t.hash == commaSign || t.kind == stopToken || t.kind == closeToken || t.tag == tagWh
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

// byFullForm returns who is meant where r, a single word, is the last word of a
// longer name elsewhere in the article: that name's bearer, if there is one only.
func (d *Document) byFullForm(r referent, p *phrase) referent {
	f, ok := d.fulls[d.tokens[p.head].hash]
	switch {
	case !ok || d.kinds(f.first)&kindBody != 0:
		return r
	case f.several:
		return nobody
	}
	return referent{entity: -1, resolved: true, phrase: noPhrase, name: f.tokenSpan}
}

// A fullForm is a name of several words by its last.
type fullForm struct {
	tokenSpan
	several bool // other names end in the same word
}

// noteFullForms notes the names of several words.
func (d *Document) noteFullForms() {
	if d.fulls == nil {
		d.fulls = map[uint32]fullForm{}
	}
	clear(d.fulls)
	for n := range d.phrases {
		p := &d.phrases[n]
		if p.kind != namePhrase || p.last-p.first < 2 || d.headlines[d.inSentence[p.first]] || d.kinds(p.head)&(kindBody|kindRegion|kindPlace|kindOrg|kindRole|kindDate) != 0 {
			continue
		}
		first := p.head
		for first > p.first && d.tokens[first-1].tag == tagName && d.kinds(first-1)&(kindTitle|kindRole|kindPeople|kindBody|kindOrg) == 0 {
			first--
		}
		if p.head-first < 1 || p.head-first > 3 {
			continue
		}
		f := fullForm{tokenSpan{first, p.last}, false}
		if o, ok := d.fulls[d.tokens[p.head].hash]; ok {
			f = o
			f.several = o.several || !d.agree(tokenSpan{first, p.last}, o.tokenSpan)
		}
		d.fulls[d.tokens[p.head].hash] = f
	}
}

// nameBeside returns the name next to phrase n, with a comma between, of whom it
// says more: Weber, a baker, who …; another critic, Anna Weber, …
func (d *Document) nameBeside(n int32) int32 {
	p := &d.phrases[n]
	if d.kinds(p.head)&(kindRole|kindPerson) == 0 && d.tokens[p.head].hash != oneWord && !d.owned(p) || d.tokens[p.first].hash == theWord && d.kinds(p.head)&kindBody != 0 {
		return noPhrase
	}
	end := d.withComplement(p.tokenSpan).last // the leader of the union, Anna Weber, …
	for k := n + 1; k < int32(len(d.phrases)) && k < n+8; k++ {
		q := &d.phrases[k]
		if q.first > end+1 {
			break
		}
		if q.kind == namePhrase && q.first-end == 1 && d.tokens[end].hash == commaSign && q.last < int32(len(d.tokens)) && d.kinds(q.head)&(kindDate|kindPlace) == 0 {
			return k
		}
	}
	for k := n - 1; k >= 0 && k > n-3; k-- {
		q := &d.phrases[k]
		if q.kind == namePhrase && p.first-q.last == 1 && d.tokens[q.last].hash == commaSign {
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

// byRole returns who is meant by a description such as the Chinese leader: the
// only person whom the article gives that role. It is nobody where several have
// it, and not ok where nobody has.
func (d *Document) byRole(p *phrase) (r referent, ok bool) {
	if d.tokens[p.first].hash != theWord || d.kinds(p.head)&(kindRole|kindPerson) == 0 || d.withComplement(p.tokenSpan).last > p.last {
		return nobody, false
	}
	found := int32(-1)
	for k := range min(len(d.subjects), maxSubjects) {
		e := &d.subjects[k]
		if e.kind != personName || e.role.first == e.role.last || d.mentions[e.first].first > p.first || !d.sameRole(e.role, p) {
			continue
		}
		if found >= 0 {
			return nobody, true
		}
		found = int32(k)
	}
	if found < 0 {
		return nobody, false
	}
	return d.referTo(found), true
}

// mayBeNamed reports whether p, the with a word for one person, may stand for
// somebody who was named before it: the candidate or the Velmari senator, where the
// article does not say what those are whom it names, or says that they are that.
func (d *Document) mayBeNamed(p *phrase) bool {
	k := d.kinds(p.head)
	if d.tokens[p.first].hash != theWord || k&(kindRole|kindPerson) == 0 || k&(kindMany|kindBody) != 0 || d.tokens[p.head].tag != tagNoun || d.withComplement(p.tokenSpan).last > p.last {
		return false
	}
	for i := p.first; i < p.head; i++ {
		if d.tokens[i].tag == tagGenitive {
			return false
		}
	}
	want := k & (kindMan | kindWoman)
	for k := range min(len(d.subjects), maxSubjects) {
		e := &d.subjects[k]
		if e.kind != personName || d.mentions[e.first].first > p.first || want != 0 && e.gender != 0 && want&e.gender == 0 {
			continue
		}
		if e.role.first == e.role.last || d.tokens[p.head-1].is(capital) && p.head-p.first > 1 || d.sharesHead(e.role, p) {
			return true
		}
	}
	return false
}

// sharesHead reports whether the head of p is among the words of role and no other
// word of p sets it apart, as deputy does.
func (d *Document) sharesHead(role tokenSpan, p *phrase) bool {
	for i := p.first + 1; i < p.head; i++ {
		if d.kinds(i)&kindRole != 0 || d.tokens[i].hash == formerWord {
			return false
		}
	}
	for i := role.first; i < role.last; i++ {
		if d.tokens[i].hash == d.tokens[p.head].hash {
			return true
		}
	}
	return false
}

// byBody returns which organization is meant by the commission: the only one named
// before whose name has that word. It is nobody where several have it, and not ok
// where none has.
func (d *Document) byBody(p *phrase) (r referent, ok bool) {
	if p.last-p.first != 2 || d.tokens[p.first].hash != theWord || d.kinds(p.head)&kindBody == 0 || d.tokens[p.head].is(capital) || d.withComplement(p.tokenSpan).last > p.last {
		return nobody, false
	}
	found := int32(-1)
	for k := range min(len(d.subjects), maxSubjects) {
		e := &d.subjects[k]
		if e.kind != bodyName || e.best.last-e.best.first < 2 || d.mentions[e.first].first > p.first || !d.holds(e.best, tokenSpan{p.head, p.last}) {
			continue
		}
		if found >= 0 {
			return nobody, true
		}
		found = int32(k)
	}
	if found < 0 {
		return nobody, false
	}
	return d.referTo(found), true
}

// sameRole reports whether every word of p after the is in role.
func (d *Document) sameRole(role tokenSpan, p *phrase) bool {
	for i := p.first + 1; i < p.last; i++ {
		ok := false
		for k := role.first; k < role.last; k++ {
			if d.tokens[k].hash == d.tokens[i].hash || i == p.head && d.leads(k) && d.tokens[i].hash == leaderWord {
				ok = true
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

// leads reports whether the role at token k makes its bearer a leader.
func (d *Document) leads(k int32) bool {
	h := d.tokens[k].hash
	return h == presidentWord || h == ministerWord || h == chancellorWord || h == premierWord
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
