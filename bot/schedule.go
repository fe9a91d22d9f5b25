package bot

import (
	"time"

	"github.com/robfig/cron/v3"
)

// A Schedule says when a digest comes, in one zone. The zero Schedule never
// comes.
//
// A fixed time is one of the clock on the wall: where the zone's clocks skip
// it, it comes at the change's end under its own slot, and where they repeat
// it, it comes the first time only. An interval (*/15, every hour) goes on
// through a change: each minute that matches counts, the repeated ones too.
type Schedule struct {
	specs []spec
	loc   *time.Location
	words string // weekdays at 07:30
}

// A spec is one cron line. A schedule has several where its times differ in
// hour and minute (07:30 and 18:00).
type spec struct {
	wall cron.Schedule // computes in UTC, which stands for the clock on the wall
	// interval: the slot carries the offset. elapsed: every matching minute
	// counts, however often the wall shows it.
	interval, elapsed bool
}

const (
	slotForm       = "2006-01-02T15:04"
	slotOffsetForm = "2006-01-02T15:04-07:00"
)

// String tells the schedule in words: "weekdays at 07:30, Europe/Berlin".
func (s Schedule) String() string {
	if s.loc == nil {
		return "never"
	}
	return s.words + ", " + s.loc.String()
}

// Zone returns the zone of the schedule, UTC for the zero Schedule.
func (s Schedule) Zone() *time.Location {
	if s.loc == nil {
		return time.UTC
	}
	return s.loc
}

// Next returns the first slot that comes after the given instant and the
// instant at which it comes, in the schedule's zone. Slots that a change of
// clocks brings to one instant come as one, named by the earliest. Next
// returns "" and the zero time where there is none.
func (s Schedule) Next(after time.Time) (slot string, at time.Time) {
	if s.loc == nil {
		return "", time.Time{}
	}
	after = after.In(s.loc)
	for _, sp := range s.specs {
		next := sp.nextFixed
		if sp.elapsed {
			next = sp.nextElapsed
		}
		t, wall := next(after)
		if t.IsZero() || !at.IsZero() && (t.After(at) || t.Equal(at) && wall.Format(slotForm) >= slot) {
			continue
		}
		at, slot = t, wall.Format(slotForm)
		if sp.interval {
			slot = t.Format(slotOffsetForm)
		}
	}
	return slot, at
}

// nextFixed returns the first instant after the given one at which a wall time
// of sp comes, and that wall time.
func (sp spec) nextFixed(after time.Time) (at, wall time.Time) {
	// No zone's clocks ever jumped by more than a day (Samoa, 2011), so that
	// a wall time a little earlier than that resolves to before after.
	w := onWall(after).Add(-26 * time.Hour)
	for {
		w = sp.wall.Next(w)
		if w.IsZero() {
			return time.Time{}, time.Time{}
		}
		if t := instant(w, after.Location()); t.After(after) {
			return t, w
		}
	}
}

// nextElapsed returns the first instant after the given one whose wall time is
// one of sp's, and that wall time.
func (sp spec) nextElapsed(after time.Time) (at, wall time.Time) {
	// Within the bounds of one offset, the wall runs as time does.
	from, offset := after, offsetOf(after)
	for range 100 {
		w := sp.wall.Next(from.UTC().Add(offset))
		if w.IsZero() {
			break
		}
		t := w.Add(-offset).In(after.Location())
		_, end := from.ZoneBounds()
		if !from.Equal(after) { // from is the last moment of the bounds before
			_, end = from.Add(1).ZoneBounds()
		}
		if end.IsZero() || t.Before(end) {
			return t, w
		}
		from, offset = end.Add(-1), offsetOf(end)
	}
	return time.Time{}, time.Time{}
}

// onWall returns the wall time of t, as a time in UTC that reads the same.
func onWall(t time.Time) time.Time {
	return t.UTC().Add(offsetOf(t))
}

func offsetOf(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}

// instant returns when the clocks of loc first show wall or, where they skip
// it, when they do so.
func instant(wall time.Time, loc *time.Location) time.Time {
	t := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, loc)
	start, end := t.ZoneBounds()
	if onWall(t).Equal(wall) {
		if !start.IsZero() {
			if first := wall.Add(-offsetOf(start.Add(-1))); first.Before(start) {
				return first.In(loc)
			}
		}
		return t
	}
	// Skipped: time.Date returns a time on either side of the change.
	for _, change := range []time.Time{start, end} {
		if change.IsZero() {
			continue
		}
		before := change.UTC().Add(offsetOf(change.Add(-1)))
		if !wall.Before(before) && wall.Before(onWall(change)) {
			return change
		}
	}
	return t
}
