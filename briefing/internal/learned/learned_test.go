package learned

import (
	"slices"
	"testing"
)

// either returns instances of which those are right that have one of two traits
// but not both, which no sum of weights can tell.
func either() (in []Instance) {
	for i := range 600 {
		a, b := uint8(i%2), uint8(i/2%3/2)
		in = append(in, Instance{Traits: []uint8{a, 40 * b, 7}, Right: a != b})
	}
	return in
}

func TestForestLearnsWhatTraitsSayTogether(t *testing.T) {
	in := either()
	f := Grow(in, nil, 60)
	for _, x := range in {
		if got := f.Score(row(x)); (got > 0) != x.Right {
			t.Fatalf("traits %v score %.2f, right: %v", x.Traits, got, x.Right)
		}
	}
}

func TestForestChoosesWithinGroups(t *testing.T) {
	var in []Instance
	var groups []Group
	for i := range 200 { // the larger of two is right, whatever it is
		low := uint8(i % 30)
		groups = append(groups, Group{First: len(in), Last: len(in) + 2})
		in = append(in, Instance{Traits: []uint8{low + 30, 0}, Right: true}, Instance{Traits: []uint8{low, 0}})
	}
	f := Grow(in, groups, 40)
	for _, g := range groups {
		if f.Score(row(in[g.First])) <= f.Score(row(in[g.First+1])) {
			t.Fatalf("of %v and %v the wrong one is ahead", in[g.First].Traits, in[g.First+1].Traits)
		}
	}
}

func row(x Instance) *[MaxTraits]uint8 {
	var r [MaxTraits]uint8
	copy(r[:], x.Traits)
	return &r
}

func TestLearnerTellsFeaturesApart(t *testing.T) {
	l := taught()
	m := l.Linear()
	if yes, no := m.Score([]uint32{1, 2}), m.Score([]uint32{1, 3}); yes < 0.5 || no > -0.5 {
		t.Errorf("scores %.2f and %.2f", yes, no)
	}
	if m.Score(nil) != 0 {
		t.Error("nothing scores something")
	}
}

func TestFilesHoldWhatWasLearned(t *testing.T) {
	m := taught().Linear()
	n := ReadLinear(string(m.Bytes()))
	if m.unit != n.unit || m.weights != n.weights {
		t.Error("a linear scorer reads otherwise than it was written")
	}
	f := Grow(either(), nil, 5)
	g := ReadForest(string(f.Bytes()))
	if f.unit != g.unit || !slices.Equal(f.trees, g.trees) {
		t.Error("a forest reads otherwise than it was written")
	}
	if empty := ReadLinear("short"); empty.Score([]uint32{1}) != 0 {
		t.Error("a file that is cut off scores something")
	}
}

func TestTheSameInstancesGiveTheSameWeights(t *testing.T) {
	a, b := taught().Linear(), taught().Linear()
	if !slices.Equal(a.Bytes(), b.Bytes()) {
		t.Error("learning twice gives two scorers")
	}
}

// taught returns a learner that has seen feature 2 in what is right, 3 in what is
// not and 1 in both.
func taught() *Learner {
	l := NewLearner(64, 1e-4)
	order := []bool{true, false, true, false, false, true}
	seed := Dice(5)
	for range 50 {
		seed.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, yes := range order {
			f := uint32(3)
			if yes {
				f = 2
			}
			l.YesNo([]uint32{1, f}, yes)
		}
		l.Rest()
	}
	return l
}

func TestClassesAddUpAsTheirScorerDoes(t *testing.T) {
	l := NewLearner(128, 0)
	for k := range uint32(20) {
		l.StepClass([]uint32{k % 5, k}, k%MaxClasses, float64(k)/10-1)
	}
	m := l.Linear()
	c := NewClasses(m)
	features := []uint32{1, 2, 7, 11}
	sums := c.Sum(features[:2]).Plus(c.Sum(features[2:])).All()
	for k := range uint32(MaxClasses) {
		want := int32(0)
		for _, f := range features {
			want += int32(int8(m.weights[AsClass(f, k)&uint32(len(m.weights)-1)]))
		}
		if got := sums[k] - 128*int32(len(features)); got != want {
			t.Errorf("class %d adds up to %d, want %d", k, got, want)
		}
	}
}
