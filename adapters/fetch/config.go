package fetch

import (
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// A Config says what may be fetched. The zero Config is the default one.
type Config struct {
	// Allow lists networks in CIDR form that may be fetched from although
	// they are private or special, on any port. None by default.
	Allow []string `koanf:"allow"`
	// Contact is an address or URL in the User-Agent, by which a site's
	// operator can reach whoever runs this bot. The project's own by default.
	Contact string `koanf:"contact"`
	// Timeout limits one fetch in all: every redirect, and the body. 0 means
	// DefaultTimeout.
	Timeout time.Duration `koanf:"timeout"`
	// MaxBytes limits a body after decompression. 0 means DefaultMaxBytes.
	MaxBytes int64 `koanf:"max_bytes"`
	// PerMinute is how many fetches the whole program makes in a minute. 0
	// means DefaultPerMinute.
	PerMinute int `koanf:"per_minute"`
	// HostPerMinute is how many of them one host is asked for, beyond a first
	// few. Addresses in Allow are the operator's own and are asked for as
	// many as there are. 0 means DefaultHostPerMinute.
	HostPerMinute int `koanf:"host_per_minute"`
	// UserPerMinute is how many one person may cause by what they ask for. 0
	// means bot.UserFetches.
	UserPerMinute int `koanf:"user_per_minute"`
}

const (
	DefaultTimeout  = 20 * time.Second
	DefaultMaxBytes = 10_000_000
	DefaultContact  = "https://github.com/dateline-bot/dateline"

	DefaultPerMinute     = 3000 // 10,000 feeds at their own paces need some hundreds
	DefaultHostPerMinute = 120
)

// The limits of what a Config may ask for.
const (
	minTimeout, maxTimeout = time.Second, 5 * time.Minute
	minBytes, maxBytes     = 64_000, 1_000_000_000
	maxContact             = 200 // bytes
	mostPerMinute          = 100_000
)

// Default returns the Config with its defaults written out.
func Default() Config {
	return Config{Contact: DefaultContact, Timeout: DefaultTimeout, MaxBytes: DefaultMaxBytes, PerMinute: DefaultPerMinute, HostPerMinute: DefaultHostPerMinute, UserPerMinute: bot.UserFetches}
}

// Validate reports the first key whose value will not do, with what is allowed.
func (c Config) Validate() error {
	if _, err := c.prefixes(); err != nil {
		return err
	}
	if len(c.Contact) > maxContact || strings.ContainsFunc(c.Contact, func(r rune) bool { return r <= ' ' || r > '~' || r == '(' || r == ')' }) {
		return fmt.Errorf("fetch.contact: %q: must be an e-mail address or URL of at most %d printable ASCII characters without blanks or brackets", c.Contact, maxContact)
	}
	if c.Timeout != 0 && (c.Timeout < minTimeout || c.Timeout > maxTimeout) {
		return fmt.Errorf("fetch.timeout: %s: must be from %s to %s", c.Timeout, minTimeout, maxTimeout)
	}
	if c.MaxBytes != 0 && (c.MaxBytes < minBytes || c.MaxBytes > maxBytes) {
		return fmt.Errorf("fetch.max_bytes: %d: must be from %d to %d", c.MaxBytes, minBytes, maxBytes)
	}
	for _, k := range []struct {
		key string
		n   int
	}{{"per_minute", c.PerMinute}, {"host_per_minute", c.HostPerMinute}, {"user_per_minute", c.UserPerMinute}} {
		if k.n < 0 || k.n > mostPerMinute {
			return fmt.Errorf("fetch.%s: %d: must be from 1 to %d", k.key, k.n, mostPerMinute)
		}
	}
	return nil
}

// prefixes returns Allow as networks.
func (c Config) prefixes() ([]netip.Prefix, error) {
	var ps []netip.Prefix
	for _, s := range c.Allow {
		p, err := netip.ParsePrefix(strings.TrimSpace(s))
		if err != nil || p.Addr().Is4In6() {
			return nil, fmt.Errorf("fetch.allow: %q: must be a network in CIDR form, such as 192.168.7.0/24 or fd12:3456::/48 (a single host is 192.168.7.9/32)", s)
		}
		if p.Bits() == 0 {
			return nil, fmt.Errorf("fetch.allow: %q: opens every network there is; name the ones that are yours, such as 192.168.7.0/24", s)
		}
		ps = append(ps, p.Masked())
	}
	return ps, nil
}

// withDefaults returns c with its zero values replaced.
func (c Config) withDefaults() Config {
	d := Default()
	if c.Contact == "" {
		c.Contact = d.Contact
	}
	if c.Timeout == 0 {
		c.Timeout = d.Timeout
	}
	if c.MaxBytes == 0 {
		c.MaxBytes = d.MaxBytes
	}
	if c.PerMinute == 0 {
		c.PerMinute = d.PerMinute
	}
	if c.HostPerMinute == 0 {
		c.HostPerMinute = d.HostPerMinute
	}
	return c
}
