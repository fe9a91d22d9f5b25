package bot_test

import (
	"slices"
	"testing"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// What is set stronger lies within the passage, in order, and nothing twice.
func TestEmphasis(t *testing.T) {
	at := func(start, end int) briefing.Span { return briefing.Span{Start: start, End: end} }
	b := &briefing.Briefing{
		Figures: []briefing.Figure{{Span: at(30, 34)}, {Span: at(12, 14)}, {Span: at(5, 20)}, {Span: at(40, 50)}},
		Dates:   []briefing.Date{{Span: at(30, 40)}, {Span: at(22, 22)}, {Span: at(2, 4)}},
	}
	want := []briefing.Span{at(5, 20), at(30, 40)}
	if got := bot.Emphasis(b, at(5, 45)); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
