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
	sex   uint8  // kindMan or kindWoman, where it is a first name in genders.txt
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

// A vocabulary holds words by their hash. Entry 0 is that of every other word.
type vocabulary struct {
	entries []entry
	slots   []slot    // a power of two of them, at most half full
	names   phraseSet // names of several words: the kind that their first word has
}

type slot struct {
	hash  uint32
	entry uint16
}

// newVocabulary reads the words with their tags and those with their cues, a
// word a line.
func newVocabulary(tagged, cues string) *vocabulary {
	l := &vocabulary{entries: make([]entry, 1, 1<<14), slots: make([]slot, 1<<15), names: make(phraseSet, 1<<13)}
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
	return l
}

// add returns the entry of a word, which may be new.
func (l *vocabulary) add(word string) *entry {
	h := hashOf(word)
	i := int(h>>7) & (len(l.slots) - 1)
	for l.slots[i].entry != 0 {
		if l.slots[i].hash == h {
			return &l.entries[l.slots[i].entry]
		}
		i = (i + 1) & (len(l.slots) - 1)
	}
	l.slots[i] = slot{h, uint16(len(l.entries))}
	l.entries = append(l.entries, entry{})
	return &l.entries[len(l.entries)-1]
}

// find returns the number of the word with this hash, or 0.
func (l *vocabulary) find(h uint32) uint16 {
	i := int(h>>7) & (len(l.slots) - 1)
	for l.slots[i].entry != 0 {
		if l.slots[i].hash == h {
			return l.slots[i].entry
		}
		i = (i + 1) & (len(l.slots) - 1)
	}
	return 0
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

// look finds every word of the document in the lexicon.
func (d *Document) look() {
	for i := range d.tokens {
		if t := &d.tokens[i]; t.kind == wordToken {
			t.word = d.m.words.find(t.hash)
		}
	}
}
