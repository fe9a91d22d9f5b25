package briefing

// A turn is a line of a transcript or interview that a label opens: WALLACE: …
type turn struct {
	label tokenSpan // who speaks: WALLACE
	role  tokenSpan // what the label says of them: (host)
	colon int32
	text  tokenSpan // the rest of the paragraph
	page  int       // the number of the paragraph
	sort  labelSort
	talks bool // it has words of talk: I, you, a question
	taken bool // it is speech
}

// A labelSort tells what a label is.
type labelSort uint8

const (
	plainLabel    labelSort = iota // Wallace
	capitalsLabel                  // WALLACE
	askerLabel                     // Q, Question
	answerLabel                    // A, Answer
	partLabel                      // Interviewer, Moderator
)

// Bounds of transcripts.
const (
	maxLabel    = 14 // tokens before the colon
	maxContinue = 6  // paragraphs with no label that go on with a turn
	nearTurns   = 16 // how many turns away a label must come again
	turnScore   = 3.0
)

// transcribe attributes the turns of transcripts and of interviews that are told
// as questions and answers to those whom their labels name.
func (d *Document) transcribe() {
	d.turns = d.turns[:0]
	end := d.storyEnd()
	for n, p := range d.paragraphs {
		if d.inSentence[p.first] >= end {
			break
		}
		if t, ok := d.turnAt(p); ok {
			t.page = n
			d.turns = append(d.turns, t)
		}
	}
	if len(d.turns) == 0 || !d.takeTurns() {
		return
	}
	d.interviewee = d.interviewed()
	for n := range d.turns {
		t := &d.turns[n]
		if !t.taken {
			continue
		}
		a := attribution{cue: cue{t.colon, d.inSentence[t.colon], 0}, source: noPhrase, way: after, label: t.label, certain: true, score: turnScore}
		a.addPart(d.spoken(t.text))
		for k := t.page + 1; n+1 < len(d.turns) && d.turns[n+1].taken && k < d.turns[n+1].page && k <= t.page+maxContinue; k++ {
			if p := d.paragraphs[k]; d.talksIn(p) || d.inQuote[t.colon] != 0 && d.opensAt(p.first) {
				a.addPart(d.spoken(p))
			} else if !d.isNote(p) {
				break
			}
		}
		if a.count > 0 {
			d.attributions = append(d.attributions, a)
		}
	}
}

// turnAt reads paragraph p as a turn.
func (d *Document) turnAt(p tokenSpan) (t turn, ok bool) {
	i := d.firstWord(p.first, p.last)
	for i < p.last && d.tokens[i].kind == symbolToken {
		i++
	}
	t.label.first = i
	if i+1 < p.last && d.tokens[i].is(dotted) { // Q. …
		if t.sort = d.sortOf(tokenSpan{i, i + 1}, false); t.sort == askerLabel || t.sort == answerLabel {
			t.label.last, t.colon, t.text = i+1, i, tokenSpan{i + 1, p.last}
			return t, true
		}
	}
	caps, lower := true, false
	for ; i < p.last && i < t.label.first+maxLabel; i++ {
		k := &d.tokens[i]
		if k.hash == colonSign {
			t.colon = i
			break
		}
		switch {
		case k.kind == openToken || k.hash == commaSign:
			if t.label.last == 0 {
				t.label.last = i
			}
		case k.kind == symbolToken, k.kind == closeToken && t.label.last != 0:
		case t.label.last != 0:
			lower = lower || d.tokens[t.label.last].kind == commaToken && !k.is(allCaps)
		case k.kind != wordToken || !k.is(capital) && d.kinds(i)&kindParticle == 0:
			return t, false
		case !k.is(allCaps) && k.end-k.start > 1 && !k.is(dotted):
			caps = false
		}
	}
	if t.colon == 0 || t.colon+1 >= p.last || lower {
		return t, false
	}
	if t.label.last == 0 {
		t.label.last = t.colon
	} else if t.role = (tokenSpan{t.label.last + 1, t.colon}); d.tokens[t.colon-1].kind == closeToken {
		t.role.last--
	}
	for t.label.last > t.label.first && d.tokens[t.label.last-1].kind == symbolToken {
		t.label.last--
	}
	t.text = tokenSpan{t.colon + 1, p.last}
	t.talks = d.talksIn(t.text)
	t.sort = d.sortOf(t.label, caps)
	return t, t.label.last > t.label.first && t.label.last-t.label.first <= 5
}

// sortOf returns what the label s is, of which all words are in capitals if caps.
func (d *Document) sortOf(s tokenSpan, caps bool) labelSort {
	if s.last-s.first == 1 {
		switch d.tokens[s.first].hash {
		case qWord, questionWord:
			return askerLabel
		case aWord, answerWord:
			return answerLabel
		case interviewerWord, moderatorWord, reporterWord, hostWord, callerWord, judgeWord:
			return partLabel
		}
	}
	if caps {
		return capitalsLabel
	}
	return plainLabel
}

// takeTurns tells which turns are speech, and whether any is. Labels of speech
// come again and take turns with others, and what they open is talk; other lines
// with colons are lists, tables, notes and headlines.
func (d *Document) takeTurns() bool {
	asks, answers, talk, again, known := 0, 0, 0, 0, 0
	others := 0
	for n := range d.turns {
		t := &d.turns[n]
		switch t.sort {
		case askerLabel:
			asks++
		case answerLabel:
			answers++
		default:
			others++
			talk += int(flag(t.talks))
			again += int(flag(d.recurs(n, max(0, n-nearTurns), n)))
			if t.sort == partLabel || d.names(t) {
				known++
			}
		}
	}
	any := false
	dialogue := others >= 2 && others-again >= 2 && 2*talk >= others && (again > 0 || known == others)
	for n := range d.turns {
		t := &d.turns[n]
		switch t.sort {
		case askerLabel, answerLabel:
			t.taken = asks > 0 && answers > 0
		case capitalsLabel:
			t.taken = dialogue || d.names(t) && d.introduced(t)
		case plainLabel:
			t.taken = dialogue && (d.names(t) || d.recurs(n, max(0, n-nearTurns), min(len(d.turns), n+nearTurns))) || d.names(t) && asks > 0 && t.talks
		case partLabel:
			t.taken = dialogue
		}
		any = any || t.taken
	}
	return any
}

// sameLabel reports whether a and b end in the same word.
func (d *Document) sameLabel(a, b *turn) bool {
	return d.tokens[a.label.last-1].hash == d.tokens[b.label.last-1].hash
}

// recurs reports whether another one of the turns [from, to) has the label of
// turn n.
func (d *Document) recurs(n, from, to int) bool {
	for k := from; k < to; k++ {
		if k != n && d.sameLabel(&d.turns[k], &d.turns[n]) {
			return true
		}
	}
	return false
}

// namedBy returns the number of the person whom t's label names by last name or
// in full, or -1, and how many it may mean.
func (d *Document) namedBy(t *turn) (found int32, several int) {
	found = -1
	for b := range d.bearersOf(d.tokens[t.label.last-1].hash) {
		if e := &d.subjects[b.entity]; b.part == lastPart && e.kind == personName && (t.label.last-t.label.first == 1 || d.agree(t.label, e.best)) {
			found = b.entity
			several++
		}
	}
	if several > 1 {
		found = -1
	}
	return found, several
}

// names reports whether t's label names one person.
func (d *Document) names(t *turn) bool {
	n, _ := d.namedBy(t)
	return n >= 0
}

// introduced reports whether the paragraph before t ends in a colon: An extract:
func (d *Document) introduced(t *turn) bool {
	return t.page > 0 && d.tokens[d.paragraphs[t.page-1].last-1].hash == colonSign
}

// talksIn reports whether words of talk stand in s: I, we, you or a question.
func (d *Document) talksIn(s tokenSpan) bool {
	for i := s.first; i < s.last; i++ {
		switch t := &d.tokens[i]; t.hash {
		case iWord, weWord, youWord, myWord, ourWord, yourWord, meWord, usWord:
			return true
		case questionSign:
			return t.kind == stopToken
		}
	}
	return false
}

// isNote reports whether paragraph p is no speech but a note such as (applause),
// or has no words.
func (d *Document) isNote(p tokenSpan) bool {
	i := d.firstWord(p.first, p.last)
	return i >= p.last || d.tokens[p.first].kind == openToken && d.trimmed(p.first, p.last) < p.last && d.closesOnce(p)
}

// closesOnce reports whether the bracket that opens p closes at its end.
func (d *Document) closesOnce(p tokenSpan) bool {
	for i := p.first; i < p.last; i++ {
		if d.tokens[i].kind == closeToken {
			return d.firstWord(i, p.last) >= p.last
		}
	}
	return false
}

// spoken returns the words of s without marks, stops and notes in brackets at
// its ends.
func (d *Document) spoken(s tokenSpan) tokenSpan {
	for s.first < s.last && (d.tokens[s.first].tag == tagMark || d.tokens[s.first].kind == symbolToken) {
		if d.tokens[s.first].kind == openToken {
			k := s.first
			for k < s.last && d.tokens[k].kind != closeToken {
				k++
			}
			if k == s.last || k-s.first > 5 {
				break
			}
			s.first = k
		}
		s.first++
	}
	if s.first >= s.last {
		return s
	}
	for s.last > s.first+1 && (d.tokens[s.last-1].hash == asteriskSign || d.tokens[s.last-1].hash == underscoreSign) {
		s.last--
	}
	s.last = d.trimmed(s.first, s.last)
	return s
}

// labelSpeaker returns the speaker whom a label of a transcript names.
func (d *Document) labelSpeaker(a *attribution) Speaker {
	t := turn{label: a.label}
	sp := d.span(a.label)
	out := Speaker{Span: sp, Name: sp.In(d.article.Text)}
	e := int32(-1)
	switch d.sortOf(a.label, false) {
	case askerLabel:
		return out
	case answerLabel:
		if e = d.interviewee; e < 0 {
			return out
		}
	case partLabel:
	default:
		several := 0
		if e, several = d.namedBy(&t); several > 1 {
			return out
		}
	}
	out.Resolved = true
	if e >= 0 {
		out.Name, out.Role = d.words(d.subjects[e].best), d.words(d.subjects[e].role)
	}
	for n := range min(len(d.turns), maxTurns) {
		if o := &d.turns[n]; out.Role == "" && o.role.first < o.role.last && d.sameLabel(o, &t) {
			out.Role = d.words(o.role)
		}
	}
	return out
}

// interviewed returns who answers: the only person whom the article names
// outside what was said, where it tells of a conversation; or -1.
func (d *Document) interviewed() int32 {
	if !d.tellsOfTalk() {
		return -1
	}
	only, n := int32(-1), 0
	for k := range d.mentions {
		m := &d.mentions[k]
		if m.kind != personName || m.entity == only {
			continue
		}
		for n < len(d.turns) && d.turns[n].text.last <= m.first {
			n++
		}
		if n < len(d.turns) && d.turns[n].label.first <= m.first {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = m.entity
	}
	for n := range d.phrases { // a name that was taken for none
		p := &d.phrases[n]
		if p.first >= d.turns[0].label.first {
			break
		}
		if _, known := d.mentionIn(p); !known && p.kind == namePhrase && p.last-p.first > 1 {
			return -1
		}
	}
	return only
}

// tellsOfTalk reports whether the words before the first turn say that somebody
// was interviewed: questions and answers may explain something as well.
func (d *Document) tellsOfTalk() bool {
	for i := range min(d.turns[0].label.first, 2000) {
		switch d.tokens[i].hash {
		case interviewWord, interviewedWord, spokeWord, speaksWord, talkedWord, talksWord, conversationWord, satWord, transcriptWord:
			return true
		}
	}
	return false
}
