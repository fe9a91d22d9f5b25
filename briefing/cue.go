package briefing

// A cue is a word that may attribute what somebody said: a verb of saying, a
// noun such as claim, according, or a colon.
type cue struct {
	head     int32   // the word that carries it
	sentence int32   // where it stands
	score    float64 // the log-odds that it attributes something
}

// The log-odds above which a word is remembered as a cue, and above which it is
// followed up with nothing else in its favour.
const (
	cueAllowed  = -3.5
	cueFollowed = -1.1
)

// findCues finds what may attribute something, in reading order.
func (d *Document) findCues() {
	for n, s := range d.sentences {
		for i := s.first; i < s.last; i++ {
			if t := &d.tokens[i]; !t.tag.verb() && t.kinds&kindCue == 0 && t.hash != colonSign || !d.mayCue(i) {
				continue
			}
			d.features = d.cueFeatures(i, s, d.features[:0])
			if v := d.m.cue.Score(d.features); v > cueAllowed {
				d.cues = append(d.cues, cue{i, int32(n), v})
			}
		}
	}
}

// mayCue reports whether token i can be the head of a cue at all.
func (d *Document) mayCue(i int32) bool {
	t := &d.tokens[i]
	if t.kind == commaToken {
		return t.hash == colonSign
	}
	if t.kind != wordToken {
		return false
	}
	e := &d.m.words.entries[t.word]
	switch e.cue {
	case cueNever:
		if e.verb == 0 {
			if !t.tag.verb() {
				return false
			}
			s := d.sentences[d.inSentence[i]]
			if !d.hasMark(s) {
				return false
			}
			n, _ := d.auxiliary(i, s)
			if d.marksAround(i, n, d.phraseEnding(i-n, s), s)&^1 == 0 {
				return false
			}
		}
	case cueUnknown:
		if !t.tag.verb() || e.kinds&(kindBe|kindHave|kindDo) != 0 {
			return false
		}
	}
	return !d.foundPassive(i) && !d.givesName(i)
}

// givesName reports whether the verb at i says what somebody is called: a man
// named Emil Hauge.
func (d *Document) givesName(i int32) bool {
	t := &d.tokens[i]
	if t.hash != namedWord && t.hash != calledWord || i == 0 || i+1 >= int32(len(d.tokens)) || !d.tokens[i+1].is(capital) {
		return false
	}
	n := d.phraseAt[i-1]
	return n > 0 && d.tokens[d.phrases[n-1].first].tag == tagDet && d.tokens[d.phrases[n-1].first].hash != theWord
}

// foundPassive reports whether the verb at i is passive with nothing behind it
// that could be said: was found, not was told that, was accused of.
func (d *Document) foundPassive(i int32) bool {
	t := &d.tokens[i]
	if t.tag != tagPassive && t.tag != tagPast || i == 0 || i+1 >= int32(len(d.tokens)) {
		return false
	}
	if k := d.kinds(i - 1); k&kindBe == 0 {
		return false
	}
	switch n := &d.tokens[i+1]; n.tag {
	case tagPrep:
		return n.hash == inWord || n.hash == atWord || n.hash == onWord || n.hash == closeWord
	case tagTo, tagWh, tagDet, tagPron, tagPoss, tagIng:
		return false
	case tagMark:
		return n.kind == stopToken || n.kind == commaToken && n.hash == commaSign && d.inQuote[i] == 0 && !d.hasMark(d.sentences[d.inSentence[i]])
	}
	return t.tag == tagPassive && d.tokens[i+1].tag != tagName && d.tokens[i+1].hash != thatWord
}

// stem returns the hash of the word at i without the endings of verbs.
func (d *Document) stem(i int32) uint32 {
	w := d.text(i)
	n := len(w)
	switch {
	case n > 5 && w[n-3:] == "ing":
		n -= 3
	case n > 4 && w[n-2:] == "ed":
		n -= 2
	case n > 4 && w[n-2:] == "es":
		n -= 2
	case n > 3 && w[n-1] == 's' && w[n-2] != 's':
		n--
	}
	if n > 4 && w[n-1] == 'e' {
		n--
	}
	if n > 4 && w[n-1] == w[n-2] && n < len(w) {
		n--
	}
	return lowerHash(w[:n])
}

// nearWord returns the hash of the token n places from i in s, or a sign for the
// sentence's edge.
func (d *Document) nearWord(i, n int32, s tokenSpan) uint32 {
	k := i + n
	if k < s.first {
		return 11
	}
	if k >= s.last {
		return 12
	}
	if t := &d.tokens[k]; t.kind != numberToken {
		return t.hash
	}
	return 13
}

// nearTag returns the tag of the token n places from i in s.
func (d *Document) nearTag(i, n int32, s tokenSpan) uint32 {
	k := i + n
	if k < s.first || k >= s.last {
		return uint32(tagCount)
	}
	return uint32(d.tagCodes[k])
}

// auxiliary tells what stands before the verb at i: the number of words that
// belong to it, and a sign for what they say (to, modal, be, have, not).
func (d *Document) auxiliary(i int32, s tokenSpan) (n int32, how uint32) {
	for k := i - 1; k >= s.first && n < 5; k-- {
		t := &d.tokens[k]
		switch {
		case t.tag == tagGenitive:
			return n, how
		case t.tag == tagTo:
			return n + 1, how | 1
		case t.tag == tagModal:
			return n + 1, how | 2
		case d.kinds(k)&(kindBe|kindHave|kindDo) != 0:
			switch kinds := d.kinds(k); {
			case kinds&kindBe != 0:
				how |= 4
			case kinds&kindHave != 0:
				how |= 8
			default:
				how |= 16
			}
		case t.tag == tagAdv:
			if t.hash == notWord || t.hash == neverWord {
				how |= 32
			}
		default:
			return n, how
		}
		n++
	}
	return n, how
}

// phraseEnding returns the longest phrase that ends before token end.
func (d *Document) phraseEnding(end int32, s tokenSpan) *phrase {
	if end <= s.first {
		return nil
	}
	if p := d.phraseAt[end-1]; p > 0 {
		if q := &d.phrases[p-1]; q.last == end {
			return q
		}
	}
	return nil
}

// phraseStarting returns the phrase that begins at token i, or nil.
func (d *Document) phraseStarting(i int32, s tokenSpan) *phrase {
	if i >= s.last {
		return nil
	}
	if p := d.phraseAt[i]; p > 0 {
		if q := &d.phrases[p-1]; q.first == i {
			return q
		}
	}
	return nil
}

// marksAround tells where quotation marks stand next to the cue at i, behind the
// subject p and n auxiliaries, and whether it is inside any.
func (d *Document) marksAround(i, n int32, p *phrase, s tokenSpan) uint32 {
	var f uint32
	if d.inQuote[i] != 0 {
		f |= 1
	}
	if i+1 < s.last && d.tokens[i+1].kind == markToken {
		f |= 2
	}
	if i+2 < s.last && d.tokens[i+1].kind == commaToken && d.tokens[i+2].kind == markToken {
		f |= 4
	}
	if back := i - 1 - n; back >= s.first && d.tokens[back].kind == markToken {
		f |= 8
	}
	if p != nil && p.first > s.first && d.tokens[p.first-1].kind == markToken {
		f |= 16
	}
	if f&(2|4) == 0 && i+1 < s.last {
		if p := d.phraseStarting(i+1, s); p != nil && p.last < s.last && d.tokens[p.last].kind == markToken {
			f |= 32
		}
	}
	return f
}

// A cueWord is the head of a cue with what is asked of it again and again.
type cueWord struct {
	head    int32
	stem    uint32 // the hash of its stem
	tag     uint32
	class   uint32 // how often it is a cue
	verb    uint32 // the classes of reporting verb that it is of
	aux     uint32 // what its auxiliaries say
	auxLen  int32  // how many they are
	subject int32  // the phrase that the order of words makes its subject, or noPhrase
}

// cueWord returns the cue word at token i of sentence s.
func (d *Document) cueWord(i int32, s tokenSpan) cueWord {
	t := &d.tokens[i]
	n, how := d.auxiliary(i, s)
	e := &d.m.words.entries[t.word]
	return cueWord{i, d.stem(i), uint32(t.tag), uint32(e.cue), uint32(e.verb), how, n, d.subjectOf(i-n, s)}
}

// cueFeatures appends what the cue at i is like.
func (d *Document) cueFeatures(i int32, s tokenSpan, f []uint32) []uint32 {
	t := &d.tokens[i]
	stem, w := d.stem(i), t.hash
	p1, p2, n1, n2 := d.nearWord(i, -1, s), d.nearWord(i, -2, s), d.nearWord(i, 1, s), d.nearWord(i, 2, s)
	tp1, tp2, tn1, tn2 := d.nearTag(i, -1, s), d.nearTag(i, -2, s), d.nearTag(i, 1, s), d.nearTag(i, 2, s)
	n, aux := d.auxiliary(i, s)
	p := d.phraseEnding(i-n, s)
	marks := d.marksAround(i, n, p, s)
	var who, whoKind, party uint32
	if p != nil {
		party = 1 + uint32(d.parties[d.phraseAt[p.head]-1])
		who, whoKind = d.tokens[p.head].hash, 1+uint32(p.kind)
		if p.first == s.first {
			whoKind += 8
		}
	}
	var form, obj, objWord, objParty uint32
	if i+1 < s.last {
		form = 1 + uint32(d.formAt(i+1, s))
		k := i + 1
		if d.tokens[k].tag == tagPrep || d.tokens[k].tag == tagTo {
			obj = d.tokens[k].hash
			k++
		}
		if p := d.phraseStarting(k, s); p != nil {
			objWord = d.tokens[p.head].hash
			objParty = 1 + uint32(d.parties[d.phraseAt[k]-1])
		}
		objParty |= obj << 8
	}
	e := &d.m.words.entries[t.word]
	cls, verb := uint32(e.cue), uint32(e.verb)
	tg := uint32(t.tag)
	quoted := flag(d.hasMark(s)) | (marks&1)<<1
	return append(f,
		mix(20, 0), mix(21, w), mix(22, stem), mix(23, tg), mix2(24, stem, tg), mix2(25, cls, tg),
		mix(26, p1), mix(27, p2), mix(28, n1), mix(29, n2),
		mix2(30, tp1, tp2), mix2(31, tn1, tn2), mix2(32, tg, tp1), mix2(33, tg, tn1),
		mix2(34, stem, n1), mix2(35, stem, tn1), mix2(36, stem, p1),
		mix2(37, cls, n1), mix2(38, cls, tn1*64+tn2), mix2(39, cls, aux),
		mix2(40, stem, aux), mix2(41, marks, cls), mix2(42, stem, marks), mix(43, who), mix2(44, whoKind, cls), mix2(45, whoKind, stem),
		mix2(46, quoted, stem), mix2(47, quoted, cls), mix2(48, d.ending(i)>>8, tg),
		mix2(51, verb, tg), mix2(52, verb, marks), mix2(53, verb, tn1*64+tn2), mix2(54, verb, n1), mix2(55, verb, whoKind),
		mix2(49, cls*64+tn1, aux), mix2(50, n1, n2),
		mix2(400, form, stem), mix2(401, form, cls), mix2(402, form, verb), mix2(403, party, stem), mix2(404, party, cls), mix2(405, party, verb), mix2(406, party, form*64+tg),
		mix2(407, obj, stem), mix2(408, objParty, stem), mix2(409, objParty, cls), mix2(410, objWord, tg), mix2(411, objWord, cls), mix2(412, objParty, verb),
	)
}

// hasMark reports whether a quotation mark stands in s.
func (d *Document) hasMark(s tokenSpan) bool {
	return d.marksBefore[s.last] != d.marksBefore[s.first]
}
