package briefing

import (
	"slices"

	"github.com/dateline-bot/dateline/briefing/internal/learned"
)

// A proposed is an article with what models that were learned without it propose.
type proposed struct {
	QuoteLesson
	d    *Document
	fold int
}

// An estimate is an attribution as a whole and whether it is right.
type estimate struct {
	features []uint32
	traits   []uint8
	right    bool
	fold     int // of its article
}

// cueReadings are the readings of one cue, of which one is right.
type cueReadings []estimate

// treeCount is how many trees weigh an attribution.
const treeCount = 32

// everything is the fold that nothing is in.
const everything = -1

// learnKeep learns into m which reading of a cue is right and whether it is, from
// what models that were learned without an article propose for it. A forest learns
// from what linear models that were learned without the article leave to it.
func learnKeep(in []QuoteLesson, m *models) {
	const folds = 3
	all := propose(in, folds)
	var cues []cueReadings
	for _, x := range all {
		cues = append(cues, x.readings()...)
	}
	var picks [folds]learned.Linear
	for f := range folds {
		picks[f] = learnPick(cues, f)
	}
	var forests [folds]learned.Forest
	for f := range folds {
		forests[f] = growPicks(cues, picks[:], f)
	}
	m.pick, m.picks = learnPick(cues, everything), growPicks(cues, picks[:], everything)
	var kept []estimate
	for _, x := range all {
		x.d.m.pick, x.d.m.picks = picks[x.fold], forests[x.fold]
		x.d.pick()
		kept = append(kept, x.estimates()...)
	}
	cases := make([]learned.Instance, len(kept))
	for f := range folds {
		keep := learnKept(kept, f)
		for i, e := range kept {
			if e.fold == f {
				cases[i] = learned.Instance{Traits: e.traits, Offset: keep.Score(e.features), Right: e.right}
			}
		}
	}
	m.keep, m.trees = learnKept(kept, everything), learned.Grow(cases, nil, treeCount)
}

// propose returns what is proposed for each article by models that were learned
// from the other folds, in an order of chance.
func propose(in []QuoteLesson, folds int) (all []proposed) {
	for f := range folds {
		var taught, held []QuoteLesson
		for i, l := range in {
			if i%folds == f {
				held = append(held, l)
			} else {
				taught = append(taught, l)
			}
		}
		m, _, _ := learnQuotes(taught)
		for k, l := range held {
			d := &Document{m: m}
			d.reset(Article{Text: l.Text})
			d.read()
			d.name()
			d.propose()
			all = append(all, proposed{l, d, k % folds})
		}
	}
	rnd := learned.Dice(5)
	rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// estimates returns x's attributions as they stand.
func (x *proposed) estimates() []estimate {
	right := x.d.rightOnes(x.QuoteLesson)
	out := make([]estimate, len(right))
	x.d.meet()
	for n := range out {
		a, l := &x.d.attributions[n], &x.d.looks[n]
		x.d.ask(n, l)
		out[n] = estimate{x.d.keepFeatures(a, l, nil), x.d.traits(a, l, nil), right[n], x.fold}
	}
	return out
}

// readings returns the readings of x's cues that have several and a right one.
func (x *proposed) readings() (out []cueReadings) {
	all := x.estimates()
	x.d.eachCue(func(first, last int) {
		c := cueReadings(all[first:last])
		if len(c) > 1 && slices.ContainsFunc(c, func(e estimate) bool { return e.right }) {
			out = append(out, c)
		}
	})
	return out
}

// learnPick learns which reading of a cue is right from all articles but those of
// one fold.
func learnPick(all []cueReadings, without int) learned.Linear {
	var taught [][]learned.Option
	for _, c := range all {
		if c[0].fold == without {
			continue
		}
		var o []learned.Option
		for _, e := range c {
			o = append(o, learned.Option{Features: e.features, Right: e.right})
		}
		taught = append(taught, o)
	}
	return learned.Mean(func(seed learned.Dice) *learned.Learner {
		t := learned.NewLearner(1<<17, 1e-4)
		for range 8 {
			seed.Shuffle(len(taught), func(i, j int) { taught[i], taught[j] = taught[j], taught[i] })
			for _, o := range taught {
				t.Choose(o)
			}
			t.Rest()
		}
		return t
	})
}

// growPicks grows the trees that pick a reading, after the model of its article's
// fold, from all articles but those of one fold.
func growPicks(all []cueReadings, picks []learned.Linear, without int) learned.Forest {
	var in []learned.Instance
	var groups []learned.Group
	for _, c := range all {
		if c[0].fold == without {
			continue
		}
		groups = append(groups, learned.Group{First: len(in), Last: len(in) + len(c)})
		for _, e := range c {
			in = append(in, learned.Instance{Traits: e.traits, Offset: picks[e.fold].Score(e.features), Right: e.right})
		}
	}
	return learned.Grow(in, groups, treeCount)
}

// learnKept learns whether an attribution is right from all articles but those of
// one fold.
func learnKept(all []estimate, without int) learned.Linear {
	all = slices.DeleteFunc(slices.Clone(all), func(e estimate) bool { return e.fold == without })
	return learned.Mean(func(seed learned.Dice) *learned.Learner {
		t := learned.NewLearner(1<<18, 3e-4)
		for range 8 {
			seed.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			for _, e := range all {
				t.YesNo(e.features, e.right)
			}
			t.Rest()
		}
		return t
	})
}

// rightOnes tells which of d's attributions people found as well, with the same
// speaker: of the readings of one cue only the closest.
func (d *Document) rightOnes(l QuoteLesson) []bool {
	near := make([]float64, len(d.attributions))
	for n := range d.attributions {
		q := d.quote(&d.attributions[n], nil, new(Speaker))
		for _, a := range l.Attributions {
			both := 0
			for _, c := range q.Content {
				both += covered(c, a.Content)
			}
			if share := float64(both) / float64(size(q.Content)+size(a.Content)-both); share >= 0.5 && a.SpeakerRight(l.Text, q) {
				near[n] = max(near[n], share)
			}
		}
	}
	out := make([]bool, len(near))
	for n := 0; n < len(near); {
		k, best := n, 0.0
		for k < len(near) && d.attributions[k].cue.head == d.attributions[n].cue.head {
			best = max(best, near[k])
			k++
		}
		for ; n < k; n++ {
			out[n] = near[n] > 0 && near[n] > best-0.02
		}
	}
	return out
}
