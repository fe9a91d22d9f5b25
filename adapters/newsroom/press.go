package newsroom

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// A document is one resource of the press.
type document struct {
	kind     string // Content-Type
	modified time.Time
	body     []byte
}

// A press serves the newsroom's documents as they stood at one time. It is an
// [http.Handler] that never changes after [newPress].
type press struct {
	documents map[string]document // by path
	notFound  []byte
}

// newPress prints everything that there is to read at now.
func newPress(now time.Time) (*press, error) {
	all, err := articles(now)
	if err != nil {
		return nil, err
	}
	print, err := newPrinter(all)
	if err != nil {
		return nil, err
	}
	s := shelf{documents: map[string]document{}}
	start := newest(all)
	s.put("/", htmlType, start)(print.plain("The newsroom", "Four outlets of an invented country, printed into this program."))
	s.put("/about", htmlType, start)(print.plain("About these pages", "Estmark, its towns, its people and its papers are invented. They come with Dateline, so that there is something to read before the first feed is followed."))
	s.put("/courier/subscribe", htmlType, start)(print.plain("Subscribe to the Courier", "The Courier is not taking new subscribers."))
	for _, o := range outlets() {
		s.putOutlet(print, o)
	}
	lost, err := print.plain("Page not found", "There is no such page in this newsroom.")
	return &press{s.documents, lost}, errors.Join(s.err, err)
}

const htmlType = "text/html; charset=utf-8"

// A shelf collects documents, and what went wrong with them.
type shelf struct {
	documents map[string]document
	err       error
}

// put returns a function that takes a printer's result for path.
func (s *shelf) put(path, kind string, modified time.Time) func([]byte, error) {
	return func(body []byte, err error) {
		s.err = errors.Join(s.err, err)
		s.documents[path] = document{kind, modified, body}
	}
}

// putOutlet puts o's feed, home page, sections and articles. What is for
// subscribers is not in the feed.
func (s *shelf) putOutlet(print *printer, o outlet) {
	list := print.of(o)
	at := newest(list)
	home := "/" + o.ID + "/"
	var free []article
	for _, a := range list {
		if !a.Subscribers {
			free = append(free, a)
		}
		s.put(home+a.Slug, htmlType, a.Published)(print.article(a))
	}
	s.put(home+o.Feed, string(o.Kind)+"; charset=utf-8", at)(feed(o, free))
	s.put(home, htmlType, at)(print.front(o, ""))
	for _, sec := range print.sections(o) {
		s.put(sec.URL[len(root):], htmlType, at)(print.front(o, sec.Name))
	}
}

// ServeHTTP answers GET and HEAD, conditional ones too.
func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "The newsroom is for reading.", http.StatusMethodNotAllowed)
		return
	}
	path := r.URL.Path
	if path == "" {
		path = "/"
	}
	if doc, ok := p.documents[path]; ok {
		sum := sha256.Sum256(doc.body)
		w.Header().Set("Content-Type", doc.kind)
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sum[:8]))
		w.Header().Set("Cache-Control", "max-age=300")
		http.ServeContent(w, r, "", doc.modified, bytes.NewReader(doc.body))
		return
	}
	if _, ok := p.documents[path+"/"]; ok {
		http.Redirect(w, r, path+"/", http.StatusMovedPermanently)
		return
	}
	if root+path == DeadFeed() {
		http.Error(w, "The Gazette's feed was given up in 2019.", http.StatusGone)
		return
	}
	w.Header().Set("Content-Type", htmlType)
	w.WriteHeader(http.StatusNotFound)
	if r.Method == http.MethodGet {
		_, _ = w.Write(p.notFound)
	}
}
