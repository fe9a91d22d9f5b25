package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
	"golang.org/x/time/rate"

	"github.com/dateline-bot/dateline/bot"
)

const (
	// asksAtOnce is how many requests are answered at the same time, and
	// asksWaiting how many more wait for it.
	asksAtOnce  = 16
	asksWaiting = 512
	// askTimeout bounds one answer, leaveTimeout the word that there is none.
	askTimeout   = 10 * time.Minute
	leaveTimeout = 3 * time.Second

	// maxEnvelope is more than any envelope that a person can cause.
	maxEnvelope = 4 << 20

	// Connections are opened at this rate even where each is cut at once.
	// slack-go itself reconnects without a pause then.
	connectEvery = 3 * time.Second
	connectBurst = 4

	firstBackoff = time.Second
	lastBackoff  = time.Minute
)

// Run takes what people ask over Socket Mode and has asker answer it, until
// ctx ends; it then returns nil once the answers under way have ended. It
// connects anew by itself, whatever happens. Its only error is a *bot.Problem:
// a token that Slack refuses.
func (f *Face) Run(ctx context.Context, asker bot.Asker) error {
	s := &session{
		f: f, asker: asker, dialer: dialer(),
		slots:   make(chan struct{}, asksAtOnce),
		waiting: make(chan struct{}, asksAtOnce+asksWaiting),
	}
	defer s.asks.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for backoff := firstBackoff; ; backoff = min(2*backoff, lastBackoff) {
		began := time.Now()
		p := s.serve(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if p != nil {
			return p
		}
		if time.Since(began) > lastBackoff {
			backoff = firstBackoff
		}
		if !sleep(ctx, backoff) {
			return nil
		}
	}
}

// A session is one Run.
type session struct {
	f      *Face
	asker  bot.Asker
	dialer *websocket.Dialer
	self   identity

	asks    sync.WaitGroup
	slots   chan struct{} // held while a request is answered
	waiting chan struct{} // held from when it is taken
}

// serve connects and takes requests until the connection cannot be kept. It
// returns a problem only where it will never be.
func (s *session) serve(ctx context.Context) *bot.Problem {
	self, err := s.f.identify(ctx)
	if err != nil {
		if p := badToken("slack.bot_token", err); p != nil {
			return p
		}
		s.f.log.WarnContext(ctx, "slack cannot be reached", "error", explain("auth.test", err))
		return nil
	}
	s.self = self

	connection, cancel := context.WithCancel(ctx)
	client := socketmode.New(s.f.api, socketmode.OptionDialer(s.dialer), socketmode.OptionReadLimit(maxEnvelope))
	var ended error
	done := make(chan struct{})
	go func() {
		defer close(done)
		ended = client.RunContext(connection)
	}()
	defer func() {
		cancel()
		<-done
	}()
	for {
		select {
		case e := <-client.Events:
			if p := s.take(ctx, client, e); p != nil {
				return p
			}
		case <-done:
			if p := badToken("slack.app_token", ended); p != nil {
				return p
			}
			if ctx.Err() == nil {
				s.f.log.WarnContext(ctx, "slack's connection ended", "error", bare(ended))
			}
			return nil
		}
	}
}

// dialer returns slack-go's own dialer with a pace.
func dialer() *websocket.Dialer {
	opens := rate.NewLimiter(rate.Every(connectEvery), connectBurst)
	var d net.Dialer
	return &websocket.Dialer{
		Proxy:            http.ProxyFromEnvironment,
		HandshakeTimeout: requestTimeout,
		WriteBufferSize:  32 << 10, // an answer must go as one frame, as in slack-go's default
		NetDialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			if err := opens.Wait(ctx); err != nil {
				return nil, err
			}
			return d.DialContext(ctx, network, addr)
		},
	}
}

// take handles one event of the connection. What Slack sends is acknowledged
// at once, before anything else is done about it: it waits three seconds.
func (s *session) take(ctx context.Context, client *socketmode.Client, e socketmode.Event) *bot.Problem {
	switch data := e.Data.(type) {
	case *slack.ConnectionErrorEvent:
		if p := badToken("slack.app_token", data.ErrorObj); p != nil {
			return p
		}
		s.f.log.WarnContext(ctx, "slack cannot be reached", "attempt", data.Attempt, "again_in", data.Backoff, "error", bare(data.ErrorObj))
	case *socketmode.ConnectedEvent:
		s.f.log.InfoContext(ctx, "slack is connected", "team", s.self.team, "connection", data.ConnectionCount+1)
	case *socketmode.ErrorBadMessage:
		// An event of a kind that slack-go does not know: taken, so that it
		// is not sent again.
		var envelope struct {
			ID string `json:"envelope_id"`
		}
		if json.Unmarshal(data.Message, &envelope) == nil && envelope.ID != "" {
			s.acknowledge(ctx, client, envelope.ID)
		}
	}
	if e.Request == nil || e.Request.EnvelopeID == "" {
		return nil
	}
	s.acknowledge(ctx, client, e.Request.EnvelopeID)
	switch data := e.Data.(type) {
	case slack.SlashCommand:
		s.answer(ctx, s.f.fromCommand(data, e.Request.EnvelopeID))
	case slackevents.EventsAPIEvent:
		if r, ok := s.f.fromEvent(data, s.self); ok {
			s.answer(ctx, r)
		}
	}
	return nil
}

func (s *session) acknowledge(ctx context.Context, client *socketmode.Client, envelope string) {
	if err := client.AckCtx(ctx, envelope, nil); err != nil && !errors.Is(err, context.Canceled) {
		s.f.log.WarnContext(ctx, "slack: an envelope was not acknowledged", "error", bare(err))
	}
}

// answer has a request answered beside the connection, so that neither waits
// for the other. It outlives the connection, not the Run.
func (s *session) answer(ctx context.Context, r received) {
	if !s.f.first(r.req.ID, time.Now()) {
		return
	}
	select {
	case s.waiting <- struct{}{}:
	default:
		s.f.log.ErrorContext(ctx, "slack: too many requests wait; one is dropped", "verb", r.req.Verb, "channel", r.req.Channel.String())
		return
	}
	s.asks.Go(func() {
		defer func() { <-s.waiting }()
		select {
		case s.slots <- struct{}{}:
			defer func() { <-s.slots }()
		case <-ctx.Done():
			s.f.leave(ctx, r)
			return
		}
		ctx, cancel := context.WithTimeout(ctx, askTimeout)
		defer cancel()
		s.f.answer(ctx, s.asker, r)
	})
}
