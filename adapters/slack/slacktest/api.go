package slacktest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
)

// maxBody bounds what a call may send.
const maxBody = 1 << 20

// serve answers one request.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/api"), "/")
	if path == "socket" {
		s.socket(w, r)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	method, respond := path, false
	if strings.HasPrefix(path, "respond/") {
		method, respond = "response_url", true
	}
	form, _ := url.ParseQuery(string(body))
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if form.Has("token") {
		token = form.Get("token")
		form.Del("token")
	}
	if !respond {
		body = []byte(form.Encode())
	}
	s.record(Call{Method: method, Body: string(body)})

	fault, faulty := s.fault(method)
	if faulty && s.fail(w, r, fault) {
		return
	}
	out := httptest.NewRecorder()
	switch {
	case respond:
		s.respond(out, strings.TrimPrefix(path, "respond/"), body)
	case !admits(out, method, token):
	default:
		s.call(out, method, form)
	}
	if faulty { // Drop: it was carried out, and its answer is lost
		panic(http.ErrAbortHandler)
	}
	for k, v := range out.Header() {
		w.Header()[k] = v
	}
	w.WriteHeader(out.Code)
	_, _ = w.Write(out.Body.Bytes())
}

func (s *Server) record(c Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, c)
	s.happened()
}

// admits checks a call's token.
func admits(w http.ResponseWriter, method, token string) bool {
	want := BotToken
	if method == "apps.connections.open" {
		want = AppToken
	}
	switch token {
	case want:
		return true
	case "":
		refuse(w, "not_authed")
	case BotToken, AppToken:
		refuse(w, "not_allowed_token_type")
	default:
		refuse(w, "invalid_auth")
	}
	return false
}

// call carries out a call of the Web API.
func (s *Server) call(w http.ResponseWriter, method string, form url.Values) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Header().Set("X-OAuth-Scopes", s.scopes)
	switch method {
	case "auth.test":
		accept(w, map[string]any{"url": "https://velmar.slack.example/", "team": "Velmar", "user": "dateline",
			"team_id": Team, "user_id": Bot, "bot_id": botID})
	case "apps.connections.open":
		accept(w, map[string]any{"url": "ws" + strings.TrimPrefix(s.http.URL, "http") + "/socket?ticket=slacktestticket"})
	case "users.info":
		u, ok := s.users[form.Get("user")]
		if !ok {
			refuse(w, "user_not_found")
			return
		}
		accept(w, map[string]any{"user": map[string]any{"id": u.ID, "team_id": cmp.Or(u.Team, Team), "name": u.Name, "is_admin": u.Admin, "is_owner": u.Owner}})
	case "conversations.info":
		c, ok := s.channels[form.Get("channel")]
		if !ok || c.Outside && c.Private {
			refuse(w, "channel_not_found")
			return
		}
		accept(w, map[string]any{"channel": map[string]any{"id": c.ID, "creator": c.Creator, "is_archived": c.Archived}})
	case "conversations.join":
		c, ok := s.channels[form.Get("channel")]
		if !ok || c.Private {
			refuse(w, "method_not_supported_for_channel_type")
			return
		}
		c.Outside = false
		s.channels[c.ID] = c
		accept(w, map[string]any{"channel": map[string]any{"id": c.ID}})
	case "conversations.history", "conversations.replies":
		s.history(w, form)
	case "chat.postMessage", "chat.postEphemeral", "chat.update":
		s.post(w, method, form)
	default:
		refuse(w, "unknown_method")
	}
}

func accept(w http.ResponseWriter, fields map[string]any) {
	fields["ok"] = true
	answer(w, fields)
}

func refuse(w http.ResponseWriter, reason string) {
	answer(w, map[string]any{"ok": false, "error": reason})
}

func answer(w http.ResponseWriter, v any) {
	var buf bytes.Buffer
	_ = json.NewEncoder(&buf).Encode(v)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(buf.Bytes())
}
