package bot

import (
	"net/url"
	"strings"
	"unicode"
)

// ParseAddress reads the address of a page or feed as somebody typed it or as
// a page gave it, http or https only. Its error is a *Problem: of kind
// BadInput where raw is no full web address, of kind RefusedAddress where it
// is one that is not to be fetched: another scheme, user and password, or
// signs that one program reads as part of the host and another does not.
func ParseAddress(raw string) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	scheme, rest, ok := strings.Cut(raw, ":")
	web := strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")
	switch {
	case raw == "":
		return nil, Problemf(BadInput, "There is no address. Give one that begins with https://.")
	case strings.HasPrefix(raw, "//"):
		return nil, refused(raw, "It does not say whether it is http or https")
	case !ok || strings.ContainsAny(scheme, "./ ?#[@") || !web && isPort(rest):
		return nil, notAnAddress(raw)
	case !web:
		return nil, refused(raw, "Only http and https addresses are fetched")
	case !strings.HasPrefix(rest, "//"):
		return nil, refused(raw, "It names no host after "+scheme+"://")
	}
	authority, _, _ := strings.Cut(rest[2:], "/")
	if strings.ContainsAny(authority, "\\@") || strings.ContainsFunc(raw, unicode.IsControl) {
		return nil, refused(raw, "It holds signs that can hide which host is meant")
	}
	u, err := url.Parse(raw)
	if err != nil {
		p := notAnAddress(raw)
		p.Err = err
		return nil, p
	}
	if u.Hostname() == "" {
		return nil, refused(raw, "It names no host")
	}
	return u, nil
}

// PlainURL returns u as it is kept and compared: without its fragment and
// without what trackers add to its query. It returns "" for an address without
// a host; u may be nil.
func PlainURL(u *url.URL) string {
	if u == nil || u.Host == "" {
		return ""
	}
	c := *u
	c.Fragment, c.RawFragment, c.User = "", "", nil
	c.RawQuery, c.ForceQuery = PlainQuery(c.RawQuery), false
	return c.String()
}

// PlainQuery returns an address's raw query without what trackers add to it.
func PlainQuery(raw string) string {
	var kept []string
	for kv := range strings.SplitSeq(raw, "&") {
		if name, _, _ := strings.Cut(kv, "="); kv != "" && !isTracker(strings.ToLower(name)) {
			kept = append(kept, kv)
		}
	}
	return strings.Join(kept, "&")
}

// isTracker reports whether a query's parameter tells where a reader came from
// and nothing of what the page is: those of Google
// (https://support.google.com/analytics/answer/10917952), Meta, Microsoft,
// Mailchimp, and of some publishers' own shares.
func isTracker(name string) bool {
	switch name {
	case "fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "smid", "ns_campaign", "ns_mchannel", "ns_source", "at_medium", "at_campaign":
		return true
	}
	return strings.HasPrefix(name, "utm_")
}

// addressShown is how much of an address that was typed a message holds.
const addressShown = 80

func notAnAddress(raw string) *Problem {
	raw = anonymous(raw)
	p := Problemf(BadInput, "“%s” is no web address that can be read. Give a full one that begins with https://.", shorten(raw, addressShown))
	p.URL = raw
	return p
}

func refused(raw, why string) *Problem {
	raw = anonymous(raw)
	p := Problemf(RefusedAddress, "The address “%s” is not fetched. %s. Give a plain address that begins with https://.", shorten(raw, addressShown), why)
	p.URL = raw
	return p
}

// anonymous returns an address without the name and the password that stand in
// it: what is said of an address may be said in a channel.
func anonymous(raw string) string {
	scheme, rest, ok := strings.Cut(raw, "://")
	if !ok {
		return raw
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	at := strings.LastIndexByte(rest[:end], '@')
	if at < 0 {
		return raw
	}
	return scheme + "://…" + rest[at:]
}

// isPort reports whether s begins as the rest of host:port does.
func isPort(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
