package briefing

// maxReach bounds how many tokens from the cue a boundary is looked for.
const maxReach = 400

// mayEnd reports whether the content of the cue c that begins at a, in the
// form f, can end before token b, in a sentence of which last is the end. A clause
// goes on to a mark or an and; a phrase may end at a preposition as well, and what
// a noun attributes at a verb: calls for more troops have come.
func (d *Document) mayEnd(b, last int32, f form, c *cueWord) bool {
	if b >= last {
		return true
	}
	if d.tokens[b-1].tag == tagMark {
		return false
	}
	t := &d.tokens[b]
	switch t.kind {
	case commaToken, stopToken, dashToken, openToken, closeToken:
		return true
	case markToken:
		return d.inQuote[b] == 0
	}
	if f == aClause || f == aThat || f == aQuoted {
		return t.tag == tagAnd && f != aQuoted
	}
	switch t.tag {
	case tagAnd:
		return true
	case tagPrep, tagTo, tagWh:
		return f != aTo && f != otherForm
	case tagPast, tagThird, tagPlain, tagModal:
		return tag(c.tag) == tagNoun || tag(c.tag) == tagNouns
	case tagName, tagNouns, tagNoun:
		return d.kinds(b)&kindDate != 0
	}
	return false
}

// trimmed returns where the tokens from a to b end without the marks and stops
// that close them, of which it leaves out maxMarks at most.
func (d *Document) trimmed(a, b int32) int32 {
	least := max(a+1, b-maxMarks)
	for b > least && d.tokens[b-1].tag == tagMark {
		b--
	}
	return b
}

// A beginning is what a content that begins at a token is like, the same for
// every end that it may have.
type beginning struct {
	first   int32
	form    form
	started uint32 // its first token: that, or its kind
	sub     uint32 // the word that makes its first clause a lesser one: while, if
	verb    uint32 // the classes of its cue
}

// begun returns what the content of the cue c that begins at a is like.
func (d *Document) begun(a int32, c *cueWord, s tokenSpan) beginning {
	b := beginning{first: a, form: d.formAt(a, s), started: uint32(d.tokens[a].kind) & 15, verb: c.verb}
	if d.tokens[a].hash == thatWord {
		b.started = 15
	}
	for k := a; k < a+2 && k < s.last; k++ {
		if t := &d.tokens[k]; t.tag == tagPrep && t.hash != thatWord || t.tag == tagWh {
			b.sub = t.hash
			break
		}
	}
	return b
}

// nextClause tells what begins at token b, behind a mark, an and or a preposition.
func (d *Document) nextClause(b int32, s tokenSpan) uint32 {
	k := b
	if k < s.last {
		if t := d.tokens[k].tag; t == tagMark || t == tagAnd || t == tagPrep {
			k++
		}
	}
	if k < s.last && d.tokens[k].tag == tagAnd {
		k++
	}
	if k >= s.last {
		return 0
	}
	next := 1 + uint32(d.formAt(k, s))
	if n := d.phraseAt[k]; n > 0 {
		return next | 16 + uint32(d.parties[n-1])<<5
	}
	if d.tokens[k].tag.finite() {
		next |= 1 << 10
	}
	return next
}

// cueSoon returns how likely the likeliest cue soon after token b is, and where
// it stands.
func (d *Document) cueSoon(b int32, s tokenSpan) (likely, at uint32) {
	for k := b; k < s.last && k < b+6; k++ {
		t := &d.tokens[k]
		c := uint32(d.m.words.entries[t.word].cue)
		if c > max(likely, uint32(cueNever)) && (t.tag.verb() || c >= uint32(cueOften)) {
			likely, at = c, uint32(k-b)
		}
		if t.kind == stopToken {
			break
		}
	}
	return likely, at
}

// quotedAround tells how quotation marks stand to a content from a to b.
func (d *Document) quotedAround(a, b int32, s tokenSpan) uint32 {
	f := flag(d.marksBefore[b] != d.marksBefore[a])<<1 | flag(d.marksBefore[s.last] != d.marksBefore[b])<<2
	if b > a && d.tokens[b-1].kind == markToken {
		f |= 1
	}
	if b < s.last && b > a && d.inQuote[b] != 0 && d.inQuote[b] == d.inQuote[b-1] {
		f |= 8 // within a quotation
	}
	return f
}

// endFeatures appends what a content that begins as g says is like where it ends
// before token b, in sentence s.
func (d *Document) endFeatures(b int32, g *beginning, c *cueWord, s tokenSpan, f []uint32) []uint32 {
	a, stem, verb, started := g.first, c.stem, g.verb, g.started
	w, tw := d.nearWord(b, 0, s), d.nearTag(b, 0, s)
	w2, tw2 := d.nearWord(b, 1, s), d.nearTag(b, 1, s)
	tp, near := d.nearTag(b, -1, s), d.nearTag(b, 2, s)
	dist, rest := bucket(b-a), bucket(s.last-b)
	quoted := d.quotedAround(a, b, s)
	form := uint32(g.form)
	fin := uint32(min(d.finiteBefore[b]-d.finiteBefore[a], 3))
	com := uint32(min(d.commasBefore[b]-d.commasBefore[a], 3))
	restFin := uint32(min(d.finiteBefore[s.last]-d.finiteBefore[b], 3))
	next := d.nextClause(b, s)
	cues, at := d.cueSoon(b, s)
	whole := form*4 + fin
	return append(f,
		mix(160, dist), mix(162, w), mix2(164, w, w2), mix2(165, tw, tw2), mix2(166, tw*64+tw2, near),
		mix2(168, w, started), mix2(169, tw, dist), mix2(170, rest, started),
		mix2(173, stem, rest), mix2(174, quoted, started*64+rest), mix2(175, quoted*64+started, tw), mix2(176, stem, tw),
		mix2(184, cues*8+at, tw), mix2(185, cues, tw*64+tw2), mix2(186, cues*8+at, quoted),
		mix2(178, w2, tw), mix2(179, w, quoted), mix2(180, tw*64+tw2, started), mix2(182, stem, w),
		mix2(460, form, fin*8+com), mix2(461, whole, w), mix2(463, form, stem), mix2(464, whole, verb), mix2(465, next, tw), mix2(466, next, w),
		mix2(467, whole, next*32+tw), mix2(468, verb, w), mix2(469, verb, tw*64+tw2), mix2(470, whole, rest), mix2(471, form, tp*64+tw),
		mix2(473, restFin, tw), mix2(474, restFin*4+fin, w), mix2(475, whole, com*32+tw), mix2(476, c.tag*64+tw, form),
		mix(161, rest), mix(163, tw), mix(171, d.nearWord(b, -1, s)), mix2(172, tp, tw), mix2(177, w, rest), mix2(181, dist, c.tag), mix2(183, cues, at), mix2(187, cues, w),
		mix2(462, whole, tw), mix2(472, com*4+fin, tw), mix2(478, g.sub*4+fin, tw),
		mix2(477, g.sub, whole), mix2(479, g.sub*4+fin, next*32+tw), mix2(480, c.tag, fin*64+tw),
	)
}

// clauseEnd returns the end of s or the semicolon, or the comma before a but
// with a subject of its own, outside quotation marks after token a, behind which
// the writer mostly goes on.
func (d *Document) clauseEnd(a int32, s tokenSpan) int32 {
	last := min(s.last, a+maxReach)
	if n := d.inQuote[a]; n != 0 { // speech may be longer than a sentence is
		last = max(last, min(s.last, d.quotations[n-1].close))
	}
	for k := a + 1; k+2 < last; k++ {
		if n := d.inQuote[k]; n != 0 {
			k = max(k, min(d.quotations[n-1].last, last)-1)
			continue
		}
		if d.tokens[k].hash == semicolonSign && d.inQuote[k] == 0 && d.tokens[k+1].hash != thatWord && d.tokens[k+2].hash != thatWord && d.tokens[k+1].kind != markToken {
			return k
		}
		if d.tokens[k].hash == commaSign && d.inQuote[k] == 0 && d.tokens[k+1].tag == tagIng && d.m.words.entries[d.tokens[k+1].word].verb&verbSay != 0 {
			return k // , adding that …
		}
		if d.tokens[k].hash == commaSign && d.inQuote[k] == 0 && d.tokens[k+1].hash == butWord {
			switch d.tokens[k+2].tag { // , but water was already standing
			case tagDet, tagName, tagNoun, tagNouns:
				return k
			}
		}
	}
	return last
}

// secondVerb returns where the cue's own clause goes on with a second verb of the
// same auxiliary: has said that it is late and has called for help. It returns
// last where it does not.
func (d *Document) secondVerb(a, last int32, c *cueWord) int32 {
	if c.auxLen == 0 {
		return last
	}
	aux := d.tokens[c.head-c.auxLen].hash
	for k := a; k+1 < last; k++ {
		switch {
		case d.tokens[k].hash == aux:
			return last
		case d.tokens[k].hash == andWord && d.tokens[k+1].hash == aux && d.inQuote[k] == 0:
			return k
		}
	}
	return last
}

// endsAfter returns the token before which the content that begins at a ends,
// and how far that is ahead of the next best.
func (d *Document) endsAfter(a int32, c *cueWord, s tokenSpan) (int32, float64) {
	last := d.trimmed(a, d.secondVerb(a, d.clauseEnd(a, s), c))
	best, top := last, -1e9
	next := -1e9
	begun := d.begun(a, c, s)
	for b := a + 1; b <= last; b++ {
		if b > a+maxReach && b < last {
			b = last
		}
		if !d.mayEnd(b, last, begun.form, c) {
			continue
		}
		d.features = d.endFeatures(b, &begun, c, s, d.features[:0])
		if v := d.m.end.Score(d.features); v > top {
			best, top, next = b, v, top
		} else if v > next {
			next = v
		}
	}
	return best, top - next
}
