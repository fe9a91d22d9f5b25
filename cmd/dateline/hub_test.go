package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/config"
)

// A publisher has one feed and is its own hub.
type publisher struct {
	t       *testing.T
	address string

	mu         sync.Mutex
	items      []string
	fetches    int
	subscriber url.Values
}

func (p *publisher) feed() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Ledger</title><link rel="hub" href="%s/hub"/><link rel="self" href="%s/feed"/>`, p.address, p.address)
	for _, title := range p.items {
		fmt.Fprintf(&b, `<entry><id>tag:ledger.example,2026:%s</id><title>%s</title></entry>`, title, title)
	}
	return []byte(b.String() + `</feed>`)
}

func (p *publisher) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch r.URL.Path {
	case "/feed":
		p.fetches++
		_, _ = w.Write(p.feed())
	case "/hub":
		if err := r.ParseForm(); err != nil {
			p.t.Error(err)
		}
		w.WriteHeader(http.StatusAccepted)
		go p.verify(r.PostForm)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

// verify asks whoever wants to be sent the feed whether that is so.
func (p *publisher) verify(form url.Values) {
	q := url.Values{"hub.mode": {"subscribe"}, "hub.topic": {form.Get("hub.topic")}, "hub.lease_seconds": {"3600"}, "hub.challenge": {"c-4711"}}
	resp, err := http.Get(form.Get("hub.callback") + "?" + q.Encode())
	if err != nil {
		p.t.Error(err)
		return
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); err != nil || resp.StatusCode != http.StatusOK || string(body) != "c-4711" {
		p.t.Errorf("the subscription was not confirmed: %d %q, %v", resp.StatusCode, body, err)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.subscriber = form
}

// publish puts an item first in the feed and sends the feed, signed with a
// secret, "" for the one that was agreed on.
func (p *publisher) publish(title, secret string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.items = append([]string{title}, p.items...)
	body := p.feed()
	if secret == "" {
		secret = p.subscriber.Get("hub.secret")
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	req, err := http.NewRequest(http.MethodPost, p.subscriber.Get("hub.callback"), bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	req.Header.Set("X-Hub-Signature", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusAccepted {
		p.t.Errorf("sent %s: %s", title, resp.Status)
	}
}

// withdraw takes the first item out of the feed.
func (p *publisher) withdraw() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.items = p.items[1:]
}

// The whole program, with a public address, is sent a feed by the hub that the
// feed names.
func TestAHubSendsAFeed(t *testing.T) {
	p := &publisher{t: t, items: []string{"Harbour-Bridge-closes"}}
	server := httptest.NewServer(p)
	defer server.Close()
	p.address = server.URL
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	conf, err := config.Load(config.Input{Environ: []string{
		"DATELINE_HTTP_LISTEN=" + addr, "DATELINE_HTTP_PUBLIC_URL=http://" + addr, "DATELINE_FETCH_ALLOW=127.0.0.1/32",
		"DATELINE_DATABASE=" + filepath.Join(t.TempDir(), "dateline.db"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	h, err := build(t.Context(), conf, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer h.close(slog.New(slog.DiscardHandler))
	here := bot.Channel{Platform: "console", ID: "here"}
	err = h.run(t.Context(), func(ctx context.Context) error {
		h.bot.Ask(ctx, bot.Request{Channel: here, User: bot.User{Manager: true}, Verb: "follow", Options: map[string]string{"url": p.address + "/feed"}},
			func(_ context.Context, p bot.Post) error { t.Log(p.Headline()); return nil })
		eventually(t, "the hub is subscribed", func() bool {
			p.mu.Lock()
			defer p.mu.Unlock()
			return p.subscriber != nil
		})
		d, err := h.store.SetDigest(ctx, bot.Digest{Channel: here, When: "07:30", Zone: "UTC", Next: time.Now().Add(time.Hour)})
		if err != nil {
			return err
		}
		titles := func() string {
			news, err := h.store.News(ctx, d, false, 10)
			if err != nil {
				t.Error(err)
			}
			var all []string
			for _, n := range news {
				all = append(all, n.Item.Title)
			}
			return strings.Join(all, " ")
		}
		p.publish("Evil-bridge-opens", "guessed")
		p.withdraw()
		p.publish("Ferry-stops", "")
		if got := titles(); got != "Ferry-stops" {
			t.Errorf("news are %q", got)
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.fetches != 1 {
			t.Errorf("the feed was fetched %d times", p.fetches)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// eventually asks until it is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for range 1000 {
		if so() {
			return
		}
		<-tick.C
	}
	t.Error("it never came to be that", what)
}
