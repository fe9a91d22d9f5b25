package briefing

// What more, in log-odds, speech needs to be told that is likelier something else.
const (
	thatEased    = 0.50 // how much less what begins with that needs
	deedRaised   = 1.15 // the council cut the budget: no clause, and the cue is no reporting verb and seldom was one
	objectRaised = 1.50 // issued a threat to the crews: what stands behind the object of such a verb
	intentRaised = 1.00 // plans and wants, which tell no words
	resolved     = 2.50 // what was decided stands before its verb: the bridge will close, the council decided
	nobodyRaised = 2.60 // the valley is known as the oven: the subject of a passive with nobody who says it
	doubtful     = 1.50 // how little a source is ahead of the next for it to need doubtRaised
	doubtRaised  = 0.70
	bareRaised   = 0.30 // found the dog: a thought or judgment that is no clause
	thingRaised  = 1.10 // the hills may see snow: a verb of thought, no clause, and no person
)

// bar returns how likely a must be to be told.
func (d *Document) bar(a *attribution, spoken, indirect float64) float64 {
	e := &d.m.words.entries[d.tokens[a.cue.head].word]
	kind := d.kindOf(a)
	need := spoken
	if kind == Indirect {
		need = indirect
	}
	strange := e.verb == 0 && e.cue < cueMostly
	form := d.formAt(a.parts[0].first, d.sentences[a.cue.sentence])
	clause := a.way != after || form == aThat || form == aClause || form == aWh
	if strange && !(clause && kind == Indirect) {
		need += deedRaised
		if kind == Indirect && a.parts[0].first > a.last+1 {
			need += objectRaised
		}
	}
	if a.source == noPhrase && a.way == around && kind != Direct && (e.verb == 0 || kind == Mixed) {
		need += nobodyRaised
	}
	if kind != Indirect {
		return need
	}
	if a.way == after && form == aThat {
		need -= thatEased
	}
	if e.verb == verbMean || e.verb == 0 && form == aTo {
		need += intentRaised
		if a.way == before {
			need += resolved
		}
	} else if e.verb&(verbSay|verbTell|verbUtter) == 0 && !clause {
		need += bareRaised
		if d.tokens[a.cue.head].tag == tagIng && a.word.auxLen > 0 {
			need += deedRaised // is supporting the war effort
		}
	}
	if a.lead < doubtful {
		need += doubtRaised
	}
	if !clause && (a.source == noPhrase || !d.parties[a.source].speaks()) {
		need += bareRaised
		if e.verb == verbHold {
			need += thingRaised
		}
	}
	return need
}
