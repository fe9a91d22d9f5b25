package bot

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// tongue returns the language that t is: de after lang:, German there or
// after "in", where no quotation marks make words of them.
func (t term) tongue(quoted bool) (language.Tag, bool) {
	if t.kind == languageTerm {
		if tag, err := language.All.Parse(t.text); err == nil && display.English.Languages().Name(tag) != "" {
			return tag, true
		}
		return languageNamed(t.text)
	}
	name, ok := strings.CutPrefix(strings.ToLower(t.text), "in ")
	if !ok || quoted || t.kind != wordTerm {
		return language.Und, false
	}
	return languageNamed(name)
}

// languageNamed returns the language of that name, in English or in itself.
func languageNamed(name string) (language.Tag, bool) {
	for tag := range tongues {
		if fold(name) == fold(languageName(tag)) || fold(name) == fold(display.Self.Name(tag)) {
			return tag, true
		}
	}
	return language.Und, false
}

// tongues yields the languages that have a code of two letters, and a name.
func tongues(yield func(language.Tag) bool) {
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			tag, err := language.All.Parse(string([]rune{a, b}))
			if err == nil && display.English.Languages().Name(tag) != "" && !yield(tag) {
				return
			}
		}
	}
}

// languageName names a language as English does: German, Brazilian Portuguese.
func languageName(tag language.Tag) string {
	if name := display.English.Languages().Name(tag); name != "" {
		return name
	}
	return tag.String()
}

// languageOf names the language of a BCP 47 tag.
func languageOf(tag string) string {
	t, err := language.All.Parse(tag)
	if err != nil {
		return tag
	}
	return languageName(t)
}

func unknownLanguage(name string) *Problem {
	var names []string
	for tag := range tongues {
		names = append(names, languageName(tag))
	}
	if near, ok := nearest(name, names); ok {
		return Problemf(BadInput, "“%s” is no language that I know. Did you mean lang:%s?", shorten(name, 40), strings.ToLower(near))
	}
	return Problemf(BadInput, "“%s” is no language that I know. Name it, as in lang:german, or give its code, as in lang:de.", shorten(name, 40))
}

// speaks reports whether an article in the language have is in the language
// want: where that names a region or a script, in that one.
func speaks(have string, want language.Tag) bool {
	tag, err := language.All.Parse(have)
	if err != nil {
		return false
	}
	base, script, region := want.Raw()
	haveBase, _ := tag.Base()
	haveScript, _ := tag.Script()
	haveRegion, _ := tag.Region()
	none := language.Und
	_, noScript, noRegion := none.Raw()
	return base == haveBase && (script == noScript || script == haveScript) && (region == noRegion || region == haveRegion)
}
