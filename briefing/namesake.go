package briefing

import "slices"

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

// namesakesReach is how many mentions back those of one name are told apart.
const namesakesReach = 200

// likeliest returns who of several with the same name is meant by mention n, a
// single word, or -1: the only one named so far, or so far in a part of the article
// that stands for itself, the one that the name meant last if no other has been the
// subject of a sentence since, the one whom the article names three times as often
// as all others, or the only one so far who did anything.
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
	if e := d.onlyInSection(n, several); e >= 0 {
		return e
	}
	other := false // another one was named since
	for k := n - 1; k >= 0 && k >= n-namesakesReach; k-- {
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
	return d.onlyActing(n, several)
}

// onlyInSection returns the only one of several who is named in full before mention
// n in its part of the article, where it has parts; else -1.
func (d *Document) onlyInSection(n int32, several []int32) int32 {
	section := d.section(d.mentions[n].first)
	if section == 0 {
		return -1
	}
	return d.onlyNamed(n, section, several, func(*mention) bool { return true })
}

// onlyActing returns the only one of several whom the article names in full before
// mention n as the subject of a sentence; else -1.
func (d *Document) onlyActing(n int32, several []int32) int32 {
	return d.onlyNamed(n, 0, several, func(o *mention) bool {
		return d.inQuote[o.first] == 0 && d.isSubject(o.tokenSpan) && !d.subordinate(o.first) && !d.undergoes(o.tokenSpan)
	})
}

// undergoes reports whether the verb behind s, a subject, is a passive: was found.
func (d *Document) undergoes(s tokenSpan) bool {
	last := d.sentences[d.inSentence[s.first]].last
	for i := s.last; i+1 < last; i++ {
		if d.tokens[i].tag.verb() {
			return d.kinds(i)&kindBe != 0 && d.tokens[i+1].tag == tagPassive
		}
	}
	return false
}

// onlyNamed returns the only one of several who is named in full between token from
// and mention n by a mention that counts; else -1.
func (d *Document) onlyNamed(n, from int32, several []int32, counts func(o *mention) bool) int32 {
	only := int32(-1)
	for k := n - 1; k >= 0 && k >= n-namesakesReach && d.mentions[k].first >= from; k-- {
		o := &d.mentions[k]
		if o.entity < 0 || o.entity == only || !slices.Contains(several, o.entity) || d.nameLength(d.core(o)) < 2 || !counts(o) {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = o.entity
	}
	return only
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
