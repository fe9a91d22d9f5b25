package learned

import "math"

// A Learner is a scorer while it is learned: logistic regression over hashed
// features by stochastic gradient steps of adaptive size. Given the same
// instances in the same order it ends with the same weights.
type Learner struct {
	weights []float64
	squares []float64 // sum of each weight's squared gradients
	sums    []float64 // of the weights after each round
	rounds  float64
	decay   float64
}

// learningRate is the size of a learner's first step.
const learningRate = 0.04

// NewLearner returns a learner of so many weights, a power of two, which decay holds
// to zero.
func NewLearner(size int, decay float64) *Learner {
	return &Learner{weights: make([]float64, size), squares: make([]float64, size), sums: make([]float64, size), decay: decay}
}

// Score returns the log-odds of features as far as is learned.
func (l *Learner) Score(features []uint32) float64 {
	mask := uint32(len(l.weights) - 1)
	sum := 0.0
	for _, f := range features {
		sum += l.weights[f&mask]
	}
	return sum
}

// Weight returns the weight of feature f for one class of several.
func (l *Learner) Weight(f, class uint32) float64 {
	return l.weights[AsClass(f, class)&uint32(len(l.weights)-1)]
}

// StepClass moves the weights of features for one class against the gradient g.
func (l *Learner) StepClass(features []uint32, class uint32, g float64) {
	if math.Abs(g) < 1e-3 {
		return
	}
	for _, f := range features {
		l.move(AsClass(f, class), g)
	}
}

// step moves the weights of features against the gradient g.
func (l *Learner) step(features []uint32, g float64) {
	if math.Abs(g) < 1e-4 {
		return
	}
	for _, f := range features {
		l.move(f, g)
	}
}

// move moves the weight of feature f against the gradient g.
func (l *Learner) move(f uint32, g float64) {
	k := f & uint32(len(l.weights)-1)
	h := g + l.decay*l.weights[k]
	l.squares[k] += h * h
	l.weights[k] -= learningRate * h / math.Sqrt(l.squares[k]+1e-2)
}

// YesNo teaches one instance of a yes-or-no question.
func (l *Learner) YesNo(features []uint32, yes bool) {
	p := Chance(l.Score(features))
	if yes {
		p--
	}
	l.step(features, p)
}

// An Option is one of several instances of which one is right.
type Option struct {
	Features []uint32
	Right    bool
	Skip     bool // neither right nor wrong
}

// Choose teaches which of options is right, if one is: of the first 1,024.
func (l *Learner) Choose(options []Option) {
	top := math.Inf(-1)
	var scores [1024]float64
	if len(options) > len(scores) {
		options = options[:len(scores)]
	}
	any := false
	for i, o := range options {
		if o.Skip {
			continue
		}
		any = any || o.Right
		scores[i] = l.Score(o.Features)
		top = max(top, scores[i])
	}
	if !any {
		return
	}
	all, right := 0.0, 0.0
	for i, o := range options {
		if o.Skip {
			continue
		}
		scores[i] = math.Exp(scores[i] - top)
		all += scores[i]
		if o.Right {
			right += scores[i]
		}
	}
	for i, o := range options {
		if o.Skip {
			continue
		}
		g := scores[i] / all
		if o.Right {
			g -= scores[i] / right
		}
		l.step(o.Features, g)
	}
}

// Rest ends a round: what is learned is the mean of the weights after each.
func (l *Learner) Rest() {
	for k, w := range l.weights {
		l.sums[k] += w
	}
	l.rounds++
}

// Linear returns what was learned with small weights.
func (l *Learner) Linear() Linear {
	if l.rounds > 0 {
		for k, s := range l.sums {
			l.weights[k] = s / l.rounds
		}
	}
	top := 0.0
	for _, w := range l.weights {
		top = max(top, math.Abs(w))
	}
	unit := max(min(top, 4), 1e-9) / 127
	small := make([]byte, len(l.weights))
	for i, w := range l.weights {
		small[i] = byte(Clamp(w / unit))
	}
	return Linear{string(small), unit}
}

// Mean returns the mean of what three learners end with that are taught in
// different orders: a scorer that depends less on the order.
func Mean(teach func(seed Dice) *Learner) Linear {
	return Means(func(seed Dice) []*Learner { return []*Learner{teach(seed)} })[0]
}

// Means does so for several learners that are taught together.
func Means(teach func(seed Dice) []*Learner) (out []Linear) {
	all, second, third := teach(3), teach(17), teach(29)
	for n, l := range all {
		l.join(second[n])
		l.join(third[n])
		out = append(out, l.Linear())
	}
	return out
}

// join adds the rounds of m, which has as many weights, to those of l.
func (l *Learner) join(m *Learner) {
	for k, s := range m.sums {
		l.sums[k] += s
	}
	l.rounds += m.rounds
}

// Clamp rounds v to a weight.
func Clamp(v float64) int8 {
	switch {
	case v >= 127:
		return 127
	case v <= -127:
		return -127
	case v < 0:
		return int8(v - 0.5)
	}
	return int8(v + 0.5)
}
