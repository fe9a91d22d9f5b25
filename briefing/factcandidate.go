package briefing

import "strings"

// A candidate is a sentence that may be a fact, without what is no part of it:
// a dateline before it, a bullet.
type candidate struct {
	tokenSpan
	index  int32     // its number among the candidates, in reading order
	before int32     // how many words of its sentence a clause leaves out at the beginning
	words  int32     // as people count them: runs of what is not white space
	uses   tokenSpan // which of the weigher's uses are its own
	most   float32   // the most that it can still add beyond what its words cost
	bullet bool      // it stands behind one
	past   float32   // what each of its words counts less for telling what was before the news
	echo   bool      // facts that were taken say the same
	pure   bool      // nothing but what somebody said
	flaw   flaw
	leans  leaning
}

// A flaw is why a sentence cannot be a fact.
type flaw uint8

const (
	flawless    flaw = iota
	furniture        // a caption, a byline, "Read more"
	fragment         // too short, or no end: a heading
	tooLong          // more than a message shows
	question         // asks and tells nothing
	dangling         // needs the sentence before it
	speechAlone      // words of somebody's without who said them
)

// Limits of a fact, in words and bytes. A chat message shows several facts.
const (
	minFactWords = 5
	maxFactWords = 85
	maxFactBytes = 600
)

// sift lists the document's sentences as candidates, but for a first line that is
// its title.
func (d *Document) sift() []candidate {
	d.picks, d.titleLine = d.picks[:0], tokenSpan{}
	d.garbled = d.marksLost()
	for k, s := range d.sentences {
		c := candidate{tokenSpan: s, index: int32(len(d.picks)), leans: leaning{at: noPointing}}
		d.shed(&c, k)
		if c.first >= c.last {
			continue
		}
		c.words = d.countWords(c.tokenSpan)
		c.flaw = d.flawOf(&c)
		if k == 0 && d.isTitle(&c) {
			d.titleLine = c.tokenSpan
			continue
		}
		if c.flaw == flawless {
			c.past = d.background(&c)
		}
		d.picks = append(d.picks, c)
	}
	d.hushTurns()
	return d.picks
}

// countWords returns how many words s has as people count them.
func (d *Document) countWords(s tokenSpan) int32 {
	n := int32(1)
	for i := s.first + 1; i < s.last; i++ {
		n += int32(d.tokens[i].flags & afterSpace)
	}
	if d.foreign() {
		n += d.countUnspaced(s) / 2
	}
	return n
}

// countUnspaced returns how many characters of s are of scripts without blanks
// between words; two of them are about a word.
func (d *Document) countUnspaced(s tokenSpan) int32 {
	n := int32(0)
	for _, r := range d.span(s).In(d.article.Text) {
		if unspaced(r) {
			n++
		}
	}
	return n
}

// marksLost reports whether the text's quotation marks were turned into question
// marks on its way here, as a wrong character set does: one stands between a
// blank and a letter, or two inside words.
func (d *Document) marksLost() bool {
	if strings.IndexByte(d.article.Text, '?') < 0 {
		return false
	}
	lost := 0
	for i := range d.tokens {
		t := &d.tokens[i]
		if t.hash != questionSign || i+1 == len(d.tokens) {
			continue
		}
		n := &d.tokens[i+1]
		if n.kind != wordToken || n.is(afterSpace) {
			continue
		}
		switch {
		case i == 0 || t.is(afterSpace):
			lost += 2
		case n.is(lowerCase):
			lost++
		}
		if lost > 1 {
			return true
		}
	}
	return false
}

// shed leaves out what stands before the sentence without being part of it.
func (d *Document) shed(c *candidate, k int) {
	if i := d.afterDateline(c.tokenSpan, k == 0); i > c.first {
		c.first = i
	}
	for c.first < c.last {
		t := &d.tokens[c.first]
		if t.kind != dashToken && t.kind != symbolToken || currencySign(t.hash) != "" || t.hash == hashSign || t.hash == atSign {
			return
		}
		c.first, c.bullet = c.first+1, true
	}
}

// datelineReach is how many tokens a dateline has at most.
const datelineReach = 16

// afterDateline returns the token after the dateline that s begins with, or
// s.first: "MOSCOW, May 7 (Agency) —", "New Delhi, Aug 2 (PTI)", "VELMAR:".
func (d *Document) afterDateline(s tokenSpan, opening bool) int32 {
	shout, agency, stamped := false, false, false
	for i := s.first; i < s.last && i < s.first+datelineReach; i++ {
		t := &d.tokens[i]
		switch t.kind {
		case wordToken:
			if !t.is(capital) && !(i > s.first && t.hash == hashOfWord) && !d.tokens[i].is(dotted) {
				return s.first
			}
			if i == s.first {
				shout = t.is(allCaps)
			}
			if d.lex(i).kind == lexMonth || d.lex(i).kind == lexWeekday {
				stamped = true
			}
		case numberToken:
		case commaToken:
			if t.hash == colonSign && i+1 < s.last && i > s.first && (shout || agency) && d.tokens[i+1].is(afterSpace) {
				return i + 1
			}
			if t.hash == colonSign {
				return s.first
			}
		case openToken:
			agency = true
		case closeToken:
			if agency && i+1 < s.last && d.tokens[i+1].is(capital) && d.tokens[i+1].is(afterSpace) && (stamped || shout) &&
				d.tokens[i+1].kind == wordToken {
				return i + 1
			}
		case dashToken:
			if i > s.first && i+1 < s.last && (t.is(afterSpace) || t.end-t.start > 1) && (shout || agency || stamped || opening && i <= s.first+3) {
				return i + 1
			}
			return s.first
		case symbolToken:
			if t.hash != slashSign {
				return s.first
			}
		default:
			return s.first
		}
	}
	return s.first
}

// flawOf tells why c cannot be a fact.
func (d *Document) flawOf(c *candidate) flaw {
	last := &d.tokens[c.last-1]
	bytes := last.end - d.tokens[c.first].start
	switch {
	case c.words < minFactWords && !d.wholeText():
		return fragment
	case c.words > maxFactWords || bytes > maxFactBytes:
		return tooLong
	case d.furniture(c):
		return furniture
	}
	d.cutTail(c)
	end := c.last - 1
	for end > c.first && (d.tokens[end].kind == markToken || d.tokens[end].kind == closeToken) {
		end--
	}
	switch t := &d.tokens[end]; {
	case t.hash == questionSign && !d.garbled && d.asks(c):
		return question
	case t.kind != stopToken && !t.is(dotted) && !d.wholeText() && !d.bulleted(c):
		return fragment
	}
	c.pure = d.speech(c.tokenSpan)
	if c.pure {
		return speechAlone
	}
	if at := d.dangles(c.tokenSpan); at != noPointing && !d.lean(c, at) {
		return dangling
	}
	return flawless
}

// minBulletWords is the fewest words of an item of a list that is a fact without
// a full stop.
const minBulletWords = 6

// bulleted reports whether c is an item of a list that tells something: it
// stands behind a bullet and has a verb.
func (d *Document) bulleted(c *candidate) bool {
	return c.bullet && c.words >= minBulletWords && d.finiteBefore[c.last] > d.finiteBefore[c.first]
}

// asks reports whether c, which ends with a question mark, is a question: it
// begins as one or is short. Other sentences lost a quotation mark.
func (d *Document) asks(c *candidate) bool {
	if !d.english || c.words < 9 || d.quotationMark(c.first) {
		return true
	}
	first := c.first
	for i := first; i+1 < c.last && i < first+maxLabel; i++ {
		if d.tokens[i].hash == colonSign { // who asks
			first = i + 1
			break
		}
	}
	if h := d.tokens[first].hash; (h == hashAnd || h == hashBut || h == hashSo) && first+1 < c.last {
		first++
	}
	return askingWords.at(d.tokens[first].hash)
}

var (
	hashBut     = hashOf("but")
	askingWords = wordsOf("who", "what", "why", "how", "when", "where", "which", "whose", "is", "are", "was", "were", "do", "does", "did",
		"will", "would", "can", "could", "should", "has", "have", "had", "may", "might", "am", "if", "in", "isn't", "aren't", "don't", "doesn't", "didn't", "won't", "can't")
)

// cutTail leaves out what runs on after the sentence's own stop without a blank,
// as where a page's parts were glued together: "the country.ALSO READ".
func (d *Document) cutTail(c *candidate) {
	for i := c.first + 1; i+1 < c.last; i++ {
		if d.tokens[i].kind != stopToken {
			continue
		}
		if n := &d.tokens[i+1]; n.is(afterSpace) || !n.is(capital) || !d.tokens[i-1].is(lowerCase) {
			continue
		}
		words := int32(d.tokens[c.first].flags&afterSpace) + d.countWords(tokenSpan{c.first, i + 1})
		if words > 8 {
			c.last, c.words = i+1, words
			return
		}
	}
}

// wholeText reports whether the text is one sentence.
func (d *Document) wholeText() bool { return len(d.sentences) == 1 }
