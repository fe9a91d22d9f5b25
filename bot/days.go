package bot

import (
	"fmt"
	"math/bits"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// dayNumber returns the day of the week that w names or counts, Sunday 0 (or
// 7, as it was written), and -1 where it is none.
func dayNumber(w string) int {
	if n, err := strconv.Atoi(w); err == nil && n >= 0 && n <= 7 {
		return n
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		full := strings.ToLower(d.String())
		if w == full || w == full+"s" || w == full[:3] || w == full[:3]+"s" || w == "tues" && d == 2 || w == "weds" && d == 3 ||
			(w == "thur" || w == "thurs") && d == 4 {
			return int(d)
		}
	}
	return -1
}

var dayRange = regexp.MustCompile(`^([a-z]+)-([a-z]+)$`)

// daysNamed returns the days that w names: a day, weekdays, mon-fri, fri-mon;
// nil where it names none.
func daysNamed(w string) []int {
	switch w {
	case "weekday", "weekdays", "workdays":
		return []int{1, 2, 3, 4, 5}
	case "weekend", "weekends":
		return []int{0, 6}
	}
	if w == "" || w[0] < 'a' || w[0] > 'z' {
		return nil
	}
	if d := dayNumber(w); d >= 0 {
		return []int{d}
	}
	m := dayRange.FindStringSubmatch(w)
	if m == nil {
		return nil
	}
	from, to := dayNumber(m[1]), dayNumber(m[2])
	if from < 0 || to < 0 {
		return nil
	}
	days := []int{from}
	for from != to {
		from = (from + 1) % 7
		days = append(days, from)
	}
	return days
}

// scheduleWord reports whether w is a word of schedules and so no zone.
func scheduleWord(w string) bool {
	w = strings.ToLower(w)
	return daysNamed(w) != nil || slices.Contains([]string{"at", "on", "and", "every", "each", "day", "days", "daily", "hourly",
		"hour", "hours", "minute", "minutes", "noon", "midnight", "am", "pm"}, w)
}

// daysField returns cron's field for days, * for none.
func daysField(days []int) string {
	if len(days) == 0 {
		return "*"
	}
	slices.Sort(days)
	days = slices.Compact(days)
	if len(days) == 7 {
		return "*"
	}
	s := make([]string, len(days))
	for i, d := range days {
		s[i] = strconv.Itoa(d)
	}
	return strings.Join(s, ",")
}

// daysInWords tells a day-of-week field, of single days only, as people do.
func daysInWords(field string) string {
	switch field {
	case "*", "?":
		return "every day"
	case "1,2,3,4,5", "1-5", "mon-fri":
		return "weekdays"
	case "0,6":
		return "weekends"
	}
	var names []string
	for d := range strings.SplitSeq(field, ",") {
		names = append(names, time.Weekday(number(d)%7).String()+"s")
	}
	if len(names) > 1 && names[0] == "Sundays" { // the week of most calendars begins on Monday
		names = append(names[1:], names[0])
	}
	return list(names, "and")
}

// inWords tells what a cron line comes to, as far as that reads better than
// the line itself.
func inWords(line string, sp spec) string {
	c, ok := sp.wall.(*cron.SpecSchedule)
	f := strings.Fields(line)
	any := func(s string) bool { return s == "*" || s == "?" }
	if !ok || !any(f[2]) || !any(f[3]) {
		return "cron " + line
	}
	days := "every day"
	if !any(f[4]) {
		var set []int
		for d := range 7 {
			if c.Dow&(1<<d) != 0 {
				set = append(set, d)
			}
		}
		days = daysInWords(daysField(set))
	}
	on := ""
	if days != "every day" {
		on = " on " + days
	}
	var n int
	switch {
	case f[0] == "0" && (f[1] == "*" || f[1] == "*/1"):
		return "every hour" + on
	case f[0] == "0" && scan(f[1], "*/%d", &n):
		return fmt.Sprintf("every %d hours%s", n, on)
	case any(f[1]) && scan(f[0], "*/%d", &n) && 60%n == 0:
		return fmt.Sprintf("every %d minutes%s", n, on)
	case bits.OnesCount64(c.Minute&(1<<60-1)) == 1 && bits.OnesCount64(c.Hour&(1<<24-1)) <= 6:
		var times []string
		for h := range 24 {
			if c.Hour&(1<<h) != 0 {
				times = append(times, fmt.Sprintf("%02d:%02d", h, bits.TrailingZeros64(c.Minute)))
			}
		}
		return days + " at " + list(times, "and")
	}
	return "cron " + line
}

func scan(s, form string, n *int) bool {
	_, err := fmt.Sscanf(s, form, n)
	return err == nil && s == fmt.Sprintf(form, *n)
}
