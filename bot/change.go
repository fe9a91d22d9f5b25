package bot

import (
	"slices"
	"strings"
	"unicode"

	"github.com/dateline-bot/dateline/briefing"
)

// A Change is what became of an article after it was briefed. All its words
// are the article's own, of the one reading or the other.
type Change struct {
	ID    int64
	Kind  ChangeKind
	Title string
	URL   string
	Site  string
	Was   string // a fact or quote that stood there and does not any more; "" for none
	Now   string // the sentence in its place; "" for none
	Note  string // what the article says of it: "Correction: …"; "" for nothing
}

// A ChangeKind names what became of an article.
type ChangeKind string

const (
	Corrected ChangeKind = "corrected"
	Withdrawn ChangeKind = "withdrawn" // it is there no more, or says so itself
)

// Words tells what c is in a word or two.
func (k ChangeKind) Words() string {
	if k == Withdrawn {
		return "Withdrawn"
	}
	return "Corrected"
}

// Lines tells what became of the article: in each row a name of ours and words
// of the article's, either of which may be "".
func (c Change) Lines() []Row {
	var rows []Row
	if c.Was != "" {
		rows = append(rows, Row{Name: "It said:", Detail: c.Was})
	}
	switch {
	case c.Now != "":
		rows = append(rows, Row{Name: "It says now:", Detail: c.Now})
	case c.Was != "":
		rows = append(rows, Row{Name: "It does not say so any more."})
	}
	if c.Note != "" {
		rows = append(rows, Row{Detail: c.Note})
	}
	if c.Kind == Withdrawn && c.Note == "" {
		rows = append(rows, Row{Name: "Its page is there no more."})
	}
	return rows
}

// What is taken for a change. An article that is still being written changes
// all the time: it is a correction where it says so, or where a single thing
// that was told is not there any more and most of the rest is.
const (
	alikeShare = 0.6  // of the words of a sentence that the one in its place has
	keptShare  = 0.7  // of the sentences of an article of which a single thing was taken out
	maxNote    = 400  // bytes of what an article says of its own correction
	maxRetract = 1500 // bytes of an article that says that it is withdrawn
)

// changeOf compares two readings of an article, the later one second, by what
// is told of the first. It reports false where that stands as it did.
func changeOf(old, new *briefing.Briefing) (Change, bool) {
	c := Change{Kind: Corrected, Title: old.Headline, URL: old.Article.URL, Site: old.Article.Site}
	if old.Article.Text == new.Article.Text {
		return c, false
	}
	if note := retraction(new); note != "" && retraction(old) == "" {
		c.Kind, c.Note = Withdrawn, note
		return c, true
	}
	if note := correction(new); note != "" && !strings.Contains(old.Article.Text, note) {
		c.Note = note
	}
	have := plainWords(new.Article.Text)
	for _, was := range told(old) {
		if strings.Contains(have, plainWords(was)) {
			continue
		}
		now := inPlaceOf(was, new)
		if now != "" && isSlip(was, now) || now == "" && c.Note == "" && !mostlyKept(old, have) {
			continue
		}
		c.Was, c.Now = was, now
		break
	}
	return c, c.Was != "" || c.Note != ""
}

// told returns the facts and quotes of b that may be shown, the first first.
func told(b *briefing.Briefing) []string {
	shown := Shown(b, "")
	var out []string
	for _, f := range shown.Facts {
		out = append(out, f.In(b.Article.Text))
	}
	for _, q := range shown.Quotes {
		for _, s := range q.Content {
			out = append(out, s.In(b.Article.Text))
		}
	}
	return out
}

// plainWords returns the words of s in lower case, each between blanks, so that
// marks and line breaks make no difference.
func plainWords(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return " " + strings.Join(words, " ") + " "
}

// inPlaceOf returns the sentence of b that was once was, "" where none is like
// it.
func inPlaceOf(was string, b *briefing.Briefing) string {
	words := strings.Fields(plainWords(was))
	best, most := "", alikeShare
	for _, s := range b.Sentences {
		sentence := s.In(b.Article.Text)
		have := plainWords(sentence)
		n := 0
		for _, w := range words {
			if strings.Contains(have, " "+w+" ") {
				n++
			}
		}
		if share := float64(n) / float64(len(words)); share >= most {
			best, most = sentence, share
		}
	}
	return best
}

// isSlip reports whether what differs between two sentences is how one word is
// spelt: a letter of it, and it is no figure and no name. Its readers were told
// nothing wrong.
func isSlip(was, now string) bool {
	a, b := strings.Fields(plainWords(was)), strings.Fields(plainWords(now))
	only := func(words, others []string) []string {
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(others, w) })
	}
	a, b = only(a, b), only(b, a)
	if len(a) != 1 || len(b) != 1 || strings.ContainsFunc(a[0]+b[0], unicode.IsDigit) || min(len(a[0]), len(b[0])) < 4 {
		return false
	}
	return distance(a[0], b[0]) == 1 && !isName(was, a[0]) && !isName(now, b[0])
}

// isName reports whether a word of s that is w in lower case has a capital.
func isName(s, w string) bool {
	return slices.ContainsFunc(strings.Fields(s), func(f string) bool {
		return capital(strings.TrimFunc(f, unicode.IsPunct)) && strings.TrimSpace(plainWords(f)) == w
	})
}

// mostlyKept reports whether most sentences of b stand in a text whose words
// are have.
func mostlyKept(b *briefing.Briefing, have string) bool {
	kept := 0
	for _, s := range b.Sentences {
		if strings.Contains(have, plainWords(s.In(b.Article.Text))) {
			kept++
		}
	}
	return float64(kept) >= keptShare*float64(len(b.Sentences))
}

// correction returns the line in which b says what it got wrong, "" for none.
func correction(b *briefing.Briefing) string {
	for line := range strings.Lines(b.Article.Text) {
		line = strings.TrimSpace(line)
		l := strings.ToLower(strings.TrimLeft(line, "*[(“\"—– "))
		begins := func(s string) bool { return strings.HasPrefix(l, s) }
		says := func(s string) bool { return strings.Contains(l, s) }
		if len(line) <= maxNote && (begins("correction") || begins("clarification") || begins("erratum") ||
			says("an earlier version of this") || says("a previous version of this") || says("this article was amended") || says("this story was amended") ||
			says("this article has been corrected") || says("this story has been corrected") || says("this article has been amended") || says("this story has been amended")) {
			return line
		}
	}
	return ""
}

// retraction returns the line in which b, which holds little else, says that it
// is withdrawn; "" where it does not.
func retraction(b *briefing.Briefing) string {
	if len(b.Article.Text) > maxRetract {
		return ""
	}
	for line := range strings.Lines(b.Article.Text) {
		line = strings.TrimSpace(line)
		l := strings.ToLower(line)
		about := strings.Contains(l, "this article") || strings.Contains(l, "this story") || strings.Contains(l, "this report")
		gone := strings.Contains(l, "has been withdrawn") || strings.Contains(l, "has been retracted") || strings.Contains(l, "has been removed") ||
			strings.Contains(l, "has been taken down") || strings.Contains(l, "have withdrawn this") || strings.Contains(l, "have retracted this")
		if len(line) <= maxNote && about && gone {
			return line
		}
	}
	return ""
}

// changeIDs returns the IDs of changes.
func changeIDs(changes []Change) []int64 {
	var ids []int64
	for _, c := range changes {
		ids = append(ids, c.ID)
	}
	return ids
}
