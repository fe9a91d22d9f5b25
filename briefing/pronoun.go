package briefing

import (
	"math"
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
	rivalSure     = 0.99 // where another one is a subject of the same sentence
	unknownGender = 1.0  // how much is taken off who may be a man or a woman, log-odds
)

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
	want := d.pronounGender(d.tokens[i].hash)
	if e, only := d.onlyOf(found, want); only {
		return e, 1
	}
	a := d.asking(i, par)
	var scores [maxPossible]float64
	best, all := -1, 0.0
	for k := range found {
		e := &d.subjects[found[k].entity]
		if e.gender != 0 && e.gender&want == 0 {
			continue
		}
		d.features = d.pronounFeatures(&a, found, k, d.features[:0])
		s := d.m.who.Score(d.features)
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

// onlyOf returns the only person among found who may have the gender want, -1
// where a name stands for them that several bear; only is false where there are
// more.
func (d *Document) onlyOf(found []possible, want uint32) (e int32, only bool) {
	e = -1
	for k := range found {
		if g := d.subjects[found[k].entity].gender; g != 0 && g&want == 0 {
			continue
		}
		if e >= 0 {
			return -1, false
		}
		e = found[k].entity
	}
	if e >= 0 && d.subjects[e].vague {
		return -1, true
	}
	return e, e >= 0
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
	s, section := d.inSentence[i], d.section(i)
	in, group := s, 0
	first := -1                                                                // of the group's subjects
	asked := d.tokens[d.sentences[s].first].hash == askedWord && d.sourceAt[i] // whoever was asked is not named again
	for n, left := int32(len(d.traces))-1, reachTraces; n >= 0 && left > 0; n, left = n-1, left-1 {
		t := &d.traces[n]
		at := d.inSentence[t.at]
		if s-at > reachSentences || t.at < section {
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
