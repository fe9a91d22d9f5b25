package briefing

import "strings"

// roleAt returns what stands next to a person's name and says what they are:
// Chinese President before it, mayor of Velmar behind it.
func (d *Document) roleAt(m *mention) tokenSpan {
	if m.kind != personName {
		return tokenSpan{}
	}
	b := d.core(m)
	r := d.roleBefore(b)
	if r.first == r.last {
		r = d.roleBehind(b)
	}
	if r.first == r.last {
		r = d.roleApart(b)
	}
	if d.span(r).Len() > maxName {
		return tokenSpan{}
	}
	return r
}

// roleBefore returns the words right before the name b that say what its bearer is.
func (d *Document) roleBefore(b tokenSpan) tokenSpan {
	last := b.first
	for last > 0 && b.first-last < 6 && d.onlyTitle(last-1) {
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
		if t.kind != wordToken || t.tag == tagGenitive || t.tag == tagDet || t.tag == tagPoss || d.onlyTitle(first-1) {
			break
		}
		if k&(kindRole|kindPerson) != 0 || d.office(first-1) != 0 || first == last && d.profession(first-1, b) {
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
	return tokenSpan{first, last}
}

// onlyTitle reports whether the word at i is a title that tells no role: Mr., and
// not Gov.
func (d *Document) onlyTitle(i int32) bool {
	k := d.kinds(i)
	return k&kindTitle != 0 && k&kindRole == 0 && d.office(i) == 0
}

// office returns the hash of the role that the title at i is short for, or 0.
func (d *Document) office(i int32) uint32 {
	if d.kinds(i)&kindTitle == 0 {
		return 0
	}
	return offices.at(d.tokens[i].hash)
}

// offices are the roles that titles are short for.
var offices = newWordTable(map[uint32]uint32{
	hashOf("gov"): hashOf("governor"), hashOf("sen"): hashOf("senator"), hashOf("rep"): hashOf("representative"), hashOf("prof"): hashOf("professor"),
	hashOf("gen"): hashOf("general"), hashOf("col"): hashOf("colonel"), hashOf("lt"): hashOf("lieutenant"), hashOf("maj"): hashOf("major"),
	hashOf("capt"): hashOf("captain"), hashOf("cmdr"): hashOf("commander"), hashOf("sgt"): hashOf("sergeant"), hashOf("adm"): hashOf("admiral"),
	hashOf("supt"): hashOf("superintendent"), hashOf("det"): hashOf("detective"), hashOf("insp"): hashOf("inspector"),
})

// profession reports whether the noun at i, right before the full name b, says
// what its bearer is though no list has it: bidder Colin Frayne.
func (d *Document) profession(i int32, b tokenSpan) bool {
	t := &d.tokens[i]
	if b.last-b.first < 2 || t.kind != wordToken || d.kinds(i)&(kindDate|kindPlace|kindBody|kindOrg|kindFirst|kindLast|kindRegion|kindPeople) != 0 {
		return false
	}
	begins := d.sentences[d.inSentence[i]].first
	if t.is(capital) && i != begins && (i != begins+1 || d.tokens[begins].tag != tagMark) {
		return false
	}
	if t.is(capital) {
		return d.mayBeAgent(i) && d.kinds(b.first)&kindFirst != 0
	}
	return t.tag == tagNoun && d.phraseAt[i] == d.phraseAt[b.first] || d.mayBeAgent(i) && d.endsAsAgent(i)
}

// mayBeAgent reports whether the word at i may be a noun: the lexicon says so, or
// does not hold it and it ends as those do that say what somebody does.
func (d *Document) mayBeAgent(i int32) bool {
	if tags := d.m.words.entries[d.tokens[i].word].tags; tags != 0 {
		return tags&(1<<tagNoun) != 0
	}
	return d.endsAsAgent(i)
}

// endsAsAgent reports whether the word at i ends as those do that say what somebody
// does: buyer, pianist.
func (d *Document) endsAsAgent(i int32) bool {
	w := d.text(i)
	for _, end := range []string{"er", "or", "ist", "man", "ian"} {
		if len(w) > 4 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// roleBehind returns what is said of the bearer of the name b between commas
// behind it: head of the bus drivers' union.
func (d *Document) roleBehind(b tokenSpan) tokenSpan {
	i := b.last
	n := int32(len(d.tokens))
	for range 2 { // an age or a party may stand between
		if i+1 >= n || d.tokens[i].hash != commaSign {
			return tokenSpan{}
		}
		i++
		if d.tokens[i].kind != numberToken || i+1 >= n {
			break
		}
		i++
	}
	if d.tokens[i].is(afterLine) || d.phraseAt[i] == 0 {
		return tokenSpan{}
	}
	p := &d.phrases[d.phraseAt[i]-1]
	if p.first != i || p.kind != commonPhrase || d.kinds(p.head)&(kindRole|kindPerson) == 0 && !d.agentNoun(p) || d.kinds(p.head)&kindMany != 0 {
		return tokenSpan{}
	}
	r := tokenSpan{p.first, p.last}
	for r.first < r.last-1 && (d.tokens[r.first].tag == tagDet || d.tokens[r.first].tag == tagPoss) {
		r.first++
	}
	for k := r.first; k < r.last-1; k++ {
		if d.tokens[k].tag == tagGenitive {
			r.first = k + 1
		}
	}
	return d.withComplement(r)
}

// agentNoun reports whether the phrase p, a or the with a noun, is headed by a word
// for somebody who does something: a flower seller.
func (d *Document) agentNoun(p *phrase) bool {
	if d.tokens[p.first].tag != tagDet || d.tokens[p.head].tag != tagNoun {
		return false
	}
	return d.endsAsAgent(p.head)
}

// withComplement returns the role r with the of, for or at that goes on with it, or
// with what an adjective behind it takes.
func (d *Document) withComplement(r tokenSpan) tokenSpan {
	for range 2 {
		i := r.last
		if i+1 >= int32(len(d.tokens)) {
			return r
		}
		if d.tokens[i].tag == tagAdj || d.tokens[i-1].hash == familiarWord { // people familiar with the talks
			if d.tokens[i].tag == tagAdj {
				i++
			}
			if t := d.tokens[i].tag; t != tagPrep && t != tagTo || i+1 >= int32(len(d.tokens)) {
				return r
			}
		} else if h := d.tokens[i].hash; h != ofWord && h != forWord && h != atWord {
			return r
		}
		n := d.phraseAt[i+1] - 1
		if n < 0 || d.phrases[n].first != i+1 || d.phrases[n].kind == pronounPhrase {
			return r
		}
		r.last = d.phrases[n].last
	}
	return r
}

// roleApart returns what is said of the bearer of the name b before it, with a
// comma between: The mayor, Emeka Obi, said.
func (d *Document) roleApart(b tokenSpan) tokenSpan {
	i := b.first - 1
	if i < 1 || d.tokens[i].hash != commaSign || d.tokens[b.first].is(afterLine) || b.last-b.first < 2 {
		return tokenSpan{}
	}
	if b.last >= int32(len(d.tokens)) || d.tokens[b.last].tag == tagAnd {
		return tokenSpan{}
	}
	from := d.sentences[d.inSentence[b.first]].first
	n := d.phraseUpTo(i)
	for range 3 {
		if n == noPhrase {
			break
		}
		p := &d.phrases[n]
		head := p.head
		if p.kind == commonPhrase && (d.kinds(head)&kindRole != 0 || d.owned(p) && d.tokens[b.last].hash == commaSign) && d.kinds(head)&kindMany == 0 {
			r := tokenSpan{p.first, p.last}
			for k := r.first; k < head; k++ {
				switch d.tokens[k].tag {
				case tagDet, tagPoss, tagGenitive:
					r.first = k + 1
				}
			}
			if r.first == p.first && (p.first == 0 || d.tokens[p.first-1].tag != tagGenitive) {
				return tokenSpan{}
			}
			if p.last < i {
				r.last = i
			}
			return r
		}
		if p.first-1 <= from || d.tokens[p.first-1].hash != ofWord && d.tokens[p.first-1].hash != forWord {
			return tokenSpan{}
		}
		n = d.phraseUpTo(p.first - 1)
	}
	return tokenSpan{}
}

// owned reports whether p is one thing or person of somebody's: Weber's predecessor.
func (d *Document) owned(p *phrase) bool {
	if d.tokens[p.head].tag != tagNoun {
		return false
	}
	for i := p.first; i < p.head; i++ {
		if t := d.tokens[i].tag; t == tagGenitive || t == tagPoss {
			return true
		}
	}
	return false
}

// phraseUpTo returns the number of the phrase that ends before token i, or
// noPhrase.
func (d *Document) phraseUpTo(i int32) int32 {
	if i < 1 || d.phraseAt[i-1] == 0 {
		return noPhrase
	}
	n := d.phraseAt[i-1] - 1
	if d.phrases[n].last != i {
		return noPhrase
	}
	return n
}

// titleGender returns what the title before m tells of gender.
func (d *Document) titleGender(m *mention) uint32 {
	if g := d.kinds(m.first); m.last-m.first > 1 && g&kindTitle != 0 && g&kindFirst == 0 && g&(kindMan|kindWoman) != 0 {
		return g & (kindMan | kindWoman)
	}
	if i := m.first - 1; i >= 0 && d.kinds(i)&kindTitle != 0 && d.tokens[i].is(capital) {
		return d.kinds(i) & (kindMan | kindWoman)
	}
	return 0
}

// genderAt returns what the words of a person's mention tell of gender.
func (d *Document) genderAt(m *mention) uint32 {
	if g := d.titleGender(m); g != 0 {
		return g
	}
	b := d.core(m)
	if b.last-b.first < 2 && d.kinds(b.first)&kindLast != 0 {
		return 0
	}
	g := uint32(d.m.words.entries[d.tokens[b.first].word].sex)
	if k := d.kinds(b.first); g == 0 && k&kindFirst != 0 {
		g = k & (kindMan | kindWoman)
	}
	if g == kindMan|kindWoman {
		return 0
	}
	return g
}

// noteGenders completes what is known of people's gender: by their roles, and
// where neither name nor role tells it, by the pronouns that follow their name.
func (d *Document) noteGenders() {
	for n := range d.subjects {
		e := &d.subjects[n]
		if e.kind != personName {
			continue
		}
		for i := e.role.first; i < e.role.last; i++ {
			if k := d.kinds(i); k&kindPerson != 0 && k&(kindMan|kindWoman) != 0 {
				e.gender = k & (kindMan | kindWoman)
			}
		}
		if e.gender == kindMan|kindWoman {
			e.gender = 0
		}
	}
}
