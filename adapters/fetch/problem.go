package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// problem puts what went wrong on the way to u in a sentence. A request that
// was cancelled keeps its own error.
func problem(ctx context.Context, u *url.URL, err error) error {
	var p *bot.Problem
	if errors.As(err, &p) {
		if p.URL == "" || p.Kind == bot.RefusedAddress {
			p.URL = u.Redacted()
		}
		return p
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return err
	}
	p = explain(ctx, u.Hostname(), err)
	p.URL, p.Err = u.Redacted(), err
	return p
}

// tooBusy says that the turn of a fetch is far off. A request that was
// cancelled keeps its own error.
func tooBusy(ctx context.Context, u *url.URL, err error) error {
	if ctx.Err() != nil {
		return err
	}
	p := bot.Problemf(bot.Timeout, "Too much is asked of %s at once. Try again in a minute, or paste the article's text.", u.Hostname())
	p.URL, p.Err = u.Redacted(), err
	return p
}

func explain(ctx context.Context, host string, err error) *bot.Problem {
	var (
		dns     *net.DNSError
		op      *net.OpError
		cert    *tls.CertificateVerificationError
		badName x509.HostnameError
		record  tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return bot.Problemf(bot.Unreachable, "There is no site called %s. Check the address for a slip of the pen.", host)
	case errors.Is(ctx.Err(), context.DeadlineExceeded), isTimeout(err):
		return bot.Problemf(bot.Timeout, "%s took too long to answer. Try again later, or paste the article's text.", host)
	case errors.As(err, &dns):
		return bot.Problemf(bot.Unreachable, "The name %s could not be looked up. Check the address, and this machine's connection.", host)
	case errors.As(err, &cert), errors.As(err, &badName):
		return bot.Problemf(bot.Unreachable, "%s has no valid certificate, so what it sends cannot be trusted. Paste the article's text instead.", host)
	case errors.As(err, &record), strings.Contains(err.Error(), "HTTP response to HTTPS client"):
		return bot.Problemf(bot.Unreachable, "%s does not speak https there. Try the address with http://.", host)
	case strings.Contains(err.Error(), "server response headers exceeded"):
		return bot.Problemf(bot.TooLarge, "%s sends more headers than a page needs (over %d KB). Paste the article's text instead.", host, maxHeaderBytes>>10)
	case errors.As(err, &op) && op.Op == "dial":
		return bot.Problemf(bot.Unreachable, "%s cannot be reached. Check the address, or try again later.", host)
	}
	return bot.Problemf(bot.Unreachable, "%s broke off or did not answer as a web server does. Try again later.", host)
}
