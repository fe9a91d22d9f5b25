package main

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/adapters/discord/discordtest"
	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
	"github.com/dateline-bot/dateline/adapters/store"
	"github.com/dateline-bot/dateline/bot"
)

// A service is dateline as main runs it, with tokens of a test Slack and a
// test Discord in its environment.
type service struct {
	t        *testing.T
	slack    *slacktest.Server
	discord  *discordtest.Server
	database string
	log      *lockedBuffer
	stop     func() int // ends it as a signal does, and returns its exit status
}

// start runs the service until stop, or the test's end.
func (s *service) start() {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	p := &program{stdin: null(s.t), stdout: null(s.t), stderr: s.log, environ: []string{
		"DATELINE_SLACK_API_URL=" + s.slack.URL,
		"DATELINE_SLACK_BOT_TOKEN=" + slacktest.BotToken,
		"DATELINE_SLACK_APP_TOKEN=" + slacktest.AppToken,
		"DATELINE_DISCORD_API_URL=" + s.discord.URL,
		"DATELINE_DISCORD_TOKEN=" + s.discord.Token,
		"DATELINE_FETCH_ALLOW=127.0.0.0/8",
		"DATELINE_DATABASE=" + s.database,
		"DATELINE_LOG_LEVEL=debug",
	}}
	ended := make(chan int, 1)
	go func() { ended <- p.run(ctx, nil) }()
	s.stop = sync.OnceValue(func() int {
		cancel()
		return <-ended
	})
	s.t.Cleanup(func() { s.stop() })
}

// null returns a file that holds nothing and forgets everything.
func null(t *testing.T) *os.File {
	t.Helper()
	f, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// memory opens the service's database while the service is down.
func (s *service) memory() *store.Store {
	s.t.Helper()
	db, err := store.Connect(s.t.Context(), s.database)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { db.Close() })
	return store.New(db, func(context.Context, *sql.Tx, bot.Job) error { return nil })
}

// One process answers Slack and Discord, follows a feed for each, and after a
// night posts both their editions, once, in the channel and its thread.
func TestAnArticleAndAMorning(t *testing.T) {
	press := newPress(t, "/bridge")
	s := &service{t: t, slack: slacktest.NewServer(t), discord: discordtest.NewServer(t),
		database: filepath.Join(t.TempDir(), "dateline.db"), log: &lockedBuffer{}}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the log:\n%s", s.log)
		}
	})

	// Somebody has tried it in a terminal first, on the same database.
	terminal := &program{stdin: null(t), stdout: null(t), stderr: s.log, environ: []string{"DATELINE_DATABASE=" + s.database}}
	if status := terminal.run(t.Context(), nil); status != statusOK {
		t.Fatalf("the terminal ended with status %d:\n%s", status, s.log)
	}
	s.start()

	// An article, by command and by mention.
	s.slack.WaitConnected(1)
	s.slack.Command(slacktest.General, slacktest.Ana, "/brief", press.URL+"/bridge")
	shows(t, "Slack /brief", slacktest.Show(s.slack.WaitPosts(slacktest.General, 1)),
		"Harbour Bridge closes on Friday", "7–4", "Nobody on this council wants to explain to a family why we waited", "Ines Okafor")
	s.discord.WaitReady()
	brief := s.discord.Command(discordtest.Manager(), discordtest.General, "brief", map[string]string{"source": press.URL + "/bridge"})
	shows(t, "Discord /brief", brief.Wait(1)[0].Picture(),
		"Harbour Bridge closes on Friday", "7–4", "Nobody on this council wants to explain to a family why we waited", "Ines Okafor")

	// A question in the channel.
	s.discord.Mention(discordtest.Reader(), discordtest.General, "what did Okafor say about the family?")
	shows(t, "Discord question", s.discord.WaitMessages(discordtest.General, 1)[0].Picture(), "Nobody on this council wants to explain")

	// A standing order in each.
	s.slack.Command(slacktest.General, slacktest.Ana, "/dateline", "follow "+press.URL+"/feed.xml")
	s.slack.Command(slacktest.General, slacktest.Ana, "/dateline", "digest every 4 hours Europe/Berlin")
	shows(t, "Slack follow", slacktest.Show(s.slack.WaitPosts(slacktest.General, 3)), "The Velmar Ledger", "Europe/Berlin")
	shows(t, "Discord follow", s.discord.Command(discordtest.Manager(), discordtest.General, "follow", map[string]string{"url": press.URL + "/feed.xml"}).Wait(1)[0].Picture(), "The Velmar Ledger")
	shows(t, "Discord digest", s.discord.Command(discordtest.Manager(), discordtest.General, "digest", map[string]string{"when": "every 4 hours", "zone": "Europe/Berlin"}).Wait(1)[0].Picture(), "Europe/Berlin")
	if status := s.stop(); status != statusOK {
		t.Fatalf("a signal ended it with status %d:\n%s", status, s.log)
	}

	// The press prints another page, and the night passes.
	press.print("/tunnel")
	memory := s.memory()
	feeds, err := memory.FeedsDue(t.Context(), time.Now().AddDate(1, 0, 0), 10)
	if err != nil || len(feeds) != 1 {
		t.Fatalf("%d feeds are followed, want one for both channels: %v", len(feeds), err)
	}
	feeds[0].Next = time.Now().Add(-time.Minute)
	if err := memory.HarvestFailed(t.Context(), feeds[0]); err != nil {
		t.Fatal(err)
	}
	digests, err := memory.DigestsDue(t.Context(), time.Now().AddDate(1, 0, 0), 10)
	if err != nil || len(digests) != 2 {
		t.Fatalf("%d digests stand, want one for each channel: %v", len(digests), err)
	}
	for _, d := range digests {
		schedule, problem := bot.ParseSchedule(d.When, d.Zone)
		if problem != nil {
			t.Fatal(problem)
		}
		slot, at := schedule.Next(time.Now().Add(-4 * time.Hour))
		if err := memory.MoveDigest(t.Context(), d, at, slot); err != nil {
			t.Fatal(err)
		}
	}

	slackBefore, discordBefore := len(s.slack.Posts(slacktest.General)), len(s.discord.Standing(discordtest.General))
	s.start()
	card := slacktest.Show(s.slack.WaitPosts(slacktest.General, slackBefore+2)[slackBefore:])
	shows(t, "Slack edition", card, "edition", "Bus drivers refuse Mill Tunnel", "The tunnel was never built for this", "Tomas Reyl")
	if strings.Contains(card, "Harbour Bridge closes on Friday") {
		t.Errorf("what was there before the follow is news again:\n%s", card)
	}
	s.discord.Await("Discord's edition", func() bool { return len(s.discord.Standing(discordtest.General)) >= discordBefore+2 })
	var standing strings.Builder
	for _, m := range s.discord.Standing(discordtest.General)[discordBefore:] {
		standing.WriteString(m.Picture() + "\n")
	}
	shows(t, "Discord edition", standing.String(), "edition", "Bus drivers refuse Mill Tunnel", "The tunnel was never built for this", "Tomas Reyl")
	s.stop()

	// Nothing is posted twice, and no token was told.
	s.start()
	s.slack.WaitConnected(3)
	s.slack.Command(slacktest.General, slacktest.Ana, "/dateline", "status")
	after := slacktest.Show(s.slack.WaitPosts(slacktest.General, slackBefore+3)[slackBefore:])
	if n := strings.Count(after, "# Bus drivers refuse Mill Tunnel"); n > 1 {
		t.Errorf("the story stands %d times in Slack:\n%s", n, after)
	}
	s.stop()
	for _, token := range []string{slacktest.BotToken, slacktest.AppToken, s.discord.Token} {
		if strings.Contains(s.log.String(), token) {
			t.Error("a token is in the log")
		}
	}
}

// A token that is refused ends the program with a sentence, not with a trace.
func TestBadToken(t *testing.T) {
	slack := slacktest.NewServer(t)
	log := &lockedBuffer{}
	p := &program{stdin: null(t), stdout: null(t), stderr: log, environ: []string{
		"DATELINE_SLACK_API_URL=" + slack.URL,
		"DATELINE_SLACK_BOT_TOKEN=xoxb-9-9-revoked",
		"DATELINE_SLACK_APP_TOKEN=" + slacktest.AppToken,
		"DATELINE_DATABASE=" + filepath.Join(t.TempDir(), "dateline.db"),
	}}
	if status := p.run(t.Context(), nil); status != statusProblem {
		t.Errorf("status %d, want %d", status, statusProblem)
	}
	shows(t, "standard error", log.String(), "dateline: Slack refuses slack.bot_token")
	if strings.Contains(log.String(), "xoxb-9-9-revoked") {
		t.Errorf("the token is told:\n%s", log)
	}
}

// shows fails the test for each text that does not stand in what was shown.
func shows(t *testing.T, what, shown string, texts ...string) {
	t.Helper()
	for _, s := range texts {
		if !strings.Contains(shown, s) {
			t.Errorf("%s does not show %q:\n%s", what, s, shown)
		}
	}
}

// A lockedBuffer is a log that several goroutines write.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
