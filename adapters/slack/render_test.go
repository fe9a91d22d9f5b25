package slack_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/adapters/slack"
	"github.com/dateline-bot/dateline/adapters/slack/slacktest"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
	"github.com/dateline-bot/dateline/briefing"
)

// TestPosts compares how posts look with testdata/posts.txtar.
func TestPosts(t *testing.T) {
	const file = "testdata/posts.txtar"
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	posts := bottest.Samples()
	posts["briefed with figures"] = figures()
	posts["nothing found"] = &bot.Answer{Title: "No quote of “Okafro” here", Nearest: "Nearest: Ines Okafor (12 quotes).", Searched: "speaker Okafro · 214 articles"}
	more := *posts["edition"].(*bot.EditionCard)
	more.Stories, more.More, more.Next = more.Stories[:1], 3, time.Date(2026, 3, 9, 7, 30, 0, 0, time.UTC)
	posts["edition beyond its size"] = &more
	posts["empty edition"] = &bot.EditionCard{Name: "Morning edition", Slot: time.Date(2026, 3, 3, 7, 30, 0, 0, time.UTC)}
	posts["commands in sentences"] = &bot.Notice{Text: "Set it with /digest 07:30, or /brief https://ledger.example/help at any time."}
	posts["long title"] = &bot.List{Title: strings.TrimSpace(strings.Repeat("A title & more ", 12))}
	got := map[string]string{}
	f, _ := newFace(t, slacktest.NewServer(t))
	for name, p := range posts {
		got[name] = look(t, f, p)
	}
	if *update {
		ar.Files = nil
		for _, name := range slices.Sorted(maps.Keys(got)) {
			ar.Files = append(ar.Files, txtar.File{Name: name})
		}
	}
	if len(ar.Files) != len(got) {
		t.Errorf("%s has %d posts, want %d", file, len(ar.Files), len(got))
	}
	compare(t, file, ar, got)
}

// look returns the messages that p becomes as a person reads them.
func look(t *testing.T, f *slack.Face, p bot.Post) string {
	var b strings.Builder
	for i, part := range f.Parts(p) {
		readPart(t, part.Payload)
		seen := slacktest.Read(part.Payload)
		fmt.Fprintf(&b, "%d %q", i+1, seen.Fallback)
		if part.InThread {
			b.WriteString(", in the thread")
		}
		b.WriteString("\n")
		for _, l := range seen.Lines {
			b.WriteString("    " + strings.ReplaceAll(l, "\n", "\n      ") + "\n")
		}
	}
	return b.String()
}

// figures is a briefing in which figures and dates are to stand out.
func figures() *bot.Briefed {
	b := bottest.Samples()["briefed"].(*bot.Briefed)
	at := func(words string) briefing.Span {
		i := strings.Index(b.Briefing.Article.Text, words)
		return briefing.Span{Start: i, End: i + len(words)}
	}
	b.Briefing.Figures = []briefing.Figure{
		{Span: at("19 of the 64 suspension rods")}, {Span: at("64 suspension rods")}, {Span: at("more than €48 million")},
	}
	b.Briefing.Dates = []briefing.Date{{Span: at("Monday night")}, {Span: at("6 March")}}
	b.Briefing.Facts[2].Speaker = "Harbour Office"
	b.Briefing.People = []briefing.Entity{{Name: "Ines Okafor", Mentions: make([]briefing.Span, 3)}, {Name: "Tomas Reyl", Mentions: make([]briefing.Span, 1)}}
	b.Briefing.Places = []briefing.Entity{{Name: "Velmar", Mentions: make([]briefing.Span, 2)}}
	b.Note = "The page was read as Windows-1252."
	return b
}

// A summary leaves out what is beyond it, and says so.
func TestSummaryTellsWhatItLeavesOut(t *testing.T) {
	f, _ := newFace(t, slacktest.NewServer(t))
	parts := f.Parts(bottest.Long()["briefed"])
	text := slacktest.Read(parts[len(parts)-1].Payload).Text
	for _, want := range []string{"54 more facts and 34 more quotes in the source", "/brief ADDRESS quotes"} {
		if !strings.Contains(text, want) {
			t.Errorf("the last message does not say %q:\n%s", want, text)
		}
	}
}

// Many short things are too many blocks before they are too many characters.
func TestBlocksAreBounded(t *testing.T) {
	f, _ := newFace(t, slacktest.NewServer(t))
	short := make([]bottest.Saying, 40)
	for i := range short {
		short[i] = bottest.Saying{Kind: briefing.Direct, Words: []string{"No."}}
	}
	parts := f.Parts(&bot.Briefed{Briefing: bottest.Briefing(briefing.Article{Title: "No"}, nil, short), Show: "quotes"})
	if len(parts) != 2 {
		t.Errorf("it is %d messages, want 2", len(parts))
	}
	for _, p := range parts {
		readPart(t, p.Payload)
	}
}

// Whatever an article says, Slack takes the message and acts on none of it.
func FuzzParts(f *testing.F) {
	f.Add("Harbour Bridge closes", "Inspectors found <!channel> cracks.", "Nobody & nothing *waited*.", "Ines <@U1>", "https://ledger.example/a|b")
	f.Add(strings.Repeat("&", 160), strings.Repeat("\"<", 6000), strings.Repeat("😀\u202e", 5000), "\x00", "javascript:alert(1)")
	f.Add("", "\xff", "\u200b", " ", "https://u:p@ledger.example/")
	face, err := slack.New(slack.Config{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken}, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, title, fact, quote, speaker, url string) {
		b := bottest.Briefing(briefing.Article{Title: title, Site: speaker, URL: url}, []string{fact, title}, []bottest.Saying{
			{Kind: briefing.Direct, Words: []string{quote, fact}, Speaker: speaker, Role: title, Cue: fact},
			{Kind: briefing.Indirect, Words: []string{quote}},
		})
		hit := bot.Hit{Article: briefing.Article{Site: title, URL: url}, Text: quote, Quote: &b.Quotes[0]}
		for _, p := range []bot.Post{
			&bot.Briefed{Briefing: b, Note: fact, Show: "why"}, &bot.Briefed{Briefing: b, Show: "quotes"},
			&bot.EditionCard{Name: title, Late: fact, Stories: []bot.Story{
				{Title: title, URL: url, Briefing: &b, Sources: []bot.Source{{Title: fact, Site: speaker, URL: url}, {}}},
				{Title: title, URL: url, Trouble: fact},
			}, Feeds: bot.FeedTally{Total: 1, Trouble: []string{quote}}},
			&bot.Answer{Title: title, Hits: []bot.Hit{hit, {Text: fact}}, Searched: quote, Nearest: fact},
			&bot.List{Title: title, Rows: []bot.Row{{Name: fact, URL: url, Detail: quote}, {}}, Foot: quote},
			&bot.Notice{Text: fact},
		} {
			parts := face.Parts(p)
			if len(parts) == 0 {
				t.Fatalf("%T: no parts", p)
			}
			for _, part := range parts {
				if m := readPart(t, part.Payload); len(m.Pings) > 0 {
					t.Errorf("%T: Slack would act on %q", p, m.Pings)
				}
			}
		}
	})
}
