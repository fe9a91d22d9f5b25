// Package slacktest is Slack on the loopback interface, as far as Dateline
// needs it: the Web API, Socket Mode and response_urls, spoken to slack-go
// itself. It keeps what it is sent, and fails as Slack does when it is told to.
package slacktest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// The tokens that the server takes, and who is there.
const (
	BotToken = "xoxb-1-2-slacktestbottoken"
	AppToken = "xapp-1-A1-2-slacktestapptoken"
	Team     = "T0VELMAR"
	General  = "C0GENERAL" // a channel that Ana has created and the bot is in
	Ana      = "U0ANA"     // an admin of the workspace
	Ben      = "U0BEN"     // a member
	Bot      = "U0DATELINE"
	botID    = "B0DATELINE"
)

// Patience bounds everything that a test waits for.
const Patience = 10 * time.Second

// A Server is one workspace with the app installed.
type Server struct {
	URL string // for slack.api_url

	t    testing.TB
	http *httptest.Server
	done chan struct{} // closed with the server; ends calls that hang

	mu        sync.Mutex
	changed   chan struct{} // closed and replaced whenever something happens
	clock     time.Time
	serial    int
	messages  map[string][]Message // by channel
	channels  map[string]Channel
	users     map[string]User
	calls     []Call
	faults    map[string][]Fault
	scopes    string
	envelopes []*envelope
	sockets   map[*websocket.Conn]bool
	opened    int // sockets so far
	uses      map[string]int
	invoked   map[string]invocation // by the end of their response_url
}

// A Channel is a conversation. One whose ID begins with D is a direct message.
type Channel struct {
	ID       string
	Creator  string
	Archived bool
	Outside  bool // the bot is not in it; it may write there all the same, unless
	Private  bool // it is for members alone
}

// A User is a member of the workspace.
type User struct {
	ID    string
	Name  string
	Admin bool
	Owner bool
	Team  string // of another organization; "" for the server's own
}

// A Call is one call of the Web API or of a response_url, whatever became of it.
type Call struct {
	Method string // chat.postMessage, …; "response_url"
	Body   string // as it was sent: a form, or JSON for a response_url; without the token
}

type invocation struct {
	channel, user string
}

// NewServer returns a running server, which ends with t.
func NewServer(t testing.TB) *Server {
	s := &Server{
		t: t, done: make(chan struct{}), changed: make(chan struct{}),
		messages: map[string][]Message{}, channels: map[string]Channel{}, users: map[string]User{},
		faults: map[string][]Fault{}, sockets: map[*websocket.Conn]bool{},
		uses: map[string]int{}, invoked: map[string]invocation{},
		scopes: "app_mentions:read,channels:history,channels:join,channels:read,chat:write,chat:write.public,commands," +
			"groups:history,groups:read,im:history,metadata.message:read,mpim:history,mpim:read,users:read",
	}
	s.AddUser(User{ID: Ana, Name: "ana", Admin: true})
	s.AddUser(User{ID: Ben, Name: "ben"})
	s.AddChannel(Channel{ID: General, Creator: Ana})
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	s.URL = s.http.URL + "/api"
	t.Cleanup(s.close)
	return s
}

func (s *Server) close() {
	close(s.done)
	s.DropSockets()
	s.http.CloseClientConnections()
	s.http.Close()
}

// AddChannel adds a channel, or changes the one with its ID.
func (s *Server) AddChannel(c Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channels[c.ID] = c
}

// AddUser adds a user, or changes the one with its ID.
func (s *Server) AddUser(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[u.ID] = u
}

// SetScopes sets what the X-OAuth-Scopes header tells, separated by commas.
func (s *Server) SetScopes(scopes string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scopes = scopes
}

// Calls returns the calls so far of a method, or of all where method is "".
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if method == "" || c.Method == method {
			out = append(out, c)
		}
	}
	return out
}

// wait returns once ok reports true, which is asked under the lock whenever
// something has happened. It ends the test where that takes too long.
func (s *Server) wait(what string, ok func() bool) {
	s.t.Helper()
	late := time.NewTimer(Patience)
	defer late.Stop()
	for {
		s.mu.Lock()
		changed, good := s.changed, ok()
		s.mu.Unlock()
		if good {
			return
		}
		select {
		case <-changed:
		case <-late.C:
			s.t.Fatalf("slacktest: waited %s in vain for %s", Patience, what)
		}
	}
}

// happened wakes those who wait. The lock is held.
func (s *Server) happened() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// next returns a number that no other call returns. The lock is held.
func (s *Server) next() int {
	s.serial++
	return s.serial
}

// timestamp returns the next message's: seconds and a fraction that make it
// unique in its channel. The lock is held.
func (s *Server) timestamp() string {
	now := time.Now().Truncate(time.Microsecond)
	if !now.After(s.clock) {
		now = s.clock.Add(time.Microsecond)
	}
	s.clock = now.Truncate(time.Microsecond)
	return fmt.Sprintf("%d.%06d", now.Unix(), now.Nanosecond()/1000)
}
