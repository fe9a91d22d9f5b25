package briefing

// unsaid reports whether the article tells that the words of a were not said, or
// not by its source: never said that, if she said, it is false that she said,
// nobody heard her say, a man posing as her said, she declined to comment.
func (d *Document) unsaid(a *attribution) bool {
	s := d.sentences[a.cue.sentence]
	t := &d.tokens[a.cue.head]
	if d.silent(a, s) {
		return true
	}
	if !t.tag.verb() || d.m.words.entries[t.word].verb&(verbSay|verbTell|verbUtter) == 0 {
		return false
	}
	if d.negated(a.cue.head, s) && d.assertion(a) {
		return true
	}
	if a.source == noPhrase || d.phrases[a.source].first > a.cue.head {
		return false
	}
	i := d.phrases[a.source].first
	if d.isOf(nobodyWords, d.phrases[a.source].head, s) && d.assertion(a) {
		return true // nobody heard Weber say “I quit”
	}
	return d.supposed(i, s) || d.posed(&d.phrases[a.source], s)
}

// silent reports whether the words of a are what its source would not speak of:
// declined to comment on the sale, would not say who paid, did not respond to
// questions.
func (d *Document) silent(a *attribution, s tokenSpan) bool {
	i := a.cue.head
	if silenceWords.at(d.tokens[i].hash) {
		return d.inQuote[a.parts[0].first] == 0 && i+2 < s.last && d.tokens[i+1].hash == toWord && speakingWords.at(d.tokens[i+2].hash)
	}
	if !speakingWords.at(d.tokens[i].hash) {
		return false
	}
	if i-2 >= s.first && d.tokens[i-1].hash == toWord && silenceWords.at(d.tokens[i-2].hash) {
		return true
	}
	return d.kindOf(a) == Indirect && (d.wouldNot(i, s) || answeringWords.at(d.tokens[i].hash) && d.negated(i, s))
}

// wouldNot reports whether the verb at i follows would not or will not.
func (d *Document) wouldNot(i int32, s tokenSpan) bool {
	if i-1 < s.first || !d.negates(i-1) {
		return false
	}
	switch d.tokens[i-1].hash {
	case wouldntWord, wontWord:
		return true
	}
	return i-2 >= s.first && (d.tokens[i-2].hash == wouldWord || d.tokens[i-2].hash == hashWill)
}

// assertion reports whether a's content is a claim that its source would have made:
// words in marks, what begins with that, or what is said without a whether or who.
func (d *Document) assertion(a *attribution) bool {
	first := &d.tokens[a.parts[0].first]
	switch {
	case first.tag == tagWh, first.hash == ifWord, first.hash == whetherWord:
		return false
	case first.hash == thatWord, d.kindOf(a) != Indirect:
		return true
	}
	return sayingWords.at(d.tokens[a.cue.head].hash)
}

// negated reports whether a negation stands among the auxiliaries of the verb at
// i.
func (d *Document) negated(i int32, s tokenSpan) bool {
	n, _ := d.auxiliary(i, s)
	for k := i - n; k < i; k++ {
		if d.negates(k) {
			return true
		}
	}
	return false
}

// negates reports whether token i is not, never or a verb with n't.
func (d *Document) negates(i int32) bool {
	t := &d.tokens[i]
	if t.hash == notWord || t.hash == neverWord {
		return true
	}
	w := d.text(i)
	return t.kind == wordToken && len(w) > 3 && w[len(w)-1]|0x20 == 't' && (w[len(w)-2] == '\'' || len(w) > 5 && w[len(w)-4:len(w)-1] == "’")
}

// supposed reports whether what stands before token i makes a supposition of the
// clause that begins there, or a denial.
func (d *Document) supposed(i int32, s tokenSpan) bool {
	if i == s.first {
		return false
	}
	switch p := &d.tokens[i-1]; {
	case p.hash == ifWord || p.hash == unlessWord:
		return true
	case p.hash == thatWord:
		return d.isOf(untrueWords, i-2, s)
	}
	if !d.isOf(hearingWords, i-1, s) {
		return false
	}
	for k := i - 2; k >= s.first && k > i-6; k-- {
		if d.isOf(nobodyWords, k, s) || d.negates(k) {
			return true
		}
	}
	return false
}

// posed reports whether the source p is somebody whom another pretends to be.
func (d *Document) posed(p *phrase, s tokenSpan) bool {
	i := p.first
	for k := max(s.first, i-1); k < p.last; k++ {
		if d.isOf(fakeWords, k, s) {
			return true
		}
	}
	if i-2 < s.first {
		return false
	}
	switch d.tokens[i-1].hash {
	case impersonatingWord:
		return true
	case asWord:
		return d.isOf(posingWords, i-2, s)
	case beWord:
		return d.tokens[i-2].hash == toWord && d.isOf(pretendingWords, i-3, s)
	case ofWord:
		return d.isOf(standInWords, i-2, s)
	}
	return false
}

// isOf reports whether token i stands in s and is one of words.
func (d *Document) isOf(words wordTable[bool], i int32, s tokenSpan) bool {
	return i >= s.first && words.at(d.tokens[i].hash)
}

var (
	sayingWords       = wordsOf("say", "said", "says", "saying", "tell", "told", "tells", "telling", "claim", "claimed", "claims", "claiming")
	untrueWords       = wordsOf("false", "untrue", "incorrect", "wrong", "lie", "myth", "hoax", "denied", "denies", "deny", "denying")
	hearingWords      = wordsOf("hear", "heard", "hears", "hearing")
	nobodyWords       = wordsOf("nobody", "no-one", "none", "no", "neither", "nor", "without")
	fakeWords         = wordsOf("fake", "bogus", "impostor", "imposter", "deepfake")
	posingWords       = wordsOf("posing", "posed", "poses", "masquerading")
	pretendingWords   = wordsOf("pretending", "pretended", "claiming", "claimed", "purporting", "purported")
	standInWords      = wordsOf("name", "account", "impersonator", "lookalike", "parody", "deepfake", "impression")
	silenceWords      = wordsOf("decline", "declined", "declines", "declining", "refuse", "refused", "refuses", "refusing", "unwilling", "unable", "failed")
	speakingWords     = wordsOf("comment", "say", "answer", "discuss", "elaborate", "confirm", "speak", "talk", "respond", "reply", "disclose", "reveal", "identify", "specify", "speculate", "explain", "name", "clarify", "address")
	answeringWords    = wordsOf("answer", "comment", "respond", "reply")
	impersonatingWord = hashOf("impersonating")
	unlessWord        = hashOf("unless")
	wouldWord         = hashOf("would")
	wouldntWord       = hashOf("wouldn't")
	wontWord          = hashOf("won't")
	asWord            = hashOf("as")
	beWord            = hashOf("be")
)
