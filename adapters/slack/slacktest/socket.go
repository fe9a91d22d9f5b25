package slacktest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gorilla/websocket"
)

// An envelope is what Socket Mode carries, until it is acknowledged.
// https://docs.slack.dev/apis/events-api/using-socket-mode
type envelope struct {
	id      string
	fields  map[string]any
	sent    bool
	acks    int
	retries int
}

// pingEvery is how often sockets are pinged; clients miss it after some 30 s.
const pingEvery = 5 * time.Second

// Command has a user give a slash command in a channel and returns the id of
// its envelope.
func (s *Server) Command(channel, user, command, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	end := fmt.Sprintf("%s/%d/secret%d", Team, s.next(), s.next())
	s.invoked[end] = invocation{channel: channel, user: user}
	return s.send("slash_commands", true, map[string]any{
		"token": "unused", "team_id": Team, "team_domain": "velmar", "channel_id": channel, "channel_name": "general",
		"user_id": user, "user_name": s.users[user].Name, "command": command, "text": text, "api_app_id": "A0DATELINE",
		"is_enterprise_install": "false", "response_url": s.http.URL + "/respond/" + end, "trigger_id": fmt.Sprintf("%d.%d.trigger", s.next(), s.next()),
	})
}

// Mention has a user write text in a channel, in a thread of it where thread
// is not "", and returns the message's timestamp. A mention of the bot is part
// of the text: "<@" + Bot + ">".
func (s *Server) Mention(channel, user, text, thread string) string {
	return s.event("app_mention", channel, user, text, map[string]any{"thread_ts": thread})
}

// DirectMessage has a user write text to the bot alone and returns the channel
// in which they talk.
func (s *Server) DirectMessage(user, text string) (channel string) {
	channel = "D0" + user[1:]
	s.AddChannel(Channel{ID: channel})
	s.event("message", channel, user, text, map[string]any{"channel_type": "im"})
	return channel
}

// Event has Slack tell of an event with fields of its own beside the usual
// ones, and returns its timestamp.
func (s *Server) Event(kind, channel, user, text string, fields map[string]any) string {
	return s.event(kind, channel, user, text, fields)
}

func (s *Server) event(kind, channel, user, text string, fields map[string]any) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	ts := s.timestamp()
	thread, _ := fields["thread_ts"].(string)
	payload, _ := json.Marshal(map[string]any{"text": text})
	s.put(Message{Channel: channel, TS: ts, Thread: thread, User: user, Payload: payload})
	inner := map[string]any{"type": kind, "user": user, "text": text, "ts": ts, "event_ts": ts, "channel": channel, "team": Team}
	for k, v := range fields {
		if v != "" {
			inner[k] = v
		}
	}
	s.send("events_api", false, map[string]any{
		"token": "unused", "team_id": Team, "api_app_id": "A0DATELINE", "type": "event_callback", "event": inner,
		"event_id": fmt.Sprintf("Ev%08d", s.next()), "event_time": time.Now().Unix(),
	})
	return ts
}

// Resend delivers an envelope once more, as Slack does where it is not sure
// that the first came through; the last one where id is "".
func (s *Server) Resend(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := len(s.envelopes) - 1; i >= 0; i-- {
		if e := s.envelopes[i]; id == "" || e.id == id {
			e.sent = false
			e.retries++
			e.fields["retry_attempt"], e.fields["retry_reason"] = e.retries, "timeout"
			break
		}
	}
	s.happened()
}

// send queues an envelope. The lock is held.
func (s *Server) send(kind string, answers bool, payload map[string]any) string {
	id := fmt.Sprintf("envelope-%d", s.next())
	s.envelopes = append(s.envelopes, &envelope{id: id, fields: map[string]any{
		"type": kind, "envelope_id": id, "payload": payload, "accepts_response_payload": answers, "retry_attempt": 0, "retry_reason": "",
	}})
	s.happened()
	return id
}

// WaitConnected waits until n sockets were opened since the server began.
func (s *Server) WaitConnected(n int) {
	s.t.Helper()
	s.wait("connection "+strconv.Itoa(n), func() bool { return s.opened >= n && len(s.sockets) > 0 })
}

// WaitAcknowledged waits until all envelopes are, and returns how often each
// was in the order in which they came.
func (s *Server) WaitAcknowledged() []int {
	s.t.Helper()
	var acks []int
	s.wait("all envelopes to be acknowledged", func() bool {
		acks = acks[:0]
		good := true
		for _, e := range s.envelopes {
			acks = append(acks, e.acks)
			good = good && e.acks > e.retries
		}
		return good
	})
	return acks
}

// DropSockets cuts all sockets without a word. What was not acknowledged is
// sent again over the next.
func (s *Server) DropSockets() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.sockets {
		_ = c.UnderlyingConn().Close()
	}
}

// Refresh asks the client to connect anew, as Slack does every few hours.
func (s *Server) Refresh() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.envelopes = append(s.envelopes, &envelope{fields: map[string]any{
		"type": "disconnect", "reason": "refresh_requested", "debug_info": map[string]any{"host": "slacktest"},
	}, acks: 1})
	s.happened()
}

// socket serves one Socket Mode connection.
func (s *Server) socket(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("ticket") == "" {
		http.Error(w, "no ticket", http.StatusUnauthorized)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // slack-go says it is api.slack.com
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	gone := make(chan struct{})
	go s.acknowledgements(conn, gone)
	s.deliver(conn, gone)
	_ = conn.Close()
	<-gone
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sockets, conn)
	for _, e := range s.envelopes {
		if e.acks <= e.retries {
			e.sent = false // over the next socket
		}
	}
	s.happened()
}

// acknowledgements reads until the socket ends.
func (s *Server) acknowledgements(conn *websocket.Conn, gone chan struct{}) {
	defer close(gone)
	for {
		var ack struct {
			ID string `json:"envelope_id"`
		}
		if err := conn.ReadJSON(&ack); err != nil {
			return
		}
		s.mu.Lock()
		for _, e := range s.envelopes {
			if e.id == ack.ID {
				e.acks++
			}
		}
		s.happened()
		s.mu.Unlock()
	}
}

// deliver greets the client, pings it, and sends envelopes until the socket
// ends. It alone writes.
func (s *Server) deliver(conn *websocket.Conn, gone <-chan struct{}) {
	hello := map[string]any{"type": "hello", "num_connections": 1,
		"connection_info": map[string]any{"app_id": "A0DATELINE"}, "debug_info": map[string]any{"host": "slacktest", "approximate_connection_time": 18060}}
	if conn.WriteJSON(hello) != nil || conn.WriteControl(websocket.PingMessage, []byte("first"), time.Now().Add(time.Second)) != nil {
		return
	}
	s.mu.Lock()
	s.sockets[conn] = true
	s.opened++
	s.happened()
	s.mu.Unlock()
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		e, changed := s.pending()
		if e != nil {
			if conn.WriteJSON(e) != nil {
				return
			}
			continue
		}
		select {
		case <-changed:
		case <-gone:
			return
		case <-s.done:
			return
		case <-ping.C:
			if conn.WriteControl(websocket.PingMessage, []byte("again"), time.Now().Add(time.Second)) != nil {
				return
			}
		}
	}
}

// pending returns the next envelope to send, or what tells that there may be one.
func (s *Server) pending() (map[string]any, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.envelopes {
		if !e.sent {
			e.sent = true
			out := map[string]any{}
			for k, v := range e.fields {
				out[k] = v
			}
			return out, nil
		}
	}
	return nil, s.changed
}
