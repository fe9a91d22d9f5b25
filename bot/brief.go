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
	brief, read, err := b.briefed(ctx, r, addr)
	if err != nil {
		return err
	}
	if err := b.Archive.Save(ctx, brief, addr, r.Channel, 0, read); err != nil {
		return err
	}
	return reply(ctx, &Briefed{Briefing: brief, Read: read, Show: show, Explain: show == "why"})
}

// briefed returns the briefing of the article at addr for r, from the archive
// where it was read lately. All of an article's facts or quotes are asked for after
// its summary was seen, and are then those of the same reading.
func (b *Bot) briefed(ctx context.Context, r Request, addr string) (briefing.Briefing, time.Time, error) {
	now := time.Now()
	old, read, err := b.Archive.Briefed(ctx, addr)
	switch {
	case err == nil && (r.Options["show"] != "" || now.Sub(read) < freshFor):
		return old, read, nil
	case err != nil && !errors.Is(err, ErrNotFound):
		return briefing.Briefing{}, now, err
	}
	if err := b.budget.spend(r, b.UserFetches, now); err != nil {
		return briefing.Briefing{}, now, err
	}
	a, err := b.Reader.Read(ctx, addr)
	if err != nil {
		return briefing.Briefing{}, now, err
	}
	return b.Brief(a), now, nil
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
