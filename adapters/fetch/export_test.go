package fetch

import (
	"net"
	"net/http"
	"time"
)

// NewWithResolver is New with names looked up by r.
func NewWithResolver(c Config, r *net.Resolver) (*http.Client, error) {
	return newClient(c, "1.2.3", r)
}

// SetTimeout shortens the total time of a client that New made, below what a
// Config may ask for.
func SetTimeout(c *http.Client, d time.Duration) { c.Transport.(*carrier).timeout = d }
