package briefing

import (
	_ "embed"
	"strings"
)

// The kinds that a word may be of, from the lists in lexicon.
const (
	kindFirst     uint32 = 1 << iota // a first name
	kindMan                          // said of a man: a first name, a title, spokesman
	kindWoman                        // said of a woman
	kindTitle                        // stands before a name and is no part of it: Mr., Gen.
	kindRole                         // what somebody is or does: president
	kindBody                         // ends a body's name: Ministry, Inc.
	kindPlace                        // a place
	kindPlaceWord                    // begins a place's name of several words
	kindRegion                       // begins or ends a place's name: River, San
	kindPeople                       // Chinese, Republican
	kindPerson                       // a person: woman, lawyer
	kindMany                         // several people: officials, voters
	kindDate                         // a month or weekday
	kindBe
	kindHave
	kindDo
	kindLast      // a last name
	kindReign     // king, pope: part of the name of one who has no last name
	kindThing     // none of these: Brexit, Christmas
	kindOrg       // an organization
	kindOrgWord   // begins an organization's name of several words
	kindThingWord // begins the name of a thing of several words
	kindParticle  // inside a name, in lower case: von, de, al
	kindFirm      // a company, team or body, in lower case: retailer, club, shares
	kindSpot      // a place, in lower case: city, village

	kindCue     // may be a cue where no verb stands
	kindPointer // refers back; see pointers
	kindPhrase  // begins one of the phrases that keep a sentence from being a fact wherever they stand in it
)

var (
	//go:embed lexicon/people.txt
	peopleWords string
	//go:embed lexicon/genders.txt
	genderWords string
	//go:embed lexicon/surnames.txt
	surnameWords string
	//go:embed lexicon/titles.txt
	titleWords string
	//go:embed lexicon/roles.txt
	roleWords string
	//go:embed lexicon/bodies.txt
	bodyWords string
	//go:embed lexicon/places.txt
	placeWords string
	//go:embed lexicon/organizations.txt
	organizationWords string
	//go:embed lexicon/things.txt
	thingWords string
	//go:embed lexicon/regions.txt
	regionWords string
	//go:embed lexicon/peoples.txt
	peoplesWords string
	//go:embed lexicon/persons.txt
	personWords string
	//go:embed lexicon/firms.txt
	firmWords string
	//go:embed lexicon/spots.txt
	spotWords string
)

// addKinds puts the word lists into the vocabulary.
func (l *vocabulary) addKinds() {
	l.list(peopleWords, kindFirst, true)
	l.list(surnameWords, kindLast, false)
	l.list(titleWords, kindTitle, true)
	l.list(roleWords, kindRole, false)
	l.list(bodyWords, kindBody, false)
	l.list(placeWords, kindPlace, false)
	l.list(organizationWords, kindOrg, false)
	l.list(thingWords, kindThing, false)
	l.list(regionWords, kindRegion, false)
	l.list(peoplesWords, kindPeople, false)
	l.list(personWords, kindPerson, true)
	l.list(firmWords, kindFirm, false)
	l.list(spotWords, kindSpot, false)
	l.list("king queen pope prince princess emperor empress saint sultan emir sheikh tsar", kindReign, false)
	l.list("january february march april june july august september october november december jan feb aug sept oct nov dec monday tuesday wednesday thursday friday saturday sunday", kindDate, false)
	l.list("be is are was were been being am 's 're 'm isn't wasn't aren't weren't", kindBe, false)
	l.list("have has had having 've 'd haven't hasn't hadn't", kindHave, false)
	l.list("do does did don't doesn't didn't", kindDo, false)
	l.list("de la le du von van der den della di da dos bin ibn al el ben ter of the and for", kindParticle, false)
}

// list adds the words of a list. Lines that begin with # are comments. Where
// sexed, a line begins with m, f, u or p and its words are of that kind too.
func (l *vocabulary) list(words string, kind uint32, sexed bool) {
	for line := range strings.Lines(words) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		k := kind
		for i, w := range strings.Fields(line) {
			if sexed && i == 0 {
				switch w {
				case "m":
					k |= kindMan
				case "f":
					k |= kindWoman
				case "p":
					k |= kindMany
				}
				continue
			}
			if first, _, several := strings.Cut(w, "_"); several {
				begins := kindPlaceWord
				switch kind {
				case kindOrg:
					begins = kindOrgWord
				case kindThing:
					begins = kindThingWord
				}
				l.add(first).kinds |= begins
				l.names.add(phraseHash(strings.Split(w, "_")), begins)
				continue
			}
			e := l.add(w)
			e.kinds |= k
			if kind&(kindRole|kindPerson) != 0 && e.tags&(1<<tagNoun|1<<tagNouns) == 0 {
				if k&kindMany != 0 {
					e.tags |= 1 << tagNouns
				} else {
					e.tags |= 1 << tagNoun
				}
			}
		}
	}
}

// addGenders puts the first names of genders.txt into the vocabulary.
func (l *vocabulary) addGenders() {
	for line := range strings.Lines(genderWords) {
		sex := uint8(kindMan)
		switch line[0] {
		case '#':
			continue
		case 'f':
			sex = uint8(kindWoman)
		case 'u':
			sex = uint8(kindMan | kindWoman)
		}
		for _, w := range strings.Fields(line)[1:] {
			l.add(w).sex = sex
		}
	}
}

// phraseHash returns the hash of several words.
func phraseHash(words []string) uint32 {
	var h uint32
	for _, w := range words {
		h = h*31 + hashOf(w)
	}
	return h
}

// A phraseSet tells of what kind names of several words are, by phraseHash: a
// power of two slots, at most half full. A slot whose hash is 0 is free.
type phraseSet []struct{ hash, kind uint32 }

// slot returns the number of the slot of hash h, or of the one where it belongs.
func (p phraseSet) slot(h uint32) int {
	i := int(h>>7) & (len(p) - 1)
	for p[i].hash != h && p[i].hash != 0 {
		i = (i + 1) & (len(p) - 1)
	}
	return i
}

func (p phraseSet) add(h, kind uint32) { p[p.slot(h)].hash, p[p.slot(h)].kind = h, kind }

// of returns the kind of the name with hash h; 0 where there is none.
func (p phraseSet) of(h uint32) uint32 { return p[p.slot(h)].kind }

// kinds returns the kinds that the word at i is of.
func (d *Document) kinds(i int32) uint32 { return d.tokens[i].kinds }

// namedAt returns how many tokens the longest name of several words from the
// lists takes up at i, and the kind that its first word has; 0 where none begins
// there.
func (d *Document) namedAt(i int32) (found int32, kind uint32) {
	if d.kinds(i)&(kindPlaceWord|kindOrgWord|kindThingWord) == 0 || !d.tokens[i].is(capital) {
		return 0, 0
	}
	h := d.tokens[i].hash
	for n := int32(1); n < 6 && int(i+n) < len(d.tokens) && (d.tokens[i+n].kind == wordToken || d.tokens[i+n].kind == numberToken || d.tokens[i+n].hash == ampersandSign); n++ {
		h = h*31 + d.tokens[i+n].hash
		if k := d.m.words.names.of(h); k != 0 {
			found, kind = n+1, k
		}
	}
	return found, kind
}

// isBe reports whether token i is a form of to be.
func (d *Document) isBe(i int32) bool { return d.kinds(i)&kindBe != 0 }
