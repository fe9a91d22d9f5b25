package bot_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// dated returns items of the ages given.
func dated(ages ...time.Duration) (items []bot.Item) {
	for i, age := range ages {
		items = append(items, bot.Item{GUID: fmt.Sprint(i), Published: time.Now().Add(-age)})
	}
	return items
}

const hour = time.Hour

func TestPaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := time.Now()
		held := func(pace, quiet time.Duration) bot.Feed { return bot.Feed{Pace: pace, Changed: now.Add(-quiet)} }
		for name, c := range map[string]struct {
			h     bot.Harvest
			old   bot.Feed
			fresh bool
			want  time.Duration // before chance adds a tenth, unless it is asked for
			asked bool
		}{
			"first, hourly":              {bot.Harvest{Items: dated(hour/2, 3*hour/2, 5*hour/2)}, bot.Feed{}, true, hour / 4, false},
			"first, every minute":        {bot.Harvest{Items: dated(0, time.Minute, 2*time.Minute)}, bot.Feed{}, true, 5 * time.Minute, false},
			"first, still for 8 hours":   {bot.Harvest{Items: dated(8*hour, 9*hour)}, bot.Feed{}, true, 2 * hour, false},
			"first, still for a year":    {bot.Harvest{Items: dated(365 * 24 * hour)}, bot.Feed{}, true, 24 * hour, false},
			"first, no dates":            {bot.Harvest{Items: []bot.Item{{GUID: "1"}}}, bot.Feed{}, true, hour, false},
			"nothing new for a while":    {bot.Harvest{Unchanged: true}, held(hour, 10*hour), false, 10 * hour / 4, false},
			"nothing new, as usual":      {bot.Harvest{Unchanged: true}, held(8*hour, hour), false, 2 * hour, false},
			"new as usual":               {bot.Harvest{Items: []bot.Item{{GUID: "1"}}}, held(4*hour, 4*hour), true, hour, false},
			"new sooner than usual":      {bot.Harvest{Items: []bot.Item{{GUID: "1"}}}, held(16*hour, 4*hour), true, 2 * hour, false},
			"new after a weekend":        {bot.Harvest{Items: dated(0, hour, 2*hour)}, held(hour, 64*hour), true, hour / 4, false},
			"new, dates of years ago":    {bot.Harvest{Items: dated(8000*hour, 9000*hour)}, held(hour, hour), true, hour / 4, false},
			"nothing new, dated anew":    {bot.Harvest{Items: dated(0, time.Minute)}, held(time.Minute, 20*hour), false, 5 * hour, false},
			"its ttl":                    {bot.Harvest{Feed: bot.Feed{Wish: bot.Wish{Rest: 90 * time.Minute}}, Unchanged: true}, held(hour, hour), false, 90 * time.Minute, true},
			"its server's max-age":       {bot.Harvest{Rest: 3 * hour, Unchanged: true}, held(hour, hour), false, 3 * hour, true},
			"less than its pace":         {bot.Harvest{Rest: time.Minute, Unchanged: true}, held(8*hour, hour), false, 2 * hour, false},
			"hours that it names":        {bot.Harvest{Feed: bot.Feed{Wish: bot.Wish{Rest: 2 * hour, SkipHours: 1<<2 | 1<<3}}, Unchanged: true}, held(hour, hour), false, 4 * hour, true},
			"days that it names":         {bot.Harvest{Feed: bot.Feed{Wish: bot.Wish{Rest: 2 * hour, SkipDays: 1<<time.Saturday | 1<<time.Sunday}}, Unchanged: true}, held(hour, hour), false, 48 * hour, true},
			"every hour that there is":   {bot.Harvest{Feed: bot.Feed{Wish: bot.Wish{Rest: 2 * hour, SkipHours: 1<<24 - 1}}, Unchanged: true}, held(hour, hour), false, 2 * hour, true},
			"nothing new for ever and a": {bot.Harvest{Unchanged: true}, held(hour, 99999*hour), false, 24 * hour, false},
		} {
			f := c.h.Paced(c.old, c.fresh, now) // midnight, the beginning of a Saturday
			got, most := f.Next.Sub(now), min(c.want+c.want/10, 24*hour)
			if c.asked {
				most = c.want
			}
			if got < c.want || got > max(most, c.want) {
				t.Errorf("%s: due in %s, want %s to %s", name, got, c.want, most)
			}
			if c.fresh && c.old.Changed.IsZero() == f.Changed.Equal(now) && len(c.h.Items) > 1 && c.h.Items[0].Published.Before(now) {
				t.Errorf("%s: changed %s", name, f.Changed)
			}
		}
	})
}

// However long one silence was, a feed's usual pace is found again within some
// fetches, and however it began.
func TestPaceIsFound(t *testing.T) {
	for _, every := range []time.Duration{10 * time.Minute, hour, 6 * hour, 36 * hour} {
		for _, began := range []time.Duration{time.Minute, 90 * hour} {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				f := bot.Feed{Pace: began, Changed: start, Next: start}
				last, fetches := start, 0
				for time.Since(start) < 14*24*hour {
					time.Sleep(time.Until(f.Next))
					slot := time.Now().Truncate(every)
					fresh := slot.After(last)
					if fresh {
						last = slot
					}
					f = bot.Harvest{Items: []bot.Item{{GUID: "undated"}}}.Paced(f, fresh, time.Now())
					if time.Since(start) > 7*24*hour {
						fetches++
					}
				}
				a := float64(fetches) / (float64(7*24*hour) / float64(every)) // fetches for each change
				if most := 12.0; a > most || a < 0.9 {
					t.Errorf("every %s from %s: %.1f fetches a change", every, began, a)
				}
			})
		}
	}
}
