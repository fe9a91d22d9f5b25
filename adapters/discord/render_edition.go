package discord

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// renderEdition makes one card for the channel, and for the thread a part a
// story.
func renderEdition(p *bot.EditionCard) []bot.Part {
	name := line(p.Name) + " · " + p.Slot.Format("Monday 2 January")
	card := sheet{
		headline: line(p.Headline()),
		content:  oneLine(p.Headline(), maxContent),
		title:    oneLine(cardTitle(p), maxTitle),
		footer:   tally(p),
		thread:   name,
	}
	for i, s := range p.Stories {
		card.pieces = append(card.pieces, storyLine(i+1, s))
	}
	for _, c := range p.Changes {
		card.pieces = append(card.pieces, changed(c))
	}
	if len(card.pieces) == 0 {
		card.pieces = []piece{{text: "Nothing new since the last edition."}}
	}
	out := card.parts()
	for _, s := range p.Stories {
		story := storySheet(s)
		story.thread, story.inThread = name, true
		out = append(out, story.parts()...)
	}
	return out
}

// cardTitle is "Morning edition, 2 h late (the bot was down) · Tuesday 3 March
// · 5 stories, 2 minutes".
func cardTitle(p *bot.EditionCard) string {
	title := line(p.Name)
	if p.Late != "" {
		title += ", " + line(p.Late)
	}
	title += " · " + p.Slot.Format("Monday 2 January")
	if len(p.Stories) == 0 {
		return title
	}
	return title + " · " + count(len(p.Stories), "story") + ", " + count(minutes(p.Stories), "minute")
}

// minutes returns how long the facts and quotes of stories take to read, at
// 220 words a minute, at least one.
func minutes(stories []bot.Story) int {
	words := 0
	for _, s := range stories {
		words += len(strings.Fields(s.Title))
		if s.Briefing == nil {
			continue
		}
		b := bot.Shown(s.Briefing, "")
		for _, f := range b.Facts {
			words += len(strings.Fields(f.In(b.Article.Text)))
		}
		for _, q := range b.Quotes {
			for _, c := range q.Content {
				words += len(strings.Fields(c.In(b.Article.Text)))
			}
		}
	}
	return max(1, (words+110)/220)
}

// storyLine is a story on the card: its title, its first fact, a quote, and
// where it comes from.
func storyLine(n int, s bot.Story) piece {
	var lines []string
	if s.Briefing != nil {
		shown := bot.Shown(s.Briefing, "")
		b := &shown
		if len(b.Facts) > 0 {
			f := b.Facts[0]
			if len(f.In(b.Article.Text)) > cardFact {
				lines = append(lines, fit(f.In(b.Article.Text), cardFact))
			} else {
				lines = append(lines, strong(b.Article.Text, f.Span, bot.Emphasis(b, f.Span)))
			}
			lines[0] += aside(&f, f.In(b.Article.Text))
		}
		if q, ok := cardQuoteOf(b); ok {
			lines = append(lines, q)
		}
	} else {
		lines = append(lines, "-# "+fit(cmp.Or(line(s.Trouble), "Only its title and address are known."), maxFooter/8))
	}
	lines = append(lines, "-# "+sources(s, 1))
	return piece{
		name: oneLine(fmt.Sprintf("%d · %s", n, orUntitled(line(s.Title))), maxFieldName),
		text: strings.Join(lines, "\n"),
	}
}

// changed is what became of an article that an earlier edition told of.
func changed(c bot.Change) piece {
	var lines []string
	for _, l := range c.Lines() {
		words := []string{}
		if l.Name != "" {
			words = append(words, "*"+l.Name+"*")
		}
		if l.Detail != "" {
			words = append(words, fit(line(l.Detail), cardFact))
		}
		lines = append(lines, strings.Join(words, " "))
	}
	if c.Site != "" || c.URL != "" {
		lines = append(lines, "-# "+sources(bot.Story{URL: c.URL, Site: c.Site, Sources: []bot.Source{{Title: c.Title, Site: c.Site, URL: c.URL}}}, 1))
	}
	return piece{
		name: oneLine(c.Kind.Words()+": "+orUntitled(line(c.Title)), maxFieldName),
		text: strings.Join(lines, "\n"),
	}
}

// cardQuoteOf returns the first quote of b that has a speaker and is short
// enough to stand whole on a card.
func cardQuoteOf(b *briefing.Briefing) (string, bool) {
	for i := range b.Quotes {
		q := &b.Quotes[i]
		if q.Kind != briefing.Direct || q.Speaker == nil || !q.Speaker.Resolved {
			continue
		}
		if out := quoted(q, b.Article.Text); units(out) <= cardQuote {
			return out + " " + oneLine(who(q), maxFieldName/2), true
		}
	}
	return "", false
}

// storySheet is a story for the thread.
func storySheet(s bot.Story) sheet {
	if s.Briefing == nil {
		out := sheet{
			headline: orUntitled(line(s.Title)),
			title:    orUntitled(oneLine(s.Title, maxTitle)),
			url:      link(s.URL),
			footer:   line(s.Site),
			buttons:  linkButton("Source", s.URL),
			pieces:   []piece{{text: fit(cmp.Or(s.Trouble, "Only its title and address are known."), maxFieldValue)}},
		}
		if len(s.Sources) > 1 {
			out.pieces = append(out.pieces, piece{text: "-# " + sources(s, maxSources), gap: true})
		}
		return out
	}
	out := briefed(s.Briefing, "")
	out.headline = orUntitled(cmp.Or(line(s.Title), out.headline))
	out.title = orUntitled(oneLine(cmp.Or(s.Title, s.Briefing.Headline), maxTitle))
	if len(s.Sources) > 1 {
		at := out.lines()
		out.pieces = append(out.pieces[:at:at], append([]piece{{text: "-# " + sources(s, maxSources), gap: true}}, out.pieces[at:]...)...)
	}
	return out
}

// maxSources is how many sources of a story are named; the rest is counted.
const maxSources = 5

// sources names up to n of the articles that a story stands on.
func sources(s bot.Story, n int) string {
	all := s.Sources
	if len(all) == 0 {
		all = []bot.Source{{Title: s.Title, Site: s.Site, URL: s.URL}}
	}
	var names []string
	for _, src := range all[:min(n, len(all))] {
		names = append(names, orUntitled(masked(cmp.Or(line(src.Site), line(src.Title), "Source"), src.URL, maxFieldName/4)))
	}
	out := strings.Join(names, ", ")
	if n := s.Outlets(); n > 1 {
		out += " · " + count(n, "source")
	}
	return out
}

// tally is the card's last line: how the feeds were read and what comes next.
func tally(p *bot.EditionCard) string {
	var parts []string
	if p.Feeds.Total > 0 {
		parts = append(parts, fmt.Sprintf("%d of %s read", p.Feeds.Read, count(p.Feeds.Total, "feed")))
	}
	var order []string
	times := map[string]int{}
	for _, t := range p.Feeds.Trouble {
		if t = cut(line(t), maxThreadName/2); times[t] == 0 {
			order = append(order, t)
		}
		times[t]++
	}
	for _, t := range order {
		parts = append(parts, fmt.Sprintf("%d %s", times[t], t))
	}
	if !p.Next.IsZero() {
		parts = append(parts, "next edition "+next(p.Slot, p.Next))
	}
	return strings.Join(parts, " · ")
}

// next tells when t is, seen from the day of the slot.
func next(slot, t time.Time) string {
	at := t.Format("15:04")
	switch date := t.Format(time.DateOnly); date {
	case slot.Format(time.DateOnly):
		return "today " + at
	case slot.AddDate(0, 0, 1).Format(time.DateOnly):
		return "tomorrow " + at
	}
	return day(t, slot) + ", " + at
}
