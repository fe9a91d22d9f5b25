package console

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// Markdown returns b as CommonMark (https://spec.commonmark.org/0.31.2/), as
// much of it as may be shown. Nothing in the article's words acts as Markdown or HTML.
func Markdown(b briefing.Briefing) string {
	var s strings.Builder
	s.WriteString("# " + escape(b.Headline) + "\n\n")
	a := b.Article
	var about []string
	for _, p := range []string{a.Site, a.Byline, longStamp(a.Published), b.Language} {
		if p = escape(p); p != "" {
			about = append(about, p)
		}
	}
	if l := webLink(a.URL); l != "" {
		about = append(about, "<"+l+">")
	}
	if len(about) > 0 {
		s.WriteString(strings.Join(about, " · ") + "\n\n")
	}
	shown := bot.Shown(&b, "")
	markdownFacts(&s, &shown)
	markdownQuotes(&s, &shown)
	if more := bot.Left(&b, "", shown.Facts, shown.Quotes).InSource(); more != "" {
		s.WriteString(more + ".\n\n")
	}
	markdownNames(&s, &b)
	return strings.TrimRight(s.String(), "\n") + "\n"
}

func longStamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("Mon 2 January 2006, 15:04 MST")
}

func markdownFacts(s *strings.Builder, b *briefing.Briefing) {
	if len(b.Facts) == 0 {
		return
	}
	s.WriteString("## Key facts\n\n")
	for _, f := range b.Facts {
		s.WriteString("- " + emphasis(emphasise(b, f.Span)))
		if f.Speaker != "" && !names(f.In(b.Article.Text), f.Speaker) {
			s.WriteString(" — " + escape(f.Speaker))
		}
		if f.Gloss != "" {
			s.WriteString(" (" + escape(f.Gloss) + ")")
		}
		s.WriteString("\n")
	}
	s.WriteString("\n")
}

func markdownQuotes(s *strings.Builder, b *briefing.Briefing) {
	if len(b.Quotes) == 0 {
		return
	}
	s.WriteString("## Quotes\n\n")
	for _, q := range b.Quotes {
		words := escape(q.In(b.Article.Text))
		var note string
		switch q.Kind {
		case briefing.Indirect:
			note = " (reported speech)"
		case briefing.Mixed:
			words, note = escape(joined(balanced(q.In(b.Article.Text)))), " (partly verbatim)"
		default:
			words = "“" + words + "”"
		}
		fmt.Fprintf(s, "> %s\n>\n> — %s%s\n\n", words, escape(joined(who(q, b.Article.Text))), note)
	}
}

func markdownNames(s *strings.Builder, b *briefing.Briefing) {
	var figures, dates []string
	for _, f := range b.Figures {
		figures = append(figures, f.In(b.Article.Text))
	}
	for _, d := range b.Dates {
		w := d.In(b.Article.Text)
		if d.Date != "" && d.Date != w {
			w += " (" + d.Date + ")"
		}
		dates = append(dates, w)
	}
	group := func(name string, all []string) {
		for i, w := range all {
			all[i] = escape(w)
		}
		if len(all) > 0 {
			s.WriteString("**" + name + ":** " + strings.Join(all, " · ") + "\n\n")
		}
	}
	group("Figures", figures)
	group("Dates", dates)
	group("People", entities(b.People))
	group("Organizations", entities(b.Organizations))
	group("Places", entities(b.Places))
}

func entities(all []briefing.Entity) []string {
	var out []string
	for _, e := range all {
		n := e.Name
		if e.Role != "" {
			n += ", " + e.Role
		}
		out = append(out, n)
	}
	return out
}

func joined(runs []run) string {
	var s strings.Builder
	for _, r := range runs {
		s.WriteString(r.Text)
	}
	return s.String()
}

// emphasis writes strong runs in ** where those can take effect: they must
// touch neither a letter nor a digit on their outer side.
func emphasis(runs []run) string {
	var s strings.Builder
	for i, r := range runs {
		strong := r.Style == strong && strings.TrimSpace(r.Text) == r.Text
		if i > 0 {
			last, _ := utf8.DecodeLastRuneInString(runs[i-1].Text)
			strong = strong && !letter(last)
		}
		if i+1 < len(runs) {
			next, _ := utf8.DecodeRuneInString(runs[i+1].Text)
			strong = strong && !letter(next)
		}
		out := escapeIn(clean(r.Text), i == 0)
		if strong && out != "" {
			out = "**" + out + "**"
		}
		s.WriteString(out)
	}
	return strings.Join(strings.Fields(s.String()), " ")
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// escape returns s as a line of Markdown that shows s.
func escape(s string) string { return escapeIn(line(s), true) }

// escapeIn escapes what would act in a line and, at its start, what would make
// it a heading, a list or a rule.
func escapeIn(s string, start bool) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]<>&|~", r):
			b.WriteByte('\\')
		case start && i == 0 && strings.ContainsRune("#+-=", r):
			b.WriteByte('\\')
		case start && (r == '.' || r == ')') && i > 0 && i < 10 && strings.Trim(s[:i], "0123456789") == "":
			b.WriteByte('\\')
		case r == '!' && strings.HasPrefix(s[i:], "!["):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
