package console

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// answer lays down what the archive holds on a question.
func answer(p *bot.Answer, zone *time.Location) page {
	var pg page
	pg.add(block{Runs: styled(title, p.Title)})
	for i, h := range p.Hits {
		blocks := hit(p, h, zone)
		if i == 0 {
			blocks[0].Gap = 1
		}
		pg.add(blocks...)
	}
	if p.More > 0 {
		pg.add(block{Gap: 1, Runs: styled(faint, count(p.More, "more hit"))})
	}
	if p.Nearest != "" {
		pg.add(block{Runs: text("Nearest: " + p.Nearest)})
	}
	if p.Searched != "" {
		pg.add(block{Gap: 1, Runs: styled(faint, "Searched: "+p.Searched)})
	}
	return pg
}

// hit returns a quote or fact with when, where and, unless the title says so,
// by whom.
func hit(p *bot.Answer, h bot.Hit, zone *time.Location) []block {
	published := h.Article.Published
	if published.IsZero() {
		published = h.Read
	}
	var also string
	if h.Also > 0 {
		also = "also in " + count(h.Also, "more article")
	}
	source := dotted(run{Text: stamp(published, h.Read, zone)}, linked(run{Text: h.Article.Site}, h.Article.URL), run{Text: also})
	at := spelled(h.Article.URL)
	if h.Article.Site == "" {
		at = address(h.Article.URL)
	}
	if h.Quote == nil {
		words := text(h.Text)
		if h.Fact != nil {
			words = append(words, aside(h.Fact, h.Text)...)
		}
		return []block{
			{Indent: 4, Lead: "• ", Runs: words},
			{Indent: 4, Runs: source, Right: at},
		}
	}
	blocks := quoted(h.Text, h.Quote.Kind, source)
	if s := speaking(h.Quote); !strings.Contains(p.Title, s.Text) {
		blocks[1].Runs = append([]run{s, {Text: " · ", Style: faint}}, source...)
	}
	blocks[1].Right = at
	return blocks
}

// speaking returns who says q, in a run.
func speaking(q *briefing.Quote) run {
	if q.Speaker == nil || !q.Speaker.Resolved {
		return run{Text: unknown, Style: faint}
	}
	return run{Text: q.Speaker.Name, Style: name}
}

// column is the widest name that still has its detail beside it.
const column = 24

// list lays down rows: in two columns where the names are short.
func list(p *bot.List) page {
	var pg page
	pg.add(block{Runs: styled(title, p.Title)})
	widest, short := 0, true
	for _, r := range p.Rows {
		w := ansi.StringWidth(line(r.Name))
		widest, short = max(widest, w), short && w <= column && r.URL == ""
	}
	for i, r := range p.Rows {
		blocks := row(r, widest, short)
		if i == 0 {
			blocks[0].Gap = 1
		}
		pg.add(blocks...)
	}
	if p.Foot != "" {
		pg.add(block{Gap: 1, Runs: styled(faint, p.Foot), Keep: true})
	}
	return pg
}

func row(r bot.Row, widest int, beside bool) []block {
	n := line(r.Name)
	if beside {
		lead := "  " + n + strings.Repeat(" ", widest-ansi.StringWidth(n)+2)
		return []block{{Indent: widest + 4, Lead: lead, Runs: text(r.Detail), Keep: true}}
	}
	out := []block{{Indent: 2, Runs: []run{linked(run{Text: n, Style: name}, r.URL)}, Right: address(r.URL)}}
	if r.Detail != "" {
		out = append(out, block{Indent: 4, Runs: styled(faint, r.Detail), Keep: true})
	}
	return out
}

// notice lays down a sentence or two.
func notice(p *bot.Notice) page {
	st := plain
	if p.Problem {
		st = alarm
	}
	return page{[]block{{Runs: styled(st, p.Text), Keep: true}}}
}
