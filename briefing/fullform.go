package briefing

// byFullForm returns who is meant where r, a single word, is the last word of a
// longer name elsewhere in the article: that name's bearer, if there is one only.
func (d *Document) byFullForm(r referent, p *phrase) referent {
	f, ok := d.fulls[d.tokens[p.head].hash]
	switch {
	case !ok || d.kinds(f.first)&kindBody != 0:
		return r
	case f.several:
		return nobody
	}
	return referent{entity: -1, resolved: true, phrase: noPhrase, name: f.tokenSpan}
}

// A fullForm is a name of several words by its last.
type fullForm struct {
	tokenSpan
	several bool // other names end in the same word
}

// noteFullForms notes the names of several words.
func (d *Document) noteFullForms() {
	if d.fulls == nil {
		d.fulls = map[uint32]fullForm{}
	}
	clear(d.fulls)
	for n := range d.phrases {
		p := &d.phrases[n]
		if p.kind != namePhrase || p.last-p.first < 2 || d.headlines[d.inSentence[p.first]] || d.kinds(p.head)&(kindBody|kindRegion|kindPlace|kindOrg|kindRole|kindDate) != 0 {
			continue
		}
		first := p.head
		for first > p.first && d.tokens[first-1].tag == tagName && d.kinds(first-1)&(kindTitle|kindRole|kindPeople|kindBody|kindOrg) == 0 {
			first--
		}
		if p.head-first < 1 || p.head-first > 3 {
			continue
		}
		f := fullForm{tokenSpan{first, p.last}, false}
		if o, ok := d.fulls[d.tokens[p.head].hash]; ok {
			f = o
			f.several = o.several || !d.agree(tokenSpan{first, p.last}, o.tokenSpan)
		}
		d.fulls[d.tokens[p.head].hash] = f
	}
}
