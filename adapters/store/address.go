package store

import (
	"net/url"
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// plainAddress returns the form of a web address that it shares with others
// that lead to the same article: without fragment and scheme, without the
// port that is the scheme's own, without what newsletters and social networks
// add to count clicks. It returns "" for "", and what it cannot read as it is.
func plainAddress(raw string) string {
	raw = strings.TrimSpace(raw)
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return raw
	}
	host := strings.ToLower(u.Host)
	switch u.Scheme {
	case "http":
		host = strings.TrimSuffix(host, ":80")
	case "https":
		host = strings.TrimSuffix(host, ":443")
	default:
		return raw
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	plain := "//" + host + path
	if q := bot.PlainQuery(u.RawQuery); q != "" {
		plain += "?" + q
	}
	// A fragment that begins so is a path of a page that draws itself.
	if strings.HasPrefix(u.Fragment, "!") || strings.HasPrefix(u.Fragment, "/") {
		plain += "#" + u.EscapedFragment()
	}
	return plain
}
