package briefing

import "slices"

// minTold is how many sentences the writer of an interview must tell for what is
// said in it to be left to the quotes.
const minTold = 2

// hushTurns marks what is said in the turns of an interview as speech alone,
// where enough is told around it.
func (d *Document) hushTurns() {
	if len(d.turns) == 0 {
		return
	}
	told := 0
	for k := range d.picks {
		if c := &d.picks[k]; c.flaw == flawless && !d.inTurn(c) {
			told++
		}
	}
	for k := range d.picks {
		if c := &d.picks[k]; told >= minTold && c.flaw == flawless && d.inTurn(c) {
			c.flaw = speechAlone
		}
	}
}

// inTurn reports whether c is what a label says somebody said.
func (d *Document) inTurn(c *candidate) bool {
	end, _ := slices.BinarySearchFunc(d.attributions, c.last, func(a attribution, at int32) int { return int(a.parts[0].first - at) })
	for i := max(0, end-claimReach); i < end; i++ {
		if a := &d.attributions[i]; !a.dropped && a.label.first < a.label.last && c.first >= a.label.first && c.last <= a.parts[a.count-1].last+1 {
			return true
		}
	}
	return false
}
