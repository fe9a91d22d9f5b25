package briefing

// An asking is a pronoun for whose meaning is asked.
type asking struct {
	at, paragraph int32
	form          uint32
	opener        int32 // the first trace of the last paragraph that has any; -1
	spoke         int32 // the last trace that words are attributed to; -1
}

func (d *Document) asking(i, par int32) asking {
	return asking{i, par, d.pronounForm(i), d.paragraphOpener(), d.lastSource()}
}

// pronounFeatures appends what tells whether the pronoun a means the possible k.
func (d *Document) pronounFeatures(a *asking, found []possible, k int, f []uint32) []uint32 {
	c := &found[k]
	s, form, par := d.inSentence[a.at], a.form, a.paragraph
	gap, parGap := uint32(7), uint32(4)
	if c.nearest >= 0 {
		t := &d.traces[c.nearest]
		gap = uint32(min(s-d.inSentence[t.at], 7))
		parGap = uint32(min(par-t.paragraph, 4))
	}
	var nearer, more uint32 // how many are nearer, named more often
	for j := range found {
		if found[j].nearest > c.nearest {
			nearer++
		}
		if d.subjects[found[j].entity].count > d.subjects[c.entity].count {
			more++
		}
	}
	nearer, more = min(nearer, 3), min(more, 3)
	opens := uint32(0) // named first in this paragraph, or in the last one that names anybody
	if t := a.opener; t >= 0 && d.traces[t].entity == c.entity {
		opens = 1 + uint32(min(par-d.traces[t].paragraph, 2))
	}
	spoke := uint32(0) // who spoke last
	if t := a.spoke; t >= 0 && d.traces[t].entity == c.entity {
		spoke = 1 + uint32(min(s-d.inSentence[d.traces[t].at], 4))
	}
	inside := uint32(0) // named inside the quotation that the pronoun's sentence has
	if c.quoted >= 0 {
		inside = 1 + uint32(min(s-d.inSentence[d.traces[c.quoted].at], 2))
	}
	p0, p1, p2 := uint32(c.places[0]), uint32(c.places[1]), uint32(c.places[2])
	asks := flag(form == 2 || form == 3)
	return append(f,
		mix(400, gap), mix(401, parGap), mix(402, p0), mix(403, p1), mix(404, p2), mix(405, nearer), mix(406, opens), mix(407, inside),
		mix(408, more), mix(409, min(bucket(c.count), 5)), mix(410, spoke), mix2(411, p0, form), mix2(412, p1, form), mix2(413, spoke, asks),
		mix2(414, p0, p1), mix2(415, p1, p2), mix2(416, flag(spoke > 0), parGap), mix2(417, inside, asks), mix2(418, p1, parGap),
	)
}

// pronounForm tells how the pronoun at i stands in its sentence: as the source of
// words before or after it, as another subject, or as an owner or object.
func (d *Document) pronounForm(i int32) uint32 {
	t := &d.tokens[i]
	switch {
	case t.hash != heWord && t.hash != sheWord:
		return 1
	case d.sourceAt[i] && i > 0 && d.tokens[i-1].kind == markToken:
		return 2
	case d.sourceAt[i]:
		return 3
	case d.sentences[d.inSentence[i]].first == i:
		return 4
	}
	return 5
}

// paragraphOpener returns the number of the first trace outside quotation marks in
// the last paragraph that has any; -1 for none.
func (d *Document) paragraphOpener() int32 {
	found := int32(-1)
	in := int32(-1)
	for n, left := int32(len(d.traces))-1, reachTraces; n >= 0 && left > 0; n, left = n-1, left-1 {
		t := &d.traces[n]
		if t.how == quotedTrace {
			continue
		}
		if in < 0 {
			in = t.paragraph
		}
		if t.paragraph != in {
			break
		}
		found = n
	}
	return found
}

// lastSource returns the number of the last trace that words are attributed to, or
// -1.
func (d *Document) lastSource() int32 {
	for n, left := int32(len(d.traces))-1, reachTraces; n >= 0 && left > 0; n, left = n-1, left-1 {
		if d.traces[n].how == sourceTrace {
			return n
		}
	}
	return -1
}
