package discord

import (
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// A wire is the network side of one gateway session: it knows the connection
// under the websocket, which the library neither bounds nor shows.
type wire struct {
	ctx     context.Context // of Run: the library's Open takes none
	silence time.Duration

	mu     sync.Mutex
	conn   *watched
	closed bool
}

// dialer returns the websocket dialer of the wire.
func (l *wire) dialer() *websocket.Dialer {
	return &websocket.Dialer{
		Proxy:            http.ProxyFromEnvironment,
		HandshakeTimeout: requestTimeout,
		NetDialContext: func(_ context.Context, network, addr string) (net.Conn, error) {
			ctx, cancel := context.WithTimeout(l.ctx, requestTimeout)
			defer cancel()
			conn, err := (&net.Dialer{}).DialContext(ctx, network, addr) //nolint:contextcheck // the library dials with no context; Run's is the right one
			if err != nil {
				return nil, err
			}
			w := &watched{Conn: conn, silence: l.silence, over: make(chan struct{})}
			l.mu.Lock()
			defer l.mu.Unlock()
			if l.closed {
				_ = conn.Close()
				return nil, net.ErrClosed
			}
			l.conn = w
			return w, nil
		},
	}
}

// cut ends the wire: whatever reads or writes on it returns at once.
func (l *wire) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	if l.conn != nil {
		_ = l.conn.Close()
	}
}

// goodbye returns a channel that is closed once the other side says anything
// more or hangs up; nil where nothing is connected.
func (l *wire) goodbye() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn == nil {
		return nil
	}
	l.conn.leaving.Store(true)
	return l.conn.over
}

// A watched connection gives up on a peer that says nothing for too long.
type watched struct {
	net.Conn
	silence time.Duration
	leaving atomic.Bool
	once    sync.Once
	over    chan struct{} // closed when reading has failed or, while leaving, has ended
}

// Read reads with a deadline of its own each time.
func (w *watched) Read(p []byte) (int, error) {
	if err := w.SetReadDeadline(time.Now().Add(w.silence)); err != nil {
		return 0, err
	}
	n, err := w.Conn.Read(p)
	if err != nil || w.leaving.Load() {
		w.once.Do(func() { close(w.over) })
	}
	return n, err
}

// A tied transport ends requests that carry no context of their own with ctx.
type tied struct {
	ctx  context.Context
	next http.RoundTripper
}

// RoundTrip makes one request, which ends with t's context as well as its own.
func (t tied) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(r.Context())
	stop := context.AfterFunc(t.ctx, func() { cancel(context.Cause(t.ctx)) }) //nolint:contextcheck // tying the two is what this is for
	resp, err := t.next.RoundTrip(r.WithContext(ctx))
	if err != nil {
		stop()
		cancel(nil)
		return nil, err
	}
	resp.Body = &tiedBody{ReadCloser: resp.Body, end: func() { stop(); cancel(nil) }}
	return resp, nil
}

type tiedBody struct {
	io.ReadCloser
	end func()
}

// Close closes the body and releases what was tied to it.
func (b *tiedBody) Close() error {
	defer b.end()
	return b.ReadCloser.Close()
}
