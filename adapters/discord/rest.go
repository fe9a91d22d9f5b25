package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/dateline-bot/dateline/bot"
)

// A request is one call of Discord's REST API.
type request struct {
	method string
	path   string // after /api/v9/, with its query
	bucket string // what shares a rate limit; also what errors name, so no secret may be in it
	key    string // tells buckets of the same name apart; may be secret
	body   any    // nil for none
	free   bool   // no rate limit is kept for it
}

// An apiError is Discord's refusal.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes
type apiError struct {
	Route   string
	Status  int
	Code    int // Discord's own; 0 where the answer had none
	Message string
}

// Error tells what was refused and how. It holds no address: those of
// interactions are secrets.
func (e *apiError) Error() string {
	return fmt.Sprintf("discord: %s: %d %s (code %d)", e.Route, e.Status, e.Message, e.Code)
}

// maxReply bounds the answer to one request, in bytes.
const maxReply = 8 << 20

// call makes r and decodes the answer into out, which may be nil. Errors are
// a *bot.RetryError for 429 and 5xx, an *apiError for any other refusal, and
// the transport's own where no answer came: then r may have been carried out.
func (f *Face) call(ctx context.Context, r request, out any) error {
	route := r.method + " " + r.bucket
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("discord: %s: %w", route, err)
	}
	leave := func(http.Header, time.Duration) {}
	if !r.free {
		var err error
		if leave, err = f.pace.enter(ctx, r.bucket+" "+r.key); err != nil {
			return fmt.Errorf("discord: %s: %w", route, err)
		}
	}
	rec := &recorder{next: f.road}
	body, err := f.carry(r, discordgo.WithContext(ctx), discordgo.WithClient(&http.Client{Transport: rec, Timeout: requestTimeout}))
	err = rec.judge(route, err)
	var retry *bot.RetryError
	if errors.As(err, &retry) && rec.status == http.StatusTooManyRequests {
		leave(rec.header, retry.After)
	} else {
		leave(rec.header, 0)
	}
	if err != nil || out == nil || len(body) == 0 {
		return err
	}
	if err := json.Unmarshal(body, out); err != nil {
		return fmt.Errorf("discord: %s: unreadable answer: %w", route, err)
	}
	return nil
}

// carry sends r: as a form where a file goes with it.
// https://discord.com/developers/docs/reference#uploading-files
func (f *Face) carry(r request, options ...discordgo.RequestOption) ([]byte, error) {
	to, bucket := discordgo.EndpointAPI+r.path, shard(r.bucket+" "+r.key)
	m, ok := r.body.(message)
	if !ok || m.File == nil {
		return f.rest.RequestWithBucketID(r.method, to, r.body, bucket, options...)
	}
	upload := &discordgo.File{Name: m.File.Name, ContentType: m.File.Type, Reader: strings.NewReader(m.File.Text)}
	m.File = nil
	kind, form, err := discordgo.MultipartBodyWithJSON(m, []*discordgo.File{upload})
	if err != nil {
		return nil, err
	}
	return f.rest.RequestRaw(r.method, to, kind, form, bucket, 0, options...)
}

// shard maps a bucket to one of a few: the library keeps a lock for each name
// for good, and its locks are all that we let it have.
func shard(bucket string) string {
	h := fnv.New32a()
	_, _ = io.WriteString(h, bucket)
	return strconv.Itoa(int(h.Sum32() % 256))
}

// A road leads requests to where the API stands.
type road struct {
	base *url.URL // no host: as the library has it
	next http.RoundTripper
}

// RoundTrip sends r to the road's base.
func (t road) RoundTrip(r *http.Request) (*http.Response, error) {
	if t.base.Host != "" {
		r = r.Clone(r.Context())
		r.URL.Scheme, r.URL.Host, r.Host = t.base.Scheme, t.base.Host, t.base.Host
		r.URL.Path = t.base.Path + r.URL.Path
		if r.URL.RawPath != "" {
			r.URL.RawPath = t.base.EscapedPath() + r.URL.RawPath
		}
	}
	return t.next.RoundTrip(r)
}

// A recorder keeps what one answer said of itself. It hides the rate limits
// from the library, which would wait for them without regard to any context.
type recorder struct {
	next   http.RoundTripper
	status int
	header http.Header
	body   bytes.Buffer
}

// RoundTrip makes one request.
func (t *recorder) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	t.status, t.header = resp.StatusCode, resp.Header
	resp.Header = http.Header{"Content-Type": resp.Header["Content-Type"]}
	body := io.LimitReader(resp.Body, maxReply)
	if resp.StatusCode >= 400 {
		body = io.TeeReader(io.LimitReader(resp.Body, 64<<10), &t.body)
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{body, resp.Body}
	return resp, nil
}

// judge turns what came of a request into our errors.
func (t *recorder) judge(route string, err error) error {
	if t.status == 0 || t.status < 300 && err != nil { // no answer, or half of one
		var u *url.Error
		if errors.As(err, &u) { // its own text has the address
			err = u.Err
		}
		return fmt.Errorf("discord: %s: %w", route, err)
	}
	if t.status < 300 {
		return nil
	}
	var reply struct {
		Code       int     `json:"code"`
		Message    string  `json:"message"`
		RetryAfter float64 `json:"retry_after"` // seconds
	}
	_ = json.Unmarshal(t.body.Bytes(), &reply) // what is no JSON has no more to say
	cause := &apiError{Route: route, Status: t.status, Code: reply.Code, Message: line(reply.Message)}
	if cause.Message == "" {
		cause.Message = http.StatusText(t.status)
	}
	switch {
	case t.status == http.StatusTooManyRequests:
		return &bot.RetryError{After: after(t.header, reply.RetryAfter, time.Second), Err: cause}
	case t.status >= 500:
		return &bot.RetryError{After: after(t.header, 0, serverPause), Err: cause}
	}
	return cause
}

// serverPause is how long to stay away from a server that failed.
const serverPause = 5 * time.Second

// after returns how long to wait: what the body says in seconds, else the
// header, else least.
func after(h http.Header, seconds float64, least time.Duration) time.Duration {
	if seconds <= 0 {
		seconds, _ = strconv.ParseFloat(strings.TrimSpace(h.Get("Retry-After")), 64)
	}
	if seconds <= 0 || seconds > 24*3600 {
		return least
	}
	return time.Duration(seconds * float64(time.Second))
}

// refused reports whether err is a refusal with one of Discord's codes.
func refused(err error, codes ...int) bool {
	var e *apiError
	if !errors.As(err, &e) {
		return false
	}
	for _, c := range codes {
		if e.Code == c {
			return true
		}
	}
	return false
}
