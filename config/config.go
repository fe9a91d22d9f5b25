// Package config puts together what an operator may set: defaults, then
// dateline.yaml, then the environment, then flags, each over the one before.
//
// The keys of an adapter are its own Config's; this package only composes them
// and refuses what it does not know.
package config

import (
	"github.com/dateline-bot/dateline/adapters/discord"
	"github.com/dateline-bot/dateline/adapters/fetch"
	"github.com/dateline-bot/dateline/adapters/jobs"
	"github.com/dateline-bot/dateline/adapters/listen"
	"github.com/dateline-bot/dateline/adapters/slack"
)

// A Config is everything that may be set. Keys are the koanf tags joined by
// dots: slack.bot_token.
type Config struct {
	// Database is a file's path, or "" for dateline.db in the user's data
	// directory.
	Database string         `koanf:"database"`
	Zone     string         `koanf:"zone"` // IANA zone of digests that name none; "" for the machine's
	Log      Log            `koanf:"log"`
	Fetch    fetch.Config   `koanf:"fetch"`
	HTTP     listen.Config  `koanf:"http"`
	Jobs     jobs.Config    `koanf:"jobs"`
	Slack    slack.Config   `koanf:"slack"`
	Discord  discord.Config `koanf:"discord"`
}

// Defaults returns the configuration of somebody who has set nothing.
func Defaults() Config {
	return Config{Log: Log{Format: "text"}, Fetch: fetch.Default(), Jobs: jobs.Default()}
}

// Serves reports whether a token is configured, so that dateline is a service
// and not a terminal program.
func (c Config) Serves() bool { return c.Slack.Enabled() || c.Discord.Enabled() }
