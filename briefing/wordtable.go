package briefing

// A wordTable maps the hashes of words to values. It is filled once and then
// only read; a word that it does not hold has the zero value.
type wordTable[V any] struct {
	keys   []uint32 // a power of two of them, most of them free; 0 is free
	values []V
}

// newWordTable returns a table of what m maps.
func newWordTable[V any](m map[uint32]V) wordTable[V] {
	room := 8 // keys a word: most words that are looked for are not held, and find a free key at once
	if len(m) > 512 {
		room = 2 // and the whole stays small
	}
	size := 16
	for size < room*len(m) {
		size *= 2
	}
	t := wordTable[V]{make([]uint32, size), make([]V, size)}
	for h, v := range m {
		i := t.home(h)
		for t.keys[i] != 0 {
			i = (i + 1) & uint32(size-1)
		}
		t.keys[i], t.values[i] = h, v
	}
	return t
}

func (t *wordTable[V]) home(h uint32) uint32 { return (h ^ h>>15) & uint32(len(t.keys)-1) }

// at returns the value of the word with hash h.
func (t *wordTable[V]) at(h uint32) V {
	mask := uint32(len(t.keys) - 1)
	for i := t.home(h); t.keys[i] != 0; i = (i + 1) & mask {
		if t.keys[i] == h {
			return t.values[i]
		}
	}
	var none V
	return none
}

// wordsOf returns a table that is true for words.
func wordsOf(words ...string) wordTable[bool] {
	m := make(map[uint32]bool, len(words))
	for _, w := range words {
		m[hashOf(w)] = true
	}
	return newWordTable(m)
}
