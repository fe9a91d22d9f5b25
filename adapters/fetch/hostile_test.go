package fetch_test

import (
	"bytes"
	"compress/gzip"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/dateline-bot/dateline/adapters/fetch"
	"github.com/dateline-bot/dateline/bot"
)

// small is a limit that tests reach quickly.
var small = fetch.Config{Allow: opened.Allow, MaxBytes: 100_000}

// speak starts a server that says what it likes to whoever connects, and
// returns its address.
func speak(t *testing.T, say func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				say(conn)
			}()
		}
	}()
	return l.Addr().String()
}

// until writes s over and over until the other end has had enough.
func until(w io.Writer, s string, pause time.Duration) {
	for {
		if _, err := io.WriteString(w, s); err != nil {
			return
		}
		time.Sleep(pause)
	}
}

func TestHostileServers(t *testing.T) {
	ok := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	for _, c := range []struct {
		name string
		say  func(net.Conn)
		want bot.ProblemKind
	}{
		{"endless header", func(c net.Conn) { io.WriteString(c, ok); until(c, "X-More: "+strings.Repeat("x", 1000)+"\r\n", 0) }, bot.TooLarge},
		{"endless header line", func(c net.Conn) { io.WriteString(c, ok+"X-More: "); until(c, strings.Repeat("x", 1000), 0) }, bot.TooLarge},
		{"slow header", func(c net.Conn) { io.WriteString(c, ok); until(c, "X", 20*time.Millisecond) }, bot.Timeout},
		{"silence", func(c net.Conn) { io.Copy(io.Discard, c) }, bot.Timeout},
		{"endless body", func(c net.Conn) { io.WriteString(c, ok+"\r\n"); until(c, strings.Repeat("x", 1000), 0) }, bot.TooLarge},
		{"endless chunks", func(c net.Conn) {
			io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\n")
			until(c, "5\r\nhello\r\n", 0)
		}, bot.TooLarge},
		{"slow body", func(c net.Conn) { io.WriteString(c, ok+"\r\n"); until(c, "x", 20*time.Millisecond) }, bot.Timeout},
		{"ten gigabytes, announced", func(c net.Conn) { io.WriteString(c, ok+"Content-Length: 10000000000\r\n\r\n") }, bot.TooLarge},
		{"less than announced", func(c net.Conn) { io.WriteString(c, ok+"Content-Length: 500\r\n\r\nthat is all") }, bot.Unreachable},
		{"two lengths", func(c net.Conn) { io.WriteString(c, ok+"Content-Length: 5\r\nContent-Length: 7\r\n\r\nhello, w") }, bot.Unreachable},
		{"negative length", func(c net.Conn) { io.WriteString(c, ok+"Content-Length: -5\r\n\r\nhello") }, bot.Unreachable},
		{"another protocol", func(c net.Conn) { io.WriteString(c, "SSH-2.0-OpenSSH_9.9\r\n") }, bot.Unreachable},
		{"hangs up", func(net.Conn) {}, bot.Unreachable},
		{"claims gzip", func(c net.Conn) { io.WriteString(c, ok+"Content-Encoding: gzip\r\n\r\n<p>plain</p>") }, bot.Unsupported},
		{"claims br", func(c net.Conn) { io.WriteString(c, ok+"Content-Encoding: br\r\n\r\n<p>plain</p>") }, bot.Unsupported},
		{"claims zstd", func(c net.Conn) { io.WriteString(c, ok+"Content-Encoding: zstd\r\n\r\n<p>plain</p>") }, bot.Unsupported},
		{"endless nothing, packed", func(c net.Conn) {
			io.WriteString(c, ok+"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff")
			until(c, strings.Repeat("\x00\x00\x00\xff\xff", 200), 0) // empty blocks
		}, bot.TooLarge},
		{"packed twice", func(c net.Conn) { io.WriteString(c, ok+"Content-Encoding: gzip, br\r\n\r\nx") }, bot.Unsupported},
		{"packed oddly", func(c net.Conn) { io.WriteString(c, ok+"Content-Encoding: compress\r\n\r\nx") }, bot.Unsupported},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			addr := speak(t, func(conn net.Conn) {
				conn.Read(make([]byte, 4096)) // the request
				c.say(conn)
			})
			client := newClient(t, small, names{})
			if c.want == bot.Timeout {
				fetch.SetTimeout(client, 200*time.Millisecond)
			}
			if _, err := get(client, "http://"+addr+"/"); kind(t, err) != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

func TestTLS(t *testing.T) {
	t.Parallel()
	silent := speak(t, func(c net.Conn) { io.Copy(io.Discard, c) })
	plain := speak(t, func(c net.Conn) { io.WriteString(c, "HTTP/1.1 400 Bad Request\r\n\r\n") })
	self := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "forged") }))
	self.Config.ErrorLog = log.New(io.Discard, "", 0)
	self.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	self.StartTLS()
	defer self.Close()
	for addr, want := range map[string]bot.ProblemKind{silent: bot.Timeout, plain: bot.Unreachable, self.Listener.Addr().String(): bot.Unreachable} {
		client := newClient(t, small, names{})
		if want == bot.Timeout {
			fetch.SetTimeout(client, 300*time.Millisecond)
		}
		if got, err := get(client, "https://"+addr+"/"); kind(t, err) != want {
			t.Errorf("%q, %v; want %s", got, err, want)
		}
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
