package briefing

// A wordSet is a set of words by their hashes. Emptying it takes no time, so it
// serves one document after another.
type wordSet struct {
	slots []uint64 // round<<32 | hash; a power of two of them, at most half of this round
	round uint64   // what was added in another round is not there; from 1
	count int
}

// reset empties s.
func (s *wordSet) reset() {
	s.count = 0
	if s.round++; s.round>>32 != 0 || s.slots == nil {
		s.slots, s.round = make([]uint64, 256), 1
	}
}

// add adds h.
func (s *wordSet) add(h uint32) {
	if 2*s.count >= len(s.slots) {
		s.grow()
	}
	if i := s.slotOf(h); s.slots[i]>>32 != s.round {
		s.slots[i] = s.round<<32 | uint64(h)
		s.count++
	}
}

// has reports whether h is in s.
func (s *wordSet) has(h uint32) bool { return s.count > 0 && s.slots[s.slotOf(h)]>>32 == s.round }

// slotOf returns the slot of h, or the free one where it belongs.
func (s *wordSet) slotOf(h uint32) uint32 {
	mask := uint32(len(s.slots) - 1)
	i := (h ^ h>>15) & mask
	for s.slots[i]>>32 == s.round && uint32(s.slots[i]) != h {
		i = (i + 1) & mask
	}
	return i
}

func (s *wordSet) grow() {
	old := s.slots
	s.slots = make([]uint64, 2*len(old))
	for _, x := range old {
		if x>>32 == s.round {
			s.slots[s.slotOf(uint32(x))] = x
		}
	}
}
