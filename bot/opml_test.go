package bot_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/bot"
)

// TestParseOPML reads testdata/opml/*.txtar: an OPML as programs write it, and
// the feeds that it names.
func TestParseOPML(t *testing.T) {
	files, err := filepath.Glob("testdata/opml/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			feeds, err := bot.ParseOPML(a.Files[0].Data)
			for _, f := range feeds {
				got.WriteString(f.URL + " " + f.Title)
				if f.Filter != "" {
					got.WriteString(" [" + f.Filter + "]")
				}
				got.WriteString("\n")
			}
			if err != nil {
				got.WriteString("! " + err.Error() + "\n")
			}
			if *update {
				a.Files[1].Data = []byte(got.String())
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got.String() != string(a.Files[1].Data) {
				t.Errorf("got\n%swant\n%s", got.String(), a.Files[1].Data)
			}
		})
	}
}

func TestParseOPMLEncodings(t *testing.T) {
	const doc = `<opml version="1.0"><body><outline text="Ämtliches" xmlUrl="https://ledger.example/feed"/></body></opml>`
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(`<?xml version="1.0" encoding="UTF-16"?>` + doc)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for name, b := range map[string][]byte{
		"UTF-8":        []byte(doc),
		"with a mark":  []byte("\ufeff" + doc),
		"windows-1252": []byte(`<?xml version="1.0" encoding="windows-1252"?>` + strings.ReplaceAll(doc, "Ä", "\xc4")),
		"UTF-16":       wide,
	} {
		feeds, err := bot.ParseOPML(b)
		if err != nil || len(feeds) != 1 || feeds[0].Title != "Ämtliches" || !bot.IsOPML(b) {
			t.Errorf("%s: %+v, %v", name, feeds, err)
		}
	}
}

// An OPML that is written is read as what it was.
func TestOPMLRoundTrip(t *testing.T) {
	follows := []bot.Follow{
		{Feed: bot.Feed{URL: "https://ledger.example/feed?a=1&b=2", Title: `The "Velmar" <Ledger> & Söhne`, Site: "https://ledger.example/"}},
		{Feed: bot.Feed{URL: "https://radio.example/feed"}, Filter: `only ukraine, "oil price" not sport`},
	}
	b, err := bot.OPML("Dateline", time.Date(2026, 3, 3, 7, 0, 0, 0, time.FixedZone("", 3600)), []bot.OPMLGroup{
		{Follows: follows[:1]}, {Name: "slack/T1/C1", Follows: follows[1:]},
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:dateline="https://github.com/dateline-bot/dateline/opml">
  <head>
    <title>Dateline</title>
    <dateCreated>Tue, 03 Mar 2026 06:00:00 GMT</dateCreated>
    <docs>http://opml.org/spec2.opml</docs>
  </head>
  <body>
    <outline text="The &#34;Velmar&#34; &lt;Ledger&gt; &amp; Söhne" title="The &#34;Velmar&#34; &lt;Ledger&gt; &amp; Söhne" type="rss" xmlUrl="https://ledger.example/feed?a=1&amp;b=2" htmlUrl="https://ledger.example/"></outline>
    <outline text="slack/T1/C1" title="slack/T1/C1">
      <outline text="https://radio.example/feed" title="https://radio.example/feed" type="rss" xmlUrl="https://radio.example/feed" dateline:filter="only ukraine, &#34;oil price&#34; not sport"></outline>
    </outline>
  </body>
</opml>
`
	if string(b) != want {
		t.Errorf("wrote\n%s", b)
	}
	feeds, err := bot.ParseOPML(b)
	if err != nil || len(feeds) != 2 {
		t.Fatal(feeds, err)
	}
	for i, f := range feeds {
		if f.URL != follows[i].Feed.URL || f.Filter != follows[i].Filter || f.Title != map[bool]string{true: follows[i].Feed.Title, false: f.URL}[follows[i].Feed.Title != ""] {
			t.Errorf("read %+v of %+v", f, follows[i])
		}
	}
}

func FuzzParseOPML(f *testing.F) {
	f.Add([]byte(`<opml><body><outline xmlUrl="https://a.example"><outline/></outline></body></opml>`))
	f.Add([]byte("<?xml version='1.0' encoding='utf-16'?><opml>"))
	f.Add([]byte(`<opml><outline xmlUrl=a.example&amp; type=rss>&nbsp;</opml>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		feeds, err := bot.ParseOPML(b)
		if (len(feeds) > 0) == (err != nil) || len(feeds) > 1000 {
			t.Errorf("%d feeds and %v", len(feeds), err)
		}
		for _, l := range feeds {
			if l.URL == "" || strings.ContainsAny(l.URL+l.Title, "\n\x00\x1b\u202e") {
				t.Errorf("%+q", l)
			}
		}
	})
}
