package briefing

import "strings"

// openTags are what a word that the lexicon does not hold may be.
const openTags = 1<<tagNoun | 1<<tagNouns | 1<<tagName | 1<<tagAdj | 1<<tagAdv | 1<<tagBase | 1<<tagPast |
	1<<tagThird | 1<<tagPlain | 1<<tagPassive | 1<<tagIng

// bareTags are the forms of a verb that one person does not take.
const bareTags = 1<<tagBase | 1<<tagPlain

// behindOneName reports whether what opens the sentence before the word at i is one
// name and nothing else: Weber campaign, and neither let Weber nor Democrats.
func (d *Document) behindOneName(i int32, s tokenSpan) bool {
	k := i
	for k > s.first && k > i-4 && d.tokens[k-1].tag == tagName {
		k--
	}
	return k < i && !d.tokens[i-1].is(allCaps) && d.lastByte(i-1) != 's' && (k == s.first || d.tokens[k-1].tag == tagMark && d.tokens[k-1].kind != commaToken)
}

// noteFree takes from the words of the lexicon what only a capital can make of
// them, and notes which may have the same tags wherever they stand in lower case:
// none of the rules that look at the words around them can take one away.
func (l *vocabulary) noteFree() {
	const finite = 1<<tagBase | 1<<tagPlain | 1<<tagThird
	for n := range l.entries {
		e := &l.entries[n]
		if e.tags&^(1<<tagName) != 0 {
			e.tags &^= 1 << tagName // that is what a capital tells
		}
		e.free = e.tags != 0 && e.kinds&kindRole == 0 && e.verb == 0 && (e.tags&nominalTags != 0 || e.tags&finite == 0)
	}
	l.entries[l.find(herWord)].free = false
}

// nominalTags are what a word may be behind an owner or article.
const nominalTags = 1<<tagNoun | 1<<tagNouns | 1<<tagName | 1<<tagAdj | 1<<tagNumber | 1<<tagPassive | 1<<tagIng | 1<<tagAdv

// allowed returns the set of tags that token i of s is given one of.
func (d *Document) allowed(i int32, s tokenSpan, titled bool) uint32 {
	t := &d.tokens[i]
	if !titled && t.is(capital) && t.kind == wordToken && d.isName(i, s) {
		return 1 << tagName
	}
	set := d.possible(i)
	if t.is(capital) && t.kind == wordToken && i+1 < s.last && d.tokens[i+1].is(capital) && d.kinds(i+1)&kindRole != 0 {
		return 1 << tagName // Transport Minister
	}
	if i > s.first && i+1 < s.last && d.tokens[i+1].hash == thatWord && set&(1<<tagPlain|1<<tagThird|1<<tagPast) != 0 && d.m.words.entries[t.word].verb != 0 {
		if p := d.tokens[i-1].tag; p == tagNoun || p == tagNouns {
			return set & (1<<tagPlain | 1<<tagThird | 1<<tagPast) // data show that
		}
	}
	if i > s.first && set&nominalTags == 0 && set&(1<<tagBase|1<<tagPlain|1<<tagThird) != 0 {
		if p := d.tokens[i-1].tag; p == tagGenitive || p == tagPoss || p == tagDet {
			return 1 << tagNoun // Weber's promise
		}
	}
	return set
}

// behindSpeech reports whether the word at i stands where the verb of saying
// does after speech: right behind its marks, or before the stop with the speaker
// between.
func (d *Document) behindSpeech(i int32) bool {
	if i > 1 && d.tokens[i-1].kind == markToken && d.tokens[i-2].tag == tagMark {
		return true
	}
	if n := i + 1; n >= int32(len(d.tokens)) || d.tokens[n].hash != stopSign {
		return false
	}
	for k := i - 2; k > 0 && k > i-6; k-- {
		if d.tokens[k].kind == markToken {
			return d.tokens[k-1].tag == tagMark
		}
	}
	return false
}

// owns reports whether the 's at i makes an owner of the word before it; else it
// is short for is or has.
func (d *Document) owns(i int32) bool {
	if i == 0 {
		return false
	}
	if p := d.tokens[i-1].tag; p == tagPron || p == tagWh || p == tagThere || p == tagDet || d.tokens[i-1].hash == thatWord {
		return false
	}
	if i+1 >= int32(len(d.tokens)) {
		return true
	}
	n := &d.tokens[i+1]
	if n.kind != wordToken || n.is(capital) {
		return true
	}
	set := d.m.words.entries[n.word].tags
	return set == 0 || set&(1<<tagNoun|1<<tagNouns|1<<tagAdj|1<<tagName|1<<tagNumber|1<<tagBase|1<<tagPlain) != 0 && set&(1<<tagDet|1<<tagPrep|1<<tagTo) == 0 && n.hash != notWord
}

// endsAsAdjective reports whether w ends as no verb does that is not known.
func endsAsAdjective(w string) bool {
	for _, end := range [...]string{"ial", "nal", "ous", "ful", "ble", "ive", "ic"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// formTags returns what a word that the lexicon does not hold may be by its
// ending. Words with capitals need a regular one to be verbs.
func formTags(w string, capital bool) uint32 {
	set := uint32(openTags)
	if len(w) > 5 && !capital && w[len(w)-2:] == "ly" {
		return 1 << tagAdv
	}
	if last := w[len(w)-1]; last != 's' && last != 'S' {
		set &^= 1<<tagThird | 1<<tagNouns
	}
	if len(w) < 4 || w[len(w)-2:] != "ly" {
		set &^= 1 << tagAdv
	}
	if len(w) < 4 || w[len(w)-3:] != "ing" {
		set &^= 1 << tagIng
	}
	if capital || endsAsAdjective(w) {
		set &^= 1<<tagBase | 1<<tagPlain
	}
	if strings.IndexByte("cilmprsxyz", w[len(w)-1]) >= 0 { // irregular ones that end so are known
		set &^= 1<<tagPast | 1<<tagPassive
	}
	if capital && (len(w) < 4 || w[len(w)-2:] != "ed") {
		set &^= 1<<tagPast | 1<<tagPassive
	}
	return set
}

// possible returns the set of tags that token i may have.
func (d *Document) possible(i int32) uint32 {
	t := &d.tokens[i]
	switch t.kind {
	case stopToken, commaToken, dashToken, openToken, closeToken, markToken:
		return 1 << tagMark
	case symbolToken:
		if t.hash == ampersandSign {
			return 1 << tagAnd
		}
		return 1 << tagOther
	case numberToken:
		if last := d.article.Text[t.end-1]; asciiClass[last] == classDigit {
			return 1 << tagNumber
		}
		return 1<<tagNumber | 1<<tagNoun | 1<<tagNouns | 1<<tagAdj
	}
	if t.is(clitic) && t.end-t.start <= 4 && d.lastByte(i)|0x20 == 's' {
		if d.owns(i) {
			return 1 << tagGenitive
		}
		return 1 << tagThird
	}
	if t.is(lowerCase) && d.kinds(i)&kindRole != 0 && i+1 < int32(len(d.tokens)) && d.tokens[i+1].is(capital) && !d.tokens[i+1].is(afterLine) {
		return 1 << tagNoun // trader Anna Weber
	}
	e := &d.m.words.entries[t.word]
	if said := e.tags & (1<<tagPast | 1<<tagThird); said != 0 && e.verb&(verbSay|verbTell|verbUtter) != 0 && t.is(lowerCase) && d.behindSpeech(i) {
		return said // “…,” read a sign
	}
	if t.hash == herWord && i+1 < int32(len(d.tokens)) {
		if n := &d.tokens[i+1]; n.kind == wordToken && n.hash != herWord {
			if next := d.m.words.entries[n.word].tags; next == 0 || next&(1<<tagNoun|1<<tagNouns|1<<tagAdj) != 0 && next&(1<<tagPrep|1<<tagTo|1<<tagDet|1<<tagAnd|1<<tagAdv) == 0 {
				return 1 << tagPoss // her family
			}
		}
	}
	set := e.tags
	if set == 0 {
		set = openTags
		if t.is(lowerCase) {
			set &^= 1 << tagName
		}
		return set & formTags(d.text(i), t.is(capital))
	}
	if t.is(capital) {
		set |= 1 << tagName
	}
	return set
}
