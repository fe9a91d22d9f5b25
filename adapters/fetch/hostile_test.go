package fetch_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/dateline-bot/dateline/adapters/fetch"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest/webtest"
)

// small is a limit that tests reach quickly.
var small = fetch.Config{Allow: opened.Allow, MaxBytes: 100_000}

// Whatever a server does, the fetch of it ends soon, with an error that says
// what was wrong.
func TestMisdeeds(t *testing.T) {
	web := webtest.New(t)
	for _, m := range web.Misdeeds() {
		t.Run(m.Name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, fetch.Config{Allow: opened.Allow, MaxBytes: 4_000_000}, names{})
			fetch.SetTimeout(client, 10*time.Second)
			if m.Kind == bot.Timeout {
				fetch.SetTimeout(client, 300*time.Millisecond)
			}
			start := time.Now()
			if _, err := get(client, m.URL); kind(t, err) != m.Kind {
				t.Errorf("%v, want %q", err, m.Kind)
			}
			if took := time.Since(start); took > 15*time.Second {
				t.Errorf("took %s", took)
			}
		})
	}
}

func TestDecoding(t *testing.T) {
	pack := map[string]func(io.Writer) io.WriteCloser{
		"gzip": func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"br":   func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
		"zstd": func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z },
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		coding, size, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		if !strings.Contains(r.Header.Get("Accept-Encoding"), coding) {
			t.Errorf("Accept-Encoding %q lacks %s", r.Header.Get("Accept-Encoding"), coding)
		}
		var b bytes.Buffer
		z := pack[coding](&b)
		n := 0
		fmt.Sscan(size, &n)
		z.Write(bytes.Repeat([]byte("n"), n))
		z.Close()
		w.Header().Set("Content-Encoding", coding)
		w.Write(b.Bytes())
	}))
	defer s.Close()
	client := newClient(t, small, names{})
	for coding := range pack {
		if got, err := get(client, s.URL+"/"+coding+"/100000"); err != nil || len(got) != 100_000 {
			t.Errorf("%s: %d bytes, %v; want 100000", coding, len(got), err)
		}
		// Three megabytes come in some hundred bytes: what counts is what they unpack to.
		if got, err := get(client, s.URL+"/"+coding+"/3000000"); kind(t, err) != bot.TooLarge || len(got) > 100_000 {
			t.Errorf("%s: %d bytes, %v; want %s", coding, len(got), err, bot.TooLarge)
		}
		resp, err := client.Head(s.URL + "/" + coding + "/10")
		if err != nil {
			t.Errorf("%s: HEAD: %v", coding, err)
			continue
		}
		if b, err := io.ReadAll(resp.Body); len(b) != 0 || err != nil {
			t.Errorf("%s: HEAD: %q, %v; want nothing", coding, b, err)
		}
		resp.Body.Close()
	}
}
