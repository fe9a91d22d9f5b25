package main

import (
	"context"
	"io"
	"os"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/adapters/console"
	"github.com/dateline-bot/dateline/adapters/feed"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/config"
)

// A feedCmd is `dateline feed`.
type feedCmd struct {
	Source string `arg:"" help:"The URL of a feed or of a web page that has one, or a file."`
	Format string `enum:"text,json" default:"text" help:"text or json."`
}

// Run prints what the bot sees in the feed.
func (c *feedCmd) Run(ctx context.Context, p *program, root *cli) error {
	l, err := p.load(root)
	if err != nil {
		return err
	}
	h, err := c.harvest(ctx, l)
	if err != nil {
		return err
	}
	if c.Format == "text" {
		return console.Harvest(p.stdout, h, p.look(l))
	}
	b, err := feed.JSON(h)
	if err != nil {
		return err
	}
	_, err = p.stdout.Write(append(b, '\n'))
	return err
}

// harvest reads the feed from the web or from a file.
func (c *feedCmd) harvest(ctx context.Context, l *config.Loaded) (bot.Harvest, error) {
	lower := strings.ToLower(c.Source)
	if strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
		w, err := newWeb(l)
		if err != nil {
			return bot.Harvest{}, err
		}
		h, err := w.feeds.Harvest(ctx, bot.Feed{URL: c.Source})
		if err == nil {
			h.Feed = h.Paced(bot.Feed{}, true, time.Now())
		}
		return h, err
	}
	f, err := os.Open(c.Source)
	if err != nil {
		return bot.Harvest{}, fileProblem(c.Source, err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxInput))
	if err != nil {
		return bot.Harvest{}, &bot.Problem{Kind: bot.BadInput, Message: "It cannot be read as a file. Give a file, not a folder.", Err: err}
	}
	return feed.Parse("", b)
}
