package page

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A linked is what a page's JSON-LD says of its article.
// https://schema.org/NewsArticle
type linked struct {
	found     bool
	headline  string
	authors   []string
	publisher string
	published string
	page      string // when the page, rather than its article, was published
	language  string
	url       string
	body      string
	walled    bool            // isAccessibleForFree is false
	types     map[string]bool // of all that the page describes: VideoObject, LiveBlogPosting, …
}

// readLinked finds the article in doc's JSON-LD scripts.
func readLinked(doc *html.Node) linked {
	g := graph{byID: make(map[string]map[string]any)}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Script && strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			var v any
			if json.Unmarshal([]byte(cleanJSON(n.FirstChild.Data)), &v) == nil {
				g.collect(v, 0)
			}
		}
	}
	return g.article()
}

// cleanJSON takes off what pages wrap JSON in, and the raw control characters
// that JSON strings must not hold and pages' often do.
func cleanJSON(s string) string {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	s = strings.TrimPrefix(strings.TrimSpace(s), "//<![CDATA[")
	s = strings.TrimSuffix(strings.TrimSpace(s), "//]]>")
	s = strings.Map(func(r rune) rune {
		if r < 0x20 {
			return ' '
		}
		return r
	}, s)
	return strings.TrimSuffix(strings.TrimSpace(s), ";")
}

// A graph is the nodes of a page's JSON-LD.
type graph struct {
	nodes []map[string]any
	byID  map[string]map[string]any
}

const maxLinkedDepth = 12

func (g *graph) collect(v any, depth int) {
	if depth > maxLinkedDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			g.collect(x, depth+1)
		}
	case map[string]any:
		g.nodes = append(g.nodes, v)
		if id, ok := v["@id"].(string); ok && len(v) > 1 && g.byID[id] == nil {
			g.byID[id] = v
		}
		for _, k := range [...]string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "author", "publisher", "isPartOf"} {
			g.collect(v[k], depth+1)
		}
	}
}

// article returns the first article of the graph; of several, one with a body
// is preferred.
func (g *graph) article() linked {
	var best linked
	page, types := "", make(map[string]bool)
	for _, n := range g.nodes {
		addTypes(types, n["@type"])
		if !isArticle(n["@type"]) {
			page = first(page, plain(n["datePublished"]), plain(n["uploadDate"]))
			continue
		}
		l := linked{
			found:     true,
			headline:  first(plain(n["headline"]), plain(n["name"])),
			authors:   g.names(n["author"]),
			published: first(plain(n["datePublished"]), plain(n["dateCreated"])),
			language:  plain(n["inLanguage"]),
			url:       plain(n["url"]),
			body:      text(n["articleBody"]),
			walled:    isFalse(n["isAccessibleForFree"]) || partWalled(n["hasPart"]),
		}
		if names := g.names(n["publisher"]); len(names) > 0 {
			l.publisher = names[0]
		}
		if len(l.authors) == 0 {
			l.authors = g.names(n["creator"])
		}
		if !best.found || best.body == "" && l.body != "" && l.headline != "" {
			best = l
		}
	}
	best.page, best.types = page, types
	return best
}

// partWalled reports whether one of an article's parts is not free.
// https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
func partWalled(v any) bool {
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, partWalled)
	case map[string]any:
		return isFalse(v["isAccessibleForFree"])
	}
	return false
}

// names returns the names of the people or organizations that v is: a name, an
// object, a reference, or a list of these.
func (g *graph) names(v any) []string {
	switch v := v.(type) {
	case string:
		if s := plain(v); s != "" && !strings.Contains(s, "://") {
			return []string{s}
		}
	case []any:
		var all []string
		for _, x := range v {
			if len(all) < 10 {
				all = append(all, g.names(x)...)
			}
		}
		return all
	case map[string]any:
		if s := plain(v["name"]); s != "" {
			return []string{s}
		}
		if many, ok := v["name"].([]any); ok {
			return g.names(many)
		}
		if id, ok := v["@id"].(string); ok {
			if n := g.byID[id]; n != nil && plain(n["name"]) != "" {
				return []string{plain(n["name"])}
			}
		}
	}
	return nil
}

// isArticle reports whether a @type is one of an article.
func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		v = schemaName(v)
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting") || v == "Report"
	case []any:
		for _, x := range v {
			if isArticle(x) {
				return true
			}
		}
	}
	return false
}

// addTypes adds the names that a @type holds.
func addTypes(types map[string]bool, v any) {
	switch v := v.(type) {
	case string:
		types[schemaName(v)] = true
	case []any:
		for _, x := range v {
			addTypes(types, x)
		}
	}
}

// schemaName returns a name of schema.org's without the address before it.
func schemaName(s string) string {
	return strings.TrimPrefix(strings.TrimPrefix(s, "http://schema.org/"), "https://schema.org/")
}

func isFalse(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		return strings.EqualFold(schemaName(v), "false")
	}
	return false
}

// text returns a string as it stands, with entities decoded.
func text(v any) string {
	s, _ := v.(string)
	return html.UnescapeString(s)
}

// plain returns a string on one line, with entities decoded and tags taken out.
func plain(v any) string {
	s := text(v)
	if strings.Contains(s, "<") && strings.Contains(s, ">") {
		s = stripTags(s)
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
}

// stripTags returns the text of a piece of HTML.
func stripTags(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		}
	}
}

func first(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}
