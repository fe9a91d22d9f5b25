package newsroom_test

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"github.com/dateline-bot/dateline/adapters/newsroom"
)

var start = time.Date(2026, 3, 3, 9, 15, 0, 0, time.FixedZone("CET", 3600)) // a Tuesday

// client returns a client of the newsroom to which all other hosts are refused.
func client(now time.Time) *http.Client {
	refuse := roundTrip(func(r *http.Request) (*http.Response, error) { return nil, errors.New("asked " + r.URL.Host) })
	return &http.Client{Transport: newsroom.Transport(refuse, now)}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// An answer is a response that was read to its end.
type answer struct {
	status int
	length int64
	header http.Header
	body   string
}

// do sends a request with a header field, unless its name is "".
func do(t *testing.T, c *http.Client, method, url, field, value string) (answer, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if field != "" {
		r.Header.Set(field, value)
	}
	res, err := c.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{res.StatusCode, res.ContentLength, res.Header, string(b)}, nil
}

func get(t *testing.T, c *http.Client, url string) answer {
	t.Helper()
	a, err := do(t, c, http.MethodGet, url, "", "")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestFeeds(t *testing.T) {
	c := client(start)
	kinds, items := map[string]bool{}, 0
	for _, u := range newsroom.Feeds() {
		f, err := gofeed.NewParser().ParseString(get(t, c, u).body)
		if err != nil {
			t.Fatalf("%s: %v", u, err)
		}
		kinds[f.FeedType] = true
		if f.Title == "" || f.Link == "" {
			t.Errorf("%s: title %q, link %q", u, f.Title, f.Link)
		}
		last := start
		for _, it := range f.Items {
			items++
			if it.Title == "" || it.GUID == "" || it.Description == "" || it.PublishedParsed == nil {
				t.Fatalf("%s: incomplete item %+v", u, it)
			}
			at := *it.PublishedParsed
			if at.After(last) || start.Sub(at) > 20*time.Hour {
				t.Errorf("%s: %s at %s, after %s or too old", u, it.Title, at, last)
			}
			last = at
			if page := get(t, c, it.Link); page.status != http.StatusOK || !strings.Contains(html.UnescapeString(page.body), at.In(start.Location()).Format(time.RFC3339)) {
				t.Errorf("%s: %d, or its page does not tell %s", it.Link, page.status, at)
			}
		}
	}
	if len(kinds) != 3 || items != 14 {
		t.Errorf("%d items in feeds of the types %v; want 14 in three", items, kinds)
	}
}

// Every link of every page leads to a page, and every outlet's home page
// names its feed.
func TestLinks(t *testing.T) {
	c := client(start)
	seen, todo := map[string]bool{}, []string{"https://newsroom.test/"}
	for len(todo) > 0 {
		u := todo[0]
		todo = todo[1:]
		if seen[u] {
			continue
		}
		seen[u] = true
		res := get(t, c, u)
		if res.status != http.StatusOK {
			t.Errorf("%s: %d", u, res.status)
		}
		if !strings.HasPrefix(res.header.Get("Content-Type"), "text/html") {
			continue
		}
		doc, err := html.Parse(strings.NewReader(res.body))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range cascadia.QueryAll(doc, cascadia.MustCompile("a[href], link[href]")) {
			todo = append(todo, resolve(t, u, n))
		}
	}
	for _, f := range append(newsroom.Feeds(), newsroom.FirstArticle(), newsroom.Paywalled()) {
		if !seen[f] {
			t.Errorf("no page leads to %s", f)
		}
	}
	if len(seen) < 30 {
		t.Errorf("only %d pages", len(seen))
	}
}

func resolve(t *testing.T, base string, n *html.Node) string {
	b, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range n.Attr {
		if a.Key == "href" {
			ref, err := b.Parse(a.Val)
			if err != nil {
				t.Fatalf("%s: link %q: %v", base, a.Val, err)
			}
			return ref.String()
		}
	}
	return base
}

func TestArticleNamesDaysRelativeToStart(t *testing.T) {
	body := get(t, client(start), newsroom.FirstArticle()).body
	for _, want := range []string{
		"<h1>Harbour Bridge closes on Friday for eleven months</h1>",
		"voted 7–4 on Monday to close Harbour Bridge from 6 March",
		`"datePublished":"2026-03-03T06:40:00+01:00"`,
		`property="og:site_name" content="The Velmar Ledger"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
	later := get(t, client(start.AddDate(0, 0, 1)), newsroom.FirstArticle()).body
	if !strings.Contains(later, "closes on Saturday") {
		t.Error("a day later the bridge should close on Saturday")
	}
}

func TestArticleLengths(t *testing.T) {
	c := client(start)
	for _, u := range newsroom.Feeds() {
		f, err := gofeed.NewParser().ParseString(get(t, c, u).body)
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range f.Items {
			page := get(t, c, it.Link).body
			if regexp.MustCompile(`\{\{|%!|&amp;quot`).MatchString(page) {
				t.Errorf("%s: unfinished page", it.Link)
			}
			text := page[strings.Index(page, "article-body"):strings.Index(page, "<aside>")]
			if n := len(strings.Fields(text)); n < 250 || n > 450 {
				t.Errorf("%s: %d words", it.Link, n)
			}
		}
	}
}

func TestConditional(t *testing.T) {
	c := client(start)
	for _, u := range append(newsroom.Feeds(), newsroom.FirstArticle()) {
		res := get(t, c, u)
		if res.length != int64(len(res.body)) {
			t.Errorf("%s: length %d, body %d", u, res.length, len(res.body))
		}
		for have, ask := range map[string]string{"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"} {
			if again, err := do(t, c, http.MethodGet, u, ask, res.header.Get(have)); err != nil || again.status != http.StatusNotModified {
				t.Errorf("%s with %s: %d, %v", u, ask, again.status, err)
			}
		}
	}
}

func TestStatus(t *testing.T) {
	c := client(start)
	for url, want := range map[string]int{
		"https://newsroom.test/no/such/page":    404,
		"https://newsroom.test/ledger":          200, // after a redirect
		"http://newsroom.test:80/about":         200,
		newsroom.DeadFeed():                     410,
		newsroom.Paywalled():                    200,
		"https://newsroom.test/ledger/%00/../x": 404,
	} {
		if got := get(t, c, url).status; got != want {
			t.Errorf("%s: %d, want %d", url, got, want)
		}
	}
	if res, err := do(t, c, http.MethodPost, "https://newsroom.test/", "", ""); err != nil || res.status != http.StatusMethodNotAllowed {
		t.Errorf("POST: %v, %v", res, err)
	}
	if res, err := do(t, c, http.MethodHead, newsroom.FirstArticle(), "", ""); err != nil || res.status != http.StatusOK || res.body != "" || res.header.Get("ETag") == "" {
		t.Errorf("HEAD: %v, %v", res, err)
	}
}

func TestPaywalledSaysSo(t *testing.T) {
	body := get(t, client(start), newsroom.Paywalled()).body
	if !strings.Contains(body, `"isAccessibleForFree":false`) || !strings.Contains(body, "Subscribe to read on") {
		t.Error(body)
	}
	for _, u := range newsroom.Feeds() {
		if strings.Contains(get(t, client(start), u).body, newsroom.Paywalled()) {
			t.Errorf("%s carries what is for subscribers", u)
		}
	}
}

func TestOtherHostsGoOn(t *testing.T) {
	for _, u := range []string{"https://example.org/", "https://newsroom.test.example.org/", "https://a.newsroom.test/"} {
		if _, err := do(t, client(start), http.MethodGet, u, "", ""); err == nil || !strings.Contains(err.Error(), "asked ") {
			t.Errorf("%s: %v", u, err)
		}
	}
}
