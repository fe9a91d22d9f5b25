package websub

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// Path is where a Handler is mounted; a subscription's token follows it.
const Path = "/websub/"

// lease is how long a hub is asked to send. It may choose another time.
const lease = 10 * 24 * time.Hour

// A Client asks hubs to send.
type Client struct {
	http   *http.Client
	public string
}

var _ bot.Hubs = (*Client)(nil)

// New returns a Client that fetches with client. Public is the address at which
// hubs reach the Handler, Path with what stands before it.
func New(client *http.Client, public string) *Client { return &Client{client, public} }

// Subscribe asks s.Hub to send s.Topic. That it was asked says nothing of
// whether it will: it confirms that to the Handler. Its error is a *bot.Problem,
// unless ctx was cancelled. Section 5.1
func (c *Client) Subscribe(ctx context.Context, s bot.Subscription) error {
	form := url.Values{
		"hub.callback":      {c.public + s.Token},
		"hub.mode":          {"subscribe"},
		"hub.topic":         {s.Topic},
		"hub.secret":        {s.Secret},
		"hub.lease_seconds": {strconv.Itoa(int(lease / time.Second))},
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Hub, strings.NewReader(form.Encode()))
	if err != nil {
		return bot.Problemf(bot.BadInput, "The hub's address cannot be read.")
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)) // so that the connection serves again
	if resp.StatusCode/100 != 2 {
		p := bot.Problemf(bot.HTTPStatus, "The hub %s refused (%s).", req.URL.Hostname(), http.StatusText(resp.StatusCode))
		p.Status, p.Err = resp.StatusCode, fmt.Errorf("status %d", resp.StatusCode)
		return p
	}
	return nil
}
