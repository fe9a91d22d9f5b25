package websub

import (
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
	"strconv"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// What a hub may send, and how much of it is taken at once.
const (
	maxBody  = 5_000_000 // bytes
	atOnce   = 8
	mostTime = 10 * 365 * 24 * time.Hour // a lease
)

// A Subscriber has subscriptions, each with a token of its own. *bot.Bot is the
// one. All return bot.ErrNotFound for a token that none has.
type Subscriber interface {
	ConfirmSubscription(ctx context.Context, token, topic string, lease time.Duration) error
	DenySubscription(ctx context.Context, token, topic string) error
	SubscriptionSecret(ctx context.Context, token string) (string, error)
	Push(ctx context.Context, token string, body []byte) error
}

// A Handler is where hubs confirm and send. It is mounted at Path.
type Handler struct {
	subscriber Subscriber
	log        *slog.Logger
	turns      chan struct{}
}

// NewHandler returns the handler that hands on to s.
func NewHandler(s Subscriber, log *slog.Logger) *Handler {
	return &Handler{s, log, make(chan struct{}, atOnce)}
}

// ServeHTTP answers a hub.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token := strings.TrimPrefix(r.URL.Path, Path)
	switch r.Method {
	case http.MethodGet:
		h.verify(w, r, token)
	case http.MethodPost:
		h.receive(w, r, token)
	default:
		w.Header().Set("Allow", "GET, POST")
		w.WriteHeader(http.StatusMethodNotAllowed)
	}
}

// verify tells a hub whether what it was asked is what we want: the challenge
// is said back where it is, and 404 where it is not. Section 5.3
func (h *Handler) verify(w http.ResponseWriter, r *http.Request, token string) {
	q := r.URL.Query()
	topic := q.Get("hub.topic")
	var err error
	switch q.Get("hub.mode") {
	case "subscribe":
		err = h.subscriber.ConfirmSubscription(r.Context(), token, topic, seconds(q.Get("hub.lease_seconds")))
	case "unsubscribe": // is right where we know of none
		if _, err = h.subscriber.SubscriptionSecret(r.Context(), token); errors.Is(err, bot.ErrNotFound) {
			err = nil
		} else if err == nil {
			err = bot.ErrNotFound
		}
	case "denied": // section 5.2
		err = h.subscriber.DenySubscription(r.Context(), token, topic)
	default:
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if err != nil {
		h.refuse(w, err, http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = io.WriteString(w, q.Get("hub.challenge")) // the hub is gone where this fails
}

// receive takes what a hub sends. What is not rightly signed is dropped, and
// acknowledged all the same: whoever sent it learns nothing. Section 7
func (h *Handler) receive(w http.ResponseWriter, r *http.Request, token string) {
	select {
	case h.turns <- struct{}{}:
		defer func() { <-h.turns }()
	default:
		w.Header().Set("Retry-After", "60")
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	secret, err := h.subscriber.SubscriptionSecret(r.Context(), token)
	if err != nil {
		h.refuse(w, err, http.StatusGone) // the hub may end it: section 7
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	if !signed(r.Header.Get("X-Hub-Signature"), secret, body) {
		h.log.Warn("what a hub sent is not signed by it", "bytes", len(body))
		w.WriteHeader(http.StatusAccepted)
		return
	}
	if err := h.subscriber.Push(r.Context(), token, body); err != nil {
		h.refuse(w, err, http.StatusGone)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

// refuse answers with a status where there is no such subscription, and has the
// hub try again later where the fault is ours.
func (h *Handler) refuse(w http.ResponseWriter, err error, unknown int) {
	if errors.Is(err, bot.ErrNotFound) {
		w.WriteHeader(unknown)
		return
	}
	h.log.Error("a hub was not answered", "err", err)
	w.Header().Set("Retry-After", "300")
	w.WriteHeader(http.StatusServiceUnavailable)
}

// signed reports whether a signature, "method=hexadecimal", is that of body.
// Section 7.1; SHA-1 is what old hubs have, and keyed it still holds.
func signed(signature, secret string, body []byte) bool {
	method, sum, _ := strings.Cut(strings.TrimSpace(signature), "=")
	var algorithm func() hash.Hash
	switch strings.ToLower(method) {
	case "sha1":
		algorithm = sha1.New
	case "sha256":
		algorithm = sha256.New
	case "sha384":
		algorithm = sha512.New384
	case "sha512":
		algorithm = sha512.New
	default:
		return false
	}
	got, err := hex.DecodeString(sum)
	if err != nil || secret == "" {
		return false
	}
	mac := hmac.New(algorithm, []byte(secret))
	_, _ = mac.Write(body) // never fails
	return hmac.Equal(got, mac.Sum(nil))
}

// seconds reads a lease, 0 where it is none.
func seconds(s string) time.Duration {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(min(n, int64(mostTime/time.Second))) * time.Second
}
