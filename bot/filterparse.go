package bot

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// What a filter may hold.
const (
	maxFilter = 1000 // bytes
	maxTerms  = 50
)

// ParseFilter reads a filter as people write it: only, not or both, and after
// each the terms of its list, with commas between them.
//
//	only ukraine, "oil price" not sport
//
// A term is a word, or several that stand together; within quotation marks
// nothing of it is read as anything else. person:, place: and org: before it
// compare it with whom and what the article names; lang:de and in German are
// the article's language. "everything" and "" are the zero Filter.
func ParseFilter(text string) (Filter, *Problem) {
	var f Filter
	if len(text) > maxFilter {
		return f, tooLong(len(text))
	}
	tokens, p := filterTokens(strings.ToValidUTF8(text, " "))
	if p != nil {
		return f, p
	}
	if len(tokens) == 1 && !tokens[0].quoted && isEverything(tokens[0].text) {
		return f, nil
	}
	r := filterReader{filter: &f}
	for _, t := range tokens {
		if p := r.take(t); p != nil {
			return Filter{}, p
		}
	}
	if p := r.end(); p != nil {
		return Filter{}, p
	}
	if p := f.check(); p != nil {
		return Filter{}, p
	}
	return f, nil
}

func tooLong(bytes int) *Problem {
	return Problemf(BadInput, "That filter is too long: %d bytes, of at most %d. Name fewer words.", bytes, maxFilter)
}

// A filterToken is a word, a text in quotation marks or a comma.
type filterToken struct {
	text   string
	quoted bool
	comma  bool
}

// filterTokens cuts a filter apart.
func filterTokens(text string) ([]filterToken, *Problem) {
	var out []filterToken
	const marks = "\"“”„‟«»"
	for text = strings.TrimLeftFunc(text, unicode.IsSpace); text != ""; text = strings.TrimLeftFunc(text, unicode.IsSpace) {
		first := []rune(text)[0]
		switch {
		case strings.ContainsRune(marks, first):
			rest := text[len(string(first)):]
			end := strings.IndexAny(rest, marks)
			if end < 0 {
				return nil, Problemf(BadInput, "A quotation mark is opened and not closed before “%s”. Close it: only \"oil price\".", shorten(rest, 40))
			}
			out = append(out, filterToken{text: strings.Join(strings.Fields(rest[:end]), " "), quoted: true})
			rest = rest[end:]
			text = rest[len(string([]rune(rest)[0])):]
		case first == ',' || first == ';':
			out = append(out, filterToken{comma: true})
			text = text[1:]
		default:
			end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(marks+",;", r) })
			if end < 0 {
				end = len(text)
			}
			out = append(out, filterToken{text: text[:end]})
			text = text[end:]
		}
	}
	return out, nil
}

// listWord returns the list that a word opens, "" for any other word.
func listWord(w string) string {
	if l := strings.ToLower(w); l == "only" || l == "not" || l == "or" {
		return l
	}
	return ""
}

func isEverything(w string) bool {
	return strings.EqualFold(w, "everything") || strings.EqualFold(w, "all")
}

// A filterReader puts tokens together to terms.
type filterReader struct {
	filter *Filter
	list   *[]term // of filter; nil before the first only or not
	opened string  // the word that opened list
	before int     // terms in list when it was opened
	// everything is true where the list says so in place of terms.
	everything bool

	kind   termKind // of the term that is being read
	words  []string
	quoted bool
}

func (r *filterReader) take(t filterToken) *Problem {
	switch word := listWord(t.text); {
	case t.comma:
		return r.endTerm()
	case t.quoted:
		return r.takeQuoted(t.text)
	case word == "or":
		return r.endTerm()
	case word != "":
		return r.open(word)
	case r.list == nil:
		return Problemf(BadInput, "“%s” after the address says nothing yet. Say what to take, only %[1]s, or what to leave, not %[1]s.", shorten(t.text, 40))
	}
	if len(r.words) == 0 && r.kind == wordTerm {
		if strings.HasPrefix(t.text, "-") && len(t.text) > 1 {
			return Problemf(BadInput, "To leave out what mentions “%s”, write not %[1]s.", shorten(t.text[1:], 40))
		}
		name, rest, ok := strings.Cut(t.text, ":")
		if ok && name != "" && !strings.ContainsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) }) {
			kind, known := termKinds[strings.ToLower(name)]
			if !known {
				return Problemf(BadInput, "“%s:” is nothing to filter by. There are person:, place:, org: and lang:; put quotation marks around words with a colon.", shorten(name, 40))
			}
			r.kind = kind
			t.text = rest
		}
	}
	if t.text != "" {
		r.words = append(r.words, t.text)
	}
	return nil
}

// takeQuoted ends the term before, unless that is only its kind yet, and is a
// term itself.
func (r *filterReader) takeQuoted(text string) *Problem {
	if r.list == nil {
		return Problemf(BadInput, "“%s” after the address says nothing yet. Say what to take, only \"%[1]s\", or what to leave, not \"%[1]s\".", shorten(text, 40))
	}
	if len(r.words) > 0 {
		if p := r.endTerm(); p != nil {
			return p
		}
	}
	r.words, r.quoted = []string{text}, true
	return r.endTerm()
}

// open begins the list that word opens.
func (r *filterReader) open(word string) *Problem {
	if n := len(r.words); n > 0 && (strings.EqualFold(r.words[n-1], "but") || strings.EqualFold(r.words[n-1], "and")) {
		r.words = r.words[:n-1] // only ukraine but not sport
	}
	if p := r.end(); p != nil {
		return p
	}
	r.list, r.opened = &r.filter.only, word
	if word == "not" {
		r.list = &r.filter.not
	}
	r.before = len(*r.list)
	return nil
}

// end ends the list that is being read, which must hold something.
func (r *filterReader) end() *Problem {
	if r.list == nil {
		return nil
	}
	if p := r.endTerm(); p != nil {
		return p
	}
	named := len(*r.list) > r.before
	switch {
	case r.everything && named:
		return Problemf(BadInput, "“everything” stands beside other words. Leave it out, or them.")
	case !r.everything && !named:
		return Problemf(BadInput, "“%s” is followed by nothing. Name words after it: %[1]s ukraine, \"oil price\".", r.opened)
	}
	r.everything = false
	return nil
}

// endTerm adds the term that was read to its list, where one was.
func (r *filterReader) endTerm() *Problem {
	t, quoted := term{kind: r.kind, text: strings.Join(r.words, " ")}, r.quoted
	r.kind, r.words, r.quoted = wordTerm, nil, false
	switch {
	case t.text == "" && t.kind == wordTerm && !quoted:
		return nil // a comma after a comma
	case t.kind == wordTerm && !quoted && r.opened == "only" && isEverything(t.text):
		r.everything = true
		return nil
	}
	tag, isTag := t.tongue(quoted)
	switch {
	case isTag:
		t = term{kind: languageTerm, tag: tag}
	case t.kind == languageTerm && t.text != "":
		return unknownLanguage(t.text)
	default:
		if t.words = wordsOf(t.text); len(t.words) == 0 {
			return Problemf(BadInput, "“%s” holds no word to look for. Name words, or person:Okafor, place:Velmar, lang:de.", shorten(cmp.Or(t.text, string(t.kind)+":"), 40))
		}
	}
	if !slices.ContainsFunc(*r.list, t.sameAs) {
		*r.list = append(*r.list, t)
	}
	return nil
}

// check tells what of f cannot be.
func (f Filter) check() *Problem {
	if n := len(f.only) + len(f.not); n > maxTerms {
		return Problemf(BadInput, "That filter has %d terms, of at most %d. Name fewer.", n, maxTerms)
	}
	if n := len(f.String()); n > maxFilter { // it is kept as it is written
		return tooLong(n)
	}
	for _, t := range f.not {
		if slices.ContainsFunc(f.only, t.meansWhat) {
			return Problemf(BadInput, "%s cannot be taken and left at once. Name it after only or after not.", t)
		}
	}
	return nil
}
