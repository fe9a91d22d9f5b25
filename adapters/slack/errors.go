package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/slack-go/slack"

	"github.com/dateline-bot/dateline/bot"
)

// goneReasons are the errors after which no message will stand in a channel
// until a person has done something about it.
// https://docs.slack.dev/reference/methods/chat.postMessage#errors
var goneReasons = map[string]string{
	"method_not_supported_for_channel_type": "Dateline is not in this channel. Invite it with /invite.",
	"channel_not_found":                     "Slack knows no such channel, or Dateline is not in it. Invite Dateline to the channel.",
	"not_in_channel":                        "Dateline is not in this channel. Invite it with /invite.",
	"is_archived":                           "This channel is archived. Unarchive it to be served again.",
	"account_inactive":                      "Dateline was removed from this workspace. Install it again.",
	"restricted_action":                     "Dateline is not allowed to write in this channel. Ask a workspace admin.",
	"restricted_action_read_only_channel": "Only some may write in this channel, and Dateline is none of them. " +
		"Ask a workspace admin.",
	"restricted_action_thread_only_channel": "This channel takes messages in threads alone. Choose another for Dateline.",
	"restricted_action_non_threadable_channel": "This channel takes no threads, which an edition needs. " +
		"Choose another for Dateline.",
}

// tokenReasons are the errors that say that a token will never do.
// https://docs.slack.dev/reference/methods/auth.test#errors
var tokenReasons = map[string]string{
	"invalid_auth":           "it is wrong or was replaced",
	"not_authed":             "it is empty",
	"account_inactive":       "the app was removed from the workspace",
	"token_revoked":          "it was revoked",
	"token_expired":          "it has expired",
	"not_allowed_token_type": "it is a token of another kind",
	"missing_scope":          "it lacks a scope",
	"no_permission":          "it lacks a permission",
}

// rateReasons are the errors by which Slack says 429 in a body.
var rateReasons = map[string]bool{"ratelimited": true, "rate_limited": true, "message_limit_exceeded": true}

// defaultRetry is how long to wait where Slack does not say.
const defaultRetry = 30 * time.Second

// explain turns the error of a call into what its caller decides on. It keeps
// the cause, without addresses: some hold secrets.
func explain(call string, err error) error {
	err = bare(err)
	var limited *slack.RateLimitedError
	var status slack.StatusCodeError
	var said slack.SlackErrorResponse
	switch {
	case errors.As(err, &limited):
		return &bot.RetryError{After: max(limited.RetryAfter, time.Second), Err: fmt.Errorf("slack: %s: %w", call, err)}
	case errors.As(err, &status) && status.Code == http.StatusTooManyRequests:
		return &bot.RetryError{After: defaultRetry, Err: fmt.Errorf("slack: %s: %w", call, err)}
	case errors.As(err, &said) && rateReasons[said.Err]:
		return &bot.RetryError{After: defaultRetry, Err: fmt.Errorf("slack: %s: %w", call, err)}
	case errors.As(err, &said) && goneReasons[said.Err] != "":
		return &bot.Problem{Kind: bot.GoneChannel, Message: goneReasons[said.Err], Err: fmt.Errorf("slack: %s: %w", call, err)}
	}
	return fmt.Errorf("slack: %s: %w", call, err)
}

// badToken returns the problem that err is with the token that key names, or
// nil where it is another error.
func badToken(key string, err error) *bot.Problem {
	var said slack.SlackErrorResponse
	if !errors.As(err, &said) || tokenReasons[said.Err] == "" {
		return nil
	}
	p := bot.Problemf(bot.BadInput, "Slack refuses %s: %s (%s). Copy it anew from your app's page at https://api.slack.com/apps.",
		key, tokenReasons[said.Err], said.Err)
	p.Err = bare(err)
	return p
}

// bare returns err without the address that *url.Error puts before it: the
// address of a response is a secret.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// patiently calls f again after each *bot.RetryError, as often as three times
// and within a minute each.
func patiently(ctx context.Context, f func() error) error {
	for try := 0; ; try++ {
		err := f()
		var retry *bot.RetryError
		if !errors.As(err, &retry) || try == 3 || retry.After > time.Minute {
			return err
		}
		if !sleep(ctx, retry.After) {
			return err
		}
	}
}

// sleep waits for d and reports whether it did: false where ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
