package bot

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// askTime bounds how long one request may take.
const askTime = 2 * time.Minute

// Ask answers r. Whatever goes wrong is told as a Notice, but that ctx ends: who
// ends it has no more use for an answer, or says so.
func (b *Bot) Ask(ctx context.Context, r Request, reply Reply) {
	start := time.Now()
	log := b.Log.With("verb", r.Verb, "channel", r.Channel.String())
	if b.requests.again(r, start) {
		log.Debug("request came again")
		return
	}
	within, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	err := b.answer(within, r, reply)
	if err == nil {
		log.Info("answered", "took", time.Since(start))
		return
	}
	if ctx.Err() != nil {
		log.Info("left without an answer: the bot stops", "took", time.Since(start))
		return
	}
	p := AsProblem(err)
	if within.Err() != nil {
		p = Problemf(Timeout, "That took longer than %d minutes, so it was given up. Try again later.", int(askTime.Minutes()))
	}
	level := slog.LevelInfo
	if p.Kind == Internal {
		level = slog.LevelError
	}
	log.Log(ctx, level, "not answered", "kind", p.Kind, "took", time.Since(start), "err", cause(p))
	if err := reply(ctx, &Notice{Text: p.Message, Problem: true}); err != nil {
		log.Error("reply failed", "err", err)
	}
}

// Stopped is what a face tells whoever asked where it ends before the answer.
func Stopped() *Notice {
	return &Notice{Text: "Dateline was stopped before it could answer. Ask again in a minute.", Problem: true}
}

// cause returns what of p may be logged: a message may hold what somebody
// typed, the cause of an internal one may not be left out.
func cause(p *Problem) error {
	if p.Kind == Internal {
		return p.Err
	}
	return nil
}

// answer runs the handler of r's command, within its rights.
func (b *Bot) answer(ctx context.Context, r Request, reply Reply) (err error) {
	defer contain(&err)
	c, ok := CommandNamed(r.Verb)
	if !ok {
		return unknownCommand(r.Verb)
	}
	if c.Managers && !r.User.Manager {
		return forbidden("/" + c.Name)
	}
	for name, v := range r.Options {
		if len(v) > maxOption {
			return Problemf(BadInput, "The %s of /%s is too long: %d bytes, of at most %d.", name, c.Name, len(v), maxOption)
		}
		if name != "source" && strings.ContainsRune(v, 0) {
			return Problemf(BadInput, "The %s of /%s holds signs that cannot be read.", name, c.Name)
		}
	}
	if p := checkOptions(c, r.Options); p != nil {
		return p
	}
	switch c.Name {
	case "brief":
		return b.brief(ctx, r, reply)
	case "follow":
		return b.follow(ctx, r, reply)
	case "unfollow":
		return b.unfollow(ctx, r, reply)
	case "following":
		return b.following(ctx, r, reply)
	case "digest":
		return b.digest(ctx, r, reply)
	case "why":
		return b.why(ctx, r, reply)
	case "ask":
		return b.question(ctx, r.Channel, r.Options["question"], false, reply)
	case "quotes":
		return b.quotes(ctx, r, reply)
	case "status":
		return b.status(ctx, r, reply)
	case "help":
		return help(ctx, r, reply)
	}
	return unknownCommand(r.Verb)
}

// maxOption bounds what one option may hold, in bytes: a long article.
const maxOption = 1 << 20

func forbidden(what string) *Problem {
	return Problemf(Forbidden, "%s is for those who may configure this channel. Ask one of them; reading and asking is for everyone.", what)
}

// contain turns a panic into an error.
func contain(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
	}
}

// Requests remembers which requests came within the last hour. The zero value
// is ready for use.
type requests struct {
	mu    sync.Mutex
	seen  map[string]time.Time
	order []string // the oldest first
}

const (
	requestMemory = time.Hour
	requestsMost  = 10_000
)

// again reports whether r was seen within the last hour, and remembers it.
func (q *requests) again(r Request, now time.Time) bool {
	if r.ID == "" {
		return false
	}
	key := r.Channel.Platform + "/" + r.ID
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.order) > 0 && (len(q.order) >= requestsMost || now.Sub(q.seen[q.order[0]]) >= requestMemory) {
		delete(q.seen, q.order[0])
		q.order = q.order[1:]
	}
	if _, ok := q.seen[key]; ok {
		return true
	}
	if q.seen == nil {
		q.seen = make(map[string]time.Time)
	}
	q.seen[key] = now
	q.order = append(q.order, key)
	return false
}
