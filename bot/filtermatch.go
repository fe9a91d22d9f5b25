package bot

import (
	"slices"

	"github.com/dateline-bot/dateline/briefing"
)

// A subject is what a filter looks at of an article.
type subject struct {
	fields [][]word // title and text, each with its stems
	tag    string   // the language, BCP 47; "" where it is not known
	names  *briefing.Briefing
}

// subjectOf returns what filters look at of n. An article that could not be
// read is its title and summary.
func subjectOf(n News) subject {
	s := subject{names: n.Briefing}
	texts := []string{n.Item.Title, n.Item.Summary}
	if b := n.Briefing; b != nil {
		s.tag = b.Language
		texts = []string{n.Item.Title, b.Headline, b.Article.Title, b.Article.Text}
	}
	for i, t := range texts {
		if !slices.Contains(texts[:i], t) {
			s.fields = append(s.fields, stemmed(wordsOf(t), s.tag))
		}
	}
	return s
}

// fits reports whether s is what t looks for. Without a briefing nobody and
// nothing is named, so that the words have to do.
func (s subject) fits(t term) bool {
	if t.kind == languageTerm {
		return s.tag != "" && speaks(s.tag, t.tag)
	}
	if t.kind == wordTerm || s.names == nil {
		phrase := stemmed(t.words, s.tag)
		return slices.ContainsFunc(s.fields, func(f []word) bool { return holdsPhrase(f, phrase) })
	}
	named := s.names.People
	switch t.kind {
	case placeTerm:
		named = s.names.Places
	case organizationTerm:
		named = s.names.Organizations
	}
	return slices.ContainsFunc(named, func(e briefing.Entity) bool { return holdsPhrase(wordsOf(e.Name), t.words) })
}

// Leaves says why f leaves n, as the rest of a sentence that begins with “it”:
// mentions “sport”. It is "" where f takes n.
func (f Filter) Leaves(n News) string {
	if f.IsZero() {
		return ""
	}
	s := subjectOf(n)
	why := f.against(s)
	if why != "" && n.Briefing == nil {
		why += ", as far as its title and summary tell: its article could not be read"
	}
	return why
}

func (f Filter) against(s subject) string {
	for _, t := range f.not {
		if s.fits(t) {
			if t.kind == languageTerm {
				return "is in " + t.String()
			}
			return "mentions " + t.String()
		}
	}
	inTongue, mentioned := true, true
	tongues, others := languages(f.only)
	if len(tongues) > 0 {
		inTongue = slices.ContainsFunc(f.only, func(t term) bool { return t.kind == languageTerm && s.fits(t) })
	}
	if len(others) > 0 {
		mentioned = slices.ContainsFunc(f.only, func(t term) bool { return t.kind != languageTerm && s.fits(t) })
	}
	switch {
	case !inTongue && s.tag == "":
		return "is in a language that could not be told, not in " + list(tongues, "or")
	case !inTongue:
		return "is in " + languageOf(s.tag) + ", not in " + list(tongues, "or")
	case mentioned:
		return ""
	case len(others) == 1:
		return "does not mention " + others[0]
	}
	return "mentions neither " + list(others, "nor")
}
