package briefing

import (
	"fmt"
	"math"
)

// scoreQuotes reads lessons with m and tells how much of what people found was
// found.
func scoreQuotes(m *models, lessons []QuoteLesson) string {
	var spoken, indirect QuoteTally
	var said []verdict
	for _, l := range lessons {
		d := &Document{m: m}
		d.reset(Article{Text: l.Text})
		d.read()
		d.name()
		d.attribute()
		got := d.quotes()
		a, b := l.Score(got)
		spoken.Add(a)
		indirect.Add(b)
		said = append(said, verdicts(l, got)...)
	}
	all := spoken
	all.Add(indirect)
	return fmt.Sprintf("spoken   %v\nindirect %v\nall      %v\nconfidence off by %.3f", spoken, indirect, all, calibrationError(binned(said, 10)))
}

// scoreWho tells whom m takes the pronouns of lessons for that gender decides,
// without asking for gender.
func scoreWho(m *models, lessons []QuoteLesson) string {
	cases, first, told, right := 0, 0, 0, 0
	for _, options := range pronounCases(lessons, m) {
		best, top, all := 0, 0.0, 0.0
		for k, o := range options {
			p := math.Exp(sharp * m.who.Score(o.Features))
			all += p
			if p > top {
				best, top = k, p
			}
		}
		if options[best].Skip {
			continue // nobody knows
		}
		cases++
		hit := int(flag(options[best].Right))
		first += hit
		if top >= pronounSure*all {
			told++
			right += hit
		}
	}
	return fmt.Sprintf("pronouns %d, whose gender was not asked for: first %.3f right, told %.3f, of these %.3f right",
		cases, float64(first)/float64(cases), float64(told)/float64(cases), float64(right)/float64(told))
}
