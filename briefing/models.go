package briefing

import (
	_ "embed"

	"github.com/dateline-bot/dateline/briefing/internal/learned"
)

// What cmd/train has learned. A file holds the worth of a weight of 1 as eight
// bytes and then the weights, a byte each.
var (
	//go:embed weights/tags.bin
	tagWeights string
	//go:embed weights/cue.bin
	cueWeights string
	//go:embed weights/source.bin
	sourceWeights string
	//go:embed weights/way.bin
	wayWeights string
	//go:embed weights/start.bin
	startWeights string
	//go:embed weights/end.bin
	endWeights string
	//go:embed weights/begin.bin
	beginWeights string
	//go:embed weights/more.bin
	moreWeights string
	//go:embed weights/keep.bin
	keepWeights string
	//go:embed weights/pick.bin
	pickWeights string
	//go:embed weights/picks.bin
	pickTrees string
	//go:embed weights/trees.bin
	treeWeights string
	//go:embed weights/who.bin
	whoWeights string
	//go:embed weights/name.bin
	nameWeights string
)

// models are the words and weights that a document is read with. They do not
// change once they are loaded.
type models struct {
	words  *vocabulary
	tags   tagger
	cue    learned.Linear  // is this word a cue
	source learned.Linear  // is this phrase its source
	way    learned.Classes // on which side is its content
	start  learned.Linear  // does a content to its right begin here
	end    learned.Linear  // does it end here
	begin  learned.Linear  // does a content to its left begin here
	more   learned.Linear  // does the quotation that follows belong to it
	pick   learned.Linear  // which reading of a cue is right
	picks  learned.Forest  // and by its traits
	keep   learned.Linear  // is the whole of it right, by its words
	trees  learned.Forest  // and by its traits
	who    learned.Linear  // does this pronoun mean this person
	name   learned.Classes // is this word part of a name, and of whose
}

var theModels = models{
	words:  newVocabulary(lexiconTags, cueWords, knownTags),
	tags:   newTagger(learned.Weights(tagWeights)),
	cue:    learned.ReadLinear(cueWeights),
	source: learned.ReadLinear(sourceWeights),
	way:    learned.NewClasses(learned.ReadLinear(wayWeights)),
	start:  learned.ReadLinear(startWeights),
	end:    learned.ReadLinear(endWeights),
	begin:  learned.ReadLinear(beginWeights),
	more:   learned.ReadLinear(moreWeights),
	pick:   learned.ReadLinear(pickWeights),
	picks:  learned.ReadForest(pickTrees),
	keep:   learned.ReadLinear(keepWeights),
	trees:  learned.ReadForest(treeWeights),
	who:    learned.ReadLinear(whoWeights),
	name:   learned.NewClasses(learned.ReadLinear(nameWeights)),
}
