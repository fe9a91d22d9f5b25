package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A paragraph is one block of a page's text.
type paragraph struct {
	text   string // blanks folded, never empty
	linked int    // bytes of it that stand in links
}

// paragraphs returns n's text block by block, in order.
func paragraphs(n *html.Node) []paragraph {
	var w paragraphWriter
	w.node(n, 0)
	w.end()
	return w.done
}

type paragraphWriter struct {
	done   []paragraph
	text   strings.Builder
	linked int
	space  bool // a blank is due before the next word
}

func (w *paragraphWriter) node(n *html.Node, links int) {
	var tag atom.Atom
	switch n.Type {
	case html.TextNode:
		w.words(n.Data, links > 0)
		return
	case html.ElementNode:
		tag = atom.Lookup([]byte(n.Data)) // go-readability renames elements by Data alone
		switch tag {
		case atom.Br, atom.Hr:
			w.end()
			return
		case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head:
			return
		case atom.A:
			links++
		case atom.Td, atom.Th:
			w.space = true
		}
	}
	block := isBlock(tag)
	if block {
		w.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, links)
	}
	if block {
		w.end()
	}
}

// words adds text, folding its blanks and leaving out what cannot be seen.
func (w *paragraphWriter) words(s string, linked bool) {
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			w.space = true
			continue
		case r == utf8.RuneError, r == '\u00ad', r == '\u200b', r == '\ufeff', r == '\u2060', unicode.IsControl(r):
			continue
		}
		if w.space && w.text.Len() > 0 {
			w.text.WriteByte(' ')
		}
		w.space = false
		n, _ := w.text.WriteRune(r)
		if linked {
			w.linked += n
		}
	}
}

// end closes the paragraph that is being written, if there is one.
func (w *paragraphWriter) end() {
	if w.text.Len() > 0 {
		w.done = append(w.done, paragraph{text: w.text.String(), linked: w.linked})
	}
	w.text.Reset()
	w.linked, w.space = 0, false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Div, atom.Dl, atom.Dt,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hgroup, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table,
		atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}
