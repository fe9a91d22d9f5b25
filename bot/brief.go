package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/briefing"
)

// freshFor is how long an article that was read need not be read again.
const freshFor = 15 * time.Minute

// brief answers /brief with an address or a text.
func (b *Bot) brief(ctx context.Context, r Request, reply Reply) error {
	source, show := r.Options["source"], r.Options["show"]
	addr, ok := sourceAddress(source)
	if !ok {
		return b.briefText(ctx, r.Channel, source, show, reply)
	}
	if _, err := ParseAddress(addr); err != nil {
		return err
	}
	read, err := b.briefed(ctx, r, addr)
	if err != nil {
		return err
	}
	if err := b.keepReading(ctx, read, addr, r.Channel, 0); err != nil {
		return err
	}
	return reply(ctx, &Briefed{Briefing: read.briefing, Read: read.at, Show: show, Explain: show == "why"})
}

// briefed returns a reading of the article at addr for r, from the archive
// where it was read lately. All of an article's facts or quotes are asked for
// after its summary was seen, and are then those of the same reading.
func (b *Bot) briefed(ctx context.Context, r Request, addr string) (reading, error) {
	now := time.Now()
	old, at, err := b.Archive.Briefed(ctx, addr)
	switch {
	case err == nil && (r.Options["show"] != "" || now.Sub(at) < freshFor):
		return reading{briefing: old, at: at, old: true}, nil
	case err != nil && !errors.Is(err, ErrNotFound):
		return reading{}, err
	}
	if err := b.budget.spend(r, b.UserFetches, now); err != nil {
		return reading{}, err
	}
	a, v, err := b.Reader.Reread(ctx, addr, Validators{})
	if err != nil {
		return reading{}, err
	}
	return reading{briefing: b.Brief(a), at: now, validators: v}, nil
}

// briefText briefs a text that was pasted, byte for byte.
func (b *Bot) briefText(ctx context.Context, c Channel, text, show string, reply Reply) error {
	text = strings.ToValidUTF8(text, "\uFFFD")
	brief, now := b.Brief(briefing.Article{Text: text}), time.Now()
	if err := b.Archive.Save(ctx, brief, "", c, 0, now); err != nil {
		return err
	}
	return reply(ctx, &Briefed{Briefing: brief, Read: now, Show: show, Explain: show == "why"})
}

// sourceAddress tells an address from a text. One word with a scheme is an
// address even if it is none that is fetched.
func sourceAddress(source string) (string, bool) {
	source = strings.TrimSpace(source)
	if addr, ok := address(source); ok {
		return addr, true
	}
	one := len(strings.Fields(source)) == 1
	return source, one && strings.Contains(source, "://")
}
