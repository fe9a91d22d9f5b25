package briefing

import (
	"encoding/binary"
	"math"
)

// A learner is a model while it is learned: logistic regression over hashed
// features by stochastic gradient steps of adaptive size. Given the same
// instances in the same order it ends with the same weights.
type learner struct {
	weights []float64
	squares []float64 // sum of each weight's squared gradients
	sums    []float64 // of the weights after each round
	rounds  float64
	rate    float64
	decay   float64
}

// learningRate is the size of a learner's first step.
const learningRate = 0.04

func newLearner(size int, decay float64) *learner {
	return &learner{weights: make([]float64, size), squares: make([]float64, size), sums: make([]float64, size), rate: learningRate, decay: decay}
}

func (l *learner) score(features []uint32) float64 {
	mask := uint32(len(l.weights) - 1)
	sum := 0.0
	for _, f := range features {
		sum += l.weights[f&mask]
	}
	return sum
}

// step moves the weights of features against the gradient g.
func (l *learner) step(features []uint32, g float64) {
	if math.Abs(g) < 1e-4 {
		return
	}
	mask := uint32(len(l.weights) - 1)
	for _, f := range features {
		k := f & mask
		h := g + l.decay*l.weights[k]
		l.squares[k] += h * h
		l.weights[k] -= l.rate * h / math.Sqrt(l.squares[k]+1e-2)
	}
}

// yesNo teaches one instance of a yes-or-no question.
func (l *learner) yesNo(features []uint32, yes bool, weight float64) {
	p := chance(l.score(features))
	if yes {
		p--
	}
	l.step(features, p*weight)
}

// An option is one of several instances of which one is right.
type option struct {
	features []uint32
	right    bool
	skip     bool // neither right nor wrong
}

// choose teaches which of options is right.
func (l *learner) choose(options []option) {
	top := math.Inf(-1)
	var scores [1024]float64
	if len(options) > len(scores) {
		options = options[:len(scores)]
	}
	any := false
	for i, o := range options {
		if o.skip {
			continue
		}
		any = any || o.right
		scores[i] = l.score(o.features)
		top = max(top, scores[i])
	}
	if !any {
		return
	}
	all, right := 0.0, 0.0
	for i, o := range options {
		if o.skip {
			continue
		}
		scores[i] = math.Exp(scores[i] - top)
		all += scores[i]
		if o.right {
			right += scores[i]
		}
	}
	for i, o := range options {
		if o.skip {
			continue
		}
		g := scores[i] / all
		if o.right {
			g -= scores[i] / right
		}
		l.step(o.features, g)
	}
}

// rest ends a round: what is learned is the mean of the weights after each.
func (l *learner) rest() {
	for k, w := range l.weights {
		l.sums[k] += w
	}
	l.rounds++
}

// model returns what was learned with small weights.
func (l *learner) model() model {
	if l.rounds > 0 {
		for k, s := range l.sums {
			l.weights[k] = s / l.rounds
		}
	}
	top := 0.0
	for _, w := range l.weights {
		top = max(top, math.Abs(w))
	}
	m := model{make([]int8, len(l.weights)), max(min(top, 4), 1e-9) / 127}
	for i, w := range l.weights {
		m.weights[i] = clamp(w / m.unit)
	}
	return m
}

// meanModel returns the mean of what three learners end with that are taught in
// different orders: a model that depends less on the order.
func meanModel(teach func(seed dice) *learner) model {
	var all *learner
	for _, seed := range []dice{3, 17, 29} {
		l := teach(seed)
		if l.rounds == 0 {
			l.rest()
		}
		if all == nil {
			all = l
			continue
		}
		for k, s := range l.sums {
			all.sums[k] += s
		}
		all.rounds += l.rounds
	}
	return all.model()
}

// bytes returns m as its file holds it.
func (m *model) bytes() []byte {
	out := binary.BigEndian.AppendUint64(nil, math.Float64bits(m.unit))
	for _, w := range m.weights {
		out = append(out, byte(w))
	}
	return out
}
