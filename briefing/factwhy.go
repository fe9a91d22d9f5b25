package briefing

import "strconv"

// maxReasons is how many reasons for its place a fact may have.
const maxReasons = 6

// why appends to out the reasons for the place of the i-th fact, the weightiest
// first.
func (d *Document) why(out []string, c *choice, i int) []string {
	w := &d.weigher
	switch {
	case c.index == 0:
		out = append(out, "opens the article")
	case c.index < 3:
		out = append(out, "stands near the opening")
	}
	n := &w.notes[c.index]
	switch {
	case n.titles > 0 && n.rank == 0:
		out = append(out, "has the most of the title's words")
	case n.titles > 1:
		out = append(out, titleReasons.counted(int(n.titles)))
	}
	if n.majors >= .5 {
		out = append(out, "is about what the article names most")
	}
	figures, dates := 0, 0
	for _, m := range d.marks {
		if m.first >= c.first && m.last <= c.last {
			if m.date {
				dates++
			} else {
				figures++
			}
		}
	}
	if figures > 0 {
		out = append(out, figureReasons.counted(figures))
	}
	if dates > 0 {
		out = append(out, dateReasons.counted(dates))
	}
	if i > 0 {
		out = append(out, "adds to the facts before it")
	}
	return out
}

// A counter is a reason for each number of what it counts, from 1.
type counter struct {
	before, more string
	reasons      []string // of the smaller numbers, in words
}

var (
	titleReasons  = newCounter("has ", "word of the title", "words of the title")
	figureReasons = newCounter("", "figure", "figures")
	dateReasons   = newCounter("", "date", "dates")
)

func newCounter(before, one, more string) counter {
	c := counter{before: before, more: more, reasons: []string{"", before + "one " + one}}
	for _, n := range []string{"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"} {
		c.reasons = append(c.reasons, before+n+" "+more)
	}
	return c
}

// counted returns the reason for n.
func (c *counter) counted(n int) string {
	if n < len(c.reasons) {
		return c.reasons[n]
	}
	return c.before + strconv.Itoa(n) + " " + c.more
}
