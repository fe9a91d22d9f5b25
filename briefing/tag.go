package briefing

import (
	"math/bits"
)

// A tag is a token's part of speech, after the Penn Treebank's tags.
type tag uint8

// Those that one word may have are numbered side by side, as far as that goes; see
// tagger.
const (
	tagOther    tag = iota
	tagNoun         // NN
	tagNouns        // NNS
	tagName         // NNP, NNPS
	tagAdj          // JJ, JJR, JJS
	tagBase         // VB
	tagPlain        // VBP
	tagPast         // VBD
	tagPassive      // VBN
	tagThird        // VBZ
	tagIng          // VBG
	tagAdv          // RB, RBR, RBS
	tagPrep         // IN
	tagParticle     // RP
	tagDet          // DT, PDT
	tagWh           // WP, WDT, WRB
	tagPron         // PRP
	tagPoss         // PRP$, WP$
	tagTo           // TO
	tagModal        // MD
	tagAnd          // CC
	tagNumber       // CD
	tagGenitive     // POS
	tagThere        // EX
	tagMark         // punctuation
	tagCount
)

// pennTags maps the Penn Treebank's tags.
var pennTags = map[string]tag{
	"NN": tagNoun, "NNS": tagNouns, "NNP": tagName, "NNPS": tagName, "PRP": tagPron, "PRP$": tagPoss, "WP$": tagPoss,
	"DT": tagDet, "PDT": tagDet, "JJ": tagAdj, "JJR": tagAdj, "JJS": tagAdj, "RB": tagAdv, "RBR": tagAdv, "RBS": tagAdv,
	"IN": tagPrep, "TO": tagTo, "VB": tagBase, "VBD": tagPast, "VBZ": tagThird, "VBP": tagPlain, "VBN": tagPassive,
	"VBG": tagIng, "MD": tagModal, "CC": tagAnd, "CD": tagNumber, "WP": tagWh, "WDT": tagWh, "WRB": tagWh,
	"POS": tagGenitive, "RP": tagParticle, "EX": tagThere,
	".": tagMark, ",": tagMark, ":": tagMark, "``": tagMark, "''": tagMark, "-LRB-": tagMark, "-RRB-": tagMark, "HYPH": tagMark,
}

// verb reports whether t is a verb's form.
func (t tag) verb() bool { return t >= tagBase && t <= tagIng }

// nominal reports whether t may head a noun phrase.
func (t tag) nominal() bool { return t == tagNoun || t == tagNouns || t == tagName || t == tagPron }

// A tagger gives tokens their parts of speech: the lexicon says which are
// possible, and a linear model chooses among them from left to right. A row holds
// the weights of one feature for every tag, as those of a [learned.Classes] do,
// eight tags to a word; most choices are within one word or two.
type tagger struct {
	rows  *[tagRows][tagRow / 8]uint64
	lanes uint64 // every other byte; the compiler would load a constant anew for each use
}

// How many features have rows of their own, a power of two, and how many weights a
// row has.
const (
	tagRows = 1 << 14
	tagRow  = 32
)

// newTagger returns a tagger of these weights, of which [tagged] tells the order.
func newTagger(weights []int8) tagger {
	g := tagger{new([tagRows][tagRow / 8]uint64), 0x00ff00ff00ff00ff}
	for i, w := range weights {
		g.rows[i/tagRow][i%tagRow/8] |= uint64(uint8(w)^0x80) << (i % 8 * 8)
	}
	return g
}

// tag gives every token its part of speech.
func (d *Document) tag() {
	d.noteCapitals()
	for n, s := range d.segments {
		d.tagSegment(s, &d.m.tags, d.headings[n])
	}
}

// tagSegment gives the tokens of s their parts of speech; titled tells whether s
// is like a headline.
func (d *Document) tagSegment(s tokenSpan, g *tagger, titled bool) {
	var buf [tagFeatureCount]uint32
	entries := d.m.words.entries
	for i := s.first; i < s.last; i++ {
		t := &d.tokens[i]
		if kindTags[t.kind] != tagCount {
			t.tag = kindTags[t.kind]
			continue
		}
		var allowed uint32
		if e := &entries[t.word]; !t.is(lowerCase) {
			allowed = d.allowed(i, s, titled)
		} else if own, ok := e.sureTag(d.tagBefore(i, s)); ok {
			t.tag = own
			continue
		} else if e.free {
			allowed = e.tags
		} else {
			allowed = d.allowed(i, s, titled)
		}
		if allowed&bareTags != 0 && allowed&(1<<tagNoun) != 0 && d.behindOneName(i, s) {
			allowed &^= bareTags
		}
		if allowed&(allowed-1) == 0 {
			d.tokens[i].tag = lowestTag(allowed)
			continue
		}
		d.tokens[i].tag = g.best(d.tagFeatures(i, s, buf[:0]), allowed)
	}
}

// tagBefore returns the tag of the token before i; tagCount where s begins there.
func (d *Document) tagBefore(i int32, s tokenSpan) tag {
	if i == s.first {
		return tagCount
	}
	return d.tokens[i-1].tag
}

// kindTags are the tags of the tokens whose kind alone tells it; tagCount for the
// other kinds.
var kindTags = [...]tag{
	symbolToken: tagCount, wordToken: tagCount, numberToken: tagCount,
	markToken: tagMark, stopToken: tagMark, commaToken: tagMark, dashToken: tagMark, openToken: tagMark, closeToken: tagMark,
}

// noteCapitals notes the words that the lexicon does not hold and that stand
// with a capital where no sentence begins, and which segments are like headlines.
func (d *Document) noteCapitals() {
	d.capitals.reset()
	d.headings = d.headings[:0]
	for _, s := range d.segments {
		big, small := d.capitalsIn(s)
		titled := likeHeadline(big, small)
		d.headings = append(d.headings, titled)
		if titled || big == 0 {
			continue
		}
		for i := s.first + 1; i < s.last; i++ {
			if t := &d.tokens[i]; t.is(capital) && t.kind == wordToken && d.m.words.entries[t.word].tags == 0 && d.tokens[i-1].kind == wordToken {
				d.capitals.add(t.hash)
			}
		}
	}
}

// titled reports whether most words of s have capitals, as in a headline.
func (d *Document) titled(s tokenSpan) bool { return likeHeadline(d.capitalsIn(s)) }

func likeHeadline(big, small int) bool { return big > 3 && big > 2*small }

// capitalsIn returns how many words of s begin with a capital and how many in
// lower case.
func (d *Document) capitalsIn(s tokenSpan) (big, small int) {
	for i := range d.tokens[s.first:s.last] {
		flags := d.tokens[int(s.first)+i].flags
		big += int(flags / capital & 1)
		small += int(flags / lowerCase & 1)
	}
	return big, small
}

// isName reports whether the word with a capital at i is surely a name: the lists
// have it and no sentence begins there, or the lexicon does not hold it and no
// sentence begins there or elsewhere it has its capital where none does.
func (d *Document) isName(i int32, s tokenSpan) bool {
	t := &d.tokens[i]
	if k := d.kinds(i); k&(kindFirst|kindLast|kindPlace) != 0 && i > s.first && d.tokens[i-1].kind == wordToken {
		return true
	} else if d.m.words.entries[t.word].tags != 0 || k&kindPeople != 0 {
		return false
	}
	if i > s.first && (d.tokens[i-1].kind == wordToken || d.tokens[i-1].kind == commaToken && d.tokens[i-1].hash != colonSign) {
		return true
	}
	if i == s.first && i+1 < s.last && d.tokens[i+1].is(capital) && !d.tokens[i+1].is(afterLine) {
		n := i + 1
		if d.m.words.entries[d.tokens[n].word].tags == 0 && d.kinds(n)&kindPeople == 0 {
			return true // Ines Okafor
		}
	}
	return d.capitals.has(t.hash)
}

// lowestTag returns the only tag of the set.
func lowestTag(set uint32) tag {
	if set == 0 {
		return tagOther
	}
	return tag(bits.TrailingZeros32(set))
}

// lastByte returns the last byte of token i.
func (d *Document) lastByte(i int32) byte { return d.article.Text[d.tokens[i].end-1] }

// tagFeatureCount is the most features that a token has for its tag.
const tagFeatureCount = 16

// tagFeatures appends what token i of segment s is like, for its tag.
func (d *Document) tagFeatures(i int32, s tokenSpan, f []uint32) []uint32 {
	t := &d.tokens[i]
	var p1, p2 tag
	var w1, n1, n2 uint32 = 1, 2, 2
	if i > s.first {
		p1, w1 = d.tokens[i-1].tag, d.tokens[i-1].hash
		if i-1 > s.first {
			p2 = d.tokens[i-2].tag
		} else {
			p2 = tagCount
		}
	} else {
		p1, p2 = tagCount, tagCount
	}
	if i+1 < s.last {
		n1 = d.tokens[i+1].hash
		if i+2 < s.last {
			n2 = d.tokens[i+2].hash
		}
	}
	shape := uint32(t.flags & (capital | allCaps | clitic | dotted))
	if i == s.first {
		shape |= 1 << 9
	}
	ending := d.ending(i)
	f = append(f,
		mix2(8, ending>>8, shape),
		mix(1, t.hash),
		mix(2, uint32(p1)),
		mix2(3, uint32(p1), uint32(p2)),
		mix2(4, t.hash, uint32(p1)),
		mix(5, w1),
		mix(6, n1),
		mix(7, n2),
		mix2(10, shape, uint32(p1)),
		mix2(11, t.hash, n1),
		mix2(14, d.m.words.following(d, i+1, s), uint32(p1)),
	)
	if d.m.words.entries[t.word].tags != 0 {
		return f
	}
	return append(f,
		mix2(9, ending>>16, uint32(p1)),
		mix(12, ending),
		mix2(13, shape, ending>>24),
	)
}

// ending returns the last four bytes of token i with their ASCII letters in lower
// case, the last one in the high byte; 0 stands for those before its beginning.
func (d *Document) ending(i int32) uint32 {
	t := &d.tokens[i]
	n := min(t.end-t.start, 4)
	var e uint32
	if s := d.article.Text; t.end >= 4 {
		s = s[t.end-4 : t.end]
		e = uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
	} else {
		for _, b := range []byte(s[t.start:t.end]) {
			e = e>>8 | uint32(b)<<24
		}
	}
	return (e | 0x20202020) >> (32 - 8*n) << (32 - 8*n)
}

// best returns the tag of the set allowed that scores highest.
func (g *tagger) best(features []uint32, allowed uint32) tag {
	top := uint32(tagOther) ^ 0xff // the highest score and, below it, the lowest tag that has it, inverted
	for n := uint32(0); allowed>>n != 0; n += 8 {
		set := allowed >> n & 0xff
		if set == 0 {
			continue
		}
		even, odd := g.sums(features, n/8)
		for k := n; set != 0; k, set, even, odd = k+2, set>>2, even>>16, odd>>16 {
			if set&1 != 0 {
				top = max(top, uint32(uint16(even))<<8|k^0xff)
			}
			if set&2 != 0 {
				top = max(top, uint32(uint16(odd))<<8|(k+1)^0xff)
			}
		}
	}
	return tag(top&0xff ^ 0xff)
}

// sums adds up the weights of features for the even and the odd tags of word n of
// their rows, each by the same amount too high.
func (g *tagger) sums(features []uint32, n uint32) (even, odd uint64) {
	rows, lanes := g.rows, g.lanes
	n &= 3
	for _, f := range features {
		row := rows[f%tagRows][n]
		even += row & lanes
		odd += row >> 8 & lanes
	}
	return even, odd
}

// tagged returns where the weight of feature f for tag t stands.
func tagged(f uint32, t tag) uint32 { return f<<5 | uint32(t) }
