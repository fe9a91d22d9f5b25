package bot

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// UserFetches is how many fetches one person may cause in a minute by what
// they ask for, where Doors.UserFetches does not say.
const UserFetches = 30

// A budget is how many fetches each person may cause in a minute. They may all
// come at once; what was spent comes back evenly. The zero value is ready for
// use. It is lost with the process, which only means that it is whole again.
type budget struct {
	mu   sync.Mutex
	left map[payer]*rate.Limiter
}

// A payer is who has a budget.
type payer struct{ platform, workspace, user string }

// maxPayers is how many people's budgets are remembered, and how many of them
// may have spent some of theirs.
const maxPayers = 10_000

// spend takes one fetch from the budget of whoever made r. Where nothing is
// left it returns a *Problem that says for how long.
func (b *budget) spend(r Request, perMinute int, now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	who := payer{r.Channel.Platform, r.Channel.Workspace, r.User.ID}
	l := b.left[who]
	if l == nil {
		if b.left == nil || len(b.left) >= maxPayers {
			b.left = b.spent(perMinute, now)
		}
		l = rate.NewLimiter(rate.Limit(float64(perMinute)/60), perMinute)
		b.left[who] = l
	}
	turn := l.ReserveN(now, 1)
	wait := turn.DelayFrom(now)
	if wait == 0 {
		return nil
	}
	turn.CancelAt(now)
	wait = max(time.Second, wait.Round(time.Second))
	return Problemf(TooOften, "You have had %s fetched within a minute, which is what one person may. Ask again in %s; a text that you paste needs no fetch.", count(perMinute, "page"), wait)
}

// spent returns the budgets of which something is spent: the others are as new.
// Where too many are, all begin anew.
func (b *budget) spent(perMinute int, now time.Time) map[payer]*rate.Limiter {
	kept := make(map[payer]*rate.Limiter)
	for who, l := range b.left {
		if l.TokensAt(now) < float64(perMinute) {
			kept[who] = l
		}
	}
	if len(kept) >= maxPayers {
		clear(kept)
	}
	return kept
}
