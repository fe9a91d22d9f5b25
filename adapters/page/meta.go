package page

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A head is what a page says of itself outside its text.
type head struct {
	meta      map[string]string // by property, name or itemprop, lower case; the first of each
	title     string            // <title>
	h1        string            // the first <h1>
	canonical string
	elsewhere []string // addresses where the page says that its text stands as well
	lang      string
	dated     string   // the first <time> that says that it is of publication
	time      string   // the first <time> that does not
	author    string   // the first element that is marked as the author's name
	shown     []string // what its readers see of times: of <time>, and of what is named for one
	day       string   // the first line that is nothing but a date
	linked    linked
}

// readHead collects doc's head.
func readHead(doc *html.Node) head {
	h := head{meta: make(map[string]string), linked: readLinked(doc)}
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			h.addDay(n)
		}
		if n.Type != html.ElementNode {
			continue
		}
		h.addShown(n)
		switch n.DataAtom {
		case atom.Html:
			h.lang = first(attr(n, "lang"), attr(n, "xml:lang"))
		case atom.Meta:
			h.addMeta(n)
		case atom.Title:
			if h.title == "" && n.Namespace == "" {
				h.title = nodeText(n)
			}
		case atom.H1:
			if h.h1 == "" {
				h.h1 = nodeText(n)
			}
		case atom.Link:
			h.addLink(n)
		case atom.A:
			h.addPrint(n)
			h.addAuthor(n)
		case atom.Time:
			t := first(attr(n, "datetime"), nodeText(n))
			names := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class"))
			if strings.Contains(names, "publish") || strings.Contains(names, "pubdate") || hasAttr(n, "pubdate") {
				h.dated = first(h.dated, t)
			} else {
				h.time = first(h.time, t)
			}
		default:
			h.addAuthor(n)
		}
	}
	return h
}

func (h *head) addMeta(n *html.Node) {
	content := strings.Join(strings.Fields(attr(n, "content")), " ")
	if content == "" {
		return
	}
	for _, k := range [...]string{"property", "name", "itemprop", "http-equiv"} {
		if name := strings.ToLower(strings.TrimSpace(attr(n, k))); name != "" && h.meta[name] == "" {
			h.meta[name] = content
		}
	}
}

func (h *head) addAuthor(n *html.Node) {
	if h.author != "" {
		return
	}
	if attr(n, "rel") == "author" || strings.Contains(attr(n, "itemprop"), "author") {
		if s := nodeText(n); len(s) < 100 {
			h.author = s
		}
	}
}

// get returns the first of the meta tags that is there.
func (h *head) get(names ...string) string {
	for _, n := range names {
		if v := h.meta[n]; v != "" {
			return v
		}
	}
	return ""
}

// site returns the publication's name.
func (h *head) site(u *url.URL) string {
	s := first(h.get("og:site_name", "application-name", "twitter:app:name:iphone"), h.linked.publisher, h.get("dc.publisher"))
	if s = plain(s); s == "" || len(s) > 80 {
		return siteOfHost(u)
	}
	return s
}

// headline returns the article's title, without the site's name where the page
// adds that.
func (h *head) headline(site string) string {
	s := first(shortEnough(h.linked.headline), shortEnough(plain(h.get("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline"))), shortEnough(plain(h.title)), shortEnough(h.h1))
	s = withoutSite(s, site)
	h1 := withoutKicker(h.h1, h.linked.headline, h.get("og:title"), s)
	if alike(h1, s) || sameWords(h1, h.get("og:title")) {
		return h1
	}
	return s
}

// withoutKicker returns a page's first heading without the word or two before
// the title, such as the section's name. It has them where it ends as one of
// titles does.
func withoutKicker(h1 string, titles ...string) string {
	words := strings.Fields(h1)
	for _, t := range titles {
		n := len(strings.Fields(t))
		if extra := len(words) - n; n >= 4 && extra >= 1 && extra <= 3 {
			if rest := strings.Join(words[extra:], " "); sameWords(rest, t) {
				return rest
			}
		}
	}
	return h1
}

// shortEnough returns s where it can be a title, "" where it is too long for
// one: a whole text in the wrong place.
func shortEnough(s string) string {
	if len(s) > maxTitle {
		return ""
	}
	return s
}

// maxTitle is the longest title that a page is believed, in bytes.
const maxTitle = 1000

// withoutSite takes a site's name off a title's end: "Bridge closes | The
// Velmar Ledger".
func withoutSite(title, site string) string {
	for _, sep := range [...]string{" | ", " - ", " – ", " — ", " :: ", " « ", " » ", " · "} {
		if i := strings.LastIndex(title, sep); i > 0 {
			if tail := title[i+len(sep):]; sameSite(tail, site) {
				return strings.TrimSpace(title[:i])
			}
		}
	}
	return title
}

// alike reports whether a page's first heading is its title in other words: the
// one for readers, where that in the head is cut for search engines.
func alike(h1, title string) bool {
	if len(h1) > 200 {
		return false
	}
	in := make(map[string]bool)
	for w := range strings.FieldsSeq(title) {
		in[letters(w)] = true
	}
	words, shared := 0, 0
	for w := range strings.FieldsSeq(h1) {
		words++
		if in[letters(w)] {
			shared++
		}
	}
	return words > 3 && 3*shared >= words
}

// sameSite reports whether a title's tail names the site.
func sameSite(tail, site string) bool {
	fold := func(s string) string {
		s = strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(s, "The "), "www."))
		return strings.Map(func(r rune) rune {
			if r == ' ' || r == '-' || r == '.' || r == '\'' || r == '’' {
				return -1
			}
			return r
		}, s)
	}
	a, b := fold(tail), fold(site)
	return a != "" && (a == b || len(b) > 3 && strings.HasPrefix(a, b) || len(a) > 3 && strings.HasPrefix(b, a))
}

// byline returns who wrote the article, as the page gives it.
func (h *head) byline() string {
	s := strings.Join(distinct(h.linked.authors), ", ")
	if s == "" {
		s = plain(h.get("author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article:author", "twitter:creator:name"))
	}
	if s == "" || strings.Contains(s, "://") {
		s = h.author
	}
	for _, by := range [...]string{"By ", "by ", "BY ", "Written by "} {
		s = strings.TrimPrefix(s, by)
	}
	if s = strings.Trim(s, " ,|"); len(s) > 200 || strings.HasPrefix(s, "@") {
		return ""
	}
	return s
}

func distinct(ss []string) []string {
	var out []string
	seen := make(map[string]bool)
	for _, s := range ss {
		if !seen[s] {
			out = append(out, s)
		}
		seen[s] = true
	}
	return out
}

// published returns when the article appeared; zero where the page does not
// say.
func (h *head) published(u *url.URL) time.Time {
	for _, s := range [...]string{
		h.linked.published,
		h.get("article:published_time", "og:article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "article.published", "published_time",
			"sailthru.date", "cxenseparse:recs:publishtime", "dcterms.created", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "publication_date", "article:created", "created", "displaydate", "ptime"),
		h.dated, h.linked.page,
	} {
		if t, ok := parseTime(s); ok {
			return asShown(t, h.shown)
		}
	}
	if t := dateInPath(u); !t.IsZero() {
		return t
	}
	for _, s := range [...]string{h.time, h.day} { // the page's first, which may be of something else
		if t, ok := parseTime(s); ok {
			return asShown(t, h.shown)
		}
	}
	return time.Time{}
}

// language returns the page's language as a BCP 47 tag, "" where it gives none.
func (h *head) language() string {
	for _, s := range [...]string{h.lang, h.linked.language, h.get("og:locale", "content-language", "language", "dc.language")} {
		s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
		if isLanguageTag(s) {
			return s
		}
	}
	return ""
}

// isLanguageTag reports whether s has the form of a language tag: a language of
// two or three letters, then subtags of one to eight letters or digits.
func isLanguageTag(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if i == 0 && (len(part) < 2 || len(part) > 3) || len(part) < 1 || len(part) > 8 || len(s) > 35 {
			return false
		}
		for j := range len(part) {
			if c := part[j]; !isLetter(c) && (i == 0 || c < '0' || c > '9') {
				return false
			}
		}
	}
	return true
}

// nodeText returns n's text on one line.
func nodeText(n *html.Node) string {
	var b strings.Builder
	for _, p := range paragraphs(n) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(p.text)
	}
	return b.String()
}
