package console

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// What a story takes at most: on the card, and below it.
const (
	cardQuote   = 180 // bytes of the longest quote on a card
	storyFacts  = 3
	storyQuotes = 2
)

// edition lays down a card and its stories.
func edition(p *bot.EditionCard, zone *time.Location) []page {
	out := []page{card(p)}
	for _, s := range p.Stories {
		out = append(out, story(s, p.Slot, zone))
	}
	return out
}

// card lays down what leads an edition: a story in three lines each.
func card(p *bot.EditionCard) page {
	var pg page
	pg.add(block{Runs: append([]run{{Text: p.Name, Style: title}}, counted(p)...)})
	if p.Late != "" {
		pg.add(block{Runs: styled(notable, p.Late)})
	}
	for i, s := range p.Stories {
		pg.add(brief(i+1, s)...)
	}
	if foot := tally(p); len(foot) > 0 {
		pg.add(block{Gap: 1, Runs: foot})
	}
	return pg
}

// counted returns when the edition is of, how many stories, how long.
func counted(p *bot.EditionCard) []run {
	var words strings.Builder
	for _, s := range p.Stories {
		if s.Briefing == nil {
			continue
		}
		for _, f := range s.Briefing.Facts[:min(storyFacts, len(s.Briefing.Facts))] {
			words.WriteString(f.In(s.Briefing.Article.Text) + " ")
		}
		for _, q := range chosen(s.Briefing.Quotes, min(storyQuotes, len(s.Briefing.Quotes))) {
			words.WriteString(q.In(s.Briefing.Article.Text) + " ")
		}
	}
	n := len(p.Stories)
	stories := fmt.Sprintf("%d stories, %s", n, count(minutes(words.String()), "minute"))
	switch n {
	case 0:
		stories = "nothing new"
	case 1:
		stories = "1 story, " + count(minutes(words.String()), "minute")
	}
	var day string
	if !p.Slot.IsZero() {
		day = p.Slot.Format("Monday 2 January")
	}
	return append([]run{{Text: " ·", Style: faint, Solid: true}, {Text: " "}}, dotted(run{Text: day}, run{Text: stories})...)
}

// brief returns a story on a card: title, first fact, best quote.
func brief(n int, s bot.Story) []block {
	const in = 3
	head := block{Gap: 1, Indent: in, Beside: true, Lead: fmt.Sprintf("%-*d", in, n), Runs: []run{linked(run{Text: s.Title, Style: title}, s.URL)}}
	switch {
	case len(s.Sources) > 1:
		head.Right = styled(faint, count(len(s.Sources), "source"))
	case s.Site != "":
		head.Right = styled(faint, s.Site)
	}
	out := []block{head}
	b := s.Briefing
	if b == nil {
		if s.Trouble != "" {
			out = append(out, block{Indent: in, Runs: styled(faint, s.Trouble)})
		}
		return out
	}
	if len(b.Facts) > 0 {
		out = append(out, block{Indent: in, Runs: emphasise(b.Article.Text, b.Facts[0].Span, emphasised(b))})
	}
	if q, ok := best(b); ok {
		runs := append([]run{{Text: "“", Style: mark}, {Text: q.In(b.Article.Text)}, {Text: "”", Style: mark}, {Text: " "}},
			run{Text: attributed(q), Style: faint, Solid: len(attributed(q)) <= solid})
		out = append(out, block{Indent: in, Runs: runs})
	}
	return out
}

// best returns the quote that a story is led with: direct, short, of somebody
// known.
func best(b *briefing.Briefing) (briefing.Quote, bool) {
	var top briefing.Quote
	var found bool
	for _, q := range b.Quotes {
		known := q.Speaker != nil && q.Speaker.Resolved
		if !known || q.Kind != briefing.Direct || len(q.In(b.Article.Text)) > cardQuote {
			continue
		}
		if !found || worth(q) > worth(top) {
			top, found = q, true
		}
	}
	return top, found
}

func attributed(q briefing.Quote) string {
	if q.Speaker.Role == "" {
		return q.Speaker.Name
	}
	return q.Speaker.Name + ", " + q.Speaker.Role
}

// tally returns how the feeds were read and when the next edition comes.
func tally(p *bot.EditionCard) []run {
	var parts []run
	if p.Feeds.Total > 0 {
		parts = append(parts, run{Text: fmt.Sprintf("%d of %d feeds read", p.Feeds.Read, p.Feeds.Total)})
	}
	for _, t := range grouped(p.Feeds.Trouble) {
		parts = append(parts, run{Text: t})
	}
	if !p.Next.IsZero() {
		parts = append(parts, run{Text: "next edition " + upcoming(p.Next, p.Slot)})
	}
	return dotted(parts...)
}

// grouped counts equal words: "2 blocked", "1 timed out".
func grouped(words []string) []string {
	var order []string
	n := map[string]int{}
	for _, w := range words {
		if n[w] == 0 {
			order = append(order, w)
		}
		n[w]++
	}
	for i, w := range order {
		order[i] = fmt.Sprintf("%d %s", n[w], w)
	}
	return order
}

// story lays down one story of an edition with its facts, quotes and sources,
// closely: the card has led the reader here.
func story(s bot.Story, slot time.Time, zone *time.Location) page {
	var pg page
	pg.add(block{Gap: 1, Runs: []run{linked(run{Text: s.Title, Style: title}, s.URL)}})
	b := s.Briefing
	if b == nil {
		pg.add(block{Runs: dotted(linked(run{Text: s.Site}, s.URL), run{Text: s.Trouble})})
		pg.addresses(s)
		return pg
	}
	about := []run{linked(run{Text: cmp.Or(b.Article.Site, s.Site)}, s.URL), {Text: stamp(b.Article.Published, slot, zone)}}
	for _, src := range s.Sources[min(1, len(s.Sources)):] {
		about = append(about, linked(run{Text: cmp.Or(src.Site, src.Title)}, src.URL))
	}
	pg.add(block{Runs: dotted(about...)})
	pg.facts(b, min(storyFacts, len(b.Facts)), false)
	pg.quotes(b, min(storyQuotes, len(b.Quotes)))
	pg.addresses(s)
	return pg
}

// addresses adds where a story is told, for terminals where its publications
// cannot be linked.
func (pg *page) addresses(s bot.Story) {
	urls := []string{s.URL}
	for _, src := range s.Sources {
		if !slices.Contains(urls, src.URL) {
			urls = append(urls, src.URL)
		}
	}
	gap := 1
	for _, u := range urls {
		if a := spelled(u); a != nil {
			pg.add(block{Gap: gap, Runs: a})
			gap = 0
		}
	}
}
