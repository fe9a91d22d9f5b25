package score_test

import (
	"strings"
	"testing"

	"github.com/dateline-bot/dateline/briefing"
	"github.com/dateline-bot/dateline/briefing/score"
)

// report scores what tell says of the lines.
func report(t *testing.T, lines, speakers string, tell func(briefing.Article) briefing.Briefing) score.Report {
	t.Helper()
	set, err := score.Read(strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	who, err := score.ReadSpeakers(strings.NewReader(speakers))
	if err != nil {
		t.Fatal(err)
	}
	return set.Score(tell, who)
}

// in returns where words stand in text.
func in(text, words string) briefing.Span {
	i := strings.Index(text, words)
	if i < 0 {
		panic(words)
	}
	return briefing.Span{Start: i, End: i + len(words)}
}

// Three quotes are marked. One is told whole; one has half of its words and the
// wrong speaker; the third is not told, and something is that nobody marked. An
// é before them sees that offsets count characters.
func TestQuotes(t *testing.T) {
	const lines = `{"id":"a","text":"Né. “The pier is shut,” Ada Brenn said. “We row,” she said. Olm said it would rain.","attributions":[
		{"content":[[5,21]],"source":[[24,33]],"cue":[[34,38]],"type":"direct"},
		{"content":[[41,47]],"source":[[49,52]],"cue":[[53,57]],"type":"direct"},
		{"content":[[68,81]],"source":[[59,62]],"cue":[[63,67]],"type":"indirect"}]}`
	r := report(t, strings.ReplaceAll(lines, "\n", ""), `{"id":"a","names":[[0,"Dr Ada Brenn","full"],[1,"Ada Brenn","pronoun"]]}`, func(a briefing.Article) briefing.Briefing {
		of := func(kind briefing.QuoteKind, words, who, cue string) briefing.Quote {
			return briefing.Quote{Kind: kind, Content: []briefing.Span{in(a.Text, words)}, Cue: in(a.Text, cue), Speaker: &briefing.Speaker{Span: in(a.Text, who), Name: who, Resolved: true}}
		}
		return briefing.Briefing{Article: a, Quotes: []briefing.Quote{
			of(briefing.Direct, "The pier is shut", "Ada Brenn", "said"),
			of(briefing.Direct, "We row,” she", "Olm", "said. Olm"),
			of(briefing.Indirect, "Né", "Olm", "said"),
		}}
	}).(*score.QuoteReport)
	if f := r.Spoken; f.Labelled != 2 || f.Told != 2 || f.Found != 2 || f.Right != 1 || f.Exact != .5 || f.SpeakerWrong != .5 || f.SpeakerNone != 0 {
		t.Errorf("spoken: %+v", f)
	}
	if f := r.Indirect; f.Labelled != 1 || f.Told != 1 || f.Found != 0 {
		t.Errorf("indirect: %+v", f)
	}
	if want := (score.PRF{.3333, .3333, .3333}); r.All.Joint != want {
		t.Errorf("joint %v, want %v", r.All.Joint, want)
	}
	if got := r.Names["full"]; got != (score.NameTally{N: 1, Right: 1}) {
		t.Errorf("full names: %+v", got)
	}
	if got := r.Names["pronoun"]; got.N != 0 {
		t.Errorf("a name is asked for behind a wrong mention: %+v", got)
	}
}

// Of a summary of four words the fact has three, one of them in its pair, and
// the opening one.
func TestFacts(t *testing.T) {
	const lines = `{"id":"a","text":"Rain fell at dawn. The pier shut for 12 days.","refs":["Pier shut 12 weeks"],"words":4}`
	r := report(t, lines, "", func(a briefing.Article) briefing.Briefing {
		return briefing.Briefing{Article: a, Facts: []briefing.Fact{{Span: in(a.Text, "pier shut for 12 days")}}}
	}).(*score.FactReport)
	if want := (score.Rouge{.75, .3333, .75}); r.Rouge != want {
		t.Errorf("facts %v, want %v", r.Rouge, want)
	}
	if want := (score.Rouge{}); r.Lead != want {
		t.Errorf("opening %v, want %v", r.Lead, want)
	}
	if want := (score.Rouge{.5, .3333, .5}); r.Oracle != want { // “The pier shut for”
		t.Errorf("best choice %v, want %v", r.Oracle, want)
	}
	if r.Figures != 1 || r.FiguresByLead != 0 || r.PNotAboveLead != 0 {
		t.Errorf("%+v", r)
	}
}

func TestSentencesAndNames(t *testing.T) {
	tell := func(a briefing.Article) briefing.Briefing {
		return briefing.Briefing{Article: a,
			Sentences: []briefing.Span{in(a.Text, "Ada Brenn left."), in(a.Text, "Olm slept.")},
			People:    []briefing.Entity{{Name: "Ada Brenn", Mentions: []briefing.Span{in(a.Text, "Ada Brenn")}}},
			Places:    []briefing.Entity{{Name: "Olm", Mentions: []briefing.Span{in(a.Text, "Olm")}}},
		}
	}
	const text = `"text":"Ada Brenn left.\n Olm slept."`
	s := report(t, `{`+text+`,"sents":["Ada Brenn left."," Olm slept."]}`+"\n\n"+`{`+text+`,"sents":["Ada Brenn left. Olm slept."]}`, "", tell).(*score.SentenceReport)
	if s.Cases != 2 || s.Right != 1 || s.Share != .5 {
		t.Errorf("sentences: %+v", s)
	}
	n := report(t, `{`+text+`,"entities":[[0,9,"PER"],[17,20,"PER"]]}`, "", tell).(*score.NameReport)
	if n.Labelled != 2 || n.Told != 2 || n.Right != 1 || n.PRF != (score.PRF{.5, .5, .5}) {
		t.Errorf("names: %+v", n)
	}
}

// What is wrong with a file is said with the line and what to do.
func TestReadRefuses(t *testing.T) {
	const good = `{"text":"Ada","sents":["Ada"]}` + "\n"
	for lines, want := range map[string]string{
		"":                                              "no line is in it. Give",
		good + "Rain":                                   "line 2: it is not the JSON object",
		good + "\n" + `{"text":"Ada"}`:                  "line 3: it labels nothing. Beside text give attributions",
		`{"sents":[]}`:                                  "line 1: it has no text",
		`{"text":"a","sents":[],"refs":[]}`:             "refs and sents at once",
		good + `{"text":"a","refs":["a"]}`:              "line 2: it labels facts, but the lines before it label sentences",
		`{"text":"é","entities":[[0,2,"PER"]]}`:         "[0, 2] is not within the text's 1 characters. Count Unicode",
		`{"text":"a","entities":[[0,1,"DOG"]]}`:         `entity 0 is of the kind "DOG". Give PER, ORG or LOC`,
		`{"text":"a","entities":[[0,1]]}`:               "[start, end, kind]",
		`{"text":"a","attributions":[{"type":"sung"}]}`: `type "sung". Give direct, mixed or indirect`,
		`{"text":"a","attributions":[{"type":"direct","content":[[-1,1]]}]}`: "attribution 0: its content [-1, 1] is not within",
		`{"text":"a","attributions":[{"type":"direct","source":[[1,0]]}]}`:   "its source [1, 0] is not within",
		`{"text":"a","refs":[]}`:               "its refs are empty",
		`{"text":"a","refs":["a"],"words":-3}`: "Give 1 or more",
	} {
		if _, err := score.Read(strings.NewReader(lines)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Read(%q) = %v, want %q", lines, err, want)
		}
	}
	for lines, want := range map[string]string{
		`{"id":"a"}`:                     "line 1: it has no id or no names",
		`{"id":"a","names":[[0,"Ada"]]}`: "name 0 is no [attribution, name, mention]",
	} {
		if _, err := score.ReadSpeakers(strings.NewReader(lines)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadSpeakers(%q) = %v, want %q", lines, err, want)
		}
	}
}
