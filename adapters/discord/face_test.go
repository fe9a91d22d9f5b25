package discord_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/dateline-bot/dateline/adapters/discord"
	"github.com/dateline-bot/dateline/adapters/discord/discordtest"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
)

// TestFace runs the contract that every face keeps.
func TestFace(t *testing.T) {
	bottest.Face(t, func(t *testing.T) bottest.FaceUnderTest {
		f, srv, logs := open(t)
		return bottest.FaceUnderTest{
			Face:    f,
			Channel: bot.Channel{Platform: "discord", Workspace: discordtest.GuildID, ID: discordtest.General},
			Gone:    bot.Channel{Platform: "discord", Workspace: discordtest.GuildID, ID: "1399999999999999999"},
			Read: func(t *testing.T, payload json.RawMessage) bottest.Message {
				m, err := discordtest.Parse(payload)
				if err != nil {
					t.Errorf("Discord would refuse it: %v", err)
				}
				return seen(m)
			},
			Standing: func(c bot.Channel) []bottest.Message {
				var out []bottest.Message
				for _, m := range srv.Standing(c.ID) {
					out = append(out, seen(m))
				}
				return out
			},
			Inject: func(f bottest.Fault) {
				srv.Inject("POST channels/messages", map[bottest.Fault]discordtest.Fault{
					bottest.TooMany:     discordtest.TooMany,
					bottest.ServerError: discordtest.ServerError,
					bottest.ReplyLost:   discordtest.ReplyLost,
					bottest.Hangs:       discordtest.Hangs,
				}[f])
			},
			Logs:    logs.String,
			Secrets: []string{srv.Token},
		}
	})
}

// open returns a face for a server of its own.
func open(t *testing.T) (*discord.Face, *discordtest.Server, *logbook) {
	t.Helper()
	srv := discordtest.NewServer(t)
	t.Cleanup(func() {
		for _, r := range srv.Requests("") {
			if method, _, _ := strings.Cut(r.Route, " "); r.Body != nil {
				keep(t, t.Name(), method, r.Path, r.Body)
			}
		}
	})
	logs := &logbook{}
	f, err := discord.New(discord.Config{Token: srv.Token, APIURL: srv.URL}, slog.New(slog.NewTextHandler(logs, &slog.HandlerOptions{Level: slog.LevelDebug})))
	if err != nil {
		t.Fatal(err)
	}
	return f, srv, logs
}

func seen(m discordtest.Message) bottest.Message {
	out := bottest.Message{
		Receipt: bot.Receipt(m.ID), Text: m.Text(), Quotes: m.Quotes(), Links: m.Links(), Pings: m.Acts(),
	}
	if m.Thread {
		out.Parent = bot.Receipt(m.Channel)
	} else {
		out.Parent = bot.Receipt(m.ReplyTo)
	}
	return out
}

// A logbook keeps what is logged.
type logbook struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}
