package briefing

// votes count what a word was taken for in names, with the signs that stand
// around it.
type votes struct {
	hash  uint32
	signs uint32
	types [nameTypes]uint8
	most  uint8 // see mostly
}

// A memory holds the votes of a document's words of names, by their hash: a
// power of two slots, at most half full. A slot whose hash is 0 is free.
type memory struct {
	slots []votes
}

// reset empties m and makes it hold n words.
func (m *memory) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	if len(m.slots) != size {
		m.slots = grown(m.slots[:0], size)
		return
	}
	clear(m.slots)
}

// at returns the slot of a word's votes, or the free one where they belong.
func (m *memory) at(h uint32) int32 {
	mask := uint32(len(m.slots) - 1)
	for i := h >> 8 & mask; ; i = (i + 1) & mask {
		if s := &m.slots[i]; s.hash == h || s.hash == 0 {
			return int32(i)
		}
	}
}

// remember notes what the words of names were taken for and what stands beside
// them, so that a surname on its own is read as the full name is.
func (d *Document) remember() {
	d.memory.reset(len(d.sums))
	d.recalled = grown(d.recalled, len(d.sums))
	for n := range d.runs {
		r := &d.runs[n]
		for i := r.first; i < r.last; i++ {
			k := d.memory.at(d.tokens[i].hash)
			d.recalled[r.sums+i-r.first] = k
			v := &d.memory.slots[k]
			v.hash = d.tokens[i].hash
			if d.tokens[i].kind == wordToken && d.kinds(i)&kindParticle == 0 {
				v.signs |= d.signsOf(i, r)
				v.note(d.labels[i], i+1 < r.last && d.labels[i+1] == (d.labels[i]+1)&^1)
			}
		}
	}
	for _, k := range d.recalled {
		v := &d.memory.slots[k]
		v.most = v.mostly()
	}
}

// note counts a vote for what label l is part of; goesOn tells that the name has
// more tokens behind it.
func (v *votes) note(l uint8, goesOn bool) {
	k := typeOf(uint32(l))
	if k == noName || v.types[k] > 200 {
		return
	}
	v.types[k]++
	if goesOn || l%2 == 0 {
		v.types[k]++ // longer names say more
	}
}

// The signs that stand next to a word and say of what kind it is.
const (
	signIn          uint32 = 1 << iota // in, at, near
	signTitle                          // Mr.
	signFirst                          // a first name
	signThe                            // the
	signRole                           // a role or person right before it
	signFirm                           // a company, a team: in small letters, before it
	signSpot                           // a city, a village
	signOwned                          // Weber's
	signBy                             // by
	signFrom                           // from, to, of
	signComma                          // a comma before it
	signSays                           // says
	signVerb                           // any other verb
	signBody                           // a body's word: Inc.
	signBrackets                       // brackets follow
	signWho                            // who
	signOwns                           // 's
	signAge                            // a comma and a figure
	signFirmBehind                     // shares, spokesman
	signPlaceBehind                    // a comma and a place
	signLast                           // a last name behind it
	signRegion                         // a region's word behind it
	signFigure                         // a figure
	signLine                           // begins a line
)

// signsOf tells what stands next to the name's word at i of r.
func (d *Document) signsOf(i int32, r *run) (f uint32) {
	if i > r.segment.first {
		p, k := &d.tokens[i-1], d.kinds(i-1)
		switch {
		case p.hash == inWord || p.hash == atWord || p.hash == closeWord:
			f |= signIn
		case p.hash == theWord:
			f |= signThe
		case p.hash == byWord:
			f |= signBy
		case p.hash == fromWord || p.hash == toWord || p.hash == ofWord:
			f |= signFrom
		case p.hash == commaSign:
			f |= signComma
		case p.tag == tagGenitive:
			f |= signOwned
		case k&kindTitle != 0:
			f |= signTitle
		case k&kindFirst != 0 && p.is(capital):
			f |= signFirst
		case k&kindFirm != 0:
			f |= signFirm
		case k&kindSpot != 0:
			f |= signSpot
		case k&(kindRole|kindPerson) != 0:
			f |= signRole
		}
	} else if d.tokens[i].is(afterLine) {
		f |= signLine
	}
	if i+1 >= r.segment.last {
		return f
	}
	n, k := &d.tokens[i+1], d.kinds(i+1)
	switch {
	case n.hash == whoWord:
		f |= signWho
	case n.tag == tagGenitive:
		f |= signOwns
	case n.kind == openToken:
		f |= signBrackets
	case n.kind == numberToken:
		f |= signFigure
	case n.hash == commaSign && i+2 < r.segment.last:
		if d.tokens[i+2].kind == numberToken {
			f |= signAge
		} else if d.kinds(i+2)&kindPlace != 0 {
			f |= signPlaceBehind
		}
	case n.is(capital):
		switch {
		case k&kindBody != 0:
			f |= signBody
		case k&kindRegion != 0:
			f |= signRegion
		case k&kindLast != 0:
			f |= signLast
		}
	case n.tag.verb():
		f |= signVerb
		if d.m.words.entries[n.word].verb&(verbSay|verbTell) != 0 {
			f |= signSays
		}
	case k&kindFirm != 0:
		f |= signFirmBehind
	}
	return f
}

// mostly returns a number for the type that has most votes: 0 where there are
// none, and another one where a quarter of the votes or more are not for it.
func (v *votes) mostly() uint8 {
	best, all := noName, 0
	for k := personName; k < nameTypes; k++ {
		all += int(v.types[k])
		if v.types[k] > v.types[best] {
			best = k
		}
	}
	if best == noName {
		return 0
	}
	return uint8(best)*2 + uint8(flag(4*int(v.types[best]) < 3*all))
}
