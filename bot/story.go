package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/dateline-bot/dateline/briefing"
)

// card puts the card of d's edition together from news, and tells what it
// decides on each. Its name and slot are the caller's to set.
func (b *Bot) card(ctx context.Context, d Digest, news []News) (*EditionCard, []Decision, error) {
	size := d.Size
	if size < 1 {
		size = defaultSize
	}
	heaps := heaps(news)
	size = min(size, len(heaps))
	card := &EditionCard{More: len(heaps) - size}
	for _, h := range heaps[:size] {
		card.Stories = append(card.Stories, h.story())
	}
	follows, err := b.Follows.Following(ctx, d.Channel)
	if err != nil {
		return nil, nil, err
	}
	card.Feeds.Total = len(follows)
	for _, f := range follows {
		if f.Feed.Trouble == "" {
			card.Feeds.Read++
			continue
		}
		card.Feeds.Trouble = append(card.Feeds.Trouble, tallyWord(f.Feed))
	}
	if s, p := ParseSchedule(d.When, d.Zone); p == nil {
		_, card.Next = s.Next(time.Now())
	}
	return card, decided(heaps, size), nil
}

// A heap is news on one event, the article that holds most first.
type heap struct {
	news   []News
	prints []print // of each, in the order in which they came
}

// A print is what an item is told by: the words of its title, and the names
// that its article holds.
type print struct {
	url   string
	title map[string]bool
	names map[string]bool
	when  time.Time
}

// heaps groups news by what they tell of, the most important first: what
// several sites report, then what is newest, then what holds the weightiest
// facts.
func heaps(news []News) []*heap {
	var all []*heap
	for _, n := range news {
		p := printOf(n)
		i := slices.IndexFunc(all, func(h *heap) bool { return slices.ContainsFunc(h.prints, p.same) })
		if i < 0 {
			all = append(all, &heap{})
			i = len(all) - 1
		}
		all[i].news = append(all[i].news, n)
		all[i].prints = append(all[i].prints, p)
	}
	outlets := make(map[*heap]int, len(all))
	for _, h := range all {
		slices.SortStableFunc(h.news, func(a, b News) int { return cmp.Compare(richness(b), richness(a)) })
		outlets[h] = h.story().Outlets()
	}
	slices.SortStableFunc(all, func(a, b *heap) int {
		return cmp.Or(
			cmp.Compare(outlets[b], outlets[a]),
			b.newest().Compare(a.newest()),
			cmp.Compare(weight(b.news[0].Briefing), weight(a.news[0].Briefing)),
		)
	})
	return all
}

// newest returns when the newest of h came.
func (h *heap) newest() time.Time {
	return slices.MaxFunc(h.prints, func(p, q print) int { return p.when.Compare(q.when) }).when
}

// story tells h's story by the article that holds most.
func (h *heap) story() Story {
	lead := h.news[0]
	s := Story{Title: newsTitle(lead), URL: newsURL(lead), Site: newsSite(lead), Briefing: lead.Briefing, Trouble: lead.Trouble}
	for _, n := range h.news {
		src := Source{Title: newsTitle(n), Site: newsSite(n), URL: newsURL(n)}
		if !slices.ContainsFunc(s.Sources, func(o Source) bool { return o.URL == src.URL && src.URL != "" }) {
			s.Sources = append(s.Sources, src)
		}
	}
	return s
}

// richness counts what a reader gets of n's article.
func richness(n News) int {
	if n.Briefing == nil {
		return -1
	}
	return 2*len(n.Briefing.Quotes) + len(n.Briefing.Facts)
}

// weight is the score of b's first fact.
func weight(b *briefing.Briefing) float64 {
	if b == nil || len(b.Facts) == 0 {
		return 0
	}
	return b.Facts[0].Score
}

func newsTitle(n News) string {
	if n.Briefing != nil && n.Briefing.Headline != "" {
		return n.Briefing.Headline
	}
	return n.Item.Title
}

func newsURL(n News) string {
	if n.Briefing != nil && n.Briefing.Article.URL != "" {
		return n.Briefing.Article.URL
	}
	return n.Item.URL
}

func newsSite(n News) string {
	if n.Briefing != nil && n.Briefing.Article.Site != "" {
		return n.Briefing.Article.Site
	}
	return feedTitle(n.Feed)
}

func printOf(n News) print {
	p := print{url: newsURL(n), title: map[string]bool{}, names: map[string]bool{}, when: n.Item.Published}
	if p.when.IsZero() {
		p.when = n.Item.FirstSeen
	}
	for _, w := range contentWords(newsTitle(n)) {
		p.title[stem(w)] = true
	}
	if n.Briefing != nil {
		for _, all := range [][]briefing.Entity{n.Briefing.People, n.Briefing.Organizations, n.Briefing.Places} {
			for _, e := range all {
				p.names[fold(e.Name)] = true
			}
		}
	}
	return p
}

// sameEvent is how far apart in time two articles on one event lie at most.
const sameEvent = 3 * 24 * time.Hour

// same reports whether p and q tell of the same event: the same page, nearly
// the same title, or titles that share words beside articles that share names.
func (p print) same(q print) bool {
	if p.url != "" && p.url == q.url {
		return true
	}
	if p.when.Sub(q.when).Abs() > sameEvent {
		return false
	}
	words, fewest := shared(p.title, q.title), min(len(p.title), len(q.title))
	names, fewestNames := shared(p.names, q.names), min(len(p.names), len(q.names))
	switch {
	case words >= 3 && 5*words >= 3*fewest, words >= 4 && 2*words >= fewest:
		return true
	case words >= 2 && names >= 2:
		return true
	}
	return words >= 1 && names >= 3 && 2*names >= fewestNames
}

func shared(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// contentWords returns the words of s that carry its meaning, folded.
func contentWords(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) > 1 && !stopWord(w) {
			out = append(out, w)
		}
	}
	return out
}

// stem cuts the commonest endings off, so that close, closes and closed are one.
func stem(w string) string {
	for _, end := range []string{"ing", "ed", "es", "s", "e"} {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) >= 3 {
			return s
		}
	}
	return w
}
