package discord_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/adapters/discord/discordtest"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
)

// TestCommandsAreAcknowledgedBeforeTheyAreAnswered has more people ask than
// are answered at a time, and nobody be answered.
func TestCommandsAreAcknowledgedBeforeTheyAreAnswered(t *testing.T) {
	t.Parallel()
	answer := make(chan struct{})
	r := start(t, func(ctx context.Context, q bot.Request, reply bot.Reply) {
		select {
		case <-answer:
			echo(ctx, q, reply)
		case <-ctx.Done():
		}
	})
	var all []*discordtest.Interaction
	for range 40 {
		all = append(all, r.Command(discordtest.Reader(), discordtest.General, "status", nil))
	}
	for _, i := range all {
		r.Await("an acknowledgement", i.Acknowledged)
	}
	if n := len(r.asker.requests()); n > 32 {
		t.Errorf("%d are being answered at once", n)
	}
	close(answer)
	for _, i := range all {
		i.Wait(1)
	}
}

func TestACommandThatComesTwiceIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	r := start(t, echo)
	r.WaitReady()
	r.Twice(2)
	i := r.Command(discordtest.Reader(), discordtest.General, "status", nil)
	i.Wait(1)
	r.Mention(discordtest.Reader(), discordtest.General, "status")
	r.WaitMessages(discordtest.General, 2)
	r.answers(t)
	mentions := 0
	for _, m := range r.Messages(discordtest.General) {
		if m.ReplyTo != "" {
			mentions++
		}
	}
	if n := len(i.Messages()); n != 1 || mentions != 1 {
		t.Errorf("a command was answered %d times, a mention %d times", n, mentions)
	}
}

func TestAnswersOutliveTheirTroubles(t *testing.T) {
	for _, c := range []struct {
		name    string
		command string
		route   string
		faults  []discordtest.Fault
		hook    int // answers by the interaction's token
		own     int // messages of the bot's own beside these
	}{
		{name: "Discord is busy", command: "ask", route: "PATCH webhooks/messages/@original", faults: []discordtest.Fault{discordtest.TooMany}, hook: 1},
		{name: "the acknowledgement is not answered", command: "ask", route: "POST interactions/callback", faults: []discordtest.Fault{discordtest.ReplyLost}, hook: 1},
		{name: "the token is no more", command: "ask", route: "PATCH webhooks/messages/@original", faults: []discordtest.Fault{discordtest.Expired}, hook: 1, own: 1},
		{name: "the token of a private command is no more", command: "status", route: "PATCH webhooks/messages/@original", faults: []discordtest.Fault{discordtest.Expired}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, echo)
			for _, f := range c.faults {
				r.Inject(c.route, f)
			}
			i := r.Command(discordtest.Reader(), discordtest.General, c.command, nil)
			r.wait(t)
			all := r.Messages(discordtest.General)
			if n := len(all) - len(i.Messages()); n != c.own {
				t.Errorf("%d messages of its own stand, want %d", n, c.own)
			}
			if c.own == 0 && c.hook > 0 && i.Messages()[0].Thinking {
				t.Error("Discord still says that an answer comes")
			}
		})
	}
}

// TestTyping has Discord show that an answer is on its way.
func TestTyping(t *testing.T) {
	t.Parallel()
	answer := make(chan struct{})
	r := start(t, func(ctx context.Context, q bot.Request, reply bot.Reply) {
		<-answer
		echo(ctx, q, reply)
	})
	r.Mention(discordtest.Reader(), discordtest.General, "who is quoted most?")
	r.Await("typing", func() bool { return len(r.Requests("POST channels/typing")) == 1 })
	close(answer)
	r.WaitMessages(discordtest.General, 1)
}

// TestALongAnswer sees to it that what one message cannot hold follows: in the
// thread in a channel, in messages that one person sees where it is private.
func TestALongAnswer(t *testing.T) {
	t.Parallel()
	r := start(t, func(ctx context.Context, q bot.Request, reply bot.Reply) {
		_ = reply(ctx, bottest.Long()["list"])
	})
	parts := len(r.face.Parts(bottest.Long()["list"]))
	private := r.Command(discordtest.Reader(), discordtest.General, "following", nil)
	for _, m := range private.Wait(parts) {
		if !m.Ephemeral {
			t.Error("a part of a private answer is seen by all")
		}
	}
	public := r.Command(discordtest.Reader(), discordtest.General, "quotes", nil)
	first := public.Wait(1)[0]
	if n := len(r.WaitMessages(first.ID, parts-1)); n != parts-1 {
		t.Errorf("%d parts stand in the thread, want %d", n, parts-1)
	}
}

// TestAnAnswerOnItsWayArrives stops the bot while Discord takes its time over
// an answer: the answer stands, and nothing in its place.
func TestAnAnswerOnItsWayArrives(t *testing.T) {
	t.Parallel()
	r := start(t, echo)
	r.WaitReady()
	const route = "PATCH webhooks/messages/@original"
	r.Inject(route, discordtest.TooMany)
	i := r.Command(discordtest.Reader(), discordtest.General, "quotes", nil)
	r.Await("the answer's first attempt", func() bool { return len(r.Requests(route)) > 0 })
	r.stop()
	if err := r.end(t); err != nil {
		t.Errorf("Run = %v", err)
	}
	if got := i.Messages(); len(got) != 1 || !strings.Contains(got[0].Text(), "You asked: quotes") {
		t.Errorf("the answer is %q", got[0].Text())
	}
}

func TestNobodyIsLeftWaiting(t *testing.T) {
	t.Parallel()
	r := start(t, func(ctx context.Context, q bot.Request, _ bot.Reply) {
		if q.Verb == "ask" {
			<-ctx.Done()
		}
	})
	dropped := r.Command(discordtest.Reader(), discordtest.General, "quotes", nil)
	r.Await("the end of thinking", func() bool { return dropped.Acknowledged() && len(dropped.Messages()) == 0 })

	i := r.Command(discordtest.Reader(), discordtest.General, "ask", nil)
	r.Await("an acknowledgement", i.Acknowledged)
	r.stop()
	if got := i.Wait(1)[0].Text(); !strings.Contains(got, "Ask again") {
		t.Errorf("the answer is %q", got)
	}
	if err := r.end(t); err != nil {
		t.Errorf("Run = %v", err)
	}
}

// A file is what is to be followed: as a command's option, and beside a mention.
func TestFilesAreFollowed(t *testing.T) {
	t.Parallel()
	const file = "https://cdn.discord.example/attachments/1/2/mine.opml?ex=1&hm=2"
	r := start(t, echo)
	r.CommandWithFile(discordtest.Manager(), discordtest.General, "follow", map[string]string{"not": "sport"}, "file", file).Wait(1)
	for _, text := range []string{"follow not sport", "/Follow", "follow https://ledger.example/feed", "what did Okafor say"} {
		r.MentionWithFile(discordtest.Manager(), discordtest.General, text, file)
	}
	r.Await("five requests", func() bool { return len(r.asker.requests()) == 5 })
	var got []string
	for _, q := range r.asker.requests() {
		got = append(got, told(q))
	}
	want := []string{
		`follow file="` + file + `" not="sport"`,
		`follow file="` + file + `" not="sport"`,
		`follow file="` + file + `"`,
		`follow url="https://ledger.example/feed"`,
		`ask question="what did Okafor say"`,
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("asked\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
