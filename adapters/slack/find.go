package slack

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"github.com/dateline-bot/dateline/bot"
)

const (
	// findWindow is how far back an unsure attempt is looked for: longer than
	// an edition is retried.
	findWindow = 72 * time.Hour
	// findPages bounds the calls of one Find.
	findPages = 5
	// https://docs.slack.dev/reference/methods/conversations.history: at most
	// 200 are recommended.
	findPageSize = 200
)

// Find looks for the part with key k in the channel's history, or in the
// thread below parent where there is one. Only what the bot itself has written
// counts.
//
// Slack grants an app of one's own some 50 such calls a minute. An app that is
// distributed outside Slack's marketplace gets one a minute, with 15 messages:
// an edition that was interrupted then waits for minutes, and a part further
// back than that is posted a second time.
// https://docs.slack.dev/apis/web-api/rate-limits
func (f *Face) Find(ctx context.Context, c bot.Channel, k bot.Key, parent bot.Receipt) (bot.Receipt, error) {
	self, err := f.identify(ctx)
	if err != nil {
		return "", explain("auth.test", err)
	}
	oldest := strconv.FormatInt(time.Now().Add(-findWindow).Unix(), 10)
	cursor := ""
	for range findPages {
		page, next, err := f.page(ctx, c.ID, string(parent), oldest, cursor)
		if notIn(err) { // it may write in a public channel without being in it, but not read there
			if _, _, _, err = f.api.JoinConversationContext(ctx, c.ID); err != nil {
				return "", explain("conversations.join", err)
			}
			page, next, err = f.page(ctx, c.ID, string(parent), oldest, cursor)
		}
		if err != nil {
			return "", err
		}
		for _, m := range page {
			if marked(m, k) && (self.bot == "" || m.BotID == self.bot || m.User == self.user) {
				return bot.Receipt(m.Timestamp), nil
			}
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	return "", bot.ErrNotFound
}

// page returns one page of a channel's messages, the newest first, or of a
// thread's, the oldest first.
func (f *Face) page(ctx context.Context, channel, thread, oldest, cursor string) ([]slack.Message, string, error) {
	if thread != "" {
		msgs, _, next, err := f.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: channel, Timestamp: thread, Cursor: cursor, Limit: findPageSize, IncludeAllMetadata: true,
		})
		var said slack.SlackErrorResponse
		if errors.As(err, &said) && said.Err == "thread_not_found" {
			return nil, "", nil // its first message was deleted, and the thread with it
		}
		if err != nil {
			return nil, "", explain("conversations.replies", err)
		}
		return msgs, next, nil
	}
	h, err := f.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
		ChannelID: channel, Cursor: cursor, Oldest: oldest, Limit: findPageSize, IncludeAllMetadata: true,
	})
	if err != nil {
		return nil, "", explain("conversations.history", err)
	}
	return h.Messages, h.ResponseMetaData.NextCursor, nil
}

func notIn(err error) bool {
	var said slack.SlackErrorResponse
	return errors.As(err, &said) && said.Err == "not_in_channel"
}

func marked(m slack.Message, k bot.Key) bool {
	return m.Metadata.EventType == metadataEvent && m.Metadata.EventPayload[metadataKey] == string(k)
}

// identify returns who the bot is, asking Slack the first time.
func (f *Face) identify(ctx context.Context) (identity, error) {
	f.mu.Lock()
	self := f.self
	f.mu.Unlock()
	if self.user != "" {
		return self, nil
	}
	r, err := f.api.AuthTestContext(ctx)
	if err != nil {
		return identity{}, err
	}
	self = identity{team: r.TeamID, user: r.UserID, bot: r.BotID}
	f.mu.Lock()
	f.self = self
	f.mu.Unlock()
	return self, nil
}
