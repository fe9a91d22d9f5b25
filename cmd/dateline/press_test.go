package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// A press is a small news site on the loopback interface.
type press struct {
	URL string

	mu    sync.Mutex
	items []string // paths in its feed, the newest first
}

// stories are the pages that a press can print: invented, and ours.
var stories = map[string]struct{ title, text string }{
	"/bridge": {"Harbour Bridge closes on Friday", `<p>The city council of Velmar voted 7–4 on Monday night to close Harbour Bridge from Friday, after inspectors found cracks in 19 of its 64 suspension rods.</p>
<p>“Nobody on this council wants to explain to a family why we waited,” Ines Okafor, the mayor, told reporters after the vote.</p>
<p>About 31,000 vehicles cross the bridge every day. Buses will be sent through the Mill Tunnel until the repairs, which are to cost more than €48 million, are done.</p>
<p>Shopkeepers on the north bank had asked for a ferry in the meantime. The council put that question off until its next sitting and sent the harbour office away to find out what a boat and a crew would cost for a winter.</p>
<p>Ramps on both sides stay open to people on foot. Cyclists are asked to push, since the planks under the scaffolding are wet and narrow.</p>`},
	"/tunnel": {"Bus drivers refuse Mill Tunnel", `<p>Bus drivers in Velmar refused on Thursday to drive through the Mill Tunnel, a day before it is to take 90 buses an hour.</p>
<p>“The tunnel was never built for this,” Tomas Reyl, head of the bus drivers' union, said at a meeting with 240 drivers.</p>
<p>The city said it would put a second exit into the tunnel by the end of March, at a cost of €3.2 million.</p>
<p>Timetables for the first week were printed before the meeting began and hang at every stop in the old town, with the tunnel drawn in red and the closed bridge left out.</p>
<p>Passengers who wait at the market will find a second shelter there. It stood on the bridge ramp until the weekend, and its bench has been painted.</p>`},
}

// newPress returns a running press whose feed holds the pages at paths.
func newPress(t *testing.T, paths ...string) *press {
	p := &press{items: paths}
	s := httptest.NewServer(p)
	t.Cleanup(s.Close)
	p.URL = s.URL
	return p
}

// print puts one more page into the feed.
func (p *press) print(path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.items = append([]string{path}, p.items...)
}

func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/feed.xml" {
		p.mu.Lock()
		defer p.mu.Unlock()
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>The Velmar Ledger</title><link>%s</link><description>News</description>`, p.URL)
		for i, path := range p.items {
			at := time.Now().Add(-time.Duration(i+1) * time.Minute).Format(time.RFC1123Z)
			fmt.Fprintf(w, `<item><title>%s</title><link>%s%s</link><guid>%s</guid><pubDate>%s</pubDate></item>`, stories[path].title, p.URL, path, path, at)
		}
		fmt.Fprint(w, `</channel></rss>`)
		return
	}
	if r.URL.Path == "/attachments/mine.opml" {
		fmt.Fprintf(w, `<opml version="2.0"><body><outline text="News"><outline text="Ledger" xmlUrl="%s/feed.xml"/><outline text="Gone" xmlUrl="%[1]s/gone.xml"/></outline></body></opml>`, p.URL)
		return
	}
	s, ok := stories[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, strings.NewReplacer("{title}", s.title, "{text}", s.text).Replace(`<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="The Velmar Ledger"><meta property="og:title" content="{title}"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{text}</article><footer>The Velmar Ledger</footer></body></html>`))
}
