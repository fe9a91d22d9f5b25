package learned

import (
	"encoding/binary"
	"math"
)

// A Forest scores an instance by its traits, small numbers at fixed places: the
// sum over binary trees of equal depth of the leaf that the instance comes to.
// It holds what the traits say together; a [Linear] scorer holds what single words say.
type Forest struct {
	trees []tree
	unit  float64 // what a leaf of 1 is worth
}

// treeDepth is how many splits an instance comes by in a tree.
const treeDepth = 4

// A tree is as large as a cache line.
type tree struct {
	splits [1 << treeDepth]split // the root at 1, those behind split k at 2k and 2k+1
	leaves [1 << treeDepth]int16 // from left to right
}

// A split sends an instance to the right where its trait, the low byte, is above a
// limit, the high one.
type split uint16

// MaxTraits is how many traits an instance may have: a power of two.
const MaxTraits = 128

// Score returns the sum of the leaves that x comes to. It takes no branches on the
// way down a tree, which processors guess badly, so that they go down several trees
// at a time.
func (m *Forest) Score(x *[MaxTraits]uint8) float64 {
	var sum int32
	for n := range m.trees {
		t := &m.trees[n]
		k := t.splits[1].side(x) | 2
		k = t.splits[k&15].side(x) | 2*k
		k = t.splits[k&15].side(x) | 2*k
		k = t.splits[k&15].side(x) | 2*k
		sum += int32(t.leaves[k&15])
	}
	return float64(sum) * m.unit
}

// side returns 1 where s sends x to the right.
func (s split) side(x *[MaxTraits]uint8) uint32 {
	return (uint32(s>>8) - uint32(x[s%MaxTraits])) >> 31
}

// ReadForest reads a forest as [Forest.Bytes] writes it: the worth of a leaf of 1 in eight
// bytes, and for each tree its splits, trait and limit, and then its leaves, two
// bytes each.
func ReadForest(s string) Forest {
	if len(s) < 8 {
		return Forest{}
	}
	b := []byte(s)
	f := Forest{unit: math.Float64frombits(binary.BigEndian.Uint64(b))}
	const size = 2 * (2<<treeDepth - 1)
	for b = b[8:]; len(b) >= size; b = b[size:] {
		var t tree
		for k := 1; k < len(t.splits); k++ {
			t.splits[k] = split(b[2*k-2]) | split(b[2*k-1])<<8
		}
		for k := range t.leaves {
			t.leaves[k] = int16(binary.BigEndian.Uint16(b[2*(len(t.splits)-1+k):]))
		}
		f.trees = append(f.trees, t)
	}
	return f
}

// Bytes returns m for [ReadForest].
func (m *Forest) Bytes() []byte {
	out := binary.BigEndian.AppendUint64(nil, math.Float64bits(m.unit))
	for n := range m.trees {
		t := &m.trees[n]
		for _, s := range t.splits[1:] {
			out = append(out, byte(s), byte(s>>8))
		}
		for _, v := range t.leaves {
			out = binary.BigEndian.AppendUint16(out, uint16(v))
		}
	}
	return out
}
