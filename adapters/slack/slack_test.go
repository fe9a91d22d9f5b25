package slack_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync"
	"testing"

	"github.com/dateline-bot/dateline/adapters/slack"
	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
)

// A buffer holds what was logged.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func newFace(t *testing.T, s *slacktest.Server) (*slack.Face, *buffer) {
	return newFaceWith(t, s, slack.Config{})
}

func newFaceWith(t *testing.T, s *slacktest.Server, cfg slack.Config) (*slack.Face, *buffer) {
	t.Helper()
	log := &buffer{}
	cfg.BotToken, cfg.AppToken, cfg.APIURL = slacktest.BotToken, slacktest.AppToken, s.URL
	f, err := slack.New(cfg, slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	if err != nil {
		t.Fatal(err)
	}
	return f, log
}

func TestFaceContract(t *testing.T) {
	bottest.Face(t, func(t *testing.T) bottest.FaceUnderTest {
		s := slacktest.NewServer(t)
		s.AddChannel(slacktest.Channel{ID: "C0GONE", Archived: true})
		f, log := newFace(t, s)
		return bottest.FaceUnderTest{
			Face:    f,
			Channel: bot.Channel{Platform: slack.Platform, Workspace: slacktest.Team, ID: slacktest.General},
			Gone:    bot.Channel{Platform: slack.Platform, Workspace: slacktest.Team, ID: "C0GONE"},
			Read:    readPart,
			Standing: func(c bot.Channel) []bottest.Message {
				var out []bottest.Message
				for _, m := range s.Posts(c.ID) {
					r := readPart(t, m.Payload)
					r.Receipt, r.Parent = bot.Receipt(m.TS), bot.Receipt(m.Thread)
					out = append(out, r)
				}
				return out
			},
			Inject: func(fault bottest.Fault) {
				s.Fail("chat.postMessage", map[bottest.Fault]slacktest.Fault{
					bottest.TooMany:     {Status: http.StatusTooManyRequests, RetryAfter: 1},
					bottest.ServerError: {Status: http.StatusServiceUnavailable},
					bottest.ReplyLost:   {Drop: true},
					bottest.Hangs:       {Hang: true},
				}[fault])
			},
			Logs:    log.String,
			Secrets: []string{slacktest.BotToken, slacktest.AppToken},
		}
	})
}

// The face's own limits, below Slack's.
const (
	maxBlocks = 45
	maxChars  = 10_000
)

// readPart reads a payload as Slack's readers would and fails the test where
// Slack would refuse it, or where it comes nearer to that than it may.
func readPart(t *testing.T, payload json.RawMessage) bottest.Message {
	t.Helper()
	seen := slacktest.Read(payload)
	for _, p := range seen.Problems {
		t.Errorf("Slack would refuse it: %s", p)
	}
	if seen.Blocks > maxBlocks || seen.Chars >= maxChars {
		t.Errorf("%d blocks, %d characters; want at most %d and below %d", seen.Blocks, seen.Chars, maxBlocks, maxChars)
	}
	if seen.Fallback == "" {
		t.Error("it has no text for notifications")
	}
	return bottest.Message{Text: seen.Text, Quotes: seen.Quotes, Links: seen.Links, Pings: seen.Pings}
}
