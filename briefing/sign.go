package briefing

// The hashes of signs that rules ask for; see sign in token.go.
const (
	commaSign        = (hashSeed ^ ',') * hashPrime & 0xffffffff
	colonSign        = (hashSeed ^ ':') * hashPrime & 0xffffffff
	semicolonSign    = (hashSeed ^ ';') * hashPrime & 0xffffffff
	stopSign         = (hashSeed ^ '.') * hashPrime & 0xffffffff
	questionSign     = (hashSeed ^ '?') * hashPrime & 0xffffffff
	exclamationSign  = (hashSeed ^ '!') * hashPrime & 0xffffffff
	ellipsisSign     = (hashSeed ^ '…') * hashPrime & 0xffffffff
	ampersandSign    = (hashSeed ^ '&') * hashPrime & 0xffffffff
	percentSign      = (hashSeed ^ '%') * hashPrime & 0xffffffff
	dollarSign       = (hashSeed ^ '$') * hashPrime & 0xffffffff
	bulletSign       = (hashSeed ^ '•') * hashPrime & 0xffffffff
	hyphenBulletSign = (hashSeed ^ '⁃') * hashPrime & 0xffffffff
	triangleSign     = (hashSeed ^ '‣') * hashPrime & 0xffffffff
	degreeSign       = (hashSeed ^ '°') * hashPrime & 0xffffffff
	asteriskSign     = (hashSeed ^ '*') * hashPrime & 0xffffffff
	underscoreSign   = (hashSeed ^ '_') * hashPrime & 0xffffffff
	squareSign       = (hashSeed ^ '▪') * hashPrime & 0xffffffff
)

// The hashes of words that end in an exclamation mark.
var (
	hashYahoo    = hashOf("yahoo")
	hashJeopardy = hashOf("jeopardy")
	hashYum      = hashOf("yum")
)

// The hashes of words that rules ask for.
var (
	whoWord       = hashOf("who")
	whichWord     = hashOf("which")
	thatWord      = hashOf("that")
	formerWord    = hashOf("former")
	oneWord       = hashOf("one")
	askedWord     = hashOf("asked")
	accordingWord = hashOf("according")
	toWord        = hashOf("to")
	itWord        = hashOf("it")
	forWord       = hashOf("for")
	namedWord     = hashOf("named")
	calledWord    = hashOf("called")
	withWord      = hashOf("with")
	aboutWord     = hashOf("about")
	againstWord   = hashOf("against")
	overWord      = hashOf("over")
	betweenWord   = hashOf("between")
	youWord       = hashOf("you")
	notWord       = hashOf("not")
	neverWord     = hashOf("never")
	byWord        = hashOf("by")
	fromWord      = hashOf("from")
	ofWord        = hashOf("of")
	theWord       = hashOf("the")
	familiarWord  = hashOf("familiar")
	inWord        = hashOf("in")
	atWord        = hashOf("at")
	onWord        = hashOf("on")
	butWord       = hashOf("but")
	andWord       = hashOf("and")
	closeWord     = hashOf("near")
	heWord        = hashOf("he")
	hisWord       = hashOf("his")
	himWord       = hashOf("him")
	sheWord       = hashOf("she")
	herWord       = hashOf("her")
	iWord         = hashOf("i")
	weWord        = hashOf("we")
	ifWord        = hashOf("if")
	whetherWord   = hashOf("whether")
	whenWord      = hashOf("when")
	myWord        = hashOf("my")
	ourWord       = hashOf("our")
	yourWord      = hashOf("your")
	meWord        = hashOf("me")
	usWord        = hashOf("us")

	qWord           = hashOf("q")
	aWord           = hashOf("a")
	questionWord    = hashOf("question")
	answerWord      = hashOf("answer")
	interviewerWord = hashOf("interviewer")
	moderatorWord   = hashOf("moderator")
	reporterWord    = hashOf("reporter")
	hostWord        = hashOf("host")
	callerWord      = hashOf("caller")
	judgeWord       = hashOf("judge")

	interviewWord    = hashOf("interview")
	interviewedWord  = hashOf("interviewed")
	spokeWord        = hashOf("spoke")
	speaksWord       = hashOf("speaks")
	talkedWord       = hashOf("talked")
	talksWord        = hashOf("talks")
	conversationWord = hashOf("conversation")
	satWord          = hashOf("sat")
	transcriptWord   = hashOf("transcript")

	leaderWord     = hashOf("leader")
	presidentWord  = hashOf("president")
	ministerWord   = hashOf("minister")
	chancellorWord = hashOf("chancellor")
	premierWord    = hashOf("premier")
)
