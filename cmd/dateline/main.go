// Command dateline reads the news and tells a channel what happened and who
// said so: in a terminal, in Slack, in Discord, and every morning.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/dateline-bot/dateline/bot"
)

// Exit statuses.
const (
	statusOK      = 0
	statusProblem = 1 // something could not be done; standard error says what
	statusUsage   = 2 // the command line was wrong
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal does not wait
	p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, environ: os.Environ()}
	status := p.run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}

// A program is one run of dateline with all that it touches of the outside.
type program struct {
	stdin   *os.File
	stdout  *os.File
	stderr  io.Writer
	environ []string
}

// A cli is the command line.
type cli struct {
	Config   string            `help:"The configuration file; else ./dateline.yaml, else the user's configuration directory." placeholder:"FILE"`
	Database string            `help:"The database file; else dateline.db in the user's data directory." placeholder:"FILE"`
	Set      map[string]string `help:"Set a configuration key, such as --set fetch.allow=10.0.0.0/8. Tokens are never taken from flags." placeholder:"KEY=VALUE" mapsep:"none"`
	Version  bool              `help:"Print the version."`

	Serve  serveCmd  `cmd:"" default:"1" help:"Answer people: in Slack and Discord where tokens are configured, else here in the terminal."`
	Brief  briefCmd  `cmd:"" help:"Brief articles: URLs, files (.txt, .html, .json) or - for standard input."`
	Feed   feedCmd   `cmd:"" help:"Show what the bot sees in a feed."`
	Eval   evalCmd   `cmd:"" help:"Score the engine against articles that you labelled."`
	OPML   opmlCmd   `cmd:"" name:"opml" help:"Take what is followed in and out as OPML, which other readers read and write."`
	Slack  slackCmd  `cmd:"" help:"Slack's manifest."`
	Conf   configCmd `cmd:"" name:"config" help:"The configuration in force."`
	Doctor doctorCmd `cmd:"" help:"Check tokens, database, zones and feeds, and say what to do."`
}

// An exitError ends the run with a status and, unless it is silent, a message.
type exitError struct {
	status int
	err    error // nil where all has been said
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

// run does what args say and returns the exit status. It is all of main but
// the signals.
func (p *program) run(ctx context.Context, args []string) int {
	var c cli
	status, left := statusOK, false
	parser, err := kong.New(&c,
		kong.Name("dateline"),
		kong.Description("News briefings with every fact and quote in the source's own words."),
		kong.Writers(p.stdout, p.stderr),
		kong.Exit(func(code int) { status, left = code, true }),
		kong.UsageOnError(),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(p, &c),
	)
	if err != nil {
		fmt.Fprintln(p.stderr, "dateline:", err)
		return statusProblem
	}
	line, err := parser.Parse(args)
	switch {
	case left:
		return status
	case c.Version:
		fmt.Fprintln(p.stdout, "dateline", version())
		return statusOK
	case err != nil:
		fmt.Fprintf(p.stderr, "dateline: %v. `dateline --help` shows how it is used.\n", err)
		return statusUsage
	}
	return p.status(line.Run())
}

// status says on standard error what went wrong and returns the exit status.
func (p *program) status(err error) int {
	var exit *exitError
	switch {
	case err == nil:
		return statusOK
	case errors.As(err, &exit):
		if exit.err != nil {
			fmt.Fprintln(p.stderr, "dateline:", exit.err)
		}
		return exit.status
	case errors.Is(err, context.Canceled):
		return statusProblem
	}
	var problem *bot.Problem
	if errors.As(err, &problem) {
		fmt.Fprintln(p.stderr, "dateline:", problem.Message)
		return statusProblem
	}
	fmt.Fprintln(p.stderr, "dateline:", err)
	return statusProblem
}

// version tells which build this is.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
