package briefing

// closesName reports whether the mark at token i may end a name between commas.
func (d *Document) closesName(i int32) bool {
	t := &d.tokens[i]
	return t.hash == commaSign || t.kind == stopToken || t.kind == closeToken || t.tag == tagWh
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

// byRole returns who is meant by a description such as the Chinese leader: the
// only person whom the article gives that role. It is nobody where several have
// it, and not ok where nobody has.
func (d *Document) byRole(p *phrase) (r referent, ok bool) {
	if d.tokens[p.first].hash != theWord || d.kinds(p.head)&(kindRole|kindPerson) == 0 || d.withComplement(p.tokenSpan).last > p.last {
		return nobody, false
	}
	return d.onlyBefore(p, func(e *named) bool {
		return e.kind == personName && e.role.first < e.role.last && d.sameRole(e.role, p)
	})
}

// onlyBefore returns the only one named before p who fits, which nobody does who is
// not named. It is nobody where several do, and not ok where none does.
func (d *Document) onlyBefore(p *phrase, fits func(e *named) bool) (r referent, ok bool) {
	found := int32(-1)
	for k := range min(len(d.subjects), maxSubjects) {
		e := &d.subjects[k]
		if !fits(e) || d.mentions[e.first].first > p.first { // those who fit have mentions
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
	return d.onlyBefore(p, func(e *named) bool {
		return e.kind == bodyName && e.best.last-e.best.first >= 2 && d.holds(e.best, tokenSpan{p.head, p.last})
	})
}

// sameRole reports whether every word of p after the is in role.
func (d *Document) sameRole(role tokenSpan, p *phrase) bool {
	for i := p.first + 1; i < p.last; i++ {
		ok := false
		for k := role.first; k < role.last; k++ {
			if h := d.tokens[i].hash; d.tokens[k].hash == h || d.office(k) == h || i == p.head && d.leads(k) && h == leaderWord {
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
