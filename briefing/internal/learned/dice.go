package learned

// Dice is a small generator of numbers that look random, the same on every
// machine (xorshift64*).
type Dice uint64

// Next returns the next number.
func (d *Dice) Next() uint64 {
	x := uint64(*d)
	x ^= x >> 12
	x ^= x << 25
	x ^= x >> 27
	*d = Dice(x)
	return x * 0x2545f4914f6cdd1d
}

// Shuffle puts n things in another order by swapping them.
func (d *Dice) Shuffle(n int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, int(d.Next()>>33)%(i+1))
	}
}
