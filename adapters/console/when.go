package console

import "time"

// stamp returns t as people date a text: "Tue 3 March, 06:40", with the year
// where it is not that of ref, and without the hour where t has none.
func stamp(t, ref time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	layout := "Mon 2 January, 15:04"
	if h, m, s := t.Clock(); h+m+s == 0 {
		layout = "Mon 2 January"
	} else {
		t = t.In(zone)
	}
	if ref.IsZero() || t.Year() != ref.In(t.Location()).Year() {
		return t.Format(withYear(layout))
	}
	return t.Format(layout)
}

func withYear(layout string) string {
	const day = "Mon 2 January"
	return day + " 2006" + layout[len(day):]
}

// upcoming returns t as somebody names a time who speaks at ref, in t's zone:
// "tomorrow 07:30".
func upcoming(t, ref time.Time) string {
	ref = ref.In(t.Location())
	y, m, d := ref.Date()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, t.Location())
	switch {
	case t.Before(midnight.AddDate(0, 0, 1)):
		return "today " + t.Format("15:04")
	case t.Before(midnight.AddDate(0, 0, 2)):
		return "tomorrow " + t.Format("15:04")
	case t.Before(midnight.AddDate(0, 0, 7)):
		return t.Format("Monday 15:04")
	}
	return t.Format("Mon 2 January, 15:04")
}
