package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"golang.org/x/term"

	"github.com/dateline-bot/dateline/adapters/console"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/config"
)

// variable returns the value of an environment variable, "" where it is unset.
func (p *program) variable(name string) string {
	for _, pair := range p.environ {
		if v, ok := strings.CutPrefix(pair, name+"="); ok {
			return v
		}
	}
	return ""
}

// terminal returns what the console stands on.
func (p *program) terminal(l *config.Loaded, log *slog.Logger) console.Config {
	c := console.Detect(p.stdin, p.stdout, p.environ)
	c.Zone = location(l)
	c.Log = log
	c.History = filepath.Join(xdg.StateHome, "dateline", "history")
	c.Greeting = fmt.Sprintf("Dateline %s, with a built-in newsroom. Memory: %s\n/help lists the commands, /brief takes any article; Ctrl-D leaves.", version(), databasePath(l))
	return c
}

// look returns how posts are shown on standard output.
func (p *program) look(l *config.Loaded) console.Options {
	o := console.Detect(p.stdin, p.stdout, p.environ).Options()
	o.Zone = location(l)
	return o
}

// location returns the zone in which times are shown.
func location(l *config.Loaded) *time.Location {
	at, err := time.LoadLocation(zone(l))
	if err != nil {
		return time.UTC
	}
	return at
}

// interactive reports whether a person sits at standard input and output.
func (p *program) interactive() bool {
	return term.IsTerminal(int(p.stdin.Fd())) && term.IsTerminal(int(p.stdout.Fd()))
}

// zone returns the zone of digests that name none: the configured one, else
// the machine's, else UTC.
func zone(l *config.Loaded) string {
	if at, problem := bot.LoadZone(l.Zone); problem == nil {
		return at.String() // Load has refused what is no zone
	}
	if name := time.Local.String(); name != "Local" && name != "" {
		return name
	}
	// Go calls the zone of /etc/localtime "Local"; the link tells its name.
	if target, err := os.Readlink("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(target, "zoneinfo/"); ok {
			return name
		}
	}
	return "UTC"
}

// logger returns the log that l asks for, on standard error. The values of
// secrets never reach it, whatever a library puts into an error.
func (p *program) logger(l *config.Loaded) *slog.Logger {
	level := slog.LevelInfo
	if l.Log.Level != "" {
		_ = level.UnmarshalText([]byte(l.Log.Level)) // Validate has seen it
	} else if !l.Serves() {
		level = slog.LevelError // the terminal is for people
	}
	options := &slog.HandlerOptions{Level: level, ReplaceAttr: redact(l.Secrets())}
	if l.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(p.stderr, options))
	}
	return slog.New(slog.NewTextHandler(p.stderr, options))
}

// redact blots secrets out of everything that is logged as text or as an error.
func redact(secrets []string) func([]string, slog.Attr) slog.Attr {
	var pairs []string
	for _, s := range secrets {
		pairs = append(pairs, s, "[secret]")
	}
	blot := strings.NewReplacer(pairs...)
	return func(_ []string, a slog.Attr) slog.Attr {
		switch v := a.Value.Any().(type) {
		case string:
			a.Value = slog.StringValue(blot.Replace(v))
		case error:
			a.Value = slog.StringValue(blot.Replace(v.Error()))
		}
		return a
	}
}
