package briefing

import "strings"

// A boundPhrase is words that limit the number after them.
type boundPhrase struct {
	before []uint32 // the words before the last one, in reading order
	bound  Bound
}

// boundPhrases are listed by the hash of their last word, the longest first.
var boundPhrases = newBoundPhrases()

func newBoundPhrases() wordTable[[]boundPhrase] {
	m := map[uint32][]boundPhrase{}
	for _, g := range []struct {
		bound   Bound
		phrases string
	}{
		{AtLeast, "no fewer than;no less than;not less than;not fewer than;a minimum of;minimum of;as few as;as little as;at least;minimum;atleast"},
		{AtMost, "no more than;not more than;no higher than;no greater than;no longer than;no later than;not exceeding;a maximum of;maximum of;as many as;as much as;as high as;as long as;at most;at the most;up to;upto;maximum"},
		{MoreThan, "a little more than;a little over;slightly more than;slightly over;slightly above;just more than;just over;just above;well over;well above;well more than;far more than;" +
			"much more than;many more than;more than;in excess of;upwards of;upward of;greater than;higher than;larger than;longer than;bigger than;exceeding;over;above"},
		{LessThan, "slightly less than;slightly under;slightly below;just less than;just under;just below;just short of;well under;well below;little less than;far fewer than;far less than;" +
			"much less than;less than;fewer than;lower than;smaller than;shorter than;under;below"},
		{About, "an estimated;a reported;estimated;approximately;approx.;approx;about;around;roughly;some;nearly;almost;close to;closer to;somewhere around;" +
			"in the region of;in the vicinity of;in the neighborhood of;on the order of;an average of;circa;ca.;virtually;more or less;more like"},
		{Exact, "exactly;precisely"},
	} {
		for p := range strings.SplitSeq(g.phrases, ";") {
			w := strings.Fields(p)
			b := boundPhrase{bound: g.bound}
			for _, s := range w[:len(w)-1] {
				b.before = append(b.before, hashOf(s))
			}
			h := hashOf(strings.TrimSuffix(w[len(w)-1], "."))
			m[h] = append(m[h], b)
		}
	}
	for _, list := range m { // the longest first; few, so insertion will do
		for i := 1; i < len(list); i++ {
			for j := i; j > 0 && len(list[j].before) > len(list[j-1].before); j-- {
				list[j], list[j-1] = list[j-1], list[j]
			}
		}
	}
	return newWordTable(m)
}

// boundBefore returns the bound whose words end before token i, and its first
// token; i and Exact where there is none.
func (d *Document) boundBefore(i int32) (int32, Bound) {
	if i == 0 || !d.near(i) {
		return i, Exact
	}
	switch t := &d.tokens[i-1]; {
	case t.hash == tildeSign || t.hash == approxSign:
		return i - 1, About
	case t.hash == moreSign:
		return i - 1, MoreThan
	case t.hash == lessSign:
		return i - 1, LessThan
	case t.kind != wordToken:
		return i, Exact
	}
phrases:
	for _, b := range boundPhrases.at(d.tokens[i-1].hash) {
		first := i - 1 - int32(len(b.before))
		if first < 0 || d.broken(first, i) {
			continue
		}
		for k, h := range b.before {
			if d.tokens[first+int32(k)].hash != h {
				continue phrases
			}
		}
		return first, b.bound
	}
	return i, Exact
}

// broken reports whether a line break lies between the tokens first and i.
func (d *Document) broken(first, i int32) bool {
	for k := first + 1; k <= i; k++ {
		if d.tokens[k].is(afterLine) {
			return true
		}
	}
	return false
}

// boundAfter returns the bound whose words begin at token i and the token after
// it; i and "" where there is none.
func (d *Document) boundAfter(i int32) (int32, Bound) {
	if i >= int32(len(d.tokens)) || !d.near(i) {
		return i, ""
	}
	if d.tokens[i].hash == plusSign && !d.tokens[i].is(afterSpace) {
		return i + 1, AtLeast
	}
	if d.tokens[i].hash != hashOr || !d.near(i+1) {
		return i, ""
	}
	switch d.tokens[i+1].hash {
	case hashMore, hashHigher, hashLonger, hashOlder, hashOver, hashAbove:
		return i + 2, AtLeast
	case hashLess, hashFewer, hashLower, hashYounger, hashUnder, hashBelow:
		return i + 2, AtMost
	case hashSo:
		return i + 2, About
	}
	return i, ""
}

const (
	tildeSign  = (hashSeed ^ '~') * hashPrime & 0xffffffff
	approxSign = (hashSeed ^ '≈') * hashPrime & 0xffffffff
	moreSign   = (hashSeed ^ '>') * hashPrime & 0xffffffff
	lessSign   = (hashSeed ^ '<') * hashPrime & 0xffffffff
	plusSign   = (hashSeed ^ '+') * hashPrime & 0xffffffff
)

var (
	hashOr      = hashOf("or")
	hashMore    = hashOf("more")
	hashHigher  = hashOf("higher")
	hashLonger  = hashOf("longer")
	hashOlder   = hashOf("older")
	hashOver    = hashOf("over")
	hashAbove   = hashOf("above")
	hashLess    = hashOf("less")
	hashFewer   = hashOf("fewer")
	hashLower   = hashOf("lower")
	hashYounger = hashOf("younger")
	hashUnder   = hashOf("under")
	hashBelow   = hashOf("below")
	hashSo      = hashOf("so")
)
