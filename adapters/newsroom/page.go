package newsroom

import (
	"bytes"
	"embed"
	"html/template"
	"slices"
	"time"
)

//go:embed pages/*.html
var pages embed.FS

// A section is a link to one part of an outlet.
type section struct{ Name, URL string }

// A printer renders the press's pages.
type printer struct {
	templates *template.Template
	articles  []article // the newest first
}

func newPrinter(all []article) (*printer, error) {
	t, err := template.New("").Funcs(template.FuncMap{
		"rfc3339": func(t time.Time) string { return t.Format(time.RFC3339) },
	}).ParseFS(pages, "pages/*.html")
	return &printer{t, all}, err
}

func (p *printer) render(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	err := p.templates.ExecuteTemplate(&b, name, data)
	return b.Bytes(), err
}

// article renders a's page.
func (p *printer) article(a article) ([]byte, error) {
	more := p.of(a.Outlet)
	more = slices.DeleteFunc(more, func(b article) bool { return b.Slug == a.Slug })
	return p.render("article.html", map[string]any{
		"Article": a, "Outlet": a.Outlet, "Sections": p.sections(a.Outlet),
		"More": more, "LinkedData": linkedData(a),
	})
}

// front renders o's home page or, where name is not empty, its section.
func (p *printer) front(o outlet, name string) ([]byte, error) {
	list := p.of(o)
	if name != "" {
		list = slices.DeleteFunc(list, func(a article) bool { return a.Section != name })
	}
	return p.render("front.html", map[string]any{
		"Outlet": o, "Section": name, "Sections": p.sections(o), "Articles": list,
	})
}

// plain renders a page of text above the list of outlets.
func (p *printer) plain(title string, paragraphs ...string) ([]byte, error) {
	return p.render("plain.html", map[string]any{
		"Title": title, "Paragraphs": paragraphs, "Outlets": outlets(),
	})
}

// of lists o's articles, the newest first.
func (p *printer) of(o outlet) []article {
	var list []article
	for _, a := range p.articles {
		if a.Outlet.ID == o.ID {
			list = append(list, a)
		}
	}
	return list
}

// sections lists o's sections by name.
func (p *printer) sections(o outlet) []section {
	var list []section
	for _, a := range p.of(o) {
		s := section{a.Section, a.SectionURL()}
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b section) int { return bytes.Compare([]byte(a.Name), []byte(b.Name)) })
	return list
}

// linkedData returns a's JSON-LD in its outlet's manner, nil for none. See
// https://developers.google.com/search/docs/appearance/structured-data/article
// and, for what is not free, .../structured-data/paywalled-content.
func linkedData(a article) any {
	news := map[string]any{
		"@type": "NewsArticle", "headline": a.Title, "description": a.Summary,
		"datePublished": a.Published.Format(time.RFC3339), "articleSection": a.Section,
		"mainEntityOfPage": a.URL(), "inLanguage": "en",
		"author":    map[string]any{"@type": "Person", "name": a.Author},
		"publisher": map[string]any{"@type": "NewsMediaOrganization", "name": a.Outlet.Name, "url": a.Outlet.HomeURL()},
	}
	if a.Subscribers {
		news["isAccessibleForFree"] = false
		news["hasPart"] = map[string]any{"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".paywall"}
	}
	switch a.Outlet.Markup {
	case jsonLD:
		news["@context"] = "https://schema.org"
		return news
	case graphLD:
		site := map[string]any{"@type": "WebSite", "name": a.Outlet.Name, "url": a.Outlet.HomeURL()}
		return map[string]any{"@context": "https://schema.org", "@graph": []any{site, news}}
	default:
		return nil
	}
}
