package newsroom

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"time"
)

// feed renders o's feed of the given articles, the newest first.
func feed(o outlet, list []article) ([]byte, error) {
	switch o.Kind {
	case atom:
		return encodeXML(atomOf(o, list))
	case jsonFeed:
		return json.MarshalIndent(jsonOf(o, list), "", "  ")
	default:
		return encodeXML(rssOf(o, list))
	}
}

func encodeXML(v any) ([]byte, error) {
	b, err := xml.MarshalIndent(v, "", "  ")
	return bytes.Join([][]byte{[]byte(xml.Header), b, []byte("\n")}, nil), err
}

// rssFeed is RSS 2.0: https://www.rssboard.org/rss-specification
type rssFeed struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Language    string    `xml:"language"`
	PubDate     string    `xml:"pubDate"`
	TTL         int       `xml:"ttl"` // minutes
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       string  `xml:"title"`
	Link        string  `xml:"link"`
	Description string  `xml:"description"`
	Creator     string  `xml:"dc:creator"`
	Category    string  `xml:"category"`
	GUID        rssGUID `xml:"guid"`
	PubDate     string  `xml:"pubDate"`
}

type rssGUID struct {
	Permalink bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

func rssOf(o outlet, list []article) rssFeed {
	c := rssChannel{Title: o.Name, Link: o.HomeURL(), Description: o.Motto, Language: "en", TTL: 30}
	c.PubDate = newest(list).Format(time.RFC1123Z)
	for _, a := range list {
		c.Items = append(c.Items, rssItem{
			Title: a.Title, Link: a.URL(), Description: a.Summary, Creator: a.Author, Category: a.Section,
			GUID: rssGUID{true, a.URL()}, PubDate: a.Published.Format(time.RFC1123Z),
		})
	}
	return rssFeed{Version: "2.0", DC: "http://purl.org/dc/elements/1.1/", Channel: c}
}

// atomFeed is Atom: RFC 4287.
type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle"`
	ID       string      `xml:"id"`
	Updated  string      `xml:"updated"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title     string   `xml:"title"`
	ID        string   `xml:"id"`
	Link      atomLink `xml:"link"`
	Published string   `xml:"published"`
	Updated   string   `xml:"updated"`
	Author    string   `xml:"author>name"`
	Summary   string   `xml:"summary"`
}

func atomOf(o outlet, list []article) atomFeed {
	f := atomFeed{
		Title: o.Name, Subtitle: o.Motto, ID: o.HomeURL(), Updated: newest(list).Format(time.RFC3339),
		Links: []atomLink{{"self", string(atom), o.feedURL()}, {"alternate", "text/html", o.HomeURL()}},
	}
	for _, a := range list {
		at := a.Published.Format(time.RFC3339)
		f.Entries = append(f.Entries, atomEntry{
			Title: a.Title, ID: a.URL(), Link: atomLink{"alternate", "text/html", a.URL()},
			Published: at, Updated: at, Author: a.Author, Summary: a.Summary,
		})
	}
	return f
}

// jsonFeedDoc is JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/
type jsonFeedDoc struct {
	Version     string     `json:"version"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	HomePage    string     `json:"home_page_url"`
	Feed        string     `json:"feed_url"`
	Language    string     `json:"language"`
	Items       []jsonItem `json:"items"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	Summary   string       `json:"summary"`
	Content   string       `json:"content_text"`
	Published string       `json:"date_published"`
	Authors   []jsonAuthor `json:"authors"`
	Tags      []string     `json:"tags"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

func jsonOf(o outlet, list []article) jsonFeedDoc {
	f := jsonFeedDoc{
		Version: "https://jsonfeed.org/version/1.1", Title: o.Name, Description: o.Motto,
		HomePage: o.HomeURL(), Feed: o.feedURL(), Language: "en", Items: []jsonItem{},
	}
	for _, a := range list {
		f.Items = append(f.Items, jsonItem{
			ID: a.URL(), URL: a.URL(), Title: a.Title, Summary: a.Summary, Content: a.Summary,
			Published: a.Published.Format(time.RFC3339), Authors: []jsonAuthor{{a.Author}}, Tags: []string{a.Section},
		})
	}
	return f
}

// newest returns when the newest of the articles appeared.
func newest(list []article) time.Time {
	var t time.Time
	for _, a := range list {
		if a.Published.After(t) {
			t = a.Published
		}
	}
	return t
}
