package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf16"
)

// A Message is one that stands.
type Message struct {
	ID         string
	Channel    string
	Author     string
	Nonce      string
	ReplyTo    string // the message that it answers; "" for none
	Thread     bool   // stands in a thread, whose id Channel is
	ThreadName string // of the thread under it; "" where there is none
	Ephemeral  bool   // only one person sees it
	Thinking   bool   // says only that an answer comes
	Payload    json.RawMessage
	Files      map[string]string // what is attached, by name
	body       body
}

type message struct {
	Message
	enforce bool
	deleted bool
}

// A body is what a message says.
type body struct {
	Content string  `json:"content"`
	Embeds  []embed `json:"embeds"`
	Rows    []struct {
		Type       int `json:"type"`
		Components []struct {
			Type  int    `json:"type"`
			Style int    `json:"style"`
			Label string `json:"label"`
			URL   string `json:"url"`
		} `json:"components"`
	} `json:"components"`
	Allowed *struct {
		Parse []string `json:"parse"`
		Users []string `json:"users"`
		Roles []string `json:"roles"`
	} `json:"allowed_mentions"`
	Flags     int    `json:"flags"`
	Nonce     string `json:"nonce"`
	Enforce   bool   `json:"enforce_nonce"`
	Reference *struct {
		MessageID string `json:"message_id"`
		Fail      *bool  `json:"fail_if_not_exists"`
	} `json:"message_reference"`
}

type embed struct {
	Title       string  `json:"title,omitempty"`
	URL         string  `json:"url,omitempty"`
	Description string  `json:"description,omitempty"`
	Timestamp   string  `json:"timestamp,omitempty"`
	Color       int     `json:"color,omitempty"`
	Fields      []named `json:"fields,omitempty"`
	Footer      *struct {
		Text string `json:"text"`
	} `json:"footer,omitempty"`
}

type named struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Parse reads a message's payload as Discord does and returns it as a message
// that stands nowhere, or what Discord would refuse about it.
func Parse(payload json.RawMessage) (Message, error) {
	var b body
	if err := json.NewDecoder(bytes.NewReader(payload)).Decode(&b); err != nil {
		return Message{}, err
	}
	m := Message{Payload: payload, Nonce: b.Nonce, Ephemeral: b.Flags&64 != 0, body: b}
	if b.Reference != nil {
		m.ReplyTo = b.Reference.MessageID
	}
	return m, b.check()
}

// compose reads a call's body as a message. The caller holds mu.
func (s *Server) compose(r *http.Request) (*message, error) {
	raw, _ := r.Context().Value(bodyKey{}).([]byte)
	raw, files, err := unform(r.Header.Get("Content-Type"), raw)
	if err != nil {
		s.malformed(err)
		return nil, err
	}
	m, err := Parse(raw)
	m.Files = files
	if err == nil && m.ReplyTo != "" && (m.body.Reference.Fail == nil || *m.body.Reference.Fail) {
		err = errors.New("message_reference: fails where the message is gone")
	}
	if err != nil {
		s.malformed(fmt.Errorf("%w: %s", err, raw))
		return nil, err
	}
	return &message{Message: m, enforce: m.body.Enforce}, nil
}

// unform takes a form with files apart: payload_json and files[n].
// https://discord.com/developers/docs/reference#uploading-files
func unform(contentType string, raw []byte) (payload []byte, files map[string]string, err error) {
	if !strings.HasPrefix(contentType, "multipart/form-data") {
		return raw, nil, nil
	}
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil, nil, err
	}
	form := multipart.NewReader(bytes.NewReader(raw), params["boundary"])
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return payload, files, nil
		}
		if err != nil {
			return nil, nil, err
		}
		b, err := io.ReadAll(part)
		switch name := part.FormName(); {
		case err != nil:
			return nil, nil, err
		case name == "payload_json":
			payload = b
		case strings.HasPrefix(name, "files["):
			if files == nil {
				files = map[string]string{}
			}
			files[part.FileName()] = string(b)
		default:
			return nil, nil, fmt.Errorf("a form with a part %q", name)
		}
	}
}

// json returns m as Discord answers with it.
func (m *message) json(nonce string) map[string]any {
	embeds := m.body.Embeds
	if embeds == nil {
		embeds = []embed{}
	}
	out := map[string]any{
		"id": m.ID, "channel_id": m.Channel, "type": 0, "content": m.body.Content, "embeds": embeds,
		"author": map[string]any{"id": m.Author, "username": "somebody", "bot": m.Author == BotID},
	}
	if m.Author == BotID {
		out["author"] = bot()
	}
	if nonce != "" {
		out["nonce"] = nonce
	}
	return out
}

// event returns m as the gateway tells of it.
func (m *message) event(c *channel) map[string]any {
	out := m.json(m.Nonce)
	if c.guild != "" {
		out["guild_id"] = c.guild
	}
	return out
}

// length counts as Discord's own clients do, in UTF-16.
func length(s string) int { return len(utf16.Encode([]rune(s))) }

// check tells what Discord would refuse about b.
// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
func (b *body) check() error {
	var errs []error
	most := func(what, s string, n int) {
		if length(s) > n {
			errs = append(errs, fmt.Errorf("%s: %d characters, at most %d", what, length(s), n))
		}
	}
	address := func(what, s string) {
		if u, err := url.Parse(s); s != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsAny(s, " <>\"{}|\\^`")) {
			errs = append(errs, fmt.Errorf("%s: %q is no address", what, s))
		}
	}
	most("content", b.Content, 2000)
	most("nonce", b.Nonce, 25)
	if b.Allowed == nil || b.Allowed.Parse == nil || len(b.Allowed.Parse)+len(b.Allowed.Users)+len(b.Allowed.Roles) > 0 {
		errs = append(errs, errors.New(`allowed_mentions: not {"parse": []}`))
	}
	if len(b.Embeds) > 10 {
		errs = append(errs, fmt.Errorf("embeds: %d, at most 10", len(b.Embeds)))
	}
	total := 0
	for i, e := range b.Embeds {
		at := fmt.Sprintf("embeds[%d].", i)
		most(at+"title", e.Title, 256)
		most(at+"description", e.Description, 4096)
		address(at+"url", e.URL)
		total += length(e.Title) + length(e.Description)
		if e.Footer != nil {
			most(at+"footer", e.Footer.Text, 2048)
			total += length(e.Footer.Text)
		}
		if len(e.Fields) > 25 {
			errs = append(errs, fmt.Errorf("%sfields: %d, at most 25", at, len(e.Fields)))
		}
		for j, f := range e.Fields {
			at := fmt.Sprintf("%sfields[%d].", at, j)
			most(at+"name", f.Name, 256)
			most(at+"value", f.Value, 1024)
			total += length(f.Name) + length(f.Value)
			if strings.TrimSpace(f.Name) == "" || strings.TrimSpace(f.Value) == "" {
				errs = append(errs, fmt.Errorf("%s: blank", at))
			}
		}
		if e.Title == "" && e.Description == "" && len(e.Fields) == 0 {
			errs = append(errs, fmt.Errorf("%s: empty", at))
		}
	}
	if total > 6000 {
		errs = append(errs, fmt.Errorf("embeds: %d characters in all, at most 6000", total))
	}
	for i, r := range b.Rows {
		if r.Type != 1 || len(r.Components) < 1 || len(r.Components) > 5 {
			errs = append(errs, fmt.Errorf("components[%d]: no row of one to five buttons", i))
		}
		for _, c := range r.Components {
			most("label", c.Label, 80)
			most("url", c.URL, 512)
			address("url", c.URL)
			if c.Type != 2 || c.Style != 5 || c.Label == "" || c.URL == "" {
				errs = append(errs, fmt.Errorf("components[%d]: no link button", i))
			}
		}
	}
	if strings.TrimSpace(b.Content) == "" && len(b.Embeds) == 0 {
		errs = append(errs, errors.New("an empty message"))
	}
	return errors.Join(errs...)
}
