package briefing

import (
	"encoding/binary"
	"math"
)

// A forest scores an instance by its traits, small numbers at fixed places: the
// sum over binary trees of equal depth of the leaf that the instance comes to.
// It holds what the traits say together; a model holds what single words say.
type forest struct {
	depth  int
	splits []split // of every tree, level by level
	leaves []int16 // of every tree, from left to right
	unit   float64 // what a leaf of 1 is worth
}

// A split sends an instance to the right where its trait is above a limit.
type split struct{ trait, limit uint8 }

// score returns the sum of the leaves that x comes to.
func (m *forest) score(x []uint8) float64 {
	if len(m.splits) == 0 {
		return 0
	}
	inner, outer := 1<<m.depth-1, 1<<m.depth
	var sum int32
	splits, leaves := m.splits, m.leaves
	for len(splits) >= inner && len(leaves) >= outer {
		k := 0
		for range m.depth {
			s := splits[k]
			k = 2*k + 1
			if x[s.trait] > s.limit {
				k++
			}
		}
		sum += int32(leaves[k-inner])
		splits, leaves = splits[inner:], leaves[outer:]
	}
	return float64(sum) * m.unit
}

// newForest reads a forest as its file holds it: its depth in a byte, the worth
// of a leaf of 1 in eight, and for each tree its splits, two bytes each, and
// then its leaves, two bytes each.
func newForest(s string) forest {
	if len(s) < 9 {
		return forest{}
	}
	b := []byte(s)
	f := forest{depth: int(b[0]), unit: math.Float64frombits(binary.BigEndian.Uint64(b[1:]))}
	inner, outer := 1<<f.depth-1, 1<<f.depth
	for b = b[9:]; len(b) >= 2*(inner+outer); b = b[2*outer:] {
		for range inner {
			f.splits = append(f.splits, split{b[0], b[1]})
			b = b[2:]
		}
		for k := range outer {
			f.leaves = append(f.leaves, int16(binary.BigEndian.Uint16(b[2*k:])))
		}
	}
	return f
}

// bytes returns m as its file holds it.
func (m *forest) bytes() []byte {
	inner, outer := 1<<m.depth-1, 1<<m.depth
	out := binary.BigEndian.AppendUint64([]byte{byte(m.depth)}, math.Float64bits(m.unit))
	for n := range len(m.leaves) / outer {
		for _, s := range m.splits[n*inner : (n+1)*inner] {
			out = append(out, s.trait, s.limit)
		}
		for _, v := range m.leaves[n*outer : (n+1)*outer] {
			out = binary.BigEndian.AppendUint16(out, uint16(v))
		}
	}
	return out
}
