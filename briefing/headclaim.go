package briefing

// A headline may tell who claims what it says with a colon and no verb:
// Weber: bridge is safe, or Bridge is safe: ministry.

// Bounds of such headlines.
const (
	maxHeadlineTokens = 28
	maxClaimant       = 5 // tokens; half as many behind the colon
	headlineScore     = 1.4
)

// head attributes the first line of the article, where it is such a headline and
// nothing else attributes it.
func (d *Document) head() {
	if len(d.paragraphs) < 2 {
		return
	}
	p := d.paragraphs[0]
	if p.last-p.first > maxHeadlineTokens {
		return
	}
	colon := int32(-1)
	for i := p.first; i < p.last; i++ {
		switch t := &d.tokens[i]; {
		case t.hash == colonSign && colon >= 0:
			return
		case t.hash == colonSign:
			colon = i
		case t.hash == questionSign:
			return
		}
	}
	listed := len(d.turns) > 1 && d.turns[1].page == 1 // the next line has a label too
	if listed || colon <= p.first || colon+1 >= p.last || d.attributed(colon) {
		return
	}
	last := d.trimmed(colon+1, p.last)
	left, right := tokenSpan{p.first, colon}, tokenSpan{colon + 1, last}
	if n := d.claimantIn(left); n != noPhrase && d.claims(right) {
		d.addHeadline(colon, n, after, right)
	} else if n := d.claimantIn(right); n != noPhrase && right.last-right.first <= maxClaimant/2 && d.claims(left) {
		d.addHeadline(colon, n, before, left)
	}
}

func (d *Document) addHeadline(colon, source int32, way direction, claim tokenSpan) {
	a := attribution{cue: cue{colon, d.inSentence[colon], 0}, source: source, way: way, certain: true, score: headlineScore}
	a.addPart(claim)
	d.attributions = append(d.attributions, a)
}

// attributed reports whether something that is kept is attributed by token i.
func (d *Document) attributed(i int32) bool {
	for n := range d.attributions {
		if a := &d.attributions[n]; !a.dropped && (a.cue.head == i || a.parts[0].first < d.paragraphs[0].last) {
			return true
		}
	}
	return false
}

// claimantIn returns the phrase that the words of s are, if they can make a claim:
// a person or body by name, officials, a study; titles and roles may stand
// before it. It returns noPhrase where they are more than that.
func (d *Document) claimantIn(s tokenSpan) int32 {
	if s.last-s.first > maxClaimant {
		return noPhrase
	}
	head := s.last - 1
	n := d.phraseAt[head]
	if n == 0 || d.phrases[n-1].last != s.last {
		return noPhrase
	}
	first := head
	if m, ok := d.mentionIn(&d.phrases[n-1]); ok && d.mentions[m].last == s.last && d.mentions[m].kind != placeName {
		first = d.mentions[m].first
	} else if !claimants.at(d.tokens[head].hash) && d.kinds(head)&(kindMany|kindBody) == 0 {
		return noPhrase
	}
	for i := s.first; i < first; i++ {
		if t := &d.tokens[i]; d.kinds(i)&(kindTitle|kindRole|kindPeople|kindPerson) == 0 && t.tag != tagAdj && t.tag != tagNoun {
			return noPhrase
		}
	}
	return n - 1
}

// claimants are things that say something in headlines.
var claimants = wordsOf("report", "reports", "poll", "polls", "study", "survey", "police", "memo", "audit", "lawyer", "source", "court", "prosecutor", "inquiry", "researchers", "office",
	"insiders", "historians", "experts", "analysts", "economists", "scientists", "critics", "sources")

// claims reports whether s tells of something: it has a verb.
func (d *Document) claims(s tokenSpan) bool {
	if s.last-s.first < 3 {
		return false
	}
	for i := s.first; i < s.last; i++ {
		switch t := &d.tokens[i]; t.tag {
		case tagModal, tagPast, tagThird, tagPlain:
			return true
		case tagTo:
			return true
		}
	}
	return false
}
