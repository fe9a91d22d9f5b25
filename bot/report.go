package bot

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A Report is something that a channel is told once of its own accord: what
// has become of a feed that it follows, or of feeds that it was to follow.
type Report struct {
	ID        int64
	Channel   Channel
	Text      string
	Problem   bool // something is wrong
	Made      time.Time
	Attempted bool      // it may stand on the platform
	Settled   time.Time // zero until it stands, or never will
}

// Key returns the key under which r is posted.
func (r Report) Key() Key { return Key(fmt.Sprintf("r%d", r.ID)) }

// When a feed's followers are told that it is in trouble.
const (
	quietAfter = 8         // failures in a row, which take half a day
	surelyGone = 11        // and three days
	wellLately = time.Hour // in which some feed was read, so that the fault is not ours
)

// reportFeed tells the followers of f, once, that its last fetch came to p: that
// it is gone for good, which ends their follows, or that it was in trouble for
// long. It returns f as it then stands.
func (b *Bot) reportFeed(ctx context.Context, f Feed, gone bool, p *Problem, now time.Time) (Feed, error) {
	var text string
	switch {
	case gone:
		text = fmt.Sprintf("%s is no more: its server says that it is gone for good. This channel does not follow it any longer; what it brought stays in the archive.", feedTitle(f))
	case b.inTrouble(f, p, now):
		text = fmt.Sprintf("%s could not be read %d times in a row. %s It is asked once a day from now on and comes back by itself; /unfollow %s ends that.", feedTitle(f), f.Failures, p.Message, f.URL)
	default:
		return f, nil
	}
	if err := b.Reports.TellFollowers(ctx, f.ID, text, gone, now); err != nil {
		return f, err
	}
	b.Log.Warn("followers are told", "feed", f.ID, "gone", gone, "failures", f.Failures)
	f.Reported = true
	return f, nil
}

// inTrouble reports whether f's followers are to be told of p. Where no server
// was reached at all, it may be this machine that is cut off; then other feeds
// fail as well.
func (b *Bot) inTrouble(f Feed, p *Problem, now time.Time) bool {
	if f.Reported || f.Failures < quietAfter {
		return false
	}
	answered := p.Kind != Unreachable && p.Kind != Timeout
	return answered || f.Failures >= surelyGone || b.harvests.well(now.Add(-wellLately))
}

// postReport posts a report, once.
func (b *Bot) postReport(ctx context.Context, id int64) error {
	r, err := b.Reports.Report(ctx, id)
	if errors.Is(err, ErrNotFound) || err == nil && !r.Settled.IsZero() {
		return nil
	}
	if err != nil {
		return err
	}
	face, ok := b.Faces[r.Channel.Platform]
	if !ok || time.Since(r.Made) > postingTime {
		b.Log.Warn("report given up", "report", id, "channel", r.Channel.String())
		return b.Reports.ReportSettled(ctx, id, time.Now())
	}
	if r.Attempted {
		_, err := face.Find(ctx, r.Channel, r.Key(), "")
		if err == nil {
			return b.Reports.ReportSettled(ctx, id, time.Now())
		}
		if !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	if err := b.Reports.ReportAttempted(ctx, id); err != nil {
		return err
	}
	_, err = face.Publish(ctx, r.Channel, face.Parts(&Notice{Text: r.Text, Problem: r.Problem})[0], r.Key(), "")
	var p *Problem
	if err != nil && !(errors.As(err, &p) && p.Kind == GoneChannel) {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storingTime)
	defer cancel()
	return b.Reports.ReportSettled(ctx, id, time.Now())
}
