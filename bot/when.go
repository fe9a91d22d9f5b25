package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// leastGap is the shortest time that may lie between two editions.
const leastGap = 5 * time.Minute

// ParseSchedule reads when a digest is to come, as people write it:
//
//	07:30            7:30am          weekdays 7:30     07:30, 18:00 weekends
//	Mon,Thu 18:00    every 4 hours   hourly            30 7 * * 1-5 (cron)
//
// Hours of an interval are counted from midnight. The zone is named as
// LoadZone takes it.
func ParseSchedule(when, zone string) (Schedule, *Problem) {
	loc, p := LoadZone(zone)
	if p != nil {
		return Schedule{}, p
	}
	when = strings.ToLower(strings.Join(strings.Fields(when), " "))
	if when == "" || len(when) > 200 {
		return Schedule{}, cannotRead(when)
	}
	s := Schedule{loc: loc}
	lines, words, p := cronLines(when)
	if p != nil {
		return Schedule{}, p
	}
	for _, line := range lines {
		sp, err := parseSpec(line)
		if err != nil {
			return Schedule{}, cannotRead(when)
		}
		s.specs = append(s.specs, sp)
		if words == "" {
			words = inWords(line, sp)
		}
	}
	s.words = words
	return s, s.check(when)
}

func cannotRead(when string) *Problem {
	return Problemf(BadInput, "“%s” is no time that I can read. Try 07:30, weekdays 7:30, Mon,Thu 18:00, every 4 hours, or five cron fields.", shorten(when, 60))
}

// check refuses what never comes and what comes too often.
func (s Schedule) check(when string) *Problem {
	u := Schedule{specs: s.specs, loc: time.UTC}
	_, at := u.Next(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	if at.IsZero() {
		return Problemf(BadInput, "“%s” never comes: there is no such day. Try weekdays 7:30.", shorten(when, 60))
	}
	for end := at.Add(25 * time.Hour); at.Before(end); {
		_, next := u.Next(at)
		if next.IsZero() {
			break
		}
		if next.Sub(at) < leastGap {
			return Problemf(BadInput, "“%s” comes more often than every 5 minutes, which is as often as a digest can. Try every 15 minutes.", shorten(when, 60))
		}
		at = next
	}
	return nil
}

var cronField = regexp.MustCompile(`^[0-9a-z*?,/-]+$`)

// cronLines returns the cron lines that when comes to, and its words where
// they are not to be had from the line.
func cronLines(when string) (lines []string, words string, p *Problem) {
	fields := strings.Fields(when)
	if len(fields) == 5 && strings.ContainsAny(fields[0][:1], "0123456789*") && !strings.Contains(when, ":") {
		for _, f := range fields {
			if !cronField.MatchString(f) {
				return nil, "", cannotRead(when)
			}
		}
		return []string{when}, "", nil
	}
	switch when {
	case "@hourly", "hourly":
		return []string{"0 * * * *"}, "", nil
	case "@daily", "@midnight":
		return []string{"0 0 * * *"}, "", nil
	case "@weekly":
		return []string{"0 0 * * 0"}, "", nil
	case "@monthly":
		return []string{"0 0 1 * *"}, "", nil
	}
	return spokenLines(strings.TrimPrefix(when, "@"))
}

var (
	timeWord     = regexp.MustCompile(`^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$`)
	intervalWord = regexp.MustCompile(`\bevery (?:(\d{1,3}) ?)?(hours?|hrs?|h|minutes?|mins?|m)\b`)
)

// spokenLines reads days, times and intervals as people name them.
func spokenLines(when string) (lines []string, words string, p *Problem) {
	interval := ""
	if m := intervalWord.FindStringSubmatch(when); m != nil {
		if interval, p = intervalFields(m[1], m[2]); p != nil {
			return nil, "", p
		}
		when = strings.Replace(when, m[0], " ", 1)
	}
	for _, half := range []string{" am", " pm"} {
		when = strings.ReplaceAll(when, half, half[1:])
	}
	var days []int
	var times []string
	for _, w := range strings.Fields(strings.NewReplacer(",", " ", "&", " ", "–", "-").Replace(when)) {
		if slices.Contains([]string{"at", "on", "and", "every", "each", "day", "days", "daily", "o'clock"}, w) {
			continue
		}
		if d := daysNamed(w); d != nil {
			days = append(days, d...)
			continue
		}
		t, ok := timeFields(w)
		if !ok {
			return nil, "", cannotRead(when)
		}
		times = append(times, t)
	}
	dow := daysField(days)
	switch {
	case interval != "" && len(times) == 0:
		return []string{interval + " * * " + dow}, "", nil
	case interval != "" || len(times) == 0 || len(times) > 24:
		return nil, "", cannotRead(when)
	}
	slices.Sort(times)
	times = slices.Compact(times)
	for i, t := range times {
		h, m, _ := strings.Cut(t, ":")
		lines = append(lines, fmt.Sprintf("%d %d * * %s", number(m), number(h), dow))
		times[i] = t
	}
	return lines, daysInWords(dow) + " at " + list(times, "and"), nil
}

// intervalFields returns the minute and hour fields of an interval.
func intervalFields(count, unit string) (string, *Problem) {
	n := 1
	if count != "" {
		n, _ = strconv.Atoi(count)
	}
	if unit[0] == 'm' {
		switch {
		case n >= 5 && n < 60 && 60%n == 0:
			return fmt.Sprintf("*/%d *", n), nil
		case n >= 60 && n%60 == 0:
			n /= 60
		default:
			return "", Problemf(BadInput, "Every %d minutes does not go into the hour. Try every 5, 10, 15, 20 or 30 minutes.", n)
		}
	}
	switch {
	case n == 1:
		return "0 *", nil
	case n > 1 && n < 24:
		return fmt.Sprintf("0 */%d", n), nil
	}
	return "", Problemf(BadInput, "Hours are counted from midnight, so every 1 to 23 hours can be. For once a day give its time: 07:30.")
}

// timeFields reads 7:30, 07.30, 7am, 7:30pm, noon and midnight as 07:30.
func timeFields(w string) (string, bool) {
	switch w {
	case "noon":
		return "12:00", true
	case "midnight":
		return "00:00", true
	}
	m := timeWord.FindStringSubmatch(w)
	if m == nil || m[2] == "" && m[3] == "" {
		return "", false
	}
	h, min := number(m[1]), number(m[2])
	if m[3] != "" {
		if h < 1 || h > 12 {
			return "", false
		}
		h %= 12
		if m[3] == "pm" {
			h += 12
		}
	}
	return fmt.Sprintf("%02d:%02d", h, min), h < 24 && min < 60
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

// parseSpec parses a cron line of five fields, which may name Sunday 7.
func parseSpec(line string) (spec, error) {
	f := strings.Fields(line)
	dow, err := sundays(f[4])
	if err != nil {
		return spec{}, err
	}
	f[4] = dow
	parsed, err := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow).Parse("TZ=UTC " + strings.Join(f, " "))
	if err != nil {
		return spec{}, err
	}
	minute, hour := f[0], f[1]
	steps := strings.ContainsAny(minute, "*/?")
	return spec{
		wall:     parsed,
		interval: steps || strings.ContainsAny(hour, "*/?"),
		elapsed:  steps || hour == "*" || hour == "?" || hour == "*/1",
	}, nil
}

// sundays rewrites a day-of-week field so that Sunday is 0 in it, never 7,
// which robfig/cron refuses.
func sundays(field string) (string, error) {
	var out []string
	for part := range strings.SplitSeq(field, ",") {
		span, step, stepped := strings.Cut(part, "/")
		from, to, ranged := strings.Cut(span, "-")
		if from != "7" && to != "7" {
			out = append(out, part)
			continue
		}
		lo, hi, by := dayNumber(from), 7, 1
		if !ranged {
			to = from
		}
		if stepped {
			by = number(step)
		}
		if lo < 0 || by < 1 || to != "7" {
			return "", fmt.Errorf("day of week %q", part)
		}
		for d := lo; d <= hi; d += by {
			out = append(out, strconv.Itoa(d%7))
		}
	}
	return strings.Join(out, ","), nil
}
