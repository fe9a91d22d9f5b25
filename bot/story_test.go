package bot_test

import (
	"testing"

	"github.com/dateline-bot/dateline/bot"
)

// Two articles of one site are one source's word.
func TestOutlets(t *testing.T) {
	s := bot.Story{Sources: []bot.Source{
		{Site: "The Velmar Ledger", URL: "https://ledger.example/1"},
		{Site: "Coast Radio", URL: "https://coast.example/1"},
		{Site: "The Velmar Ledger", URL: "https://ledger.example/2"},
	}}
	if got := s.Outlets(); got != 2 {
		t.Errorf("%d outlets, want 2", got)
	}
}
