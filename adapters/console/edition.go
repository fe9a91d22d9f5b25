package console

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// cardQuote is the longest quote on a card, in bytes.
const cardQuote = 180

// card lays down an edition: each story by its title, its first fact, its best
// quote and its address. A terminal has no threads for the stories to stand in;
// /brief and the address tell the rest.
func card(p *bot.EditionCard) page {
	var pg page
	pg.add(block{Runs: append([]run{{Text: p.Name, Style: title}}, counted(p)...)})
	if p.Late != "" {
		pg.add(block{Runs: styled(notable, p.Late)})
	}
	for i, s := range p.Stories {
		pg.add(brief(i+1, s)...)
	}
	for _, c := range p.Changes {
		pg.add(change(c)...)
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
		words.WriteString(s.Title + " ")
		if s.Briefing == nil {
			continue
		}
		b := bot.Shown(s.Briefing, "")
		if len(b.Facts) > 0 {
			words.WriteString(b.Facts[0].In(b.Article.Text) + " ")
		}
		if q, ok := best(&b); ok {
			words.WriteString(q.In(s.Briefing.Article.Text) + " ")
		}
	}
	n := len(p.Stories)
	stories := fmt.Sprintf("%d stories, %s", n, count(minutes(words.String()), "minute"))
	switch n {
	case 0:
		stories = "nothing new"
		if len(p.Changes) > 0 {
			stories = "what became of earlier stories"
		}
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
	case s.Outlets() > 1:
		head.Right = styled(faint, count(s.Outlets(), "source"))
	case s.Site != "":
		head.Right = styled(faint, s.Site)
	}
	out := []block{head}
	if s.Briefing == nil {
		if s.Trouble != "" {
			out = append(out, block{Indent: in, Runs: styled(faint, s.Trouble)})
		}
		return append(out, block{Indent: in, Runs: sources(s)})
	}
	shown := bot.Shown(s.Briefing, "")
	b := &shown
	if len(b.Facts) > 0 {
		f := &b.Facts[0]
		runs := append(emphasise(b, f.Span), aside(f, f.In(b.Article.Text))...)
		out = append(out, block{Indent: in, Runs: runs})
	}
	if q, ok := best(b); ok {
		runs := append([]run{{Text: "“", Style: mark}, {Text: q.In(b.Article.Text)}, {Text: "”", Style: mark}, {Text: " "}},
			run{Text: attributed(q), Style: faint, Solid: len(attributed(q)) <= solid})
		out = append(out, block{Indent: in, Runs: runs})
	}
	return append(out, block{Indent: in, Runs: sources(s)})
}

// change returns what became of an article that an earlier edition told of.
func change(c bot.Change) []block {
	const in = 3
	head := block{Gap: 1, Runs: []run{{Text: c.Kind.Words() + ":", Style: notable}, {Text: " "}, linked(run{Text: c.Title, Style: title}, c.URL)}}
	if c.Site != "" {
		head.Right, head.Beside = styled(faint, c.Site), true
	}
	out := []block{head}
	for _, l := range c.Lines() {
		var runs []run
		if l.Name != "" {
			runs = append(runs, run{Text: l.Name + " ", Style: faint})
		}
		out = append(out, block{Indent: in, Runs: append(runs, run{Text: l.Detail})})
	}
	return append(out, block{Indent: in, Runs: address(c.URL)})
}

// sources returns where a story is told: the leading article's address, then
// the other publications.
func sources(s bot.Story) []run {
	runs := address(s.URL)
	for _, src := range s.Sources[min(1, len(s.Sources)):] {
		also := linked(run{Text: cmp.Or(src.Site, src.Title), Style: faint, Solid: true}, src.URL)
		runs = append(runs, run{Text: " · ", Style: faint}, also)
	}
	return runs
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
		parts = append(parts, run{Text: fmt.Sprintf("%d of %s read", p.Feeds.Read, count(p.Feeds.Total, "feed"))})
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
