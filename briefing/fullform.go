package briefing

// byFullForm returns who is meant where r, a single word, is the last word of a
// longer name elsewhere in the article: that name's bearer, if there is one only.
func (d *Document) byFullForm(r referent, p *phrase) referent {
	f := d.fullForm(d.tokens[p.head].hash)
	switch {
	case f == nil || d.kinds(f.first)&kindBody != 0:
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

// fullForm returns the name of several words that ends in the word with this
// hash, the first one where there are several; nil for none.
func (d *Document) fullForm(word uint32) *fullForm {
	if n := d.fullsBy.of(word); n >= 0 {
		return &d.fulls[n]
	}
	return nil
}

// noteFullForms notes the names of several words.
func (d *Document) noteFullForms() {
	d.fulls = d.fulls[:0]
	d.fullsBy.reset(len(d.mentions))
	for n := range d.phrases {
		p := &d.phrases[n]
		if p.kind != namePhrase || p.last-p.first < 2 || d.kinds(p.head)&(kindBody|kindRegion|kindPlace|kindOrg|kindRole|kindDate) != 0 || d.inHeadline(p.first) {
			continue
		}
		first := p.head
		for first > p.first && d.tokens[first-1].tag == tagName && d.kinds(first-1)&(kindTitle|kindRole|kindPeople|kindBody|kindOrg) == 0 {
			first--
		}
		if p.head-first < 1 || p.head-first > 3 {
			continue
		}
		word := d.tokens[p.head].hash
		if f := d.fullForm(word); f != nil {
			f.several = f.several || !d.agree(tokenSpan{first, p.last}, f.tokenSpan)
			continue
		}
		d.fullsBy.put(word, int32(len(d.fulls)))
		d.fulls = append(d.fulls, fullForm{tokenSpan{first, p.last}, false})
	}
}
