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

// name finds the named mentions. It reads the names twice: the second time it
// knows what the same words were taken for elsewhere and what stands beside
// them there.
func (d *Document) name() {
	d.findRuns()
	d.scoreRuns(&d.m.name)
	d.labelRuns(&d.m.name)
	d.remember()
	d.recallRuns(&d.m.name)
	d.labelRuns(&d.m.name)
	d.relabelKnown()
	d.labelTitled()
	d.labelIntroduced()
	d.collect()
	d.join()
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
