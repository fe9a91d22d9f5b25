package briefing

// A nameType tells what a name is of.
type nameType uint8

const (
	noName nameType = iota
	personName
	bodyName // an organization
	placeName
	nameTypes
)

// A mention is a place in the text where a person, an organization or a place
// is named.
type mention struct {
	tokenSpan
	kind   nameType
	entity int32 // its number
}

// The labels of tokens: outside a name, the first token of one, a later one.
const (
	outside    uint32 = 0
	labelCount uint32 = 2*uint32(nameTypes) - 1
)

// firstOf and restOf return the labels of a name's first and later tokens.
func firstOf(k nameType) uint32 { return 2*uint32(k) - 1 }
func restOf(k nameType) uint32  { return 2 * uint32(k) }

// typeOf returns the type of name that a label is part of.
func typeOf(label uint32) nameType { return nameType((label + 1) / 2) }

// name finds the named mentions.
func (d *Document) name() {
	d.labels = grown(d.labels, len(d.tokens))
	if d.seen == nil {
		d.seen = map[uint32]nameType{}
	}
	clear(d.seen)
	if d.index == nil {
		d.index = map[uint32]int32{}
	}
	clear(d.index)
	d.labelRuns(&d.m.name)
	d.remember()
	d.labelRuns(&d.m.name)
	d.collect()
	d.join()
}

// labelRuns labels every run of words with capitals.
func (d *Document) labelRuns(m *model) {
	for _, s := range d.segments {
		for i := s.first; i < s.last; {
			if !d.tokens[i].is(capital) || d.tokens[i].kind != wordToken {
				i++
				continue
			}
			end := d.runEnd(i, s.last)
			run := tokenSpan{i, end}
			prev := outside
			for ; i < end; i++ {
				d.features = d.nameFeatures(i, run, s, prev, d.features[:0])
				prev = bestLabel(m, d.features, prev)
				d.labels[i] = uint8(prev)
			}
		}
	}
}

// runEnd returns the end of the run of words with capitals that begins at i:
// particles and signs inside a name do not end it.
func (d *Document) runEnd(i, last int32) int32 {
	end := i + 1
	for k := i + 1; k < last && k < i+64; {
		t := &d.tokens[k]
		switch {
		case t.is(afterLine):
			return end
		case t.kind == wordToken && t.is(capital) || t.kind == numberToken && k == end:
			k++
			end = k
		case t.kind == wordToken && d.kinds(k)&kindParticle != 0, t.hash == ampersandSign, t.tag == tagGenitive,
			t.kind == dashToken && !t.is(afterSpace), t.kind == stopToken && !t.is(afterSpace):
			k++
			if k-end > 3 {
				return end
			}
		default:
			return end
		}
	}
	return end
}

// bestLabel returns the label that scores highest after prev.
func bestLabel(m *model, features []uint32, prev uint32) uint32 {
	best, top := outside, -1e9
	for l := outside; l < labelCount; l++ {
		if !follows(l, prev) {
			continue
		}
		if v := m.scoreAs(features, l); v > top {
			best, top = l, v
		}
	}
	return best
}

// follows reports whether label l may stand after prev: a later token needs one
// of the same name before it.
func follows(l, prev uint32) bool {
	return l == outside || l%2 == 1 || prev == l || prev == l-1
}

// nameFeatures appends what token i of a run in segment s is like, for its
// label; prev is the label before it.
func (d *Document) nameFeatures(i int32, run, s tokenSpan, prev uint32, f []uint32) []uint32 {
	t := &d.tokens[i]
	word := d.text(i)
	shape := uint32(t.flags&(capital|allCaps|dotted)) | uint32(t.kind)<<9
	if len(word) == 1 {
		shape |= 1 << 8
	}
	k0 := d.kinds(i)
	var k1, k2, kr uint32 // before, after, the run's last
	w1, w2 := d.nearWord(i, -1, s), d.nearWord(i, 1, s)
	if i > s.first {
		k1 = d.kinds(i - 1)
	}
	if i+1 < s.last {
		k2 = d.kinds(i + 1)
	}
	kr = d.kinds(run.last - 1)
	before, behind := d.nearWord(run.first, -1, s), d.nearWord(run.last-1, 1, s)
	place := uint32(0)
	if n := d.placeAt(i); n > 0 {
		place = 1
	} else if i > run.first && d.placeAt(i-1) > 1 || i > run.first+1 && d.placeAt(i-2) > 2 {
		place = 2
	}
	length := min(uint32(run.last-run.first), 6)
	pos := min(uint32(i-run.first), 4)
	begins := flag(i == s.first)
	known := uint32(d.m.words.entries[t.word].tags)
	seen := uint32(d.seen[t.hash])
	var seenNext uint32
	if i+1 < run.last {
		seenNext = uint32(d.seen[d.tokens[i+1].hash])
	}
	return append(f,
		mix(300, prev), mix(301, t.hash), mix2(302, t.hash, prev), mix2(303, suffix(word, 3), prev), mix2(304, shape, prev),
		mix2(305, k0, prev), mix2(306, k1, prev), mix2(307, k2, prev), mix2(308, k0, k2), mix2(309, w1, prev), mix2(310, w2, prev),
		mix2(311, before, pos), mix2(312, behind, prev), mix2(313, length, pos*8+prev), mix2(314, place, prev), mix2(315, kr, prev),
		mix2(316, known, prev*2+begins), mix2(317, seen, prev), mix2(318, seenNext, prev), mix2(319, k0, k1), mix2(320, uint32(t.tag), prev*2+begins),
		mix2(321, d.nearWord(i, -2, s), w1), mix2(322, k0&(kindFirst|kindPlace|kindBody), kr), mix2(323, suffix(word, 2), length), mix2(324, w1, w2),
	)
}

// remember notes what the words of names were taken for, so that a surname on
// its own is read as the full name is.
func (d *Document) remember() {
	for i := range d.tokens {
		l := uint32(d.labels[i])
		if l == outside {
			continue
		}
		h := d.tokens[i].hash
		k := typeOf(l)
		if l == restOf(k) || d.seen[h] == noName { // later tokens of longer names say more
			if d.kinds(int32(i))&kindParticle == 0 {
				d.seen[h] = k
			}
		}
	}
}

// collect makes mentions of the labels.
func (d *Document) collect() {
	for i := int32(0); i < int32(len(d.tokens)); i++ {
		l := uint32(d.labels[i])
		if l == outside {
			continue
		}
		k := typeOf(l)
		j := i + 1
		for j < int32(len(d.tokens)) && uint32(d.labels[j]) == restOf(k) && !d.tokens[j].is(afterLine) {
			j++
		}
		e := j
		for e > i+1 && (d.tokens[e-1].kind != wordToken && d.tokens[e-1].kind != numberToken || d.tokens[e-1].is(clitic)) {
			e--
		}
		d.mentions = append(d.mentions, mention{tokenSpan{i, e}, k, -1})
		i = j - 1
	}
}
