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

// maxTraits is how many traits an instance may have: a power of two.
const maxTraits = 128

// score returns the sum of the leaves that x comes to. It goes down four trees
// at a time and takes no branches on the way, which processors guess badly.
func (m *forest) score(x *[maxTraits]uint8) float64 {
	inner, outer := 1<<m.depth-1, 1<<m.depth
	var sum int32
	splits, leaves := m.splits, m.leaves
	for len(splits) >= 4*inner && len(leaves) >= 4*outer {
		a, b, c, d := splits[:inner], splits[inner:2*inner], splits[2*inner:3*inner], splits[3*inner:4*inner]
		var i, j, k, l int
		for range m.depth {
			i = a[i].next(i, x)
			j = b[j].next(j, x)
			k = c[k].next(k, x)
			l = d[l].next(l, x)
		}
		sum += int32(leaves[i-inner]) + int32(leaves[j-inner+outer]) + int32(leaves[k-inner+2*outer]) + int32(leaves[l-inner+3*outer])
		splits, leaves = splits[4*inner:], leaves[4*outer:]
	}
	return float64(sum) * m.unit
}

// next returns the node after node k, at which s stands.
func (s split) next(k int, x *[maxTraits]uint8) int {
	return 2*k + 1 + int((uint32(s.limit)-uint32(x[s.trait&(maxTraits-1)]))>>31)
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
