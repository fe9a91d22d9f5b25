package briefing

import "strings"

// A phraseKind tells what heads a phrase.
type phraseKind uint8

const (
	commonPhrase  phraseKind = iota // the ministry, two people, polls
	namePhrase                      // Anna Weber, Beijing
	pronounPhrase                   // he, they, I, it
	whPhrase                        // who, which, that after a noun
	possPhrase                      // his, their: before a noun, part of another phrase
	ownerPhrase                     // Weber's in Weber's claim: part of another phrase, the 's left out
)

// A phrase is a base noun phrase: determiners, adjectives, nouns and names up
// to the head, nothing after it. Phrases are in order of their first token.
type phrase struct {
	tokenSpan
	head int32
	kind phraseKind
}

// chunk finds the noun phrases.
func (d *Document) chunk() {
	for _, s := range d.segments {
		d.chunkSegment(s)
	}
	d.phraseAt = grown(d.phraseAt, len(d.tokens))
	for n := len(d.phrases) - 1; n >= 0; n-- { // the longer comes first and wins
		p := &d.phrases[n]
		for i := p.first; i < p.last; i++ {
			d.phraseAt[i] = int32(n) + 1
		}
	}
}

func (d *Document) chunkSegment(s tokenSpan) {
	const opens = 1<<tagPron | 1<<tagWh | 1<<tagDet | 1<<tagPoss | 1<<tagAdj | 1<<tagNumber | 1<<tagNoun | 1<<tagNouns | 1<<tagName | 1<<tagPassive | 1<<tagIng
	for i := s.first; i < s.last; {
		t := &d.tokens[i]
		if opens>>t.tag&1 == 0 {
			i++
			continue
		}
		switch t.tag {
		case tagPron:
			d.phrases = append(d.phrases, phrase{tokenSpan{i, i + 1}, i, pronounPhrase})
			i++
			continue
		case tagWh:
			if isRelative(t.hash) {
				d.phrases = append(d.phrases, phrase{tokenSpan{i, i + 1}, i, whPhrase})
			}
			i++
			continue
		}
		if !d.startsPhrase(i) {
			i++
			continue
		}
		i = d.chunkOne(i, s.last)
	}
}

// isRelative reports whether a wh-word may stand for somebody.
func isRelative(h uint32) bool { return h == whoWord || h == whichWord || h == thatWord }

// startsPhrase reports whether a noun phrase may begin at token i.
func (d *Document) startsPhrase(i int32) bool {
	switch t := &d.tokens[i]; t.tag {
	case tagDet, tagPoss, tagAdj, tagNumber, tagNoun, tagNouns, tagName:
		return true
	case tagPassive, tagIng:
		return i+1 < int32(len(d.tokens)) && t.is(capital) && d.tokens[i+1].tag == tagName && !d.tokens[i+1].is(afterLine)
	}
	return false
}

// endsPhrase reports whether the noun at i ends its phrase though a name follows:
// those that say what somebody is go on with the name.
func (d *Document) endsPhrase(i int32) bool {
	t := &d.tokens[i]
	if t.tag == tagName || t.is(capital) || d.kinds(i)&(kindRole|kindPerson|kindBody) != 0 {
		return false
	}
	w := d.text(i)
	for _, end := range []string{"er", "or", "ist", "man", "ee", "ian", "ant", "ent", "ive"} {
		if strings.HasSuffix(w, end) {
			return false
		}
	}
	return true
}

// chunkOne takes the phrase that begins at token i and returns the token after
// it. Owners within it are phrases of their own, listed after it.
func (d *Document) chunkOne(i, last int32) int32 {
	first, head := i, int32(-1)
	n := len(d.phrases)
	d.phrases = append(d.phrases, phrase{})
	owner := first
	var owners [4]phrase
	owned := 0
	add := func(p phrase) {
		if owned < len(owners) {
			owners[owned] = p
			owned++
		}
	}
	for ; i < last; i++ {
		t := &d.tokens[i]
		if i > first && (t.is(afterLine) || t.tag == tagDet || t.tag == tagPoss && head >= 0) {
			break
		}
		switch t.tag {
		case tagPoss:
			add(phrase{tokenSpan{i, i + 1}, i, possPhrase})
			owner = i + 1
			continue
		case tagDet:
			continue
		case tagNoun, tagNouns, tagName:
			if head >= 0 && head == i-1 && t.tag == tagName && d.endsPhrase(head) {
				break // an incident Weber brought up
			}
			head = i
			continue
		case tagAdj, tagNumber:
			if head >= 0 && t.tag == tagAdj && !t.is(capital) && i+1 < last && !d.tokens[i+1].tag.nominal() {
				break
			}
			continue
		case tagGenitive:
			if head >= 0 && head == i-1 && owner < i {
				add(phrase{tokenSpan{owner, i}, head, ownerPhrase})
				owner = i + 1
				if i+1 < last && d.startsPhrase(i+1) && d.tokens[i+1].tag != tagDet {
					continue
				}
				i++
			}
		case tagAnd:
			if t.hash == ampersandSign && head == i-1 && i+1 < last && d.tokens[i+1].is(capital) {
				continue
			}
		case tagPassive, tagIng, tagAdv:
			if i+1 < last && d.tokens[i+1].tag.nominal() && d.tokens[i+1].tag != tagPron && head < 0 {
				continue
			}
		}
		break
	}
	if head < 0 { // the, this, many, 40: stands alone where a verb follows
		head = i - 1
		for head > first && d.tokens[head].tag == tagGenitive {
			head--
		}
	}
	k := commonPhrase
	if d.tokens[head].tag == tagName {
		k = namePhrase
	}
	end := head + 1
	if d.span(tokenSpan{first, end}).Len() > maxName {
		d.phrases = d.phrases[:n]
		return max(i, end)
	}
	d.phrases[n] = phrase{tokenSpan{first, end}, head, k}
	for _, o := range owners[:owned] {
		if o.first == first && o.last == end {
			continue
		}
		d.phrases = append(d.phrases, o)
	}
	return max(i, end)
}
