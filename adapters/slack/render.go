package slack

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// How much a summary shows; the rest is a command away.
const (
	summaryFacts  = 6
	summaryQuotes = 6
	storyFacts    = 5
	storyQuotes   = 3
	maxNames      = 12
	maxSources    = 10
)

// render returns the messages that a post takes, never none.
func render(post bot.Post) []bot.Part {
	p := &pager{headline: post.Headline()}
	switch post := post.(type) {
	case *bot.Briefed:
		p.briefed(post)
	case *bot.EditionCard:
		p.edition(post)
	case *bot.Answer:
		p.answer(post)
	case *bot.List:
		p.headline = asTyped(p.headline)
		p.rows(post)
	case *bot.Notice:
		p.headline = asTyped(p.headline)
		p.notice(post.Text)
	case *bot.File:
		p.file(post)
	}
	if p.end(); len(p.parts) == 0 {
		p.notice(post.Headline())
		p.end()
	}
	return p.parts
}

func (p *pager) briefed(post *bot.Briefed) {
	shown := bot.Shown(&post.Briefing, post.Show)
	b := &shown
	facts, quotes := len(b.Facts), len(b.Quotes)
	explain := post.Explain || post.Show == "why"
	if post.Show == "" {
		facts, quotes = min(facts, summaryFacts), min(quotes, summaryQuotes)
	}
	p.add(headline(b.Headline))
	p.context(byline(b.Article, post.Read)...)
	p.context(post.Note)
	p.list(factItems(b, facts, explain))
	p.quotes(b, quotes)
	if n := len(post.Briefing.Quotes); post.Show == "quotes" && quotes == 0 && n > 0 {
		p.context(bot.TooMuch(n))
	} else {
		p.context(bot.Left(&post.Briefing, post.Show, b.Facts[:facts], b.Quotes[:quotes]).ByCommand())
	}
	if post.Show == "" {
		p.context(names(b))
	}
	if row, ok := sourceButton(b.Article.URL); ok {
		p.add(row)
	}
}

// factItems returns the first n facts as list items: verbatim, figures and
// dates stronger than the rest.
func factItems(b *briefing.Briefing, n int, explain bool) []richElement {
	var items []richElement
	for _, f := range b.Facts[:min(n, len(b.Facts))] {
		runs := emphasise(b, f.Span)
		if len(runs) == 0 {
			continue
		}
		runs = append(runs, beside(f, f.In(b.Article.Text))...)
		if explain && len(f.Why) > 0 {
			runs = append(runs, italic("\n"+cut(oneLine(strings.Join(f.Why, " · ")), maxName)))
		}
		items = append(items, section(runs...))
	}
	return items
}

// beside returns what is shown after a fact with these words: who claims it,
// unless they name them, and what they lean on.
func beside(f briefing.Fact, words string) []run {
	var out []run
	if who := oneLine(f.Speaker); who != "" && !strings.Contains(words, f.Speaker) {
		out = append(out, italic(" – according to "+cut(who, maxName)))
	}
	if f.Gloss != "" {
		out = append(out, italic(" ("+cut(oneLine(f.Gloss), maxName)+")"))
	}
	return out
}

// emphasise returns the text of s with the figures and dates in it in bold. It
// is never longer than a passage may be.
func emphasise(b *briefing.Briefing, s briefing.Span) []run {
	var runs []run
	left := maxPassage
	put := func(from, to int, as func(string) run) {
		if from >= to || left <= 0 {
			return
		}
		words := cut(b.Article.Text[from:to], left)
		if left -= cost(words) + runOverhead; words != "" {
			runs = append(runs, as(words))
		}
	}
	at := s.Start
	for _, m := range bot.Emphasis(b, s) {
		put(at, m.Start, text)
		put(m.Start, m.End, bold)
		at = m.End
	}
	put(at, s.End, text)
	return runs
}

// runOverhead is what JSON puts around the text of a run, at most.
const runOverhead = 60

// quotes adds the first n quotes, each together with who said it.
func (p *pager) quotes(b *briefing.Briefing, n int) {
	for _, q := range b.Quotes[:min(n, len(b.Quotes))] {
		if words := said(b.Article.Text, q); words != "" {
			p.add(rich(quoted(text(words))), contextLine(attribution(b.Article.Text, q)))
		}
	}
}

// said returns the words of a quote, in marks where all of them were said.
// What the attribution parts is set in marks part by part.
func said(article string, q briefing.Quote) string {
	var out []string
	left := maxPassage
	for _, s := range q.Content {
		words := strings.TrimSpace(clean(s.In(article)))
		if words == "" || left <= 0 {
			continue
		}
		words = cut(words, left)
		left -= cost(words) + 3
		if q.Kind == briefing.Direct {
			words = "“" + words + "”"
		}
		out = append(out, words)
	}
	if q.Kind == briefing.Direct {
		return strings.Join(out, " ")
	}
	return strings.Join(out, " … ")
}

// attribution tells who said a quote and how: "Ines Okafor, mayor · told
// reporters after the vote".
func attribution(article string, q briefing.Quote) string {
	line := []string{speaker(q.Speaker, article)}
	// A bare "said" tells nothing that the marks do not.
	if cue := cut(oneLine(q.Cue.In(article)), maxName); strings.Count(cue, " ") >= 2 {
		line = append(line, cue)
	}
	if q.Kind == briefing.Indirect {
		line = append(line, "reported speech")
	}
	return strings.Join(line, " · ")
}

// speaker names who spoke, and never more surely than the engine does.
func speaker(s *briefing.Speaker, article string) string {
	const unknown = "speaker not identified"
	if s == nil {
		return unknown
	}
	if !s.Resolved {
		mention := s.Name
		if !s.Empty() && s.End <= len(article) {
			mention = s.In(article)
		}
		if mention = cut(oneLine(mention), maxName); mention != "" {
			return unknown + " (“" + mention + "”)"
		}
		return unknown
	}
	who := cut(oneLine(s.Name), maxName)
	if role := cut(oneLine(s.Role), maxName); role != "" {
		who += ", " + role
	}
	return who
}

func (p *pager) answer(a *bot.Answer) {
	p.add(headline(a.Title))
	for _, h := range a.Hits {
		p.add(rich(hit(h)...))
	}
	if a.More > 0 {
		p.context(fmt.Sprintf("%s not shown; ask more narrowly to see them.", count(a.More, "more hit")))
	}
	p.context(a.Nearest)
	if a.Searched != "" {
		p.context("Searched: " + a.Searched)
	}
}

// hit shows a quote or fact of the archive and, below it, where it stands.
func hit(h bot.Hit) []richElement {
	words := cut(strings.TrimSpace(h.Text), maxPassage)
	if words == "" {
		words = "…"
	}
	var below []run
	var out richElement
	if h.Quote == nil {
		runs := []run{text(words)}
		if h.Fact != nil {
			runs = append(runs, beside(*h.Fact, h.Text)...)
		}
		out = bullets(section(runs...))
	} else {
		if h.Quote.Kind == briefing.Direct {
			words = "“" + words + "”"
		}
		out = quoted(text(words))
		below = append(below, text(speaker(h.Quote.Speaker, "")+" · "))
		if h.Quote.Kind == briefing.Indirect {
			below = append(below, text("reported speech · "))
		}
	}
	site := oneLine(h.Article.Site)
	if site == "" {
		site = "source"
	}
	if d := day(h.Article.Published, h.Read); d != "" {
		below = append(below, text(d+" · "))
	}
	below = append(below, link(h.Article.URL, cut(site, maxName)))
	if h.Also > 0 {
		below = append(below, text(" · also in "+count(h.Also, "other article")))
	}
	return []richElement{out, section(below...)}
}

func (p *pager) rows(l *bot.List) {
	p.add(headline(asTyped(l.Title)))
	var items []richElement
	for _, r := range l.Rows {
		var runs []run
		if name := cut(asTyped(oneLine(r.Name)), maxName); name != "" {
			runs = append(runs, link(r.URL, name))
		}
		if detail := cut(asTyped(r.Detail), maxText); detail != "" {
			if len(runs) > 0 {
				detail = " – " + detail
			}
			runs = append(runs, text(detail))
		}
		if len(runs) > 0 {
			items = append(items, section(runs...))
		}
	}
	p.list(items)
	p.context(asTyped(l.Foot))
}

func (p *pager) notice(s string) {
	s = cut(strings.TrimSpace(asTyped(s)), maxText)
	if s == "" {
		s = "…"
	}
	p.add(rich(section(text(s))))
}

// asTyped names commands as Slack serves them: all but /brief stand behind
// /dateline. It is for the bot's own sentences alone.
func asTyped(s string) string { return ownCommand.ReplaceAllString(s, "${1}/dateline ${2}") }

var ownCommand = regexp.MustCompile(`(^|[\s“(])/(follow|unfollow|following|digest|why|ask|quotes|status|help)\b`)
