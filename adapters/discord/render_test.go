package discord_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/adapters/discord/discordtest"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
	"github.com/dateline-bot/dateline/briefing"
)

var (
	update   = flag.Bool("update", false, "write what is shown now into testdata")
	payloads = flag.String("payloads", "", "a `file` to which everything that is rendered is appended, a JSON line each")
)

// TestPosts shows what every kind of post looks like in Discord.
func TestPosts(t *testing.T) {
	const file = "testdata/posts.txtar"
	ar, err := txtar.ParseFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	f, _, _ := open(t)
	got := &txtar.Archive{Comment: []byte("Each kind of post as it is read in Discord: │ is the side of an embed, # its title,\n@ a field's name, __ a footer; ‹thread› begins what stands in the thread.\n\n")}
	all := posts()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		var b strings.Builder
		for i, p := range f.Parts(all[name]) {
			m := parse(t, name, p.Payload)
			if i > 0 {
				b.WriteString("\n")
			}
			if p.InThread {
				b.WriteString("‹thread›\n")
			}
			b.WriteString(m.Picture())
		}
		got.Files = append(got.Files, txtar.File{Name: name, Data: []byte(b.String())})
	}
	if *update {
		write(t, file, got)
		return
	}
	for i, g := range got.Files {
		if i >= len(ar.Files) || ar.Files[i].Name != g.Name || string(ar.Files[i].Data) != string(g.Data) {
			t.Errorf("%s is now (-update keeps it):\n%s", g.Name, g.Data)
		}
	}
}

// posts returns posts of every kind, and the turns that they take.
func posts() map[string]bot.Post {
	out := bottest.Samples()
	b := out["briefed"].(*bot.Briefed).Briefing
	text := b.Article.Text
	find := func(s string) briefing.Span {
		i := strings.Index(text, s)
		return briefing.Span{Start: i, End: i + len(s)}
	}
	b.Figures = []briefing.Figure{{Span: find("19 of the 64")}, {Span: find("more than €48 million")}}
	b.Dates = []briefing.Date{{Span: find("Monday night")}, {Span: find("6 March")}}
	b.Facts = slices.Clone(b.Facts)
	b.Facts[1].Speaker = "Port Authority"
	out["briefed with figures and claims"] = &bot.Briefed{Briefing: b, Note: "Read as Windows-1252."}
	day := b
	day.Article.Published = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	out["briefed of a day without a time"] = &bot.Briefed{Briefing: day, Show: "facts"}
	out["briefed without anything"] = &bot.Briefed{Briefing: briefing.Briefing{Headline: "Weather"}}
	out["edition without news"] = &bot.EditionCard{Name: "Preview", Slot: time.Date(2026, 3, 3, 7, 30, 0, 0, time.UTC), Feeds: bot.FeedTally{Read: 3, Total: 3}}
	out["answer without hits"] = &bot.Answer{Title: "No quote of “Okafro” here.", Nearest: "Ines Okafor (12 quotes)", Searched: "speaker Okafro · 214 articles"}
	out["notice that all is well"] = &bot.Notice{Text: "Following The Velmar Ledger from now on."}
	return out
}

// TestEmphasis sees to it that figures and dates stand out, and nothing else.
func TestEmphasis(t *testing.T) {
	f, _, _ := open(t)
	sent := string(f.Parts(posts()["briefed with figures and claims"])[0].Payload)
	for _, want := range []string{
		"7–4 on **Monday night** to close Harbour Bridge from **6 March**.",
		"cracks in **19 of the 64** suspension",
		"cost **more than €48 million**, says",
	} {
		if !strings.Contains(sent, want) {
			t.Errorf("%q is not in %s", want, sent)
		}
	}
}

// TestLimits renders what is long, gigantic and hostile.
func TestLimits(t *testing.T) {
	f, _, _ := open(t)
	sets := map[string]map[string]bot.Post{
		"sample": posts(), "long": bottest.Long(), "hostile": bottest.Hostile(),
		"giant": {"briefed": bottest.Giant()}, "odd": odd(),
	}
	for set, all := range sets {
		for name, p := range all {
			for i, part := range f.Parts(p) {
				m := parse(t, fmt.Sprintf("%s %s %d", set, name, i), part.Payload)
				if strings.TrimSpace(m.Text()) == "" {
					t.Errorf("%s %s %d shows nothing", set, name, i)
				}
			}
		}
	}
}

// odd returns posts in which things are missing, blank or huge.
func odd() map[string]bot.Post {
	huge := strings.Repeat("Anything_goes*here ", 2000)
	wide := strings.Repeat("🗞️", 3000)
	article := briefing.Article{URL: "https://ledger.example/" + strings.Repeat("a", 3000), Site: huge, Title: huge}
	many := make([]bot.Story, 30)
	for i := range many {
		b := bottest.Briefing(article, []string{huge, wide}, []bottest.Saying{{Kind: briefing.Direct, Words: []string{wide}, Speaker: huge, Role: huge, Cue: huge}})
		many[i] = bot.Story{Title: wide, URL: article.URL, Site: huge, Briefing: &b, Sources: make([]bot.Source, 9)}
	}
	return map[string]bot.Post{
		"empty briefed": &bot.Briefed{},
		"empty edition": &bot.EditionCard{},
		"empty answer":  &bot.Answer{},
		"empty hit":     &bot.Answer{Hits: []bot.Hit{{}}, More: 2},
		"empty list":    &bot.List{},
		"empty row":     &bot.List{Rows: []bot.Row{{}}},
		"empty notice":  &bot.Notice{},
		"blank quote":   &bot.Briefed{Briefing: bottest.Briefing(briefing.Article{}, []string{" "}, []bottest.Saying{{Kind: briefing.Mixed, Words: []string{" "}}})},
		"empty story":   &bot.EditionCard{Stories: make([]bot.Story, 2)},
		"huge briefed":  &bot.Briefed{Briefing: *many[0].Briefing, Note: huge},
		"huge edition":  &bot.EditionCard{Name: huge, Late: huge, Stories: many, Feeds: bot.FeedTally{Total: 3, Trouble: []string{huge, wide, "a"}}},
		"huge answer":   &bot.Answer{Title: wide, Hits: []bot.Hit{{Article: article, Text: huge}, {Article: article, Text: wide[:4*900]}}, Searched: huge, Nearest: huge, More: 1},
		"huge list":     &bot.List{Title: huge, Rows: []bot.Row{{Name: huge, URL: article.URL, Detail: wide}, {Name: wide, URL: "javascript:alert(1)", Detail: huge}}, Foot: wide},
		"huge notice":   &bot.Notice{Text: huge + wide},
	}
}

// parse reads a payload as Discord does.
func parse(t *testing.T, label string, payload json.RawMessage) discordtest.Message {
	t.Helper()
	m, err := discordtest.Parse(payload)
	if err != nil {
		t.Errorf("%s: Discord would refuse it: %v", label, err)
	}
	var sent map[string]any
	if err := json.Unmarshal(payload, &sent); err != nil {
		t.Fatal(err)
	}
	delete(sent, "thread_name")
	raw, err := json.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, label, "POST", "/channels/1/messages", raw)
	return m
}

var keeping sync.Mutex

// keep appends a payload to the file that was asked for.
func keep(t *testing.T, label, method, path string, payload json.RawMessage) {
	t.Helper()
	if *payloads == "" {
		return
	}
	keeping.Lock()
	defer keeping.Unlock()
	file, err := os.OpenFile(*payloads, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	line, err := json.Marshal(map[string]any{"platform": "discord", "label": label, "method": method, "path": path, "payload": payload})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Write(append(line, '\n')); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, file string, ar *txtar.Archive) {
	t.Helper()
	if err := os.MkdirAll("testdata/conversations", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
		t.Fatal(err)
	}
}
