package briefing

// A trace is a place where a person is named or a pronoun stands for one.
type trace struct {
	at        int32 // its first token
	entity    int32
	paragraph int32
	how       traceKind
}

// A traceKind tells how a person stands in a sentence.
type traceKind uint8

const (
	otherTrace   traceKind = iota
	subjectTrace           // a verb follows
	sourceTrace            // words are attributed to it
	ownerTrace             // a noun follows that it goes with
	quotedTrace            // inside quotation marks
)

// bind finds whom the pronouns of the third person stand for, in reading order.
func (d *Document) bind() { d.bindBy(d.antecedent) }

// bindBy follows the persons through the text, up to the last pronoun, and asks
// ask for whom every pronoun outside quotation marks stands.
func (d *Document) bindBy(ask func(i, par int32) (entity int32, chance float64)) {
	d.traces, d.bound = d.traces[:0], d.bound[:0]
	d.findPronouns()
	if len(d.pronouns) == 0 {
		return
	}
	d.sourceAt = grown(d.sourceAt, len(d.tokens))
	for n := range d.attributions {
		if a := &d.attributions[n]; !a.dropped && a.source != noPhrase {
			d.sourceAt[d.phrases[a.source].head] = true
		}
	}
	w := walk{d: d}
	for _, i := range d.pronouns {
		if !w.upTo(i) || d.inQuote[i] != 0 && !d.sourceAt[i] {
			continue
		}
		e, p := ask(i, w.paragraphOf(i))
		d.bound = append(d.bound, boundPronoun{i, e, p})
		if e >= 0 {
			w.leave(i, e, tokenSpan{i, i + 1})
		}
	}
}

// findPronouns notes the pronouns of the third person.
func (d *Document) findPronouns() {
	d.pronouns = d.pronouns[:0]
	for i := range d.tokens {
		if t := &d.tokens[i]; (t.tag == tagPron || t.tag == tagPoss) && d.pronounGender(t.hash) != 0 {
			d.pronouns = append(d.pronouns, int32(i))
		}
	}
}

// A walk goes through a document, in reading order, and leaves traces of the
// persons that it comes to.
type walk struct {
	d                          *Document
	mention, phrase, paragraph int // the next ones, and the paragraph that it is in
}

// upTo goes on to token i, and reports whether no name begins there.
func (w *walk) upTo(i int32) bool {
	d := w.d
	for {
		m, p := i+1, i+1 // where the next mention begins, and the next phrase
		if w.mention < len(d.mentions) {
			m = d.mentions[w.mention].first
		}
		if w.phrase < len(d.phrases) {
			p = d.phrases[w.phrase].first
		}
		switch {
		case m > i && p > i:
			return w.mention == 0 || d.mentions[w.mention-1].first != i
		case m > p:
			w.describe(p)
		default:
			w.name(m)
		}
	}
}

// name leaves a trace of the person, if it is one, that the next mention names.
func (w *walk) name(at int32) {
	d := w.d
	m := &d.mentions[w.mention]
	w.mention++
	for w.phrase < len(d.phrases) && d.phrases[w.phrase].first <= at {
		w.phrase++
	}
	if m.kind == personName && (!d.tokens[at].is(allCaps) || d.subjects[m.entity].gender != 0 || d.isSource(m.tokenSpan)) {
		w.leave(at, m.entity, m.tokenSpan)
	}
}

// describe leaves a trace of the person, if there is one, whom the next phrase
// stands for. Of phrases that begin alike the first one counts.
func (w *walk) describe(at int32) {
	d := w.d
	n := int32(w.phrase)
	for w.phrase < len(d.phrases) && d.phrases[w.phrase].first == at {
		w.phrase++
	}
	if e := d.described(n); e >= 0 {
		w.leave(at, e, d.phrases[n].tokenSpan)
	}
}

// leave leaves a trace of entity e, who stands at s.
func (w *walk) leave(at, e int32, s tokenSpan) {
	d := w.d
	d.traces = append(d.traces, trace{at, e, w.paragraphOf(at), d.traceOf(s)})
}

// paragraphOf returns the number of the paragraph of token i, which is not before
// those asked for so far.
func (w *walk) paragraphOf(i int32) int32 {
	for w.paragraph+1 < len(w.d.paragraphs) && w.d.paragraphs[w.paragraph+1].first <= i {
		w.paragraph++
	}
	return int32(w.paragraph)
}

// described returns the number of the person that phrase n, which names nobody,
// stands for as a subject: the one whose role it is, or a new one without a name;
// -1 where it stands for nobody or no subject.
func (d *Document) described(n int32) int32 {
	p := &d.phrases[n]
	k := d.kinds(p.head)
	if k&(kindRole|kindPerson|kindPeople) == 0 {
		return -1
	}
	party := d.sourceAt[p.head] && k&kindPeople != 0 && p.last-p.first == 2 // the Republican said
	if d.inQuote[p.head] != 0 || !party && (p.kind != commonPhrase || k&(kindRole|kindPerson) == 0 || k&kindMany != 0 || d.tokens[p.head].tag == tagNouns) {
		return -1
	}
	if t := d.tokens[p.first].tag; t != tagDet && t != tagPoss || !d.sourceAt[p.head] && !d.isSubject(p.tokenSpan) || d.nameBeside(n) != noPhrase {
		return -1
	}
	if r, ok := d.byRole(p); ok && r.entity >= 0 {
		return r.entity
	}
	if d.tokens[p.first].hash == theWord && !d.sourceAt[p.head] {
		return -1 // likely one who is named
	}
	d.subjects = append(d.subjects, named{best: p.tokenSpan, last: d.tokens[p.head].hash, gender: k & (kindMan | kindWoman), count: 1, vague: true})
	return int32(len(d.subjects)) - 1
}

// pronounGender returns kindMan for he and its forms, kindWoman for she, else 0.
func (d *Document) pronounGender(h uint32) uint32 {
	switch h {
	case heWord, hisWord, himWord:
		return kindMan
	case sheWord, herWord:
		return kindWoman
	}
	return 0
}

// traceOf tells how the person named at s stands there.
func (d *Document) traceOf(s tokenSpan) traceKind {
	switch {
	case d.isSource(s):
		return sourceTrace
	case d.inQuote[s.first] != 0:
		return quotedTrace
	case d.tokens[s.first].tag == tagPoss || s.last < int32(len(d.tokens)) && (d.tokens[s.last].tag == tagGenitive || d.phraseAt[s.last] != 0 && d.phraseAt[s.last] == d.phraseAt[s.first]):
		return ownerTrace // Weber's letter, a Weber spokesman
	case d.isSubject(s):
		return subjectTrace
	}
	return otherTrace
}

// governed reports whether a preposition stands before the phrase that token i is
// in: of the actor Ron Weber, who left.
func (d *Document) governed(i int32) bool {
	if n := d.phraseAt[i]; n != 0 {
		i = d.phrases[n-1].first
	}
	if i == 0 || d.tokens[i-1].tag != tagPrep {
		return false
	}
	switch d.tokens[i-1].hash {
	case ofWord, byWord, fromWord, forWord, inWord, atWord, onWord, withWord:
		return true
	}
	return false
}

// isSource reports whether words are attributed to the one named at s.
func (d *Document) isSource(s tokenSpan) bool {
	for i := s.first; i < s.last; i++ {
		if d.sourceAt[i] {
			return true
		}
	}
	return false
}

// isSubject reports whether s stands where a subject does: a verb follows it, or an
// apposition and a verb, or it stands before what it said.
func (d *Document) isSubject(s tokenSpan) bool {
	i, n := s.last, d.sentences[d.inSentence[s.first]].last
	if d.governed(s.first) {
		return false
	}
	for range 3 {
		if i < n && d.tokens[i].tag == tagAdv {
			i++
		}
		if i >= n {
			return false
		}
		t := &d.tokens[i]
		if t.tag.verb() && t.tag != tagIng && t.tag != tagBase || t.tag == tagModal {
			return true
		}
		if t.tag == tagAnd { // Weber and Thorn said
			if m := d.mentionBefore(i + 1); int(m) < len(d.mentions) && d.mentions[m].first == i+1 {
				i = d.mentions[m].last
				continue
			}
		}
		if t.hash != commaSign {
			break
		}
		k := i + 1
		for k < n && k < i+20 && d.tokens[k].hash != commaSign {
			k++
		}
		i = k + 1
	}
	return s.first > 0 && d.tokens[s.first-1].tag == tagPast && d.inQuote[s.first-1] == 0
}
