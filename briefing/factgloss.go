package briefing

// A leaning is how a sentence leans on what stands before it, where that can be
// shown beside it.
type leaning struct {
	at     int32 // the word that points back, or noPointing
	entity int32 // whom it means, where that is known; else -1
	before int32 // the candidate that it leans on, where entity is -1
}

// minLeaningWords is the fewest words for which another sentence is worth showing.
const minLeaningWords = 10

// lean finds what the word at, for which c dangles, points to: the one person
// whom it can mean or, where that is not known, the sentence before, if that
// stands alone. It is false where neither can be shown.
func (d *Document) lean(c *candidate, at int32) bool {
	if !d.english {
		return false
	}
	kind := pointers.at(d.tokens[at].hash)
	if kind == self { // a speaker's own words, or the writer's
		return d.claimant(c) != ""
	}
	c.leans = leaning{at: at, entity: -1}
	if b, ok := d.boundAt(at); ok && b.entity >= 0 {
		c.leans.entity = b.entity
		return true
	}
	k := len(d.picks) - 1
	if k < 0 || c.words < minLeaningWords || d.inQuote[at] > 0 {
		return false
	}
	p := &d.picks[k]
	if p.flaw != flawless || p.leans.at != noPointing || d.tokens[p.last-1].end > d.tokens[c.first].start || kind == person && !d.namesPerson(p.tokenSpan) {
		return false
	}
	c.leans.before = int32(k)
	return true
}

// namesPerson reports whether s names or describes a person.
func (d *Document) namesPerson(s tokenSpan) bool {
	for n := d.mentionBefore(s.first); n < int32(len(d.mentions)) && d.mentions[n].first < s.last; n++ {
		if d.mentions[n].kind == personName {
			return true
		}
	}
	for i := s.first; i < s.last; i++ {
		if t := &d.tokens[i]; t.kind == wordToken && (t.tag == tagNoun || t.tag == tagNouns) && d.personNoun(i) {
			return true
		}
	}
	return false
}

// gloss tells what c leans on: "he: Tomas Reyl", or the sentence before.
func (d *Document) gloss(c *candidate) string {
	l := &c.leans
	switch {
	case l.at == noPointing:
		return ""
	case l.entity >= 0:
		return d.text(l.at) + ": " + d.words(d.subjects[l.entity].best)
	}
	return "after “" + d.shortened(d.picks[l.before].tokenSpan) + "”"
}
