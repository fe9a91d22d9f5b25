package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/bot"
)

// One person can have so many pages fetched and no more, until some time has
// passed; others, and what needs no fetch, are served all the same.
func TestBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var files []txtar.File
		for i := range 50 {
			files = append(files, txtar.File{Name: fmt.Sprintf("https://ledger.example/%d", i), Data: []byte("title: Bridge closes\n\nThe bridge closes on Friday.\n")})
		}
		w := newWorld(t, files...)
		brief := func(user, source string) string {
			return w.request(t, bot.Request{Channel: here, User: bot.User{ID: user, Manager: true}, Verb: "brief", Options: map[string]string{"source": source}})
		}
		refused := func(answer string) bool { return strings.Contains(answer, "which is what one person may") }
		for i := range 30 {
			if got := brief("ines", fmt.Sprintf("https://ledger.example/%d", i)); refused(got) {
				t.Fatalf("page %d: %s", i, got)
			}
		}
		got := brief("ines", "https://ledger.example/30")
		if !refused(got) || !strings.Contains(got, "Ask again in 2s") || len(w.web.reads) != 30 {
			t.Errorf("page 31: %s (%d fetched)", got, len(w.web.reads))
		}
		if got := w.request(t, bot.Request{Channel: here, User: bot.User{ID: "ines", Manager: true}, Verb: "follow", Options: map[string]string{"url": "https://ledger.example/feed"}}); !refused(got) {
			t.Errorf("follow: %s", got)
		}
		for what, got := range map[string]string{
			"another":       brief("tomas", "https://ledger.example/31"),
			"a text":        brief("ines", "The bridge closes on Friday."),
			"read just now": brief("ines", "https://ledger.example/3"),
		} {
			if refused(got) {
				t.Errorf("%s: %s", what, got)
			}
		}
		time.Sleep(2 * time.Second)
		if got := brief("ines", "https://ledger.example/32"); refused(got) {
			t.Errorf("after two seconds: %s", got)
		}
		if got := brief("ines", "https://ledger.example/33"); !refused(got) {
			t.Errorf("at once after that: %s", got)
		}
	})
}
