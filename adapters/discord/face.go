package discord

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/dateline-bot/dateline/bot"
)

// A Face is Discord. It is safe for concurrent use.
type Face struct {
	cfg  Config
	log  *slog.Logger
	road road
	// rest is used for REST alone and never opened: the gateway has sessions
	// of its own, so that one which hangs can be left behind.
	rest *discordgo.Session
	pace *pace
	wait patience

	mu   sync.Mutex
	self string // the bot's user id; "" until it is known
}

var _ bot.Face = (*Face)(nil)

// patience bounds what the face waits for.
type patience struct {
	open    time.Duration // for a gateway to greet and welcome us
	silence time.Duration // for a gateway to say anything at all
	retry   time.Duration // before the first new attempt after a failure
	healthy time.Duration // how long a connection must hold to be called good
	grace   time.Duration // for answers that are under way when Run ends
}

// Discord asks for a heartbeat about every 41 seconds and answers each.
// https://discord.com/developers/docs/events/gateway#sending-heartbeats
func usualPatience() patience {
	return patience{
		open:    30 * time.Second,
		silence: 90 * time.Second,
		retry:   time.Second,
		healthy: time.Minute,
		grace:   3 * time.Second,
	}
}

// New returns a face for cfg, which must be enabled and valid. It does not
// touch the network. A nil log is silent.
func New(cfg Config, log *slog.Logger) (*Face, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if !cfg.Enabled() {
		return nil, bot.Problemf(bot.BadInput, "discord.token is not set. Copy it from the Bot page of https://discord.com/developers/applications, or leave Discord out.")
	}
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	base, err := url.Parse(strings.TrimSuffix(cfg.APIURL, "/"))
	if err != nil {
		return nil, err
	}
	f := &Face{
		cfg:  cfg,
		log:  log.With("face", "discord"),
		road: road{base: base, next: transport()},
		pace: newPace(),
		wait: usualPatience(),
	}
	if f.rest, err = f.session(); err != nil {
		return nil, err
	}
	return f, nil
}

// session returns a library session that never waits, retries or reconnects by
// itself and prints nothing: all of that is done here, where it ends with its
// context.
func (f *Face) session() (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + f.cfg.Token)
	if err != nil {
		return nil, err
	}
	s.LogLevel = discordgo.LogError - 1
	s.StateEnabled = false
	s.SyncEvents = true
	s.ShouldReconnectOnError = false
	s.ShouldReconnectVoiceOnSessionError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.UserAgent = "DiscordBot (https://github.com/dateline-bot/dateline, 1)"
	s.Client = &http.Client{Transport: f.road, Timeout: requestTimeout}
	return s, nil
}

func transport() *http.Transport {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		ForceAttemptHTTP2:   true,
		MaxIdleConnsPerHost: 8,
		IdleConnTimeout:     90 * time.Second,
		TLSHandshakeTimeout: 10 * time.Second,
	}
}

// requestTimeout bounds one REST request.
const requestTimeout = 20 * time.Second

// me returns the bot's own user id, which it asks Discord for once.
func (f *Face) me(ctx context.Context) (string, error) {
	f.mu.Lock()
	id := f.self
	f.mu.Unlock()
	if id != "" {
		return id, nil
	}
	var u user
	if err := f.call(ctx, request{method: "GET", path: "users/@me", bucket: "users/@me"}, &u); err != nil {
		return "", err
	}
	f.mu.Lock()
	f.self = u.ID
	f.mu.Unlock()
	return u.ID, nil
}

// A user as Discord tells of one.
type user struct {
	ID         string `json:"id"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"`
	Bot        bool   `json:"bot"`
}
