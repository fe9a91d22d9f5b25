package briefing

// A referent is who a phrase stands for.
type referent struct {
	entity   int32 // -1 where the article has no name for them
	resolved bool
	phrase   int32 // the phrase that stands for them where they have no name
	name     tokenSpan
}

var nobody = referent{entity: -1, phrase: noPhrase}

// speaker returns who attribution a attributes to.
func (d *Document) speaker(a *attribution) *Speaker {
	if a.source == noPhrase {
		return nil
	}
	p := &d.phrases[a.source]
	sp := d.span(p.tokenSpan)
	out := &Speaker{Span: sp, Name: sp.In(d.article.Text)}
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
			if b := d.untitled(&m); b.first > q.first {
				m.first = b.first
				out.Name, out.Role = d.words(b), d.words(d.roleAt(&m))
			}
		}
	}
	return out
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

// withOf returns the tokens of phrase p, with what of names and without the:
// Court of Appeal.
func (d *Document) withOf(p *phrase) tokenSpan {
	s := p.tokenSpan
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
		return d.pronoun(p)
	}
	if e, ok := d.mentionIn(p); ok {
		r := d.byName(e)
		if r.entity >= 0 && d.subjects[r.entity].best.last-d.subjects[r.entity].best.first == 1 && d.subjects[r.entity].kind != placeName {
			return d.byFullForm(r, p)
		}
		return r
	}
	if p.kind == namePhrase && p.last-p.first == 1 {
		return d.byFullForm(referent{entity: -1, resolved: true, phrase: n}, p)
	}
	if q := d.nameBeside(n); q != noPhrase && p.kind == commonPhrase {
		if q < n || d.tokens[d.phrases[q].last].hash == commaSign {
			return d.refer(q, depth+1)
		}
	}
	if p.kind == commonPhrase || p.kind == ownerPhrase {
		if e := d.byRole(p); e >= 0 {
			return referent{entity: e, resolved: true, phrase: noPhrase}
		}
	}
	return referent{entity: -1, resolved: true, phrase: n}
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
		if p.kind != namePhrase || p.last-p.first < 2 || d.kinds(p.head)&(kindBody|kindRegion|kindPlace|kindOrg|kindRole|kindDate) != 0 {
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
			f.several = o.several || !d.agree(o.tokenSpan, tokenSpan{first, p.last})
		}
		d.fulls[d.tokens[p.head].hash] = f
	}
}

// nameBeside returns the name next to phrase n, with a comma between, of whom it
// says more: Weber, a baker, who …; another critic, Anna Weber, …
func (d *Document) nameBeside(n int32) int32 {
	p := &d.phrases[n]
	if d.kinds(p.head)&(kindRole|kindPerson) == 0 || d.tokens[p.first].hash == theWord && d.kinds(p.head)&kindBody != 0 {
		return noPhrase
	}
	for k := n + 1; k < int32(len(d.phrases)) && k < n+4; k++ {
		q := &d.phrases[k]
		if q.kind == namePhrase && q.first-p.last == 1 && d.tokens[p.last].hash == commaSign && q.last < int32(len(d.tokens)) && d.kinds(q.head)&(kindDate|kindPlace) == 0 {
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
// of the last one where p is a name.
func (d *Document) mentionIn(p *phrase) (int32, bool) {
	lo, hi := 0, len(d.mentions)
	for lo < hi {
		m := (lo + hi) / 2
		if d.mentions[m].last <= p.first {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for n := lo; n < len(d.mentions) && d.mentions[n].first < p.last; n++ {
		if m := &d.mentions[n]; m.first <= p.head && p.head < m.last {
			return int32(n), true
		}
	}
	return 0, false
}

// byName returns who mention n is: itself where it is a full name,
// else the only one who may be meant.
func (d *Document) byName(n int32) referent {
	m := &d.mentions[n]
	e := m.entity
	b := d.untitled(m)
	if m.kind != personName || b.last-b.first > 1 {
		return referent{entity: e, resolved: true, phrase: noPhrase}
	}
	last := d.tokens[b.last-1].hash
	others, fits := 0, int32(-1)
	title := d.titleGender(m)
	for k := range min(len(d.subjects), maxSubjects) {
		o := &d.subjects[k]
		if o.kind != personName || o.best.last-o.best.first == 1 {
			continue
		}
		if o.last != last && d.tokens[o.best.first].hash != last {
			continue
		}
		if title != 0 && o.gender != 0 && o.gender&title == 0 {
			continue
		}
		others++
		fits = int32(k)
	}
	switch {
	case others == 1:
		return referent{entity: fits, resolved: true, phrase: noPhrase}
	case others == 0:
		return referent{entity: e, resolved: true, phrase: noPhrase}
	}
	return d.likeliest(last, title, n)
}

// likeliest returns who of several with the last name is meant by mention n:
// the one whom the article has named by far the most, with no other named in
// full since.
func (d *Document) likeliest(last, title uint32, n int32) referent {
	var counts [2]int32
	best, recent := int32(-1), int32(-1)
	for k := n - 1; k >= 0; k-- {
		if k < n-maxMentions {
			return nobody
		}
		m := &d.mentions[k]
		if m.kind != personName || m.entity < 0 {
			continue
		}
		b := d.untitled(m)
		if b.last-b.first > 1 && (d.subjects[m.entity].last == last) {
			if g := d.subjects[m.entity].gender; title != 0 && g != 0 && g&title == 0 {
				continue
			}
			recent = m.entity
			break
		}
	}
	for k := range min(len(d.subjects), maxSubjects) {
		o := &d.subjects[k]
		if o.kind != personName || o.last != last || o.best.last-o.best.first == 1 || title != 0 && o.gender != 0 && o.gender&title == 0 {
			continue
		}
		switch {
		case o.count > counts[0]:
			counts[1], counts[0], best = counts[0], o.count, int32(k)
		case o.count > counts[1]:
			counts[1] = o.count
		}
	}
	if best >= 0 && counts[0] >= 3*counts[1] && (recent == best || recent < 0) {
		return referent{entity: best, resolved: true, phrase: noPhrase}
	}
	return nobody
}

// byRole returns who is meant by a description such as the Chinese leader: the
// only person whom the article gives that role; -1 where there is none.
func (d *Document) byRole(p *phrase) int32 {
	if d.tokens[p.first].hash != theWord || d.kinds(p.head)&(kindRole|kindPerson) == 0 {
		return -1
	}
	found := int32(-1)
	for k := range min(len(d.subjects), maxSubjects) {
		e := &d.subjects[k]
		if e.kind != personName || e.role.first == e.role.last || d.mentions[e.first].first > p.first || !d.sameRole(e.role, p) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = int32(k)
	}
	return found
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

// pronoun returns who he, she or it stands for, where only one may be meant.
func (d *Document) pronoun(p *phrase) referent {
	var want uint32
	switch d.tokens[p.head].hash {
	case heWord, hisWord, himWord:
		want = kindMan
	case sheWord, herWord:
		want = kindWoman
	default:
		return nobody
	}
	s := d.inSentence[p.head]
	quoted := d.inQuote[p.head]
	best := int32(-1)
	top, next := 0.0, 0.0
	var weights [8]struct {
		entity int32
		weight float64
	}
	known := 0
	last := d.mentionBefore(p.first)
	for n := last - 1; n >= 0 && n > last-maxMentions; n-- {
		m := &d.mentions[n]
		gap := s - d.inSentence[m.first]
		if gap > 6 {
			break
		}
		if m.kind != personName || quoted == 0 && d.inQuote[m.first] != 0 {
			continue
		}
		g := d.subjects[m.entity].gender
		if g != 0 && g&want == 0 {
			continue
		}
		w := 1 / float64(1+gap)
		if d.subjectMention(m) {
			w *= 2.5
		}
		if g == 0 {
			w *= 0.5
		}
		k := 0
		for k < known && weights[k].entity != m.entity {
			k++
		}
		if k == known {
			if known == len(weights) {
				continue
			}
			known++
			weights[k].entity = m.entity
		}
		weights[k].weight += w
	}
	for _, w := range weights[:known] {
		switch {
		case w.weight > top:
			best, top, next = w.entity, w.weight, top
		case w.weight > next:
			next = w.weight
		}
	}
	if best < 0 || next > 0.4*top || d.subjects[best].gender&want == 0 && !d.onlyPerson(best, want) {
		return nobody
	}
	return referent{entity: best, resolved: true, phrase: noPhrase}
}

// onlyPerson reports whether nobody but n, who is named in full, may be the man
// or woman that is wanted: all others are known to be none.
func (d *Document) onlyPerson(n int32, want uint32) bool {
	if b := d.subjects[n].best; b.last-b.first < 2 || len(d.subjects) > maxSubjects {
		return false
	}
	for k := range d.subjects {
		if o := &d.subjects[k]; o.kind == personName && int32(k) != n && (o.gender == 0 || o.gender&want != 0) {
			return false
		}
	}
	return true
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

// subjectMention reports whether m stands where a subject does: a verb follows
// it, or it stands before what it said.
func (d *Document) subjectMention(m *mention) bool {
	i := m.last
	if i >= int32(len(d.tokens)) {
		return false
	}
	t := &d.tokens[i]
	if t.tag.verb() && t.tag != tagIng || t.tag == tagModal {
		return true
	}
	return m.first > 0 && d.tokens[m.first-1].tag == tagPast && d.inQuote[m.first-1] == 0
}
