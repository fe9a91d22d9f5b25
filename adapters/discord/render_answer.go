package discord

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// renderAnswer shows what the archive holds: a field a hit, with whose words
// they are above and where they stand below.
func renderAnswer(p *bot.Answer) []bot.Part {
	s := sheet{
		headline: orUntitled(line(p.Title)),
		title:    orUntitled(oneLine(p.Title, maxTitle)),
		footer:   line(p.Searched),
		thread:   line(p.Title),
	}
	if p.More > 0 {
		s.footer = strings.TrimPrefix(cut(s.footer, footerRoom-32)+fmt.Sprintf(" · %d more not shown", p.More), markGap)
	}
	if p.Nearest != "" {
		s.pieces = append(s.pieces, piece{text: "Nearest: " + fit(p.Nearest, maxFieldValue)})
	}
	for _, h := range p.Hits {
		s.pieces = append(s.pieces, hit(h))
	}
	return s.parts()
}

// hit is one quote or fact of the archive, verbatim.
func hit(h bot.Hit) piece {
	name, kind := line(h.Article.Title), briefing.Indirect
	if h.Quote != nil {
		name, kind = who(h.Quote), h.Quote.Kind
		if kind == briefing.Indirect {
			name += " · " + reported
		}
	}
	words := inMarks([]string{h.Text}, kind)
	if h.Fact != nil {
		words += aside(h.Fact, h.Text)
	}
	out := piece{name: orUntitled(oneLine(name, maxFieldName)), text: words + "\n" + whence(h, maxFieldName)}
	if units(out.text) > maxDescription { // the quote stays whole, the address goes
		h.Article.URL = ""
		out.text = words + "\n" + whence(h, maxDescription-units(words)-48)
	}
	return out
}

// whence tells when and where the words of h stood.
func whence(h bot.Hit, limit int) string {
	var parts []string
	if !h.Article.Published.IsZero() {
		parts = append(parts, day(h.Article.Published, h.Read))
	}
	site := cmp.Or(line(h.Article.Site), line(h.Article.Title), "Source")
	parts = append(parts, orUntitled(masked(site, h.Article.URL, max(limit-32, 1))))
	if h.Also > 0 {
		parts = append(parts, "also in "+count(h.Also, "more article"))
	}
	return "-# " + strings.Join(parts, " · ")
}

// renderList shows rows: what each is, in bold, and what there is to say of it.
func renderList(p *bot.List) []bot.Part {
	s := sheet{
		headline: orUntitled(line(p.Title)),
		title:    orUntitled(oneLine(p.Title, maxTitle)),
		footer:   line(p.Foot),
		thread:   line(p.Title),
	}
	for _, r := range p.Rows {
		text := "- **" + orUntitled(masked(r.Name, r.URL, maxTitle)) + "**"
		if r.Detail != "" {
			text += " · " + fit(r.Detail, maxFieldValue)
		}
		s.pieces = append(s.pieces, piece{text: text})
	}
	return s.parts()
}
