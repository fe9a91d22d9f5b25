package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// digest answers /digest: everyone may look, changing is for managers.
func (b *Bot) digest(ctx context.Context, r Request, reply Reply) error {
	do := r.Options["do"]
	set := r.Options["when"] != "" || r.Options["zone"] != "" || r.Options["size"] != "" || r.Options["quiet"] != ""
	if do == "" && set {
		do = "set"
	}
	switch do {
	case "", "show":
		return b.showDigest(ctx, r.Channel, reply)
	case "preview":
		return b.preview(ctx, r.Channel, reply)
	}
	if !r.User.Manager {
		return forbidden("Changing the digest")
	}
	switch do {
	case "now":
		return b.digestNow(ctx, r.Channel, reply)
	case "off":
		err := b.Digests.DropDigest(ctx, r.Channel)
		if errors.Is(err, ErrNotFound) {
			return noDigest()
		}
		if err != nil {
			return err
		}
		return reply(ctx, &Notice{Text: "The digest is off. What this channel follows stays; /digest 07:30 starts it again."})
	}
	return b.setDigest(ctx, r, reply)
}

func noDigest() *Problem {
	return Problemf(BadInput, "This channel has no digest. /digest 07:30 weekdays Europe/Berlin sets one.")
}

// setDigest stores what r changes of the channel's digest and says it back.
func (b *Bot) setDigest(ctx context.Context, r Request, reply Reply) error {
	d, err := b.Digests.Digest(ctx, r.Channel)
	if errors.Is(err, ErrNotFound) {
		d, err = Digest{Channel: r.Channel, Zone: b.Zone, Size: defaultSize, Quiet: true}, nil
	}
	if err != nil {
		return err
	}
	if p := change(&d, r.Options); p != nil {
		return p
	}
	s, p := ParseSchedule(d.When, d.Zone)
	if p != nil {
		return p
	}
	d.Zone = s.Zone().String()
	d.NextSlot, d.Next = s.Next(time.Now())
	if d, err = b.Digests.SetDigest(ctx, d); err != nil {
		return err
	}
	b.Log.Info("digest set", "channel", r.Channel.String(), "digest", d.ID, "schedule", s.String(), "next", d.Next)
	l := &List{Title: "Digest: " + s.String(), Rows: nextRows(s, time.Now(), 3)}
	l.Rows = append(l.Rows, settingsRow(d))
	l.Foot = "/digest preview shows what it would hold now."
	if all, err := b.Follows.Following(ctx, r.Channel); err == nil && len(all) == 0 {
		l.Foot = "This channel follows nothing yet, so there is nothing to put in it: /follow URL comes next."
	}
	return reply(ctx, l)
}

// change sets in d what the options say.
func change(d *Digest, options map[string]string) *Problem {
	if when := options["when"]; when != "" {
		d.When = when
	}
	if zone := options["zone"]; zone != "" {
		d.Zone = zone
	}
	if d.When == "" {
		return Problemf(BadInput, "When is it to come? Try /digest 07:30 weekdays Europe/Berlin.")
	}
	if size := options["size"]; size != "" {
		n, err := strconv.Atoi(size)
		if err != nil || n < 1 || n > mostSize {
			return Problemf(BadInput, "“%s” is no number of stories. It can be 1 to %d.", shorten(size, 20), mostSize)
		}
		d.Size = n
	}
	if quiet := options["quiet"]; quiet != "" {
		d.Quiet = quiet == "yes"
	}
	return nil
}

// nextRows lists the next n times of s.
func nextRows(s Schedule, now time.Time, n int) []Row {
	var rows []Row
	for at := now; len(rows) < n; {
		if _, at = s.Next(at); at.IsZero() {
			break
		}
		name := "then"
		if len(rows) == 0 {
			name = "next"
		}
		rows = append(rows, Row{Name: name, Detail: dayTime(at)})
	}
	return rows
}

func settingsRow(d Digest) Row {
	detail := "at most " + count(d.Size, "story")
	if d.Quiet {
		return Row{Name: "holds", Detail: detail + "; with nothing new it says nothing"}
	}
	return Row{Name: "holds", Detail: detail + "; with nothing new it says so"}
}

// showDigest answers /digest alone.
func (b *Bot) showDigest(ctx context.Context, c Channel, reply Reply) error {
	d, err := b.Digests.Digest(ctx, c)
	if errors.Is(err, ErrNotFound) {
		return reply(ctx, &Notice{Text: "This channel has no digest yet. /digest 07:30 weekdays " + b.Zone + " sets one; /digest preview shows what it would hold."})
	}
	if err != nil {
		return err
	}
	s, p := ParseSchedule(d.When, d.Zone)
	if p != nil {
		return p
	}
	follows, err := b.Follows.Following(ctx, c)
	if err != nil {
		return err
	}
	l := &List{Title: "Digest: " + s.String(), Foot: "/digest preview, /digest now, /digest off"}
	l.Rows = append(nextRows(s, time.Now(), 1), settingsRow(d), Row{Name: "from", Detail: count(len(follows), "feed")})
	if e, err := b.Editions.Latest(ctx, c); err == nil {
		l.Rows = append(l.Rows, Row{Name: "last", Detail: lastWords(e, s.Zone())})
	}
	return reply(ctx, l)
}

// lastWords tells how an edition ended: "posted, Tue 3 March, 07:30".
func lastWords(e Edition, zone *time.Location) string {
	s := string(e.Outcome) + ", " + dayTime(e.Due.In(zone))
	if e.Reason != "" {
		s += ": " + e.Reason
	}
	return s
}

// nextWords tells when d's next edition comes, in its zone.
func (b *Bot) nextWords(d Digest) string {
	s, p := ParseSchedule(d.When, d.Zone)
	if p != nil {
		return "at no time that can be read"
	}
	_, at := s.Next(time.Now())
	return dayTime(at)
}

// dayTime returns "Tue 3 March, 07:30".
func dayTime(t time.Time) string { return t.Format("Mon 2 January, 15:04") }

// digestNow opens an edition for this moment. It goes the way of every other.
func (b *Bot) digestNow(ctx context.Context, c Channel, reply Reply) error {
	d, err := b.Digests.Digest(ctx, c)
	if errors.Is(err, ErrNotFound) {
		return noDigest()
	}
	if err != nil {
		return err
	}
	if _, ok := b.Faces[c.Platform]; !ok {
		return Problemf(Internal, "Nothing can be posted to %s: it is not configured.", c.Platform)
	}
	news, err := b.Editions.News(ctx, d, false, mostNews)
	if err != nil {
		return err
	}
	if news, _, err = b.filtered(ctx, c, news); err != nil {
		return err
	}
	changed := false
	if len(news) == 0 {
		if changed, err = b.changedSince(ctx, d); err != nil {
			return err
		}
	}
	if len(news) == 0 && !changed {
		return reply(ctx, &Notice{Text: fmt.Sprintf("Nothing is new since the last edition. The next one comes %s; /digest preview shows the latest.", b.nextWords(d))})
	}
	if err := b.openNow(ctx, d); err != nil {
		return err
	}
	return reply(ctx, &Notice{Text: "An edition is on its way to this channel."})
}

// nowForm is the slot of an edition that somebody asked for: no schedule's has
// seconds.
const nowForm = "2006-01-02T15:04:05.000000-07:00"

func (b *Bot) openNow(ctx context.Context, d Digest) error {
	now := time.Now()
	e := Edition{Digest: d.ID, Channel: d.Channel, Slot: now.In(zoneOf(d)).Format(nowForm), Due: now, Opened: now}
	_, err := b.Editions.Open(ctx, e, Job{Kind: PostEdition})
	return err
}

// askedFor reports whether somebody asked for e, so that no slot led to it.
func (e Edition) askedFor() bool { return len(e.Slot) == len(nowForm) }

// zoneOf returns d's zone, UTC where it cannot be read.
func zoneOf(d Digest) *time.Location {
	loc, p := LoadZone(d.Zone)
	if p != nil {
		return time.UTC
	}
	return loc
}
