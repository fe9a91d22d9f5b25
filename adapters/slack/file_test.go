package slack_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
	"github.com/dateline-bot/dateline/bot"
)

// A file is shown whole, however long, in messages that Slack takes.
func TestFileIsShownWhole(t *testing.T) {
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "    <outline text=\"Feed %d &amp; more\" xmlUrl=\"https://site%d.example/feed\"></outline>\n", i, i)
	}
	f, _ := newFace(t, slacktest.NewServer(t))
	parts := f.Parts(&bot.File{Name: "followed.opml", Text: text.String(), Note: "1000 feeds followed here, as OPML."})
	var shown strings.Builder
	for _, p := range parts {
		seen := slacktest.Read(p.Payload)
		if len(seen.Problems) > 0 {
			t.Fatal(seen.Problems)
		}
		for _, l := range seen.Lines {
			for piece := range strings.SplitSeq(l, "\n") {
				if line, ok := strings.CutPrefix(piece, "| "); ok {
					shown.WriteString(line + "\n")
				}
			}
		}
	}
	if shown.String() != text.String() {
		t.Errorf("%d bytes of %d are shown, in %d messages", shown.Len(), text.Len(), len(parts))
	}
}
