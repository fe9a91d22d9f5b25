package briefing

// extendAll extends every attribution, and the readings that this adds, which
// stand behind the one that they differ from.
func (d *Document) extendAll() {
	all := d.spare[:0]
	for n := range d.attributions {
		all = append(all, d.attributions[n])
		for k := len(all) - 1; k < len(all); k++ {
			if b, ok := d.extend(&all[k]); ok {
				all = append(all, b)
			}
		}
	}
	d.attributions, d.spare = all, d.attributions
}

// The log-odds within which it is left to a later step whether a quotation goes
// on with what was said.
const moreUnsure = 2.0

// extend adds to a the quotations that follow it with no cue of their own. Where
// that is not sure it returns another reading of the cue.
func (d *Document) extend(a *attribution) (other attribution, ok bool) {
	from := d.sentences[a.cue.sentence].last
	if a.count > 0 {
		if e := a.parts[a.count-1].last; e > from {
			from = d.sentences[d.inSentence[e-1]].last
		}
	}
	forked := a.more != 0
	for k := uint32(0); k < 6 && from < int32(len(d.tokens)); k++ {
		q := d.quotationStarting(from)
		if q == nil || d.claimed[d.inQuote[q.first]] != 0 || d.opensClaimed(q) {
			return other, false
		}
		d.features = d.moreFeatures(q, a, k, d.features[:0])
		v := d.m.more.Score(d.features)
		if d.tokens[q.open].kind != markToken {
			v = moreUnsure // its paragraph goes on with what the one before left open
		}
		switch {
		case v < -moreUnsure || v < 0 && forked:
			return other, false
		case v < moreUnsure && !forked:
			other = *a
			other.more = v
			other.addPart(d.inside(q))
			return other, true
		}
		a.addPart(d.inside(q))
		if a.other == likeliest && !forked {
			d.claimed[d.inQuote[q.first]] = 1
		}
		from = d.sentences[d.inSentence[q.close-1]].last
	}
	return other, false
}

// opensClaimed reports whether the quotation q, which no mark closes, goes on in
// paragraphs of which the last has a cue of its own.
func (d *Document) opensClaimed(q *quotation) bool {
	for n := d.inQuote[q.first]; q.unclosed && int(n) < len(d.quotations) && d.quotations[n].open == q.last; n++ {
		if d.claimed[n+1] != 0 {
			return true
		}
		q = &d.quotations[n]
	}
	return false
}

// moreFeatures appends what tells whether the quotation q, which begins a
// sentence, goes on with what a attributes; n quotations already do.
func (d *Document) moreFeatures(q *quotation, a *attribution, n uint32, f []uint32) []uint32 {
	s := d.sentences[d.inSentence[q.open]]
	rest := bucket(s.last - q.close)
	var line uint32
	if t := &d.tokens[q.open]; t.is(afterBlank) {
		line = 2
	} else if t.is(afterLine) {
		line = 1
	}
	quoted := uint32(0)
	if a.count > 0 {
		p := a.parts[a.count-1]
		quoted = flag(d.inQuote[p.last-1] != 0) | flag(d.inQuote[a.parts[0].first] != 0)<<1
		if k := d.inQuote[p.last-1]; k != 0 && d.quotations[k-1].unclosed {
			quoted |= 4
		}
	}
	gap := uint32(0) // sentences between
	if k := d.inSentence[q.open] - a.cue.sentence; k > 1 {
		gap = uint32(min(k, 3))
	}
	stem := a.word.stem
	way := uint32(a.way)
	next := uint32(0) // what follows the quotation
	if q.close < s.last {
		next = uint32(d.tokens[q.close].tag) + 1
	}
	var tail uint32 // does the cue end its sentence
	if c := d.sentences[a.cue.sentence]; c.last-a.cue.head <= 2 {
		tail = 1
	}
	return append(f,
		mix(220, 0), mix2(221, rest, line), mix2(222, quoted, line), mix2(223, way, line), mix2(224, line, n), mix2(225, stem, line),
		mix2(226, quoted*8+way, rest), mix2(227, gap, line), mix2(228, next, line), mix2(229, flag(d.tokens[q.first].is(capital)), line),
		mix2(230, bucket(q.last-q.first), line), mix2(231, quoted*8+way, line*16+rest), mix2(232, tail, way*4+line), mix2(233, flag(q.unclosed), line),
	)
}
