package feed_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/adapters/feed"
	"github.com/dateline-bot/dateline/bot"
)

var update = flag.Bool("update", false, "write what was read into testdata/feeds")

// TestFeeds reads the feeds of testdata/feeds: an address, a feed, and the
// harvest or the problem that comes of it.
func TestFeeds(t *testing.T) {
	files, _ := filepath.Glob("testdata/feeds/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			part := make(map[string]string)
			for _, f := range ar.Files {
				part[f.Name] = string(f.Data)
			}
			got := show(feed.Parse(strings.TrimSpace(part["url"]), []byte(part["feed"])))
			if *update {
				ar.Files = append(ar.Files[:2], txtar.File{Name: "harvest", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != part["harvest"] {
				t.Errorf("harvest\n%s\nwant\n%s", got, part["harvest"])
			}
		})
	}
}

// show writes what Parse returned as the cases have it: what the feed wishes and
// which hub it names, then the harvest as JSON.
func show(h bot.Harvest, err error) string {
	var p *bot.Problem
	if errors.As(err, &p) {
		return fmt.Sprintf("problem: %s\nmessage: %s\nurl: %s\n", p.Kind, p.Message, p.URL)
	}
	if err != nil {
		return err.Error()
	}
	wish := ""
	if h.Feed.Wish != (bot.Wish{}) {
		wish = fmt.Sprintf("wishes %+v\n", h.Feed.Wish)
	}
	if h.Feed.Hub != "" {
		wish += fmt.Sprintf("hub %s for %s\n", h.Feed.Hub, h.Feed.Topic)
	}
	b, err := feed.JSON(h)
	if err != nil {
		return err.Error()
	}
	return wish + string(b) + "\n"
}

func TestLimits(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>` + strings.Repeat("Ledger ", 100) + `</title>`)
	for i := range 500 {
		fmt.Fprintf(&b, "<item><title>%s</title><description>%s</description><guid>%d%s</guid></item>", strings.Repeat("title ", 200), strings.Repeat("süß ", 500), i, strings.Repeat("g", 2000))
	}
	b.WriteString("</channel></rss>")
	h, err := feed.Parse("https://ledger.example/feed", []byte(b.String()))
	if err != nil || len(h.Items) != 200 {
		t.Fatalf("%d items, %v; want 200", len(h.Items), err)
	}
	it := h.Items[7]
	if len(it.Summary) > 500 || !strings.HasSuffix(it.Summary, "süß…") || len(it.Title) > 300 || len(h.Feed.Title) > 300 || len(it.GUID) > 500 || it.GUID == h.Items[8].GUID {
		t.Errorf("%d bytes of summary, %d of title, %d of the feed's, GUID %s", len(it.Summary), len(it.Title), len(h.Feed.Title), it.GUID)
	}
	for name, s := range map[string]string{
		"items":   "<rss><channel>" + strings.Repeat("<item/>", 20_001) + "</channel></rss>",
		"tags":    "<rss><channel>" + strings.Repeat("<x:y>1</x:y>", 130_000) + "</channel></rss>",
		"objects": `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat("{},", 40_001) + "{}]}",
	} {
		if _, err := feed.Parse("https://bad.example/", []byte(s)); bot.AsProblem(err) == nil || bot.AsProblem(err).Kind != bot.TooLarge {
			t.Errorf("too many %s: %v, want %s", name, err, bot.TooLarge)
		}
	}
	// Nesting without end is neither a feed nor the end of us.
	for _, s := range []string{
		strings.Repeat("<a>", 50_000),
		"<rss><channel>" + strings.Repeat("<item>", 50_000),
		"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>" + strings.Repeat("<div>", 50_000),
		"<rss><channel><x:y>" + strings.Repeat("<x:y>", 50_000),
		`{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 50_000),
	} {
		start := time.Now()
		_, err := feed.Parse("https://bad.example/", []byte(s))
		if p := bot.AsProblem(err); p != nil && p.Kind != bot.Unsupported && p.Kind != bot.TooLarge {
			t.Errorf("%.40q: %v", s, err)
		}
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%.40q took %s", s, took)
		}
	}
}

// A feed that grows at its end is read from there.
func TestALongFeedThatBeginsWithItsOldest(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>City</title>`)
	for i := range 500 {
		fmt.Fprintf(&b, "<item><title>Matter %d</title><guid>%d</guid><pubDate>%s</pubDate></item>", i, i, time.Date(2026, 1, 1, i, 0, 0, 0, time.UTC).Format(time.RFC1123Z))
	}
	b.WriteString("</channel></rss>")
	h, err := feed.Parse("https://ledger.example/feed", []byte(b.String()))
	if err != nil || len(h.Items) != 200 || h.Items[199].GUID != "499" {
		t.Errorf("%d items, %v", len(h.Items), err)
	}
}

// An address that nothing can follow is none.
func TestAddressesAreBounded(t *testing.T) {
	long := "https://ledger.example/" + strings.Repeat("a", 3000)
	h, err := feed.Parse("https://ledger.example/feed", []byte("<rss version='2.0'><channel><link>"+long+"</link><item><guid isPermaLink='false'>1</guid><title>Bridge closes</title><link>"+long+"</link></item></channel></rss>"))
	if err != nil || len(h.Items) != 1 || h.Items[0].URL != "" || h.Feed.Site != "" {
		t.Errorf("%+v, %v", h, err)
	}
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/feeds/*.txtar")
	for _, file := range files {
		if ar, err := txtar.ParseFile(file); err == nil {
			f.Add(strings.TrimSpace(string(ar.Files[0].Data)), ar.Files[1].Data)
		}
	}
	f.Add("//\xa8", []byte(`{"items":[{"content_text":"0"}]}`))
	f.Fuzz(func(t *testing.T, address string, body []byte) {
		h, err := feed.Parse(address, body)
		if p := bot.AsProblem(err); p != nil && p.Kind != bot.Unsupported && p.Kind != bot.NotArticle && p.Kind != bot.TooLarge {
			t.Errorf("%s: %v", p.Kind, err)
		}
		for n, known := range bot.Recognize(h.Items, h.Items) {
			if known == bot.Repeat || h.Items[n].Marks() == (bot.Marks{}) {
				t.Errorf("%+v is listed twice, or cannot be told", h.Items[n])
			}
		}
		for _, it := range h.Items {
			if it.URL != "" && !strings.HasPrefix(it.URL, "http://") && !strings.HasPrefix(it.URL, "https://") {
				t.Errorf("URL %q", it.URL)
			}
			if len(it.Summary) > 500 || it.Published.After(time.Now()) {
				t.Errorf("%d bytes of summary, published %s", len(it.Summary), it.Published)
			}
			for _, s := range []string{it.GUID, it.URL, it.Title, it.Summary, it.Author, h.Feed.Title, h.Feed.Site} {
				if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\x00") {
					t.Errorf("%q is not one line of UTF-8", s)
				}
			}
		}
	})
}
