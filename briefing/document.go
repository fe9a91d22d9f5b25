package briefing

import "github.com/dateline-bot/dateline/briefing/internal/learned"

// A Document is an article as the engine has read it: tokens, paragraphs,
// sentences, mentions and quotes, all by their place in the text.
type Document struct {
	m       *models
	article Article

	tokens     []token     // in reading order, not overlapping
	paragraphs []tokenSpan // never empty; every token is in exactly one
	sections   []int32     // the first tokens of the parts that stand for themselves; see findSections
	segments   []tokenSpan // sentences, split inside quotation marks as well
	sentences  []tokenSpan // sentences as people count them: a quoted passage stays whole
	phrases    []phrase    // base noun phrases
	quotations []quotation // passages between quotation marks
	cues       []cue       // what may attribute something

	attributions []attribution // who says what
	spare        []attribution // scratch, of the same size
	looks        []look        // what each is like, until they are chosen
	neighbours   []neighbour   // and what those near it ask of it

	lang   string   // BCP 47; "" where it cannot be told
	length int      // in words
	common counters // of the first ones, how many are common in each language
	reckoning
	grammar

	inQuote     []int32 // for each token the number of its quotation from 1; 0: none
	phraseAt    []int32 // for each token the number of its phrase from 1; 0: none
	inSentence  []int32 // for each token the number of its sentence
	marksBefore []int32 // for each token how many quotation marks stand before it
	mentions    []mention
	subjects    []named                  // who and what is named
	bearers     []bearer                 // the words of their names
	traces      []trace                  // where persons are named and meant, in reading order
	pronouns    []int32                  // the pronouns of the third person
	bound       []boundPronoun           // whom those stand for that are asked for
	sourceAt    []bool                   // for each token whether words are attributed to it
	headlines   []uint8                  // for each sentence whether most of its words have capitals; see inHeadline
	labels      []uint8                  // for each token the label of names
	runs        []run                    // where names may stand
	sums        []learned.LaneSum        // for each token of the runs what speaks for each label
	listed      []uint8                  // for each token what the lists of names of several words say
	memory      memory                   // what words of names were taken for
	recalled    []int32                  // for each token of the runs its word's slot in memory
	paths       []uint32                 // scratch: the best label before each
	index       wordIndex                // the latest bearer of each word
	capitals    wordSet                  // words with capitals inside sentences
	headings    []bool                   // for each segment whether most of its words have capitals
	fulls       []fullForm               // names of several words
	fullsBy     wordIndex                // their numbers, by their last word
	turns       []turn                   // lines that a label opens
	interviewee int32                    // who answers in an interview; -1: not told
	claimed     []uint8                  // for each quotation, from 1, whether a content holds it
	doubted     []int32                  // for each quotation, from 1, the likeliest dropped attribution that holds it, from 1; 0: none
	features    []uint32                 // scratch
	row         [learned.MaxTraits]uint8 // scratch
	candidates  []int32                  // scratch
	listedAt    []int32                  // scratch
}

// A tokenSpan is the half-open range [first, last) of a document's tokens.
type tokenSpan struct{ first, last int32 }

// reset empties d for a new article and keeps its buffers, but for those of a
// far longer one.
func (d *Document) reset(a Article) {
	if cap(d.tokens) > keptTokens && len(a.Text) < cap(d.tokens) {
		*d = Document{m: d.m}
	}
	d.article = a
	d.tokens = d.tokens[:0]
	d.paragraphs = d.paragraphs[:0]
	d.segments = d.segments[:0]
	d.sentences = d.sentences[:0]
	d.phrases = d.phrases[:0]
	d.quotations = d.quotations[:0]
	d.cues = d.cues[:0]
	d.attributions = d.attributions[:0]
	d.mentions = d.mentions[:0]
	d.subjects = d.subjects[:0]
	d.traces = d.traces[:0]
	d.bound = d.bound[:0]
}

// span returns the bytes that s covers, from its first token's start to its
// last token's end.
func (d *Document) span(s tokenSpan) Span {
	if s.first >= s.last {
		return Span{}
	}
	return Span{int(d.tokens[s.first].start), int(d.tokens[s.last-1].end)}
}

// text returns the bytes of token i as they stand in the article.
func (d *Document) text(i int32) string {
	t := &d.tokens[i]
	return d.article.Text[t.start:t.end]
}

// Sentences returns the sentences in reading order.
func (d *Document) Sentences() []Span {
	out := make([]Span, len(d.sentences))
	for i, s := range d.sentences {
		out[i] = d.span(s)
	}
	return out
}

// Brief chooses what a reader must know first. The Briefing owns its memory.
func (d *Document) Brief() Briefing {
	return Briefing{
		Article:       d.article,
		Headline:      d.headline(),
		Language:      d.language(),
		Sentences:     d.Sentences(),
		Facts:         d.facts(),
		Quotes:        d.quotes(),
		Figures:       d.figures(),
		Dates:         d.dates(),
		People:        d.people(),
		Organizations: d.organizations(),
		Places:        d.places(),
	}
}
