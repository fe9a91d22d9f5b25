package briefing_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/dateline-bot/dateline/briefing"
)

// harbour is a briefing with every field filled.
func harbour() briefing.Briefing {
	text := "VELMAR — The council voted 7–4 on Monday night to close Harbour Bridge.\n" +
		"“Nobody wants to wait,” said Ines Okafor, the mayor. “Nobody on this council.”\n" +
		"Repairs will cost more than €48 million to €50 million, <says> the Port Authority & co.\u2028"
	at := func(s string) briefing.Span {
		i := strings.Index(text, s)
		return briefing.Span{Start: i, End: i + len(s)}
	}
	return briefing.Briefing{
		Article: briefing.Article{
			URL: "https://ledger.example/harbour?a=1&b=2", Site: "The Velmar Ledger", Title: "Bridge \"closes\"",
			Byline: "A. Writer", Published: time.Date(2026, 3, 3, 6, 40, 0, 500, time.FixedZone("", 3600)), Language: "en", Text: text,
		},
		Headline: "Bridge \"closes\"", Language: "en",
		Sentences: []briefing.Span{at("VELMAR — The council voted 7–4 on Monday night to close Harbour Bridge."), at("“Nobody wants to wait,” said Ines Okafor, the mayor.")},
		Facts: []briefing.Fact{
			{Span: at("The council voted 7–4 on Monday night to close Harbour Bridge."), Score: 1.25, Gloss: "he: Tomas Reyl", Why: []string{"opens the article", "one figure"}},
			{Span: at("Repairs will cost more than €48 million to €50 million, <says> the Port Authority & co."), Score: 1e-9, Speaker: "Port Authority"},
		},
		Quotes: []briefing.Quote{
			{Kind: briefing.Direct, Content: []briefing.Span{at("Nobody wants to wait"), at("Nobody on this council.")}, Cue: at("said"), Confidence: .75,
				Speaker: &briefing.Speaker{Span: at("Ines Okafor"), Name: "Ines Okafor", Role: "mayor", Resolved: true}},
			{Kind: briefing.Indirect, Content: []briefing.Span{at("Repairs will cost more than €48 million")}},
		},
		Figures: []briefing.Figure{
			{Span: at("7–4"), Value: 7, Max: 4, Kind: briefing.Score, Bound: briefing.Exact},
			{Span: at("more than €48 million to €50 million"), Value: 48e6, Max: 5e7, Unit: "EUR", Kind: briefing.Money, Bound: briefing.MoreThan},
		},
		Dates:         []briefing.Date{{Span: at("Monday night"), Date: "2026-03-02"}, {Span: at("wait")}},
		People:        []briefing.Entity{{Name: "Ines Okafor", Role: "mayor", Mentions: []briefing.Span{at("Ines Okafor")}}},
		Organizations: []briefing.Entity{{Name: "Port Authority", Mentions: []briefing.Span{at("Port Authority")}}},
		Places:        []briefing.Entity{{Name: "Velmar", Mentions: []briefing.Span{at("VELMAR")}}},
	}
}

func contract(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile("testdata/briefing.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// valid fails t unless data is what the contract says.
func valid(t *testing.T, s *jsonschema.Schema, data []byte) map[string]any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	if err := s.Validate(v); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return v.(map[string]any)
}

func TestJSONFollowsTheContract(t *testing.T) {
	s := contract(t)
	var e briefing.Engine
	for name, b := range map[string]briefing.Briefing{
		"full":   harbour(),
		"empty":  {},
		"parsed": e.Parse(harbour().Article).Brief(),
	} {
		t.Run(name, func(t *testing.T) { valid(t, s, b.AppendJSON(nil)) })
	}
}

func TestJSONLeavesOutWhatIsEmpty(t *testing.T) {
	got := string((&briefing.Briefing{}).AppendJSON(nil))
	want := `{"text":"","sentences":[],"facts":[],"quotes":[],"figures":[],"dates":[],"people":[],"organizations":[],"places":[]}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestJSONKeepsEveryField(t *testing.T) {
	want := harbour()
	data := want.AppendJSON(nil)
	var got briefing.Briefing
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if !got.Article.Published.Equal(want.Article.Published) {
		t.Errorf("published %v, want %v", got.Article.Published, want.Article.Published)
	}
	got.Article.Published = want.Article.Published
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if again := got.AppendJSON(nil); !bytes.Equal(again, data) {
		t.Errorf("written again it is\n%s\nnot\n%s", again, data)
	}
}

func TestJSONEscapesNoMarkup(t *testing.T) {
	b := harbour()
	data := b.AppendJSON(nil)
	for _, want := range []string{"<says>", " & co.", "?a=1&b=2", "“Nobody", `\u2028`} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("%s stands nowhere in %s", want, data)
		}
	}
}

func TestQuoteIn(t *testing.T) {
	b := harbour()
	text := b.Article.Text
	if got, want := b.Quotes[0].In(text), "Nobody wants to wait … Nobody on this council."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	q := briefing.Quote{Content: []briefing.Span{{0, 4}, {6, 10}}}
	if got, want := q.In("One.\n\"Two!\""), "One. Two!"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLineHasItsID(t *testing.T) {
	want := briefing.Line{ID: "a\"7", Briefing: harbour()}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if id := valid(t, contract(t), data)["id"]; id != want.ID {
		t.Errorf("id is %v", id)
	}
	var got briefing.Line
	if err := json.Unmarshal(data, &got); err != nil || got.ID != want.ID || got.Headline != want.Headline {
		t.Errorf("got %q, %q, %v", got.ID, got.Headline, err)
	}
}

func TestJSONRefusesWhatIsNotInTheText(t *testing.T) {
	for name, c := range map[string]struct{ json, want string }{
		"beyond the text":  {`{"text":"abc","sentences":[[0,9]]}`, "sentences: [0, 9) is no span of the text"},
		"inside a letter":  {`{"text":"é","people":[{"name":"x","mentions":[[0,1]]}]}`, "people[0]: [0, 1) is no span"},
		"backwards":        {`{"text":"abc","dates":[{"start":2,"end":1,"text":""}]}`, "dates[0]: [2, 1)"},
		"negative":         {`{"text":"abc","quotes":[{"kind":"direct","content":[[-1,1]]}]}`, "quotes[0]: [-1, 1)"},
		"invented words":   {`{"text":"abc","facts":[{"start":0,"end":1,"text":"a"},{"start":0,"end":3,"text":"xyz"}]}`, "facts[1]: [0, 3) holds other words"},
		"without content":  {`{"text":"abc","quotes":[{"kind":"direct","content":[]}]}`, "quotes[0]: no content"},
		"of another shape": {`{"text":7}`, "text"},
	} {
		t.Run(name, func(t *testing.T) {
			b := briefing.Briefing{Headline: "kept"}
			err := json.Unmarshal([]byte(c.json), &b)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want %q in it", err, c.want)
			}
			if b.Headline != "kept" {
				t.Error("the briefing was changed")
			}
		})
	}
}

func FuzzJSON(f *testing.F) {
	f.Add("plain", "id")
	f.Add("a\"b\\c\n\t\x00\x7f\u0085\u2028\u2029é\U0001F600\xff\xc3", "")
	f.Fuzz(func(t *testing.T, text, id string) {
		l := briefing.Line{ID: id, Briefing: briefing.Briefing{Article: briefing.Article{Text: text, Title: id}}}
		data := l.AppendJSON(nil)
		if bytes.ContainsAny(data, "\n\r\u0085\u2028\u2029") || !utf8.Valid(data) {
			t.Fatalf("%q is no line", data)
		}
		var got briefing.Line
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if want := strings.ToValidUTF8(text, "\uFFFD"); utf8.ValidString(text) && got.Article.Text != want {
			t.Fatalf("text %q came back as %q", text, got.Article.Text)
		}
		if utf8.ValidString(id) && got.ID != id {
			t.Fatalf("id %q came back as %q", id, got.ID)
		}
	})
}
