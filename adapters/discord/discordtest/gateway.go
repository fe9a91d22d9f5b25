package discordtest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// What the two sides of a gateway say.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// A gateway is what the server knows of its gateway. Server.mu guards it.
type gateway struct {
	beat     time.Duration // between heartbeats, as clients are told
	sessions map[string]*session
	current  *session // the last that was begun
	peers    map[*peer]bool

	identified, resumed, beats int
	mute                       int // connections to come that are not greeted
	reconnect                  int // identifications to come that are answered with op 7
	close                      int // the code that identifications are answered with; 0 for none
	twice                      int // events to come that are sent twice
}

// A session is what a client may resume.
type session struct {
	id     string
	events []event // all there were; the n-th has the sequence number n+1
	peer   *peer   // nil while nobody is connected
}

type event struct {
	kind string
	data json.RawMessage
}

// A peer is one connection.
type peer struct {
	conn  *websocket.Conn
	write sync.Mutex
	mute  bool // says nothing more; Server.mu guards it
}

type frame struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int            `json:"s,omitempty"`
	Kind string          `json:"t,omitempty"`
}

func (p *peer) send(op int, data any) {
	raw, _ := json.Marshal(data)
	p.put(frame{Op: op, Data: raw})
}

// put writes a frame. What cannot be written is noticed where the connection
// is read.
func (p *peer) put(f frame) {
	p.write.Lock()
	defer p.write.Unlock()
	_ = p.conn.SetWriteDeadline(time.Now().Add(patience))
	_ = p.conn.WriteJSON(f)
}

func (p *peer) event(seq int, e event) {
	p.put(frame{Op: opDispatch, Data: e.data, Seq: &seq, Kind: e.kind})
}

func (p *peer) hangUp(code int) {
	p.write.Lock()
	defer p.write.Unlock()
	_ = p.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	_ = p.conn.Close()
}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	p := &peer{conn: conn}
	s.mu.Lock()
	if s.gateway.mute > 0 {
		s.gateway.mute--
		p.mute = true
	}
	if s.gateway.peers == nil {
		s.gateway.peers = map[*peer]bool{}
	}
	s.gateway.peers[p] = true
	greet, beat := !p.mute, s.gateway.beat
	s.happened()
	s.mu.Unlock()
	if greet {
		p.send(opHello, map[string]any{"heartbeat_interval": beat.Milliseconds()})
	}
	for {
		var f frame
		if err := conn.ReadJSON(&f); err != nil {
			break
		}
		s.hear(p, f)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.gateway.peers, p)
	for _, ses := range s.gateway.sessions {
		if ses.peer == p {
			ses.peer = nil
		}
	}
	s.happened()
}

// hear takes what a client says.
func (s *Server) hear(p *peer, f frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.happened()
	if p.mute {
		return
	}
	switch f.Op {
	case opHeartbeat:
		s.gateway.beats++
		p.send(opAck, nil)
	case opIdentify:
		s.identify(p, f.Data)
	case opResume:
		s.resume(p, f.Data)
	}
}

func (s *Server) identify(p *peer, data json.RawMessage) {
	var id struct {
		Token   string `json:"token"`
		Intents int    `json:"intents"`
	}
	if err := json.Unmarshal(data, &id); err != nil {
		p.hangUp(4002)
		return
	}
	s.gateway.identified++
	switch {
	case id.Token != s.Token && id.Token != "Bot "+s.Token:
		p.hangUp(4004)
	case s.gateway.close != 0:
		p.hangUp(s.gateway.close)
	case id.Intents&privileged != 0:
		p.hangUp(4014)
	case s.gateway.reconnect > 0:
		s.gateway.reconnect--
		p.send(opReconnect, nil)
	default:
		ses := &session{id: "session-" + strconv.Itoa(s.gateway.identified), peer: p}
		s.gateway.sessions[ses.id] = ses
		s.gateway.current = ses
		s.dispatch("READY", map[string]any{
			"v": 9, "user": bot(), "session_id": ses.id, "resume_gateway_url": s.gatewayURL(),
			"guilds":      []any{map[string]any{"id": GuildID, "unavailable": true}},
			"application": map[string]any{"id": AppID, "flags": 0},
		})
	}
}

// privileged is the intents that this bot was not granted: members, presences,
// message content.
const privileged = 1<<1 | 1<<8 | 1<<15

func (s *Server) resume(p *peer, data json.RawMessage) {
	var id struct {
		Session string `json:"session_id"`
		Seq     int    `json:"seq"`
	}
	if err := json.Unmarshal(data, &id); err != nil {
		p.hangUp(4002)
		return
	}
	ses := s.gateway.sessions[id.Session]
	if ses == nil || id.Seq > len(ses.events) {
		p.send(opInvalid, false)
		return
	}
	s.gateway.resumed++
	s.gateway.current, ses.peer = ses, p
	s.dispatch("RESUMED", map[string]any{}) // after all that was missed
	for n := id.Seq; n < len(ses.events); n++ {
		p.event(n+1, ses.events[n])
	}
}

// dispatch sends an event to the current session, or keeps it until that is
// resumed. The caller holds mu.
func (s *Server) dispatch(kind string, data any) {
	ses := s.gateway.current
	if ses == nil {
		return
	}
	raw, err := json.Marshal(data)
	if err != nil {
		s.t.Errorf("event %s: %v", kind, err)
		return
	}
	n := 1
	if s.gateway.twice > 0 && kind != "READY" && kind != "RESUMED" {
		s.gateway.twice--
		n = 2
	}
	for range n {
		ses.events = append(ses.events, event{kind, raw})
		if ses.peer != nil && !ses.peer.mute && kind != "RESUMED" { // resume sends that
			ses.peer.event(len(ses.events), ses.events[len(ses.events)-1])
		}
	}
	s.happened()
}

// WaitReady returns once a client is connected and was welcomed.
func (s *Server) WaitReady() {
	s.t.Helper()
	s.Await("a bot at the gateway", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.gateway.current != nil
	})
}

// WaitIdentified returns once clients have begun n sessions in all.
func (s *Server) WaitIdentified(n int) {
	s.t.Helper()
	s.Await(strconv.Itoa(n)+" sessions", func() bool { i, _ := s.Sessions(); return i >= n })
}

// WaitResumed returns once clients have resumed n times in all.
func (s *Server) WaitResumed(n int) {
	s.t.Helper()
	s.Await(strconv.Itoa(n)+" resumed sessions", func() bool { _, r := s.Sessions(); return r >= n })
}

// Sessions returns how often a client identified and how often one resumed.
func (s *Server) Sessions() (identified, resumed int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.identified, s.gateway.resumed
}

// Connected returns how many clients are connected.
func (s *Server) Connected() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.gateway.peers)
}

// Heartbeats returns how many heartbeats have come.
func (s *Server) Heartbeats() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.beats
}

// BeatEvery sets the interval of heartbeats for connections to come.
func (s *Server) BeatEvery(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.beat = d
}

// each calls do for every connection.
func (s *Server) each(do func(p *peer)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for p := range s.gateway.peers {
		do(p)
	}
}

// Drop breaks all connections without a word.
func (s *Server) Drop() {
	s.each(func(p *peer) {
		for _, ses := range s.gateway.sessions {
			if ses.peer == p {
				ses.peer = nil
			}
		}
		_ = p.conn.NetConn().Close()
	})
}

// Silence lets all connections stand and says nothing more on them.
func (s *Server) Silence() {
	s.each(func(p *peer) { p.mute = true })
}

// Reconnect asks all clients to connect again (op 7).
func (s *Server) Reconnect() {
	s.each(func(p *peer) { p.send(opReconnect, nil) })
}

// Close hangs up on all clients with a close code.
func (s *Server) Close(code int) {
	s.each(func(p *peer) { p.hangUp(code) })
}

// Forget makes all sessions so far impossible to resume (op 9).
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.gateway.sessions)
}

// MuteNext does not greet the next n connections.
func (s *Server) MuteNext(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.mute = n
}

// ReconnectNext answers the next n identifications with op 7.
func (s *Server) ReconnectNext(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.reconnect = n
}

// RefuseIdentify answers identifications with a close code, 0 for a welcome.
func (s *Server) RefuseIdentify(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.close = code
}

// Twice sends the next n events twice.
func (s *Server) Twice(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.twice = n
}

// hangUp ends all connections.
func (s *Server) hangUp() { s.each(func(p *peer) { _ = p.conn.NetConn().Close() }) }
