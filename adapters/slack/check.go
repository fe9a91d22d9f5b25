package slack

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// Check looks at what Slack makes of the configuration: both tokens and the
// scopes that the bot's has.
func (f *Face) Check(ctx context.Context) []bot.Check {
	return append(f.checkBotToken(ctx), f.checkAppToken(ctx))
}

func (f *Face) checkBotToken(ctx context.Context) []bot.Check {
	token := bot.Check{Name: "slack.bot_token"}
	r, err := f.api.AuthTestContext(ctx)
	if err != nil {
		token.Detail, token.Fix = trouble("slack.bot_token", "auth.test", err)
		return []bot.Check{token}
	}
	token.OK = true
	token.Detail = fmt.Sprintf("It is %s in the workspace %s.", oneLine(r.User), oneLine(r.Team))
	return []bot.Check{token, checkScopes(r.Header.Get("X-OAuth-Scopes"))}
}

// checkScopes compares the scopes that Slack tells with every answer to those
// of the manifest.
// https://docs.slack.dev/authentication/installing-with-oauth
func checkScopes(header string) bot.Check {
	c := bot.Check{Name: "slack scopes"}
	var has, lacks []string
	for s := range strings.SplitSeq(header, ",") {
		has = append(has, strings.TrimSpace(s))
	}
	for _, s := range scopes {
		if !slices.Contains(has, s.name) {
			lacks = append(lacks, fmt.Sprintf("%s (to %s)", s.name, s.why))
		}
	}
	if c.OK = len(lacks) == 0; c.OK {
		c.Detail = fmt.Sprintf("All %d scopes are there.", len(scopes))
		return c
	}
	c.Detail = "The bot lacks " + strings.Join(lacks, ", ") + "."
	c.Fix = "Paste the manifest that `dateline slack manifest` prints under App Manifest at https://api.slack.com/apps, then install the app again."
	return c
}

func (f *Face) checkAppToken(ctx context.Context) bot.Check {
	c := bot.Check{Name: "slack.app_token"}
	if _, _, err := f.api.StartSocketModeContext(ctx); err != nil {
		c.Detail, c.Fix = trouble("slack.app_token", "apps.connections.open", err)
		return c
	}
	c.OK, c.Detail = true, "Slack opens a Socket Mode connection with it."
	return c
}

// trouble tells what went wrong with a call and what to do.
func trouble(key, call string, err error) (detail, fix string) {
	if p := badToken(key, err); p != nil {
		return p.Message, "Set " + key + " to the token that your app's page shows."
	}
	err = explain(call, err)
	var retry *bot.RetryError
	if errors.As(err, &retry) {
		return fmt.Sprintf("Slack asks to come back in %s.", retry.After), "Try again then."
	}
	return fmt.Sprintf("Slack cannot be asked: %v.", err), "See that this machine reaches https://slack.com, or slack.api_url where it is set."
}
