package briefing

// What each word of a sentence counts less that tells what was so before the news.
const (
	historyCost = .3 // it begins with a year gone by: In 2011 …
	beforeCost  = .1 // all of its verbs are of the time before the past: had been warned
)

// background returns what each word of c counts less for telling what was before the
// news.
func (d *Document) background(c *candidate) float32 {
	if !d.english || c.index == 0 {
		return 0
	}
	if d.opensWithYear(c) {
		return historyCost
	}
	had, other := false, false
	for i := c.first; i < c.last; i++ {
		t := &d.tokens[i]
		if t.hash == hashHad && i+1 < c.last && d.tokens[i+1].tag == tagPassive {
			had = true
		} else if t.tag == tagPast || t.tag == tagThird {
			other = true
		}
	}
	if had && !other {
		return beforeCost
	}
	return 0
}

// opensWithYear reports whether c begins with "in", "since" or "by" and a year
// before that of publication.
func (d *Document) opensWithYear(c *candidate) bool {
	switch d.tokens[c.first].hash {
	case hashIn, hashSince, hashBy:
	default:
		return false
	}
	for k := c.first + 1; k < min(c.first+5, c.last) && d.tokens[k].hash != commaSign; k++ {
		if y := d.cal.yearAt(k); y >= 1900 && y < 2100 {
			return !d.cal.known || y < d.cal.today.Year()
		}
	}
	return false
}

var hashHad = hashOf("had")
