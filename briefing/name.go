package briefing

// A nameType tells what a name is of.
type nameType uint8

const (
	noName nameType = iota
	personName
	bodyName // an organization
	placeName
	nameTypes
)

// A mention is a place in the text where a person, an organization or a place
// is named.
type mention struct {
	tokenSpan
	kind   nameType
	entity int32 // its number
}

// The labels of tokens: outside a name, the first token of one, a later one.
const (
	outside    uint32 = 0
	labelCount uint32 = 2*uint32(nameTypes) - 1
)

// firstOf and restOf return the labels of a name's first and later tokens.
func firstOf(k nameType) uint32 { return 2*uint32(k) - 1 }
func restOf(k nameType) uint32  { return 2 * uint32(k) }

// typeOf returns the type of name that a label is part of.
func typeOf(label uint32) nameType { return nameType((label + 1) / 2) }

// name finds the named mentions.
func (d *Document) name() {
	d.labels = grown(d.labels, len(d.tokens))
	if d.seen == nil {
		d.seen = map[uint32]votes{}
	}
	clear(d.seen)
	clear(d.labels)
	if d.index == nil {
		d.index = map[uint32]int32{}
	}
	clear(d.index)
	d.labelRuns(&d.m.name)
	d.remember()
	d.labelRuns(&d.m.name)
	d.relabelKnown()
	d.collect()
	d.join()
}

// labelRuns labels every run of words with capitals.
func (d *Document) labelRuns(m *classModel) {
	for _, s := range d.segments {
		for i := s.first; i < s.last; {
			if !d.tokens[i].is(capital) || d.tokens[i].kind != wordToken {
				i++
				continue
			}
			end := d.runEnd(i, s.last)
			run := tokenSpan{i, end}
			prev := outside
			for ; i < end; i++ {
				d.features = d.nameFeatures(i, run, s, prev, d.features[:0])
				prev = bestLabel(m, d.features, prev)
				d.labels[i] = uint8(prev)
			}
		}
	}
}

// runEnd returns the end of the run of words with capitals that begins at i:
// particles and signs inside a name do not end it.
func (d *Document) runEnd(i, last int32) int32 {
	end := i + 1
	for k := i + 1; k < last && k < i+64; {
		t := &d.tokens[k]
		switch {
		case t.is(afterLine), d.kinds(k)&kindDate != 0, d.kinds(i)&kindDate != 0:
			return end
		case t.kind == wordToken && (t.is(capital) || d.capitalInside(k)) || t.kind == numberToken && k == end:
			k++
			end = k
		case t.kind == wordToken && d.kinds(k)&kindParticle != 0, t.hash == ampersandSign, t.tag == tagGenitive,
			t.kind == dashToken && !t.is(afterSpace), t.kind == stopToken && !t.is(afterSpace):
			k++
			if k-end > 3 {
				return end
			}
		default:
			return end
		}
	}
	return end
}

// capitalInside reports whether the word at i begins with a particle and a
// hyphen before its capital, as al-Sabah does.
func (d *Document) capitalInside(i int32) bool {
	w := d.text(i)
	for k := 2; k < len(w)-1 && k < 5; k++ {
		if w[k] == '-' {
			return asciiClass[w[k+1]] == classUpper
		}
	}
	return false
}

// bestLabel returns the label that scores highest after prev.
func bestLabel(m *classModel, features []uint32, prev uint32) uint32 {
	sums := m.scores(features)
	best := outside
	for l := outside + 1; l < labelCount; l++ {
		if sums[l] > sums[best] && follows(l, prev) {
			best = l
		}
	}
	return best
}

// follows reports whether label l may stand after prev: a later token needs one
// of the same name before it.
func follows(l, prev uint32) bool {
	return l == outside || l%2 == 1 || prev == l || prev == l-1
}

// nameFeatures appends what token i of a run in segment s is like, for its
// label; prev is the label before it.
func (d *Document) nameFeatures(i int32, run, s tokenSpan, prev uint32, f []uint32) []uint32 {
	t := &d.tokens[i]
	word := d.text(i)
	shape := uint32(t.flags&(capital|allCaps|dotted)) | uint32(t.kind)<<9
	if len(word) == 1 {
		shape |= 1 << 8
	}
	k0 := d.kinds(i)
	var k1, k2, kr uint32 // before, after, the run's last
	w1, w2 := d.nearWord(i, -1, s), d.nearWord(i, 1, s)
	if i > s.first {
		k1 = d.kinds(i - 1)
	}
	if i+1 < s.last {
		k2 = d.kinds(i + 1)
	}
	kr = d.kinds(run.last - 1)
	before, behind := d.nearWord(run.first, -1, s), d.nearWord(run.last-1, 1, s)
	place := uint32(0)
	if d.namedAt(i, kindPlaceWord) > 0 {
		place = 1
	} else if i > run.first && d.namedAt(i-1, kindPlaceWord) > 1 || i > run.first+1 && d.namedAt(i-2, kindPlaceWord) > 2 {
		place = 2
	}
	if d.namedAt(i, kindOrgWord) > 0 {
		place |= 4
	} else {
		for k := max(run.first, i-5); k < i; k++ {
			if d.namedAt(k, kindOrgWord) > i-k {
				place |= 8
			}
		}
	}
	length := min(uint32(run.last-run.first), 6)
	pos := min(uint32(i-run.first), 4)
	begins := flag(i == s.first)
	known := d.m.words.entries[t.word].tags
	seen := d.seen[t.hash].most()
	var seenNext uint32
	if i+1 < run.last {
		seenNext = d.seen[d.tokens[i+1].hash].most()
	}
	opens := flag(run.first > s.first && d.tokens[run.first-1].kind == openToken) | flag(run.last < s.last && d.tokens[run.last].kind == openToken)<<1
	const sort = kindThing | kindOrg | kindFirst | kindLast | kindPlace | kindBody | kindRegion | kindTitle | kindPeople | kindRole
	var k3 uint32
	if i+2 < s.last {
		k3 = d.kinds(i + 2)
	}
	return append(f,
		mix2(325, suffix(word, 4), prev), mix2(326, before, behind), mix2(327, length, before), mix2(328, length, behind), mix2(329, opens, length),
		mix2(330, k0&sort, k2&sort), mix2(331, k1&sort, k0&sort+prev), mix2(332, k2&sort, k3&sort), mix2(333, kr&sort, before), mix2(334, kr&sort, length*8+pos),
		mix2(335, w2, shape), mix2(341, uint32(d.seen[t.hash].signs), prev), mix2(342, uint32(d.seen[t.hash].signs), seen), mix2(343, uint32(d.seen[d.tokens[run.last-1].hash].signs), pos*8+prev), mix2(336, d.nearWord(i, 2, s), prev), mix2(337, seen, kr&sort), mix2(338, d.tokens[run.last-1].hash, pos),
		mix(300, prev), mix(301, t.hash), mix2(302, t.hash, prev), mix2(303, suffix(word, 3), prev), mix2(304, shape, prev),
		mix2(305, k0, prev), mix2(306, k1, prev), mix2(307, k2, prev), mix2(308, k0, k2), mix2(309, w1, prev), mix2(310, w2, prev),
		mix2(311, before, pos), mix2(312, behind, prev), mix2(313, length, pos*8+prev), mix2(314, place, prev), mix2(339, place, length), mix2(340, place, k0&sort), mix2(315, kr, prev),
		mix2(316, known, prev*2+begins), mix2(317, seen, prev), mix2(318, seenNext, prev), mix2(319, k0, k1), mix2(320, uint32(t.tag), prev*2+begins),
		mix2(321, d.nearWord(i, -2, s), w1), mix2(322, k0&(kindFirst|kindPlace|kindBody), kr), mix2(323, suffix(word, 2), length), mix2(324, w1, w2),
	)
}

// remember notes what the words of names were taken for, so that a surname on
// its own is read as the full name is.
func (d *Document) remember() {
	for i := range d.tokens {
		l := uint32(d.labels[i])
		if l == outside {
			continue
		}
		h := d.tokens[i].hash
		if d.kinds(int32(i))&kindParticle != 0 {
			continue
		}
		k := typeOf(l)
		v := d.seen[h]
		by := uint8(1)
		if l == restOf(k) || i+1 < len(d.tokens) && uint32(d.labels[i+1]) == restOf(k) {
			by = 2 // longer names say more
		}
		if v.types[k] < 200 {
			v.types[k] += by
		}
		v.signs |= d.signsOf(int32(i))
		d.seen[h] = v
	}
}

// votes count what a word was taken for, with the signs that stand around it.
type votes struct {
	types [nameTypes]uint8
	signs uint8
}

// signsOf tells what stands next to the name's word at i that says of what kind
// it is: in, said, Mr., Inc., shares.
func (d *Document) signsOf(i int32) (f uint8) {
	if i > 0 {
		p := &d.tokens[i-1]
		switch {
		case p.hash == inWord || p.hash == atWord || p.hash == closeWord:
			f |= 1
		case d.kinds(i-1)&kindTitle != 0:
			f |= 2
		case d.kinds(i-1)&kindFirst != 0 && p.is(capital):
			f |= 4
		case p.hash == theWord:
			f |= 8
		}
	}
	if i+1 < int32(len(d.tokens)) {
		n := &d.tokens[i+1]
		switch {
		case d.m.words.entries[n.word].verb&(verbSay|verbTell) != 0 && n.tag.verb():
			f |= 16
		case d.kinds(i+1)&kindBody != 0 && n.is(capital):
			f |= 32
		case n.kind == openToken:
			f |= 64
		case n.hash == whoWord:
			f |= 128
		}
	}
	return f
}

// most returns a number for the type that has most votes: 0 where there are
// none, and another one where a quarter of the votes or more are not for it.
func (v votes) most() uint32 {
	best, all := noName, 0
	for k := personName; k < nameTypes; k++ {
		all += int(v.types[k])
		if v.types[k] > v.types[best] {
			best = k
		}
	}
	if best == noName {
		return 0
	}
	return uint32(best)*2 + flag(4*int(v.types[best]) < 3*all)
}

// relabelKnown gives names from the lists their type where no longer name holds
// them: European Commission President Weber holds two names.
func (d *Document) relabelKnown() {
	for i := int32(0); i < int32(len(d.tokens)); i++ {
		k := d.kinds(i)
		if k&(kindOrgWord|kindPlaceWord) == 0 || !d.tokens[i].is(capital) {
			continue
		}
		n, t := d.namedAt(i, kindOrgWord), bodyName
		if n == 0 {
			n, t = d.namedAt(i, kindPlaceWord), placeName
		}
		if n == 0 {
			continue
		}
		if d.labelled(i, n, t) {
			continue
		}
		for j := i; j < i+n; j++ {
			d.labels[j] = uint8(restOf(t))
		}
		d.labels[i] = uint8(firstOf(t))
		if j := i + n; j < int32(len(d.tokens)) && d.labels[j] != uint8(outside) && d.labels[j]%2 == 0 {
			d.labels[j]-- // what follows is a name of its own
		}
		i += n - 1
	}
}

// labelled reports whether the n tokens from i are, or are part of, one name of
// type t or, for a place, of an organization.
func (d *Document) labelled(i, n int32, t nameType) bool {
	k := typeOf(uint32(d.labels[i]))
	if k != t && (k != bodyName || t != placeName) {
		return false
	}
	for j := i + 1; j < i+n; j++ {
		if uint32(d.labels[j]) != restOf(k) {
			return false
		}
	}
	return true
}

// personAt reports whether the name [i, e) is surely a person's: a first name and
// one or two more words, or what stands right behind a role in lower case.
func (d *Document) personAt(i, e int32) bool {
	if e-i < 2 || e-i > 3 || d.kinds(e-1)&(kindBody|kindRegion|kindOrg|kindPlace|kindThing|kindRole) != 0 {
		return false
	}
	k := d.kinds(i)
	if k&kindFirst != 0 && k&(kindPlace|kindOrg|kindRegion|kindBody) == 0 {
		return true
	}
	return i > 0 && d.tokens[i-1].is(lowerCase) && d.kinds(i-1)&kindRole != 0 && k&(kindPlace|kindOrg|kindPeople) == 0 && !d.tokens[i].is(afterLine)
}

// collect makes mentions of the labels.
func (d *Document) collect() {
	for i := int32(0); i < int32(len(d.tokens)); i++ {
		l := uint32(d.labels[i])
		if l == outside {
			continue
		}
		k := typeOf(l)
		j := i + 1
		for j < int32(len(d.tokens)) && uint32(d.labels[j]) == restOf(k) && !d.tokens[j].is(afterLine) {
			j++
		}
		e := j
		for e > i+1 && (d.tokens[e-1].kind != wordToken && d.tokens[e-1].kind != numberToken || d.tokens[e-1].is(clitic)) {
			e--
		}
		if k != personName && e-i > 2 && d.kinds(i)&(kindRole|kindTitle) != 0 && d.kinds(e-1)&(kindBody|kindRegion|kindOrg|kindPlace|kindRole) == 0 && d.kinds(i+1)&kindParticle == 0 {
			k = personName // Captain Oddvar Lien
		}
		if k != personName && d.personAt(i, e) {
			k = personName // sheriff Walt Greer
		}
		if n := len(d.mentions); n > 0 && k == bodyName && e == i+1 && d.kinds(i)&kindBody != 0 && d.mentions[n-1].last == i && !d.tokens[i].is(afterLine) {
			d.mentions[n-1].last, d.mentions[n-1].kind = e, bodyName // Brandt Bank
			i = j - 1
			continue
		}
		if i > 0 && k == personName && d.kinds(i-1)&kindReign != 0 && d.tokens[i-1].is(capital) && e == i+1 && !d.tokens[i].is(afterLine) {
			i-- // King Olav
		}
		if d.span(tokenSpan{i, e}).Len() <= maxName {
			d.mentions = append(d.mentions, mention{tokenSpan{i, e}, k, -1})
		}
		i = j - 1
	}
}
