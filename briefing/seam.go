package briefing

// A seam is the place where quoted words and the writer's meet. What follows
// needs parts of speech, so it comes after the sentences were cut.

// seam joins sentences that a quotation's own ? or ! cut in two, and ends
// quotations that have lost their closing mark where the writer says who speaks.
func (d *Document) seam() {
	for n := range d.quotations {
		if d.quotations[n].unclosed {
			d.endAtSpeaker(int32(n))
		}
	}
	last := 0
	for n := 1; n < len(d.sentences); n++ {
		if s := d.sentences[n]; d.spokenBefore(s) {
			d.sentences[last].last = s.last
			continue
		}
		last++
		d.sentences[last] = d.sentences[n]
	}
	if last+1 < len(d.sentences) {
		d.sentences = d.sentences[:last+1]
		d.numberSentences()
	}
}

// spokenBefore reports whether the sentence s is no more than who said the
// quotation that ends right before it: “Is it over?” Mr. Weber asked.
func (d *Document) spokenBefore(s tokenSpan) bool {
	if s.first < 3 || d.tokens[s.first].is(afterLine) || d.tokens[s.first-1].kind != markToken || d.tokens[s.first-2].tag != tagMark {
		return false
	}
	q := d.quotationEnding(s.first)
	if q == nil || q.close != s.first || q.last-q.first < 2 {
		return false
	}
	v := d.verbOfSaying(s)
	if v < 0 {
		return false
	}
	e := q.last - 1
	for e > q.first && d.tokens[e].kind == markToken {
		e--
	}
	if stop := &d.tokens[e]; stop.hash == stopSign || stop.kind != stopToken {
		return v+1 >= s.last || d.tokens[v+1].kind == stopToken
	}
	return d.onlyAttributes(v, s)
}

// verbOfSaying returns the verb of saying that s begins with, behind its subject
// and what is said of that between commas, or -1.
func (d *Document) verbOfSaying(s tokenSpan) int32 {
	p := d.phraseStarting(s.first, s)
	if p == nil || p.kind == whPhrase {
		return -1
	}
	k := p.last
	for k < s.last && k < s.first+24 { // a mayor of, a retired worker from a plant,
		if t := &d.tokens[k]; t.hash == commaSign {
			e := k + 1
			for e < s.last && e < k+20 && d.tokens[e].hash != commaSign && d.tokens[e].kind != markToken {
				e++
			}
			if e >= s.last || d.tokens[e].hash != commaSign {
				return -1
			}
			k = e + 1
		} else if t.tag == tagAdv {
			k++
		} else if q := d.phraseStarting(k+1, s); q != nil && (t.hash == ofWord || t.tag == tagAnd) {
			k = q.last
		} else {
			break
		}
	}
	if k < s.last && d.saysAt(k) {
		return k
	}
	return -1
}

// saysAt reports whether token i is a finite verb of saying.
func (d *Document) saysAt(i int32) bool {
	t := &d.tokens[i]
	switch t.tag {
	case tagPast, tagThird, tagPlain, tagPassive:
		e := &d.m.words.entries[t.word]
		return e.verb&(verbSay|verbTell|verbUtter) != 0 || e.cue >= cueOften
	}
	return false
}

// onlyAttributes reports whether nothing is said in the sentence s behind the
// verb v but to whom, when, where and how.
func (d *Document) onlyAttributes(v int32, s tokenSpan) bool {
	if v+1 >= s.last {
		return true
	}
	switch t := &d.tokens[v+1]; {
	case t.kind == stopToken, t.hash == commaSign && v+2 < s.last && d.tokens[v+2].kind != markToken:
		return true
	case t.tag == tagMark:
		return false
	case t.tag == tagAdv, t.tag == tagParticle, t.tag == tagTo, t.tag == tagPrep && t.hash != thatWord, t.hash == whenWord, d.kinds(v+1)&kindDate != 0:
	default:
		p := d.phraseStarting(v+1, s)
		if p == nil || d.m.words.entries[d.tokens[v].word].verb&verbTell == 0 {
			return false
		}
		if p.last < s.last {
			if t := &d.tokens[p.last]; t.tag.verb() || t.tag == tagModal || t.tag == tagTo || t.tag == tagWh {
				return false
			}
		}
	}
	for k := v + 1; k < s.last && k < v+14; k++ {
		if t := &d.tokens[k]; t.kind == markToken || t.hash == colonSign || t.hash == thatWord || t.hash == ifWord || t.hash == whetherWord {
			return false
		}
	}
	return true
}

// endAtSpeaker ends quotation n, which no mark closes, before the first comma
// behind which somebody says it, unless the next paragraph opens it anew.
func (d *Document) endAtSpeaker(n int32) {
	q := &d.quotations[n]
	if d.tokens[q.open].kind != markToken || int(q.last) < len(d.tokens) && d.tokens[q.last].kind == markToken {
		return
	}
	if int(n+1) < len(d.quotations) && d.quotations[n+1].open == q.last {
		return
	}
	for i := q.first + 1; i+2 < q.last; i++ {
		if t := &d.tokens[i]; t.hash != commaSign && t.hash != questionSign && t.hash != exclamationSign {
			continue
		}
		s := tokenSpan{i + 1, min(q.last, i+40)}
		p := d.phraseStarting(i+2, s)
		if !(p != nil && d.saysAt(i+1) && p.kind != pronounPhrase) {
			if v := d.verbOfSaying(s); v < 0 || !d.onlyAttributes(v, s) || d.selfNamed(i+1) {
				continue
			}
		}
		for k := i + 1; k < q.last; k++ {
			d.inQuote[k] = 0
		}
		q.last, q.close = i+1, i+1
		return
	}
}

// selfNamed reports whether token i is a pronoun by which speakers mean
// themselves or whom they speak to.
func (d *Document) selfNamed(i int32) bool {
	h := d.tokens[i].hash
	return h == iWord || h == weWord || h == youWord
}
