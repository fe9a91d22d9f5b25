package bot

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// ErrNotFound is returned where a store or a face has no such thing.
var ErrNotFound = errors.New("not found")

// What a page is that holds no article to brief, for errors.Is: it tells a
// *Problem of that kind.
var (
	ErrPaywalled   error = Paywall     // the article is for those who pay
	ErrConsentWall error = ConsentWall // a request for consent stands in its place
	ErrBotWall     error = BotWall     // it is kept from robots
	ErrNotArticle  error = NotArticle  // there is none: a list, a video, a page not found
)

// A ProblemKind names what was wrong. The names that a reader or a feed may
// give are those of the error contract that dateline brief prints.
type ProblemKind string

const (
	BadInput       ProblemKind = "bad_input"
	RefusedAddress ProblemKind = "refused_address"
	Unreachable    ProblemKind = "unreachable"
	Timeout        ProblemKind = "timeout"
	TooLarge       ProblemKind = "too_large"
	HTTPStatus     ProblemKind = "http_status"
	NotArticle     ProblemKind = "not_article"
	Paywall        ProblemKind = "paywall"
	ConsentWall    ProblemKind = "consent_wall"
	BotWall        ProblemKind = "bot_wall"
	Unsupported    ProblemKind = "unsupported"
	Internal       ProblemKind = "internal"
	GoneChannel    ProblemKind = "gone_channel" // faces only
	Forbidden      ProblemKind = "forbidden"    // bot only: not for who asked
	TooOften       ProblemKind = "too_often"    // bot only: more than one person may
)

// Error returns the kind's name, so that a kind can be asked for as an error.
func (k ProblemKind) Error() string { return string(k) }

// A Problem is something that a person can be told about and do something
// about. It is an error; Message is safe to show.
type Problem struct {
	Kind    ProblemKind
	Message string // a sentence: what was wrong, what to try
	Status  int    // HTTP's, with HTTPStatus
	URL     string // the address concerned, where there is one
	Text    string // what could be read all the same; never briefed
	Err     error  // the cause; for logs, never shown
}

// Error returns the message.
func (p *Problem) Error() string { return p.Message }

// Is reports whether target is p's kind.
func (p *Problem) Is(target error) bool { return target == error(p.Kind) }

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }

// Problemf returns a *Problem with a formatted message, in which nothing acts
// on a terminal or turns text round: what it tells of may be a stranger's.
func Problemf(k ProblemKind, format string, args ...any) *Problem {
	return &Problem{Kind: k, Message: visible(fmt.Sprintf(format, args...))}
}

// visible returns s on one line, without what cannot be seen: control
// characters, and those of format (Cf) but for the joiners that scripts need.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
}

// AsProblem returns the *Problem in err's chain, or an Internal one that wraps
// err and does not show it. It returns nil for nil.
func AsProblem(err error) *Problem {
	if err == nil {
		return nil
	}
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return &Problem{Kind: Internal, Message: "Something went wrong on our side. Try again in a minute; the log says more.", Err: err}
}

// ErrBusy is in a *RetryError where something was not tried at all, because too
// much else is under way or its server asked to be left alone.
var ErrBusy = errors.New("too much is under way")

// RetryAfter reads a Retry-After header: how long from now its server wants to
// be left alone, 0 where it does not say. RFC 9110 section 10.2.3
func RetryAfter(header string, now time.Time) time.Duration {
	header = strings.TrimSpace(header)
	if n, err := strconv.ParseInt(header, 10, 64); err == nil {
		return time.Duration(min(max(n, 0), int64(longestRest/time.Second))) * time.Second
	}
	for _, form := range [...]string{time.RFC1123, time.RFC850, time.ANSIC} { // RFC 9110 section 5.6.7
		if t, err := time.Parse(form, header); err == nil {
			return min(max(t.Sub(now), 0), longestRest)
		}
	}
	return 0
}

// A RetryError says when to try again.
type RetryError struct {
	After time.Duration
	Err   error
}

// Error tells when and why.
func (e *RetryError) Error() string { return fmt.Sprintf("retry in %s: %v", e.After, e.Err) }

// Unwrap returns the cause.
func (e *RetryError) Unwrap() error { return e.Err }
