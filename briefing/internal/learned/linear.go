package learned

import (
	"encoding/binary"
	"math"
)

// Linear is a scorer over hashed features: what an instance is like is
// a set of 32-bit hashes, and its score is the sum of their weights. Weights
// are small integers, so sums are exact and the same on every machine.
type Linear struct {
	weights string  // signed, a byte each; a power of two of them. Not copied out of its file
	unit    float64 // what a weight of 1 is worth
}

// Score returns the sum of the weights of features.
func (m *Linear) Score(features []uint32) float64 {
	if len(m.weights) == 0 {
		return 0
	}
	w, mask := m.weights, uint32(len(m.weights)-1)
	var sum int32
	for len(features) >= 4 {
		sum += int32(int8(w[features[0]&mask])) + int32(int8(w[features[1]&mask])) + int32(int8(w[features[2]&mask])) + int32(int8(w[features[3]&mask]))
		features = features[4:]
	}
	for _, f := range features {
		sum += int32(int8(w[f&mask]))
	}
	return float64(sum) * m.unit
}

// ReadLinear reads a scorer as [Linear.Bytes] writes it: the worth of a weight of 1 as
// eight bytes and then the weights, a byte each.
func ReadLinear(s string) Linear {
	if len(s) < 8 {
		return Linear{}
	}
	return Linear{s[8:], math.Float64frombits(binary.BigEndian.Uint64([]byte(s[:8])))}
}

// Weights returns the bytes of s as signed weights.
func Weights(s string) []int8 {
	w := make([]int8, len(s))
	for i := range w {
		w[i] = int8(s[i])
	}
	return w
}

// Bytes returns m for [ReadLinear].
func (m *Linear) Bytes() []byte {
	return append(binary.BigEndian.AppendUint64(nil, math.Float64bits(m.unit)), m.weights...)
}

// Chance returns the probability that a score stands for (log-odds).
func Chance(score float64) float64 { return 1 / (1 + math.Exp(-score)) }
