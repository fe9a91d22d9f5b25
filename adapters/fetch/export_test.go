package fetch

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"time"
)

// NewWithResolver is New with names looked up by r.
func NewWithResolver(c Config, r *net.Resolver) (*http.Client, error) {
	return newClient(c, "1.2.3", r)
}

// SetTimeout shortens the total time of a client that New made, below what a
// Config may ask for.
func SetTimeout(c *http.Client, d time.Duration) { c.Transport.(*carrier).timeout = d }

// Begin waits for a client's turn to fetch u, and returns what ends the fetch.
func Begin(ctx context.Context, c *http.Client, u *url.URL) (end func(), err error) {
	return c.Transport.(*carrier).pace.begin(ctx, u)
}
