package bot

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// A Filter says what of a feed a channel takes: only what fits one of some
// terms, nothing that fits one of others. The zero Filter takes everything.
type Filter struct {
	only, not []term
}

// A termKind is what a term is compared with.
type termKind string

const (
	wordTerm         termKind = ""       // the article's words
	personTerm       termKind = "person" // the people that its briefing names
	placeTerm        termKind = "place"
	organizationTerm termKind = "org"
	languageTerm     termKind = "lang"
)

// termKinds are the words that may stand before a term's colon.
var termKinds = map[string]termKind{
	"person": personTerm, "people": personTerm,
	"place": placeTerm, "places": placeTerm,
	"org": organizationTerm, "organization": organizationTerm, "organisation": organizationTerm,
	"lang": languageTerm, "language": languageTerm,
}

// A term is one thing that an article may fit.
type term struct {
	kind  termKind
	text  string       // as it was written, without marks around it
	words []word       // of text; empty for a language
	tag   language.Tag // of a language
}

// IsZero reports whether f takes everything.
func (f Filter) IsZero() bool { return len(f.only) == 0 && len(f.not) == 0 }

// String returns f as ParseFilter takes it: `only ukraine, "oil price" not
// sport`; "" for the zero Filter.
func (f Filter) String() string {
	var parts []string
	for _, list := range []struct {
		word  string
		terms []term
	}{{"only", f.only}, {"not", f.not}} {
		if len(list.terms) == 0 {
			continue
		}
		written := make([]string, len(list.terms))
		for i, t := range list.terms {
			written[i] = t.written()
		}
		parts = append(parts, list.word+" "+strings.Join(written, ", "))
	}
	return strings.Join(parts, " ")
}

// written returns t as it is typed.
func (t term) written() string {
	prefix := ""
	if t.kind != wordTerm {
		prefix = string(t.kind) + ":"
	}
	if t.kind == languageTerm {
		return prefix + t.tag.String()
	}
	if strings.ContainsAny(t.text, " ,;:") || strings.HasPrefix(t.text, "-") || listWord(t.text) != "" || isEverything(t.text) {
		return prefix + `"` + t.text + `"`
	}
	return prefix + t.text
}

// Words says what f takes: only what mentions “ukraine” or “oil price”, and
// nothing that mentions “sport”. It is "everything" for the zero Filter.
func (f Filter) Words() string {
	tongues, others := languages(f.only)
	var only []string
	if len(tongues) > 0 {
		only = append(only, "is in "+list(tongues, "or"))
	}
	if len(others) > 0 {
		only = append(only, "mentions "+list(others, "or"))
	}
	tongues, others = languages(f.not)
	var not []string
	if len(others) > 0 {
		not = append(not, "mentions "+list(others, "or"))
	}
	if len(tongues) > 0 {
		not = append(not, "is in "+list(tongues, "or"))
	}
	switch {
	case f.IsZero():
		return "everything"
	case len(not) == 0:
		return "only what " + strings.Join(only, " and ")
	case len(only) == 0:
		return "all but what " + strings.Join(not, " or ")
	}
	return "only what " + strings.Join(only, " and ") + ", and nothing that " + strings.Join(not, " or ")
}

// languages names the languages among terms and the other terms.
func languages(terms []term) (tongues, others []string) {
	for _, t := range terms {
		if t.kind == languageTerm {
			tongues = append(tongues, t.String())
			continue
		}
		others = append(others, t.String())
	}
	return tongues, others
}

// String returns t as sentences have it: “oil price”, the person “Okafor”,
// German.
func (t term) String() string {
	switch t.kind {
	case personTerm:
		return "the person “" + t.text + "”"
	case placeTerm:
		return "the place “" + t.text + "”"
	case organizationTerm:
		return "the organization “" + t.text + "”"
	case languageTerm:
		return languageName(t.tag)
	}
	return "“" + t.text + "”"
}

// meansWhat reports whether u fits the articles that t fits, in English.
func (t term) meansWhat(u term) bool {
	return t.kind == u.kind && t.tag == u.tag && slices.EqualFunc(stemmed(t.words, "en"), stemmed(u.words, "en"), word.fits)
}

// sameAs reports whether t and u fit the same articles, in any language.
func (t term) sameAs(u term) bool {
	return t.kind == u.kind && t.tag == u.tag &&
		slices.EqualFunc(t.words, u.words, func(a, b word) bool { return a.fold == b.fold && a.strict == b.strict })
}
