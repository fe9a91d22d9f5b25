package slack

import (
	"context"
	"strings"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"github.com/dateline-bot/dateline/bot"
)

// A received is something that a person asked for, and how it is answered.
type received struct {
	req     bot.Request
	problem *bot.Problem // what was wrong with it; it is then not asked
	reply   bot.Reply
}

// fromCommand reads a slash command: /brief TEXT, or /dateline VERB ….
// https://docs.slack.dev/interactivity/implementing-slash-commands
func (f *Face) fromCommand(cmd slack.SlashCommand, envelope string) received {
	line := typed(cmd.Text, "")
	switch {
	case cmd.Command == "/brief":
		line = "brief " + line
	case line == "":
		line = "help"
	}
	verb, options, problem := bot.ParseLine(line)
	id := cmd.TriggerID
	if id == "" {
		id = envelope
	}
	return received{
		req: bot.Request{
			ID: Platform + ":" + id, Channel: where(cmd.TeamID, cmd.ChannelID),
			User: bot.User{ID: cmd.UserID, Name: cmd.UserName}, Verb: verb, Options: options,
		},
		problem: problem,
		reply:   f.commandReply(cmd, private(verb)),
	}
}

// fromEvent reads a mention or a direct message, and reports false where it is
// neither or nobody's words: a bot's, an edit, a notice of Slack's own.
// https://docs.slack.dev/reference/events/app_mention,
// https://docs.slack.dev/reference/events/message.im
func (f *Face) fromEvent(e slackevents.EventsAPIEvent, self identity) (received, bool) {
	switch m := e.InnerEvent.Data.(type) {
	case *slackevents.AppMentionEvent:
		if m.BotID != "" || m.Edited != nil || m.User == "" || m.User == self.user {
			return received{}, false
		}
		thread := m.ThreadTimeStamp
		if thread == "" {
			thread = m.TimeStamp
		}
		return f.fromMessage(e.TeamID, m.Channel, m.User, m.TimeStamp, thread, typed(m.Text, self.user)), true
	case *slackevents.MessageEvent:
		if !m.IsIM() || m.SubType != "" || m.BotID != "" || m.User == "" || m.User == self.user ||
			m.Message != nil && (m.Message.BotID != "" || m.Message.Edited != nil) {
			return received{}, false
		}
		return f.fromMessage(e.TeamID, m.Channel, m.User, m.TimeStamp, m.ThreadTimeStamp, typed(m.Text, self.user)), true
	}
	return received{}, false
}

// fromMessage reads what somebody wrote in their own words. A message is its
// channel and timestamp, whatever event tells of it and however often.
func (f *Face) fromMessage(team, channel, user, ts, thread, words string) received {
	verb, options := bot.Interpret(words)
	return received{
		req: bot.Request{
			ID: Platform + ":" + channel + ":" + ts, Channel: where(team, channel),
			User: bot.User{ID: user}, Verb: verb, Options: options,
		},
		reply: f.messageReply(channel, user, thread, private(verb)),
	}
}

// where returns the channel as the bot knows it.
func where(team, channel string) bot.Channel {
	if direct(channel) {
		team = ""
	}
	return bot.Channel{Platform: Platform, Workspace: team, ID: channel}
}

// direct reports whether a channel is a direct message.
func direct(channel string) bool { return strings.HasPrefix(channel, "D") }

// private reports whether a command is answered to whoever asked alone.
func private(verb string) bool {
	for _, c := range bot.Commands() {
		if c.Name == verb {
			return c.Private
		}
	}
	return false
}

// configures reports whether a command may change how a channel is served, so
// that it matters who gives it.
func configures(verb string) bool {
	for _, c := range bot.Commands() {
		if c.Name == verb {
			return c.Managers || verb == "digest"
		}
	}
	return false
}

const (
	// seenLife is how long a request is remembered: Slack sends one again at
	// once, after a minute and after five.
	// https://docs.slack.dev/apis/events-api#retries
	seenLife = time.Hour
	// maxSeen bounds how many are.
	maxSeen = 10_000
)

// first reports whether the request with id comes for the first time.
func (f *Face) first(id string, now time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if at, ok := f.seen[id]; ok && now.Sub(at) < seenLife {
		return false
	}
	if len(f.seen) >= maxSeen {
		for k, at := range f.seen {
			if now.Sub(at) >= seenLife || len(f.seen) >= maxSeen {
				delete(f.seen, k)
			}
		}
	}
	f.seen[id] = now
	return true
}

// answer has asker answer r.
func (f *Face) answer(ctx context.Context, asker bot.Asker, r received) {
	if r.problem != nil {
		if err := r.reply(ctx, &bot.Notice{Text: r.problem.Message, Problem: true}); err != nil {
			f.log.WarnContext(ctx, "slack: an answer was not delivered", "request", r.req.ID, "error", err)
		}
		return
	}
	if configures(r.req.Verb) {
		r.req.User.Manager = f.manages(ctx, r.req.Channel.ID, r.req.User.ID)
	}
	answered := false
	asker.Ask(ctx, r.req, func(ctx context.Context, p bot.Post) error {
		answered = true
		return r.reply(ctx, p)
	})
	if !answered && ctx.Err() != nil {
		f.leave(ctx, r)
	}
}

// leave tells whoever asked that there will be no answer: Run ends.
func (f *Face) leave(ctx context.Context, r received) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaveTimeout)
	defer cancel()
	if err := r.reply(ctx, bot.Stopped()); err != nil {
		f.log.InfoContext(ctx, "slack: a request was left without an answer", "request", r.req.ID, "error", err)
	}
}
