package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"github.com/dateline-bot/dateline/bot"
)

// messageReply answers a mention or a direct message: in its thread, or in the
// conversation itself where thread is "".
func (f *Face) messageReply(channel, user, thread string, private bool) bot.Reply {
	return func(ctx context.Context, p bot.Post) error {
		thread := thread
		for _, part := range f.Parts(p) {
			if private && !direct(channel) {
				if err := f.whisper(ctx, channel, user, thread, part); err != nil {
					return err
				}
				continue
			}
			ts, err := f.say(ctx, channel, thread, part)
			if err != nil {
				return err
			}
			if thread == "" {
				thread = ts // further parts stand under the first
			}
		}
		return nil
	}
}

// say posts a part for all to see and returns its timestamp.
func (f *Face) say(ctx context.Context, channel, thread string, part bot.Part) (string, error) {
	opts, err := options(part.Payload)
	if err != nil {
		return "", err
	}
	if thread != "" {
		opts = append(opts, slack.MsgOptionTS(thread))
	}
	var ts string
	err = patiently(ctx, func() error {
		ts, err = f.post(ctx, channel, opts...)
		return err
	})
	return ts, err
}

// whisper shows a part to one user alone.
func (f *Face) whisper(ctx context.Context, channel, user, thread string, part bot.Part) error {
	opts, err := options(part.Payload)
	if err != nil {
		return err
	}
	if thread != "" {
		opts = append(opts, slack.MsgOptionTS(thread))
	}
	return patiently(ctx, func() error {
		if _, err := f.api.PostEphemeralContext(ctx, channel, user, opts...); err != nil {
			return explain("chat.postEphemeral", err)
		}
		return nil
	})
}

// A responder answers one slash command.
type responder struct {
	f     *Face
	cmd   slack.SlashCommand
	began time.Time

	mu   sync.Mutex
	uses int
}

// commandReply answers a slash command through its response_url, privately
// where the command or what went wrong is for whoever asked alone. What takes
// several messages is posted to the channel, where it can have a thread.
func (f *Face) commandReply(cmd slack.SlashCommand, private bool) bot.Reply {
	r := &responder{f: f, cmd: cmd, began: time.Now()}
	return func(ctx context.Context, p bot.Post) error {
		private := private
		if n, ok := p.(*bot.Notice); ok && n.Problem {
			private = true
		}
		parts := f.Parts(p)
		if len(parts) > 1 && !private {
			switch done, err := r.thread(ctx, parts); {
			case err != nil:
				return err
			case done:
				return nil
			}
		}
		for _, part := range parts {
			if err := r.respond(ctx, part, private); err != nil {
				return err
			}
		}
		return nil
	}
}

// thread posts parts to the channel, the first with the others below, and
// reports false where the bot may not write there.
func (r *responder) thread(ctx context.Context, parts []bot.Part) (bool, error) {
	top := ""
	for _, part := range parts {
		ts, err := r.f.say(ctx, r.cmd.ChannelID, top, part)
		var p *bot.Problem
		if top == "" && errors.As(err, &p) && p.Kind == bot.GoneChannel {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if top == "" {
			top = ts
		}
	}
	return true, nil
}

// errSpent is returned for a response_url that serves no more.
var errSpent = errors.New("slack: response_url: it is spent")

// respond shows a part through the response_url or, once that is spent, by the
// Web API.
func (r *responder) respond(ctx context.Context, part bot.Part, private bool) error {
	err := errSpent
	if r.take() {
		err = patiently(ctx, func() error { return r.f.respondTo(ctx, r.cmd.ResponseURL, part, private) })
	}
	switch {
	case !errors.Is(err, errSpent):
		return err
	case private:
		return r.f.whisper(ctx, r.cmd.ChannelID, r.cmd.UserID, "", part)
	}
	_, err = r.f.say(ctx, r.cmd.ChannelID, "", part)
	return err
}

// take reports whether the response_url serves once more.
func (r *responder) take() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cmd.ResponseURL == "" || r.uses >= responseURLUses || time.Since(r.began) >= responseURLLife {
		return false
	}
	r.uses++
	return true
}

// A response is what a response_url takes.
// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
type response struct {
	ResponseType    string            `json:"response_type"`
	Text            string            `json:"text"`
	Blocks          []json.RawMessage `json:"blocks"`
	ReplaceOriginal bool              `json:"replace_original"`
	UnfurlLinks     bool              `json:"unfurl_links"`
	UnfurlMedia     bool              `json:"unfurl_media"`
}

func (f *Face) respondTo(ctx context.Context, to string, part bot.Part, private bool) error {
	if u, err := url.Parse(to); err != nil || u.Host == "" || u.Scheme != "https" && f.cfg.APIURL == "" {
		return errors.New("slack: response_url: it is no https address")
	}
	var p payload
	if err := json.Unmarshal(part.Payload, &p); err != nil {
		return fmt.Errorf("slack: a part's payload: %w", err)
	}
	out := response{ResponseType: "in_channel", Text: p.Text, Blocks: p.Blocks}
	if private {
		out.ResponseType = "ephemeral"
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(encode(out)))
	if err != nil {
		return errors.New("slack: response_url: it is no address")
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := f.web.Do(req)
	if err != nil {
		return fmt.Errorf("slack: response_url: %w", bare(err))
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
	return responseError(resp, body)
}

// responseError tells how a response_url answered. It answers "ok" in plain
// text, and 404 with used_url or expired_url once it is spent.
func responseError(resp *http.Response, body []byte) error {
	switch {
	case resp.StatusCode == http.StatusOK:
		return nil
	case resp.StatusCode == http.StatusTooManyRequests:
		after := defaultRetry
		if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			after = time.Duration(max(1, s)) * time.Second
		}
		return &bot.RetryError{After: after, Err: errors.New("slack: response_url: too many requests")}
	case resp.StatusCode == http.StatusNotFound || resp.StatusCode == http.StatusGone ||
		bytes.Contains(body, []byte("used_url")) || bytes.Contains(body, []byte("expired_url")):
		return errSpent
	}
	return fmt.Errorf("slack: response_url: %s", resp.Status)
}
