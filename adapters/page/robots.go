package page

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"

	"github.com/dateline-bot/dateline/bot"
)

// robotName is what a robots.txt calls Dateline.
const robotName = "Dateline"

// What a robots.txt may cost, and how long it counts.
const (
	maxRobots      = 500 << 10        // bytes that are read: RFC 9309 section 2.5
	maxRobotsLine  = 1000             // bytes of a line that is no joke
	maxRobotsRules = 5000             // lines
	maxPatterns    = 500              // of them with stars, each of which becomes a regular expression
	maxPattern     = 200              // bytes of such a one
	robotsTime     = 5 * time.Second  // for a site to send it
	robotsTerm     = 6 * time.Hour    // RFC 9309 section 2.4 allows a day
	robotsRetry    = 5 * time.Minute  // after which one that could not be had is asked for again
	maxCrawlDelay  = 10 * time.Second // a site that wants more is asked at this pace
	maxSites       = 1000             // whose rules are remembered
)

// A robots keeps what sites ask of robots. https://www.rfc-editor.org/rfc/rfc9309
type robots struct {
	client *http.Client

	mu    sync.Mutex
	sites map[string]*site // by scheme and host
}

// A site is what one host asks.
type site struct {
	mu    sync.Mutex
	until time.Time
	rules *robotstxt.Group // nil: none
	pace  *rate.Limiter    // nil: none asked for
	fault *bot.Problem     // why they could not be had, as its pages cannot
}

// check returns a *bot.Problem where u's site wants no robot to read it, or is
// out of order. It waits for as long as the site wants between two pages, and
// returns ctx's error where that ends meanwhile, or would.
func (r *robots) check(ctx context.Context, u *url.URL) error {
	s := r.site(u.Scheme + "://" + u.Host)
	if err := s.know(ctx, r.client, u); err != nil {
		return err
	}
	s.mu.Lock()
	rules, pace, fault := s.rules, s.pace, s.fault
	s.mu.Unlock()
	switch {
	case fault != nil:
		p := *fault
		p.URL = u.Redacted()
		return &p
	case rules != nil && !rules.Test(u.RequestURI()):
		return bot.Problemf(bot.BotWall, "%s asks robots not to read that page (robots.txt), and Dateline is one. Paste the article's text after /brief, or follow a feed that carries it.", hostOf(u))
	case pace != nil && pace.Wait(ctx) != nil:
		return cmp.Or(ctx.Err(), context.DeadlineExceeded)
	}
	return nil
}

func (r *robots) site(key string) *site {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.sites[key]
	if s == nil {
		if r.sites == nil || len(r.sites) >= maxSites {
			r.sites = make(map[string]*site)
		}
		s = new(site)
		r.sites[key] = s
	}
	return s
}

// know sees to it that s's rules are had and not too old. Its error is ctx's.
func (s *site) know(ctx context.Context, client *http.Client, u *url.URL) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if now.Before(s.until) {
		return nil
	}
	body, err := fetchRobots(ctx, client, u)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	s.rules, s.pace, s.fault, s.until = nil, nil, nil, now.Add(robotsTerm)
	if err != nil {
		// What is wrong with this file alone is as if there was none. A site
		// that is out of order is not asked for its pages either.
		p := bot.AsProblem(err)
		if k := p.Kind; k == bot.Timeout || k == bot.Unreachable || k == bot.HTTPStatus {
			s.fault, s.until = p, now.Add(robotsRetry)
		}
		return nil
	}
	data, err := robotstxt.FromBytes(plainRules(body))
	if err != nil {
		return nil // no rules that can be read
	}
	s.rules = data.FindGroup(robotName)
	if d := min(s.rules.CrawlDelay, maxCrawlDelay); d > 0 {
		s.pace = rate.NewLimiter(rate.Every(d), 1)
	}
	return nil
}

// fetchRobots returns the robots.txt of u's site, empty where it has none. Its
// errors are *bot.Problem unless ctx was cancelled.
func fetchRobots(ctx context.Context, client *http.Client, u *url.URL) ([]byte, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	ctx, cancel := context.WithTimeout(ctx, robotsTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, asProblem(ctx, at, err)
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, asProblem(ctx, at, err)
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode >= 500:
		return nil, statusProblem(u, resp, "")
	case resp.StatusCode != http.StatusOK:
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxRobots))
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, asProblem(ctx, at, err)
	}
	return body, nil
}

// plainRules returns the lines of a robots.txt that rule. The library gives up
// a whole file for one that it does not understand.
func plainRules(body []byte) []byte {
	var b bytes.Buffer
	n, patterns := 0, 0 // lines, of which the first names a robot
	for line := range bytes.Lines(body) {
		line, _, _ = bytes.Cut(line, []byte("#"))
		key, value, ok := strings.Cut(string(bytes.TrimSpace(line)), ":")
		if !ok || len(line) > maxRobotsLine || n >= maxRobotsRules {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(key, "\ufeff"))), strings.TrimSpace(value)
		switch key {
		case "user-agent":
		case "allow", "disallow":
			if strings.ContainsAny(value, "*$") {
				patterns++
				if patterns > maxPatterns || len(value) > maxPattern {
					continue
				}
			}
			if n == 0 {
				continue
			}
		case "crawl-delay":
			if d, err := strconv.ParseFloat(value, 64); n == 0 || err != nil || d < 0 || d > 1e6 {
				continue
			}
		default:
			continue
		}
		b.WriteString(key + ": " + value + "\n")
		n++
	}
	return b.Bytes()
}
