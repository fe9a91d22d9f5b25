package briefing

import "math/bits"

// A wordHash takes up the letters of a word, in lower case and with ' as every
// apostrophe, eight at a time. The zero wordHash has taken up none.
type wordHash struct {
	hash   uint64 // of all letters but those in block
	block  uint64 // the letters since, the first one in the low byte
	filled int    // how many of them there are, below 8
}

// add takes up one more byte.
func (w *wordHash) add(b byte) {
	w.block |= uint64(b) << (8 * w.filled)
	if w.filled++; w.filled == 8 {
		w.addBlock(w.block)
		w.block, w.filled = 0, 0
	}
}

// addRune takes up a rune.
func (w *wordHash) addRune(r rune) {
	for ; r > 0; r >>= 8 {
		w.add(byte(r))
	}
}

// addBlock takes up eight letters, or fewer at the end of a word, where no others
// wait in w.block. The two halves of a product depend on all of them.
func (w *wordHash) addBlock(letters uint64) {
	high, low := bits.Mul64(letters^w.hash^0x9e3779b97f4a7c15, 0xd6e8feb86659fd93)
	w.hash = high ^ low
}

// sum returns the hash of the word.
func (w *wordHash) sum() uint32 {
	if w.filled > 0 {
		w.addBlock(w.block)
		w.block, w.filled = 0, 0
	}
	return uint32(w.hash)
}

// hashOf returns the hash that a token of these letters has. s must be lower
// case, with ' as its apostrophe.
func hashOf(s string) uint32 {
	var w wordHash
	for i := range len(s) {
		w.add(s[i])
	}
	return w.sum()
}

// lowerHash returns the hash of s with its ASCII letters in lower case.
func lowerHash(s string) uint32 {
	var w wordHash
	for len(s) > 0 {
		n := min(len(s), 8)
		var block uint64
		for i := n - 1; i >= 0; i-- {
			b := s[i]
			if asciiClass[b] == classUpper {
				b |= 0x20
			}
			block = block<<8 | uint64(b)
		}
		w.addBlock(block)
		s = s[n:]
	}
	return w.sum()
}

// eachByte times a byte is eight of that byte.
const eachByte = 0x0101010101010101

// lettersIn returns the ASCII letters that the bytes of x begin with, in lower case
// and with zeros behind them, how many there are, and whether one of them is small.
// It takes no branches, which processors guess badly where words end.
func lettersIn(x uint64) (letters uint64, n int, small bool) {
	lower := x | 0x20*eachByte
	seven := lower & (0x7f * eachByte)
	is := (seven + (0x80-'a')*eachByte) &^ (seven + (0x80-'z'-1)*eachByte) &^ lower & (0x80 * eachByte) // the high bit of each letter
	n = bits.TrailingZeros64(^is&(0x80*eachByte)) / 8
	if n == 0 {
		return 0, 0, false
	}
	mask := ^uint64(0) >> uint(64-8*n)
	return lower & mask, n, x&mask&(0x20*eachByte) != 0
}

// eightBytes returns s[i:i+8], the first byte in the low one.
func eightBytes(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
