package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/adapters/console"
	"github.com/dateline-bot/dateline/adapters/store"
	"github.com/dateline-bot/dateline/bot"
)

// An opmlCmd is `dateline opml`.
type opmlCmd struct {
	Export opmlExportCmd `cmd:"" help:"Print what channels follow as OPML: each channel a folder, or one channel alone."`
	Import opmlImportCmd `cmd:"" help:"Have a channel follow the feeds that an OPML file names."`
}

// An opmlExportCmd is `dateline opml export`.
type opmlExportCmd struct {
	Channel string `help:"The channel as the log names it: slack/T024BE7LH/C024BE91L, discord/GUILD/CHANNEL, console//terminal." placeholder:"CHANNEL"`
}

// Run prints the OPML.
func (c *opmlExportCmd) Run(ctx context.Context, p *program, root *cli) error {
	l, err := p.load(root)
	if err != nil {
		return err
	}
	db, err := store.Connect(ctx, databasePath(l))
	if err != nil {
		return err
	}
	defer db.Close()
	follows := store.New(db, func(context.Context, *sql.Tx, bot.Job) error { return nil })
	groups, err := c.groups(ctx, follows)
	if err != nil {
		return err
	}
	b, err := bot.OPML("Dateline", time.Now(), groups)
	if err != nil {
		return err
	}
	_, err = p.stdout.Write(b)
	return err
}

// groups returns what is to be printed.
func (c *opmlExportCmd) groups(ctx context.Context, follows bot.Follows) ([]bot.OPMLGroup, error) {
	channels, err := follows.Followers(ctx)
	if err != nil {
		return nil, err
	}
	if c.Channel != "" {
		one, err := channelNamed(c.Channel)
		if err != nil {
			return nil, err
		}
		all, err := follows.Following(ctx, one)
		if err == nil && len(all) == 0 {
			err = followsNothing(c.Channel, channels)
		}
		return []bot.OPMLGroup{{Follows: all}}, err
	}
	if len(channels) == 0 {
		return nil, bot.Problemf(bot.BadInput, "No channel follows anything, so that there is nothing to export. /follow URL starts to.")
	}
	var groups []bot.OPMLGroup
	for _, ch := range channels {
		all, err := follows.Following(ctx, ch)
		if err != nil {
			return nil, err
		}
		groups = append(groups, bot.OPMLGroup{Name: ch.String(), Follows: all})
	}
	return groups, nil
}

func followsNothing(channel string, others []bot.Channel) error {
	names := make([]string, len(others))
	for i, c := range others {
		names[i] = c.String()
	}
	if len(names) == 0 {
		return bot.Problemf(bot.BadInput, "The channel %s follows nothing, and no other does. /follow URL starts to.", channel)
	}
	return bot.Problemf(bot.BadInput, "The channel %s follows nothing. These follow something: %s.", channel, strings.Join(names, ", "))
}

// channelNamed reads a channel as bot.Channel.String writes it.
func channelNamed(name string) (bot.Channel, error) {
	parts := strings.Split(name, "/")
	if len(parts) != 3 || parts[0] == "" || parts[2] == "" {
		return bot.Channel{}, bot.Problemf(bot.BadInput, "%s names no channel. Write it as the log does: slack/TEAM/CHANNEL, discord/GUILD/CHANNEL or console//terminal.", name)
	}
	return bot.Channel{Platform: parts[0], Workspace: parts[1], ID: parts[2]}, nil
}

// An opmlImportCmd is `dateline opml import`.
type opmlImportCmd struct {
	File    string `arg:"" help:"An OPML file, or - for standard input."`
	Channel string `help:"The channel that is to follow, as the log names it; the terminal's where none is named." placeholder:"CHANNEL" default:"console//terminal"`
}

// Run has the channel follow and prints what became of it. It ends with status
// 1 where a feed could not be followed.
func (c *opmlImportCmd) Run(ctx context.Context, p *program, root *cli) error {
	l, err := p.load(root)
	if err != nil {
		return err
	}
	channel, err := channelNamed(c.Channel)
	if err != nil {
		return err
	}
	opml, err := c.read(p.stdin)
	if err != nil {
		return err
	}
	log := p.logger(l)
	if p.interactive() {
		fmt.Fprintln(p.stderr, "Following what "+c.name()+" names. A site is asked for one feed at a time, so hundreds take minutes.")
	}
	h, err := build(ctx, l, nil, log)
	if err != nil {
		return err
	}
	defer h.close(log)
	result, err := h.bot.Import(ctx, channel, c.name(), opml)
	if err != nil {
		return err
	}
	if err := console.Render(p.stdout, result, p.look(l)); err != nil {
		return err
	}
	if len(result.Rows) > 0 {
		return &exitError{statusProblem, nil} // each has been told
	}
	return nil
}

func (c *opmlImportCmd) name() string {
	if c.File == "-" {
		return "that list"
	}
	return filepath.Base(c.File)
}

func (c *opmlImportCmd) read(stdin io.Reader) ([]byte, error) {
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return nil, fileProblem(c.File, err)
		}
		defer f.Close()
		stdin = f
	}
	b, err := io.ReadAll(io.LimitReader(stdin, maxInput))
	if err != nil {
		return nil, &bot.Problem{Kind: bot.BadInput, Message: "It cannot be read as a file. Give a file, not a folder.", Err: err}
	}
	return b, nil
}
