package briefing

import (
	"strings"
	"testing"
)

// in returns where words stand in text.
func (a Article) in(words string) Span {
	i := strings.Index(a.Text, words)
	return Span{i, i + len(words)}
}

// What is shown of a short article is a third of it, and told by a fact and by
// a quote before it is told by two facts.
func TestShownOfAShortArticle(t *testing.T) {
	for _, c := range []struct{ text, first, second, quote string }{
		{"The pier was shut on Monday. A storm tore away its planks. “We heard it go,” Ada Brenn said. Six boats were adrift in the bay until the morning came and two of them sank before anybody saw it.",
			"The pier was shut on Monday.", "A storm tore away its planks.", "We heard it go"},
		{"码头周一关闭。风暴卷走了木板。“我们听见了”，港务员说。六条船在海湾里漂到天亮，其中两条沉没，议会周四开会讨论渡船。",
			"码头周一关闭。", "风暴卷走了木板。", "我们听见了"},
	} {
		a := Article{Text: c.text}
		b := Briefing{Article: a, Facts: []Fact{{Span: a.in(c.first)}, {Span: a.in(c.second)}}, Quotes: []Quote{{Kind: Direct, Content: []Span{a.in(c.quote)}, Confidence: .9}}}
		facts, quotes := b.Shown()
		if len(facts) != 1 || len(quotes) != 1 {
			t.Errorf("%d facts and %d quotes are shown of %q, want one each", len(facts), len(quotes), c.text)
		}
		b.Quotes = nil
		if facts, _ := b.Shown(); len(facts) != len(b.Facts) {
			t.Errorf("%d facts are shown where nobody is quoted, want %d", len(facts), len(b.Facts))
		}
	}
}
