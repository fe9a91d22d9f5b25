package bot_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

const (
	bridgeArticle = "The city council voted 7–4 on Monday night to close Harbour Bridge from 6 March.\n" +
		"Repairs will cost more than €48 million, says the port authority of Velmar.\n" +
		"“Nobody on this council wants to explain to a family why we waited,” said Ines Okafor, the mayor of Velmar.\n" +
		"The bridge was opened in 1958 and has carried the traffic of the harbour ever since.\n" +
		"Buses will take the old tunnel under the mill, which is narrow and has no pavement.\n" +
		"The ferry to Tarn will run twice an hour instead of once, at no extra cost to passengers.\n"
	first = "The city council voted 7–4 on Monday night to close Harbour Bridge from 6 March."
)

// What is told of an article whose text became another one, by the engine that
// reads them.
func TestChangeOf(t *testing.T) {
	replaced := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(bridgeArticle) }
	for _, c := range []struct {
		name, text string
		want       string // kind, was, now and note, a blank bar between; "" for none
	}{
		{"the same", bridgeArticle, ""},
		{"other marks and breaks", replaced("“", "\"", "”", "\"", "7–4", "7-4", "\nRepairs", " Repairs"), ""},
		{"a line more", bridgeArticle + "More than a hundred people followed the debate in the hall.\n", ""},
		{"a slip", replaced("council voted", "council votes"), ""},
		{"a figure", replaced("7–4", "6–5"), "corrected | " + first + " | The city council voted 6–5 on Monday night to close Harbour Bridge from 6 March. | "},
		{"a name", replaced("Harbour Bridge", "Harbour Brigde"), "corrected | " + first + " | The city council voted 7–4 on Monday night to close Harbour Brigde from 6 March. | "},
		{"not", replaced("council voted", "council has not voted"), "corrected | " + first + " | The city council has not voted 7–4 on Monday night to close Harbour Bridge from 6 March. | "},
		{"a single thing taken out", replaced(first+"\n", ""), "corrected | " + first + " |  | "},
		{"written anew", "The council of Velmar has closed its bridge.\nBuses drive through the tunnel under the mill.\nNobody knows how long it will take.\n", ""},
		{"its own word", bridgeArticle + "Correction: The bridge was opened in 1958, not in 1985.\n", "corrected |  |  | Correction: The bridge was opened in 1958, not in 1985."},
		{"its own word and a figure", replaced("7–4", "6–5") + "An earlier version of this article gave a wrong count.\n",
			"corrected | " + first + " | The city council voted 6–5 on Monday night to close Harbour Bridge from 6 March. | An earlier version of this article gave a wrong count."},
		{"withdrawn", "This article has been withdrawn, since its source was forged.\n", "withdrawn |  |  | This article has been withdrawn, since its source was forged."},
		{"about a withdrawal", replaced("The ferry to Tarn will run", "A report on the ferry has been withdrawn, and it will run"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			was := parsed("https://ledger.example/bridge", bridgeArticle)
			now := parsed("https://ledger.example/bridge", c.text)
			got, ok := bot.ChangeOf(&was, &now)
			shown := ""
			if ok {
				shown = strings.Join([]string{string(got.Kind), got.Was, got.Now, got.Note}, " | ")
			}
			if shown != c.want {
				t.Errorf("%q, want %q", shown, c.want)
			}
			for _, s := range []string{got.Now, got.Note} {
				if !strings.Contains(c.text, s) {
					t.Errorf("%q is not the article's", s)
				}
			}
		})
	}
}

func parsed(url, text string) briefing.Briefing {
	var e briefing.Engine
	return e.Parse(briefing.Article{URL: url, Title: "Harbour Bridge closes", Text: text}).Brief()
}

// What an edition told is read again before the next ones, each time after
// twice as long, and never by two editions at once.
func TestRereadPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, _ := opened(t)
		w.ask(t, "digest @hourly")
		w.work(t.Context())
		stop := w.start(t)
		defer stop()
		before := w.web.fetched("/b")
		for _, c := range []struct {
			wait time.Duration
			want int
		}{{24 * time.Hour, 5}, {6 * 24 * time.Hour, 8}, {10 * 24 * time.Hour, 8}} {
			time.Sleep(c.wait)
			if n := w.web.fetched("/b") - before; n > c.want || n < c.want-1 {
				t.Errorf("read %d times by %s, want %d or one less", n, time.Now().Format("2 January 15:04"), c.want)
			}
		}
	})
}

// A page that is not found is looked for once more before it is said to be
// gone; one that does not answer is not said to be gone at all.
func TestRereadGone(t *testing.T) {
	for _, c := range []struct{ name, page, want string }{
		{"gone", "", "Withdrawn: Harbour Bridge closes"},
		{"out of order", "! timeout It did not answer.", ""},
		{"walled", "! paywall It is behind a paywall.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, txtar.File{Name: feedURL, Data: []byte("Ledger\n")})
				w.ask(t, "follow "+feedURL)
				w.ask(t, "digest every 2 hours")
				w.web.put("https://ledger.example/bridge", "title: Harbour Bridge closes\n\n"+first+"\n")
				w.web.put(feedURL, "Ledger\nhttps://ledger.example/bridge Harbour Bridge closes\n")
				stop := w.start(t)
				defer stop()
				time.Sleep(4 * time.Hour)
				if got := w.face.taken(); !strings.Contains(got, "Harbour Bridge closes") {
					t.Fatalf("the first edition: %s", got)
				}
				before := w.web.fetched("/bridge")
				if c.page == "" {
					w.web.drop("https://ledger.example/bridge")
				} else {
					w.web.put("https://ledger.example/bridge", c.page)
				}
				time.Sleep(4 * time.Hour)
				if got := w.face.taken(); !strings.Contains(got, c.want) || c.want == "" && got != "" {
					t.Errorf("the next edition: %q, want %q", got, c.want)
				}
				if n := w.web.fetched("/bridge") - before; n < 1 || c.want != "" && n < 2 {
					t.Errorf("looked for %d times", n)
				}
			})
		})
	}
}
