package bot_test

import (
	"strings"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

func TestScheduleInWords(t *testing.T) {
	for _, c := range []struct{ when, zone, want string }{
		{"07:30", "Europe/Berlin", "every day at 07:30, Europe/Berlin"},
		{"7:30am", "berlin", "every day at 07:30, Europe/Berlin"},
		{"7 pm", "UTC", "every day at 19:00, UTC"},
		{"12am", "UTC", "every day at 00:00, UTC"},
		{"noon", "UTC", "every day at 12:00, UTC"},
		{"at 7.30 every day", "UTC", "every day at 07:30, UTC"},
		{"weekdays 7:30", "new york", "weekdays at 07:30, America/New_York"},
		{"07:30  Weekdays", "America/new_york", "weekdays at 07:30, America/New_York"},
		{"weekends at 9:00", "UTC", "weekends at 09:00, UTC"},
		{"Mon,Thu 18:00", "Asia/Tokyo", "Mondays and Thursdays at 18:00, Asia/Tokyo"},
		{"every Tuesday at 6pm", "UTC", "Tuesdays at 18:00, UTC"},
		{"mon-fri 6:00", "UTC", "weekdays at 06:00, UTC"},
		{"fri-mon 8:00", "UTC", "Mondays, Fridays, Saturdays and Sundays at 08:00, UTC"},
		{"18:15 and 7:30 on mondays", "UTC", "Mondays at 07:30 and 18:15, UTC"},
		{"every 4 hours", "UTC", "every 4 hours, UTC"},
		{"every hour", "UTC", "every hour, UTC"},
		{"@hourly", "UTC", "every hour, UTC"},
		{"@every 30m", "UTC", "every 30 minutes, UTC"},
		{"every 120 minutes", "UTC", "every 2 hours, UTC"},
		{"weekdays every 2 hours", "UTC", "every 2 hours on weekdays, UTC"},
		{"*/15 * * * *", "UTC", "every 15 minutes, UTC"},
		{"30 7 * * 1-5", "UTC", "weekdays at 07:30, UTC"},
		{"30 7 * * 7", "UTC", "Sundays at 07:30, UTC"},
		{"30 7 * * 5-7", "UTC", "Fridays, Saturdays and Sundays at 07:30, UTC"},
		{"30 7 * * 1-7", "UTC", "every day at 07:30, UTC"},
		{"0 7,19 * * *", "UTC", "every day at 07:00 and 19:00, UTC"},
		{"0 7 1 * *", "UTC", "cron 0 7 1 * *, UTC"},
		{"@daily", "UTC", "every day at 00:00, UTC"},
	} {
		s, p := bot.ParseSchedule(c.when, c.zone)
		if p != nil {
			t.Errorf("%s, %s: %s", c.when, c.zone, p.Message)
		} else if s.String() != c.want {
			t.Errorf("%s, %s is told as %q, want %q", c.when, c.zone, s, c.want)
		}
	}
}

func TestScheduleRefuses(t *testing.T) {
	for _, c := range []struct{ when, zone, want string }{
		{"07:30", "Europe/Berln", "Europe/Berln is no time zone. Did you mean Europe/Berlin?"},
		{"07:30", "Berln", "Berln is no time zone. Did you mean Europe/Berlin?"},
		{"07:30", "Amerika/New York", "Amerika/New York is no time zone. Did you mean America/New_York?"},
		{"07:30", "the moon, far side of it", "is no time zone. Name one like"},
		{"07:30", "", "Which time zone?"},
		{"07:30", "Local", "is no time zone"},
		{"07:30", "../../etc/passwd", "is no time zone"},
		{"", "UTC", "is no time that I can read"},
		{"weekdays", "UTC", "is no time that I can read"},
		{"25:00", "UTC", "is no time that I can read"},
		{"7:75", "UTC", "is no time that I can read"},
		{"13pm", "UTC", "is no time that I can read"},
		{"wedsday 7:30", "UTC", "is no time that I can read"},
		{"7:30 every 4 hours", "UTC", "is no time that I can read"},
		{"TZ=UTC", "UTC", "is no time that I can read"},
		{"TZ=", "UTC", "is no time that I can read"},
		{"CRON_TZ=Asia/Tokyo 0 7 * *", "UTC", "is no time that I can read"},
		{"0 7 * * 8", "UTC", "is no time that I can read"},
		{"0 7 * * 7-9", "UTC", "is no time that I can read"},
		{"60 7 * * *", "UTC", "is no time that I can read"},
		{"*/0 * * * *", "UTC", "is no time that I can read"},
		{"@every 0s", "UTC", "is no time that I can read"},
		{"0 0 31 2 *", "UTC", "never comes"},
		{"0,7 , * * *", "UTC", "never comes"},
		{"* * * * *", "UTC", "more often than every 5 minutes"},
		{"0,1 7 * * *", "UTC", "more often than every 5 minutes"},
		{"0,58 * * * *", "UTC", "more often than every 5 minutes"},
		{"every 45 minutes", "UTC", "does not go into the hour"},
		{"every 30 hours", "UTC", "counted from midnight"},
		{strings.Repeat("7:30 ", 200), "UTC", "is no time that I can read"},
	} {
		s, p := bot.ParseSchedule(c.when, c.zone)
		switch {
		case p == nil:
			t.Errorf("%s, %s: it is taken as %s", c.when, c.zone, s)
		case p.Kind != bot.BadInput || !strings.Contains(p.Message, c.want):
			t.Errorf("%s, %s: %s %q, want %q in it", c.when, c.zone, p.Kind, p.Message, c.want)
		}
	}
}

// The slots that come from a time on, across changes of the clocks.
func TestScheduleSlots(t *testing.T) {
	for _, c := range []struct{ name, when, zone, after, want string }{
		{"spring skips the time: it comes at the change's end", "02:30", "Europe/Berlin", "2026-03-28T12:00Z", `
			2026-03-29T02:30 2026-03-29T03:00+02:00
			2026-03-30T02:30 2026-03-30T02:30+02:00`},
		{"autumn repeats the time: it comes once", "02:30", "Europe/Berlin", "2026-10-24T12:00Z", `
			2026-10-25T02:30 2026-10-25T02:30+02:00
			2026-10-26T02:30 2026-10-26T02:30+01:00`},
		{"between the two of it, it has come", "02:30", "Europe/Berlin", "2026-10-25T00:45Z", `
			2026-10-26T02:30 2026-10-26T02:30+01:00`},
		{"midnight that is skipped", "@daily", "America/Santiago", "2026-09-05T12:00Z", `
			2026-09-06T00:00 2026-09-06T01:00-03:00
			2026-09-07T00:00 2026-09-07T00:00-03:00`},
		{"two that come to one instant come as the first", "02:10, 02:40, 3:00", "Europe/Berlin", "2026-03-28T12:00Z", `
			2026-03-29T02:10 2026-03-29T03:00+02:00
			2026-03-30T02:10 2026-03-30T02:10+02:00`},
		{"a whole day that is skipped", "07:30", "Pacific/Apia", "2011-12-30T00:00Z", `
			2011-12-30T07:30 2011-12-31T00:00+14:00
			2011-12-31T07:30 2011-12-31T07:30+14:00`},
		{"half an hour that is skipped", "02:15", "Australia/Lord_Howe", "2026-10-03T00:00Z", `
			2026-10-04T02:15 2026-10-04T02:30+11:00`},
		{"an interval goes on in spring", "*/30 * * * *", "Europe/Berlin", "2026-03-29T00:20Z", `
			2026-03-29T01:30+01:00 2026-03-29T01:30+01:00
			2026-03-29T03:00+02:00 2026-03-29T03:00+02:00
			2026-03-29T03:30+02:00 2026-03-29T03:30+02:00`},
		{"and through the repeated hour", "every hour", "Europe/Berlin", "2026-10-24T23:10Z", `
			2026-10-25T02:00+02:00 2026-10-25T02:00+02:00
			2026-10-25T02:00+01:00 2026-10-25T02:00+01:00
			2026-10-25T03:00+01:00 2026-10-25T03:00+01:00`},
		{"hours are counted from midnight", "every 5 hours", "UTC", "2026-03-03T12:00Z", `
			2026-03-03T15:00+00:00 2026-03-03T15:00Z
			2026-03-03T20:00+00:00 2026-03-03T20:00Z
			2026-03-04T00:00+00:00 2026-03-04T00:00Z`},
		{"strictly after", "07:30 weekdays", "UTC", "2026-03-06T07:30Z", `
			2026-03-09T07:30 2026-03-09T07:30Z`},
		{"leap days", "0 6 29 2 *", "UTC", "2026-03-06T07:30Z", `
			2028-02-29T06:00 2028-02-29T06:00Z`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, p := bot.ParseSchedule(c.when, c.zone)
			if p != nil {
				t.Fatal(p)
			}
			at, err := time.Parse("2006-01-02T15:04Z07:00", c.after)
			if err != nil {
				t.Fatal(err)
			}
			for want := range strings.SplitSeq(strings.TrimSpace(c.want), "\n") {
				var slot string
				slot, at = s.Next(at)
				if got := slot + " " + at.Format("2006-01-02T15:04Z07:00"); got != strings.TrimSpace(want) {
					t.Fatalf("got %s, want %s", got, strings.TrimSpace(want))
				}
			}
		})
	}
}

// Over zones that change in their own ways and a year: times only go forward, slots never repeat, and
// a fixed time comes once for every day of the calendar.
func TestScheduleEverywhere(t *testing.T) {
	for _, zone := range []string{"Europe/Berlin", "America/Santiago", "Africa/Casablanca", "Australia/Lord_Howe",
		"Asia/Gaza", "Antarctica/Troll", "UTC"} {
		for _, when := range []string{"00:00", "01:30", "02:30", "03:00", "every 2 hours", "*/20 * * * *"} {
			s, p := bot.ParseSchedule(when, zone)
			if p != nil {
				t.Fatal(p)
			}
			slots := map[string]bool{}
			at := time.Date(2025, 1, 1, 0, 0, 0, 0, s.Zone())
			end := at.AddDate(1, 0, 0)
			for n := 0; ; n++ {
				slot, next := s.Next(at)
				if !next.After(at) {
					t.Fatalf("%s: %s comes after %s", s, next, at)
				}
				if slots[slot] {
					t.Fatalf("%s: slot %s comes twice", s, slot)
				}
				if gap := next.Sub(at); strings.HasPrefix(when, "*/20") && gap > 20*time.Minute && n > 0 && zone != "Australia/Lord_Howe" { // whose half hours are no multiple
					t.Fatalf("%s: %s between %s and %s", s, gap, at, next)
				}
				if !next.Before(end) {
					break
				}
				slots[slot], at = true, next
			}
			if days := len(slots); !strings.Contains(when, "*") && !strings.Contains(when, "every") && (days < 364 || days > 365) {
				t.Errorf("%s came %d times in a year", s, days)
			}
		}
	}
}

func FuzzParseSchedule(f *testing.F) {
	for _, s := range []string{"07:30 weekdays", "TZ=UTC", "CRON_TZ=", "*/5 * * * 7", "@every 0s", "0 0 31 2 *", "7-1 * * * *", "every 4 hours", "99999999999:00"} {
		f.Add(s, "Europe/Berlin")
	}
	f.Fuzz(func(t *testing.T, when, zone string) {
		s, p := bot.ParseSchedule(when, zone)
		if p != nil {
			if p.Kind != bot.BadInput || p.Message == "" {
				t.Fatalf("problem %+v", p)
			}
			return
		}
		at := time.Date(2026, 3, 28, 0, 0, 0, 0, time.UTC)
		for range 5 {
			slot, next := s.Next(at)
			if slot == "" || !next.After(at) || next.Sub(at) > 9*366*24*time.Hour {
				t.Fatalf("%q in %q: slot %q at %s after %s", when, zone, slot, next, at)
			}
			at = next
		}
	})
}
