package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"github.com/dateline-bot/dateline/adapters/discord"
	"github.com/dateline-bot/dateline/adapters/feed"
	"github.com/dateline-bot/dateline/adapters/fetch"
	"github.com/dateline-bot/dateline/adapters/jobs"
	"github.com/dateline-bot/dateline/adapters/listen"
	"github.com/dateline-bot/dateline/adapters/newsroom"
	"github.com/dateline-bot/dateline/adapters/page"
	"github.com/dateline-bot/dateline/adapters/slack"
	"github.com/dateline-bot/dateline/adapters/store"
	"github.com/dateline-bot/dateline/adapters/websub"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/config"
)

// load reads the configuration that the command line and the environment name.
func (p *program) load(c *cli) (*config.Loaded, error) {
	flags := map[string]string{}
	for k, v := range c.Set {
		flags[k] = v
	}
	if c.Database != "" {
		flags["database"] = c.Database
	}
	path := c.Config
	if path == "" {
		path = p.variable("DATELINE_CONFIG")
	}
	l, err := config.Load(config.Input{Path: path, Environ: p.environ, Flags: flags})
	if err != nil {
		return nil, &exitError{statusProblem, fmt.Errorf("configuration: %w", err)}
	}
	return l, nil
}

// A web is the way out to the world's pages and feeds.
type web struct {
	client *http.Client
	reader bot.Reader
	feeds  *feed.Reader
}

// newWeb opens the guarded way out. Without a token the built-in newsroom
// stands on it as one more host, reached in process.
func newWeb(l *config.Loaded) (*web, error) {
	client, err := fetch.New(l.Fetch, version())
	if err != nil {
		return nil, err
	}
	if !l.Serves() {
		client.Transport = newsroom.Transport(client.Transport, time.Now())
	}
	return &web{client, page.New(client), feed.New(client)}, nil
}

// A house is the bot with an adapter at each of its doors.
type house struct {
	bot   *bot.Bot
	db    *store.DB
	store *store.Store
	queue *jobs.Queue
	door  *listen.Server
	path  string // of the database
}

// build puts the adapters at the bot's doors. Faces are by platform.
func build(ctx context.Context, l *config.Loaded, faces map[string]bot.Face, log *slog.Logger) (*house, error) {
	w, err := newWeb(l)
	if err != nil {
		return nil, err
	}
	path := databasePath(l)
	db, err := store.Connect(ctx, path)
	if err != nil {
		return nil, err
	}
	queue, err := jobs.New(ctx, db.Writer(), l.Jobs, log)
	if err != nil {
		return nil, closing(db, db.Problem(err))
	}
	memory := store.New(db, queue.InsertTx)
	var hubs bot.Hubs // none, where no hub could send to us
	if l.HTTP.PublicURL != "" {
		hubs = websub.New(w.client, l.HTTP.Public(websub.Path))
	}
	b := bot.New(bot.Doors{
		Reader: w.reader, Feeds: w.feeds,
		Follows: memory, Archive: memory, Digests: memory, Editions: memory, Reports: memory, Changes: memory, Imports: memory, Subscriptions: memory, Hubs: hubs,
		Jobs: queue, Faces: faces, Log: log, Zone: zone(l), UserFetches: l.Fetch.UserPerMinute,
	})
	door := listen.New(l.HTTP, log)
	door.Handle(websub.Path, websub.NewHandler(b, log))
	return &house{bot: b, db: db, store: memory, queue: queue, door: door, path: path}, nil
}

func closing(db *store.DB, err error) error {
	_ = db.Close() // the first error is the one to tell
	return err
}

// databasePath returns the file that is the bot's memory.
func databasePath(l *config.Loaded) string {
	if l.Database != "" {
		return l.Database
	}
	return filepath.Join(xdg.DataHome, "dateline", "dateline.db")
}

// platforms opens a face for each platform whose token is configured.
func platforms(l *config.Loaded, log *slog.Logger) (map[string]face, error) {
	faces := map[string]face{}
	if l.Slack.Enabled() {
		f, err := slack.New(l.Slack, log)
		if err != nil {
			return nil, err
		}
		faces["slack"] = f
	}
	if l.Discord.Enabled() {
		f, err := discord.New(l.Discord, log)
		if err != nil {
			return nil, err
		}
		faces["discord"] = f
	}
	return faces, nil
}

// A face is a bot.Face that can be run and checked.
type face interface {
	bot.Face
	Run(ctx context.Context, asker bot.Asker) error
	Check(ctx context.Context) []bot.Check
}
