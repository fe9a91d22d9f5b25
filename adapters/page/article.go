package page

import (
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// Parse reads an article from HTML that came from address, which may be "".
// Its errors are *bot.Problem; where the page has a text that is not the
// article's, or not all of it, the Problem holds it.
func (r *Reader) Parse(address, src string) (briefing.Article, error) {
	var u *url.URL
	if address != "" {
		var err error
		if u, err = bot.ParseAddress(address); err != nil {
			return briefing.Article{}, err
		}
	}
	f, err := read(u, strings.ToValidUTF8(src, "\ufffd"))
	switch {
	case err != nil && u != nil:
		return briefing.Article{}, at(err, u)
	case err != nil:
		return briefing.Article{}, err
	}
	return f.article, nil
}

// A finding is what a page held.
type finding struct {
	article    briefing.Article
	elsewhere  []*url.URL // where the same article stands in a plainer form
	validators bot.Validators
}

// read reads an article from a page in UTF-8. u may be nil. With an error, what
// the finding holds is what the page says of itself, without a text.
func read(u *url.URL, src string) (finding, error) {
	doc := parse(src)
	if text, _ := textIn(doc, 0); text > maxText {
		return finding{}, tooMuchText(u)
	}
	h := readHead(doc)
	site := h.site(u)
	f := finding{elsewhere: h.places(u)}
	a := briefing.Article{
		URL:       canonicalURL(u, first(h.canonical, h.get("og:url"))),
		Site:      site,
		Title:     h.headline(site),
		Byline:    h.byline(),
		Published: h.published(u),
		Language:  h.language(),
	}
	a.Text = articleText(doc, src, &h, a.Title)
	p := wall(u, &h, src, a.Text)
	if p == nil || p.Kind == bot.NotArticle {
		if other := notArticle(u, &h, a.Text); other != nil {
			p = other
		}
	}
	f.article = a
	if p != nil {
		p.Text, f.article.Text = a.Text, ""
		return f, p
	}
	return f, nil
}

// thin is how many bytes of text are too few to be sure that the article was
// found.
const thin = 250

// articleText returns the text of the article in doc, paragraphs ended by
// newlines, "" where none is found. It takes doc apart.
func articleText(doc *html.Node, src string, h *head, title string) string {
	prune(doc)
	text := extract(doc, title)
	if len(text) < thin {
		// What was pruned may have been the article: once more, with all of it.
		whole := parse(src)
		plain := withoutScript(whole)
		if again := extract(whole, title); len(again) > len(text) {
			text = again
		}
		if again := extract(parse(plain), title); len(again) >= thin && len(again) > len(text) {
			text = again
		}
	}
	if body := linkedText(h.linked.body); len(body) > 400 && len(body) <= maxText && 10*len(text) < 6*len(body) && !h.linked.walled {
		text = body
	}
	return text
}

// withoutScript returns the longest HTML that doc has for browsers that run no
// scripts.
func withoutScript(doc *html.Node) (longest string) {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Noscript && n.FirstChild != nil && n.FirstChild.Type == html.TextNode && len(n.FirstChild.Data) > len(longest) {
			longest = n.FirstChild.Data
		}
	}
	return longest
}

// extract returns the text that go-readability finds in doc, cleaned of lines
// that are not the article's.
func extract(doc *html.Node, title string) string {
	p := readability.NewParser()
	p.DisableJSONLD = true // readLinked has done it
	a, err := p.ParseAndMutate(doc, nil)
	if err != nil || a.Node == nil {
		return ""
	}
	return join(keepArticle(paragraphs(a.Node), title))
}

// linkedText returns a JSON-LD articleBody as plain text.
func linkedText(body string) string {
	if strings.Contains(body, "</") || strings.Contains(body, "<br") {
		return join(paragraphs(parse(body)))
	}
	var ps []paragraph
	for line := range strings.Lines(body) {
		var w paragraphWriter
		w.words(line, false)
		w.end()
		ps = append(ps, w.done...)
	}
	return join(ps)
}

func join(ps []paragraph) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.text)
		b.WriteByte('\n')
	}
	return b.String()
}
