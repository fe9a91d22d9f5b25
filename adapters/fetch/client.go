package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// What an answer may cost before its body.
const (
	maxRedirects   = 5
	maxHeaderBytes = 256 << 10
	dialTimeout    = 10 * time.Second
	tlsTimeout     = 10 * time.Second
)

// New returns the guarded client that c describes. Version is the program's,
// for the User-Agent. It fails where c is not valid.
func New(c Config, version string) (*http.Client, error) {
	return newClient(c, version, net.DefaultResolver)
}

func newClient(c Config, version string, r *net.Resolver) (*http.Client, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	c = c.withDefaults()
	allow, err := c.prefixes()
	if err != nil {
		return nil, err
	}
	g := newGuard(allow, r)
	return &http.Client{
		Transport: &carrier{
			guard:     g,
			pace:      newPace(c, allow),
			userAgent: fmt.Sprintf("Dateline/%s (+%s)", version, c.Contact),
			timeout:   c.Timeout,
			limit:     c.MaxBytes,
			base: &http.Transport{
				Proxy:                  nil, // a proxy's address would be checked in place of the page's
				DialContext:            g.dial,
				ForceAttemptHTTP2:      true,
				TLSHandshakeTimeout:    tlsTimeout,
				MaxResponseHeaderBytes: maxHeaderBytes,
				MaxIdleConns:           32,
				MaxConnsPerHost:        hostAtOnce,
				IdleConnTimeout:        30 * time.Second,
				DisableCompression:     true, // carrier decodes, so that it can count
			},
		},
		CheckRedirect: checkRedirect,
	}, nil
}

// checkRedirect ends a chain that is too long. Where each redirect leads is
// checked by the carrier, as any address is.
func checkRedirect(req *http.Request, via []*http.Request) error {
	if len(via) <= maxRedirects {
		return nil
	}
	p := bot.Problemf(bot.Unreachable, "%s redirects more than %d times without coming to a page. Open the link in a browser and give the address where it ends.", via[0].URL.Hostname(), maxRedirects)
	p.URL = via[0].URL.String()
	return p
}

// A carrier is a RoundTripper that carries one hop: it checks the address,
// names us, and limits what comes back.
type carrier struct {
	guard     *guard
	pace      *pace
	userAgent string
	timeout   time.Duration
	limit     int64 // bytes of body, after decompression
	base      http.RoundTripper
}

// RoundTrip carries req and returns an answer whose body is decoded and
// limited. Its errors are *bot.Problem unless the request was cancelled.
func (c *carrier) RoundTrip(req *http.Request) (*http.Response, error) {
	var end func()
	err := c.guard.checkURL(req.URL)
	if err == nil {
		end, err = c.pace.begin(req.Context(), req.URL)
	}
	if err != nil {
		if req.Body != nil {
			req.Body.Close()
		}
		return nil, err
	}
	ctx, cancel := context.WithDeadline(req.Context(), c.deadline(req))
	done := func() { cancel(); end() }
	context.AfterFunc(ctx, end) // whoever forgets to close the body
	out := req.Clone(ctx)
	out.Header.Set("User-Agent", c.userAgent)
	out.Header.Set("Accept-Encoding", acceptEncoding)
	resp, err := c.base.RoundTrip(out)
	if err != nil {
		err = problem(ctx, req.URL, err)
		done()
		return nil, err
	}
	c.pace.rest(req.URL, resp)
	if err := c.limitBody(ctx, done, resp); err != nil {
		resp.Body.Close()
		done()
		return nil, err
	}
	if resp.StatusCode/100 == 3 {
		end() // before what it redirects to, which may be the same host
	}
	return resp, nil
}

// deadline returns when one hop ends. A redirect has what the hop before
// it left: the time limit is for all of them together, but for the wait for
// their turn.
func (c *carrier) deadline(req *http.Request) time.Time {
	end := time.Now().Add(c.timeout)
	if last := req.Response; last != nil && last.Request != nil {
		if d, ok := last.Request.Context().Deadline(); ok && d.Before(end) {
			end = d
		}
	}
	return end
}

// CloseIdleConnections lets http.Client.CloseIdleConnections through.
func (c *carrier) CloseIdleConnections() {
	if t, ok := c.base.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

// isTimeout reports whether err came of time running out.
func isTimeout(err error) bool {
	var n net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &n) && n.Timeout()
}
