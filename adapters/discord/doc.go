// Package discord lets people read Dateline in Discord: slash commands,
// mentions and direct messages come in over the gateway, posts go out as
// embeds over REST.
//
// Dateline reads only what is addressed to it. Discord hands a bot the text of
// direct messages and of messages that mention it without any privileged
// intent, so none is asked for.
// https://discord.com/developers/docs/events/gateway#message-content-intent
//
// A part is posted at least once, reconciled: under its key as the nonce,
// which Discord enforces for some minutes, and with the key in small print at
// the end of its last footer, where Find reads it later. Discord itself keeps
// no nonce with a message.
package discord
