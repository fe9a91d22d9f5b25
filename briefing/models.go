package briefing

import (
	_ "embed"
	"encoding/binary"
	"math"
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
	cue    model      // is this word a cue
	source model      // is this phrase its source
	way    classModel // on which side is its content
	start  model      // does a content to its right begin here
	end    model      // does it end here
	begin  model      // does a content to its left begin here
	more   model      // does the quotation that follows belong to it
	pick   model      // which reading of a cue is right
	picks  forest     // and by its traits
	keep   model      // is the whole of it right, by its words
	trees  forest     // and by its traits
	who    model      // does this pronoun mean this person
	name   classModel // is this word part of a name, and of whose
}

var theModels = models{
	words:  newVocabulary(lexiconTags, cueWords),
	tags:   newTagger(signed(tagWeights)),
	cue:    newModel(cueWeights),
	source: newModel(sourceWeights),
	way:    newClassModel(newModel(wayWeights)),
	start:  newModel(startWeights),
	end:    newModel(endWeights),
	begin:  newModel(beginWeights),
	more:   newModel(moreWeights),
	pick:   newModel(pickWeights),
	picks:  newForest(pickTrees),
	keep:   newModel(keepWeights),
	trees:  newForest(treeWeights),
	who:    newModel(whoWeights),
	name:   newClassModel(newModel(nameWeights)),
}

func newModel(s string) model {
	if len(s) < 8 {
		return model{}
	}
	return model{signed(s[8:]), math.Float64frombits(binary.BigEndian.Uint64([]byte(s[:8])))}
}

// signed returns the bytes of s as signed weights.
func signed(s string) []int8 {
	w := make([]int8, len(s))
	for i := range w {
		w[i] = int8(s[i])
	}
	return w
}
