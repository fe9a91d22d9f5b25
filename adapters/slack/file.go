package slack

import (
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// file shows a text as it is, to be copied: whole lines in each message. To
// upload it would take a permission that nothing else needs.
func (p *pager) file(f *bot.File) {
	p.add(rich(section(text(cut(f.Note, maxText)))))
	var piece strings.Builder
	end := func() {
		if piece.Len() > 0 {
			p.add(rich(richElement{Type: "rich_text_preformatted", Elements: anys([]run{text(piece.String())})}))
			piece.Reset()
		}
	}
	for l := range strings.Lines(f.Text) {
		l = cut(l, maxPassage)
		if cost(piece.String())+cost(l) > maxPassage {
			end()
		}
		piece.WriteString(l)
	}
	end()
}
