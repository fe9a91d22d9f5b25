package websub_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/adapters/websub"
	"github.com/dateline-bot/dateline/bot"
)

const topic = "https://ledger.example/feed"

// A subscriber has one subscription and keeps what it is told of it.
type subscriber struct {
	token, secret string
	confirmed     time.Duration
	denied        bool
	pushed        []string
	err           error
}

func (s *subscriber) has(token, of string) error {
	if s.err != nil {
		return s.err
	}
	if token != s.token || of != topic {
		return bot.ErrNotFound
	}
	return nil
}

func (s *subscriber) ConfirmSubscription(_ context.Context, token, of string, lease time.Duration) error {
	if err := s.has(token, of); err != nil {
		return err
	}
	s.confirmed = lease
	return nil
}

func (s *subscriber) DenySubscription(_ context.Context, token, of string) error {
	if err := s.has(token, of); err != nil {
		return err
	}
	s.denied = true
	return nil
}

func (s *subscriber) SubscriptionSecret(_ context.Context, token string) (string, error) {
	return s.secret, s.has(token, topic)
}

func (s *subscriber) Push(_ context.Context, token string, body []byte) error {
	if err := s.has(token, topic); err != nil {
		return err
	}
	s.pushed = append(s.pushed, string(body))
	return nil
}

// A hub does its part of the protocol: it takes a request, asks whether it was
// meant, and sends signed content to those who said so.
// https://www.w3.org/TR/websub/#hub
type hub struct {
	t      *testing.T
	form   url.Values // of the subscription that was confirmed
	answer int
}

func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" {
		h.t.Errorf("asked by %s, %v", r.Method, err)
	}
	if h.answer != 0 {
		w.WriteHeader(h.answer)
		return
	}
	if h.verify(r.PostForm.Get("hub.callback"), url.Values{
		"hub.mode": {r.PostForm.Get("hub.mode")}, "hub.topic": {r.PostForm.Get("hub.topic")},
		"hub.lease_seconds": {r.PostForm.Get("hub.lease_seconds")},
	}) == http.StatusOK {
		h.form = r.PostForm
	}
	w.WriteHeader(http.StatusAccepted)
}

// verify asks a callback and returns its status; 200 counts where the challenge
// came back and nothing else.
func (h *hub) verify(callback string, q url.Values) int {
	h.t.Helper()
	q.Set("hub.challenge", "a <b>challenge</b>")
	resp, err := http.Get(callback + "?" + q.Encode())
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	if resp.StatusCode == http.StatusOK && (string(body) != "a <b>challenge</b>" || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/plain")) {
		h.t.Errorf("answered %q as %s", body, resp.Header.Get("Content-Type"))
	}
	return resp.StatusCode
}

// send delivers content with a signature and returns the answer's status.
func (h *hub) send(callback, signature string, content []byte) int {
	h.t.Helper()
	req, err := http.NewRequest(http.MethodPost, callback, bytes.NewReader(content))
	if err != nil {
		h.t.Fatal(err)
	}
	req.Header.Set("X-Hub-Signature", signature)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		h.t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode
}

func sign(name string, algorithm func() hash.Hash, secret string, content []byte) string {
	mac := hmac.New(algorithm, []byte(secret))
	mac.Write(content)
	return name + "=" + hex.EncodeToString(mac.Sum(nil))
}

// open returns a hub that was asked to send s its topic, and where it sends.
func open(t *testing.T) (h *hub, s *subscriber, callback string) {
	t.Helper()
	s = &subscriber{token: "a-token", secret: "a-secret"}
	mux := http.NewServeMux()
	mux.Handle(websub.Path, websub.NewHandler(s, slog.New(slog.DiscardHandler)))
	ours := httptest.NewServer(mux)
	t.Cleanup(ours.Close)
	h = &hub{t: t}
	theirs := httptest.NewServer(h)
	t.Cleanup(theirs.Close)
	c := websub.New(theirs.Client(), ours.URL+websub.Path)
	if err := c.Subscribe(t.Context(), bot.Subscription{Hub: theirs.URL + "/hub", Topic: topic, Token: s.token, Secret: s.secret}); err != nil {
		t.Fatal(err)
	}
	return h, s, ours.URL + websub.Path + s.token
}

func TestSubscribe(t *testing.T) {
	h, s, callback := open(t)
	if h.form.Get("hub.callback") != callback || h.form.Get("hub.secret") != s.secret || h.form.Get("hub.mode") != "subscribe" || h.form.Get("hub.topic") != topic {
		t.Errorf("the hub was asked for %v", h.form)
	}
	if lease, err := strconv.Atoi(h.form.Get("hub.lease_seconds")); err != nil || s.confirmed != time.Duration(lease)*time.Second || lease == 0 {
		t.Errorf("confirmed for %s, %v", s.confirmed, err)
	}
}

func TestTheHubIsInTrouble(t *testing.T) {
	for _, status := range []int{400, 404, 429, 500} {
		theirs := httptest.NewServer(&hub{t: t, answer: status})
		defer theirs.Close()
		err := websub.New(theirs.Client(), "https://dateline.example/websub/").Subscribe(t.Context(), bot.Subscription{Hub: theirs.URL, Topic: topic, Token: "t", Secret: "a-secret"})
		if p := bot.AsProblem(err); p == nil || p.Status != status || strings.Contains(err.Error(), "a-secret") {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestVerification(t *testing.T) {
	h, s, callback := open(t)
	q := func(pairs ...string) url.Values {
		v := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			v.Set("hub."+pairs[i], pairs[i+1])
		}
		return v
	}
	for name, c := range map[string]struct {
		callback string
		q        url.Values
		want     int
	}{
		"as asked":                {callback, q("mode", "subscribe", "topic", topic, "lease_seconds", "60"), 200},
		"another topic":           {callback, q("mode", "subscribe", "topic", topic+"s", "lease_seconds", "60"), 404},
		"another token":           {callback + "x", q("mode", "subscribe", "topic", topic, "lease_seconds", "60"), 404},
		"to end what we have":     {callback, q("mode", "unsubscribe", "topic", topic), 404},
		"to end what we know not": {callback + "x", q("mode", "unsubscribe", "topic", topic), 200},
		"a denial of another":     {callback, q("mode", "denied", "topic", topic+"s"), 404},
		"a denial":                {callback, q("mode", "denied", "topic", topic, "reason", "<script>"), 200},
		"nothing that there is":   {callback, q("mode", "publish", "topic", topic), 400},
		"nothing":                 {callback, q(), 400},
	} {
		s.denied = false
		if got := h.verify(c.callback, c.q); got != c.want || s.denied != (name == "a denial") {
			t.Errorf("%s: %d, want %d; denied: %v", name, got, c.want, s.denied)
		}
	}
	s.err = errors.New("the disk is full")
	if got := h.verify(callback, q("mode", "subscribe", "topic", topic, "lease_seconds", "60")); got != 503 {
		t.Errorf("while our own side is in trouble: %d", got)
	}
}

func TestContent(t *testing.T) {
	h, s, callback := open(t)
	content := []byte("<rss/>")
	good := sign("sha256", sha256.New, s.secret, content)
	for name, c := range map[string]struct {
		callback, signature string
		content             []byte
		status              int
		taken               bool
	}{
		"SHA-1":             {callback, sign("sha1", sha1.New, s.secret, content), content, 202, true},
		"SHA-256":           {callback, good, content, 202, true},
		"SHA-384":           {callback, sign("sha384", sha512.New384, s.secret, content), content, 202, true},
		"SHA-512":           {callback, sign("SHA512", sha512.New, s.secret, content), content, 202, true},
		"a ping":            {callback, sign("sha256", sha256.New, s.secret, nil), nil, 202, true},
		"another secret":    {callback, sign("sha256", sha256.New, "guess", content), content, 202, false},
		"other content":     {callback, good, []byte("<rss>evil</rss>"), 202, false},
		"another method":    {callback, "md5=" + strings.TrimPrefix(good, "sha256="), content, 202, false},
		"half a signature":  {callback, good[:40], content, 202, false},
		"no signature":      {callback, "", content, 202, false},
		"no hexadecimal":    {callback, "sha256=zz", content, 202, false},
		"an unknown token":  {callback + "x", good, content, 410, false},
		"more than is read": {callback, good, bytes.Repeat([]byte("x"), 5_000_001), 413, false},
	} {
		s.pushed = nil
		if got := h.send(c.callback, c.signature, c.content); got != c.status || (len(s.pushed) == 1) != c.taken {
			t.Errorf("%s: %d, want %d; taken: %q", name, got, c.status, s.pushed)
		}
	}
	s.err = errors.New("the disk is full")
	if got := h.send(callback, good, content); got != 503 {
		t.Errorf("while our own side is in trouble: %d", got)
	}
}
