package briefing

import "strconv"

// why returns the reasons for the place of the i-th fact, the weightiest first.
func (d *Document) why(c *choice, i int) []string {
	var why []string
	say := func(reason string) { why = append(why, reason) }
	w := &d.weigher
	switch {
	case c.index == 0:
		say("opens the article")
	case c.index < 3:
		say("stands near the opening")
	}
	if len(w.notes) > int(c.index) {
		n := &w.notes[c.index]
		switch {
		case n.titles > 0 && n.rank == 0:
			say("has the most of the title's words")
		case n.titles > 1:
			say("has " + counted(int(n.titles), "word") + " of the title")
		}
		if n.majors >= .5 {
			say("is about what the article names most")
		}
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
		say(counted(figures, "figure"))
	}
	if dates > 0 {
		say(counted(dates, "date"))
	}
	if i > 0 {
		say("adds to the facts before it")
	}
	return why
}

// counted returns n in words, as far as ten, and what is counted.
func counted(n int, what string) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	s := strconv.Itoa(n)
	if n < len(words) {
		s = words[n]
	}
	if n != 1 {
		what += "s"
	}
	return s + " " + what
}
