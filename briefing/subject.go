package briefing

// subjectOf returns the phrase that is the subject of the verb whose words begin
// at token v of s, as far as the order of words tells, or noPhrase. What stands
// between commas or in a relative clause is stepped over.
//
//	Two people who met Weber said …        Two people
//	The mayor, who is ill, and Weber said  The mayor
//	Weber praised the plan and said        Weber
//	Weber left the room, saying            Weber
//	Weber has said it is late and has left Weber
func (d *Document) subjectOf(v int32, s tokenSpan) int32 {
	return d.subjectBefore(v, s, 3)
}

func (d *Document) subjectBefore(v int32, s tokenSpan, depth int) int32 {
	fallback := noPhrase
	k := v - 1
	for steps := 0; steps < 12 && k >= s.first; steps++ {
		t := &d.tokens[k]
		if n := d.phraseAt[k]; n > 0 && d.phrases[n-1].last == k+1 {
			p := &d.phrases[n-1]
			if p.first == s.first {
				return n - 1
			}
			b := &d.tokens[p.first-1]
			switch {
			case p.kind == whPhrase:
				return n - 1
			case b.tag == tagTo || b.tag == tagPrep && joinsNouns(b.hash), b.tag == tagAnd && b.hash != butWord:
				if fallback == noPhrase || b.tag == tagPrep {
					fallback = n - 1
				}
				k = p.first - 2
				if b.tag == tagAnd && (k < s.first || d.phraseAt[k] == 0 || d.objectAt(k, s)) {
					return n - 1
				}
				continue
			case b.tag.verb() && d.m.words.entries[b.word].verb == 0:
				if w := d.relativeBefore(p.first-1, s); w > s.first {
					fallback = n - 1
					k = w - 1
					continue
				}
			}
			return n - 1
		}
		switch {
		case t.tag == tagAdv:
			k--
			continue
		case t.tag == tagAnd && depth > 0 && d.kinds(v)&kindHave != 0:
			if i := d.sameAuxiliary(v, k, s); i >= 0 {
				return d.subjectBefore(i, s, depth-1)
			}
			return d.subjectOfLast(k, s, depth)
		case t.tag == tagAnd || t.tag == tagIng || t.tag == tagTo:
			return d.subjectOfLast(k, s, depth)
		case t.tag == tagMark:
			if o := d.openerOf(k, s); o > s.first {
				k = o - 1
				continue
			}
			if depth > 0 && t.hash == commaSign {
				return d.subjectOfLast(k, s, depth)
			}
		case t.tag.verb() || t.tag == tagParticle || t.tag == tagPrep:
			return d.subjectOfLast(k+1, s, depth)
		}
		break
	}
	return fallback
}

// objectAt reports whether the phrase that holds token k stands behind a verb.
func (d *Document) objectAt(k int32, s tokenSpan) bool {
	p := &d.phrases[d.phraseAt[k]-1]
	return p.first > s.first && d.tokens[p.first-1].tag.verb()
}

// joinsNouns reports whether a preposition with hash h mostly joins a noun to
// what stands before it: of, but not after or because.
func joinsNouns(h uint32) bool {
	switch h {
	case ofWord, inWord, atWord, onWord, byWord, fromWord, closeWord, forWord, withWord, aboutWord, againstWord, overWord, betweenWord:
		return true
	}
	return false
}

// relativeBefore returns the who, which or that whose clause the verb at i is in,
// or -1.
func (d *Document) relativeBefore(i int32, s tokenSpan) int32 {
	for k := i - 1; k >= s.first && k > i-12; k-- {
		t := &d.tokens[k]
		if t.tag == tagWh && isRelative(t.hash) {
			return k
		}
		if t.tag == tagMark || t.tag == tagAnd {
			return -1
		}
	}
	return -1
}

// openerOf returns the comma, dash or bracket that opens what the one at k
// closes, or -1.
func (d *Document) openerOf(k int32, s tokenSpan) int32 {
	c := &d.tokens[k]
	for o := k - 1; o >= s.first && o > k-40; o-- {
		t := &d.tokens[o]
		switch {
		case t.kind == markToken || t.kind == stopToken:
			return -1
		case c.kind == commaToken && t.hash == commaSign, c.kind == dashToken && t.kind == dashToken, c.kind == closeToken && t.kind == openToken:
			if c.kind == commaToken && d.tokens[o+1].tag == tagAnd {
				continue // A, B, and C
			}
			return o
		}
	}
	return -1
}

// sameAuxiliary returns the last token before k that is the same form of have as v,
// or -1.
func (d *Document) sameAuxiliary(v, k int32, s tokenSpan) int32 {
	for i := k - 1; i >= s.first && i > k-60; i-- {
		if t := &d.tokens[i]; t.hash == d.tokens[v].hash && t.tag.finite() && d.inQuote[i] == d.inQuote[v] {
			return i
		}
	}
	return -1
}

// subjectOfLast returns the subject of the last finite verb before token k.
func (d *Document) subjectOfLast(k int32, s tokenSpan, depth int) int32 {
	if depth == 0 {
		return noPhrase
	}
	for i := k - 1; i >= s.first && i > k-60; i-- {
		if !d.tokens[i].tag.finite() || d.inQuote[i] != d.inQuote[k] {
			continue
		}
		p := d.subjectBefore(i, s, depth-1)
		if p != noPhrase && d.phrases[p].kind == whPhrase && d.phrases[p].first > s.first {
			if n := d.phraseAt[d.phrases[p].first-1]; n > 0 && d.tokens[k].tag == tagMark {
				return n - 1
			}
		}
		return p
	}
	return noPhrase
}
