package bot

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// A Listed is a feed that an OPML names.
type Listed struct {
	URL    string // a full web address or, where it is none, as it was written
	Title  string
	Filter string // what was taken of it, as ParseFilter reads it: written and read by Dateline alone
}

// What is taken of one OPML.
const (
	maxListed = 1000    // feeds
	maxOPML   = 4 << 20 // bytes
)

// filterSpace is the namespace of the one attribute that is ours. Other readers
// pass it over, as section "Extending OPML" of http://opml.org/spec2.opml says.
const filterSpace = "https://github.com/dateline-bot/dateline/opml"

// IsOPML reports whether b begins as an OPML does.
func IsOPML(b []byte) bool {
	d := newOPMLDecoder(b[:min(len(b), 4096)])
	for {
		t, err := d.Token()
		if err != nil {
			return false
		}
		if start, ok := t.(xml.StartElement); ok {
			return strings.EqualFold(start.Name.Local, "opml")
		}
	}
}

// newOPMLDecoder reads what programs make of XML: entities of HTML, bare
// ampersands, attributes without quotes, any encoding that is declared or
// begins with a byte order mark.
func newOPMLDecoder(b []byte) *xml.Decoder {
	plain := transform.NewReader(bytes.NewReader(b), unicode.BOMOverride(transform.Nop))
	d := xml.NewDecoder(plain)
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return r, nil // it has been decoded
		}
		return charset.NewReaderLabel(label, r)
	}
	return d
}

// ParseOPML returns the feeds that an OPML of any version names, in all of its
// outlines however deep, each address once. Outlines that name no feed are
// folders. Its error is a *Problem: of kind BadInput where b is no OPML, is
// broken or names no feed, TooLarge where it names more than 1000 or is larger
// than 4 MB.
func ParseOPML(b []byte) ([]Listed, error) {
	if len(b) > maxOPML {
		return nil, Problemf(TooLarge, "That OPML is larger than %d MB. Cut it in parts.", maxOPML>>20)
	}
	d := newOPMLDecoder(b)
	var all []Listed
	seen, opml := map[string]bool{}, false
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			line, _ := d.InputPos()
			p := Problemf(BadInput, "That OPML is broken at line %d, so no feed of it was followed. Export it anew, or mend that line.", line)
			p.Err = err
			return nil, p
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if !opml && !strings.EqualFold(start.Name.Local, "opml") {
			break
		}
		opml = true
		if !strings.EqualFold(start.Name.Local, "outline") {
			continue
		}
		if l, ok := listed(start.Attr); ok && !seen[bareAddress(l.URL)] {
			seen[bareAddress(l.URL)] = true
			all = append(all, l)
		}
	}
	switch {
	case !opml:
		return nil, Problemf(BadInput, "That is no OPML. Give the file that another reader exports, or the address of a feed.")
	case len(all) == 0:
		return nil, Problemf(BadInput, "That OPML names no feed: none of its outlines has an xmlUrl. Export the subscriptions, not the articles.")
	case len(all) > maxListed:
		return nil, Problemf(TooLarge, "That OPML names %d feeds, and at most %d are taken at once. Cut it in parts.", len(all), maxListed)
	}
	return all, nil
}

// listed reads the feed that an outline names, and reports false where it
// names none. Programs spell the attributes in many ways.
func listed(attrs []xml.Attr) (Listed, bool) {
	at := map[string]string{}
	var l Listed
	for _, a := range attrs {
		if a.Name.Space == filterSpace && a.Name.Local == "filter" {
			l.Filter = a.Value
			continue
		}
		at[strings.ToLower(a.Name.Local)] = visible(strings.TrimSpace(a.Value))
	}
	l.URL, l.Title = at["xmlurl"], shorten(at["title"], 300)
	if l.Title == "" {
		l.Title = shorten(at["text"], 300)
	}
	if kind := strings.ToLower(at["type"]); l.URL == "" && (kind == "rss" || kind == "atom") {
		if l.URL = at["url"]; l.URL == "" {
			l.URL = at["htmlurl"] // its feed is looked for there
		}
	}
	// feed:https://…, feed://…: https://en.wikipedia.org/wiki/Feed_URI_scheme
	if rest, ok := strings.CutPrefix(l.URL, "feed:"); ok {
		if l.URL = rest; strings.HasPrefix(rest, "//") {
			l.URL = "http:" + rest
		}
	}
	if hasScheme(l.URL) {
		l.URL = strings.ReplaceAll(l.URL, " ", "%20")
	}
	if full, ok := address(l.URL); ok {
		l.URL = full
	}
	return l, l.URL != ""
}

// An OPMLGroup is feeds that stand together in an OPML.
type OPMLGroup struct {
	Name    string // "" for those that stand in no folder
	Follows []Follow
}

// An opmlOutline is written as a feed or as a folder.
type opmlOutline struct {
	Text     string        `xml:"text,attr"`
	Title    string        `xml:"title,attr,omitempty"`
	Type     string        `xml:"type,attr,omitempty"`
	XMLURL   string        `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string        `xml:"htmlUrl,attr,omitempty"`
	Filter   string        `xml:"dateline:filter,attr,omitempty"`
	Outlines []opmlOutline `xml:"outline"`
}

// OPML returns the groups as an OPML 2.0 of that title, each in a folder of its
// name. Nothing in it acts on a terminal. http://opml.org/spec2.opml
func OPML(title string, now time.Time, groups []OPMLGroup) ([]byte, error) {
	var doc struct {
		XMLName xml.Name      `xml:"opml"`
		Version string        `xml:"version,attr"`
		Space   string        `xml:"xmlns:dateline,attr"`
		Title   string        `xml:"head>title"`
		Created string        `xml:"head>dateCreated"`
		Docs    string        `xml:"head>docs"`
		Body    []opmlOutline `xml:"body>outline"`
	}
	doc.Version, doc.Space, doc.Title, doc.Docs = "2.0", filterSpace, title, "http://opml.org/spec2.opml"
	doc.Created = now.UTC().Format("Mon, 02 Jan 2006 15:04:05") + " GMT" // RFC 822, as the specification asks
	for _, g := range groups {
		var feeds []opmlOutline
		for _, f := range g.Follows {
			feeds = append(feeds, opmlOutline{
				Text: visible(feedTitle(f.Feed)), Title: visible(feedTitle(f.Feed)), Type: "rss",
				XMLURL: visible(f.Feed.URL), HTMLURL: visible(f.Feed.Site), Filter: f.Filter,
			})
		}
		if g.Name == "" {
			doc.Body = append(doc.Body, feeds...)
			continue
		}
		doc.Body = append(doc.Body, opmlOutline{Text: g.Name, Title: g.Name, Outlines: feeds})
	}
	out, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(out, '\n')...), nil
}
