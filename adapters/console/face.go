package console

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/charmbracelet/colorprofile"

	"github.com/dateline-bot/dateline/bot"
)

// Config is what a face stands on. Nothing is taken from the process itself:
// [Detect] finds it out.
type Config struct {
	In  io.Reader
	Out io.Writer

	// Interactive is true where people type; else In is a script.
	Interactive bool
	// Raw puts the terminal into raw mode, for line editing, and returns what
	// puts it back; nil where the terminal can only give whole lines.
	Raw func() (restore func() error, err error)
	// Size returns the terminal's columns and rows, 0 where it does not know;
	// nil is 80 by 24.
	Size func() (width, height int)

	Profile colorprofile.Profile
	Links   bool           // the terminal shows OSC 8 links
	Zone    *time.Location // for times; nil is UTC

	History  string // the file that remembers what was typed; "" for none
	Greeting string // shown before the first prompt; "" for none
	User     string // who sits before it; "" is "you"
	Log      *slog.Logger
}

// Options returns how posts are rendered for c's terminal.
func (c Config) Options() Options {
	var width int
	if c.Size != nil {
		width, _ = c.Size()
	}
	return Options{Width: width, Profile: c.Profile, Links: c.Links, Zone: c.Zone}
}

// Platform is the Platform of the terminal's channel.
const Platform = "console"

// Channel is the one channel that a terminal is.
func Channel() bot.Channel { return bot.Channel{Platform: Platform, ID: "terminal"} }

// A Face is a terminal. What is published stands in it at once, above the
// prompt where there is one.
type Face struct {
	cfg    Config
	screen *screen

	mu    sync.Mutex
	shown map[bot.Key]bot.Receipt
	count int
}

var _ bot.Face = (*Face)(nil)

// New returns a face; a nil Log logs nothing.
func New(cfg Config) *Face {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.User == "" {
		cfg.User = "you"
	}
	return &Face{cfg: cfg, screen: newScreen(cfg.Out), shown: map[bot.Key]bot.Receipt{}}
}

// Parts returns p as one part, in a form that is set for the terminal's width
// and colours when it is published.
func (f *Face) Parts(p bot.Post) []bot.Part {
	return []bot.Part{part(p, f.cfg.Options().zone())}
}

// Publish shows a part. A key that was shown by this face before is not shown
// again.
func (f *Face) Publish(ctx context.Context, c bot.Channel, p bot.Part, k bot.Key, _ bot.Receipt) (bot.Receipt, error) {
	if err := ctx.Err(); err != nil {
		return "", fmt.Errorf("console: %w", err)
	}
	if c != Channel() {
		return "", bot.Problemf(bot.GoneChannel, "The terminal has no channel %s.", c)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if r, ok := f.shown[k]; ok {
		return r, nil
	}
	var pg page
	if err := json.Unmarshal(p.Payload, &pg); err != nil {
		return "", fmt.Errorf("console: part %s: %w", k, err)
	}
	if err := f.screen.show(set(pg, f.cfg.Options())); err != nil {
		return "", fmt.Errorf("console: part %s: %w", k, err)
	}
	f.count++
	r := bot.Receipt("t" + strconv.Itoa(f.count))
	f.shown[k] = r
	return r, nil
}

// Find returns the receipt of what this face has shown under k. What an
// earlier process showed it cannot know.
func (f *Face) Find(ctx context.Context, c bot.Channel, k bot.Key, _ bot.Receipt) (bot.Receipt, error) {
	if err := ctx.Err(); err != nil {
		return "", fmt.Errorf("console: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if r, ok := f.shown[k]; ok && c == Channel() {
		return r, nil
	}
	return "", bot.ErrNotFound
}

// Writer returns a writer whose lines appear above the prompt without breaking
// it: for logs, which must not go to the terminal by another way while Run has
// it.
func (f *Face) Writer() io.Writer { return f.screen }

// Run serves what people type, or the script, until it ends, the person
// leaves or ctx is done. For a script it returns a *ScriptError where a
// command ended in a problem.
func (f *Face) Run(ctx context.Context, a bot.Asker) error {
	if !f.cfg.Interactive {
		return f.runScript(ctx, a)
	}
	if f.cfg.Raw == nil {
		return f.runLines(ctx, a)
	}
	return f.runPrompt(ctx, a)
}

// show renders p and shows it.
func (f *Face) show(p bot.Post) error {
	opt := f.cfg.Options()
	return f.screen.show(set(lay(p, opt.zone()), opt))
}

// request returns what was typed as a request.
func (f *Face) request(verb string, options map[string]string) bot.Request {
	return bot.Request{
		Channel: Channel(),
		User:    bot.User{ID: "terminal", Name: f.cfg.User, Manager: true},
		Verb:    verb, Options: options,
	}
}
