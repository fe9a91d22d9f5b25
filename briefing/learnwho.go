package briefing

import (
	"slices"

	"github.com/dateline-bot/dateline/briefing/internal/learned"
)

// whoModelSize is how many weights the model of pronouns has.
const whoModelSize = 1 << 11

// learnWho learns how those whom a pronoun means stand out, from what gender tells:
// some of those named shortly before have the pronoun's gender and some are known
// not to have it. Gender itself is not among the features, so that what is learned
// holds where it does not decide.
func learnWho(lessons []QuoteLesson, m *models) learned.Linear {
	cases := pronounCases(lessons, m)
	return learned.Mean(func(seed learned.Dice) *learned.Learner { return teachWho(cases, seed) })
}

// pronounCases returns the pronouns of lessons that gender decides, each with those
// whom it might mean.
func pronounCases(lessons []QuoteLesson, m *models) (all [][]learned.Option) {
	with := *m
	with.name = theModels.name
	d := &Document{m: &with}
	for _, l := range lessons {
		d.reset(Article{Text: l.Text})
		d.read()
		d.name()
		d.attribute()
		d.bindBy(func(i, par int32) (int32, float64) {
			found := d.possibles(i, nil)
			a := d.asking(i, par)
			want := d.pronounGender(d.tokens[i].hash)
			var options []learned.Option
			only, fit := int32(-1), 0
			for k := range found {
				g := d.subjects[found[k].entity].gender
				if g&want != 0 {
					only = found[k].entity
					fit++
				}
				options = append(options, learned.Option{Features: d.pronounFeatures(&a, found, k, nil), Right: g&want != 0, Skip: g == 0})
			}
			if fit > 0 && fit < len(options) {
				all = append(all, options)
			}
			if fit == 1 {
				return only, 1
			}
			return -1, 0
		})
	}
	return all
}

// teachWho teaches whom the pronouns of cases mean, in an order that seed gives.
func teachWho(cases [][]learned.Option, seed learned.Dice) *learned.Learner {
	t := learned.NewLearner(whoModelSize, 1e-4)
	cases = slices.Clone(cases)
	for range 25 {
		seed.Shuffle(len(cases), func(i, j int) { cases[i], cases[j] = cases[j], cases[i] })
		for _, options := range cases {
			t.Choose(options)
		}
		t.Rest()
	}
	return t
}
