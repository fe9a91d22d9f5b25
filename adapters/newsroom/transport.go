package newsroom

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Transport returns a round tripper that answers requests for [Host] in
// process, http and https alike, as the press stands at now: its texts appeared
// within the 20 hours before and name days in now's location. All other
// requests go to next, untouched.
func Transport(next http.RoundTripper, now time.Time) http.RoundTripper {
	return &transport{next, sync.OnceValues(func() (*press, error) { return newPress(now) })}
}

type transport struct {
	next  http.RoundTripper
	press func() (*press, error) // prints when it is first asked for
}

// RoundTrip implements [http.RoundTripper].
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.EqualFold(r.URL.Hostname(), Host) {
		return t.next.RoundTrip(r)
	}
	if r.Body != nil {
		defer r.Body.Close()
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	p, err := t.press()
	if err != nil {
		return nil, fmt.Errorf("newsroom: %w", err)
	}
	rec := recorder{header: http.Header{}}
	p.ServeHTTP(&rec, r)
	return rec.response(r), nil
}

// A recorder is an [http.ResponseWriter] that keeps the answer.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *recorder) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(b)
}

// response returns what was kept as an answer to r.
func (w *recorder) response(r *http.Request) *http.Response {
	w.WriteHeader(http.StatusOK)
	return &http.Response{
		Status:     fmt.Sprintf("%d %s", w.status, http.StatusText(w.status)),
		StatusCode: w.status,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        w.header,
		Body:          io.NopCloser(&w.body),
		ContentLength: int64(w.body.Len()),
		Request:       r,
	}
}
