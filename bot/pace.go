package bot

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// How often a feed is fetched, at most and at least, where nobody asks for
// less.
const (
	soonest = 5 * time.Minute
	latest  = 24 * time.Hour
	usual   = time.Hour     // where nothing tells how often a feed changes
	pushed  = 6 * time.Hour // at most, where a hub sends what is new
)

// longestRest is the longest that a server is left alone because it asks to be.
const longestRest = 7 * 24 * time.Hour

// Paced returns h's feed as it is once h is stored: when it last changed, how
// often it does, and when it is to be fetched again. Old is its state before,
// fresh whether h brought anything that was not known.
//
//   - It is due after a quarter of the time that passes between its changes, or
//     that has passed since the last where that is longer: one that brings
//     something every hour is asked every quarter of an hour, one that has been
//     still for four days once a day. How often it changes is what fetches saw,
//     and what its items' dates tell where that is more often; dates alone are
//     not believed, for some feeds date all they hold anew.
//   - That is within five minutes to a day, and a tenth of it later by chance, so
//     that feeds which were fetched together do not stay together.
//   - Where a hub sends what is new, it is looked after every six hours at most.
//   - It is not due before its server (Cache-Control) or the feed itself (ttl)
//     says that it will have changed, nor in hours and on days that it names.
func (h Harvest) Paced(old Feed, fresh bool, now time.Time) Feed {
	f := h.Feed
	f.Pace, f.Changed = old.Pace, old.Changed
	dated, newest := paceOf(h.Items, now)
	switch {
	case f.Changed.IsZero():
		f.Pace, f.Changed = dated, now
		if !newest.IsZero() {
			f.Changed = newest
		}
	case fresh:
		f.Pace = mean(f.Pace, now.Sub(f.Changed))
		if dated > 0 {
			f.Pace = min(f.Pace, dated)
		}
		f.Changed = now
	}
	pace := f.Pace
	if pace <= 0 {
		pace = 4 * usual
	}
	wait := within(max(pace, now.Sub(f.Changed)) / 4)
	if old.Pushed.After(now) {
		wait = max(wait, pushed)
	}
	wait = spread(wait)
	f.Next = f.Wish.after(now.Add(max(min(wait, latest), h.Rest, f.Wish.Rest)))
	return f
}

// failed returns f after a fetch that came to err. It is due when its server
// says, and not before five minutes have passed, doubled with each failure in a
// row, up to a day.
func (f Feed) failed(err error, now time.Time) Feed {
	f.Failures++
	wait := min(spread(soonest<<min(f.Failures-1, 10)), latest)
	var retry *RetryError
	if errors.As(err, &retry) {
		wait = max(wait, retry.After)
	}
	f.Next = f.Wish.after(now.Add(wait))
	return f
}

func within(d time.Duration) time.Duration { return min(max(d, soonest), latest) }

// spread returns d and up to a tenth more.
func spread(d time.Duration) time.Duration { return d + rand.N(d/10+1) }

// mean returns the geometric mean of two times, so that one long silence does
// not weigh for days; the one that is known where the other is not.
func mean(a, b time.Duration) time.Duration {
	if a <= 0 || b <= 0 {
		return max(a, b)
	}
	return time.Duration(math.Sqrt(float64(a)) * math.Sqrt(float64(b)))
}

// paceOf returns the median of the times between the newest ten items by their
// dates, 0 where these do not tell, and when the newest is from.
func paceOf(items []Item, now time.Time) (pace time.Duration, newest time.Time) {
	var when []time.Time
	for _, i := range items {
		if !i.Published.IsZero() && !i.Published.After(now) {
			when = append(when, i.Published)
		}
	}
	if len(when) == 0 {
		return 0, newest
	}
	slices.SortFunc(when, func(a, b time.Time) int { return b.Compare(a) })
	when = when[:min(len(when), 10)]
	var gaps []time.Duration
	for i := 1; i < len(when); i++ {
		gaps = append(gaps, when[i-1].Sub(when[i]))
	}
	if len(gaps) > 0 {
		slices.Sort(gaps)
		pace = gaps[len(gaps)/2]
	}
	return pace, when[0]
}

// dueMargin is what may pass between when a feed is due and when it is asked.
const dueMargin = 2 * time.Minute

// after returns the first time from t on, by whole hours, that the feed does not
// ask to be spared at; t where it asks to be spared always.
func (w Wish) after(t time.Time) time.Time {
	for h := range 24 * 7 {
		at := t.Add(time.Duration(h) * time.Hour)
		if !w.spares(at) && !w.spares(at.Add(dueMargin)) {
			return at
		}
	}
	return t
}

// spares reports whether the feed asks not to be fetched at t.
func (w Wish) spares(t time.Time) bool {
	t = t.UTC()
	return w.SkipHours&(1<<t.Hour()) != 0 || w.SkipDays&(1<<t.Weekday()) != 0
}
