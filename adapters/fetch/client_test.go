package fetch_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/adapters/fetch"
	"github.com/dateline-bot/dateline/bot"
)

// opened lets tests' own servers on 127.0.0.1 stand for the public web. The
// rest of loopback stays what it is: refused.
var opened = fetch.Config{Allow: []string{"127.0.0.1/32"}, HostPerMinute: 60_000}

func newClient(t *testing.T, c fetch.Config, n names) *http.Client {
	t.Helper()
	client, err := fetch.NewWithResolver(c, n.serve(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.CloseIdleConnections)
	return client
}

// get returns what url holds.
func get(c *http.Client, url string) (string, error) {
	resp, err := c.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

// kind returns what sort of Problem err is, "" for nil.
func kind(t *testing.T, err error) bot.ProblemKind {
	t.Helper()
	if err == nil {
		return ""
	}
	var p *bot.Problem
	if !errors.As(err, &p) {
		t.Fatalf("%v: want a *bot.Problem", err)
	}
	if !strings.HasSuffix(p.Message, ".") || len(p.Message) > 400 || p.URL == "" {
		t.Errorf("%q (URL %q): want a sentence about an address", p.Message, p.URL)
	}
	return p.Kind
}

// at returns a server's address under another name.
func at(s *httptest.Server, name string) string {
	u, _ := url.Parse(s.URL)
	return "http://" + net.JoinHostPort(name, u.Port())
}

func TestRefusedByForm(t *testing.T) {
	c := newClient(t, fetch.Config{}, names{})
	for _, u := range []string{
		// this machine, in its many spellings
		"http://127.0.0.1/", "http://127.8.8.8/", "http://localhost/", "http://a.localhost/", "http://printer/", "http://0.0.0.0/", "http://[::1]/", "http://[::]/",
		"http://2130706433/", "http://017700000001/", "http://0x7f.1/", "http://127.1/", "http://0/", "http://127.0.0.1./", "http://1.2.3.4.5/", "http://0o177.0.0.1/",
		"http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:2]/", "http://[::127.0.0.1]/", "http://[::1%25eth0]/", "http://[fe80::1%25eth0]/",
		"http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://127\u200b.0.0.1/",
		// private and special networks
		"http://10.1.2.3/", "http://172.20.0.1/", "http://192.168.0.9/", "http://100.64.7.7/", "http://169.254.1.1/", "http://192.0.2.7/", "http://198.51.100.7/", "http://203.0.113.7/",
		"http://198.18.0.1/", "http://224.0.0.251/", "http://250.1.1.1/", "http://255.255.255.255/", "http://[fd12:3456::1]/", "http://[fe80::1]/", "http://[ff02::2]/", "http://[2001:db8::7]/",
		"http://[64:ff9b::a00:1]/", "http://[2002:a00:1::]/", "http://[2001:0:a00:1::1]/", "http://[100::7]/",
		"http://[64:ff9b:1::a00:1]/", "http://[::ffff:0:10.0.0.1]/", "http://[2600::5efe:a00:1]/", "http://[2600::200:5efe:7f00:1]/", "http://[2001:2::7]/", "http://192.0.0.8/", "http://0.1.2.3/",
		// what clouds tell their machines
		"http://169.254.169.254/latest/", "http://[fd00:ec2::254]/", "http://168.63.129.16/metadata", "http://metadata.google.internal/", "http://100.100.100.200/",
		// names that are made to lead there
		"http://10.0.0.9.nip.io/", "http://wiki.local/", "http://nas.home.arpa/", "http://db.internal/", "http://kubernetes.default.svc/", "http://metadata.goog/", "http://desk.test/",
		"http://LOCALHOST./", "http://ⓛocalhost/", "http://loc\u00adalhost/", "http://１２７.０.０.１/", "http://0300.0250.1.2/", "http://0XC0A80101/", "http://127.0.0.0x1/",
		// schemes, ports, users
		"file:///etc/hosts", "gopher://ledger.example/", "ftp://ledger.example/", "unix:///run/x.sock",
		"http://ledger.example:22/", "https://ledger.example:8443/", "http://ledger.example:0/", "http://ledger.example:99999/",
		"http://reader@ledger.example/", "http://reader:pass@10.0.0.1/", "http:///nowhere", "http:ledger.example",
	} {
		req := &http.Request{Method: http.MethodGet, Header: http.Header{}}
		var err error
		if req.URL, err = url.Parse(u); err != nil {
			t.Fatal(err)
		}
		if _, err = c.Do(req); kind(t, err) != bot.RefusedAddress {
			t.Errorf("%s: %v, want %s", u, err, bot.RefusedAddress)
		}
	}
}

func TestNotRefused(t *testing.T) {
	c := newClient(t, fetch.Config{}, names{})
	fetch.SetTimeout(c, time.Nanosecond) // decided by form, then stopped
	for _, u := range []string{"https://ledger.example/", "http://ledger.example:443/", "https://bücher.example/a b?c=d", "https://11.0.0.1/", "https://100.128.0.1/", "https://172.32.0.1/", "https://[2600::1]/", "https://[2600::5efe:b00:1]/", "http://1.example/", "http://127.0.0.1.example/"} {
		if _, err := get(c, u); kind(t, err) != bot.Timeout {
			t.Errorf("%s: %v, want it tried", u, err)
		}
	}
}

func TestNames(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "news") }))
	defer s.Close()
	c := newClient(t, opened, names{
		"public.example":  {"127.0.0.1"},
		"private.example": {"127.0.0.2"},
		"mapped.example":  {"::1"},
		"both.example":    {"10.0.0.1 127.0.0.1"},
		"cloud.example":   {"168.63.129.16"},
	})
	for name, want := range map[string]bot.ProblemKind{
		"public.example": "", "private.example": bot.RefusedAddress, "mapped.example": bot.RefusedAddress, "both.example": "",
		"cloud.example": bot.RefusedAddress, "none.example": bot.Unreachable,
	} {
		body, err := get(c, at(s, name))
		if got := kind(t, err); got != want || want == "" && body != "news" {
			t.Errorf("%s: %q, %v; want %q", name, body, err, want)
		}
	}
	// A name that leads to an opened network may have any port; others not.
	if _, err := get(c, "http://127.0.0.1:1/"); kind(t, err) != bot.Unreachable {
		t.Errorf("closed port: %v, want %s", err, bot.Unreachable)
	}
	if _, err := get(c, "http://8.8.8.8:53/"); kind(t, err) != bot.RefusedAddress {
		t.Errorf("port 53: %v, want %s", err, bot.RefusedAddress)
	}
}

// A name that changes its mind between two hops is judged at each.
func TestRebinding(t *testing.T) {
	hits := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hits++
		w.Header().Set("Connection", "close")
		http.Redirect(w, r, "/again", http.StatusFound)
	}))
	defer s.Close()
	c := newClient(t, opened, names{"turncoat.example": {"127.0.0.1", "127.0.0.2"}})
	_, err := get(c, at(s, "turncoat.example"))
	if kind(t, err) != bot.RefusedAddress || hits != 1 {
		t.Errorf("%v after %d hits, want %s after 1", err, hits, bot.RefusedAddress)
	}
}

func TestRedirects(t *testing.T) {
	var to string
	hits := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hits++
		switch r.URL.Path {
		case "/thrice":
			w.Header().Set("Location", "/twice")
		case "/twice":
			w.Header().Set("Location", "/once")
		case "/loop":
			w.Header().Set("Location", "/loop")
		default:
			w.Header().Set("Location", to)
		}
		w.WriteHeader(http.StatusFound)
	}))
	defer s.Close()
	c := newClient(t, opened, names{"public.example": {"127.0.0.1"}, "private.example": {"127.0.0.2"}})
	for _, to = range []string{
		"http://127.0.0.2/", "http://[::1]/", "http://169.254.169.254/latest/", "http://10.0.0.1:6379/", "//127.0.0.2:6379/", "file:///etc/hosts", "http://private.example/",
		"http://reader@public.example/", "gopher://public.example/", "http://0x7f000002/", "http://168.63.129.16/",
	} {
		for _, from := range []string{"/once", "/thrice"} {
			if _, err := get(c, at(s, "public.example")+from); kind(t, err) != bot.RefusedAddress {
				t.Errorf("%s → %s: %v, want %s", from, to, err, bot.RefusedAddress)
			}
		}
	}
	hits = 0
	if _, err := get(c, s.URL+"/loop"); kind(t, err) != bot.Unreachable || hits != 6 {
		t.Errorf("loop: %v after %d hits, want %s after 6", err, hits, bot.Unreachable)
	}
}

// The time limit is for all hops together, not for each.
func TestTotalDeadline(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(100 * time.Millisecond):
			http.Redirect(w, r, "/next", http.StatusFound)
		}
	}))
	defer s.Close()
	c := newClient(t, opened, names{})
	fetch.SetTimeout(c, 250*time.Millisecond)
	if _, err := get(c, s.URL); kind(t, err) != bot.Timeout {
		t.Errorf("%v, want %s: three hops take longer than the limit", err, bot.Timeout)
	}
}

func TestNoProxyAndHonestName(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the proxy was asked") }))
	defer proxy.Close()
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.UserAgent()) }))
	defer s.Close()
	cfg := opened
	cfg.Contact = "desk@ledger.example"
	c := newClient(t, cfg, names{"public.example": {"127.0.0.1"}})
	if got, err := get(c, at(s, "public.example")); err != nil || got != "Dateline/1.2.3 (+desk@ledger.example)" {
		t.Errorf("User-Agent %q, %v", got, err)
	}
}

// A transport that answers for one host keeps the guard for the others.
func TestWrapped(t *testing.T) {
	c := newClient(t, fetch.Config{}, names{})
	guarded := c.Transport
	c.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.URL.Hostname() != "newsroom.test" {
			return guarded.RoundTrip(r)
		}
		rec := httptest.NewRecorder()
		if r.URL.Path == "/out" {
			http.Redirect(rec, r, "http://10.0.0.1/", http.StatusFound)
		} else {
			io.WriteString(rec, "in house")
		}
		resp := rec.Result()
		resp.Request = r
		return resp, nil
	})
	if got, err := get(c, "http://newsroom.test/"); got != "in house" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := get(c, "http://newsroom.test/out"); kind(t, err) != bot.RefusedAddress {
		t.Errorf("%v, want %s", err, bot.RefusedAddress)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestCancelled(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer s.Close()
	c := newClient(t, opened, names{})
	ctx, cancel := context.WithCancel(t.Context())
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, s.URL, nil)
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := c.Do(req)
	var p *bot.Problem
	if !errors.Is(err, context.Canceled) || errors.As(err, &p) {
		t.Errorf("%v, want the caller's own cancellation", err)
	}
}

func TestConfig(t *testing.T) {
	for _, c := range []struct {
		config fetch.Config
		want   string // part of the error; "" for none
	}{
		{fetch.Config{}, ""},
		{fetch.Default(), ""},
		{fetch.Config{Allow: []string{"192.168.7.0/24", "fd12::/16"}}, ""},
		{fetch.Config{Allow: []string{"192.168.7.9"}}, `fetch.allow: "192.168.7.9"`},
		{fetch.Config{Allow: []string{"0.0.0.0/0"}}, `fetch.allow: "0.0.0.0/0"`},
		{fetch.Config{Allow: []string{"::ffff:10.0.0.0/104"}}, "fetch.allow"},
		{fetch.Config{Contact: "me (at) home"}, `fetch.contact: "me (at) home"`},
		{fetch.Config{Contact: "a\r\nX: y"}, "fetch.contact"},
		{fetch.Config{Timeout: time.Millisecond}, "fetch.timeout: 1ms: must be from 1s to 5m0s"},
		{fetch.Config{MaxBytes: -1}, "fetch.max_bytes: -1"},
	} {
		_, err := fetch.New(c.config, "1")
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%+v: %v, want %q", c.config, err, c.want)
		}
	}
}
