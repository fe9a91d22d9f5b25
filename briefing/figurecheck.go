package briefing

// scored tells a score or a vote from a range among two numbers with a dash
// between them.
func (d *Document) scored(f *Figure, n *numeral) bool {
	whole := n.value == float64(int(n.value)) && n.max == float64(int(n.max))
	if !whole || n.tail != "" || n.scaled || n.value > 999 || n.max > 999 {
		return false
	}
	if n.max > n.value && !d.contest(n.first, n.last) || n.value == n.max && !d.contest(n.first, n.last) {
		return false
	}
	f.Kind = Score
	return true
}

// contest reports whether the words around tokens [first, last) speak of a vote
// or a match.
func (d *Document) contest(first, last int32) bool {
	for k := first - 1; k >= 0 && k >= first-8 && d.near(k+1); k-- {
		if contestWords.at(d.tokens[k].hash) {
			return true
		}
	}
	for k := last; d.near(k) && k < last+4; k++ {
		if contestWords.at(d.tokens[k].hash) {
			return true
		}
	}
	return false
}

var contestWords = wordsOf("voted", "vote", "votes", "won", "win", "wins", "winning", "beat", "beats", "beating", "defeat", "defeated",
	"defeating", "lost", "lose", "losing", "lead", "led", "leads", "leading", "score", "scored", "scoreline", "draw", "drew", "drawn",
	"victory", "ruling", "ruled", "decision", "majority", "loss", "tie", "tied", "aggregate", "set", "sets", "match", "final",
	"series", "down", "passed", "rejected", "approved", "split", "halftime", "half-time", "up", "thrashed", "edged", "record", "margin")

// clocked reports whether n is an hour: at 9.
func (d *Document) clocked(n *numeral) bool {
	if n.first == 0 || d.tokens[n.first-1].hash != hashAt || n.value > 12 || n.ranged || n.value != float64(int(n.value)) {
		return false
	}
	if last, unit := d.counted(n.last); unit != "" && d.plural(last-1) {
		return false
	}
	if n.first > 1 {
		switch d.tokens[n.first-2].hash {
		case hashStands, hashStood, hashRemains, hashRemained:
			return false
		}
	}
	return true
}

var (
	hashStands   = hashOf("stands")
	hashStood    = hashOf("stood")
	hashRemains  = hashOf("remains")
	hashRemained = hashOf("remained")
)

// named reports whether the number belongs to a name: Flight 370, Section 12.
func (d *Document) named(n *numeral) bool {
	i := n.first - 1
	if i < 0 || !d.near(n.first) || n.spelled && !d.tokens[n.first].is(capital) {
		return false
	}
	t := &d.tokens[i]
	if numberedWords.at(t.hash) {
		return true
	}
	switch t.hash {
	case hashSign, atSign, slashSign:
		return true
	}
	if !d.english || t.kind != wordToken || !t.is(capital) || t.tag != tagName || d.lex(i).kind != lexNone {
		return false
	}
	last, unit := d.counted(n.last)
	return unit == "" || !d.plural(last-1) // In Delhi 40 buildings; Apollo 11 mission
}

// plural reports whether the noun at i is a plural.
func (d *Document) plural(i int32) bool {
	return d.tokens[i].tag == tagNouns || d.lex(i).kind == lexPlural
}

const (
	hashSign  = (hashSeed ^ '#') * hashPrime & 0xffffffff
	atSign    = (hashSeed ^ '@') * hashPrime & 0xffffffff
	slashSign = (hashSeed ^ '/') * hashPrime & 0xffffffff
)

// numberedWords stand before numbers that count nothing.
var numberedWords = wordsOf("flight", "section", "sections", "article", "articles", "chapter", "phase", "sector", "room", "gate", "platform",
	"terminal", "page", "pages", "level", "type", "class", "grade", "highway", "route", "interstate", "boeing", "airbus", "number",
	"no", "nos", "episode", "round", "volume", "vol", "figure", "fig", "table", "item", "proposition", "prop", "title", "rule", "amendment",
	"resolution", "channel", "formula", "zone", "ward", "block", "version", "iphone", "windows", "paragraph", "clause", "line", "lines", "lane",
	"street", "avenue", "road", "apartment", "flat", "box", "pin", "category", "tier", "stage", "exit", "bus", "train", "radio", "area", "unit",
	"division", "district", "precinct", "model", "mark", "mk", "galaxy", "falcon", "apollo", "act", "bill", "order", "rank", "ranked", "seed", "verse", "psalm", "schedule", "form", "part", "step", "lot", "gen", "bn-")

// unlikely reports whether a number in figures is a year, a telephone number, a
// list's item or the like.
func (d *Document) unlikely(n *numeral) bool {
	if n.spelled {
		return false
	}
	s := d.text(n.first)
	if len(s) > 1 && s[0] == '0' && s[1] != '.' && s[1] != ',' {
		return true
	}
	if yearly(n) && len(s) == 4 && n.value >= 1900 && n.value < 2100 {
		_, b := d.boundBefore(n.first)
		_, unit := d.counted(n.last)
		return b == Exact || unit == ""
	}
	if n.pair && (yearly(n) || n.max == n.value) {
		return true
	}
	if len(s) > 9 && n.value == float64(int64(n.value)) && !hasComma(s) {
		return true
	}
	if n.first == 0 || d.tokens[n.first].is(afterLine) { // 1. The first item
		if i := n.last; i < int32(len(d.tokens)) && !d.tokens[i].is(afterSpace) && (d.tokens[i].kind == stopToken || d.tokens[i].kind == closeToken) {
			return true
		}
	}
	if i := n.last; i < int32(len(d.tokens)) && !d.tokens[i].is(afterSpace) {
		switch d.tokens[i].kind {
		case symbolToken, openToken:
			return d.tokens[i].hash != percentSign && d.tokens[i].hash != plusSign
		case wordToken:
			return true
		}
	}
	return n.first > 0 && d.joinedBefore(n.first)
}

// joinedBefore reports whether token i hangs on a sign or word before it.
func (d *Document) joinedBefore(i int32) bool {
	if d.tokens[i].is(afterSpace) {
		return false
	}
	switch t := &d.tokens[i-1]; t.kind {
	case openToken, markToken, stopToken:
		return false
	case dashToken:
		return i > 1 && !t.is(afterSpace) && t.end-t.start == 1 && d.tokens[i-2].kind != stopToken
	case symbolToken:
		return t.hash != tildeSign && t.hash != moreSign && t.hash != lessSign && t.hash != approxSign
	case commaToken:
		return t.hash == colonSign && i > 1 && d.tokens[i-2].kind == numberToken
	}
	return true
}

func hasComma(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == ',' {
			return true
		}
	}
	return false
}

// alone reports whether a number that names nothing it counts is a figure all
// the same.
func (d *Document) alone(n *numeral, last int32) bool {
	if !n.spelled {
		return true
	}
	if n.value >= 10 || n.scaled || n.many {
		return d.english
	}
	if n.first > 0 {
		switch d.tokens[n.first-1].tag {
		case tagDet, tagPoss, tagGenitive: // the two met
			return false
		}
	}
	if _, b := d.boundBefore(n.first); b != Exact {
		return true
	}
	return n.value > 1 && d.near(last) && d.tokens[last].hash == hashOfWord
}
