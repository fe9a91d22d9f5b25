package bottest

import (
	"slices"
	"strings"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

func joined(msgs []Message) string {
	var all []string
	for _, m := range msgs {
		all = append(all, m.Text)
	}
	return strings.Join(all, "\n")
}

// holding counts the messages that set q as a quote, whole.
func holding(msgs []Message, q string) int {
	var n int
	for _, m := range msgs {
		if slices.ContainsFunc(m.Quotes, func(s string) bool { return strings.Contains(s, q) }) {
			n++
		}
	}
	return n
}

// shownOf returns the briefing that p shows, and what of it.
func shownOf(p bot.Post) (*briefing.Briefing, string) {
	if p, ok := p.(*bot.EditionCard); ok {
		return p.Stories[0].Briefing, ""
	}
	b := p.(*bot.Briefed)
	return &b.Briefing, b.Show
}

// words returns what of p must be shown.
func words(p bot.Post) []string {
	switch p := p.(type) {
	case *bot.Briefed:
		out := []string{p.Briefing.Headline, p.Briefing.Article.Site}
		if p.Show != "quotes" {
			for _, f := range p.Briefing.Facts {
				out = append(out, f.In(p.Briefing.Article.Text), f.Gloss)
			}
		}
		if p.Show == "" || p.Show == "quotes" {
			out = append(out, "speaker not identified", "Ines Okafor", "mayor", "told reporters after the vote")
		}
		if p.Show == "why" {
			out = append(out, p.Briefing.Facts[0].Why...)
		}
		return out
	case *bot.EditionCard:
		out := []string{p.Name, p.Late, "41 of 44 feeds read", "2 blocked", "1 timed out"}
		for _, s := range p.Stories {
			out = append(out, s.Title, s.Trouble)
		}
		for _, c := range p.Changes {
			out = append(out, c.Kind.Words(), c.Title, c.Was, c.Now, c.Note)
		}
		return out
	case *bot.Answer:
		return []string{p.Title, p.Searched, p.Hits[0].Article.Site, p.Hits[len(p.Hits)-1].Fact.Gloss}
	case *bot.List:
		return []string{p.Title, p.Rows[0].Name, p.Rows[0].Detail, p.Foot}
	case *bot.Notice:
		return []string{p.Text}
	}
	return nil
}

// quotes returns the passages of p that must be set as quotes, each whole.
func quotes(p bot.Post) []string {
	var out []string
	of := func(b briefing.Briefing) {
		for _, q := range b.Quotes {
			for _, s := range q.Content {
				out = append(out, s.In(b.Article.Text))
			}
		}
	}
	switch p := p.(type) {
	case *bot.Briefed:
		if p.Show == "" || p.Show == "quotes" {
			of(p.Briefing)
		}
	case *bot.Answer:
		for _, h := range p.Hits {
			if h.Quote != nil {
				out = append(out, h.Text)
			}
		}
	}
	return out
}

// clean returns s without the characters that may not be shown.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(controls, r) {
			return -1
		}
		return r
	}, s)
}
