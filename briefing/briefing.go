package briefing

// A Briefing is what one article comes to. It holds no words of its own: every
// span points into Article.Text. It stays valid after its Engine is reused.
type Briefing struct {
	Article       Article
	Headline      string // the title or, where there is none, a shortened lede
	Language      string // BCP 47
	Sentences     []Span // in reading order, not overlapping
	Facts         []Fact // the most important first
	Quotes        []Quote
	Figures       []Figure
	Dates         []Date
	People        []Entity
	Organizations []Entity
	Places        []Entity
}

// A Fact is a sentence, or a clause that stands alone, that the briefing leads
// with. It is verbatim by construction.
type Fact struct {
	Span
	Score   float64  // comparable within one briefing only
	Speaker string   // who claims it, where the article reports it as a claim
	Why     []string // the reasons for its place, in words, the weightiest first
	// Gloss is what the fact's words lean on, to be shown beside it and never
	// in it: "he: Tomas Reyl", or the sentence before. It is "" for a fact that
	// stands alone.
	Gloss string
}

// A QuoteKind tells how much of a quote stands in quotation marks.
type QuoteKind string

const (
	Direct   QuoteKind = "direct"   // all of the content
	Mixed    QuoteKind = "mixed"    // part of it
	Indirect QuoteKind = "indirect" // none of it
)

// A Quote is what somebody said, as the article has it.
type Quote struct {
	Kind QuoteKind
	// Content is never empty. It leaves out the outer quotation marks and the
	// comma or stop before them where those are the writer's. It has several
	// spans where the attribution or a paragraph break splits it.
	Content []Span
	// Speaker is nil where no mention in the text could be attributed to.
	Speaker *Speaker
	// Cue is the words that attribute: said, wrote in an article, according
	// to. It is empty where there are none.
	Cue        Span
	Confidence float64 // 0 to 1: how sure the engine is of content and speaker
}

// A Speaker is the mention that a quote is attributed to and who that is.
type Speaker struct {
	Span        // the mention
	Name string // the fullest name that the article uses; the mention's own words where Resolved is false
	Role string // what the article calls them; "" where it does not say
	// Resolved is false for a pronoun or partial name that could be more than
	// one. People are then shown "speaker not identified".
	Resolved bool
}

// A FigureKind tells what a figure counts.
type FigureKind string

const (
	Quantity FigureKind = "quantity"
	Money    FigureKind = "money"
	Percent  FigureKind = "percent"
	Ordinal  FigureKind = "ordinal"
	Age      FigureKind = "age"
	Score    FigureKind = "score"
	Measure  FigureKind = "measure"
)

// A Bound tells how a figure limits its value.
type Bound string

const (
	Exact    Bound = "exact"
	MoreThan Bound = "more than"
	AtLeast  Bound = "at least"
	LessThan Bound = "less than"
	AtMost   Bound = "at most"
	About    Bound = "about"
)

// A Figure is a number with its unit and bound: "more than 500 drones". Its
// span runs from the bound's first word to the unit's last.
type Figure struct {
	Span
	Value float64
	Max   float64 // the upper end of a range, or the second number of a score; 0 of a range that is none
	Unit  string  // passengers, USD, percent; "" where it has none
	Kind  FigureKind
	Bound Bound
}

// A Date is a time that the text names: Friday night, last month, 9 May 2025.
type Date struct {
	Span
	// Date is ISO 8601, as exact as the text is (2025, 2025-05, 2025-05-09),
	// resolved against Article.Published; "" where it cannot be.
	Date string
}

// An Entity is a person, organization or place that the article names.
type Entity struct {
	Name     string // the fullest form that the article uses, without honorifics
	Role     string // what the article calls them; "" where it does not say
	Mentions []Span // named mentions only, in reading order
}
