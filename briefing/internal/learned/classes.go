package learned

// AsClass returns the feature f of one class of several.
func AsClass(f, class uint32) uint32 { return f<<3 | class }

// MaxClasses is how many classes a scorer may tell apart. Their weights for one
// feature stand side by side.
const MaxClasses = 8

// Classes is a scorer of several classes. A row holds the weights of one
// feature for all of them, a byte each, 128 standing for 0, so that two
// additions of words with 16-bit lanes add up a feature for every class.
type Classes struct {
	rows  []uint64 // a power of two of them
	lanes uint64   // every other byte; the compiler would load a constant anew for each use
}

// NewClasses returns m's weights in rows.
func NewClasses(m Linear) Classes {
	c := Classes{make([]uint64, len(m.weights)/MaxClasses), 0x00ff00ff00ff00ff}
	for i, w := range []byte(m.weights) {
		c.rows[i/MaxClasses] |= uint64(w^0x80) << (i % MaxClasses * 8)
	}
	return c
}

// A LaneSum holds a sum of weights for each class, in lanes of 16 bits: even
// holds those of classes 0, 2, 4 and 6, odd the others.
type LaneSum struct{ even, odd uint64 }

// Sum adds up the weights of at most 256 features for every class, each class by
// the same amount too high.
func (m *Classes) Sum(features []uint32) (s LaneSum) {
	if len(m.rows) == 0 {
		return s
	}
	rows, lanes, mask := m.rows, m.lanes, uint32(len(m.rows)-1)
	for _, f := range features {
		row := rows[f&mask]
		s.even += row & lanes
		s.odd += row >> 8 & lanes
	}
	return s
}

// Plus returns the sum of s and t, which are of 256 features at most together.
func (s LaneSum) Plus(t LaneSum) LaneSum { return LaneSum{s.even + t.even, s.odd + t.odd} }

// All returns the sum of each class.
func (s LaneSum) All() [MaxClasses]int32 {
	return [MaxClasses]int32{
		int32(uint16(s.even)), int32(uint16(s.odd)), int32(uint16(s.even >> 16)), int32(uint16(s.odd >> 16)),
		int32(uint16(s.even >> 32)), int32(uint16(s.odd >> 32)), int32(uint16(s.even >> 48)), int32(uint16(s.odd >> 48)),
	}
}
