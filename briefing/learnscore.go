package briefing

import "fmt"

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
