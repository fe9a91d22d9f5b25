package briefing

// An attribution is one cue with its source and content, in tokens.
type attribution struct {
	cue     cue
	word    cueWord // the cue's head
	source  int32   // a phrase, or noPhrase
	lead    float64
	way     direction
	parts   [maxParts]tokenSpan
	count   int
	first   int32 // the tokens that cue and source take up together
	last    int32
	turn    float64 // how far its direction is ahead of the next best
	tie     float64 // how far the content's end is ahead of the next best
	other   variant
	more    float64 // how surely what was added from later sentences belongs to it
	score   float64 // log-odds that content and source are right
	dropped bool
	certain bool      // told by layout, and not weighed against others
	label   tokenSpan // the words before a colon that name the speaker where no phrase does
}

// maxParts is how many spans a content may have.
const maxParts = 8

func (a *attribution) content() []tokenSpan { return a.parts[:a.count] }

// addPart adds s to a's content. Where there is no room for another part it joins
// the last one if no words can stand between, and is left out otherwise.
func (a *attribution) addPart(s tokenSpan) {
	if s.first >= s.last {
		return
	}
	if a.count < maxParts {
		a.parts[a.count] = s
		a.count++
		return
	}
	if last := &a.parts[maxParts-1]; s.first-last.last <= 3 { // a stop and marks
		last.last = s.last
	}
}

// attribute finds who says what: it proposes, picks a reading of each cue, weighs
// what was picked, and adds what only the layout tells.
func (d *Document) attribute() {
	if d.foreign() {
		d.turns = d.turns[:0]
		d.clauses()
		d.quoteAbroad()
		return
	}
	d.propose()
	d.pick()
	d.choose(spokenKept, indirectKept)
	d.layOut()
}

// propose follows every cue and quotation to what it may attribute. The
// readings of one cue stand together, the likeliest first.
func (d *Document) propose() {
	d.clauses()
	d.findCues()
	d.claimed = grown(d.claimed, len(d.quotations)+1)
	sentence, followed, end := int32(-1), 0, d.storyEnd()
	for _, c := range d.cues {
		if c.score < cueFollowed || c.sentence >= end {
			continue
		}
		if c.sentence != sentence {
			sentence, followed = c.sentence, 0
		}
		if followed++; followed > maxCues {
			continue
		}
		if a, ok := d.follow(c); ok {
			d.claim(&a)
			d.attributions = append(d.attributions, a)
			d.vary(a)
		}
	}
	d.extendAll()
	d.lookAll()
}

// claim notes the quotations that a's content holds.
func (d *Document) claim(a *attribution) {
	for _, p := range a.content() {
		for k := p.first; k < p.last; k++ {
			if q := d.inQuote[k]; q != 0 {
				d.claimed[q] = 1
				k = max(k, d.quotations[q-1].last-1)
			}
		}
	}
}

// follow finds source and content of a cue.
func (d *Document) follow(c cue) (attribution, bool) {
	s := d.sentences[c.sentence]
	a := attribution{cue: c, word: d.cueWord(c.head, s)}
	w := a.word
	a.source, a.lead = d.findSource(&w, s)
	a.source = d.whole(a.source, &w)
	a.way, a.turn = d.findDirection(&w, a.source, s)
	first, last := d.cueReach(&w, a.source, s)
	a.first, a.last = first, last
	if a.way != before && d.adjunctOnly(last, s) && d.leftEnd(first, s) > s.first && d.tokens[first-1].tag == tagMark {
		a.way = before // …, the ministry said on Wednesday
	}
	if a.way != after {
		b := d.leftEnd(first, s)
		if b > s.first {
			b = d.behindQuotation(b, s)
			a.addPart(tokenSpan{max(d.beginsBefore(b, &w, s), d.setOff(b, s)), b})
		} else if q := d.quotationEnding(s.first); q != nil {
			a.addPart(d.inside(q))
		}
	}
	if a.way != before {
		if from := d.firstWord(last, s.last); from < s.last {
			if a.way != around || a.count == 0 || d.inQuote[a.parts[0].last-1] != 0 {
				from = d.startsAfter(last, &w, s)
			}
			if a.way == around && a.count > 0 && d.inQuote[a.parts[0].last-1] != 0 && d.inQuote[from] == 0 {
				return a, a.count > 0 // "…," she said of the plan
			}
			end, tie := d.endsAfter(from, &w, s)
			a.tie = tie
			a.addPart(tokenSpan{from, end})
		} else if q := d.quotationStarting(s.last); q != nil {
			a.addPart(d.inside(q))
		}
	}
	return a, a.count > 0
}

// whole returns the phrase that says who did what the cue c, a verb, says, where
// only its owner, phrase p, was found: Weber's letter said.
func (d *Document) whole(p int32, c *cueWord) int32 {
	if p == noPhrase || !tag(c.tag).verb() {
		return p
	}
	if k := d.phrases[p].kind; k != ownerPhrase && k != possPhrase {
		return p
	}
	if n := d.phraseAt[d.phrases[p].first] - 1; n >= 0 && d.phrases[n].last <= c.head {
		return n
	}
	return p
}

// adjunctOnly reports whether nothing follows the cue that ends before token i
// but when or where: on Wednesday, in a statement.
func (d *Document) adjunctOnly(i int32, s tokenSpan) bool {
	last := d.trimmed(i, s.last)
	if i >= last || last-i > 7 || d.tokens[i].hash == thatWord {
		return i >= last
	}
	if t := &d.tokens[i]; t.tag != tagPrep && t.tag != tagAdv && d.kinds(i)&kindDate == 0 {
		return false
	}
	for k := i; k < last; k++ {
		if t := &d.tokens[k]; t.tag.verb() && t.tag != tagIng || t.tag == tagModal || t.kind == markToken || t.tag == tagPron {
			return false
		}
	}
	return true
}

// behindQuotation returns where a content to the left that would end before
// token b does end: where its quotation closes, if no more than the speaker's
// description stands behind that.
func (d *Document) behindQuotation(b int32, s tokenSpan) int32 {
	if d.inQuote[b-1] != 0 {
		return b
	}
	for k := b - 1; k > s.first && k > b-7; k-- {
		if d.tokens[k].kind == commaToken {
			return b
		}
		if n := d.inQuote[k-1]; n != 0 && d.quotations[n-1].close == k+1 {
			return d.trimmed(s.first, k)
		}
	}
	return b
}

// setOff returns the first word of the quotation that ends before token b of s
// where a dash, colon or stop stands before it: what is before that is the
// writer's. Else it returns the first token of s.
func (d *Document) setOff(b int32, s tokenSpan) int32 {
	n := d.inQuote[b-1]
	if n == 0 {
		return s.first
	}
	q := &d.quotations[n-1]
	if q.open <= s.first || d.trimmed(q.first, q.last) != b {
		return s.first
	}
	switch t := &d.tokens[q.open-1]; {
	case t.kind == dashToken, t.kind == stopToken, t.hash == colonSign:
		return d.firstWord(q.first, q.last)
	}
	return s.first
}

// firstWord returns the first token from i that is no mark, or last. It passes
// maxMarks of them at most.
func (d *Document) firstWord(i, last int32) int32 {
	most := i + maxMarks
	for i < last && i < most && d.tokens[i].tag == tagMark {
		i++
	}
	return i
}

// leftEnd returns the token before which a content to the left of a cue that
// begins at first ends: commas are left out.
func (d *Document) leftEnd(first int32, s tokenSpan) int32 {
	for first > s.first && d.tokens[first-1].tag == tagMark {
		first--
	}
	return first
}
