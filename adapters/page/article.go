package page

import (
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

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
	a, err := read(u, strings.ToValidUTF8(src, "\ufffd"))
	if u != nil {
		err = at(err, u)
	}
	return a, err
}

// read reads an article from a page in UTF-8. u may be nil.
func read(u *url.URL, src string) (briefing.Article, error) {
	doc := parse(src)
	if text, _ := textIn(doc, 0); text > maxText {
		return briefing.Article{}, tooMuchText(u)
	}
	h := readHead(doc)
	site := h.site(u)
	a := briefing.Article{
		URL:       canonicalURL(u, first(h.canonical, h.get("og:url"))),
		Site:      site,
		Title:     h.headline(site),
		Byline:    h.byline(),
		Published: h.published(u),
		Language:  h.language(),
	}
	a.Text = articleText(doc, src, &h, a.Title)
	if p := wall(u, &h, src, a.Text); p != nil {
		p.Text = a.Text
		return briefing.Article{}, p
	}
	return a, nil
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
		if again := extract(parse(src), title); len(again) > len(text) {
			text = again
		}
	}
	if body := linkedText(h.linked.body); len(body) > 400 && len(body) <= maxText && 10*len(text) < 6*len(body) && !h.linked.walled {
		text = body
	}
	return text
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
