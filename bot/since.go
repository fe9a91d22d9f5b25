package bot

import (
	"strconv"
	"strings"
	"time"
)

// readDates takes the dates out of the question: since Monday, yesterday, last
// week, on 12 May, before 2026-05-01, in the last 3 days.
func (q *question) readDates(now time.Time) {
	for i := 0; i < len(q.words); i++ {
		prep, at := "", i
		switch q.words[i].fold {
		case "since", "from", "after", "on", "in", "before", "until", "till", "by", "to", "through", "during", "within", "over":
			prep, at = q.words[i].fold, i+1
		}
		for at < len(q.words) && q.words[at].fold == "the" {
			at++
		}
		from, to, n := q.span(at, prep != "", now)
		if n == 0 {
			continue
		}
		for k := i; k < at+n; k++ {
			q.words[k].used = true
		}
		q.bound(prep, from, to, now)
		i = at + n - 1
	}
}

// bound sets what the query is limited to by a span of time and the word
// before it. The year is told where it is not this one.
func (q *question) bound(prep string, from, to, now time.Time) {
	day := func(t time.Time) string {
		if t.Year() == now.Year() {
			return t.Format("Mon 2 January")
		}
		return t.Format("Mon 2 January 2006")
	}
	switch prep {
	case "since", "from", "after":
		q.query.Since = from
		q.dates = append(q.dates, "since "+day(from))
	case "before":
		q.query.Until = from
		q.dates = append(q.dates, "before "+day(from))
	case "until", "till", "by", "to", "through":
		q.query.Until = to
		q.dates = append(q.dates, "until "+day(to.Add(-time.Nanosecond)))
	default:
		q.query.Since, q.query.Until = from, to
		if last := to.Add(-time.Nanosecond); day(last) != day(from) {
			q.dates = append(q.dates, "from "+day(from)+" to "+day(last))
		} else {
			q.dates = append(q.dates, "on "+day(from))
		}
	}
}

// span returns the time that the words from i name, half open, and how many
// words they are; 0 where they name none. A month alone is one only after a
// preposition.
func (q *question) span(i int, preposition bool, now time.Time) (from, to time.Time, n int) {
	if i >= len(q.words) || q.words[i].used {
		return from, to, 0
	}
	word := func(k int) string {
		if i+k < len(q.words) && !q.words[i+k].used {
			return q.words[i+k].fold
		}
		return ""
	}
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch w := word(0); w {
	case "today":
		return today, today.AddDate(0, 0, 1), 1
	case "yesterday":
		return today.AddDate(0, 0, -1), today, 1
	case "last", "past", "this":
		if from, to, n := recent(w, word(1), word(2), now, today); n > 0 {
			return from, to, n
		}
	}
	if t, err := time.ParseInLocation("2006-01-02", word(0), now.Location()); err == nil {
		return t, t.AddDate(0, 0, 1), 1
	}
	if count, err := strconv.Atoi(word(0)); err == nil && word(2) == "ago" {
		if d, ok := unitsBack(today, count, word(1)); ok {
			return d, d.AddDate(0, 0, 1), 3
		}
	}
	if t, n := monthDay(word, today); n > 0 {
		return t, t.AddDate(0, 0, 1), n
	}
	if d := weekday(word(0)); d >= 0 && (preposition || capital(q.words[i].raw)) {
		t := weekdayBack(today, d)
		return t, t.AddDate(0, 0, 1), 1
	}
	if m := month(word(0)); m > 0 && preposition && (m != time.May || capital(q.words[i].raw)) {
		t := time.Date(today.Year(), m, 1, 0, 0, 0, 0, today.Location())
		n := 1
		if y := number(word(1)); y >= 1900 && y <= 2200 {
			t, n = t.AddDate(y-t.Year(), 0, 0), 2
		} else if t.After(today) {
			t = t.AddDate(-1, 0, 0)
		}
		return t, t.AddDate(0, 1, 0), n
	}
	return from, to, 0
}

// recent reads last week, this month, past 3 days, last Monday.
func recent(which, a, b string, now, today time.Time) (from, to time.Time, n int) {
	if count, err := strconv.Atoi(a); err == nil {
		if d, ok := unitsBack(now, count, b); ok {
			return d, now.Add(time.Minute), 3
		}
		return from, to, 0
	}
	monday := weekdayBack(today.AddDate(0, 0, 1), 1)
	first := time.Date(today.Year(), today.Month(), 1, 0, 0, 0, 0, today.Location())
	back := 0
	if which != "this" {
		back = -1
	}
	switch a {
	case "week":
		from = monday.AddDate(0, 0, 7*back)
		return from, from.AddDate(0, 0, 7), 2
	case "month":
		from = first.AddDate(0, back, 0)
		return from, from.AddDate(0, 1, 0), 2
	case "year":
		from = time.Date(today.Year()+back, 1, 1, 0, 0, 0, 0, today.Location())
		return from, from.AddDate(1, 0, 0), 2
	}
	if d := weekday(a); d >= 0 {
		from = weekdayBack(today, d)
		return from, from.AddDate(0, 0, 1), 2
	}
	return from, to, 0
}

// unitsBack returns the time that lies n units before t.
func unitsBack(t time.Time, n int, unit string) (time.Time, bool) {
	if n < 1 || n > 1000 {
		return t, false
	}
	switch strings.TrimSuffix(unit, "s") {
	case "hour":
		return t.Add(-time.Duration(n) * time.Hour), true
	case "day":
		return t.AddDate(0, 0, -n), true
	case "week":
		return t.AddDate(0, 0, -7*n), true
	case "month":
		return t.AddDate(0, -n, 0), true
	case "year":
		return t.AddDate(-n, 0, 0), true
	}
	return t, false
}

// monthDay reads 12 May, May 12, 12th of May 2026: without a year, the last
// such day.
func monthDay(word func(int) string, today time.Time) (time.Time, int) {
	m, d, n := month(word(0)), ordinal(word(1)), 2
	if m == 0 {
		d, n = ordinal(word(0)), 1
		if word(1) == "of" {
			n++
		}
		m = month(word(n))
		n++
	}
	if m == 0 || d < 1 || d > 31 {
		return today, 0
	}
	year := today.Year()
	if y := number(word(n)); y >= 1900 && y <= 2200 {
		year = y
		n++
	} else if time.Date(year, m, d, 0, 0, 0, 0, today.Location()).After(today) {
		year--
	}
	t := time.Date(year, m, d, 0, 0, 0, 0, today.Location())
	if t.Day() != d {
		return today, 0
	}
	return t, n
}

// ordinal reads 12, 12th, 1st.
func ordinal(w string) int {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, end)
	}
	if len(w) > 2 {
		return 0
	}
	return number(w)
}

func month(w string) time.Month {
	for m := time.January; m <= time.December; m++ {
		full := strings.ToLower(m.String())
		if w == full || len(w) >= 3 && w == full[:3] || w == "sept" && m == time.September {
			return m
		}
	}
	return 0
}

// weekday returns the day that w names, -1 for none.
func weekday(w string) int {
	if w == "" || w[0] < 'a' || w == "sun" || w == "sat" || w == "wed" {
		return -1 // the short forms are words of their own
	}
	return dayNumber(w)
}

// weekdayBack returns the last such day before today.
func weekdayBack(today time.Time, day int) time.Time {
	back := (int(today.Weekday()) - day + 7) % 7
	if back == 0 {
		back = 7
	}
	return today.AddDate(0, 0, -back)
}
