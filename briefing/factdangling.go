package briefing

// danglingReach is how many tokens of a sentence are looked at for what points
// out of it.
const danglingReach = 24

// noPointing is the place of the word that points out of a sentence where none
// does.
const noPointing = -1

// dangles returns the word for which s makes sense only after another sentence:
// one that points back and begins s, or a pronoun before s names anybody. It
// returns noPointing where s stands alone.
func (d *Document) dangles(s tokenSpan) int32 {
	if !d.english {
		if pointersAbroad.at(d.tokens[s.first].hash) && s.first > 0 {
			return s.first
		}
		return noPointing
	}
	if d.quotationMark(s.first) {
		return d.saidByPronoun(s)
	}
	someone, noun := false, false
	for i := s.first; i < s.last && i < s.first+danglingReach; i++ {
		t := &d.tokens[i]
		if t.kind != wordToken && t.kind != numberToken {
			continue
		}
		if t.kinds&kindPointer != 0 && (!t.is(allCaps) || t.end-t.start > 2) { // not US
			switch points := pointers.at(t.hash); {
			case points == opener:
				if i == s.first {
					if d.bareOpener(i, s) {
						return i
					}
					return noPointing
				}
			case points == self:
				if !d.insideMarks(i, s) {
					return i
				}
			case points == person && someone, points != person && noun:
			case points == thing && d.expletive(i, s):
			default:
				if d.namedLater(i, s) {
					return noPointing
				}
				return i
			}
		}
		switch {
		case t.kind == numberToken:
			noun = true
			someone = someone || d.personNoun(i)
		case d.namesAt(i, s):
			return noPointing
		case t.tag == tagNoun || t.tag == tagNouns || i > s.first && d.tokens[i-1].tag == tagDet && i+1 < s.last:
			noun = true
			someone = someone || d.personNoun(i)
		}
	}
	return noPointing
}

// namesAt reports whether token i looks like part of a name.
func (d *Document) namesAt(i int32, s tokenSpan) bool {
	t := &d.tokens[i]
	if t.kind != wordToken || !t.is(capital) {
		return false
	}
	if i > s.first {
		return d.lex(i).kind == lexNone
	}
	return (t.tag == tagName || t.word == 0) && !openers.at(t.hash) && d.lex(i).kind == lexNone
}

// personNoun reports whether the noun at i calls somebody something: man,
// minister, spokesman, 60-year-old.
func (d *Document) personNoun(i int32) bool {
	t := &d.tokens[i]
	if personNouns.at(t.hash) {
		return true
	}
	w := d.text(i)
	switch w[len(w)-1] {
	case 'r', 't', 'n', 'd':
	default:
		return false
	}
	for _, end := range [...]string{"er", "or", "ist", "man", "ian", "-old"} {
		if len(w) > len(end)+2 && w[len(w)-len(end):] == end {
			return true
		}
	}
	return false
}

var personNouns = wordsOf("man", "woman", "girl", "boy", "child", "mother", "father", "son", "daughter", "husband", "wife", "chief", "president", "victim",
	"student", "accused", "suspect", "resident", "candidate", "judge", "mp", "mla", "envoy", "king", "queen", "prince", "princess", "star", "baby",
	"infant", "toddler", "teen", "youth", "official", "aide", "coach", "captain", "host", "bishop", "pope", "priest", "cop", "soldier", "doctor",
	"nurse", "guard", "colleague", "friend", "relative", "uncle", "aunt", "nephew", "niece", "ceo", "lady", "person", "patient", "pilot", "hero", "clerk", "citizen", "tourist", "migrant", "refugee", "witness", "survivor", "entrepreneur", "celebrity", "superstar", "legend", "athlete")

// A pointer is how a word refers back.
type pointer uint8

const (
	noPointer pointer = iota
	person            // he, her: somebody named before
	thing             // it, its: anything before
	several           // they, their
	opener            // this, both: when it begins a sentence
	self              // I, we: the writer's or a speaker's own
)

var pointers = func() wordTable[pointer] {
	m := map[uint32]pointer{}
	for p, words := range map[pointer][]string{
		person:  {"he", "she", "him", "her", "his", "hers", "himself", "herself", "he's", "she's"},
		thing:   {"it", "its", "itself", "it's"},
		several: {"they", "them", "their", "theirs", "themselves", "they're"},
		opener:  {"this", "that", "these", "those", "such", "both", "another", "others", "neither", "either", "so", "then", "therefore", "hence", "thus"},
		self:    {"i", "we", "my", "our", "me", "us", "i'm", "we're"},
	} {
		for _, w := range words {
			m[hashOf(w)] = p
		}
	}
	return newWordTable(m)
}()

// namedLater reports whether the pronoun at i stands in an opening phrase and
// the name that it means right after its comma: "In his reply, Tomas Reyl …".
func (d *Document) namedLater(i int32, s tokenSpan) bool {
	for k := i + 1; k+1 < s.last && k < i+14; k++ {
		t := &d.tokens[k]
		if t.hash == commaSign {
			return d.tokens[k+1].tag == tagName || k+2 < s.last && d.tokens[k+1].tag == tagDet && d.tokens[k+2].tag.nominal()
		}
		if t.tag == tagPast || t.tag == tagThird {
			return false
		}
	}
	return false
}

// expletive reports whether the "it" at i stands for nothing: "It's the 11th
// time that", "It is unclear whether".
func (d *Document) expletive(i int32, s tokenSpan) bool {
	if d.tokens[i].hash != hashIt && d.tokens[i].hash != hashIts {
		return false
	}
	j := i + 1
	if j >= s.last || !d.tokens[j].is(clitic) && d.tokens[j].hash != hashIs && d.tokens[j].hash != hashWas {
		return false
	}
	j++
	for k := j; k < s.last && k < j+3; k++ {
		switch h := d.tokens[k].hash; {
		case h == hashNot && k == j:
			return false
		case h == hashUnclear, h == hashClear, h == hashPossible, h == hashLikely, h == hashUnlikely:
			return true
		case k < j+2 && ordinalToken(d, k):
			return true
		}
	}
	return false
}

// ordinalToken reports whether token k is an ordinal: 11th, first.
func ordinalToken(d *Document, k int32) bool {
	n, ok := d.numeralAt(k)
	return ok && n.ordinal
}

// bareOpener reports whether the pointer that begins s stands for what was said
// before: "This led to", but "This year", "Both sides".
func (d *Document) bareOpener(i int32, s tokenSpan) bool {
	if i+1 >= s.last {
		return true
	}
	switch k := d.lex(i + 1).kind; k {
	case lexPeriod, lexSeason, lexWeekday, lexMonth, lexPart:
		return false
	}
	return true
}

// insideMarks reports whether token i of s stands in a quotation, be it one
// that began before s.
func (d *Document) insideMarks(i int32, s tokenSpan) bool {
	inside, first := false, true
	for k := s.first; k < s.last; k++ {
		if !d.quotationMark(k) {
			continue
		}
		if first && k > s.first && !d.tokens[k].is(afterSpace) && (k+1 >= s.last || d.tokens[k+1].is(afterSpace)) {
			inside = true // a closing mark: the quotation began before s
			if k > i {
				return true
			}
		}
		first = false
		if k >= i {
			break
		}
		inside = !inside
	}
	return inside
}

// quotationMark reports whether token i is a quotation mark, or a question mark that
// one was turned into.
func (d *Document) quotationMark(i int32) bool {
	t := &d.tokens[i]
	return t.kind == markToken || d.garbled && t.hash == questionSign
}

// saidByPronoun returns the pronoun in s, which begins with a quotation, where s
// names nobody outside of it: “…,” he said.
func (d *Document) saidByPronoun(s tokenSpan) int32 {
	inside, pronoun := false, int32(noPointing)
	for i := s.first; i < s.last; i++ {
		t := &d.tokens[i]
		switch {
		case d.quotationMark(i):
			inside = !inside
		case inside || t.kind != wordToken:
		case d.namesAt(i, s):
			return noPointing
		case pronoun == noPointing && pointers.at(t.hash) == person:
			pronoun = i
		}
	}
	return pronoun
}

// speech reports whether s is what somebody said and nothing that says who.
func (d *Document) speech(s tokenSpan) bool {
	if !d.quotationMark(s.first) {
		return false
	}
	inside, outside := false, 0
	for i := s.first; i < s.last; i++ {
		switch t := &d.tokens[i]; {
		case d.quotationMark(i):
			if inside && i+1 < s.last && !d.tokens[i+1].is(afterSpace) && d.tokens[i+1].kind == wordToken {
				continue // an apostrophe inside
			}
			inside = !inside
		case !inside && t.kind == wordToken:
			outside++
		}
	}
	return outside < 2
}

var (
	hashIt       = hashOf("it")
	hashIts      = hashOf("it's")
	hashWas      = hashOf("was")
	hashNot      = hashOf("not")
	hashUnclear  = hashOf("unclear")
	hashClear    = hashOf("clear")
	hashPossible = hashOf("possible")
	hashLikely   = hashOf("likely")
	hashUnlikely = hashOf("unlikely")
)
