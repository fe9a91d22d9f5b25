package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/briefing"
)

// hitsShown is how many hits an answer shows.
const hitsShown = 10

// quotes answers /quotes: of somebody, on something, or who is quoted most.
func (b *Bot) quotes(ctx context.Context, r Request, reply Reply) error {
	if of := strings.TrimSpace(r.Options["of"]); of != "" {
		return b.question(ctx, r.Channel, of, true, reply)
	}
	speakers, err := b.Archive.Speakers(ctx, r.Channel)
	if err != nil {
		return err
	}
	if len(speakers) == 0 {
		return reply(ctx, &Notice{Text: "No quotes are in this channel's archive yet. /brief an article, or /follow a feed."})
	}
	const most = 20
	l := &List{Title: "Who is quoted most here", Foot: "/quotes " + speakers[0].Name + " shows what they said."}
	for _, s := range speakers[:min(most, len(speakers))] {
		detail := count(s.Quotes, "quote")
		if s.Role != "" {
			detail = s.Role + " · " + detail
		}
		l.Rows = append(l.Rows, Row{Name: s.Name, Detail: detail})
	}
	return reply(ctx, l)
}

// question answers /ask and /quotes from the archive.
func (b *Bot) question(ctx context.Context, c Channel, text string, quotes bool, reply Reply) error {
	speakers, err := b.Archive.Speakers(ctx, c)
	if err != nil {
		return err
	}
	q := readQuestion(text, speakers, quotes, time.Now().In(b.zoneFor(ctx, c)))
	if q.query.Speaker == "" && len(q.query.Words) == 0 && len(q.dates) == 0 {
		return Problemf(BadInput, "Ask about somebody or something: /ask what did Okafor say about the bridge since Monday.")
	}
	q.query.Limit = hitsShown
	found, err := b.Archive.Search(ctx, c, q.query)
	if err != nil {
		return err
	}
	var left string
	if found.Total == 0 {
		if found, left, err = b.fewerWords(ctx, c, &q, found); err != nil {
			return err
		}
	}
	if found.Total == 0 {
		a, err := b.nothing(ctx, c, q, found, speakers)
		if err != nil {
			return err
		}
		return reply(ctx, a)
	}
	found = withoutEchoes(found)
	return reply(ctx, &Answer{
		Title:    q.title(found.Total),
		Hits:     found.Hits,
		More:     found.Total - len(found.Hits),
		Searched: q.searched(found, left),
	})
}

// withoutEchoes leaves out reported speech that a fact beside it holds word for
// word.
func withoutEchoes(f Found) Found {
	var kept []Hit
	for _, h := range f.Hits {
		echo := h.Quote != nil && h.Quote.Kind != briefing.Direct && slices.ContainsFunc(f.Hits, func(o Hit) bool {
			return o.Quote == nil && o.Article.URL == h.Article.URL && strings.Contains(o.Text, h.Text)
		})
		if !echo {
			kept = append(kept, h)
		}
	}
	f.Total -= len(f.Hits) - len(kept)
	f.Hits = kept
	return f
}

// zoneFor returns the zone that days are meant in.
func (b *Bot) zoneFor(ctx context.Context, c Channel) *time.Location {
	if d, err := b.Digests.Digest(ctx, c); err == nil {
		return zoneOf(d)
	}
	return zoneOf(Digest{Zone: b.Zone})
}

// fewerWords searches again with one of the words left out, the shortest
// first, where nothing holds them all. It returns the word that was.
func (b *Bot) fewerWords(ctx context.Context, c Channel, q *question, none Found) (Found, string, error) {
	words := q.query.Words
	if len(words) < 2 {
		return none, "", nil
	}
	byLength := slices.Clone(words)
	slices.SortStableFunc(byLength, func(a, b string) int { return len(a) - len(b) })
	for _, left := range byLength {
		fewer := q.query
		fewer.Words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == left })
		found, err := b.Archive.Search(ctx, c, fewer)
		if err != nil {
			return none, "", err
		}
		if found.Total > 0 {
			q.query = fewer
			return found, left, nil
		}
	}
	return none, "", nil
}

// title tells what was found: "3 quotes of Ines Okafor, mayor of Velmar,
// newest first".
func (q *question) title(total int) string {
	what := count(total, "quote")
	if q.query.Facts {
		what = count(total, "passage")
	}
	switch {
	case q.who.Name != "":
		what += " of " + q.who.Name
		if q.who.Role != "" {
			what += ", " + q.who.Role
			if len(q.query.Words) > 0 {
				what += ","
			}
		}
	case q.name != "":
		what += " of “" + q.name + "”"
	}
	if len(q.query.Words) > 0 {
		what += " on " + quoted(q.query.Words)
	}
	if total == 1 {
		return what
	}
	if q.query.Speaker != "" || len(q.query.Words) == 0 {
		return what + ", newest first"
	}
	return what + ", best first"
}

// searched tells how the question was read.
func (q *question) searched(f Found, left string) string {
	var parts []string
	switch {
	case q.who.Name != "":
		parts = append(parts, "speaker "+q.who.Name)
	case q.name != "":
		parts = append(parts, "speaker “"+q.name+"”")
	}
	if len(q.others) > 0 {
		parts = append(parts, "which is "+list(q.others[:min(4, len(q.others))], "or"))
	}
	if len(q.query.Words) > 0 {
		parts = append(parts, quoted(q.query.Words))
	}
	if left != "" {
		parts = append(parts, "without “"+left+"”, since nothing holds it too")
	}
	parts = append(parts, q.dates...)
	return strings.Join(append(parts, count(f.Articles, "article")), " · ")
}

func quoted(words []string) string {
	return "“" + strings.Join(words, "”, “") + "”"
}

// nothing says that nothing was found, and what comes near.
func (b *Bot) nothing(ctx context.Context, c Channel, q question, f Found, speakers []SpeakerCount) (*Answer, error) {
	a := &Answer{Searched: q.searched(f, "")}
	topic := ""
	if len(q.query.Words) > 0 {
		topic = " on " + quoted(q.query.Words)
	}
	when := ""
	if len(q.dates) > 0 {
		when = " " + strings.Join(q.dates, " ")
	}
	switch {
	case q.who.Name != "":
		a.Title = "No quote of " + q.who.Name + topic + when + " here."
	case q.name != "":
		a.Title = "No quote of “" + q.name + "”" + topic + when + " here."
	default:
		a.Title = "Nothing" + topic + when + " here."
	}
	if len(q.dates) > 0 {
		always := q.query
		always.Since, always.Until, always.Limit = time.Time{}, time.Time{}, 1
		found, err := b.Archive.Search(ctx, c, always)
		if err != nil {
			return nil, err
		}
		if found.Total > 0 {
			a.Nearest = fmt.Sprintf("%d at other times", found.Total)
			return a, nil
		}
	}
	slips := q.query.Words
	switch {
	case q.who.Name != "":
		a.Nearest = quotesOf(q.who)
		return a, nil
	case len(q.others) > 0:
		a.Nearest = list(q.others[:min(4, len(q.others))], "or")
		return a, nil
	case q.name != "":
		slips = []string{q.name}
	}
	if s, ok := nearestSpeaker(slips, speakers); ok {
		a.Nearest = quotesOf(s)
	}
	return a, nil
}

func quotesOf(s SpeakerCount) string {
	return fmt.Sprintf("%s (%s)", s.Name, count(s.Quotes, "quote"))
}

// nearestSpeaker returns the speaker whose whole, last or first name one of
// words is most likely a slip of.
func nearestSpeaker(words []string, speakers []SpeakerCount) (SpeakerCount, bool) {
	var names []string
	whose := map[string]SpeakerCount{}
	for _, s := range speakers { // the most quoted first
		parts := strings.Fields(s.Name)
		for _, n := range append(parts, s.Name) {
			if _, ok := whose[n]; !ok && len(n) > 3 && capital(n) {
				whose[n] = s
				names = append(names, n)
			}
		}
	}
	for _, w := range words {
		if n, ok := nearest(w, names); ok && len(w) > 3 {
			return whose[n], true
		}
	}
	return SpeakerCount{}, false
}
