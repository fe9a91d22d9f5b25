package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"time"

	"github.com/dateline-bot/dateline/bot"
)

// JSON returns h as `dateline feed --format json` prints it, indented,
// without a newline at its end. The form is stable; fields may be added to it:
//
//	feed           object
//	  url          where the feed is fetched from, after permanent redirects
//	  title        plain text, "" for a file without one
//	  site         the web page that it belongs to; "" where it names none
//	  etag         the server's validators, "" where it gave none
//	  last_modified
//	  next         when it is to be fetched again, RFC 3339; null where nothing tells
//	unchanged      whether the server said that nothing has changed (304)
//	items          array, in the feed's order, at most 200
//	  guid         what the feed calls the item; where it does not, its URL, or its title
//	  url          where it leads, absolute; "" where it leads nowhere
//	  title        plain text, at most 300 bytes
//	  summary      plain text, at most 500 bytes; "" where there is none
//	  author       "" where there is none
//	  published    RFC 3339; null where the feed does not say
func JSON(h bot.Harvest) ([]byte, error) {
	out := harvestJSON{
		Feed:      feedJSON{h.Feed.URL, h.Feed.Title, h.Feed.Site, h.Feed.ETag, h.Feed.LastModified, instant(h.Feed.Next)},
		Unchanged: h.Unchanged,
		Items:     make([]itemJSON, 0, len(h.Items)),
	}
	for _, it := range h.Items {
		out.Items = append(out.Items, itemJSON{cmp.Or(it.GUID, it.URL, it.Title), it.URL, it.Title, it.Summary, it.Author, instant(it.Published)})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(out)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

type harvestJSON struct {
	Feed      feedJSON   `json:"feed"`
	Unchanged bool       `json:"unchanged"`
	Items     []itemJSON `json:"items"`
}

type feedJSON struct {
	URL          string     `json:"url"`
	Title        string     `json:"title"`
	Site         string     `json:"site"`
	ETag         string     `json:"etag"`
	LastModified string     `json:"last_modified"`
	Next         *time.Time `json:"next"`
}

type itemJSON struct {
	GUID      string     `json:"guid"`
	URL       string     `json:"url"`
	Title     string     `json:"title"`
	Summary   string     `json:"summary"`
	Author    string     `json:"author"`
	Published *time.Time `json:"published"`
}

func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
