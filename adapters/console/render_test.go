package console_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/adapters/console"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
	"github.com/dateline-bot/dateline/briefing"
)

var update = flag.Bool("update", false, "write what is shown into testdata")

// Each case is a document: the comment tells what it shows, post.json what is
// to be shown, article the text that its passages stand in, and every file
// named terminal, narrow, wide, colour or markdown how it looks.
func TestRender(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { renderCase(t, file) })
	}
}

// looks are the ways in which a case can be shown.
var looks = map[string]console.Options{
	"terminal": {Width: 72},
	"narrow":   {Width: 40},
	"wide":     {Width: 120},
	"colour":   {Width: 72, Profile: colorprofile.ANSI, Links: true},
}

func renderCase(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	article, post := member(ar, "article"), member(ar, "post.json")
	show := func(opt console.Options) string { return rendered(t, parsePost(t, post, article), opt) }
	if strings.Contains(post, `"kind": "harvest"`) {
		show = func(opt console.Options) string { return harvested(t, post, opt) }
	}
	var shown int
	for i, f := range ar.Files {
		var got string
		opt, look := looks[f.Name]
		switch {
		case f.Name == "markdown":
			got = console.Markdown(parsePost(t, post, article).(*bot.Briefed).Briefing)
		case look:
			got = show(opt)
			if f.Name == "colour" {
				got = visible(got)
			}
			if f.Name == "terminal" || f.Name == "wide" || f.Name == "narrow" {
				within(t, got, opt.Width)
			}
		default:
			continue
		}
		shown++
		if want := string(f.Data); got != want {
			if *update {
				ar.Files[i].Data = []byte(got)
				continue
			}
			t.Errorf("%s is\n%s\nwant\n%s", f.Name, got, want)
		}
	}
	if shown == 0 {
		t.Error("nothing is shown")
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func member(ar *txtar.Archive, name string) string {
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func rendered(t *testing.T, p bot.Post, opt console.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := console.Render(&b, p, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func harvested(t *testing.T, src string, opt console.Options) string {
	t.Helper()
	var s struct{ Post bot.Harvest }
	if err := json.Unmarshal([]byte(src), &s); err != nil {
		t.Fatalf("post.json: %v", err)
	}
	var b bytes.Buffer
	if err := console.Harvest(&b, s.Post, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// visible writes escape sequences as people can read them.
func visible(s string) string {
	s = strings.ReplaceAll(s, "\x1b", "␛")
	return strings.ReplaceAll(s, "\a", "␇")
}

// within fails for lines that are wider than they may be and hold more than an
// address.
func within(t *testing.T, shown string, width int) {
	t.Helper()
	for l := range strings.Lines(shown) {
		l = strings.TrimRight(l, "\n")
		if w := ansi.StringWidth(l); w > min(width, 72) && !strings.HasPrefix(strings.TrimSpace(l), "https://") {
			t.Errorf("%d columns, want at most %d: %q", w, min(width, 72), l)
		}
		if strings.HasSuffix(l, " ") {
			t.Errorf("blanks at the end of %q", l)
		}
	}
}

// A source is a post as a case writes it down: passages as they stand in the
// article, which gives them their spans.
type source struct {
	Kind     string
	Site     string
	URL      string
	Title    string
	Language string
	Note     string
	Show     string
	Short    bool // the article has no more than stands in the case
	Facts    []struct {
		Text, Speaker string
		Why           []string
	}
	Quotes []struct {
		Kind          briefing.QuoteKind
		Content       []string
		Speaker, Role string
		Cue           string
		Unresolved    bool
	}
	Strong []string
	People []string
	Places []string
	Bodies []string
	Post   json.RawMessage // of the other kinds, as it is
	Briefs []source        // of an edition's stories, in order
}

var read = time.Date(2026, 3, 3, 7, 30, 0, 0, time.UTC)

func parsePost(t *testing.T, src, article string) bot.Post {
	t.Helper()
	var s source
	if err := json.Unmarshal([]byte(src), &s); err != nil {
		t.Fatalf("post.json: %v", err)
	}
	var p bot.Post
	switch s.Kind {
	case "", "briefed":
		return &bot.Briefed{Briefing: s.briefing(t, article), Read: read, Note: s.Note, Show: s.Show}
	case "list":
		p = &bot.List{}
	case "notice":
		p = &bot.Notice{}
	case "answer":
		p = &bot.Answer{}
	case "edition":
		p = &bot.EditionCard{}
	default:
		t.Fatalf("no kind %q", s.Kind)
	}
	if err := json.Unmarshal(s.Post, p); err != nil {
		t.Fatalf("post.json: %v", err)
	}
	for i, story := range s.Briefs {
		b := story.briefing(t, article)
		p.(*bot.EditionCard).Stories[i].Briefing = &b
	}
	return p
}

func (s source) briefing(t *testing.T, article string) briefing.Briefing {
	t.Helper()
	at := func(passage string) briefing.Span {
		i := strings.Index(article, passage)
		if i < 0 {
			t.Fatalf("the article has no %q", passage)
		}
		return briefing.Span{Start: i, End: i + len(passage)}
	}
	if !s.Short {
		article += strings.Repeat("\nThe rain went on.", len(strings.Fields(article))/2+1)
	}
	b := briefing.Briefing{Headline: s.Title, Language: s.Language}
	b.Article = briefing.Article{
		URL: s.URL, Site: s.Site, Title: s.Title, Language: s.Language, Text: article,
		Published: time.Date(2026, 3, 3, 6, 40, 0, 0, time.UTC),
	}
	for _, f := range s.Facts {
		b.Facts = append(b.Facts, briefing.Fact{Span: at(f.Text), Speaker: f.Speaker, Why: f.Why})
	}
	for _, q := range s.Quotes {
		out := briefing.Quote{Kind: q.Kind, Confidence: 0.9}
		for _, c := range q.Content {
			out.Content = append(out.Content, at(c))
		}
		if q.Cue != "" {
			out.Cue = at(q.Cue)
		}
		if q.Speaker != "" {
			out.Speaker = &briefing.Speaker{Name: q.Speaker, Role: q.Role, Resolved: !q.Unresolved}
		}
		b.Quotes = append(b.Quotes, out)
	}
	for _, f := range s.Strong {
		b.Figures = append(b.Figures, briefing.Figure{Span: at(f)})
	}
	for to, names := range map[*[]briefing.Entity][]string{&b.People: s.People, &b.Places: s.Places, &b.Organizations: s.Bodies} {
		for _, n := range names {
			*to = append(*to, briefing.Entity{Name: n})
		}
	}
	return b
}

// Times are told in the reader's zone; a date without a time is the same
// everywhere.
func TestZone(t *testing.T) {
	p := bottest.Samples()["briefed"].(*bot.Briefed)
	tokyo := time.FixedZone("JST", 9*3600)
	for at, want := range map[time.Time]string{
		p.Briefing.Article.Published:                 "Tue 3 March, 15:40 ·",
		time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC):  "Mon 2 March ·",
		time.Date(2025, 3, 2, 20, 0, 0, 0, time.UTC): "Mon 3 March 2025, 05:00 ·",
		{}: "The Velmar Ledger · 1 min read",
	} {
		q := *p
		q.Briefing.Article.Published = at
		if got := rendered(t, &q, console.Options{Zone: tokyo}); !strings.Contains(got, want) {
			t.Errorf("%s is shown as\n%s", at, got)
		}
	}
}

// Whatever the contract's samples hold of words is shown by the terminal.
func TestShowsSamples(t *testing.T) {
	for name, p := range bottest.Samples() {
		for _, width := range []int{1, 40, 72, 120} {
			t.Run(name+"/"+strconv.Itoa(width), func(t *testing.T) {
				got := rendered(t, p, console.Options{Width: width})
				joined := strings.Join(strings.Fields(got), " ")
				for _, want := range []string{p.Headline()} {
					if !strings.Contains(joined, want) && !strings.HasPrefix(want, "Morning edition") {
						t.Errorf("no %q in\n%s", want, got)
					}
				}
				if strings.Contains(got, "\x1b") {
					t.Errorf("escape sequences in plain text: %q", got)
				}
			})
		}
	}
}

func TestHostile(t *testing.T) {
	for name, p := range bottest.Hostile() {
		t.Run(name, func(t *testing.T) {
			plain := rendered(t, p, console.Options{Width: 60})
			if i := strings.IndexAny(plain, "\u202e\u2066\u200b\u2060\ufeff\u061c\a\x1b"); i >= 0 {
				t.Errorf("a control is shown: %q", plain[max(0, i-20):i+5])
			}
			coloured := rendered(t, p, console.Options{Width: 60, Profile: colorprofile.TrueColor, Links: true})
			if ours(coloured) != strings.ReplaceAll(ansi.Strip(coloured), "\x1b", "") {
				t.Errorf("sequences that are not ours in %q", coloured)
			}
		})
	}
}

// Only addresses on the web are links.
func TestLinks(t *testing.T) {
	for address, want := range map[string]string{
		"https://ledger.example/a?b=c#d":       "https://ledger.example/a?b=c#d",
		"http://ledger.example":                "http://ledger.example",
		"https://ledger.example/brücke/\u202e": "https://ledger.example/br%C3%BCcke/%E2%80%AE",
		"https://bücher.example/":              "https://b%C3%BCcher.example/",
		"https://me:secret@ledger.example/":    "",
		"javascript:alert(1)":                  "",
		"data:text/html,<b>":                   "",
		"file:///etc/passwd":                   "",
		"ledger.example/a":                     "",
		"https://ledger.example/\x1b]8;;x\a":   "",
	} {
		got := rendered(t, &bot.List{Title: "x", Rows: []bot.Row{{Name: "A name", URL: address}}}, console.Options{Profile: colorprofile.ANSI, Links: true})
		if want == "" && strings.Contains(got, "]8;") {
			t.Errorf("%q is linked: %q", address, got)
		}
		if want != "" && !strings.Contains(got, "\x1b]8;;"+want+"\a") {
			t.Errorf("%q is not linked to %s: %q", address, want, got)
		}
	}
}

// ours takes the sequences away that the face itself writes.
func ours(s string) string {
	for {
		i := strings.Index(s, "\x1b")
		if i < 0 {
			return s
		}
		rest := s[i+1:]
		end := -1
		switch {
		case strings.HasPrefix(rest, "]8;;"):
			end = strings.IndexByte(rest, '\a')
			link := rest[4:max(4, end)]
			if link != "" && !strings.HasPrefix(link, "https://ledger.example/") {
				return "link to " + link
			}
		case strings.HasPrefix(rest, "["):
			end = strings.IndexByte(rest, 'm')
		}
		if end < 0 {
			return "unknown sequence"
		}
		s = s[:i] + rest[end+1:]
	}
}

func FuzzRender(f *testing.F) {
	f.Add("Bridge \x1b]0;owned\x07 \u202eclosed", "He said \x9b31m “no”", 40)
	f.Add("橋は金曜日に閉鎖される。", "é́́́ 👩‍👩‍👧 \u0000", 1)
	f.Fuzz(func(t *testing.T, headline, words string, width int) {
		words = strings.ToValidUTF8(words, "?") + "x"
		b := briefing.Briefing{Headline: headline, Article: briefing.Article{Title: headline, Site: headline, URL: "https://ledger.example/" + headline, Text: words}}
		all := briefing.Span{Start: 0, End: len(words)}
		b.Facts = []briefing.Fact{{Span: all, Speaker: headline, Why: []string{headline}}}
		b.Quotes = []briefing.Quote{{Kind: briefing.Direct, Content: []briefing.Span{all}, Speaker: &briefing.Speaker{Span: all, Name: headline, Role: words, Resolved: true}, Cue: all}}
		p := &bot.Briefed{Briefing: b, Explain: true}
		got := rendered(t, p, console.Options{Width: width})
		for _, r := range got {
			if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e) {
				t.Fatalf("%U is shown", r)
			}
		}
		for l := range strings.Lines(got) {
			if w := ansi.StringWidth(l); w > 72 && !strings.Contains(l, "https://") {
				t.Fatalf("%d columns: %q", w, l)
			}
		}
		_ = console.Markdown(b)
	})
}

func ExampleRender() {
	_ = console.Render(os.Stdout, &bot.Notice{Text: "Europe/Berln is no time zone. Did you mean Europe/Berlin?", Problem: true}, console.Options{})
	fmt.Println("—")
	// Output:
	// Europe/Berln is no time zone. Did you mean Europe/Berlin?
	// —
}
