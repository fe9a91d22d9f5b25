package page

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Pages give search engines the time in UTC, and their readers that of where
// they are at home: an evening's article is of the next day by the one and of
// today by the other. Its day is the one that its readers saw on it.

// What is looked at of the times that a page shows.
const (
	maxShown     = 40  // texts
	maxShownText = 120 // bytes of each
)

// addShown takes note of n's text where it is named for a time.
func (h *head) addShown(n *html.Node) {
	if len(h.shown) >= maxShown {
		return
	}
	named := n.DataAtom == atom.Time
	for _, a := range n.Attr {
		switch a.Key {
		case "datetime":
			h.shown = append(h.shown, a.Val)
		case "class", "id", "itemprop":
			named = named || containsAny(a.Val, "date", "publish", "time", "posted")
		}
	}
	if named {
		if s := shortText(n); s != "" {
			h.shown = append(h.shown, s)
		}
	}
}

// addDay takes note of the first line that is nothing but a date.
func (h *head) addDay(n *html.Node) {
	if s := strings.TrimSpace(n.Data); h.day == "" && len(s) >= len("1 May 2026") && len(s) <= len("Wednesday, September 30, 2026") {
		if _, ok := parseTime(s); ok {
			h.day = s
		}
	}
}

// shortText returns n's text, "" where it is long.
func shortText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			if b.Len()+len(c.Data) > maxShownText {
				return ""
			}
			b.WriteString(c.Data + " ")
		}
	}
	return b.String()
}

// asShown returns t, where it came in UTC, in the zone of one of the texts that
// show the same minute by another clock. Midnight is a day rather than a
// moment, and stays.
func asShown(t time.Time, shown []string) time.Time {
	if _, offset := t.Zone(); offset != 0 || t.Hour() == 0 && t.Minute() == 0 {
		return t
	}
	minute := t.Truncate(time.Minute)
	for _, s := range shown {
		wall, ok := clockIn(s)
		if off := wall.Sub(minute); ok && off != 0 && isOffset(off) {
			return t.In(time.FixedZone("", int(off/time.Second)))
		}
	}
	return t
}

// isOffset reports whether d is how far some zone's clocks are from UTC. Those
// with quarters of an hour are in the east, and two with halves in the west.
// https://www.iana.org/time-zones
func isOffset(d time.Duration) bool {
	switch d % time.Hour {
	case 0:
		return d >= -12*time.Hour && d <= 14*time.Hour
	case 30 * time.Minute:
		return d >= 3*time.Hour && d < 12*time.Hour
	case 45 * time.Minute:
		return d > 5*time.Hour && d < 14*time.Hour
	case -30 * time.Minute:
		return d > -4*time.Hour && d < -2*time.Hour
	}
	return false
}

// clockIn reads the date and the clock's time that stand in s, as if they were
// in UTC: 2023-12-22 20:48:19, December 22, 2023 at 8:48 p.m., 22 December 2023
// 20:48. Seconds are left out.
func clockIn(s string) (time.Time, bool) {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ':' })
	var y, d int
	var m time.Month
	for i, w := range words {
		switch n := number(w); {
		case m == 0 && y == 0 && n >= 1990 && n <= 2100 && i+2 < len(words): // 2023-12-22, 2023-12-22T20:48
			day, rest, iso := strings.Cut(words[i+2], "t")
			y, m, d = n, time.Month(number(words[i+1])), number(day)
			if iso && strings.Contains(rest, ":") {
				return wallTime(y, m, d, rest, "")
			}
		case monthOf(w) != 0:
			m = monthOf(w)
		case n >= 1990 && n <= 2100:
			y = n
		case n >= 1 && n <= 31 && d == 0:
			d = n
		case strings.Contains(w, ":") && y != 0 && m >= time.January && m <= time.December && d != 0:
			half := ""
			if i+1 < len(words) {
				half = words[i+1]
			}
			return wallTime(y, m, d, w, half)
		}
	}
	return time.Time{}, false
}

// wallTime puts a day and a clock's time together. Half is what follows it: am,
// pm, the p of p.m., or anything else.
func wallTime(y int, m time.Month, d int, clock, half string) (time.Time, bool) {
	hour, rest, _ := strings.Cut(clock, ":")
	minute, _, _ := strings.Cut(rest, ":")
	h, min := number(hour), number(strings.TrimRight(minute, "apm"))
	if h < 0 || h > 23 || min < 0 || min > 59 || len(minute) < 2 {
		return time.Time{}, false
	}
	if strings.HasSuffix(minute, "m") {
		half = minute[2:]
	}
	switch {
	case (half == "pm" || half == "p") && h < 12:
		h += 12
	case (half == "am" || half == "a") && h == 12:
		h = 0
	}
	return time.Date(y, m, d, h, min, 0, 0, time.UTC), true
}

// monthOf returns the month that w names in English, whole or cut, 0 for none.
func monthOf(w string) time.Month {
	if len(w) < 3 {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), w) || m == time.September && w == "sept" {
			return m
		}
	}
	return 0
}

// number returns the number that w is, -1 for none.
func number(w string) int {
	n, err := strconv.Atoi(w)
	if err != nil {
		return -1
	}
	return n
}
