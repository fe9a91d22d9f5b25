package briefing

import (
	_ "embed"
	"strings"
)

//go:embed lexicon/tags.txt
var lexiconTags string

// An entry is what the lexicon knows of a word.
type entry struct {
	tags  uint32 // the set of tags that it may have; 0: any
	kinds uint32 // the set of wordKinds that it is of
	cue   uint8  // how often it is a cue
	verb  uint8  // the classes of reporting verb that it is of
	free  bool   // in lower case it may have its tags wherever it stands
	sex   uint8  // kindMan, kindWoman or both, where it is a first name in genders.txt

	sure [2]sureTag // in lower case
}

// A sureTag is the tag that a word has behind certain others, whatever else
// stands around it.
type sureTag struct {
	behind uint32 // the set of tags before it; tagCount stands for the beginning
	tag    tag
}

// How often a word is the head of a cue, from what was learned.
const (
	cueUnknown uint8 = iota // too rare to tell
	cueNever
	cueSeldom
	cueAtTimes
	cueOften
	cueMostly
)

//go:embed lexicon/cues.txt
var cueWords string

//go:embed lexicon/sure.txt
var knownTags string

// A vocabulary holds words by their hash. Entry 0 is that of every other word.
type vocabulary struct {
	entries []entry
	slots   []slot    // a power of two of them, at most half full
	names   phraseSet // names of several words: the kind that their first word has
}

// A slot is free where its hash is 0. It holds all that a token keeps of its word.
type slot struct {
	hash  uint32
	kinds uint32 // of its entry, and those of words that have none
	entry uint16
	lex   uint16 // its number among the lexemes

	common uint32 // of which languages it is one of the commonest words
}

// newVocabulary reads the words with their tags, those with their cues and those
// with sure tags, a word a line.
func newVocabulary(tagged, cues, sure string) *vocabulary {
	l := &vocabulary{entries: make([]entry, 1, 1<<14), slots: make([]slot, 1<<16), names: make(phraseSet, 1<<13)}
	for line := range strings.Lines(tagged) {
		word, tags, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		e := l.add(word)
		for _, c := range []byte(tags) {
			e.tags |= 1 << (c - 'a')
		}
	}
	for line := range strings.Lines(cues) {
		if word, often, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			l.add(word).cue = often[0] - '0'
		}
	}
	l.addKinds()
	l.addGenders()
	l.addVerbs()
	l.noteFree()
	l.addSure(sure)
	lexemes.each(func(h uint32, n uint16) { l.slotOf(h).hash, l.slotOf(h).lex = h, n })
	for i := range l.slots {
		e := &l.entries[l.slots[i].entry]
		l.slots[i].kinds = e.kinds
		if e.cue > cueNever || e.cue == cueNever && e.verb != 0 {
			l.slots[i].kinds |= kindCue
		}
	}
	for i, h := range commonWords.of.keys {
		if h != 0 {
			s := l.slotOf(h)
			s.hash, s.common = h, commonWords.of.values[i]
		}
	}
	l.mark(pointers.keys, kindPointer)
	l.mark(furniturePhrases.within.keys, kindPhrase)
	l.mark(silencePhrases.keys, kindPhrase)
	return l
}

// mark makes the words with these hashes, of which 0 is none, words of a kind.
func (l *vocabulary) mark(hashes []uint32, kind uint32) {
	for _, h := range hashes {
		if h != 0 {
			s := l.slotOf(h)
			s.hash = h
			s.kinds |= kind
		}
	}
}

// add returns the entry of a word, which may be new.
func (l *vocabulary) add(word string) *entry {
	h := hashOf(word)
	s := l.slotOf(h)
	if s.entry == 0 {
		s.hash, s.entry = h, uint16(len(l.entries))
		l.entries = append(l.entries, entry{})
	}
	return &l.entries[s.entry]
}

// find returns the number of the word with this hash, or 0.
func (l *vocabulary) find(h uint32) uint16 { return l.slotOf(h).entry }

// slotOf returns the slot of the word with this hash, which is free where no
// word has it.
func (l *vocabulary) slotOf(h uint32) *slot {
	mask := uint32(len(l.slots) - 1)
	i := h >> 7 & mask
	for l.slots[i].hash != h && l.slots[i].hash != 0 {
		i = (i + 1) & mask
	}
	return &l.slots[i]
}

// following returns what the lexicon says of token i, for the tag of the one
// before it.
func (l *vocabulary) following(d *Document, i int32, s tokenSpan) uint32 {
	if i >= s.last {
		return 1
	}
	t := &d.tokens[i]
	if t.kind != wordToken {
		return 2 + uint32(t.kind)
	}
	return l.entries[t.word].tags | uint32(t.flags&capital)<<24
}

// look finds every word of the document in the lexicon, and counts the first
// words by the languages that they are common in.
func (d *Document) look() {
	words := d.m.words
	d.common = counters{}
	d.length = 0
	for i := range d.tokens {
		if t := &d.tokens[i]; t.kind == wordToken {
			s := words.slotOf(t.hash)
			t.word, t.lex, t.kinds = s.entry, s.lex, s.kinds
			if d.length++; d.length <= sampled {
				d.common.add(s.common)
			}
		}
	}
}
