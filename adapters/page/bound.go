package page

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dateline-bot/dateline/bot"
)

// maxPage is the longest page that is read, in bytes. News pages have some
// hundred thousand, the longest not quite two millions.
const maxPage = 5_000_000

// maxTags is how much of a page is parsed, in tags, closing ones counted. News
// pages have 2,000, the longest 10,000; each takes up to a kilobyte of memory
// until the article is found.
const maxTags = 24_000

// maxText is how much text an article may hold, in bytes. The longest reports
// that newspapers print hold half of it.
const maxText = 400_000

// maxToil bounds what a page costs to read, since the text of an element is
// looked at for it and for those it stands in: bytes of text, each counted as
// often as elements hold it. News pages come to a few millions.
const maxToil = 64_000_000

// parse parses a page. One of too many tags, or that nests deeper than the
// parser goes, or so much text so deep that it would cost seconds to read, is
// flattened first: nothing that people read is written so.
func parse(src string) *html.Node {
	if strings.Count(src, "<") <= maxTags {
		doc, err := html.Parse(strings.NewReader(src))
		if err == nil {
			if _, toil := textIn(doc, 0); toil <= maxToil {
				return doc
			}
		}
	}
	doc, err := html.Parse(strings.NewReader(flatten(src, maxTags/2)))
	if err != nil {
		return &html.Node{Type: html.DocumentNode}
	}
	return doc
}

// textIn returns how many bytes of text n holds, scripts and styles aside, and
// what it costs to read them where n stands that deep.
func textIn(n *html.Node, depth int) (text, toil int) {
	if n.Type == html.TextNode {
		return len(n.Data), len(n.Data) * depth
	}
	if n.DataAtom == atom.Script || n.DataAtom == atom.Style {
		return 0, 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t, more := textIn(c, depth+1)
		text, toil = text+t, toil+more
	}
	return text, toil
}

func tooMuchText(u *url.URL) *bot.Problem {
	return bot.Problemf(bot.TooLarge, "That page holds more text than any article does%s. Give the address of a single article, or paste its text after /brief.", in(u))
}

// flatten rewrites a page with those elements alone that cannot nest, so that
// any page can be parsed in linear time. What begins a block begins a paragraph
// where there is text for it. It stops after most tags.
func flatten(src string, most int) string {
	var b strings.Builder
	block := false // begins before the next text
	z := html.NewTokenizer(strings.NewReader(src))
	for tags := 0; tags < most; {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			raw := z.Raw()
			if block && len(bytes.TrimSpace(raw)) > 0 {
				b.WriteString("<p>")
				block = false
				tags++
			}
			b.Write(raw)
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			switch name, _ := z.TagName(); string(name) {
			case "h1", "h2", "h3", "h4", "h5", "h6", "br", "title", "meta", "link", "script", "style":
				b.WriteString(raw)
				tags++
			case "p", "div", "li", "td", "article", "section", "blockquote":
				block = true
			}
		}
	}
	return b.String()
}
