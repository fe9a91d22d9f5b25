package page

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

var _ bot.Reader = (*Reader)(nil)

// A Reader reads articles through one HTTP client, as their sites' robots.txt
// allows. It serves any number of goroutines.
type Reader struct {
	client  *http.Client
	robots  *robots
	parsing chan struct{} // a place for each page that is read at once; waiting ones are only bytes
}

// New returns a Reader that fetches with client, whose Transport sees to
// limits of time, size and pace. With nil it can only parse.
func New(client *http.Client) *Reader {
	if client == nil {
		return new(Reader)
	}
	r := &Reader{robots: &robots{client: client}, parsing: make(chan struct{}, runtime.GOMAXPROCS(0))}
	checked := *client
	checked.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		switch {
		case client.CheckRedirect == nil && len(via) >= 10: // as net/http has it
			return errors.New("stopped after 10 redirects")
		case client.CheckRedirect != nil:
			if err := client.CheckRedirect(req, via); err != nil {
				return err
			}
		}
		return r.robots.check(req.Context(), req.URL)
	}
	r.client = &checked
	return r
}

// Read fetches and reads the article at address. Where the page there holds
// next to nothing and names a plainer one on the same site, for phones or for
// the printer, the text is that one's. Its errors are *bot.Problem unless ctx
// was cancelled.
func (r *Reader) Read(ctx context.Context, address string) (briefing.Article, error) {
	a, _, err := r.Reread(ctx, address, bot.Validators{})
	return a, err
}

// Reread is Read, unless the server says that the page is as it was when it
// gave v: then the error is bot.ErrUnchanged.
func (r *Reader) Reread(ctx context.Context, address string, v bot.Validators) (briefing.Article, bot.Validators, error) {
	u, err := bot.ParseAddress(address)
	if err != nil {
		return briefing.Article{}, v, err
	}
	f, err := r.fetch(ctx, u, v)
	if isThin(f, err) {
		for _, e := range f.elsewhere {
			if g, err := r.fetch(ctx, e, bot.Validators{}); err == nil && len(g.article.Text) > max(thin, len(f.article.Text)) {
				// That this page has not changed says nothing of the other.
				return fill(f.article, g.article), bot.Validators{}, nil
			}
		}
	}
	if err != nil {
		return briefing.Article{}, v, err
	}
	return f.article, f.validators, nil
}

// isThin reports whether a page held so little that its article may stand
// elsewhere. What is for those who pay is not looked for.
func isThin(f finding, err error) bool {
	if err != nil {
		var p *bot.Problem
		return errors.As(err, &p) && p.Kind == bot.NotArticle && len(p.Text) < thin
	}
	return len(f.article.Text) < thin
}

// fetch fetches and reads the page at u, where it has changed since v.
func (r *Reader) fetch(ctx context.Context, u *url.URL, v bot.Validators) (finding, error) {
	if err := r.robots.check(ctx, u); err != nil {
		return finding{}, at(asProblem(ctx, u, err), u)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return finding{}, asProblem(ctx, u, err)
	}
	req.Header.Set("Accept", "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,*/*;q=0.1")
	req.Header.Set("Accept-Language", "en;q=0.9,*;q=0.5")
	if v.ETag != "" {
		req.Header.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		req.Header.Set("If-Modified-Since", v.LastModified)
	}
	resp, err := r.client.Do(req)
	if err != nil {
		return finding{}, asProblem(ctx, u, err)
	}
	defer resp.Body.Close()
	final := u
	if resp.Request != nil {
		final = resp.Request.URL
	}
	if resp.StatusCode == http.StatusNotModified && v != (bot.Validators{}) {
		return finding{}, bot.ErrUnchanged
	}
	kind, params := mediaType(resp.Header.Get("Content-Type"))
	if p := unsupported(final, kind); p != nil && resp.StatusCode < 400 {
		return finding{}, at(p, final)
	}
	body, err := readBody(resp.Body, maxPage+1)
	switch {
	case err != nil && resp.StatusCode < 400:
		return finding{}, asProblem(ctx, final, err)
	case len(body) > maxPage:
		return finding{}, at(tooMuchText(final), final)
	}
	r.parsing <- struct{}{}
	defer func() { <-r.parsing }()
	f, err := answer(final, resp, kind, params["charset"], body)
	f.validators = validatorsOf(resp.Header)
	if p := sentHome(u, final); p != nil && (err == nil || errors.Is(err, bot.ErrNotArticle)) {
		return finding{}, at(p, u)
	}
	return f, at(err, final)
}

// chunkBytes is how much of a body is read at a time.
const chunkBytes = 128 << 10

// readBody returns the first most bytes of r. It holds them once while they come,
// and twice at the end, however many they are; io.ReadAll leaves several times as
// much behind.
func readBody(r io.Reader, most int64) ([]byte, error) {
	r = io.LimitReader(r, most)
	var chunks [][]byte
	var room []byte // in the last one
	for {
		if len(room) == 0 {
			room = make([]byte, chunkBytes)
			chunks = append(chunks, room)
		}
		n, err := r.Read(room)
		room = room[n:]
		if err == nil {
			continue
		}
		last := len(chunks) - 1
		chunks[last] = chunks[last][:len(chunks[last])-len(room)]
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return slices.Concat(chunks...), err
	}
}

// validatorsOf returns what a server gives to ask by, where it is of a sane
// length.
func validatorsOf(h http.Header) bot.Validators {
	v := bot.Validators{ETag: h.Get("Etag"), LastModified: h.Get("Last-Modified")}
	if len(v.ETag) > maxValidator || len(v.LastModified) > maxValidator {
		return bot.Validators{}
	}
	return v
}

// maxValidator is the longest validator that is sent back, in bytes.
const maxValidator = 1000

// answer reads what a server sent.
func answer(u *url.URL, resp *http.Response, kind, charset string, body []byte) (finding, error) {
	if resp.StatusCode >= 400 {
		return finding{}, statusProblem(u, resp, decodeHTML(body, charset))
	}
	if isChallenge(resp.Header) {
		return finding{}, botWall(u)
	}
	if len(strings.TrimSpace(string(body))) == 0 {
		return finding{}, bot.Problemf(bot.NotArticle, "%s sent an empty page. Try again later, or paste the article's text.", host(u))
	}
	sniffed, _ := mediaType(http.DetectContentType(body))
	if p := unsupported(u, sniffed); p != nil {
		return finding{}, p
	}
	if isFeed(body) {
		return finding{}, feedProblem(u)
	}
	if isPlain(kind) || kind == "" && sniffed == "text/plain" {
		text, _, err := Decode(body)
		if err != nil {
			return finding{}, err
		}
		a, err := plainArticle(u, text)
		return finding{article: a}, err
	}
	return read(u, decodeHTML(body, charset))
}

// plainArticle is a text file as an article: byte for byte.
func plainArticle(u *url.URL, text string) (briefing.Article, error) {
	if strings.TrimSpace(text) == "" {
		return briefing.Article{}, bot.Problemf(bot.NotArticle, "%s sent an empty text. Check the address.", host(u))
	}
	if len(text) > maxText {
		return briefing.Article{}, tooMuchText(u)
	}
	return briefing.Article{URL: bot.PlainURL(u), Site: siteOfHost(u), Text: text}, nil
}

// mediaType returns the type of a Content-Type header, lower case, "" where it
// has none or one that is no type, and its parameters.
func mediaType(header string) (string, map[string]string) {
	kind, params, err := mime.ParseMediaType(header)
	if err != nil {
		kind, _, _ = strings.Cut(header, ";")
		kind, _, err = mime.ParseMediaType(kind)
		if err != nil {
			return "", nil
		}
	}
	return kind[:min(len(kind), maxKind)], params
}

// maxKind is the longest media type that there can be: RFC 6838 section 4.2.
const maxKind = 127 + len("/") + 127

func isPlain(kind string) bool { return kind == "text/plain" || kind == "text/markdown" }

// unsupported returns the Problem with a media type that holds no article that
// could be read, or nil.
func unsupported(u *url.URL, kind string) *bot.Problem {
	var what string
	switch major, minor, _ := strings.Cut(kind, "/"); {
	case kind == "application/pdf":
		what = "a PDF"
	case major == "image":
		what = "a picture"
	case major == "video":
		what = "a video"
	case major == "audio":
		what = "a sound recording"
	case major == "font", major == "model":
		what = "no text"
	case strings.Contains(minor, "rss"), strings.Contains(minor, "atom"), minor == "feed+json":
		return feedProblem(u)
	case kind == "application/xhtml+xml", kind == "text/xml", kind == "application/xml":
		return nil
	case major == "application":
		what = "a file of type " + kind
	default:
		return nil
	}
	return bot.Problemf(bot.Unsupported, "That address (%s) is %s, which is not read. Give the address of an article's page, or paste its text.", host(u), what)
}

// isFeed reports whether a body begins as a feed does, whatever type it came
// with.
func isFeed(body []byte) bool {
	start := strings.ToLower(string(body[:min(len(body), 1024)]))
	return strings.HasPrefix(strings.TrimLeft(start, "\ufeff \t\r\n"), "<?xml") && !strings.Contains(start, "<html") &&
		(strings.Contains(start, "<rss") || strings.Contains(start, "<feed") || strings.Contains(start, "<rdf:rdf"))
}

func feedProblem(u *url.URL) *bot.Problem {
	return bot.Problemf(bot.Unsupported, "That address (%s) is a feed, not an article. Follow it with /follow.", host(u))
}

// asProblem returns err as a *bot.Problem, unless ctx was cancelled.
func asProblem(ctx context.Context, u *url.URL, err error) error {
	var p *bot.Problem
	switch {
	case errors.As(err, &p):
		return p
	case ctx.Err() != nil && !errors.Is(ctx.Err(), context.DeadlineExceeded):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		p = bot.Problemf(bot.Timeout, "%s took too long to answer. Try again later, or paste the article's text.", host(u))
	default:
		p = bot.Problemf(bot.Unreachable, "%s cannot be reached. Check the address, or try again later.", host(u))
	}
	p.URL, p.Err = u.Redacted(), err
	return p
}

// at adds the address to a Problem that has none.
func at(err error, u *url.URL) error {
	var p *bot.Problem
	if errors.As(err, &p) && p.URL == "" {
		p.URL = u.Redacted()
	}
	return err
}

// host names a page's site in messages.
func host(u *url.URL) string {
	if h := u.Hostname(); h != "" {
		return strings.TrimPrefix(h, "www.")
	}
	return "the page"
}
