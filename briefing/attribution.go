package briefing

// An attribution is one cue with its source and content, in tokens.
type attribution struct {
	cue       cue
	word      cueWord // the cue's head
	source    int32   // a phrase, or noPhrase
	lead      float64
	way       direction
	parts     [maxParts]tokenSpan
	count     int
	first     int32 // the tokens that cue and source take up together
	last      int32
	turn      float64 // how far its direction is ahead of the next best
	startLead float64 // and the content's start
	tie       float64 // how far the content's end is ahead of the next best
	other     variant
	more      float64 // how surely what was added from later sentences belongs to it
	score     float64 // log-odds that content and source are right
	dropped   bool
	certain   bool      // told by layout, and not weighed against others
	label     tokenSpan // the words before a colon that name the speaker where no phrase does
}

// A variant tells how a reading of a cue differs from the likeliest: which of
// the quotations beside the cue are its content, and nothing else is.
type variant uint8

const (
	likeliest   variant = iota
	quotedLeft          // “…,” she said
	quotedRight         // she said: “…”
	quotedBoth          // “…,” she said, “…”
	quotedOn            // “…,” she said, but “…” was …
	quotedEnd           // she called it “…” …: to the closing mark and no further
)

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

// attribute finds who says what.
func (d *Document) attribute() {
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

// vary adds the other readings of the cue that a follows, where quotations
// stand beside it: a later step chooses.
func (d *Document) vary(a attribution) {
	s := d.sentences[a.cue.sentence]
	left, right := d.quotationEnding(a.first), d.quotationBehind(a.last, s)
	base := len(d.attributions) - 1
	if left != nil {
		d.read1(base, quotedLeft, left, nil)
	}
	if right != nil {
		d.read1(base, quotedRight, nil, right)
	}
	if left != nil && right != nil {
		d.read1(base, quotedBoth, left, right)
	}
	if left != nil && a.last < s.last && d.tokens[a.last].hash == commaSign && d.tokens[a.last].kind == commaToken {
		if from := d.firstWord(a.last, s.last); from < s.last && d.inQuote[from] == 0 && d.tokens[from].tag != tagIng {
			b := d.attributions[base]
			b.count, b.other, b.way = 0, quotedOn, around
			b.addPart(d.inside(left))
			w := d.cueWord(a.cue.head, s)
			end, tie := d.endsAfter(from, &w, s)
			b.tie = tie
			b.addPart(tokenSpan{from, end})
			d.add(base, b)
		}
	}
	if a.way != before && a.count > 0 && d.inQuote[a.parts[a.count-1].first] == 0 {
		d.endAtMarks(base, s)
	}
}

// endAtMarks adds the readings of attribution base that end where the first and
// the last quotation that begins in its content closes.
func (d *Document) endAtMarks(base int, s tokenSpan) {
	a := d.attributions[base]
	p := a.parts[a.count-1]
	if p.first <= a.cue.head {
		return
	}
	found := 0
	for k := p.first; k < p.last; k++ {
		n := d.inQuote[k]
		if n == 0 {
			continue
		}
		q := &d.quotations[n-1]
		b := a
		b.other = quotedEnd
		b.parts[b.count-1].last = d.trimmed(q.first, q.last)
		if found < 3 && q.close <= s.last {
			d.add(base, b)
		}
		found++
		k = max(k, q.close-1)
	}
}

// add adds a reading of attribution base, unless one like it stands there.
func (d *Document) add(base int, a attribution) {
	if a.count == 0 {
		return
	}
	for n := base; n < len(d.attributions); n++ {
		if d.identical(&a, &d.attributions[n]) {
			return
		}
	}
	d.attributions = append(d.attributions, a)
}

// read1 adds a reading of attribution base with the quotations left and right
// as its content, unless one like it stands there.
func (d *Document) read1(base int, v variant, left, right *quotation) {
	a := d.attributions[base]
	a.count, a.other = 0, v
	switch {
	case right == nil:
		a.way = before
	case left == nil:
		a.way = after
	default:
		a.way = around
	}
	if left != nil {
		d.addOpen(&a, left)
		a.addPart(d.inside(left))
	}
	if right != nil {
		a.addPart(d.inside(right))
	}
	d.add(base, a)
}

// addOpen adds to a the quotations without a closing mark that end where q opens,
// each a paragraph of what q ends.
func (d *Document) addOpen(a *attribution, q *quotation) {
	n := d.inQuote[q.first] - 1
	first := n
	for first > 0 && first > n-6 && d.quotations[first-1].unclosed && d.quotations[first-1].last == d.quotations[first].open {
		first--
	}
	for ; first < n; first++ {
		a.addPart(d.inside(&d.quotations[first]))
	}
}

// quotationBehind returns the first quotation soon after token i of s, or the
// one that begins the next sentence where s ends soon; nil where there is none.
func (d *Document) quotationBehind(i int32, s tokenSpan) *quotation {
	for k := i; k < s.last && k < i+14; k++ {
		if q := d.quotationStarting(k); q != nil {
			return q
		}
	}
	if s.last-i < 14 {
		return d.quotationStarting(s.last)
	}
	return nil
}

// identical reports whether a and b have the same content.
func (d *Document) identical(a, b *attribution) bool {
	if a.count != b.count {
		return false
	}
	for k := range a.count {
		if a.parts[k] != b.parts[k] {
			return false
		}
	}
	return true
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

// inside returns the words of a quotation without the stops at its end.
func (d *Document) inside(q *quotation) tokenSpan {
	first := q.first
	for first < q.last && d.tokens[first].tag == tagMark && d.tokens[first].kind != openToken {
		first++
	}
	last := d.trimmed(first, q.last)
	for k := last; k < q.last; k++ {
		if d.tokens[k].kind == closeToken { // [the editor's words]
			last = k + 1
		}
	}
	return tokenSpan{first, last}
}

// quotationStarting returns the quotation whose opening mark is token i, or nil.
// Where marks run over paragraphs, those but the first open with none.
func (d *Document) quotationStarting(i int32) *quotation {
	if i+1 >= int32(len(d.tokens)) {
		return nil
	}
	if n := d.inQuote[i+1]; n != 0 && d.quotations[n-1].open == i {
		return &d.quotations[n-1]
	}
	return nil
}

// quotationEnding returns the quotation that ends before token i, or nil.
func (d *Document) quotationEnding(i int32) *quotation {
	for k := i - 1; k >= 0 && k > i-4 && d.tokens[k].tag == tagMark; k-- {
		if k > 0 && d.tokens[k].kind == markToken && d.inQuote[k-1] != 0 && d.quotations[d.inQuote[k-1]-1].close == k+1 {
			return &d.quotations[d.inQuote[k-1]-1]
		}
	}
	return nil
}

// leftEnd returns the token before which a content to the left of a cue that
// begins at first ends: commas are left out.
func (d *Document) leftEnd(first int32, s tokenSpan) int32 {
	for first > s.first && d.tokens[first-1].tag == tagMark {
		first--
	}
	return first
}

// findDirection returns on which side of the cue c the content stands, and how
// far that is ahead of the next best.
func (d *Document) findDirection(c *cueWord, p int32, s tokenSpan) (direction, float64) {
	d.features = d.directionFeatures(c, p, s, d.features[:0])
	sums := d.m.way.scores(d.features)
	best := after
	for w := before; w < directionCount; w++ {
		if sums[w] > sums[best] {
			best = w
		}
	}
	next := uint16(0)
	for w := after; w < directionCount; w++ {
		if w != best {
			next = max(next, sums[w])
		}
	}
	return best, float64(sums[best]-next) / 64
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
		v := d.m.more.score(d.features)
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
