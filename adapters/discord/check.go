package discord

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"github.com/dateline-bot/dateline/bot"
)

// needed is what Dateline's role must be allowed in a channel.
// https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags
const needed = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionEmbedLinks | discordgo.PermissionAttachFiles |
	discordgo.PermissionReadMessageHistory | discordgo.PermissionCreatePublicThreads | discordgo.PermissionSendMessagesInThreads

// InviteURL returns the address at which somebody invites the application with
// that id to their server.
// https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow
func InviteURL(app string) string {
	q := url.Values{"client_id": {app}, "scope": {"bot applications.commands"}, "permissions": {strconv.Itoa(needed)}}
	return defaultAPI + "/oauth2/authorize?" + q.Encode()
}

// Check tries what can be tried over REST: the token, the application, and
// whether the gateway lets the bot in.
func (f *Face) Check(ctx context.Context) []bot.Check {
	token := bot.Check{Name: "discord.token"}
	var me user
	if err := f.call(ctx, request{method: "GET", path: "users/@me", bucket: "users/@me"}, &me); err != nil {
		return append([]bot.Check{}, failed(token, err))
	}
	token.OK, token.Detail = true, "Signed in as "+me.name("")+"."

	app := bot.Check{Name: "discord application"}
	var a application
	if err := f.call(ctx, request{method: "GET", path: "applications/@me", bucket: "applications/@me"}, &a); err != nil {
		app = failed(app, err)
	} else {
		app.OK, app.Detail = true, a.Name+"; no privileged intent is needed. Invite it with "+InviteURL(a.ID)+"."
	}
	return []bot.Check{token, app, f.checkGateway(ctx)}
}

func (f *Face) checkGateway(ctx context.Context) bot.Check {
	c := bot.Check{Name: "discord gateway"}
	var g discordgo.GatewayBotResponse
	if err := f.call(ctx, request{method: "GET", path: "gateway/bot", bucket: "gateway/bot"}, &g); err != nil {
		return failed(c, err)
	}
	c.OK = true
	left := g.SessionStartLimit
	c.Detail = fmt.Sprintf("%d of %d session starts left.", left.Remaining, left.Total)
	switch {
	case g.Shards > 1:
		c.OK = false
		c.Detail = fmt.Sprintf("Discord wants %d shards; Dateline serves one.", g.Shards)
		c.Fix = "Run a second bot for some of the servers."
	case left.Total > 0 && left.Remaining == 0:
		c.OK = false
		c.Fix = "Wait until tomorrow: Discord counts session starts by the day. Something connects again and again; the log says why."
	}
	return c
}

// failed fills in what went wrong and what to do.
func failed(c bot.Check, err error) bot.Check {
	var p *bot.Problem
	if errors.As(told(err), &p) && p.Kind != bot.GoneChannel {
		c.Detail, c.Fix = "Discord refuses discord.token.", p.Message
		return c
	}
	c.Detail = "Discord did not answer: " + err.Error() + "."
	c.Fix = "Check that this machine reaches " + defaultAPI + ", and discord.api_url where it is set."
	return c
}
