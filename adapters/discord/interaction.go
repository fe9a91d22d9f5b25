package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/dateline-bot/dateline/bot"
)

// An interaction is a slash command that somebody used. Only what is needed is
// read, so that nothing new in it can make it unreadable.
// https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
type interaction struct {
	ID        string `json:"id"`
	App       string `json:"application_id"`
	Type      int    `json:"type"`
	Token     string `json:"token"`
	GuildID   string `json:"guild_id"`
	ChannelID string `json:"channel_id"`
	Member    *struct {
		member
		User        user   `json:"user"`
		Permissions string `json:"permissions"` // in the channel, as a number in decimal
	} `json:"member"`
	User *user `json:"user"` // in a direct message
	Data struct {
		Name    string `json:"name"`
		Options []struct {
			Type  int             `json:"type"`
			Name  string          `json:"name"`
			Value json.RawMessage `json:"value"`
		} `json:"options"`
		Resolved struct {
			Attachments map[string]attachment `json:"attachments"` // by id
		} `json:"resolved"`
	} `json:"data"`
}

// An attachment is a file that somebody has uploaded.
// https://discord.com/developers/docs/resources/message#attachment-object
type attachment struct {
	URL string `json:"url"` // for a day, to whoever has it
}

// A member is what somebody is in a guild.
type member struct {
	Nick  string   `json:"nick"`
	Roles []string `json:"roles"`
}

const (
	applicationCommand  = 2 // an interaction's type
	deferredMessage     = 5 // an answer's: "Dateline is thinking…"
	interactionLifetime = 15 * time.Minute
)

// request reads i as the bot's own.
func (i *interaction) request() bot.Request {
	r := bot.Request{
		ID:      i.ID,
		Channel: bot.Channel{Platform: "discord", Workspace: i.GuildID, ID: i.ChannelID},
		Verb:    i.Data.Name,
		Options: map[string]string{},
	}
	switch {
	case i.Member != nil:
		r.User = bot.User{ID: i.Member.User.ID, Name: i.Member.User.name(i.Member.Nick), Manager: manages(i.Member.Permissions)}
	case i.User != nil:
		r.User = bot.User{ID: i.User.ID, Name: i.User.name(""), Manager: i.GuildID == ""}
	}
	for _, o := range i.Data.Options {
		var s string
		if json.Unmarshal(o.Value, &s) != nil {
			s = string(o.Value) // a number or a truth value
		}
		if o.Type == int(discordgo.ApplicationCommandOptionAttachment) {
			s = i.Data.Resolved.Attachments[s].URL
		}
		if s = strings.TrimSpace(s); s != "" {
			r.Options[o.Name] = s
		}
	}
	return r
}

// manages reports whether permissions, a number in decimal, let their holder
// configure a channel.
// https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
func manages(permissions string) bool {
	p, err := strconv.ParseUint(permissions, 10, 64)
	return err == nil && p&(discordgo.PermissionManageChannels|discordgo.PermissionAdministrator) != 0
}

func (u *user) name(nick string) string {
	for _, n := range []string{nick, u.GlobalName, u.Username} {
		if n = line(n); n != "" {
			return n
		}
	}
	return ""
}

// command acknowledges i at once and then has it answered.
func (d *desk) command(ctx context.Context, i interaction) {
	c, _ := bot.CommandNamed(i.Data.Name)
	a := &answer{desk: d, i: i, private: c.Private, came: time.Now()}
	if err := a.acknowledge(ctx); err != nil {
		if !refused(err, discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged) { // it came twice
			d.face.log.Warn("a command could not be acknowledged", "command", i.Data.Name, "id", i.ID, "error", err)
		}
		return
	}
	d.ask(ctx, i.request(), a.reply)
	a.finish(ctx)
}

// An answer is what one interaction is told.
type answer struct {
	desk    *desk
	i       interaction
	private bool
	came    time.Time

	mu   sync.Mutex
	sent int // messages so far
}

// acknowledge tells Discord, which waits three seconds, that an answer comes.
// It does so even while Run ends: finish then says why there is none.
func (a *answer) acknowledge(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), discordgo.InteractionDeadline)
	defer cancel()
	r := request{
		method: "POST", path: "interactions/" + a.i.ID + "/" + a.i.Token + "/callback",
		bucket: "interactions/callback", key: a.i.ID, free: true,
		body: map[string]any{"type": deferredMessage, "data": map[string]any{"flags": a.flags()}},
	}
	err := a.desk.face.call(ctx, r, nil)
	if err == nil || !unsure(err) || ctx.Err() != nil {
		return err
	}
	if err = a.desk.face.call(ctx, r, nil); refused(err, discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged) {
		return nil // the first had arrived
	}
	return err
}

func (a *answer) flags() int {
	if a.private {
		return ephemeral
	}
	return 0
}

// reply shows p: in place of "thinking…" first, then in messages after it.
func (a *answer) reply(ctx context.Context, p bot.Post) error {
	ctx, cancel := outlast(ctx, a.desk.face.wait.grace)
	defer cancel()
	a.mu.Lock()
	defer a.mu.Unlock()
	var root bot.Receipt
	for _, part := range a.desk.face.Parts(p) {
		var m message
		if err := json.Unmarshal(part.Payload, &m); err != nil {
			return fmt.Errorf("discord: %w", err)
		}
		r, err := a.post(ctx, m, part.InThread, root)
		if err != nil {
			return err
		}
		if root == "" {
			root = r
		}
		a.sent++
	}
	return nil
}

// post sends one message: while the interaction lives by its token, later as a
// message of the bot's own. What one person alone may see is never sent so.
func (a *answer) post(ctx context.Context, m message, inThread bool, root bot.Receipt) (bot.Receipt, error) {
	if inThread && root != "" && !a.private && a.i.GuildID != "" {
		if r, err := a.threaded(ctx, m, root); err == nil {
			return r, nil
		} else if !errors.As(err, new(*bot.Problem)) {
			return "", err
		}
	}
	if time.Since(a.came) < interactionLifetime {
		r, err := a.hook(ctx, m)
		if err == nil || !expired(err) {
			return r, err
		}
	}
	if a.private {
		return "", errors.New("discord: the answer to a private command came after the 15 minutes that Discord waits")
	}
	m.Nonce, m.EnforceNonce = a.nonce(), true
	var out bot.Receipt
	err := patiently(ctx, func() (err error) {
		out, err = a.desk.face.send(ctx, a.i.ChannelID, m)
		return err
	})
	return out, err
}

// threaded puts m into the thread under root.
func (a *answer) threaded(ctx context.Context, m message, root bot.Receipt) (out bot.Receipt, err error) {
	m.Nonce, m.EnforceNonce = a.nonce(), true
	c := bot.Channel{Platform: "discord", Workspace: a.i.GuildID, ID: a.i.ChannelID}
	err = patiently(ctx, func() error {
		out, err = a.desk.face.under(ctx, c, m, root)
		return err
	})
	return out, err
}

func (a *answer) nonce() string { return nonce(bot.Key("i" + a.i.ID + "." + strconv.Itoa(a.sent))) }

// hook sends m by the interaction's token: the first in place of "thinking…".
// https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
func (a *answer) hook(ctx context.Context, m message) (bot.Receipt, error) {
	m.ThreadName = ""
	r := request{
		method: "PATCH", path: "webhooks/" + a.i.App + "/" + a.i.Token + "/messages/@original",
		bucket: "webhooks/messages", key: a.i.ID, body: m,
	}
	if a.sent > 0 {
		m.Flags = a.flags()
		r.method, r.path, r.body = "POST", "webhooks/"+a.i.App+"/"+a.i.Token, m
	}
	var made struct {
		ID string `json:"id"`
	}
	err := patiently(ctx, func() error { return a.desk.face.call(ctx, r, &made) })
	return bot.Receipt(made.ID), err
}

// expired reports whether err says that an interaction's token is no more.
func expired(err error) bool {
	var e *apiError
	return errors.As(err, &e) && (e.Status == http.StatusNotFound || e.Status == http.StatusUnauthorized ||
		e.Code == discordgo.ErrCodeInvalidWebhookTokenProvided)
}

// finish sees to it that nobody is left with "thinking…".
func (a *answer) finish(ctx context.Context) {
	a.mu.Lock()
	unanswered := a.sent == 0
	a.mu.Unlock()
	if !unanswered {
		return
	}
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), a.desk.face.wait.grace)
	defer cancel()
	if ctx.Err() != nil {
		if err := a.reply(late, bot.Stopped()); err != nil {
			a.desk.face.log.Info("a command was left without an answer", "command", a.i.Data.Name, "id", a.i.ID, "error", err)
		}
		return
	}
	r := request{
		method: "DELETE", path: "webhooks/" + a.i.App + "/" + a.i.Token + "/messages/@original",
		bucket: "webhooks/messages", key: a.i.ID,
	}
	if err := a.desk.face.call(late, r, nil); err != nil {
		a.desk.face.log.Warn("a command got no answer", "command", a.i.Data.Name, "id", a.i.ID, "error", err)
	}
}
