package discord

import (
	"net"
	"net/url"
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// defaultAPI is where Discord's API stands.
const defaultAPI = "https://discord.com"

// A Config says how Discord is reached. The zero Config leaves Discord off.
type Config struct {
	// Token is the bot's token, as the developer portal shows it, without
	// "Bot " before it.
	Token string `koanf:"token"`
	// APIURL replaces https://discord.com: a test server or a proxy. Paths
	// (/api/v9/…) are appended to it.
	APIURL string `koanf:"api_url"`
}

// Enabled reports whether there is a token to work with.
func (c Config) Enabled() bool { return c.Token != "" }

// Validate tells what is wrong with c, by the key's name. The token's own
// bytes are in none of its errors.
func (c Config) Validate() error {
	if strings.ContainsFunc(c.Token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return bot.Problemf(bot.BadInput, "discord.token holds a blank or a character that no token has. Copy it anew from the Bot page of https://discord.com/developers/applications, without “Bot ” before it.")
	}
	if c.APIURL == "" {
		return nil
	}
	u, err := url.Parse(c.APIURL)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return bot.Problemf(bot.BadInput, "discord.api_url %q is no web address. Leave it out for Discord itself, or give one like http://127.0.0.1:8080.", c.APIURL)
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return bot.Problemf(bot.BadInput, "discord.api_url takes a scheme, a host and a path, without user, query or fragment.")
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return bot.Problemf(bot.BadInput, "discord.api_url %q would send the token unencrypted to another machine. Use https there.", c.APIURL)
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
