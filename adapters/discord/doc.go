// Package discord lets people read Dateline in Discord: slash commands,
// mentions and direct messages come in over the gateway, posts go out as
// embeds over REST.
//
// Dateline reads only what is addressed to it. Discord hands a bot the text of
// direct messages and of messages that mention it without any privileged
// intent, so none is asked for.
// https://discord.com/developers/docs/events/gateway#message-content-intent
package discord
