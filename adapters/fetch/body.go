package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/dateline-bot/dateline/bot"
)

// acceptEncoding lists what a body may be packed with, once.
const acceptEncoding = "gzip, br, zstd"

// zstdWindow is the largest window that a decoder of HTTP's zstd need have.
// RFC 9659
const zstdWindow = 8 << 20

// limitBody puts a decoding, counting body in resp's place, and refuses at once
// what says of itself that it is too large or packed in an unknown way.
func (c *carrier) limitBody(ctx context.Context, cancel context.CancelFunc, resp *http.Response) error {
	u := resp.Request.URL
	coding := strings.ToLower(strings.TrimSpace(strings.Join(resp.Header.Values("Content-Encoding"), ",")))
	b := &body{ctx: ctx, cancel: cancel, url: u, wire: resp.Body, limit: c.limit}
	switch coding {
	case "", "identity":
		if resp.ContentLength > c.limit && resp.Request.Method != http.MethodHead {
			return b.tooLarge()
		}
		b.open = func(r io.Reader) (io.Reader, error) { return r, nil }
	case "gzip", "x-gzip":
		b.open = func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }
	case "br":
		b.open = func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }
	case "zstd":
		b.open = b.openZstd
	default:
		p := bot.Problemf(bot.Unsupported, "%s packs its pages in a way that was not asked for (%.40q). Paste the article's text instead.", u.Hostname(), coding)
		p.URL = u.Redacted()
		return p
	}
	if coding != "" && coding != "identity" {
		resp.Header.Del("Content-Encoding")
		resp.Header.Del("Content-Length")
		resp.ContentLength = -1
		resp.Uncompressed = true
	}
	resp.Body = b
	return nil
}

// A body is an answer's body, decoded. Both what comes over the wire and what
// it unpacks to are limited.
type body struct {
	ctx    context.Context
	cancel context.CancelFunc
	url    *url.URL
	wire   io.ReadCloser
	limit  int64 // bytes, each way

	open    func(io.Reader) (io.Reader, error)
	decoded io.Reader // nil until first read
	close   func()    // frees the decoder; may be nil
	came    int64     // bytes over the wire
	given   int64     // bytes decoded
	err     error     // what ended it
}

// Read reads decoded bytes. Its errors are *bot.Problem or io.EOF, unless the
// request was cancelled.
func (b *body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.decoded == nil {
		r, err := b.open((*wire)(b))
		if err != nil {
			b.err = b.explain(err)
			return 0, b.err
		}
		b.decoded = r
	}
	n, err := b.decoded.Read(p)
	if b.given += int64(n); b.given > b.limit {
		n -= int(b.given - b.limit)
		err = b.tooLarge()
	}
	if err != nil {
		b.err = b.explain(err)
	}
	return n, b.err
}

// Close ends the fetch.
func (b *body) Close() error {
	if b.close != nil {
		b.close()
		b.close = nil
	}
	if b.err == nil {
		b.err = errors.New("read after close")
	}
	err := b.wire.Close()
	b.cancel()
	return err
}

func (b *body) openZstd(r io.Reader) (io.Reader, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
	if err != nil {
		return nil, err
	}
	b.close = d.Close
	return d, nil
}

// explain returns err as what Read may return.
func (b *body) explain(err error) error {
	var p *bot.Problem
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(err, io.EOF):
		return io.EOF
	case errors.Is(err, errWire):
		return problem(b.ctx, b.url, err)
	case b.came == 0:
		return io.EOF // nothing, packed as nothing: the answer to HEAD, or a 304
	}
	p = bot.Problemf(bot.Unsupported, "What %s sent cannot be unpacked. Try again later, or paste the article's text.", b.url.Hostname())
	p.URL, p.Err = b.url.Redacted(), err
	return p
}

func (b *body) tooLarge() *bot.Problem {
	p := bot.Problemf(bot.TooLarge, "What %s sends is larger than %s, which no article is. Give the address of the article itself, or paste its text.", b.url.Hostname(), megabytes(b.limit))
	p.URL = b.url.Redacted()
	return p
}

// errWire marks an error of the connection, as against one of the decoder.
var errWire = errors.New("reading the answer")

// A wire is a body's packed side.
type wire body

func (w *wire) Read(p []byte) (int, error) {
	n, err := w.wire.Read(p)
	if w.came += int64(n); w.came > w.limit {
		return 0, (*body)(w).tooLarge()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = &wireError{err}
	}
	return n, err
}

type wireError struct{ err error }

func (e *wireError) Error() string        { return errWire.Error() + ": " + e.err.Error() }
func (e *wireError) Unwrap() error        { return e.err }
func (e *wireError) Is(target error) bool { return target == errWire }

// megabytes writes a number of bytes for people.
func megabytes(n int64) string {
	if n < 1_000_000 {
		return fmt.Sprintf("%d KB", n/1000)
	}
	return fmt.Sprintf("%d MB", n/1_000_000)
}
