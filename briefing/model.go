package briefing

import "math"

// A model is a linear scorer over hashed features: what an instance is like is
// a set of 32-bit hashes, and its score is the sum of their weights. Weights
// are small integers, so sums are exact and the same on every machine.
type model struct {
	weights []int8  // a power of two of them
	unit    float64 // what a weight of 1 is worth
}

// score returns the sum of the weights of features.
func (m *model) score(features []uint32) float64 {
	if len(m.weights) == 0 {
		return 0
	}
	mask := uint32(len(m.weights) - 1)
	var sum int32
	for _, f := range features {
		sum += int32(m.weights[f&mask])
	}
	return float64(sum) * m.unit
}

// asClass returns the feature f of one class of several.
func asClass(f, class uint32) uint32 { return f<<3 | class }

// maxClasses is how many classes a model may tell apart. Their weights for one
// feature stand side by side.
const maxClasses = 8

// A classModel is a model of several classes. A row holds the weights of one
// feature for all of them, a byte each, 128 standing for 0, so that two
// additions of words with 16-bit lanes add up a feature for every class.
type classModel struct {
	rows []uint64 // a power of two of them
}

// newClassModel returns m's weights in rows.
func newClassModel(m model) classModel {
	c := classModel{make([]uint64, len(m.weights)/maxClasses)}
	for i, w := range m.weights {
		c.rows[i/maxClasses] |= uint64(uint8(w)^0x80) << (i % maxClasses * 8)
	}
	return c
}

// scores adds up the weights of at most 256 features for every class, each
// class by the same amount too high.
func (m *classModel) scores(features []uint32) (sums [maxClasses]uint16) {
	s := m.sum(features)
	for k := range 4 {
		sums[2*k] = uint16(s.even >> (16 * k))
		sums[2*k+1] = uint16(s.odd >> (16 * k))
	}
	return sums
}

// A laneSum holds a sum of weights for each class, in lanes of 16 bits: even
// holds those of classes 0, 2, 4 and 6, odd the others.
type laneSum struct{ even, odd uint64 }

// sum adds up the weights of features for every class.
func (m *classModel) sum(features []uint32) (s laneSum) {
	if len(m.rows) == 0 {
		return s
	}
	const lanes = 0x00ff00ff00ff00ff
	mask := uint32(len(m.rows) - 1)
	for _, f := range features {
		row := m.rows[f&mask]
		s.even += row & lanes
		s.odd += row >> 8 & lanes
	}
	return s
}

// all returns the sum of each class.
func (s laneSum) all() [maxClasses]int32 {
	return [maxClasses]int32{
		int32(uint16(s.even)), int32(uint16(s.odd)), int32(uint16(s.even >> 16)), int32(uint16(s.odd >> 16)),
		int32(uint16(s.even >> 32)), int32(uint16(s.odd >> 32)), int32(uint16(s.even >> 48)), int32(uint16(s.odd >> 48)),
	}
}

// chance returns the probability that a score stands for (log-odds).
func chance(score float64) float64 { return 1 / (1 + math.Exp(-score)) }

// mix returns the hash of feature number n with value v.
func mix(n, v uint32) uint32 { return mix2(n, v, 0) }

// mix2 returns the hash of feature number n with the values v and w.
func mix2(n, v, w uint32) uint32 {
	h := n*0x9e3779b1 + v*0x85ebca6b + w*0xc2b2ae35
	h = (h ^ h>>15) * 0x2c1b3c6d
	return h ^ h>>13
}

// bucket returns a small number for how large n is: exact up to 4, then by
// doubling.
func bucket(n int32) uint32 {
	switch {
	case n < 0:
		return 15
	case n <= 4:
		return uint32(n)
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 14:
		return 7
	case n <= 22:
		return 8
	case n <= 40:
		return 9
	}
	return 10
}

// flag returns 1 for true.
func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
