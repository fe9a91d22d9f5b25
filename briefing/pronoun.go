package briefing

import "math"

// A trace is a place where a person is named or a pronoun stands for one.
type trace struct {
	at        int32 // its first token
	entity    int32
	paragraph int32
	how       traceKind
	pronoun   bool
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

// A boundPronoun is a pronoun and the person it stands for.
type boundPronoun struct {
	at     int32
	entity int32   // -1 where it could be several
	chance float64 // how likely that is
}

// How far back a pronoun may reach, and how much is weighed.
const (
	reachSentences = 10
	reachTraces    = 32
	maxPossible    = 8
)

// What a person must be ahead by for a pronoun to be taken to mean them.
const (
	sharp         = 1.5  // how much surer the model is than what it learned from says
	pronounSure   = 0.80 // chance
	rivalSure     = 0.98 // where another one is a subject of the same sentence
	unknownGender = 1.0  // how much is taken off who may be a man or a woman, log-odds
)

// bind finds whom the pronouns of the third person stand for, in reading order.
func (d *Document) bind() { d.bindBy(d.antecedent) }

// bindBy follows the persons through the text and asks ask for whom every pronoun
// outside quotation marks stands.
func (d *Document) bindBy(ask func(i, par int32) (entity int32, chance float64)) {
	d.traces, d.bound = d.traces[:0], d.bound[:0]
	d.sourceAt = grown(d.sourceAt, len(d.tokens))
	for n := range d.attributions {
		if a := &d.attributions[n]; !a.dropped && a.source != noPhrase {
			d.sourceAt[d.phrases[a.source].head] = true
		}
	}
	next, par, ph := 0, 0, 0
	for i := int32(0); i < int32(len(d.tokens)); i++ {
		for par+1 < len(d.paragraphs) && d.paragraphs[par+1].first <= i {
			par++
		}
		if next < len(d.mentions) && d.mentions[next].first == i {
			if m := &d.mentions[next]; m.kind == personName && (!d.tokens[i].is(allCaps) || d.subjects[m.entity].gender != 0 || d.isSource(m.tokenSpan)) {
				d.traces = append(d.traces, trace{i, m.entity, int32(par), d.traceOf(m.tokenSpan), false})
			}
			next++
			continue
		}
		for ph < len(d.phrases) && d.phrases[ph].first < i {
			ph++
		}
		if ph < len(d.phrases) && d.phrases[ph].first == i {
			if e := d.described(int32(ph)); e >= 0 {
				d.traces = append(d.traces, trace{i, e, int32(par), d.traceOf(d.phrases[ph].tokenSpan), false})
			}
		}
		if t := &d.tokens[i]; t.tag != tagPron && t.tag != tagPoss || d.pronounGender(t.hash) == 0 {
			continue
		}
		e, p := int32(-1), 0.0
		if d.inQuote[i] == 0 || d.sourceAt[i] {
			e, p = ask(i, int32(par))
			d.bound = append(d.bound, boundPronoun{i, e, p})
		}
		if e >= 0 {
			d.traces = append(d.traces, trace{i, e, int32(par), d.traceOf(tokenSpan{i, i + 1}), true})
		}
	}
}

// described returns the number of the person that phrase n, which names nobody,
// stands for as a subject: the one whose role it is, or a new one without a name;
// -1 where it stands for nobody or no subject.
func (d *Document) described(n int32) int32 {
	p := &d.phrases[n]
	k := d.kinds(p.head)
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

// A possible is a person whom a pronoun may mean.
type possible struct {
	entity  int32
	nearest int32            // the number of the last trace outside quotation marks; -1
	quoted  int32            // of the last one inside; -1
	places  [nearGroups]rank // how it stands in the pronoun's own sentence and in the last ones before that name anybody
	count   int32
}

// nearGroups is how many sentences that name anybody are looked at closely.
const nearGroups = 3

// A rank tells how much a person stands out in a sentence.
type rank uint8

const (
	absent rank = iota
	owning
	present
	innerSubject // of a clause inside another
	laterSubject
	firstSubject
	speaking
)

// antecedent returns the person that the pronoun at token i in paragraph par means,
// and how likely; -1 where it could be several.
func (d *Document) antecedent(i, par int32) (entity int32, p float64) {
	var buf [maxPossible]possible
	found := d.possibles(i, buf[:0])
	a := d.asking(i, par)
	want := d.pronounGender(d.tokens[i].hash)
	var scores [maxPossible]float64
	best, all := -1, 0.0
	for k := range found {
		e := &d.subjects[found[k].entity]
		if e.gender != 0 && e.gender&want == 0 {
			continue
		}
		d.features = d.pronounFeatures(&a, found, k, d.features[:0])
		s := d.m.who.score(d.features)
		if e.gender == 0 {
			s -= unknownGender
		}
		scores[k] = math.Exp(s * sharp)
		all += scores[k]
		if best < 0 || scores[k] > scores[best] {
			best = k
		}
	}
	if best < 0 {
		return -1, 0
	}
	p = scores[best] / all
	sure := pronounSure
	for k := range found { // another who does as much in the same sentence
		if g := found[best].group(); k != best && scores[k] > 0 && g < nearGroups && found[k].places[g] >= laterSubject && found[best].places[g] >= laterSubject {
			sure = rivalSure
		}
	}
	if e := found[best].entity; p >= sure && !d.subjects[e].vague {
		return e, p
	}
	return -1, p
}

// group returns the nearest sentence in which c has a place.
func (c *possible) group() int {
	for g, r := range c.places {
		if r != absent {
			return g
		}
	}
	return nearGroups
}

// possibles appends the persons who left a trace before token i, the latest first.
func (d *Document) possibles(i int32, out []possible) []possible {
	s := d.inSentence[i]
	in, group := s, 0
	first := -1                                                                // of the group's subjects
	asked := d.tokens[d.sentences[s].first].hash == askedWord && d.sourceAt[i] // whoever was asked is not named again
	for n, left := int32(len(d.traces))-1, reachTraces; n >= 0 && left > 0; n, left = n-1, left-1 {
		t := &d.traces[n]
		at := d.inSentence[t.at]
		if s-at > reachSentences {
			break
		}
		k := 0
		for k < len(out) && out[k].entity != t.entity {
			k++
		}
		if k == len(out) {
			if k == maxPossible {
				continue
			}
			out = append(out, possible{entity: t.entity, nearest: -1, quoted: -1})
		}
		c := &out[k]
		c.count++
		if t.how == quotedTrace || asked && at == s {
			if c.quoted < 0 {
				c.quoted = n
			}
			continue
		}
		if c.nearest < 0 {
			c.nearest = n
		}
		if at != in {
			in, group, first = at, group+1, -1
		}
		if group >= nearGroups {
			continue
		}
		r := present
		switch t.how {
		case ownerTrace:
			r = owning
		case sourceTrace:
			r = speaking
		case subjectTrace:
			r = innerSubject
			if !d.subordinate(t.at) {
				if r = firstSubject; first >= 0 && out[first].places[group] == firstSubject {
					out[first].places[group] = laterSubject
				}
				first = k
			}
		}
		c.places[group] = max(c.places[group], r)
	}
	return out
}

// subordinate reports whether the subject at token i is that of a clause inside
// another: that Weber won, when Weber won.
func (d *Document) subordinate(i int32) bool {
	for i > 0 && d.kinds(i-1)&kindTitle != 0 {
		i--
	}
	return i > 0 && (d.tokens[i-1].tag == tagPrep || d.tokens[i-1].tag == tagWh)
}

// An asking is a pronoun for whose meaning is asked.
type asking struct {
	at, paragraph int32
	form          uint32
	opener        int32 // the first trace of the last paragraph that has any; -1
	spoke         int32 // the last trace that words are attributed to; -1
}

func (d *Document) asking(i, par int32) asking {
	return asking{i, par, d.pronounForm(i), d.paragraphOpener(), d.lastSource()}
}

// pronounFeatures appends what tells whether the pronoun a means the possible k.
func (d *Document) pronounFeatures(a *asking, found []possible, k int, f []uint32) []uint32 {
	c := &found[k]
	s, form, par := d.inSentence[a.at], a.form, a.paragraph
	gap, parGap := uint32(7), uint32(4)
	if c.nearest >= 0 {
		t := &d.traces[c.nearest]
		gap = uint32(min(s-d.inSentence[t.at], 7))
		parGap = uint32(min(par-t.paragraph, 4))
	}
	var nearer, more uint32 // how many are nearer, named more often
	for j := range found {
		if found[j].nearest > c.nearest {
			nearer++
		}
		if d.subjects[found[j].entity].count > d.subjects[c.entity].count {
			more++
		}
	}
	nearer, more = min(nearer, 3), min(more, 3)
	opens := uint32(0) // named first in this paragraph, or in the last one that names anybody
	if t := a.opener; t >= 0 && d.traces[t].entity == c.entity {
		opens = 1 + uint32(min(par-d.traces[t].paragraph, 2))
	}
	spoke := uint32(0) // who spoke last
	if t := a.spoke; t >= 0 && d.traces[t].entity == c.entity {
		spoke = 1 + uint32(min(s-d.inSentence[d.traces[t].at], 4))
	}
	inside := uint32(0) // named inside the quotation that the pronoun's sentence has
	if c.quoted >= 0 {
		inside = 1 + uint32(min(s-d.inSentence[d.traces[c.quoted].at], 2))
	}
	p0, p1, p2 := uint32(c.places[0]), uint32(c.places[1]), uint32(c.places[2])
	asks := flag(form == 2 || form == 3)
	return append(f,
		mix(400, gap), mix(401, parGap), mix(402, p0), mix(403, p1), mix(404, p2), mix(405, nearer), mix(406, opens), mix(407, inside),
		mix(408, more), mix(409, min(bucket(c.count), 5)), mix(410, spoke), mix2(411, p0, form), mix2(412, p1, form), mix2(413, spoke, asks),
		mix2(414, p0, p1), mix2(415, p1, p2), mix2(416, flag(spoke > 0), parGap), mix2(417, inside, asks), mix2(418, p1, parGap),
	)
}

// pronounForm tells how the pronoun at i stands in its sentence: as the source of
// words before or after it, as another subject, or as an owner or object.
func (d *Document) pronounForm(i int32) uint32 {
	t := &d.tokens[i]
	switch {
	case t.hash != heWord && t.hash != sheWord:
		return 1
	case d.sourceAt[i] && i > 0 && d.tokens[i-1].kind == markToken:
		return 2
	case d.sourceAt[i]:
		return 3
	case d.sentences[d.inSentence[i]].first == i:
		return 4
	}
	return 5
}

// paragraphOpener returns the number of the first trace outside quotation marks in
// the last paragraph that has any; -1 for none.
func (d *Document) paragraphOpener() int32 {
	found := int32(-1)
	in := int32(-1)
	for n, left := int32(len(d.traces))-1, reachTraces; n >= 0 && left > 0; n, left = n-1, left-1 {
		t := &d.traces[n]
		if t.how == quotedTrace {
			continue
		}
		if in < 0 {
			in = t.paragraph
		}
		if t.paragraph != in {
			break
		}
		found = n
	}
	return found
}

// lastSource returns the number of the last trace that words are attributed to, or
// -1.
func (d *Document) lastSource() int32 {
	for n, left := int32(len(d.traces))-1, reachTraces; n >= 0 && left > 0; n, left = n-1, left-1 {
		if d.traces[n].how == sourceTrace {
			return n
		}
	}
	return -1
}

// boundAt returns whom the pronoun at token i stands for.
func (d *Document) boundAt(i int32) (boundPronoun, bool) {
	lo, hi := 0, len(d.bound)
	for lo < hi {
		m := (lo + hi) / 2
		if d.bound[m].at < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(d.bound) && d.bound[lo].at == i {
		return d.bound[lo], true
	}
	return boundPronoun{}, false
}
