package briefing

// A signature is a name behind a dash, or on a line of its own, that says whose
// the words before it are: “…” — Anna Weber, poet.

// Bounds of signatures.
const (
	maxSignature   = 18 // tokens behind the dash
	signatureScore = 2.5
)

// sign attributes quotations and posts to those who sign them.
func (d *Document) sign() {
	end := d.storyEnd()
	k := 0 // the first quotation that ends in or after the paragraph
	for n, p := range d.paragraphs {
		if d.inSentence[p.first] >= end {
			break
		}
		for k < len(d.quotations) && d.quotations[k].close <= p.first {
			k++
		}
		i := d.signatureIn(p)
		if i < 0 {
			continue
		}
		s := tokenSpan{i, p.last}
		source := d.signer(s)
		if source == noPhrase {
			continue
		}
		var said tokenSpan
		switch {
		case i > p.first:
			if q := d.quotationEnding(i); q != nil && q.close == i && q.open == p.first {
				said = d.inside(q)
			} else if d.signsPost(s) {
				said = d.post(tokenSpan{p.first, i})
			}
		case n > 0:
			b := d.paragraphs[n-1]
			if q := d.quotationEnding(i); q != nil && q.close == b.last && q.open == b.first {
				said = d.inside(q)
			} else if d.signsPost(s) {
				said = d.post(b)
			}
		}
		if said.first >= said.last {
			continue
		}
		a := attribution{cue: cue{i, d.inSentence[i], 0}, source: source, way: before, certain: true, score: signatureScore}
		a.addPart(said)
		d.attributions = append(d.attributions, a)
	}
}

// signatureIn returns the token at which paragraph p has a signature, or -1: its
// last dash, or its beginning where it is one line.
func (d *Document) signatureIn(p tokenSpan) int32 {
	for i := p.last - 1; i >= p.first && i > p.last-maxSignature; i-- {
		if t := &d.tokens[i]; t.kind == dashToken && (i == p.first || t.is(afterSpace) || d.closesAt(i-1)) {
			return i
		}
	}
	if p.last-p.first <= maxSignature && p.first > 0 && d.closesAt(p.first-1) {
		return p.first
	}
	return -1
}

// signer returns the phrase that names who signs in s: with a dash before it, it
// goes on with no more than a comma or bracket; with none it is a person's name,
// a comma and what they are.
func (d *Document) signer(s tokenSpan) int32 {
	i := s.first
	dash := d.tokens[i].kind == dashToken
	if dash {
		i++
	}
	p := d.phraseStarting(i, s)
	if p == nil || p.kind != namePhrase && (!dash || d.kinds(p.head)&(kindRole|kindPerson) == 0) {
		return noPhrase
	}
	if p.last < s.last {
		switch t := &d.tokens[p.last]; {
		case t.hash == commaSign:
		case !dash:
			return noPhrase
		case t.kind != stopToken && t.kind != openToken:
			return noPhrase
		}
	} else if !dash {
		return noPhrase
	}
	for k := p.last; k < s.last; k++ {
		switch t := &d.tokens[k]; {
		case t.kind == markToken, t.tag == tagModal, !dash && (t.tag.verb() || t.tag == tagPron || t.kind == stopToken && k+1 < s.last):
			return noPhrase
		case t.tag == tagPast || t.tag == tagThird || t.tag == tagPlain:
			return noPhrase
		}
	}
	return d.phraseAt[i] - 1
}

// post returns the words of a post that fills s; none where s holds markup.
func (d *Document) post(s tokenSpan) tokenSpan {
	if d.tokens[s.first].hash == lessSign {
		return tokenSpan{}
	}
	return d.spoken(s)
}

// signsPost reports whether an account's name stands behind the name in s:
// — Anna Weber (@weber) 4 May
func (d *Document) signsPost(s tokenSpan) bool {
	for i := s.first; i+1 < s.last; i++ {
		if d.tokens[i].kind == openToken {
			return d.tokens[i+1].hash == atSign
		}
	}
	return false
}
