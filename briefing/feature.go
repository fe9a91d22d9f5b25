package briefing

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
