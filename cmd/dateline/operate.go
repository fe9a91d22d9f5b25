package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/adapters/slack"
	"github.com/dateline-bot/dateline/adapters/store"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/config"
)

// A slackCmd is `dateline slack`.
type slackCmd struct {
	Manifest manifestCmd `cmd:"" help:"Print the manifest to paste at api.slack.com/apps → Create New App → From a manifest."`
}

type manifestCmd struct{}

// Run prints the manifest.
func (manifestCmd) Run(p *program) error {
	b, err := slack.Manifest()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.stdout, strings.TrimRight(string(b), "\n"))
	return err
}

// A configCmd is `dateline config`.
type configCmd struct {
	Show showCmd `cmd:"" default:"1" help:"Print every key, its value and where that came from. Tokens are not shown."`
}

type showCmd struct{}

// Run prints the configuration.
func (showCmd) Run(p *program, root *cli) error {
	l, err := p.load(root)
	if err != nil {
		return err
	}
	return l.Show(p.stdout)
}

// A doctorCmd is `dateline doctor`.
type doctorCmd struct{}

// Run checks what it can and ends with status 1 where something is to be
// mended.
func (doctorCmd) Run(ctx context.Context, p *program, root *cli) error {
	l, err := p.load(root)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	checks := []bot.Check{checkFile(l), checkZone(l)}
	checks = append(checks, checkMemory(ctx, l)...)
	checks = append(checks, checkPlatforms(ctx, l, slog.New(slog.DiscardHandler))...)
	broken := 0
	for _, c := range checks {
		if !c.OK {
			broken++
		}
		if err := printCheck(p.stdout, c); err != nil {
			return err
		}
	}
	if broken == 0 {
		_, err := fmt.Fprintf(p.stdout, "\nAll %d checks are well.\n", len(checks))
		return err
	}
	return &exitError{statusProblem, fmt.Errorf("%d of %d checks want mending", broken, len(checks))}
}

func printCheck(w io.Writer, c bot.Check) error {
	mark := "ok  "
	if !c.OK {
		mark = "BAD "
	}
	_, err := fmt.Fprintf(w, "%s %-18s %s\n", mark, c.Name, c.Detail)
	if err == nil && c.Fix != "" {
		_, err = fmt.Fprintf(w, "     %-18s %s\n", "", c.Fix)
	}
	return err
}

func checkFile(l *config.Loaded) bot.Check {
	c := bot.Check{Name: "configuration", OK: true, Detail: "no file; defaults and the environment"}
	if l.Path != "" {
		c.Detail = l.Path
	}
	return c
}

func checkZone(l *config.Loaded) bot.Check {
	name := zone(l)
	c := bot.Check{Name: "zone", OK: true}
	at, err := time.LoadLocation(name)
	if err != nil {
		c.OK, c.Detail, c.Fix = false, name+" is no time zone", "Set zone to an IANA name such as Europe/Berlin."
		return c
	}
	c.Detail = fmt.Sprintf("%s, where it is %s", name, time.Now().In(at).Format("Mon 2 January, 15:04"))
	return c
}

// checkMemory opens the database, and lists the feeds that are in trouble.
func checkMemory(ctx context.Context, l *config.Loaded) []bot.Check {
	path := databasePath(l)
	db, err := store.Connect(ctx, path)
	if err != nil {
		return []bot.Check{{Name: "database", Detail: bot.AsProblem(err).Message, Fix: "Name another file with database, or free " + path + "."}}
	}
	defer db.Close()
	checks := []bot.Check{{Name: "database", OK: true, Detail: path}}
	never := func(context.Context, *sql.Tx, bot.Job) error { return errors.New("the doctor starts no work") }
	feeds, err := store.New(db, never).FeedsDue(ctx, time.Now().AddDate(1, 0, 0), 10_000)
	if err != nil {
		return append(checks, bot.Check{Name: "feeds", Detail: "The database does not list its feeds: " + bot.AsProblem(err).Message})
	}
	c := bot.Check{Name: "feeds", OK: true, Detail: fmt.Sprintf("%d followed", len(feeds))}
	var bad []string
	for _, f := range feeds {
		if f.Trouble != "" {
			bad = append(bad, f.URL+": "+f.Trouble)
		}
	}
	if len(bad) > 0 {
		c.OK, c.Detail, c.Fix = false, fmt.Sprintf("%d of %d in trouble: %s", len(bad), len(feeds), strings.Join(bad, "; ")), "Look at one with `dateline feed URL`; /unfollow what is gone."
	}
	return append(checks, c)
}

func checkPlatforms(ctx context.Context, l *config.Loaded, log *slog.Logger) []bot.Check {
	if !l.Serves() {
		return []bot.Check{{Name: "platforms", OK: true, Detail: "no token is configured: dateline runs in the terminal"}}
	}
	faces, err := platforms(l, log)
	if err != nil {
		return []bot.Check{{Name: "platforms", Detail: bot.AsProblem(err).Message}}
	}
	var checks []bot.Check
	for _, name := range []string{"slack", "discord"} {
		if f, ok := faces[name]; ok {
			checks = append(checks, f.Check(ctx)...)
		}
	}
	return checks
}
