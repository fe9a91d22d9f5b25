package slacktest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// A Message is what stands in a channel.
type Message struct {
	Channel string
	TS      string // its id in the channel
	Thread  string // the first message's of its thread; "" in the channel itself
	User    string // who wrote it; Bot for Dateline
	Only    string // the one who sees it; "" for all
	Via     string // chat.postMessage, chat.postEphemeral, response_url; "" for what a person wrote
	Payload json.RawMessage
	Key     string // of its metadata's payload

	metadata json.RawMessage
}

// Messages returns what stands in a channel and its threads, oldest first.
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.messages[channel])
}

// Posts returns what Dateline wrote in a channel and its threads, oldest first.
func (s *Server) Posts(channel string) []Message {
	return slices.DeleteFunc(s.Messages(channel), func(m Message) bool { return m.User != Bot })
}

// WaitPosts waits until Dateline has written at least n messages in a channel
// and its threads and returns them, oldest first.
func (s *Server) WaitPosts(channel string, n int) []Message {
	s.t.Helper()
	s.wait(strconv.Itoa(n)+" posts in "+channel, func() bool {
		var have int
		for _, m := range s.messages[channel] {
			if m.User == Bot {
				have++
			}
		}
		return have >= n
	})
	return s.Posts(channel)
}

// Forge lets a message stand that somebody else has marked with a key of
// Dateline's.
func (s *Server) Forge(channel, user, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	metadata, _ := json.Marshal(map[string]any{"event_type": "dateline_part", "event_payload": map[string]string{"key": key}})
	s.put(Message{Channel: channel, TS: s.timestamp(), User: user, Payload: json.RawMessage(`{"text":"forged"}`), metadata: metadata})
}

// post carries out chat.postMessage and its like.
func (s *Server) post(w http.ResponseWriter, method string, form url.Values) {
	c, ok := s.channels[form.Get("channel")]
	switch {
	case !ok || c.Outside && c.Private:
		refuse(w, "channel_not_found")
		return
	case c.Archived:
		refuse(w, "is_archived")
		return
	case c.Outside && method != "chat.postMessage":
		refuse(w, "not_in_channel")
		return
	}
	payload, problem := payloadOf(form)
	if problem != "" {
		refuse(w, problem)
		return
	}
	m := Message{
		Channel: c.ID, TS: s.timestamp(), Thread: form.Get("thread_ts"), User: Bot, Via: method,
		Payload: payload, metadata: json.RawMessage(form.Get("metadata")),
	}
	switch method {
	case "chat.postEphemeral":
		m.Only = form.Get("user")
	case "chat.update":
		i := slices.IndexFunc(s.messages[c.ID], func(o Message) bool { return o.TS == form.Get("ts") && o.User == Bot })
		if i < 0 {
			refuse(w, "message_not_found")
			return
		}
		s.messages[c.ID][i].Payload = payload
		s.happened()
		accept(w, map[string]any{"channel": c.ID, "ts": form.Get("ts")})
		return
	}
	var meta struct {
		Payload map[string]string `json:"event_payload"`
	}
	if json.Unmarshal(m.metadata, &meta) == nil {
		m.Key = meta.Payload["key"]
	}
	s.put(m)
	accept(w, map[string]any{"channel": c.ID, "ts": m.TS, "message_ts": m.TS})
}

// put lets a message stand. The lock is held.
func (s *Server) put(m Message) {
	s.messages[m.Channel] = append(s.messages[m.Channel], m)
	s.happened()
}

// payloadOf returns the text and blocks of a form as JSON, and Slack's error
// where it would refuse them.
func payloadOf(form url.Values) (json.RawMessage, string) {
	p := map[string]json.RawMessage{}
	text, _ := json.Marshal(form.Get("text"))
	p["text"] = text
	if b := form.Get("blocks"); b != "" {
		if !json.Valid([]byte(b)) {
			return nil, "invalid_blocks_format"
		}
		p["blocks"] = json.RawMessage(b)
	}
	raw, err := json.Marshal(p)
	if err != nil {
		return nil, "invalid_arguments"
	}
	switch s := Read(raw); {
	case form.Get("text") == "" && form.Get("blocks") == "":
		return nil, "no_text"
	case s.TooLong:
		return nil, "msg_blocks_too_long"
	case len(s.Problems) > 0:
		return nil, "invalid_blocks"
	}
	return raw, ""
}

// history carries out conversations.history and conversations.replies.
func (s *Server) history(w http.ResponseWriter, form url.Values) {
	c, ok := s.channels[form.Get("channel")]
	switch {
	case !ok || c.Outside && c.Private:
		refuse(w, "channel_not_found")
		return
	case c.Outside:
		refuse(w, "not_in_channel")
		return
	}
	thread := form.Get("ts")
	var page []map[string]any
	for _, m := range s.messages[c.ID] {
		under := m.Thread == "" && thread == "" || thread != "" && (m.Thread == thread || m.TS == thread)
		if m.Only != "" || !under || m.TS < form.Get("oldest") {
			continue
		}
		page = append(page, m.asHistory(form.Get("include_all_metadata") == "1"))
	}
	if thread == "" {
		slices.Reverse(page) // a channel's newest come first
	} else if len(page) == 0 {
		refuse(w, "thread_not_found")
		return
	}
	from, _ := strconv.Atoi(form.Get("cursor"))
	limit, _ := strconv.Atoi(form.Get("limit"))
	from, limit = min(max(from, 0), len(page)), min(max(limit, 1), 200)
	to, cursor := min(from+limit, len(page)), ""
	if to < len(page) {
		cursor = strconv.Itoa(to)
	}
	accept(w, map[string]any{"messages": page[from:to], "has_more": cursor != "",
		"response_metadata": map[string]any{"next_cursor": cursor}})
}

func (m Message) asHistory(metadata bool) map[string]any {
	var p map[string]any
	_ = json.Unmarshal(m.Payload, &p)
	out := map[string]any{"type": "message", "ts": m.TS, "user": m.User, "text": p["text"]}
	if b, ok := p["blocks"]; ok {
		out["blocks"] = b
	}
	if m.Thread != "" {
		out["thread_ts"] = m.Thread
	}
	if m.User == Bot {
		out["bot_id"] = botID
	}
	if metadata && len(m.metadata) > 0 {
		out["metadata"] = m.metadata
	}
	return out
}

// respond carries out a call of a response_url.
func (s *Server) respond(w http.ResponseWriter, end string, body []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	inv, ok := s.invoked[end]
	if s.uses[end]++; !ok || s.uses[end] > 5 {
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte("used_url"))
		return
	}
	var p struct {
		Type   string          `json:"response_type"`
		Text   string          `json:"text"`
		Blocks json.RawMessage `json:"blocks"`
	}
	if err := json.Unmarshal(body, &p); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte("invalid_payload"))
		return
	}
	payload, problem := payloadOf(url.Values{"text": {p.Text}, "blocks": {strings.TrimSpace(string(p.Blocks))}})
	if problem != "" {
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = w.Write([]byte(problem))
		return
	}
	m := Message{Channel: inv.channel, TS: s.timestamp(), User: Bot, Via: "response_url", Payload: payload}
	if p.Type != "in_channel" {
		m.Only = inv.user
	}
	s.put(m)
	_, _ = w.Write([]byte("ok"))
}
