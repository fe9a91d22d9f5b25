package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/dateline-bot/dateline/bot"
)

// An incoming message, as far as it is read.
// https://discord.com/developers/docs/resources/message#message-object
type incoming struct {
	ID        string  `json:"id"`
	Type      int     `json:"type"`
	ChannelID string  `json:"channel_id"`
	GuildID   string  `json:"guild_id"`
	Author    user    `json:"author"`
	Member    *member `json:"member"`
	WebhookID string  `json:"webhook_id"`
	Content   string  `json:"content"`
	Mentions  []user  `json:"mentions"`

	Attachments []attachment `json:"attachments"`
}

// Message types that people write.
const (
	ordinary = 0
	aReply   = 19
)

// toUs returns what m says where it is for the bot with the given id: a direct
// message or one that mentions it, written by a person.
func (m *incoming) toUs(self string) (text string, ok bool) {
	if m.Author.Bot || m.Author.ID == self || m.WebhookID != "" || m.Type != ordinary && m.Type != aReply {
		return "", false
	}
	text = m.Content
	for _, mark := range []string{"<@" + self + ">", "<@!" + self + ">"} {
		text = strings.ReplaceAll(text, mark, " ")
	}
	mentioned := text != m.Content || slices.ContainsFunc(m.Mentions, func(u user) bool { return u.ID == self })
	return strings.TrimSpace(text), m.GuildID == "" || mentioned
}

// interpret reads what m says. A file beside follow is what is to be followed.
func (m *incoming) interpret(text string) (verb string, options map[string]string) {
	word, rest, _ := strings.Cut(text, " ")
	if len(m.Attachments) != 1 || !strings.EqualFold(strings.TrimPrefix(word, "/"), "follow") || strings.Contains(rest, "://") {
		return bot.Interpret(text)
	}
	verb, options, _ = bot.ParseLine("follow " + m.Attachments[0].URL + " " + rest) // what is wrong with rest Ask says
	options["file"] = options["url"]
	delete(options, "url")
	return verb, options
}

// typingFor is how long Discord shows that somebody types.
// https://discord.com/developers/docs/resources/channel#trigger-typing-indicator
const typingFor = 10 * time.Second

// mention answers m as a reply to it.
func (d *desk) mention(ctx context.Context, m incoming, text string) {
	r := bot.Request{
		ID:      m.ID,
		Channel: bot.Channel{Platform: "discord", Workspace: m.GuildID, ID: m.ChannelID},
		User:    bot.User{ID: m.Author.ID, Name: m.Author.name(""), Manager: m.GuildID == ""},
	}
	if m.Member != nil {
		r.User.Name = m.Author.name(m.Member.Nick)
	}
	r.Verb, r.Options = m.interpret(text)

	typing, stop := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() { d.typing(typing, m.ChannelID) })
	if c, ok := bot.CommandNamed(r.Verb); ok && m.GuildID != "" && (c.Managers || r.Verb == "digest") {
		manager, err := d.manager(ctx, m)
		if err != nil {
			d.face.log.Warn("somebody's permissions cannot be read, taking them for a reader", "channel", m.ChannelID, "error", err)
		}
		r.User.Manager = manager
	}
	sent := 0
	d.ask(ctx, r, func(ctx context.Context, p bot.Post) error {
		stop()
		return d.answerTo(ctx, m, p, &sent)
	})
	stop()
	wg.Wait()
	if sent > 0 || ctx.Err() == nil {
		return
	}
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), d.face.wait.grace)
	defer cancel()
	if err := d.answerTo(late, m, bot.Stopped(), &sent); err != nil {
		d.face.log.Info("a message was left without an answer", "id", m.ID, "error", err)
	}
}

// typing shows that an answer is on its way until ctx ends.
func (d *desk) typing(ctx context.Context, channel string) {
	for {
		err := d.face.call(ctx, request{method: "POST", path: "channels/" + channel + "/typing", bucket: "channels/typing", key: channel}, nil)
		if err != nil || sleep(ctx, typingFor-2*time.Second) != nil {
			return
		}
	}
}

// answerTo shows p as a reply to m. Sent counts the messages so far.
func (d *desk) answerTo(ctx context.Context, m incoming, p bot.Post, sent *int) error {
	ctx, cancel := outlast(ctx, d.face.wait.grace)
	defer cancel()
	c := bot.Channel{Platform: "discord", Workspace: m.GuildID, ID: m.ChannelID}
	var root bot.Receipt
	for _, part := range d.face.Parts(p) {
		var out message
		if err := json.Unmarshal(part.Payload, &out); err != nil {
			return fmt.Errorf("discord: %w", err)
		}
		out.Nonce, out.EnforceNonce = nonce(bot.Key("m"+m.ID+"."+strconv.Itoa(*sent))), true
		*sent++
		var r bot.Receipt
		err := patiently(ctx, func() (err error) {
			if part.InThread && root != "" {
				r, err = d.face.under(ctx, c, out, root)
			} else {
				r, err = d.face.reply(ctx, c, out, bot.Receipt(m.ID))
			}
			return err
		})
		if err != nil {
			return err
		}
		if root == "" {
			root = r
		}
	}
	return nil
}

// manager reports whether the author of m may configure its channel. A message
// says what roles its author has, not what they allow.
// https://discord.com/developers/docs/topics/permissions#permission-overwrites
func (d *desk) manager(ctx context.Context, m incoming) (bool, error) {
	var guild discordgo.Guild
	if err := d.face.call(ctx, request{method: "GET", path: "guilds/" + m.GuildID, bucket: "guilds", key: m.GuildID}, &guild); err != nil {
		return false, err
	}
	if guild.OwnerID == m.Author.ID {
		return true, nil
	}
	var channel discordgo.Channel
	for id := m.ChannelID; ; id = channel.ParentID {
		channel = discordgo.Channel{}
		if err := d.face.call(ctx, request{method: "GET", path: "channels/" + id, bucket: "channels", key: id}, &channel); err != nil {
			return false, err
		}
		if !channel.IsThread() || channel.ParentID == "" { // a thread has its channel's permissions
			break
		}
	}
	var roles []string
	if m.Member != nil {
		roles = m.Member.Roles
	}
	p := permissions(&guild, &channel, m.Author.ID, roles)
	return p&(discordgo.PermissionManageChannels|discordgo.PermissionAdministrator) != 0, nil
}

// permissions returns what a member with these roles may do in a channel: the
// roles' own, then the channel's overwrites for everyone, roles and members.
func permissions(g *discordgo.Guild, c *discordgo.Channel, user string, roles []string) int64 {
	var p int64
	for _, r := range g.Roles {
		if r.ID == g.ID || slices.Contains(roles, r.ID) { // the guild's id is everyone's role
			p |= r.Permissions
		}
	}
	if p&discordgo.PermissionAdministrator != 0 {
		return discordgo.PermissionAll
	}
	apply := func(concerns func(*discordgo.PermissionOverwrite) bool) {
		var deny, allow int64
		for _, o := range c.PermissionOverwrites {
			if concerns(o) {
				deny |= o.Deny
				allow |= o.Allow
			}
		}
		p = p&^deny | allow
	}
	apply(func(o *discordgo.PermissionOverwrite) bool { return o.ID == g.ID })
	apply(func(o *discordgo.PermissionOverwrite) bool {
		return o.Type == discordgo.PermissionOverwriteTypeRole && o.ID != g.ID && slices.Contains(roles, o.ID)
	})
	apply(func(o *discordgo.PermissionOverwrite) bool {
		return o.Type == discordgo.PermissionOverwriteTypeMember && o.ID == user
	})
	return p
}
