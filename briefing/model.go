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

// scoreAs returns the sum of the weights of features for one class of several.
func (m *model) scoreAs(features []uint32, class uint32) float64 {
	if len(m.weights) == 0 {
		return 0
	}
	mask := uint32(len(m.weights) - 1)
	var sum int32
	for _, f := range features {
		sum += int32(m.weights[asClass(f, class)&mask])
	}
	return float64(sum) * m.unit
}

// asClass returns the feature f of one class of several.
func asClass(f, class uint32) uint32 {
	f += class * 0x9e3779b9
	f *= 0x85ebca6b
	return f ^ f>>15
}

// chance returns the probability that a score stands for (log-odds).
func chance(score float64) float64 { return 1 / (1 + math.Exp(-score)) }

// mix returns the hash of feature number n with value v.
func mix(n, v uint32) uint32 {
	h := (n*0x9e3779b1 ^ v) * 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

// mix2 returns the hash of feature number n with the values v and w.
func mix2(n, v, w uint32) uint32 {
	return mix(n, v*0xc2b2ae35^(w+0x27d4eb2f)*0x165667b1)
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
