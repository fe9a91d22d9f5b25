package discordtest

import (
	"net/http"
	"path"
	"slices"
	"strconv"
)

// An Interaction is one slash command that was used.
type Interaction struct {
	ID      string
	Token   string // a secret
	channel *channel
	acked   bool
	answers []*message
	s       *Server
}

// Command uses a slash command in a channel, with options by name.
func (s *Server) Command(u User, channel, name string, options map[string]string) *Interaction {
	s.t.Helper()
	return s.command(u, channel, name, options, "", "")
}

// CommandWithFile is Command with a file, which is at addr, for one option more.
func (s *Server) CommandWithFile(u User, channel, name string, options map[string]string, option, addr string) *Interaction {
	s.t.Helper()
	return s.command(u, channel, name, options, option, addr)
}

func (s *Server) command(u User, channel, name string, options map[string]string, fileOption, addr string) *Interaction {
	s.t.Helper()
	s.WaitReady()
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.known(channel)
	i := &Interaction{ID: s.snowflake(), s: s, channel: c}
	i.Token = "aW50ZXJhY3Rpb24-" + i.ID + "-secret"
	s.hooks[i.Token] = i
	opts := []any{}
	for _, k := range slices.Sorted(keys(options)) {
		opts = append(opts, map[string]any{"name": k, "type": 3, "value": options[k]})
	}
	data := map[string]any{"id": "1", "name": name, "type": 1, "options": opts}
	if fileOption != "" {
		id := s.snowflake()
		data["options"] = append(opts, map[string]any{"name": fileOption, "type": 11, "value": id})
		data["resolved"] = map[string]any{"attachments": map[string]any{id: attached(id, addr)}}
	}
	event := map[string]any{
		"id": i.ID, "application_id": AppID, "type": 2, "token": i.Token, "version": 1, "channel_id": c.id,
		"data": data, "locale": "en-GB",
	}
	if c.guild == "" {
		event["user"] = u.json()
	} else {
		event["guild_id"] = c.guild
		m := u.member()
		m["user"], m["permissions"] = u.json(), strconv.Itoa(readerPermissions)
		if u.Manager {
			m["permissions"] = strconv.Itoa(managerPermissions)
		}
		event["member"] = m
	}
	s.dispatch("INTERACTION_CREATE", event)
	return i
}

// Wait returns what the interaction was answered once that is at least n
// messages.
func (i *Interaction) Wait(n int) []Message {
	i.s.t.Helper()
	var out []Message
	i.s.Await(strconv.Itoa(n)+" answers to an interaction", func() bool {
		out = i.Messages()
		return len(out) >= n && !out[0].Thinking
	})
	return out
}

// Messages returns what the interaction was answered by its token so far.
func (i *Interaction) Messages() []Message {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	var out []Message
	for _, m := range i.answers {
		if !m.deleted {
			out = append(out, m.Message)
		}
	}
	return out
}

// Acknowledged reports whether the bot has said that an answer comes.
func (i *Interaction) Acknowledged() bool {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.acked
}

// attached is a file that somebody has uploaded.
func attached(id, addr string) map[string]any {
	return map[string]any{"id": id, "filename": path.Base(addr), "size": 1, "url": addr, "proxy_url": addr, "content_type": "text/x-opml"}
}

func (u User) json() map[string]any {
	return map[string]any{"id": u.ID, "username": u.Name, "discriminator": "0"}
}

func (u User) member() map[string]any {
	roles := []string{}
	if u.Manager {
		roles = append(roles, editors)
	}
	return map[string]any{"roles": roles, "nick": nil}
}

func keys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// Mention writes a message that mentions the bot, and returns its id.
func (s *Server) Mention(u User, channel, text string) string {
	return s.say(u, channel, "<@"+BotID+"> "+text, true)
}

// MentionWithFile is Mention with a file, which is at addr.
func (s *Server) MentionWithFile(u User, channel, text, addr string) string {
	return s.say(u, channel, "<@"+BotID+"> "+text, true, addr)
}

// DirectMessage writes to the bot alone, and returns the message's id.
func (s *Server) DirectMessage(u User, text string) string { return s.say(u, Direct, text, false) }

// Say writes a message that is not for the bot, and returns its id. The bot is
// sent it without its text, as Discord does where Message Content is not
// granted.
func (s *Server) Say(u User, channel, text string) string { return s.say(u, channel, text, false) }

// Chatter has somebody write n messages at once that nobody is told of.
func (s *Server) Chatter(channel string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.known(channel)
	for range n {
		c.messages = append(c.messages, &message{Message: Message{ID: s.snowflake(), Channel: c.id, Author: Reader().ID}})
	}
}

// SayAsBot writes a message of another bot that mentions this one.
func (s *Server) SayAsBot(channel, text string) string {
	return s.say(User{ID: "1100000000000000009", Name: "Otherbot"}, channel, "<@"+BotID+"> "+text, true)
}

func (s *Server) say(u User, channel, text string, mention bool, files ...string) string {
	s.t.Helper()
	s.WaitReady()
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.known(channel)
	m := &message{Message: Message{ID: s.snowflake(), Channel: c.id, Author: u.ID}}
	m.body.Content = text
	c.messages = append(c.messages, m)
	event := m.event(c)
	author := u.json()
	author["bot"] = u.Name == "Otherbot"
	event["author"], event["mentions"] = author, []any{}
	attachments := []any{}
	for _, addr := range files {
		attachments = append(attachments, attached(s.snowflake(), addr))
	}
	event["attachments"] = attachments
	if mention {
		event["mentions"] = []any{bot()}
	} else if c.guild != "" {
		event["content"] = ""
	}
	if c.guild != "" {
		event["member"] = u.member()
	}
	s.dispatch("MESSAGE_CREATE", event)
	return m.ID
}

// known returns a channel that must be there. The caller holds mu.
func (s *Server) known(id string) *channel {
	c := s.channels[id]
	if c == nil {
		panic("discordtest: no channel " + id)
	}
	return c
}

// hook returns the interaction that a call is about, or refuses. The caller
// holds mu.
func (s *Server) hook(w http.ResponseWriter, r *http.Request) *Interaction {
	i := s.hooks[r.PathValue("token")]
	if i == nil {
		refuse(w, http.StatusNotFound, 10062, "Unknown interaction")
	}
	return i
}

func (s *Server) postCallback(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.hook(w, r)
	if i == nil {
		return
	}
	var body struct {
		Type int `json:"type"`
		Data struct {
			Flags int `json:"flags"`
		} `json:"data"`
	}
	switch err := read(r, &body); {
	case err != nil || body.Type != 5:
		refuse(w, http.StatusBadRequest, 50035, "Invalid Form Body")
	case i.acked:
		refuse(w, http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	default:
		i.acked = true
		m := &message{Message: Message{Thinking: true, Ephemeral: body.Data.Flags&64 != 0}}
		i.answers = append(i.answers, m)
		s.stand(m, i.channel)
		w.WriteHeader(http.StatusNoContent)
	}
}

func (s *Server) patchOriginal(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.hook(w, r)
	if i == nil {
		return
	}
	if !i.acked || i.answers[0].deleted {
		refuse(w, http.StatusNotFound, 10008, "Unknown Message")
		return
	}
	m, err := s.compose(r)
	if err != nil {
		refuse(w, http.StatusBadRequest, 50035, err.Error())
		return
	}
	first := i.answers[0]
	first.Thinking, first.Payload, first.Files, first.body = false, m.Payload, m.Files, m.body
	s.happened()
	answer(w, 200, first.json(""))
}

func (s *Server) deleteOriginal(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.hook(w, r)
	if i == nil {
		return
	}
	if !i.acked || i.answers[0].deleted {
		refuse(w, http.StatusNotFound, 10008, "Unknown Message")
		return
	}
	i.answers[0].deleted = true
	s.happened()
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) postFollowUp(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.hook(w, r)
	if i == nil {
		return
	}
	m, err := s.compose(r)
	if err != nil {
		refuse(w, http.StatusBadRequest, 50035, err.Error())
		return
	}
	i.answers = append(i.answers, m)
	s.stand(m, i.channel)
	answer(w, 200, m.json(""))
}
