package briefing

// mix returns the hash of feature number n with value v.
func mix(n, v uint32) uint32 { return mix2(n, v, 0) }

// mix2 returns the hash of feature number n with the values v and w: the upper
// half of a sum of products, which spreads as well as costlier hashes do
// (multilinear hashing: Lemire and Kaser, Strongly universal string hashing is
// fast, 2014).
func mix2(n, v, w uint32) uint32 {
	return uint32((uint64(n)*0xbf58476d1ce4e5b9 + uint64(v)*0x94d049bb133111eb + uint64(w)*0xe7037ed1a0b428db) >> 32)
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
