package slack_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
)

var update = flag.Bool("update", false, "write what is shown now into testdata")

// TestConversations has people type what testdata/conversations tells and
// compares what the bot was asked and what then stood in Slack.
func TestConversations(t *testing.T) {
	files, err := filepath.Glob("testdata/conversations/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := serve(t, slacktest.NewServer(t))
			var asked, slack strings.Builder
			for line := range strings.Lines(section(ar, "typed")) {
				s.say(t, strings.TrimSpace(line))
			}
			for _, r := range s.asker.asked {
				asked.WriteString(told(r) + "\n")
			}
			for _, c := range []string{slacktest.General, "D00ANA", "D00BEN"} {
				if m := s.Messages(c); len(m) > 0 {
					slack.WriteString("in " + c + "\n" + slacktest.Show(m))
				}
			}
			compare(t, file, ar, map[string]string{"asked": asked.String(), "slack": slack.String()})
		})
	}
}

// say has somebody type a line, "ana in general: /brief …" or "ben alone: …",
// and waits for the answer.
func (s *served) say(t *testing.T, line string) {
	t.Helper()
	where, words, ok := strings.Cut(line, ": ")
	who, place, ok2 := strings.Cut(where, " ")
	if !ok || !ok2 {
		t.Fatalf("the line %q is not WHO in CHANNEL: WORDS", line)
	}
	user := "U0" + strings.ToUpper(who)
	channel := slacktest.General
	if place == "alone" {
		channel = "D0" + user[1:]
		s.AddChannel(slacktest.Channel{ID: channel})
	}
	before := len(s.Posts(channel))
	command, rest, _ := strings.Cut(words, " ")
	switch {
	case strings.HasPrefix(command, "/"):
		s.Command(channel, user, command, strings.ReplaceAll(rest, `\n`, "\n"))
	case place == "alone":
		s.DirectMessage(user, words)
	case strings.HasSuffix(place, "'s thread"):
		s.Mention(channel, user, words, s.Messages(channel)[0].TS)
	default:
		s.Mention(channel, user, words, "")
	}
	s.WaitAcknowledged()
	s.WaitPosts(channel, before+1)
	s.asker.answered(0)
}

func section(ar *txtar.Archive, name string) string {
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// compare compares the sections of an archive with what was got, or with
// -update writes that into it.
func compare(t *testing.T, file string, ar *txtar.Archive, got map[string]string) {
	t.Helper()
	for i, f := range ar.Files {
		g, ok := got[f.Name]
		if !ok {
			continue
		}
		if *update {
			ar.Files[i].Data = []byte(g)
		} else if string(f.Data) != g {
			t.Errorf("%s: -- %s -- is\n%s\nwant\n%s", file, f.Name, g, f.Data)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
