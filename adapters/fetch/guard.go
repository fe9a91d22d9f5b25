package fetch

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"

	"code.dny.dev/ssrf"
	"golang.org/x/net/idna"

	"github.com/dateline-bot/dateline/bot"
)

// azureWire is Azure's WireServer, a public address that is reached from inside
// its machines only and hands out their secrets.
// https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
const azureWire = "168.63.129.16/32"

// A guard decides which addresses are fetched from.
type guard struct {
	allow  []netip.Prefix // opened by the operator, ports included
	safe   *ssrf.Guardian // for all others
	dialer net.Dialer
}

func newGuard(allow []netip.Prefix, r *net.Resolver) *guard {
	return &guard{
		allow:  allow,
		safe:   ssrf.New(ssrf.WithDeniedV4Prefixes(netip.MustParsePrefix(azureWire))),
		dialer: net.Dialer{Timeout: dialTimeout, Resolver: r},
	}
}

// checkURL refuses what can be refused by an address's form, before any name is
// looked up: other schemes, user names, literal addresses and ports that are
// not for fetching, and hosts written so as to hide what they are.
func (g *guard) checkURL(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return refuse(u, "only http and https are fetched")
	case u.User != nil:
		return refuse(u, "it carries a user name, which can hide the host")
	case u.Opaque != "" || u.Hostname() == "":
		return refuse(u, "it names no host")
	}
	port, err := portOf(u)
	if err != nil {
		return refuse(u, "it has no valid port")
	}
	host, err := plainHost(u.Hostname())
	if err != nil {
		return refuse(u, "its host is no valid name")
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		if addr.Zone() != "" {
			return refuse(u, "it names a network interface of this machine")
		}
		if err := g.check(netip.AddrPortFrom(addr, port)); err != nil {
			return refuse(u, reason(err))
		}
		return nil
	}
	if endsInNumber(host) {
		return refuse(u, "its host is a number in a form that hides the address")
	}
	if len(g.allow) > 0 {
		return nil // where the name leads is for dial to judge, its port too
	}
	if port != 80 && port != 443 {
		return refuse(u, "only ports 80 and 443 are fetched from")
	}
	if isLocalName(host) {
		return refuse(u, "that name is one of a private network")
	}
	return nil
}

// check refuses an address and port, with an error of package ssrf.
func (g *guard) check(ap netip.AddrPort) error {
	plain := ap.Addr().Unmap()
	if slices.ContainsFunc(g.allow, func(p netip.Prefix) bool { return p.Contains(plain) }) {
		return nil
	}
	if err := g.safe.SafeAddr(ap.Addr()); err != nil {
		return err // what people can do something about, rather than the port
	}
	if inner, ok := tunnelled(ap.Addr()); ok && g.safe.SafeAddr(inner) != nil {
		return ssrf.ErrProhibitedIP
	}
	return g.safe.SafeAddrPort(ap)
}

// tunnelled returns the IPv4 address that an IPv6 one of any network leads to
// by ISATAP: RFC 5214 section 6.1.
func tunnelled(addr netip.Addr) (netip.Addr, bool) {
	b := addr.As16()
	if addr.Is4() || b[8]&^2 != 0 || b[9] != 0 || b[10] != 0x5e || b[11] != 0xfe {
		return netip.Addr{}, false
	}
	return netip.AddrFrom4([4]byte(b[12:])), true
}

// dial connects to addr, and to no address on the way that check refuses. A
// name that leads to a refused address alone, or to it among dead ones, is
// refused rather than unreachable.
func (g *guard) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	var refused atomic.Pointer[bot.Problem]
	d := g.dialer
	d.Control = func(network, address string, _ syscall.RawConn) error {
		ap, err := netip.ParseAddrPort(address)
		if err == nil && network != "tcp4" && network != "tcp6" {
			err = ssrf.ErrProhibitedNetwork
		}
		if err == nil {
			err = g.check(ap)
		}
		if err == nil {
			return nil
		}
		host, _, _ := net.SplitHostPort(addr)
		p := refuse(&url.URL{Host: host}, "its name leads there, and "+reason(err))
		p.Err = err
		refused.Store(p)
		return p
	}
	conn, err := d.DialContext(ctx, network, addr)
	if err != nil && refused.Load() != nil {
		return nil, refused.Load()
	}
	return conn, err
}

func refuse(u *url.URL, why string) *bot.Problem {
	p := bot.Problemf(bot.RefusedAddress, "That address (%s) is not fetched: %s. Give a public address, or paste the article's text; an operator can open their own network with fetch.allow.", shown(u), why)
	p.URL = u.Redacted()
	return p
}

// reason puts an error of package ssrf in words.
func reason(err error) string {
	if errors.Is(err, ssrf.ErrProhibitedPort) {
		return "only ports 80 and 443 are fetched from"
	}
	return "it is on a private or special network"
}

// shown returns what to call u in a message.
func shown(u *url.URL) string {
	s := u.Hostname()
	if s == "" {
		s = u.Scheme + ":"
	}
	if len(s) > 80 {
		s = strings.ToValidUTF8(s[:80], "") + "…"
	}
	return s
}

func portOf(u *url.URL) (uint16, error) {
	s := u.Port()
	switch {
	case s == "" && u.Scheme == "https":
		return 443, nil
	case s == "":
		return 80, nil
	}
	n, err := strconv.ParseUint(s, 10, 16)
	return uint16(n), err
}

// plainHost returns host as it will be looked up: in ASCII, with other scripts'
// digits and dots folded, and without the dot that may end it.
func plainHost(host string) (string, error) {
	if strings.ContainsFunc(host, func(r rune) bool { return r > '~' }) {
		var err error
		if host, err = idna.Lookup.ToASCII(host); err != nil {
			return "", err
		}
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "" || strings.ContainsFunc(host, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", errors.New("empty or with blanks")
	}
	return host, nil
}

// endsInNumber reports whether host's last label is a number, decimal, octal or
// hexadecimal: what the URL standard takes for an IPv4 address. Some resolvers
// accept such forms (127.1, 0x7f000001), so none but the plain one is fetched.
// https://url.spec.whatwg.org/#ends-in-a-number-checker
func endsInNumber(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if last == "" {
		return true
	}
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return strings.Trim(last, "0123456789") == ""
}

// isLocalName reports whether host is a name that only ever leads into a
// private network: a bare word, a special-use domain, or a public service that
// answers with whatever address stands in the name.
// https://www.iana.org/assignments/special-use-domain-names and RFC 9476
func isLocalName(host string) bool {
	if !strings.Contains(host, ".") {
		return true
	}
	for _, d := range [...]string{
		"localhost", "local", "internal", "home.arpa", "lan", "intranet", "corp", "localdomain", "svc", "test", "invalid", "onion", "metadata.goog",
		"localtest.me", "local.gd", "lvh.me", "vcap.me", "nip.io", "sslip.io", "xip.io", "1u.ms", "rbndr.us", "rebind.network",
	} {
		if host == d || strings.HasSuffix(host, "."+d) {
			return true
		}
	}
	return false
}
