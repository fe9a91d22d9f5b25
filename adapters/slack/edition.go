package slack

import (
	"fmt"
	"strings"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// What a story's fact or quote may cost on the card; a longer one stands in
// the thread alone, whole.
const (
	maxTeaser = 400
	maxTitle  = 300
)

// edition shows the card for the channel and a part a story for its thread.
func (p *pager) edition(e *bot.EditionCard) {
	p.add(headline(e.Name + " · " + e.Slot.Format("Monday 2 January")))
	p.context(summary(e))
	if len(e.Stories)+len(e.Changes) == 0 {
		p.add(rich(section(text("Nothing new."))))
	}
	for i, s := range e.Stories {
		p.add(rich(teaser(i+1, s)...))
	}
	if e.More > 0 {
		p.context(plural(e.More, "more story is", "more stories are") + " beyond this digest's size.")
	}
	for _, c := range e.Changes {
		p.add(rich(section(change(c)...)))
	}
	p.context(foot(e))
	for _, s := range e.Stories {
		p.begin(s.Title)
		p.story(s)
	}
}

// summary tells how much an edition is, and how late.
func summary(e *bot.EditionCard) string {
	var out []string
	if e.Late != "" {
		out = append(out, e.Late)
	}
	if n := len(e.Stories); n > 0 {
		out = append(out, fmt.Sprintf("%s, %s", plural(n, "story", "stories"), count(minutes(e), "minute")))
	}
	return strings.Join(out, " · ")
}

// minutes returns how long an edition takes to read, at least one.
func minutes(e *bot.EditionCard) int {
	var n int
	for _, s := range e.Stories {
		n += len(strings.Fields(s.Title))
		if s.Briefing == nil {
			continue
		}
		b := bot.Shown(s.Briefing, "")
		for _, f := range b.Facts[:min(storyFacts, len(b.Facts))] {
			n += len(strings.Fields(f.In(b.Article.Text)))
		}
		for _, q := range b.Quotes[:min(storyQuotes, len(b.Quotes))] {
			n += len(strings.Fields(said(b.Article.Text, q)))
		}
	}
	return max(1, (n+wordsPerMinute/2)/wordsPerMinute)
}

// teaser shows a story on the card: its title, a fact and a quote.
func teaser(n int, s bot.Story) []richElement {
	runs := []run{text(fmt.Sprintf("%d  ", n)), link(s.URL, cut(title(s), maxTitle))}
	switch {
	case s.Outlets() > 1:
		runs = append(runs, text("  "+count(s.Outlets(), "source")))
	case s.Site != "":
		runs = append(runs, text("  "+cut(oneLine(s.Site), maxName)))
	}
	if s.Briefing == nil {
		if s.Trouble != "" {
			runs = append(runs, italic("\n"+cut(oneLine(s.Trouble), maxTeaser)))
		}
		return []richElement{section(runs...)}
	}
	shown := bot.Shown(s.Briefing, "")
	b := &shown
	for _, f := range b.Facts {
		if f.Len() <= maxTeaser {
			runs = append(append(runs, text("\n")), emphasise(b, f.Span)...)
			runs = append(runs, beside(f, f.In(b.Article.Text))...)
			break
		}
	}
	out := []richElement{section(runs...)}
	for _, q := range b.Quotes {
		words := said(b.Article.Text, q)
		if q.Kind == briefing.Direct && q.Speaker != nil && q.Speaker.Resolved && words != "" && cost(words) <= maxTeaser {
			return append(out, quoted(text(words), italic("\n"+speaker(q.Speaker, b.Article.Text))))
		}
	}
	return out
}

// change shows what became of an article that an earlier edition told of.
func change(c bot.Change) []run {
	runs := []run{bold(c.Kind.Words() + ": "), link(c.URL, orElse(cut(oneLine(c.Title), maxTitle), "Untitled"))}
	if site := oneLine(c.Site); site != "" {
		runs = append(runs, text("  "+cut(site, maxName)))
	}
	for _, l := range c.Lines() {
		runs = append(runs, text("\n"))
		if l.Name != "" {
			runs = append(runs, italic(l.Name+" "))
		}
		if l.Detail != "" {
			runs = append(runs, text(cut(oneLine(l.Detail), maxTeaser)))
		}
	}
	return runs
}

// story shows one story in the thread.
func (p *pager) story(s bot.Story) {
	p.add(headline(title(s)))
	if s.Briefing == nil {
		p.context(s.Site)
		p.notice(s.Trouble)
	} else {
		p.context(byline(s.Briefing.Article, s.Briefing.Article.Published)...)
		b := bot.Shown(s.Briefing, "")
		facts, quotes := min(storyFacts, len(b.Facts)), min(storyQuotes, len(b.Quotes))
		p.list(factItems(&b, facts, false))
		p.quotes(&b, quotes)
		p.context(bot.Left(s.Briefing, "", b.Facts[:facts], b.Quotes[:quotes]).ByCommand())
	}
	if len(s.Sources) > 1 {
		p.list(sources(s.Sources))
	}
	if row, ok := sourceButton(s.URL); ok {
		p.add(row)
	}
}

func sources(all []bot.Source) []richElement {
	var items []richElement
	for _, s := range all[:min(maxSources, len(all))] {
		runs := []run{link(s.URL, orElse(cut(oneLine(s.Title), maxTitle), "source"))}
		if site := oneLine(s.Site); site != "" {
			runs = append(runs, text(" – "+cut(site, maxName)))
		}
		items = append(items, section(runs...))
	}
	if n := len(all) - len(items); n > 0 {
		items = append(items, section(text("and "+count(n, "more source"))))
	}
	return items
}

// foot tells how the feeds were read and when the next edition comes.
func foot(e *bot.EditionCard) string {
	var out []string
	if e.Feeds.Total > 0 {
		out = append(out, fmt.Sprintf("%d of %s read", e.Feeds.Read, count(e.Feeds.Total, "feed")))
	}
	tally := map[string]int{}
	for _, t := range e.Feeds.Trouble {
		tally[t]++
	}
	for _, t := range e.Feeds.Trouble {
		if tally[t] > 0 {
			out = append(out, fmt.Sprintf("%d %s", tally[t], oneLine(t)))
			tally[t] = 0
		}
	}
	if !e.Next.IsZero() {
		out = append(out, "next edition "+comes(e))
	}
	return strings.Join(out, " · ")
}

// comes tells when the next edition does: "tomorrow 07:30", in the digest's
// zone.
func comes(e *bot.EditionCard) string {
	const clock = "15:04"
	next := e.Next.Format("2006-01-02")
	switch {
	case next == e.Slot.Format("2006-01-02"):
		return e.Next.Format(clock)
	case next == e.Slot.AddDate(0, 0, 1).Format("2006-01-02"):
		return "tomorrow " + e.Next.Format(clock)
	}
	return e.Next.Format("Monday 2 January " + clock)
}

func title(s bot.Story) string { return orElse(oneLine(s.Title), "Untitled") }
