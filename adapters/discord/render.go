package discord

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// Parts renders p as embeds. The first message stands in the channel and has
// the point; what it cannot hold, and the stories of an edition, stand in the
// thread under it.
func (f *Face) Parts(p bot.Post) []bot.Part { return render(p) }

func render(p bot.Post) []bot.Part {
	switch p := p.(type) {
	case *bot.Briefed:
		return renderBriefed(p)
	case *bot.EditionCard:
		return renderEdition(p)
	case *bot.Answer:
		return renderAnswer(p)
	case *bot.List:
		return renderList(p)
	case *bot.Notice:
		return renderNotice(p)
	case *bot.File:
		m := message{Content: escape(cut(p.Note, maxContent)), File: &file{p.Name, p.Type, p.Text}}
		return []bot.Part{m.part(line(p.Note), false)}
	}
	return sheet{headline: p.Headline(), title: orUntitled(oneLine(p.Headline(), maxTitle))}.parts()
}

func renderBriefed(p *bot.Briefed) []bot.Part {
	show := p.Show
	if p.Explain {
		show = "why"
	}
	s := briefed(&p.Briefing, show)
	if p.Note != "" {
		s.pieces = slices.Insert(s.pieces, s.lines(), note(p.Note))
	}
	s.thread = line(s.headline)
	return s.parts()
}

// renderNotice shows a sentence or two; a colour at its side says at a glance
// that something was wrong.
func renderNotice(p *bot.Notice) []bot.Part {
	s := sheet{headline: cut(orUntitled(line(p.Text)), maxTitle), pieces: []piece{{text: orUntitled(fit(p.Text, maxDescription))}}}
	if p.Problem {
		s.color = amber
	}
	return s.parts()
}

const amber = 0xE0A030

// briefed returns the sheet of a briefing: its facts as a list, a field for
// each quote, and where all of it comes from. Show is as in bot.Briefed.
func briefed(whole *briefing.Briefing, show string) sheet {
	shown := bot.Shown(whole, show)
	b := &shown
	s := sheet{
		headline: orUntitled(line(cmp.Or(b.Headline, b.Article.Title))),
		title:    orUntitled(oneLine(cmp.Or(b.Headline, b.Article.Title), maxTitle)),
		url:      link(b.Article.URL),
		footer:   line(b.Article.Site),
		time:     b.Article.Published,
		buttons:  linkButton("Source", b.Article.URL),
	}
	if show != "quotes" {
		for _, f := range b.Facts {
			s.pieces = append(s.pieces, piece{text: factLine(b, f, show == "why")})
		}
	}
	if show == "" || show == "quotes" {
		for _, q := range b.Quotes {
			s.pieces = append(s.pieces, piece{name: attribution(&q, b.Article.Text), text: quoted(&q, b.Article.Text)})
		}
	}
	switch left := bot.Left(whole, show, b.Facts, b.Quotes).ByCommand(); {
	case show == "quotes" && len(b.Quotes) == 0 && len(whole.Quotes) > 0:
		s.pieces = append(s.pieces, piece{text: bot.TooMuch(len(whole.Quotes))})
	case len(s.pieces) == 0:
		s.pieces = append(s.pieces, piece{text: nothing(show)})
	case left != "":
		s.pieces = slices.Insert(s.pieces, s.lines(), note(left))
	}
	return s
}

// nothing says that a briefing has nothing of what was to be shown.
func nothing(show string) string {
	switch show {
	case "quotes":
		return "Nobody is quoted in this text."
	case "facts", "why":
		return "Nothing in this text stands out as a fact."
	}
	return "Nothing in this text stands out as a fact or a quote."
}

// lines returns how many pieces of s come before its first field.
func (s *sheet) lines() int {
	n := slices.IndexFunc(s.pieces, func(p piece) bool { return p.name != "" })
	if n < 0 {
		return len(s.pieces)
	}
	return n
}

// factLine shows one fact, with who claims it where the fact itself does not
// name them, and why it stands here where that was asked for.
func factLine(b *briefing.Briefing, f briefing.Fact, explain bool) string {
	text := b.Article.Text
	out := "- " + strong(text, f.Span, bot.Emphasis(b, f.Span))
	if room := maxDescription - 1024; units(out) > room {
		out = "- " + fit(f.In(text), room)
	}
	out += aside(&f, f.In(text))
	if explain && len(f.Why) > 0 {
		out += "\n-# " + oneLine(strings.Join(f.Why, " · "), maxFieldName)
	}
	return out
}

// aside is what stands behind a fact with these words: who claims it, unless
// they name them, and what they lean on.
func aside(f *briefing.Fact, words string) string {
	out := ""
	if f.Speaker != "" && !strings.Contains(words, f.Speaker) {
		out += " *(" + oneLine(f.Speaker, maxFieldName) + ", as reported)*"
	}
	if f.Gloss != "" {
		out += " *(" + oneLine(f.Gloss, maxFieldName) + ")*"
	}
	return out
}

// attribution names who is quoted, what they are and how the article says that
// they said it.
func attribution(q *briefing.Quote, text string) string {
	parts := []string{who(q)}
	if !q.Cue.Empty() {
		parts = append(parts, line(q.Cue.In(text)))
	}
	if q.Kind == briefing.Indirect {
		parts = append(parts, reported)
	}
	return oneLine(strings.Join(parts, " · "), maxFieldName)
}

const (
	unidentified = "speaker not identified"
	reported     = "reported speech"
)

// who returns the speaker's name and role, plain.
func who(q *briefing.Quote) string {
	switch {
	case q.Speaker == nil:
		return unidentified
	case !q.Speaker.Resolved:
		return unidentified + " (“" + line(q.Speaker.Name) + "”)"
	case q.Speaker.Role != "":
		return line(q.Speaker.Name) + ", " + line(q.Speaker.Role)
	}
	return line(q.Speaker.Name)
}

// quoted returns the words of q: in quotation marks where all of them are the
// speaker's, each run of them in its own; as they stand where the article has
// its own marks or none.
func quoted(q *briefing.Quote, text string) string {
	runs := make([]string, len(q.Content))
	for i, s := range q.Content {
		runs[i] = s.In(text)
	}
	return inMarks(runs, q.Kind)
}

// inMarks sets runs of words as a quote. What no embed holds is cut, and says
// so: a quote is never split.
func inMarks(runs []string, kind briefing.QuoteKind) string {
	before, after, between := "“", "”", "” … “"
	if kind != briefing.Direct {
		before, after, between = "", "", " … "
	}
	escaped := make([]string, len(runs))
	for i, r := range runs {
		escaped[i] = strings.TrimSpace(escape(r))
	}
	out := before + strings.Join(escaped, between) + after
	if units(out) <= quoteRoom {
		return orUntitled(out)
	}
	return before + fit(strings.Join(runs, between), quoteRoom-2) + after + "\n-# Cut here: no message holds the whole quote. The source does."
}

// note is a sentence about the reading itself, set small.
func note(text string) piece { return piece{text: "-# " + oneLine(text, maxFieldValue), gap: true} }

// day writes a date as people say it, with its year where that is not the
// year of now.
func day(t, now time.Time) string {
	if t.Year() != now.Year() && !now.IsZero() {
		return t.Format("Mon 2 January 2006")
	}
	return t.Format("Mon 2 January")
}

// count writes n with its noun.
func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// orUntitled returns s, or a mark where Discord would refuse the blank.
func orUntitled(s string) string {
	if strings.TrimSpace(s) == "" {
		return "Untitled"
	}
	return s
}
