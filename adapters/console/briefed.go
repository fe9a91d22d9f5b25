package console

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// What a summary holds at most; what it leaves out it counts.
const (
	maxFacts  = 6
	maxQuotes = 6
	maxPeople = 5
	maxPlaces = 2
	maxBodies = 3
)

// briefed lays down an article's briefing.
func briefed(p *bot.Briefed, zone *time.Location) page {
	shown := bot.Shown(&p.Briefing, p.Show)
	b := &shown
	var pg page
	pg.add(block{Runs: []run{linked(run{Text: b.Headline, Style: title}, b.Article.URL)}})
	pg.add(under(b, p.Read, zone))
	if p.Note != "" {
		pg.add(block{Runs: styled(faint, p.Note)})
	}
	explain := p.Explain || p.Show == "why"
	facts, quotes := len(b.Facts), len(b.Quotes)
	switch p.Show {
	case "facts", "why":
		quotes = 0
	case "quotes":
		facts = 0
	default:
		facts, quotes = min(facts, maxFacts), min(quotes, maxQuotes)
	}
	if explain {
		facts = len(b.Facts)
	}
	pg.facts(b, facts, explain)
	some := chosen(b.Quotes, quotes)
	pg.quotes(b, some)
	if facts+len(some) == 0 {
		pg.add(block{Gap: 1, Indent: 2, Runs: styled(faint, nothing(p))})
	} else {
		pg.left(bot.Left(&p.Briefing, p.Show, b.Facts[:facts], some))
	}
	pg.foot(b)
	return pg
}

// nothing says that there is none of what was asked for, or why it is not shown.
func nothing(p *bot.Briefed) string {
	if n := len(p.Briefing.Quotes); p.Show == "quotes" && n > 0 {
		return bot.TooMuch(n)
	}
	switch p.Show {
	case "facts", "why":
		return "No fact stands out in this text."
	case "quotes":
		return "Nobody is quoted in this text."
	}
	return "No fact stands out in this text, and nobody is quoted."
}

// under is the line below a headline: source, time, length, and at the right
// the language.
func under(b *briefing.Briefing, read time.Time, zone *time.Location) block {
	a := b.Article
	out := block{Runs: dotted(
		linked(run{Text: a.Site}, a.URL),
		run{Text: stamp(a.Published, read, zone)},
		run{Text: fmt.Sprintf("%d min read", minutes(a.Text))})}
	if b.Language != "" {
		out.Right = styled(faint, b.Language)
	}
	return out
}

// facts adds the first n facts, with the reasons for them where wanted. What
// somebody claims has an open bullet.
func (pg *page) facts(b *briefing.Briefing, n int, explain bool) {
	for i, f := range b.Facts[:n] {
		out := block{Indent: 4, Lead: "• ", Runs: emphasise(b, f.Span)}
		if f.Speaker != "" {
			out.Lead = "◦ "
		}
		out.Runs = append(out.Runs, aside(&f, f.In(b.Article.Text))...)
		if i == 0 {
			out.Gap = 1
		}
		pg.add(out)
		if explain && len(f.Why) > 0 {
			pg.add(block{Indent: 6, Runs: styled(faint, "why: "+strings.Join(f.Why, " · "))})
		}
	}
}

// aside is what stands beside a fact with these words: who claims it, unless
// they name them, and what they lean on.
func aside(f *briefing.Fact, words string) []run {
	var out []run
	if f.Speaker != "" && !names(words, f.Speaker) {
		out = append(out, run{Text: " — " + f.Speaker, Style: faint})
	}
	if f.Gloss != "" {
		out = append(out, run{Text: " (" + f.Gloss + ")", Style: faint})
	}
	return out
}

// names reports whether text has the last word of a name: whoever reads it
// knows then who claims it.
func names(text, name string) bool {
	words := strings.Fields(name)
	return len(words) == 0 || strings.Contains(text, words[len(words)-1])
}

// quotes adds some of b's quotes.
func (pg *page) quotes(b *briefing.Briefing, some []briefing.Quote) {
	for i, q := range some {
		blocks := quoted(q.In(b.Article.Text), q.Kind, who(q, b.Article.Text))
		if i == 0 {
			blocks[0].Gap = 1
		}
		pg.add(blocks...)
	}
}

// left says what is left out. The source, which has it, stands below.
func (pg *page) left(r bot.Rest) {
	if s := r.InSource(); s != "" {
		pg.add(block{Gap: 1, Runs: styled(faint, s)})
	}
}

// foot adds places, people and organizations, and where the article stands.
func (pg *page) foot(b *briefing.Briefing) {
	var all []run
	for _, group := range []struct {
		of []briefing.Entity
		n  int
	}{{b.Places, maxPlaces}, {b.People, maxPeople}, {b.Organizations, maxBodies}} {
		for _, e := range most(group.of, group.n) {
			if !slices.ContainsFunc(all, func(r run) bool { return r.Text == e.Name }) {
				all = append(all, run{Text: e.Name})
			}
		}
	}
	out := block{Gap: 1, Runs: dotted(all...), Right: address(b.Article.URL)}
	if len(out.Runs) == 0 {
		out.Runs, out.Right = out.Right, nil
	}
	if len(out.Runs) > 0 {
		pg.add(out)
	}
}

// most returns the n entities that are mentioned most, in order of reading.
func most(all []briefing.Entity, n int) []briefing.Entity {
	if len(all) <= n {
		return all
	}
	order := slices.Clone(all)
	slices.SortStableFunc(order, func(a, b briefing.Entity) int { return cmp.Compare(len(b.Mentions), len(a.Mentions)) })
	order = order[:n]
	slices.SortStableFunc(order, func(a, b briefing.Entity) int { return cmp.Compare(first(a), first(b)) })
	return order
}

func first(e briefing.Entity) int {
	if len(e.Mentions) == 0 {
		return 0
	}
	return e.Mentions[0].Start
}

// chosen returns n of the quotes in order of reading: direct before mixed
// before indirect, those with a speaker before those without, then the surer.
// Where people are quoted in their own words, reported speech takes no more
// than a third of the room.
func chosen(all []briefing.Quote, n int) []briefing.Quote {
	if n >= len(all) {
		return all
	}
	index := make([]int, len(all))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(i, j int) int { return cmp.Compare(worth(all[j]), worth(all[i])) })
	var kept []int
	verbatim, reported := 0, 0
	for _, i := range index {
		if all[i].Kind == briefing.Indirect {
			if reported++; verbatim >= 2 && reported > n/3 {
				continue
			}
		} else {
			verbatim++
		}
		kept = append(kept, i)
	}
	kept = kept[:min(n, len(kept))]
	slices.Sort(kept)
	out := make([]briefing.Quote, len(kept))
	for k, i := range kept {
		out[k] = all[i]
	}
	return out
}

func worth(q briefing.Quote) float64 {
	w := q.Confidence
	switch q.Kind {
	case briefing.Direct:
		w += 2
	case briefing.Mixed:
		w++
	}
	if q.Speaker != nil && q.Speaker.Resolved {
		w += 2
	}
	return w
}

// emphasise returns s of b's text with the figures and dates in it made strong.
func emphasise(b *briefing.Briefing, s briefing.Span) []run {
	text := b.Article.Text
	var out []run
	at := s.Start
	for _, e := range bot.Emphasis(b, s) {
		if e.Start > at {
			out = append(out, run{Text: text[at:e.Start]})
		}
		out = append(out, run{Text: e.In(text), Style: strong})
		at = e.End
	}
	if at < s.End {
		out = append(out, run{Text: text[at:s.End]})
	}
	return out
}

// minutes returns how long text takes to read: 230 words a minute, or 450
// characters of a script that has no blanks between words.
func minutes(text string) int {
	var words, ideographs int
	for range strings.FieldsSeq(text) {
		words++
	}
	for _, r := range text {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			ideographs++
		}
	}
	return max(1, (words+115)/230+ideographs/450)
}

// count returns "1 quote", "2 quotes".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
