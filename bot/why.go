package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// why answers /why from what the channel's editions decided.
func (b *Bot) why(ctx context.Context, r Request, reply Reply) error {
	addr, ok := sourceAddress(r.Options["url"])
	if !ok {
		return Problemf(BadInput, "“%s” is no web address. Try /why https://ledger.example/harbour-bridge.", shorten(r.Options["url"], 80))
	}
	u, err := ParseAddress(addr)
	if err != nil {
		return err
	}
	all, err := b.Editions.Considered(ctx, r.Channel, addr)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return b.whyUnknown(ctx, r.Channel, u, reply)
	}
	w := whyAnswer{bot: b, zone: b.zoneFor(ctx, r.Channel)}
	if w.last, err = b.Editions.Latest(ctx, r.Channel); err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if w.digest, err = b.Digests.Digest(ctx, r.Channel); err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	text, err := w.tell(ctx, mostTelling(all))
	if err != nil {
		return err
	}
	return reply(ctx, &Notice{Text: text})
}

// mostTelling returns the item, of those that several feeds brought of one
// article, that tells most of what became of it: the one shown last, else the
// one decided on last, else the one that came first.
func mostTelling(all []Considered) Considered {
	best := all[0]
	for _, c := range all[1:] {
		shown, bestShown := c.Decision.Verdict == VerdictShown, best.Decision.Verdict == VerdictShown
		if shown && !bestShown || shown == bestShown && c.Edition.ID > best.Edition.ID {
			best = c
		}
	}
	return best
}

// whyUnknown says why no feed brought the article at u.
func (b *Bot) whyUnknown(ctx context.Context, c Channel, u *url.URL, reply Reply) error {
	follows, err := b.Follows.Following(ctx, c)
	if err != nil {
		return err
	}
	where := shorten(PlainURL(u), 200)
	var here, troubled []Follow // of the article's site
	for _, f := range follows {
		if !sameSite(u, f.Feed.URL) && !sameSite(u, f.Feed.Site) {
			continue
		}
		here = append(here, f)
		if f.Feed.Trouble != "" {
			troubled = append(troubled, f)
		}
	}
	say := func(format string, args ...any) error {
		return reply(ctx, &Notice{Text: where + fmt.Sprintf(format, args...)})
	}
	switch {
	case len(here) == 0:
		return say(" is not from a feed that is followed here. /following lists those that are; /follow %s would add its own.", u.Scheme+"://"+u.Host)
	case len(troubled) == len(here):
		return say(" was not fetched: %s is followed here, but its feed cannot be read. %s", feedTitle(troubled[0].Feed), troubled[0].Feed.Trouble)
	case len(here) == 1:
		return say(" has not come: %s is followed here, but its feed has not named that address. /brief briefs it all the same.", feedTitle(here[0].Feed))
	}
	return say(" has not come: %s of that site are followed here, but none has named that address. /brief briefs it all the same.", count(len(here), "feed"))
}

// sameSite reports whether u stands on the host of addr, or of its www.
func sameSite(u *url.URL, addr string) bool {
	v, err := url.Parse(addr)
	bare := func(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") }
	return err == nil && v.Host != "" && bare(u) == bare(v)
}

// A whyAnswer puts the answer to /why together.
type whyAnswer struct {
	bot    *Bot
	zone   *time.Location
	last   Edition // the channel's last settled; zero where there is none
	digest Digest  // zero where there is none
}

// tell says what became of c.
func (w *whyAnswer) tell(ctx context.Context, c Considered) (string, error) {
	title := "“" + shorten(c.Item.Title, 100) + "”"
	if c.Item.Title == "" {
		title = "It"
	}
	if c.Edition.ID == 0 {
		return title + w.undecided(c), nil
	}
	edition := w.edition(c.Edition)
	switch {
	case c.Edition.Outcome == OutcomeFailed && c.Decision.Verdict == VerdictShown:
		return fmt.Sprintf("%s was to be in %s, which failed: %s. %s", title, edition, lowerFirst(strings.TrimSuffix(c.Edition.Reason, ".")), w.next()), nil
	case c.Decision.Verdict == VerdictShown:
		return w.shown(ctx, title, edition, c)
	case c.Decision.Verdict == VerdictFiltered:
		return fmt.Sprintf("%s was left out of %s by what this channel takes of %s: it %s.", title, edition, feedTitle(c.Feed), c.Decision.Reason), nil
	case c.Decision.Verdict == VerdictUnread:
		return fmt.Sprintf("%s was not in %s: its article was still to be read when that was put together.%s", title, edition, w.reading(c)), nil
	case c.Decision.Verdict == VerdictNoRoom:
		same, err := w.sameStory(ctx, c, " It tells the same story as %s.")
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%s got no room in %s: the stories of more sites, newer ones and those that hold more came first.%s /digest size:%d makes more room.", title, edition, same, min(mostSize, max(w.digest.Size, defaultSize)+3)), nil
	}
	return fmt.Sprintf("%s was put before %s; what that decided was not recorded yet in those days.", title, edition), nil
}

// shown tells how c stands in an edition.
func (w *whyAnswer) shown(ctx context.Context, title, edition string, c Considered) (string, error) {
	same, err := w.sameStory(ctx, c, ", as one more source of the same story as %s")
	if err != nil {
		return "", err
	}
	text := fmt.Sprintf("%s is in %s%s.", title, edition, same)
	if c.Edition.Settled.IsZero() {
		text = fmt.Sprintf("%s is in %s%s, which is being posted.", title, edition, same)
	} else if w.last.ID > c.Edition.ID {
		text = fmt.Sprintf("%s was in %s%s, and what was in one is not in the next.", title, edition, same)
	}
	if c.Decision.Reason != "" {
		text += " It stands there as title and link alone. " + c.Decision.Reason
	}
	return text, nil
}

// sameStory names the article that leads c's story in format, where another
// does; else it is "".
func (w *whyAnswer) sameStory(ctx context.Context, c Considered, format string) (string, error) {
	if c.Decision.Story == 0 {
		return "", nil
	}
	lead, err := w.bot.Follows.Item(ctx, c.Decision.Story)
	if errors.Is(err, ErrNotFound) {
		return fmt.Sprintf(format, "an article that is gone"), nil
	}
	return fmt.Sprintf(format, "“"+shorten(lead.Title, 100)+"”"), err
}

// edition names e: the last edition (Tue 3 March, 07:30).
func (w *whyAnswer) edition(e Edition) string {
	name := "the edition"
	switch {
	case e.ID == w.last.ID:
		name = "the last edition"
	case !e.Settled.IsZero():
		name = "an earlier edition"
	}
	return name + " (" + dayTime(e.Due.In(w.zone)) + ")"
}

// undecided tells why no edition has decided on c, as what follows its title.
func (w *whyAnswer) undecided(c Considered) string {
	if c.Item.FirstSeen.Before(c.Since) {
		return fmt.Sprintf(" is older than this channel's follow of %s: the feed held it already on %s, and what it held then is old here.",
			feedTitle(c.Feed), dayTime(c.Since.In(w.zone)))
	}
	return fmt.Sprintf(" came from %s, %s, and no edition has decided on it yet.%s", feedTitle(c.Feed), dayTime(c.Item.FirstSeen.In(w.zone)), w.reading(c))
}

// reading tells how far the reading of c's article is, and which edition comes.
func (w *whyAnswer) reading(c Considered) string {
	switch {
	case c.Pending:
		return " Its article is still to be read. " + w.next()
	case c.Trouble != "":
		return " Its article could not be read: " + c.Trouble + " " + w.next()
	}
	return " Its article has been read. " + w.next()
}

// next tells when the next edition comes.
func (w *whyAnswer) next() string {
	if w.digest.ID == 0 {
		return "This channel has no digest, so no edition comes: /digest 07:30 weekdays " + w.bot.Zone + " sets one."
	}
	return "The next edition comes " + w.bot.nextWords(w.digest) + "."
}
