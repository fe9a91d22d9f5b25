package briefing_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dateline-bot/dateline/briefing"
)

// TestHostile reads what nobody writes and what it is like beside an ordinary
// report: every promise is kept.
func TestHostile(t *testing.T) {
	var e briefing.Engine
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			for _, text := range []string{s.text(1 << 13), s.text(300) + "\n\n" + report, report + "\n\n" + s.text(300)} {
				keepsPromises(t, e.Parse(briefing.Article{Text: text}).Brief())
			}
		})
	}
}

// A shape is a text that nobody writes, of any length.
type shape struct {
	name string
	make func(n int) string
}

// text returns n bytes of s, or a few less where a rune would be cut.
func (s shape) text(n int) string {
	t := s.make(n)
	if len(t) <= n {
		return t
	}
	if utf8.ValidString(t) {
		for !utf8.RuneStart(t[n]) {
			n--
		}
	}
	return t[:n]
}

// over returns the shape of units that each stand over and over in their share
// of the text, one after the other.
func over(name string, units ...string) shape {
	return shape{name, func(n int) string {
		var b strings.Builder
		for _, u := range units {
			b.WriteString(strings.Repeat(u, n/len(units)/len(u)+1))
		}
		return b.String()
	}}
}

// within returns the shape of a unit that stands over and over between head and
// tail.
func within(name, head, unit, tail string) shape {
	return shape{name, func(n int) string {
		return head + strings.Repeat(unit, max(0, n-len(head)-len(tail))/len(unit)) + tail
	}}
}

// numbered returns the shape of a unit that stands over and over, with another
// word in place of # each time.
func numbered(name, unit string) shape {
	return shape{name, func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.ReplaceAll(unit, "#", letters(i)))
		}
		return b.String()
	}}
}

// letters returns the number i in letters: Abba, Abbe, …
func letters(i int) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	b := []byte{"ABDEFGHIKLMNOPRSTUVZ"[i%20]}
	for k := range 3 {
		b = append(b, consonants[i%14], vowels[i/14%5])
		i = i/7 + k
	}
	return string(b)
}

// shapes are what TestLinear and BenchmarkHostile read, and what the fuzz
// targets start from.
var shapes = []shape{
	over("straight marks", `"`),
	over("straight marks, words", `"a `),
	over("opening marks", "“"),
	over("closing marks", "”"),
	over("pairs of marks", "“a” "),
	over("nested marks", "“‘«a "),
	over("low marks", "„a "),
	over("apostrophes", "'"),
	over("apostrophes, blanks", "' "),
	over("apostrophes, words", "a 'b "),
	over("owners", "a's "),
	over("plural owners", "dogs' "),
	over("opening single marks", "‘a "),
	over("opening single marks, owners", "‘dogs’ a "),
	over("clitics", "’s"),
	over("backticks", "`a "),
	over("quotes and cues", "“A,” he said. "),
	over("quotes and cues, one line", "“A” said "),
	over("quotations", "“A b c.” "),
	over("an endless quotation", "“a b c d e "),
	over("quotations by lines", "\n“a"),
	over("speech by paragraphs", "“The dog ran.\n\n"),
	over("said", "said "),
	over("said, one quotation", "“A.” said said said said said said said said "),
	over("said that", "the dog said that "),
	over("said, stops", "He said. "),
	over("according to", "according to "),
	over("warnings", "a warning from the dog that "),
	over("colons", ": "),
	over("names and colons", "Anna: a\n"),
	over("relatives", "the dog who "),
	over("capital letters", "A"),
	over("a word of small letters", "a"),
	over("a word with hyphens", "a-"),
	over("a word with stops", "a."),
	over("a word with signs", "a@b&c_d/"),
	over("an address", "http://a."),
	over("addresses", "http://a.b "),
	over("closing signs", "http://a)))))"),
	over("glued sentences", "world.Today "),
	over("initials", "A. B. "),
	over("names", "Ab Cd "),
	over("names with particles", "Ab von de "),
	over("names with signs", "Ab & "),
	numbered("people", "Mr. # said. "),
	numbered("people in full", "Anna # said so. "),
	numbered("one last name", "# Weber said so. "),
	numbered("one last name, alone as well", "# Weber said so. Mr. Weber said that the dog ran. "),
	numbered("people with roles", "President Anna # spoke. The president said that the dog ran. "),
	numbered("people and pronouns", "Anna # met Otto #. He said that she ran. "),
	over("one person", "Anna Weber said so. Weber ran. She said that he ran. "),
	numbered("bodies", "the # Ministry said so. "),
	numbered("bodies of places", "the Ministry of # said so. "),
	numbered("places", "He lives in #. "),
	numbered("words", "# "),
	over("roles", "president minister "),
	over("descriptions", "Anna Weber, a baker, said so, "),
	over("owners of owners", "dog's cat's "),
	over("commas", ", "),
	over("semicolons", "a; "),
	over("stops", ". "),
	over("stops, no blanks", "."),
	over("questions", "? "),
	over("questions, words", "?a "),
	over("ellipses", ". . . A "),
	over("opening brackets", "("),
	over("closing brackets", ")"),
	over("nested brackets", "([{a "),
	over("items", "1. A 2. "),
	over("lettered items", "a. A b. "),
	over("bracketed items", "(i) A "),
	over("bullets", "• a "),
	over("lines", "\n"),
	over("lines, CR LF", "\r\n"),
	over("lines of words", "a\n"),
	over("wrapped lines", "The dog\nran and\n"),
	over("blanks", " "),
	over("digits", "1"),
	over("digits, blanks", "1 "),
	over("digits, commas", "1,"),
	over("digits, hyphens", "1-"),
	over("ranges", "5 to 10 and "),
	over("money", "$5 to "),
	over("money with codes", "Rs.1,500 US$5m "),
	over("numbers in words", "one hundred and "),
	over("tens", "twenty "),
	over("millions", "5 million "),
	over("percent", "between 10% and 15% "),
	over("ages", "Anna Weber, 34, "),
	over("weekdays", "Monday "),
	over("days", "May 7 "),
	over("days ago", "2 days ago "),
	over("following days", "the next day "),
	over("times of day", "4 a.m. local time on "),
	over("years", "2019 "),
	over("dashes", "-"),
	over("dashes, blanks", "— "),
	over("letters with marks", "e\u0301\u0323"),
	over("marks without letters", "\u0301"),
	over("zero width", "\u200b"),
	over("zero width in words", "a\u200d\u200cb "),
	over("byte order marks", "\ufeff"),
	over("bidirectional controls", "\u202ea\u2066b\u202c "),
	over("right to left", "שלום "),
	over("right to left, marks", "قال “لا” "),
	over("no spaces", "漢字"),
	over("no spaces, stops", "漢字。"),
	over("emoji", "👩‍👩‍👧🇫🇷"),
	over("nul", "\x00"),
	over("controls", "\x01\x1b["),
	over("invalid", "\xff\xc3("),
	over("cut runes", "\xe2\x80"),
	over("continuations", "\x80"),
	over("markup", "<p class=\"a\">"),
	over("private use", "\ue000"),
	over("a transcript", "ANNA: I ran.\nOTTO: Did you?\n"),
	numbered("a transcript of many", "# Weber: I ran, did you?\n# LIND: I met Anna #.\n"),
	within("an interview", "We spoke to her.\n", "Q: Did you?\nA: I met Anna Weber there.\n", ""),
	over("signatures", "“We ran.” — Anna Weber, poet\n\n"),
	over("posts", "We ran. — Anna Weber (@weber) May 4\n\n"),
	over("quotations and doubtful cues", "“the dog ran over the hill” attack "),
	over("quotations that one cue goes before", "he said “A b”", "“the dog ran over the hill” and "),
	over("cues before marks", "he said, ", ", "),
	over("marks before cues", "“", ", ", "he said that "),
	over("a phrase before cues", "big ", "said that "),
	over("a word before cues", "a", " said that "),
	over("a name before cues", "Anna A", "a", " Weber. Weber said so. "),
	over("a role before cues", "The president A", "a", " Weber. Mr. Weber said so. "),
	over("a quotation before cues", "“A b.” ", "said "),
	over("cues before a quotation", "he said ", "“A b c. "),
	over("brackets before cues", "(", "he said that "),
	within("cues in one quotation", "“", "He said that the dog ran. ", "”"),
	within("quotations in one quotation", "“", "He said, ‘The dog ran.’ ", "”"),
	within("two of one name", "Otto Weber met Karl Weber. ", "Mr. Weber said so. ", ""),
	within("two of one name, neither named again", "Otto Weber met Karl Weber. ", "Anna Lind ran. Weber said so. ", ""),
	numbered("women and a pronoun", "Anna # met Reyl Tomex. He said so. "),
	numbered("a sentence of people and pronouns", "Anna # met Otto # and he said that she ran and "),
	over("titles", "Mr. "),
	over("titles and names", "Mr. Mr. Anna "),
}
