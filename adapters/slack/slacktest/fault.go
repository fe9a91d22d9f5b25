package slacktest

import (
	"net/http"
	"strconv"
)

// A Fault is how one call fails.
type Fault struct {
	Status     int    // an HTTP status in place of an answer; 429 tells RetryAfter
	RetryAfter int    // seconds
	Error      string // ok: false with this error
	Drop       bool   // the call is carried out and its answer lost
	Hang       bool   // no answer until the caller gives up
}

// Fail has the next call of a method that is not yet to fail do so. The method
// is that of the Web API, or "response_url".
func (s *Server) Fail(method string, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[method] = append(s.faults[method], f)
}

// fault returns the fault that the call is to meet, if any.
func (s *Server) fault(method string) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	queue := s.faults[method]
	if len(queue) == 0 {
		return Fault{}, false
	}
	s.faults[method] = queue[1:]
	return queue[0], true
}

// fail answers a call by the fault, and reports false where it is still to be
// carried out.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, f Fault) bool {
	switch {
	case f.Drop:
		return false
	case f.Hang:
		select {
		case <-r.Context().Done():
		case <-s.done:
		}
		panic(http.ErrAbortHandler)
	case f.Status != 0:
		if f.Status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
		}
		http.Error(w, "<html>"+http.StatusText(f.Status)+"</html>", f.Status)
	default:
		refuse(w, f.Error)
	}
	return true
}
