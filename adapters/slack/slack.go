// Package slack is Dateline's face in Slack: it takes commands, mentions and
// direct messages over Socket Mode and shows posts as Block Kit.
package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"github.com/dateline-bot/dateline/bot"
)

// Platform is what bot.Channel.Platform says for Slack.
const Platform = "slack"

const (
	// requestTimeout bounds one call of Slack's Web API.
	requestTimeout = 30 * time.Second

	// metadataEvent is the event_type of the metadata that marks a part.
	// https://docs.slack.dev/messaging/message-metadata/
	metadataEvent = "dateline_part"
	metadataKey   = "key"
)

// A Face is one Slack app in one workspace. Its methods may be called from
// several goroutines at once.
type Face struct {
	cfg  Config
	log  *slog.Logger
	api  *slack.Client
	web  *http.Client
	pace pace

	mu       sync.Mutex
	self     identity // zero until Slack has told
	managers map[managerKey]managerEntry
	seen     map[string]time.Time // requests that were taken, and when
}

// An identity is who the bot is in its workspace.
type identity struct{ team, user, bot string }

var _ bot.Face = (*Face)(nil)

// New returns a face for the app that cfg names. It does not talk to Slack.
func New(cfg Config, log *slog.Logger) (*Face, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if !cfg.Enabled() {
		return nil, errors.New("slack: bot_token and app_token are not set")
	}
	f := &Face{
		cfg: cfg, log: log,
		web:      &http.Client{Timeout: requestTimeout, CheckRedirect: refuseRedirect},
		managers: make(map[managerKey]managerEntry),
		seen:     make(map[string]time.Time),
	}
	opts := []slack.Option{slack.OptionHTTPClient(f.web), slack.OptionAppLevelToken(cfg.AppToken)}
	if cfg.APIURL != "" {
		opts = append(opts, slack.OptionAPIURL(strings.TrimSuffix(cfg.APIURL, "/")+"/"))
	}
	f.api = slack.New(cfg.BotToken, opts...)
	return f, nil
}

// refuseRedirect keeps tokens from following wherever an answer points: Slack's
// Web API never redirects.
func refuseRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Parts renders p as the messages that it takes.
func (f *Face) Parts(p bot.Post) []bot.Part { return render(p) }

// Publish posts one part. Slack has no idempotency key: the part carries k in
// its metadata, by which Find tells whether an unsure attempt left it standing.
func (f *Face) Publish(ctx context.Context, c bot.Channel, p bot.Part, k bot.Key, parent bot.Receipt) (bot.Receipt, error) {
	opts, err := options(p.Payload)
	if err != nil {
		return "", err
	}
	opts = append(opts, slack.MsgOptionMetadata(slack.SlackMetadata{
		EventType: metadataEvent, EventPayload: map[string]any{metadataKey: string(k)},
	}))
	if p.InThread && parent != "" {
		opts = append(opts, slack.MsgOptionTS(string(parent)))
	}
	ts, err := f.post(ctx, c.ID, opts...)
	return bot.Receipt(ts), err
}

// post sends one message, no link of which is unfurled, at the pace that Slack
// allows a channel, and returns its timestamp, which is its id there.
func (f *Face) post(ctx context.Context, channel string, opts ...slack.MsgOption) (string, error) {
	if err := f.pace.wait(ctx, channel); err != nil {
		return "", fmt.Errorf("slack: chat.postMessage: %w", err)
	}
	opts = append(opts, slack.MsgOptionDisableMarkdown(), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
	_, ts, err := f.api.PostMessageContext(ctx, channel, opts...)
	if err != nil {
		return "", explain("chat.postMessage", err)
	}
	if ts == "" { // slack-go takes an answer with neither ok nor error for success
		return "", errors.New("slack: chat.postMessage: Slack's answer names no message")
	}
	return ts, nil
}

// A payload is a Part's: the fields of chat.postMessage that depend on what is
// shown alone.
type payload struct {
	Text   string            `json:"text"` // for notifications and screen readers
	Blocks []json.RawMessage `json:"blocks"`
}

// A rawBlock is a block that is rendered already. slack-go's own types add
// fields on the way which Slack's schema does not have.
type rawBlock struct{ json.RawMessage }

func (rawBlock) BlockType() slack.MessageBlockType { return "raw" }
func (rawBlock) ID() string                        { return "" }

// options returns how a payload is sent: nothing in it is parsed for names or
// links.
func options(raw json.RawMessage) ([]slack.MsgOption, error) {
	var p payload
	if err := json.Unmarshal(raw, &p); err != nil {
		return nil, fmt.Errorf("slack: a part's payload: %w", err)
	}
	blocks := make([]slack.Block, len(p.Blocks))
	for i, b := range p.Blocks {
		blocks[i] = rawBlock{b}
	}
	return []slack.MsgOption{
		slack.MsgOptionText(p.Text, false), // it is escaped already
		slack.MsgOptionBlocks(blocks...),
		slack.MsgOptionParse(false),
	}, nil
}
