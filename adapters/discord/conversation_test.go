package discord_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/adapters/discord/discordtest"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
)

// places are the channels of the conversations.
var places = []struct{ name, id string }{
	{"#general", discordtest.General}, {"#no-threads", discordtest.NoThreads}, {"direct", discordtest.Direct},
}

// TestConversations has people type what testdata/conversations tells and
// shows what the bot was asked and what then stood in Discord.
//
// A line that is typed is WHO in PLACE: WORDS. Words that begin with a slash
// are a command with its options, name=value, divided by a bar; others are a
// message to the bot, or to nobody where they stand in brackets.
func TestConversations(t *testing.T) {
	files, err := filepath.Glob("testdata/conversations/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			r := start(t, answers)
			for l := range strings.Lines(section(ar, "typed")) {
				if r.say(t, strings.TrimSpace(l)) {
					r.wait(t)
				}
			}
			var asked, stands strings.Builder
			for _, q := range r.asker.requests() {
				fmt.Fprintf(&asked, "%s in %s", q.User.Name, placeNamed(q.Channel.ID))
				if q.User.Manager {
					asked.WriteString(", who may configure it")
				}
				asked.WriteString(": " + told(q) + "\n")
			}
			for _, p := range places {
				r.picture(&stands, p.name, p.id)
			}
			got := &txtar.Archive{Comment: ar.Comment, Files: []txtar.File{
				{Name: "typed", Data: []byte(section(ar, "typed"))},
				{Name: "asked", Data: []byte(asked.String())},
				{Name: "discord", Data: []byte(stands.String())},
			}}
			if *update {
				write(t, file, got)
				return
			}
			for _, f := range got.Files {
				if string(f.Data) != section(ar, f.Name) {
					t.Errorf("%s is now (-update keeps it):\n%s", f.Name, f.Data)
				}
			}
		})
	}
}

// say has somebody type a line, and reports whether that is for the bot.
func (r *running) say(t *testing.T, line string) bool {
	t.Helper()
	head, words, ok := strings.Cut(line, ": ")
	who, place, ok2 := strings.Cut(head, " in ")
	if !ok || !ok2 {
		t.Fatalf("%q is not WHO in PLACE: WORDS", line)
	}
	user := discordtest.Reader()
	if who == discordtest.Manager().Name {
		user = discordtest.Manager()
	}
	id := ""
	for _, p := range places {
		if p.name == place {
			id = p.id
		}
	}
	switch {
	case strings.HasPrefix(words, "("):
		r.Say(user, id, strings.Trim(words, "()"))
		return false
	case strings.HasPrefix(words, "another bot: "):
		r.SayAsBot(id, words)
		return false
	case strings.HasPrefix(words, "/"):
		parts := strings.Split(words[1:], " | ")
		options := map[string]string{}
		for _, o := range parts[1:] {
			k, v, _ := strings.Cut(o, "=")
			options[k] = v
		}
		r.Command(user, id, parts[0], options)
	case id == discordtest.Direct:
		r.DirectMessage(user, words)
	default:
		r.Mention(user, id, words)
	}
	return true
}

// picture draws what stands in a channel and its threads.
func (r *running) picture(b *strings.Builder, name, id string) {
	for _, m := range r.Messages(id) {
		fmt.Fprintf(b, "%s", name)
		switch {
		case m.ReplyTo != "":
			b.WriteString(", as a reply")
		case m.Ephemeral:
			b.WriteString(", seen by one alone")
		}
		b.WriteString("\n")
		for l := range strings.Lines(m.Picture()) {
			b.WriteString("    " + l)
		}
		if m.ThreadName != "" {
			r.picture(b, name+" › "+m.ThreadName, m.ID)
		}
	}
}

func placeNamed(id string) string {
	for _, p := range places {
		if p.id == id {
			return p.name
		}
	}
	return id
}

func section(ar *txtar.Archive, name string) string {
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// answers answers as the bot might.
func answers(ctx context.Context, r bot.Request, reply bot.Reply) {
	all := bottest.Samples()
	show := func(p bot.Post) {
		_ = reply(ctx, p) // what stands in the end tells
	}
	switch r.Verb {
	case "brief":
		show(all["briefed"])
	case "ask", "quotes":
		show(all["answer"])
	case "digest":
		if !r.User.Manager && r.Options["do"] != "preview" {
			show(&bot.Notice{Text: "Only those who manage this channel may change its digest.", Problem: true})
			return
		}
		show(all["edition"])
	case "following", "help", "status":
		show(all["list"])
	case "follow":
		show(&bot.Notice{Text: "Reading " + r.Options["url"] + " …"})
		show(&bot.Notice{Text: "Following The Velmar Ledger from now on."})
	default:
		show(&bot.Notice{Text: "No command “" + r.Verb + "”.", Problem: true})
	}
}
