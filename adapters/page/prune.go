package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// prune takes out of doc what is on a page but not in its article: navigation,
// captions, sharing, promotion, comments. It runs before the article is looked
// for, so that none of this is taken for its text.
//
// It judges by elements, by ARIA roles, and by the words in class and id, which
// sites choose much alike. What holds a good part of the page's paragraphs is
// left standing whatever it is called: `<div class="with-sidebar">` is often the
// whole page. It loses such names, so that go-readability does not fall for them
// either.
func prune(doc *html.Node) {
	weights := make(map[*html.Node]int)
	total := weigh(doc, weights)
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			switch {
			case c.Type == html.CommentNode:
				n.RemoveChild(c)
			case c.Type != html.ElementNode:
			case isDropped(c, weights, total):
				n.RemoveChild(c)
			default:
				if 2*weights[c] > total {
					c.Attr = slices.DeleteFunc(c.Attr, func(a html.Attribute) bool { return isName(a.Key) && cluttered(a.Val) })
				}
				walk(c)
			}
			c = next
		}
	}
	walk(doc)
}

// weigh records for each element how many bytes of text it holds outside links,
// and returns the whole's.
func weigh(n *html.Node, weights map[*html.Node]int) int {
	switch n.Type {
	case html.TextNode:
		return len(strings.TrimSpace(n.Data))
	case html.ElementNode:
		switch n.DataAtom {
		case atom.A, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Select, atom.Option:
			return 0
		}
	}
	w := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w += weigh(c, weights)
	}
	if n.Type == html.ElementNode {
		weights[n] = w
	}
	return w
}

// isDropped reports whether n goes, of a page whose text weighs total.
func isDropped(n *html.Node, weights map[*html.Node]int, total int) bool {
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body, atom.Main, atom.Article, atom.P, atom.H1:
		return n.DataAtom == atom.P && namesClutter(n)
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Canvas,
		atom.Button, atom.Select, atom.Input, atom.Textarea, atom.Figcaption, atom.Audio, atom.Video, atom.Dialog, atom.Menu:
		return true
	}
	if w := weights[n]; 3*w > total && w > 0 {
		return false
	}
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Figure:
		return true
	}
	switch strings.ToLower(attr(n, "role")) {
	case "navigation", "complementary", "contentinfo", "banner", "search", "menu", "menubar", "toolbar", "dialog", "alert", "alertdialog", "tooltip":
		return true
	}
	if hasAttr(n, "hidden") {
		return true
	}
	return namesClutter(n) && !inSentence(n, weights)
}

// inSentence reports whether n is words of a paragraph, which must not lose
// any: `<p>The mayor <span class="tooltip-name">Ines Okafor</span> said`.
func inSentence(n *html.Node, weights map[*html.Node]int) bool {
	switch n.DataAtom {
	case atom.A, atom.Span, atom.Em, atom.Strong, atom.B, atom.I, atom.U, atom.Mark, atom.Abbr, atom.Cite, atom.Q, atom.Sup, atom.Sub, atom.Small, atom.Time, atom.Code, atom.Font:
	default:
		return false
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.P {
			return weights[p] > weights[n]
		}
	}
	return false
}

// namesClutter reports whether n's class or id says that it is none of the
// article.
func namesClutter(n *html.Node) bool {
	for _, a := range n.Attr {
		if isName(a.Key) && cluttered(a.Val) {
			return true
		}
	}
	return false
}

// isName reports whether an attribute is one by which sites name what an
// element is for.
func isName(key string) bool {
	switch key {
	case "class", "id", "itemprop", "data-component", "data-testid":
		return true
	}
	return false
}

// cluttered reports whether one of the words in a class or id, or two of them
// together, names clutter.
func cluttered(names string) bool {
	if strings.Contains(names, "embed") || strings.Contains(names, "tweet") {
		return false // what an article quotes from elsewhere
	}
	last := ""
	for w := range nameWords(names) {
		if len(w) > 3 {
			w = strings.TrimRight(w, "0123456789") // related2
		}
		if isClutter(w) || len(last) > 1 && len(w) > 1 && isClutter(last+w) {
			return true
		}
		last = w
	}
	return false
}

// nameWords yields the words of a class or id list in lower case. Words part at
// anything that is no letter or digit and where case rises. A digit does not
// part them, or made-up names would fall into words: id="5ad3".
func nameWords(names string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := -1
		for i := 0; i <= len(names); i++ {
			letter := i < len(names) && (isLetter(names[i]) || names[i] >= '0' && names[i] <= '9')
			rise := letter && start >= 0 && i > start && isUpper(names[i]) && !isUpper(names[i-1])
			if start >= 0 && (!letter || rise) {
				if !yield(strings.ToLower(names[start:i])) {
					return
				}
				start = -1
			}
			if letter && start < 0 {
				start = i
			}
		}
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || isUpper(c) }
func isUpper(c byte) bool  { return c >= 'A' && c <= 'Z' }

// isClutter reports whether a word of a class or id, or two run together, is
// one that sites give to what is none of the article.
func isClutter(word string) bool {
	switch word {
	case "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adslot", "sponsor", "sponsored", "promo", "promos", "promotion", "promoted",
		"taboola", "outbrain", "affiliate", "dfp",
		"related", "recirc", "recirculation", "recommended", "recommendations", "trending", "popular", "mostread", "mostpopular",
		"readmore", "readnext", "readalso", "morefrom", "moreon", "seealso", "upnext", "youmaylike", "alsolike", "furtherreading", "morestories", "topstories", "interstitial",
		"newsletter", "newsletters", "subscribe", "subscription", "signup", "signin", "login", "register", "donate", "donation",
		"share", "sharing", "shareaholic", "sharedaddy", "addthis", "social", "sociallinks", "socialmedia", "follow",
		"comment", "comments", "disqus", "respond", "livefyre",
		"caption", "captions", "credit", "credits", "photocredit", "imagecredit", "wpcaption", "slideshow", "gallery", "carousel", "lightbox", "mediainfo",
		"byline", "bylines", "authorbio", "authorbox", "authorinfo", "aboutauthor", "authors", "postmeta", "articlemeta", "entrymeta", "metadata", "timestamp", "pubdate", "publishdate", "publisheddate",
		"breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "menu", "sidebar", "siderail", "rightrail", "footer", "masthead", "toolbar", "pagination", "pager", "skiplink", "skip",
		"tags", "taglist", "posttags", "articletags", "topics", "keywords", "categories",
		"cookie", "cookies", "consent", "gdpr", "modal", "popup", "overlay", "tooltip", "banner", "widgetarea", "sidebarwidget", "textwidget",
		"kicker", "eyebrow", "sronly", "visuallyhidden", "screenreader", "printonly", "noprint", "copyright", "disclaimer", "disclosure":
		return true
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
