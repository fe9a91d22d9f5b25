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

// name finds the named mentions. It labels the runs twice: the second time it
// knows what the same words were taken for elsewhere and what stands beside
// them there.
func (d *Document) name() {
	d.findRuns()
	steps := stepsOf(&d.m.name)
	d.scoreRuns(&d.m.name)
	for n := range d.runs {
		d.labelRun(&d.runs[n], &steps)
	}
	d.remember()
	for n := range d.runs {
		d.recallRun(n, &d.m.name)
		d.labelRun(&d.runs[n], &steps)
	}
	d.relabelKnown()
	d.labelTitled()
	d.labelIntroduced()
	d.findSections()
	d.collect()
	d.join()
}

// relabelKnown gives names from the lists their type where no longer name holds
// them: European Commission President Weber holds two names, and the Champions
// League is none.
func (d *Document) relabelKnown() {
	for n := range d.runs {
		r := &d.runs[n]
		for i := r.first; i < r.last; i++ {
			code, t := d.listed[i], noName
			switch code {
			case listedPlace:
				t = placeName
			case listedBody:
				t = bodyName
			case listedThing:
			default:
				continue
			}
			e := i + 1
			for e < r.last && d.listed[e] == code+1 {
				e++
			}
			if t == noName {
				if d.labels[i]%2 == 1 && (e == r.last || d.labels[e] == uint8(outside) || d.labels[e]%2 == 1) {
					clear(d.labels[i:e])
				}
				i = e - 1
				continue
			}
			if d.labelled(i, e-i, t) {
				continue
			}
			for j := i; j < e; j++ {
				d.labels[j] = uint8(restOf(t))
			}
			d.labels[i] = uint8(firstOf(t))
			if e < r.last && d.labels[e] != uint8(outside) && d.labels[e]%2 == 0 {
				d.labels[e]-- // what follows is a name of its own
			}
			i = e - 1
		}
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

// collect makes mentions of the labels.
func (d *Document) collect() {
	for n := range d.runs {
		r := &d.runs[n]
		for i := r.first; i < r.last; {
			k := typeOf(uint32(d.labels[i]))
			if k == noName {
				i++
				continue
			}
			e := i + 1
			for e < r.last && uint32(d.labels[e]) == restOf(k) {
				e++
			}
			next := e
			for e > i+1 && (d.tokens[e-1].kind != wordToken && d.tokens[e-1].kind != numberToken || d.tokens[e-1].is(clitic)) {
				e--
			}
			d.mention(i, e, k)
			i = next
		}
	}
}

// mention notes that [i, e) names something of type k, or of the type that its
// words are surely of.
func (d *Document) mention(i, e int32, k nameType) {
	if n := len(d.mentions); n > 0 && k == bodyName && e == i+1 && d.kinds(i)&kindBody != 0 && d.mentions[n-1].last == i && !d.tokens[i].is(afterLine) {
		d.mentions[n-1].last, d.mentions[n-1].kind = e, bodyName // Brandt Bank
		return
	}
	if i > 0 && k == personName && d.kinds(i-1)&kindReign != 0 && d.tokens[i-1].is(capital) && e == i+1 && !d.tokens[i].is(afterLine) {
		i-- // King Olav
	}
	for i > 0 && k == personName && d.tokens[i-1].is(lowerCase) && d.kinds(i-1)&kindParticle != 0 && !d.joins(i-1) {
		i-- // von der Leyen
	}
	if d.span(tokenSpan{i, e}).Len() <= maxName {
		d.mentions = append(d.mentions, mention{tokenSpan{i, e}, k, -1})
	}
}

// joins reports whether the particle at i is one of any English text: of, the.
func (d *Document) joins(i int32) bool {
	switch d.tokens[i].hash {
	case ofWord, theWord, andWord, forWord:
		return true
	}
	return false
}
