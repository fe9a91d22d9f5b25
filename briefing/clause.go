package briefing

// finite reports whether t is the tag of a verb that has a subject.
func (t tag) finite() bool {
	return t == tagPast || t == tagThird || t == tagPlain || t == tagModal
}

// A grammar holds what the order of words and marks says, noted once for every
// step that looks for cues, sources and contents.
type grammar struct {
	tagCodes       []uint8 // for each token its tag, or for a mark its kind; see nearTag
	finiteBefore   []int32 // for each token how many finite verbs stand before it
	commasBefore   []int32 // for each token how many commas, dashes and brackets stand before it
	parties        []party // for each phrase whom it names
	subjectsBefore []int32 // for each phrase how many subjects come before it
}

// clauses notes for each token how many finite verbs and commas stand before it,
// and for each phrase who it names and whether it is a subject. The
// steps that look for source and content ask for these again and again.
func (d *Document) clauses() {
	d.finiteBefore = grown(d.finiteBefore, len(d.tokens)+1)
	d.commasBefore = grown(d.commasBefore, len(d.tokens)+1)
	d.tagCodes = grown(d.tagCodes, len(d.tokens))
	const finite = 1<<tagPast | 1<<tagThird | 1<<tagPlain | 1<<tagModal
	const comma = 1<<commaToken | 1<<dashToken | 1<<openToken | 1<<closeToken
	verbs, commas := int32(0), int32(0)
	finiteBefore, commasBefore, codes := d.finiteBefore[1:], d.commasBefore[1:], d.tagCodes
	for i := range min(len(d.tokens), len(finiteBefore), len(commasBefore), len(codes)) {
		t := &d.tokens[i]
		code := uint8(t.tag)
		if t.tag == tagMark {
			code = uint8(tagCount) + 1 + uint8(t.kind)
		}
		codes[i] = code
		verbs += finite >> (t.tag & 31) & 1
		commas += comma >> (t.kind & 31) & 1
		finiteBefore[i], commasBefore[i] = verbs, commas
	}
	d.parties = grown(d.parties, len(d.phrases))
	d.subjectsBefore = grown(d.subjectsBefore, len(d.phrases)+1)
	n := int32(0)
	for k := range d.phrases {
		p := &d.phrases[k]
		d.parties[k] = d.partyOf(p)
		d.subjectsBefore[k] = n
		if d.meetsVerb(p) {
			n++
		}
	}
	d.subjectsBefore[len(d.phrases)] = n
}

// meetsVerb reports whether p stands right before a finite verb.
func (d *Document) meetsVerb(p *phrase) bool {
	if p.kind == ownerPhrase || p.kind == possPhrase {
		return false
	}
	for k := p.last; k < int32(len(d.tokens)) && k < p.last+3; k++ {
		t := &d.tokens[k]
		if t.tag.finite() {
			return true
		}
		if t.tag != tagAdv {
			return false
		}
	}
	return false
}

// A party tells who or what a phrase names, as far as words and names tell.
type party uint8

const (
	aThing party = iota
	aPerson
	aBody
	aPlace
	anUnknownName
	aRole
	aPersonWord
	aGroup
	aBodyWord
	aPeople
	aRelative
	aMasculine // he, she, I, we, they
	anIt
	aYou
	aThis
)

// speaks reports whether p may say or think something.
func (p party) speaks() bool { return p != aThing && p != aPlace && p != anIt && p != aThis }

// partyOf returns whom the phrase p names.
func (d *Document) partyOf(p *phrase) party {
	h := p.head
	switch p.kind {
	case whPhrase:
		return aRelative
	case pronounPhrase, possPhrase:
		switch d.tokens[h].hash {
		case itWord:
			return anIt
		case youWord:
			return aYou
		}
		return aMasculine
	}
	switch typeOf(uint32(d.labels[h])) {
	case personName:
		return aPerson
	case bodyName:
		return aBody
	case placeName:
		return aPlace
	}
	switch k := d.kinds(h); {
	case k&kindMany != 0:
		return aGroup
	case k&kindRole != 0:
		return aRole
	case k&kindPerson != 0:
		return aPersonWord
	case k&kindBody != 0:
		return aBodyWord
	case k&kindPeople != 0:
		return aPeople
	}
	if p.kind == namePhrase {
		return anUnknownName
	}
	if d.tokens[h].tag == tagDet {
		return aThis
	}
	return aThing
}

// A form tells what a content begins with.
type form uint8

const (
	aNominal form = iota // a phrase with no verb right behind it
	aClause              // a phrase with a verb right behind it
	aThat
	aTo
	aWh
	aPrep
	anIng
	aQuoted
	anAdverb
	otherForm
)

// formAt returns what a content that begins at token a begins with.
func (d *Document) formAt(a int32, s tokenSpan) form {
	t := &d.tokens[a]
	if a > s.first && d.tokens[a-1].kind == markToken && d.inQuote[a] != 0 {
		return aQuoted
	}
	switch {
	case t.hash == thatWord && t.tag != tagDet:
		return aThat
	case t.tag == tagTo:
		return aTo
	case t.tag == tagWh:
		return aWh
	case t.tag == tagIng:
		return anIng
	}
	if n := d.phraseAt[a]; n > 0 {
		p := &d.phrases[n-1]
		if p.first == a {
			for k := p.last; k < s.last && k < p.last+3; k++ {
				if d.tokens[k].tag.finite() {
					return aClause
				}
				if d.tokens[k].tag != tagAdv {
					break
				}
			}
			return aNominal
		}
	}
	switch t.tag {
	case tagPrep:
		return aPrep
	case tagAdv:
		return anAdverb
	}
	return otherForm
}

// wholeFeatures appends what the clause says for a, which looks like l, as a
// whole.
func (d *Document) wholeFeatures(a *attribution, l *look, f []uint32) []uint32 {
	i, s, w, kind, spoke := a.cue.head, l.sentence, &a.word, l.kind, l.spoke
	verb := w.verb
	form := uint32(l.form)
	p := a.parts[0]
	if a.way == around && a.count > 1 {
		p = a.parts[1]
		form = uint32(d.formAt(p.first, s))
	}
	fin := uint32(min(d.finiteBefore[p.last]-d.finiteBefore[p.first], 3))
	com := uint32(min(d.commasBefore[p.last]-d.commasBefore[p.first], 3))
	var party, subj uint32
	if a.source != noPhrase {
		party = 1 + uint32(d.parties[a.source])
		q := &d.phrases[a.source]
		subj = flag(d.subjectsBefore[a.source+1] > d.subjectsBefore[a.source])
		if q.last <= i {
			subj |= uint32(min(d.subjectsBefore[d.firstPhrase(i)]-d.subjectsBefore[a.source], 4)) << 1
			subj |= uint32(min(d.commasBefore[i]-d.commasBefore[q.last], 3)) << 4
		} else {
			subj |= 64
		}
	}
	var obj uint32
	if k := d.phraseAt[p.first]; k > 0 {
		obj = d.tokens[d.phrases[k-1].head].hash
	}
	n1, g1 := d.nearWord(i, 1, s), d.nearWord(i-w.auxLen, -1, s)
	way := uint32(a.way)
	return append(f,
		mix2(600, form, verb*4+kind), mix2(601, form, w.stem), mix2(602, form*4+fin, kind*4+way), mix2(603, party, verb*4+kind), mix2(604, party*16+form, kind),
		mix2(605, subj, kind), mix2(606, subj, w.tag*4+kind), mix2(607, w.aux, w.stem), mix2(608, w.aux*64+verb, kind), mix2(609, n1, w.stem), mix2(610, n1, verb*4+kind),
		mix2(611, party, w.stem), mix2(612, spoke, kind), mix2(613, spoke, party*4+kind), mix2(614, obj, kind), mix2(615, obj, verb), mix2(616, g1, kind), mix2(617, g1, w.stem),
		mix2(618, com*4+fin, form*4+kind), mix2(619, party, subj), mix2(620, bucket(p.last-p.first), form*4+kind), mix2(621, w.aux, w.tag*16+form), mix2(622, level(a.cue.score), form*4+kind),
		mix2(623, level(a.cue.score), party*4+kind), mix2(624, level(a.tie), form*4+kind), mix2(625, level(a.lead*2-3), party*4+kind),
	)
}

// clauseTraits appends what the clause says for a, which looks like l, in small numbers.
func (d *Document) clauseTraits(a *attribution, l *look, x []uint8) []uint8 {
	p := a.parts[0]
	var party, guess, between uint8
	if a.source != noPhrase {
		party = 1 + uint8(d.parties[a.source])
		guess = 1 + uint8(flag(a.word.subject == a.source))
		if q := &d.phrases[a.source]; q.last <= a.cue.head {
			between = 1 + uint8(min(d.finiteBefore[a.cue.head]-d.finiteBefore[q.last], 4))
		}
	}
	return append(x, uint8(l.form), party, guess, between, uint8(min(d.finiteBefore[p.last]-d.finiteBefore[p.first], 5)))
}
