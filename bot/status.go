package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// status answers /status.
func (b *Bot) status(ctx context.Context, r Request, reply Reply) error {
	follows, err := b.Follows.Following(ctx, r.Channel)
	if err != nil {
		return err
	}
	l := &List{Title: "Status of this channel"}
	trouble := 0
	feeds := Row{Name: "Feeds", Detail: "none followed; /follow URL starts to"}
	for _, f := range follows {
		if f.Feed.Trouble != "" {
			trouble++
		}
	}
	if n := len(follows); n > 0 {
		feeds.Detail = fmt.Sprintf("%d followed, %d in trouble", n, trouble)
	}
	l.Rows = append(l.Rows, feeds)
	for i, f := range follows {
		if f.Feed.Trouble != "" {
			l.Rows = append(l.Rows, feedRow(i, f))
		}
	}
	digest, zone, err := b.digestStatus(ctx, r.Channel)
	if err != nil {
		return err
	}
	l.Rows = append(l.Rows, digest)
	e, err := b.Editions.Latest(ctx, r.Channel)
	switch {
	case err == nil:
		l.Rows = append(l.Rows, Row{Name: "Last edition", Detail: lastWords(e, zone)})
	case !errors.Is(err, ErrNotFound):
		return err
	}
	n, err := b.Jobs.Waiting(ctx)
	if err != nil {
		return err
	}
	l.Rows = append(l.Rows, Row{Name: "Work", Detail: count(n, "job") + " waiting"})
	return reply(ctx, l)
}

func (b *Bot) digestStatus(ctx context.Context, c Channel) (Row, *time.Location, error) {
	d, err := b.Digests.Digest(ctx, c)
	if errors.Is(err, ErrNotFound) {
		return Row{Name: "Digest", Detail: "none; /digest 07:30 weekdays " + b.Zone + " sets one"}, zoneOf(Digest{Zone: b.Zone}), nil
	}
	if err != nil {
		return Row{}, nil, err
	}
	s, p := ParseSchedule(d.When, d.Zone)
	row := Row{Name: "Digest"}
	if p == nil {
		_, at := s.Next(time.Now())
		row.Detail = s.String() + "; next " + dayTime(at)
	} else {
		row.Detail = p.Message
	}
	return row, s.Zone(), nil
}

// help answers /help, alone or with a command.
func help(ctx context.Context, r Request, reply Reply) error {
	if name := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(r.Options["command"])), "/"); name != "" {
		c, ok := CommandNamed(name)
		if !ok {
			return unknownCommand(name)
		}
		return reply(ctx, helpOn(c))
	}
	l := &List{Title: "What you can ask for", Foot: "An address alone is briefed, anything else is taken as a question. /help digest tells more of one."}
	for _, c := range Commands() {
		l.Rows = append(l.Rows, Row{Name: "/" + c.Usage(), Detail: c.Summary})
	}
	return reply(ctx, l)
}

func helpOn(c Command) *List {
	l := &List{Title: "/" + c.Usage(), Foot: c.Summary + "."}
	for _, o := range c.Options {
		detail := o.Summary
		if o.Kind == ChoiceOption {
			detail += ": " + list(o.Choices, "or")
		}
		l.Rows = append(l.Rows, Row{Name: o.Name, Detail: detail})
	}
	for _, e := range c.Examples {
		l.Rows = append(l.Rows, Row{Name: "example", Detail: "/" + e})
	}
	if c.More != "" {
		l.Foot += " " + c.More
	}
	if c.Managers {
		l.Foot += " For those who may configure the channel."
	}
	return l
}
