package discordtest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Who and what there is. Any other channel is unknown to the server.
const (
	BotID     = "1100000000000000001"
	AppID     = "1100000000000000002"
	GuildID   = "1200000000000000001"
	General   = "1300000000000000001" // a channel of the guild
	Newsdesk  = "1300000000000000002" // another
	Direct    = "1300000000000000003" // Reader's direct messages with the bot
	Forbidden = "1300000000000000004" // a channel of the guild that is not open to the bot
	NoThreads = "1300000000000000005" // a channel of the guild where the bot may start no thread
	editors   = "1400000000000000001" // a role that manages channels
)

// patience bounds every wait.
const patience = 10 * time.Second

// A User is somebody in the guild.
type User struct {
	ID      string
	Name    string
	Manager bool // has a role that manages channels
}

// Reader returns somebody who may read and write.
func Reader() User { return User{ID: "1500000000000000001", Name: "Mara"} }

// Manager returns somebody who may manage channels.
func Manager() User { return User{ID: "1500000000000000002", Name: "Tomas", Manager: true} }

// A Request is one call of the REST API.
type Request struct {
	Route string // "POST channels/messages": method and path without ids and tokens
	Path  string
	Body  json.RawMessage // nil where there was none
}

// A Server is a Discord. Its zero value is of no use; see NewServer.
type Server struct {
	URL   string // for discord.api_url
	Token string // for discord.token

	t  testing.TB
	mu sync.Mutex
	// changed is closed, and made anew, whenever anything happens.
	changed  chan struct{}
	last     int64 // snowflake
	channels map[string]*channel
	nonces   map[string]*message
	hooks    map[string]*Interaction // by token
	commands json.RawMessage
	requests []Request
	faults   map[string][]Fault
	refused  []string
	gateway  gateway
}

// NewServer starts a server that ends with its test. It fails the test where
// the server was sent a message that Discord would refuse as malformed.
func NewServer(t testing.TB) *Server {
	s := &Server{
		Token:    "MTEwMDAwMDAwMDAwMDAwMDAwMQ.G1a2b3.test-token-that-nobody-may-see",
		t:        t,
		changed:  make(chan struct{}),
		channels: map[string]*channel{},
		nonces:   map[string]*message{},
		hooks:    map[string]*Interaction{},
		commands: json.RawMessage("[]"),
		faults:   map[string][]Fault{},
		gateway:  gateway{sessions: map[string]*session{}, beat: 41250 * time.Millisecond},
	}
	for _, id := range []string{General, Newsdesk, Forbidden, NoThreads} {
		s.channels[id] = &channel{id: id, guild: GuildID}
	}
	s.channels[Direct] = &channel{id: Direct}
	h := httptest.NewServer(s.routes())
	s.URL = h.URL
	t.Cleanup(func() {
		s.hangUp()
		h.CloseClientConnections()
		h.Close()
		for _, r := range s.refused {
			t.Errorf("the bot sent what Discord refuses: %s", r)
		}
	})
	return s
}

// Await returns once is is true, and fails the test where that takes long. Is
// is called whenever something happens; it may call the server's methods.
func (s *Server) Await(what string, is func() bool) {
	s.t.Helper()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if is() {
			return
		}
		select {
		case <-changed:
		case <-timer.C:
			s.t.Fatalf("waited %s for this: %s", patience, what)
		}
	}
}

// happened tells those who wait. The caller holds mu.
func (s *Server) happened() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// WaitMessages returns what the bot has said in a channel or thread once it is
// at least n messages, none of them "thinking…".
func (s *Server) WaitMessages(channel string, n int) []Message {
	s.t.Helper()
	var out []Message
	s.Await(strconv.Itoa(n)+" messages in "+channel, func() bool {
		out = s.Messages(channel)
		return len(out) >= n && !slices.ContainsFunc(out, func(m Message) bool { return m.Thinking })
	})
	return out
}

// Messages returns what the bot has said in a channel, oldest first. A thread
// is a channel with the id of the message that it stands under.
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[channel]
	if c == nil {
		return nil
	}
	var out []Message
	for _, m := range c.messages {
		if m.Author == BotID && !m.deleted {
			out = append(out, m.Message)
		}
	}
	return out
}

// Standing returns what the bot has said in a channel and in its threads,
// oldest first.
func (s *Server) Standing(channel string) []Message {
	out := s.Messages(channel)
	for _, m := range slices.Clone(out) {
		out = append(out, s.Messages(m.ID)...)
	}
	slices.SortStableFunc(out, func(a, b Message) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// Requests returns all calls of a route so far, or of every route for "".
func (s *Server) Requests(route string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Request
	for _, r := range s.requests {
		if route == "" || r.Route == route {
			out = append(out, r)
		}
	}
	return out
}

// Commands returns the slash commands that the bot has registered.
func (s *Server) Commands() []*discordgo.ApplicationCommand {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*discordgo.ApplicationCommand
	if err := json.Unmarshal(s.commands, &out); err != nil {
		s.t.Errorf("registered commands: %v", err)
	}
	return out
}

// SetCommands has cmds stand as registered.
func (s *Server) SetCommands(cmds []*discordgo.ApplicationCommand) {
	raw, err := json.Marshal(cmds)
	if err != nil {
		s.t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.commands = raw
}

// Allow takes back that malformed messages fail the test, and returns those
// there were.
func (s *Server) Allow() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.refused
	s.refused = nil
	return out
}

// snowflake returns a new id, later than all before. The caller holds mu.
func (s *Server) snowflake() string {
	const epoch = 1420070400000 // the first second of 2015, in milliseconds
	id := (time.Now().UnixMilli() - epoch) << 22
	s.last = max(s.last+1, id)
	return strconv.FormatInt(s.last, 10)
}

// A channel holds messages; a thread is one too.
type channel struct {
	id       string
	guild    string // "" for direct messages
	parent   string // of a thread
	name     string
	messages []*message
}

// answer writes v as JSON.
func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // where nobody listens any more there is nobody to tell
}

// refuse answers as Discord does where it does not do what it was asked.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
func refuse(w http.ResponseWriter, status, code int, text string) {
	answer(w, status, map[string]any{"code": code, "message": text})
}
