package discordtest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

type bodyKey struct{}

func withBody(ctx context.Context, b []byte) context.Context {
	return context.WithValue(ctx, bodyKey{}, b)
}

// read decodes a call's body.
func read(r *http.Request, v any) error {
	body, _ := r.Context().Value(bodyKey{}).([]byte)
	return json.Unmarshal(body, v)
}

// routes lists what the server answers. https://discord.com/developers/docs/reference
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	handle := func(auth bool, method, path string, h http.HandlerFunc) {
		var words []string
		for w := range strings.SplitSeq(path, "/") {
			if !strings.HasPrefix(w, "{") {
				words = append(words, w)
			}
		}
		mux.HandleFunc(method+" /api/v9/"+path, s.serve(method+" "+strings.Join(words, "/"), auth, h))
	}
	handle(true, "GET", "users/@me", s.getMe)
	handle(true, "GET", "applications/@me", s.getApplication)
	handle(false, "GET", "gateway", s.getGateway)
	handle(true, "GET", "gateway/bot", s.getGatewayBot)
	handle(true, "GET", "applications/{app}/commands", s.getCommands)
	handle(true, "PUT", "applications/{app}/commands", s.putCommands)
	handle(true, "GET", "guilds/{guild}", s.getGuild)
	handle(true, "GET", "channels/{channel}", s.getChannel)
	handle(true, "GET", "channels/{channel}/messages", s.getMessages)
	handle(true, "POST", "channels/{channel}/messages", s.postMessage)
	handle(true, "POST", "channels/{channel}/messages/{message}/threads", s.postThread)
	handle(true, "POST", "channels/{channel}/typing", s.postTyping)
	handle(false, "POST", "interactions/{id}/{token}/callback", s.postCallback)
	handle(false, "PATCH", "webhooks/{app}/{token}/messages/@original", s.patchOriginal)
	handle(false, "DELETE", "webhooks/{app}/{token}/messages/@original", s.deleteOriginal)
	handle(false, "POST", "webhooks/{app}/{token}", s.postFollowUp)
	mux.HandleFunc("/gateway/", s.serveGateway)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.t.Errorf("the bot called what the server does not know: %s %s", r.Method, r.URL.Path)
		refuse(w, http.StatusNotFound, 0, "404: Not Found")
	})
	return mux
}

func (s *Server) getMe(w http.ResponseWriter, _ *http.Request) { answer(w, 200, bot()) }

func bot() map[string]any {
	return map[string]any{"id": BotID, "username": "Dateline", "discriminator": "0", "bot": true}
}

func (s *Server) getApplication(w http.ResponseWriter, _ *http.Request) {
	answer(w, 200, map[string]any{"id": AppID, "name": "Dateline", "flags": 0, "bot_public": false})
}

func (s *Server) getGateway(w http.ResponseWriter, _ *http.Request) {
	answer(w, 200, map[string]any{"url": s.gatewayURL()})
}

func (s *Server) getGatewayBot(w http.ResponseWriter, _ *http.Request) {
	answer(w, 200, map[string]any{
		"url": s.gatewayURL(), "shards": 1,
		"session_start_limit": map[string]any{"total": 1000, "remaining": 998, "reset_after": 14400000, "max_concurrency": 1},
	})
}

func (s *Server) gatewayURL() string { return "ws" + strings.TrimPrefix(s.URL, "http") + "/gateway" }

func (s *Server) getCommands(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	answer(w, 200, s.commands)
}

// putCommands keeps commands and, as Discord does, fills in what it adds.
func (s *Server) putCommands(w http.ResponseWriter, r *http.Request) {
	var cmds []map[string]any
	if err := read(r, &cmds); err != nil {
		refuse(w, http.StatusBadRequest, 50109, err.Error())
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range cmds {
		c["id"], c["application_id"], c["version"] = s.snowflake(), AppID, s.snowflake()
		c["nsfw"], c["dm_permission"] = false, true
		if p, ok := c["default_member_permissions"].(float64); ok {
			c["default_member_permissions"] = strconv.Itoa(int(p)) // it takes either and gives text
		}
	}
	slices.Reverse(cmds) // Discord keeps no order
	var err error
	if s.commands, err = json.Marshal(cmds); err != nil {
		refuse(w, http.StatusBadRequest, 50109, err.Error())
		return
	}
	s.happened()
	answer(w, 200, cmds)
}

func (s *Server) getGuild(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("guild") != GuildID {
		refuse(w, http.StatusNotFound, 10004, "Unknown Guild")
		return
	}
	answer(w, 200, map[string]any{
		"id": GuildID, "name": "Velmar", "owner_id": "1500000000000000009",
		"roles": []map[string]any{
			{"id": GuildID, "name": "@everyone", "permissions": strconv.Itoa(readerPermissions)},
			{"id": editors, "name": "editors", "permissions": strconv.Itoa(managerPermissions)},
		},
	})
}

// What everyone and what the editors may do.
const (
	readerPermissions  = 1<<10 | 1<<11 | 1<<16
	managerPermissions = readerPermissions | 1<<4
)

func (s *Server) getChannel(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.open(w, r)
	if c == nil {
		return
	}
	kind := 0
	if c.guild == "" {
		kind = 1
	} else if c.parent != "" {
		kind = 11
	}
	answer(w, 200, map[string]any{"id": c.id, "type": kind, "guild_id": c.guild, "parent_id": c.parent, "name": c.name, "permission_overwrites": []any{}})
}

// open returns the channel that a call is about, or refuses. The caller holds
// mu.
func (s *Server) open(w http.ResponseWriter, r *http.Request) *channel {
	c := s.channels[r.PathValue("channel")]
	switch {
	case c == nil:
		refuse(w, http.StatusNotFound, 10003, "Unknown Channel")
		return nil
	case c.id == Forbidden:
		refuse(w, http.StatusForbidden, 50001, "Missing Access")
		return nil
	}
	return c
}

// getMessages lists the newest first, without nonces, which Discord does not
// keep.
func (s *Server) getMessages(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.open(w, r)
	if c == nil {
		return
	}
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil || limit < 1 || limit > 100 {
		refuse(w, http.StatusBadRequest, 50035, "Invalid Form Body: limit")
		return
	}
	out := []any{}
	before := r.URL.Query().Get("before")
	for _, m := range slices.Backward(c.messages) {
		if len(out) < limit && !m.deleted && !m.Ephemeral && (before == "" || m.ID < before) {
			out = append(out, m.json(""))
		}
	}
	answer(w, 200, out)
}

func (s *Server) postMessage(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.open(w, r)
	if c == nil {
		return
	}
	m, err := s.compose(r)
	if err != nil {
		refuse(w, http.StatusBadRequest, 50035, err.Error())
		return
	}
	if first := s.nonces[m.Nonce]; m.Nonce != "" && m.enforce && first != nil {
		answer(w, 200, first.json(first.Nonce))
		return
	}
	if m.Nonce != "" {
		s.nonces[m.Nonce] = m
	}
	s.stand(m, c)
	answer(w, 200, m.json(m.Nonce))
}

// stand puts m into c. The caller holds mu.
func (s *Server) stand(m *message, c *channel) {
	m.ID, m.Channel, m.Author = s.snowflake(), c.id, BotID
	m.Thread = c.parent != ""
	c.messages = append(c.messages, m)
	if !m.Ephemeral {
		s.dispatch("MESSAGE_CREATE", m.event(c))
	}
	s.happened()
}

func (s *Server) postThread(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.open(w, r)
	if c == nil {
		return
	}
	var body struct {
		Name string `json:"name"`
	}
	root := r.PathValue("message")
	at := slices.IndexFunc(c.messages, func(m *message) bool { return m.ID == root && !m.deleted })
	switch err := read(r, &body); {
	case err != nil || length(body.Name) < 1 || length(body.Name) > 100:
		s.malformed(fmt.Errorf("a thread called %q", body.Name))
		refuse(w, http.StatusBadRequest, 50035, "Invalid Form Body: name")
	case c.guild == "" || c.parent != "":
		refuse(w, http.StatusBadRequest, 50024, "Cannot execute action on this channel type")
	case at < 0 || c.messages[at].Ephemeral:
		refuse(w, http.StatusNotFound, 10008, "Unknown Message")
	case c.id == NoThreads:
		refuse(w, http.StatusForbidden, 50013, "Missing Permissions")
	case s.channels[root] != nil:
		refuse(w, http.StatusBadRequest, 160004, "A thread has already been created for this message")
	default:
		s.channels[root] = &channel{id: root, guild: c.guild, parent: c.id, name: body.Name}
		c.messages[at].ThreadName = body.Name
		s.happened()
		answer(w, http.StatusCreated, map[string]any{"id": root, "type": 11, "parent_id": c.id, "name": body.Name})
	}
}

func (s *Server) postTyping(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open(w, r) != nil {
		w.WriteHeader(http.StatusNoContent)
	}
}

// malformed keeps what was wrong with a call. The caller holds mu.
func (s *Server) malformed(err error) { s.refused = append(s.refused, err.Error()) }
