package discordtest

import (
	"encoding/json"
	"io"
	"net/http"
)

// A Fault is what the server does in place of answering well.
type Fault int

const (
	// TooMany answers 429 with a Retry-After of one second.
	TooMany Fault = iota + 1
	// ServerError answers 503; nothing was done.
	ServerError
	// BadGateway answers 502; nothing was done.
	BadGateway
	// ReplyLost does what it was asked and drops the connection before it
	// answers.
	ReplyLost
	// Hangs reads the request and does not answer until it is cancelled;
	// nothing was done.
	Hangs
	// Expired answers 401: the interaction's token is no more.
	Expired
	// UsedUp does what it was asked and says that no more is allowed for two
	// minutes.
	UsedUp
)

// Inject makes the server meet the next call of a route with f. Faults of one
// route are met in the order in which they were injected.
func (s *Server) Inject(route string, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[route] = append(s.faults[route], f)
}

// serve records a call and lets the next fault of its route happen, else h.
func (s *Server) serve(route string, auth bool, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
		if err != nil {
			return
		}
		rec := Request{Route: route, Path: r.URL.Path}
		if len(body) > 0 {
			rec.Body = json.RawMessage(body)
		}
		s.mu.Lock()
		s.requests = append(s.requests, rec)
		var f Fault
		if all := s.faults[route]; len(all) > 0 {
			f, s.faults[route] = all[0], all[1:]
		}
		s.happened()
		s.mu.Unlock()
		if auth && r.Header.Get("Authorization") != "Bot "+s.Token {
			refuse(w, http.StatusUnauthorized, 0, "401: "+http.StatusText(http.StatusUnauthorized))
			return
		}
		w.Header().Set("X-RateLimit-Limit", "5")
		w.Header().Set("X-RateLimit-Remaining", "4")
		w.Header().Set("X-RateLimit-Reset-After", "1.0")
		s.meet(f, w, r.WithContext(withBody(r.Context(), body)), h)
	}
}

func (s *Server) meet(f Fault, w http.ResponseWriter, r *http.Request, h http.HandlerFunc) {
	switch f {
	case TooMany:
		w.Header().Set("Retry-After", "1")
		w.Header().Set("X-RateLimit-Scope", "user")
		answer(w, http.StatusTooManyRequests, map[string]any{"message": "You are being rate limited.", "retry_after": 1.0, "global": false})
	case ServerError:
		http.Error(w, "upstream connect error", http.StatusServiceUnavailable)
	case BadGateway:
		http.Error(w, "<html>bad gateway</html>", http.StatusBadGateway)
	case ReplyLost:
		h(discard{}, r)
		panic(http.ErrAbortHandler)
	case Hangs:
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	case Expired:
		refuse(w, http.StatusUnauthorized, 50027, "Invalid Webhook Token")
	case UsedUp:
		w.Header().Set("X-RateLimit-Remaining", "0")
		w.Header().Set("X-RateLimit-Reset-After", "120.0")
		h(w, r)
	default:
		h(w, r)
	}
}

// discard is where an answer goes that gets lost.
type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) WriteHeader(int)             {}
