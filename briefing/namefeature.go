package briefing

import "math/bits"

// identityFeatures is how many of a token's features are about which word it
// is; they come first. While names are learned they are now and then left out,
// so that names that no one has seen are told by what stands around them.
const identityFeatures = 4

// listFeatures is how many features behind those ask the lists.
const listFeatures = 7

// nameFeatures appends what token i of r is like, for its label.
func (d *Document) nameFeatures(i int32, r *run, f []uint32) []uint32 {
	t, s := &d.tokens[i], r.segment
	word := d.text(i)
	shape, ending := wordShape(word), d.ending(i)
	w1, w2 := d.nearWord(i, -1, s), d.nearWord(i, 1, s)
	k0 := d.kinds(i) & nameKinds
	var k1, k2 uint32 // before, after
	if i > s.first {
		k1 = d.kinds(i-1) & nameKinds
	}
	if i+1 < s.last {
		k2 = d.kinds(i+1) & nameKinds
	}
	pos := min(uint32(i-r.first), 3)
	left := min(uint32(r.last-1-i), 3)
	listed := uint32(d.listed[i])
	last := d.tokens[r.last-1].hash
	known := d.m.words.entries[t.word].tags
	begins := flag(i == s.first) + flag(i == s.first && (t.is(afterLine) || i == 0))
	at := r.length<<4 | pos<<2 | left
	return append(f,
		mix(301, t.hash), mix2(303, t.hash, w2), mix2(304, t.hash, pos), mix2(305, last, left),

		mix(306, k0), mix2(307, k0, at), mix2(308, k1, k0), mix2(310, r.lastKinds, left), mix2(311, listed, left),
		mix2(312, listed, k0), mix2(313, k0, r.before),

		mix(315, ending>>8), mix2(316, ending, left), mix2(318, shape, at), mix2(319, shape, begins),
		mix2(320, known, begins), mix2(321, uint32(t.tag), begins),
		mix(322, w1), mix(323, w2), mix2(324, w1, shape), mix2(326, d.nearWord(i, -2, s), w1), mix2(331, r.before, at),
		mix2(333, r.beforeKinds, pos), mix2(335, k1, shape), mix2(336, k2, shape), mix2(337, r.opens, at),
	)
}

// recallFeatures appends what the rest of the article tells of token i of r;
// before and behind are what its neighbors were taken for.
func (d *Document) recallFeatures(i int32, r *run, before, behind uint32, f []uint32) []uint32 {
	at := r.sums + i - r.first
	v := &d.memory.slots[d.recalled[at]]
	var next, prev uint32
	if i+1 < r.last {
		next = uint32(d.memory.slots[d.recalled[at+1]].most)
	}
	if i > r.first {
		prev = uint32(d.memory.slots[d.recalled[at-1]].most)
	}
	seen := uint32(v.most)
	pos := min(uint32(i-r.first), 3)
	left := min(uint32(r.last-1-i), 3)
	f = append(f, mix2(350, seen, pos<<2|left), mix2(351, seen, next), mix2(352, seen, prev), mix2(353, seen, d.kinds(i)&nameKinds),
		mix2(354, before, pos), mix2(355, behind, left), mix2(356, v.signs, seen))
	for s := v.signs; s != 0; s &= s - 1 {
		f = append(f, mix(357, uint32(bits.TrailingZeros32(s))))
	}
	return f
}

// neighbor tells what the run next to run n was taken for, with the sign
// between them; 0 where more than one token stands between.
func (d *Document) neighbor(n, step int) uint32 {
	m := n + step
	if m < 0 || m >= len(d.runs) {
		return 0
	}
	a, b := &d.runs[min(m, n)], &d.runs[max(m, n)]
	if b.first-a.last != 1 || d.tokens[b.first].is(afterLine) {
		return 0
	}
	label := d.labels[a.last-1]
	if step > 0 {
		label = d.labels[b.first]
	}
	return d.tokens[a.last].hash<<3 + uint32(typeOf(uint32(label))) + 1
}

// wordShape returns a number for how a word is written: capitals, small
// letters, figures and signs in it, up to two changes.
func wordShape(w string) uint32 {
	shape, last, n := uint32(0), class(255), 0
	for i := 0; i < len(w) && n < 4; i++ {
		c := asciiClass[w[i]]
		if c == classHigh {
			c = classLower
		}
		if c != last {
			shape = shape*7 + uint32(c)
			n++
		} else if i == 1 {
			shape += 3000 // DJs and Djs differ
		}
		last = c
	}
	return shape
}
