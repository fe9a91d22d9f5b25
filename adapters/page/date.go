package page

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// parseTime reads the forms in which pages give a time. One without a zone is
// taken for UTC. Years outside 1990 to 2100 are no dates of articles.
func parseTime(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 64 {
		return time.Time{}, false
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && (len(s) == 10 || len(s) == 13) {
		if len(s) == 13 {
			n /= 1000
		}
		return sane(time.Unix(n, 0).UTC())
	}
	for _, layout := range [...]string{
		time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02T15:04:05-07",
		"2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05-07:00", "2006-01-02 15:04:05-07", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "20060102T150405Z0700", "20060102", "2006/01/02 15:04:05", "2006/01/02",
		time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon Jan 2 15:04:05 2006", "Mon Jan 2 15:04:05 MST 2006", "Mon Jan 02 15:04:05 -0700 2006",
		"Monday, January 2, 2006 - 15:04", "Monday, January 2, 2006 3:04 PM", "Monday, January 2, 2006", "Mon, January 2, 2006", "January 2, 2006 3:04 PM", "January 2, 2006 3:04 pm", "January 2, 2006, 3:04 PM", "January 2, 2006", "Jan 2, 2006 3:04 PM", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006", "Monday 2 January 2006",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return sane(t)
		}
	}
	if i := strings.IndexByte(s, '['); i > 0 { // 2024-05-01T10:00:00+02:00[Europe/Berlin]
		return parseTime(s[:i])
	}
	if len(s) > 10 && s[4] == '-' && s[7] == '-' {
		return parseTime(s[:10])
	}
	return time.Time{}, false
}

func sane(t time.Time) (time.Time, bool) {
	if y := t.Year(); y < 1990 || y > 2100 {
		return time.Time{}, false
	}
	return t, true
}

// dateInPath returns the day that an address names, as many sites' do:
// /2024/05/01/. It is zero where there is none.
func dateInPath(u *url.URL) time.Time {
	if u == nil {
		return time.Time{}
	}
	parts := strings.Split(u.Path, "/")
	for i, p := range parts {
		if i+2 < len(parts) && len(p) == 4 {
			if t, err := time.Parse("2006/1/2", strings.Join(parts[i:i+3], "/")); err == nil {
				t, _ = sane(t)
				return t
			}
			if t, err := time.Parse("2006/Jan/2", strings.Join(parts[i:i+3], "/")); err == nil {
				t, _ = sane(t)
				return t
			}
		}
		if len(p) >= 10 {
			if t, err := time.Parse("2006-01-02", p[:10]); err == nil {
				t, _ = sane(t)
				return t
			}
		}
	}
	return time.Time{}
}
