package briefing

// A model is a linear scorer over hashed features: what an instance is like is
// a set of 32-bit hashes, and its score is the sum of their weights. Weights
// are small integers, so scores are exact and the same on every machine.
type model struct {
	weights []int8 // a power of two of them
	scale   float64
}

// score returns the sum of the weights of features.
func (m *model) score(features []uint32) int32 {
	if len(m.weights) == 0 {
		return 0
	}
	mask := uint32(len(m.weights) - 1)
	var sum int32
	for _, f := range features {
		sum += int32(m.weights[(f^f>>15)&mask])
	}
	return sum
}

// mix returns the hash of feature number n with value v.
func mix(n, v uint32) uint32 {
	h := (n*0x9e3779b1 ^ v) * 0x85ebca6b
	return h ^ h>>13
}

// mix2 returns the hash of feature number n with the values v and w.
func mix2(n, v, w uint32) uint32 {
	return mix(n, v*0xc2b2ae35^(w+0x27d4eb2f)*0x165667b1)
}
