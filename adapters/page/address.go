package page

import (
	"net/url"
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// canonicalURL returns the address that the article at u goes by: what the page
// says where that is on the same site, else u itself. Either comes without its
// fragment and without what trackers add. u may be nil.
func canonicalURL(u *url.URL, said string) string {
	if said != "" {
		c, err := url.Parse(strings.TrimSpace(said))
		if err == nil && u != nil {
			c = u.ResolveReference(c)
		}
		if err == nil && len(said) <= maxURL && (c.Scheme == "http" || c.Scheme == "https") && c.User == nil && c.Hostname() != "" && (u == nil || sameHost(c, u) && (len(c.Path) > 1 || len(u.Path) <= 1)) {
			return bot.PlainURL(c)
		}
	}
	return bot.PlainURL(u)
}

// maxURL is the longest address that a page is believed to go by, in bytes:
// what search engines take.
const maxURL = 2048

// sameHost reports whether a and b are one site's, whatever they are for: www,
// mobile, AMP.
func sameHost(a, b *url.URL) bool {
	return bareHost(a) == bareHost(b)
}

// siteOfHost returns u's host as a site's name, "" for none.
func siteOfHost(u *url.URL) string {
	if u == nil {
		return ""
	}
	return bareHost(u)
}

func bareHost(u *url.URL) string {
	h := strings.ToLower(u.Hostname())
	for _, p := range [...]string{"www.", "m.", "mobile.", "amp."} {
		h = strings.TrimPrefix(h, p)
	}
	return h
}
