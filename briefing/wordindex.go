package briefing

// A wordIndex holds a number for each of some words, by their hash: a power of
// two slots, at most half full.
type wordIndex struct {
	slots []wordSlot
	count int
}

// A wordSlot is free where its number is 0.
type wordSlot struct{ hash, number uint32 }

// reset empties x and makes room for n words.
func (x *wordIndex) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	x.count = 0
	x.slots = grown(x.slots, size)
}

// of returns the number of the word with this hash, or -1.
func (x *wordIndex) of(hash uint32) int32 { return int32(x.slots[x.slotOf(hash)].number) - 1 }

// put gives a word its number, which is not negative.
func (x *wordIndex) put(hash uint32, number int32) {
	s := &x.slots[x.slotOf(hash)]
	if s.number == 0 {
		if x.count++; 2*x.count > len(x.slots) {
			x.grow()
			s = &x.slots[x.slotOf(hash)]
		}
	}
	*s = wordSlot{hash, uint32(number) + 1}
}

// slotOf returns the slot of a word, or the free one where it belongs.
func (x *wordIndex) slotOf(hash uint32) uint32 {
	mask := uint32(len(x.slots) - 1)
	i := (hash ^ hash>>15) & mask
	for x.slots[i].number != 0 && x.slots[i].hash != hash {
		i = (i + 1) & mask
	}
	return i
}

func (x *wordIndex) grow() {
	old := x.slots
	x.slots = make([]wordSlot, 2*len(old))
	for _, s := range old {
		if s.number != 0 {
			x.slots[x.slotOf(s.hash)] = s
		}
	}
}
