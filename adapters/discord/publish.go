package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/dateline-bot/dateline/bot"
)

// Publish posts one part. Discord drops a second message with the same key
// for some minutes (enforce_nonce); after that Find can tell whether the part
// stands. The first part that belongs in a thread makes it; where there can be
// none (direct messages, a thread itself, no permission) the part is a reply.
func (f *Face) Publish(ctx context.Context, c bot.Channel, p bot.Part, k bot.Key, parent bot.Receipt) (bot.Receipt, error) {
	var m message
	if err := json.Unmarshal(p.Payload, &m); err != nil {
		return "", fmt.Errorf("discord: part %s: %w", k, err)
	}
	m.mark(k)
	m.Nonce, m.EnforceNonce = nonce(k), true
	if p.InThread && parent != "" {
		m.ThreadName = cmp.Or(m.ThreadName, cut(line(p.Headline), maxThreadName))
		return f.under(ctx, c, m, parent)
	}
	return f.send(ctx, c.ID, m)
}

// nonce returns k as a nonce.
// https://discord.com/developers/docs/resources/message#create-message-jsonform-params
func nonce(k bot.Key) string { return string(k)[:min(len(k), maxNonce)] }

// send makes a message in a channel or thread. Where no answer comes it sends
// once more: with the same nonce Discord answers with the first message.
func (f *Face) send(ctx context.Context, channel string, m message) (bot.Receipt, error) {
	m.ThreadName = ""
	r := request{method: "POST", path: "channels/" + channel + "/messages", bucket: "channels/messages", key: channel, body: m}
	var made struct {
		ID string `json:"id"`
	}
	err := f.call(ctx, r, &made)
	if err != nil && m.EnforceNonce && unsure(err) && ctx.Err() == nil {
		f.log.Info("no answer to a message, sending it again under the same nonce", "channel", channel, "nonce", m.Nonce, "error", err)
		err = f.call(ctx, r, &made)
	}
	if err != nil {
		return "", told(err)
	}
	return bot.Receipt(made.ID), nil
}

// unsure reports whether err leaves open if the request was carried out.
func unsure(err error) bool {
	var refusal *apiError
	var retry *bot.RetryError
	return !errors.As(err, &refusal) && !errors.As(err, &retry)
}

// under posts m in the thread of the message parent, which has the message's
// own id, and makes that thread where it is not there yet.
// https://discord.com/developers/docs/resources/channel#start-thread-from-message
func (f *Face) under(ctx context.Context, c bot.Channel, m message, parent bot.Receipt) (bot.Receipt, error) {
	if c.Workspace == "" { // there are no threads in direct messages
		return f.reply(ctx, c, m, parent)
	}
	r, err := f.send(ctx, string(parent), m)
	if err == nil || !missing(err) {
		return r, err
	}
	err = f.call(ctx, request{
		method: "POST", path: "channels/" + c.ID + "/messages/" + string(parent) + "/threads",
		bucket: "channels/messages/threads", key: c.ID, body: map[string]string{"name": cmp.Or(m.ThreadName, "Dateline")},
	}, nil)
	if err == nil || refused(err, discordgo.ErrCodeThreadAlreadyCreatedForThisMessage) {
		if r, err = f.send(ctx, string(parent), m); err == nil || !missing(err) {
			return r, err
		}
	}
	var refusal *apiError
	if errors.As(err, &refusal) || missing(err) {
		f.log.Info("no thread, replying instead", "channel", c.ID, "error", err)
		return f.reply(ctx, c, m, parent)
	}
	return "", told(err)
}

// reply posts m in the channel, as a reply to parent.
func (f *Face) reply(ctx context.Context, c bot.Channel, m message, parent bot.Receipt) (bot.Receipt, error) {
	m.Reference = &reference{MessageID: string(parent)}
	return f.send(ctx, c.ID, m)
}

// missing reports whether err says that a channel or thread is not there or
// not open to us.
func missing(err error) bool {
	var p *bot.Problem
	return errors.As(err, &p) && p.Kind == bot.GoneChannel
}

// told turns refusals that a person can do something about into problems.
func told(err error) error {
	var e *apiError
	if !errors.As(err, &e) {
		return err
	}
	var retry *bot.RetryError
	switch {
	case errors.As(err, &retry):
		return err
	case e.Status == http.StatusUnauthorized:
		return badToken(err)
	case e.Code == discordgo.ErrCodeSendMessagesHasBeenTemporarilyDisabled:
		return &bot.RetryError{After: 10 * time.Minute, Err: err}
	case e.Status == http.StatusNotFound:
		return &bot.Problem{Kind: bot.GoneChannel, Message: "That Discord channel is no more, or Dateline was never in it. Invite Dateline and set the digest up where it should come.", Err: err}
	case e.Code == discordgo.ErrCodeCannotSendMessagesToThisUser:
		return &bot.Problem{Kind: bot.GoneChannel, Message: "That person takes no direct messages from Dateline. They can allow them in Discord's privacy settings.", Err: err}
	case e.Status == http.StatusForbidden:
		return &bot.Problem{Kind: bot.GoneChannel, Message: "Dateline may not write in that Discord channel. Give its role View Channel, Send Messages, Embed Links and Send Messages in Threads there.", Err: err}
	}
	return err
}

func badToken(err error) *bot.Problem {
	return &bot.Problem{Kind: bot.BadInput, Message: "Discord refuses discord.token. Reset it on the Bot page of https://discord.com/developers/applications and put the new one in the configuration.", Err: err}
}

// How far Find looks back. An unsure part is as old as the outage that made it
// so; older messages may bear the keys of a database that was since replaced.
const (
	historyPage  = 100 // https://discord.com/developers/docs/resources/message#get-channel-messages
	historyPages = 5
	historyAge   = 48 * time.Hour
)

// Find looks for a part by the key in its last footer, among the newest 500
// messages of the last two days in the thread, then in the channel.
func (f *Face) Find(ctx context.Context, c bot.Channel, k bot.Key, parent bot.Receipt) (bot.Receipt, error) {
	if parent != "" && c.Workspace != "" {
		r, err := f.search(ctx, string(parent), k)
		if err == nil || !missing(err) && !errors.Is(err, bot.ErrNotFound) {
			return r, err
		}
	}
	return f.search(ctx, c.ID, k)
}

// A standing message, as far as Find looks at it.
type standing struct {
	ID     string  `json:"id"`
	Author user    `json:"author"`
	Embeds []embed `json:"embeds"`
}

func (f *Face) search(ctx context.Context, channel string, k bot.Key) (bot.Receipt, error) {
	self, err := f.me(ctx)
	if err != nil {
		return "", told(err)
	}
	oldest := time.Now().Add(-historyAge)
	before := ""
	for range historyPages {
		path := "channels/" + channel + "/messages?limit=" + strconv.Itoa(historyPage)
		if before != "" {
			path += "&before=" + before
		}
		var page []standing
		if err := f.call(ctx, request{method: "GET", path: path, bucket: "channels/messages", key: channel}, &page); err != nil {
			return "", told(err)
		}
		for _, m := range page {
			if m.Author.ID == self && marked(m, k) {
				return bot.Receipt(m.ID), nil
			}
			before = m.ID
		}
		if len(page) < historyPage || made(before).Before(oldest) {
			break
		}
	}
	return "", fmt.Errorf("discord: no message with key %s in channel %s: %w", k, channel, bot.ErrNotFound)
}

// marked reports whether m bears k, as mark puts it.
func marked(m standing, k bot.Key) bool {
	if len(m.Embeds) == 0 {
		return false
	}
	last := m.Embeds[len(m.Embeds)-1].Footer
	return last != nil && (last.Text == string(k) || strings.HasSuffix(last.Text, markGap+string(k)))
}

// made returns when the thing with that id was made.
// https://discord.com/developers/docs/reference#snowflakes
func made(snowflake string) time.Time {
	t, err := discordgo.SnowflakeTimestamp(snowflake)
	if err != nil {
		return time.Now()
	}
	return t
}
