package slack_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
	"github.com/dateline-bot/dateline/bot"
)

// A response_url serves five times; what comes after is posted.
func TestReplyGoesOnAfterTheResponseURL(t *testing.T) {
	for _, c := range []struct{ text, via string }{
		{"help", "chat.postEphemeral"},
		{"ask what did Okafor say?", "chat.postMessage"},
	} {
		s := serve(t, slacktest.NewServer(t))
		many := make([]bot.Post, 7)
		for i := range many {
			many[i] = &bot.Notice{Text: fmt.Sprintf("Sentence %d.", i)}
		}
		s.asker.more = many
		s.Command(slacktest.General, slacktest.Ana, "/dateline", c.text)
		for i, m := range s.WaitPosts(slacktest.General, 8) {
			want := "response_url"
			if i >= 5 {
				want = c.via
			}
			if m.Via != want {
				t.Errorf("%s: message %d came by %s, want %s", c.text, i, m.Via, want)
			}
		}
		if n := len(s.Calls("response_url")); n != 5 {
			t.Errorf("%s: the response_url was called %d times, want 5", c.text, n)
		}
	}
}

// A response_url that is spent early, or one that asks to wait, loses nothing.
func TestReplySurvivesTheResponseURL(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.Fail("response_url", slacktest.Fault{Status: http.StatusTooManyRequests, RetryAfter: 1})
	s.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/a")
	s.WaitPosts(slacktest.General, 1)
	s.Fail("response_url", slacktest.Fault{Status: http.StatusNotFound})
	s.Command(slacktest.General, slacktest.Ana, brief, "https://ledger.example/b")
	if m := s.WaitPosts(slacktest.General, 2); m[0].Via != "response_url" || m[1].Via != "chat.postMessage" {
		t.Errorf("the answers came by %s and %s", m[0].Via, m[1].Via)
	}
}

// In a channel that the bot may not write in, a long answer comes through the
// response_url all the same.
func TestReplyWhereTheBotIsNot(t *testing.T) {
	s := serve(t, slacktest.NewServer(t))
	s.AddChannel(slacktest.Channel{ID: "C0ELSEWHERE", Outside: true, Private: true})
	s.Command("C0ELSEWHERE", slacktest.Ana, "/dateline", "digest preview")
	for _, m := range s.WaitPosts("C0ELSEWHERE", 3) {
		if m.Via != "response_url" || m.Only != "" {
			t.Errorf("a part came by %s to %q", m.Via, m.Only)
		}
	}
}
