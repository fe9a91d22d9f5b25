// Package webtest is a web on loopback that misbehaves in each way that a
// reader of the open web meets, on demand. Whoever fetches is tested against
// [Web.Misdeeds]; pages and feeds of a test's own stand beside them with
// [Web.Serve].
package webtest

import (
	"bufio"
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A Web is one server on 127.0.0.1, reached by any name that leads there. Each
// path is a page; those below /misdeeds/ misbehave.
type Web struct {
	URL string // http://127.0.0.1:port, without a slash at its end

	silent string // the address of what accepts connections and says nothing
	forged string // the address of what has a certificate of its own making

	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	asked []string
}

// New starts a Web that ends with t.
func New(t testing.TB) *Web {
	w := &Web{pages: make(map[string]http.HandlerFunc)}
	w.URL = "http://" + listen(t, w.answer)
	w.silent = listen(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) })
	forger := httptest.NewUnstartedServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(rw, "forged") }))
	forger.Config.ErrorLog = log.New(io.Discard, "", 0)
	forger.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	forger.StartTLS()
	t.Cleanup(forger.Close)
	w.forged = forger.Listener.Addr().String()
	return w
}

// Serve puts a page at path, in place of the one that stood there.
func (w *Web) Serve(path string, page http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages[path] = page
}

// Page is what always answers the same: a status, a body, and headers given as
// name, value, ….
func Page(status int, body string, header ...string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header()["Content-Type"] = nil // none but what is given
		for i := 0; i+1 < len(header); i += 2 {
			rw.Header().Add(header[i], header[i+1])
		}
		rw.WriteHeader(status)
		_, _ = io.WriteString(rw, body)
	}
}

// Asked lists the paths that were asked for, in order, with their queries.
func (w *Web) Asked() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.asked)
}

// Count returns how often path was asked for.
func (w *Web) Count(path string) int {
	n := 0
	for _, p := range w.Asked() {
		if p == path {
			n++
		}
	}
	return n
}

// answer serves the one request of a connection.
func (w *Web) answer(c net.Conn) {
	r, err := http.ReadRequest(bufio.NewReader(c))
	if err != nil {
		return
	}
	w.mu.Lock()
	w.asked = append(w.asked, r.URL.RequestURI())
	page := w.pages[r.URL.Path]
	w.mu.Unlock()
	if misdeed := strings.TrimPrefix(r.URL.Path, misdeedPath); page == nil && misdeed != r.URL.Path {
		if do := misdeeds[misdeed].do; do != nil {
			do(c, r)
			return
		}
	}
	if page == nil {
		page = http.NotFound
	}
	rec := httptest.NewRecorder()
	page(rec, r)
	resp := rec.Result()
	resp.Close, resp.ContentLength = true, int64(rec.Body.Len())
	resp.Request = r
	_ = resp.Write(c)
}

// listen starts a server that says what it likes to whoever connects, and
// returns its address.
func listen(t testing.TB, say func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_ = c.SetDeadline(time.Now().Add(longest))
				say(c)
			}()
		}
	}()
	return l.Addr().String()
}

// longest is how long a connection lasts that nobody ends.
const longest = 2 * time.Minute
