package score

import (
	"regexp"
	"slices"
	"strings"

	"github.com/dateline-bot/dateline/briefing"
)

// A QuoteReport tells how who said what was found. A quote is found where half
// of its content is what people marked; it is whole where its speaker is right
// too.
type QuoteReport struct {
	Task     Task                 `json:"task"`
	Articles int                  `json:"articles"`
	Spoken   QuoteFigures         `json:"spoken"`
	Indirect QuoteFigures         `json:"indirect"`
	All      QuoteFigures         `json:"all"`
	ByKind   map[string]float64   `json:"recall_by_type"`
	Names    map[string]NameTally `json:"names_of_right_mentions,omitempty"`
}

// QuoteFigures are the figures of one sort of quotes.
type QuoteFigures struct {
	Labelled     int     `json:"gold"`
	Told         int     `json:"told"`
	Found        int     `json:"found"`
	Right        int     `json:"right"`
	Content      PRF     `json:"content_PRF"`
	Joint        PRF     `json:"joint_PRF"`
	Exact        float64 `json:"exact_of_found"`
	SpeakerRight float64 `json:"speaker_right"`
	SpeakerWrong float64 `json:"speaker_wrong"`
	SpeakerNone  float64 `json:"speaker_none"`
	CueRight     float64 `json:"cue_right"`

	wrong int
}

// A NameTally counts the names that rightly found mentions of speakers resolve
// to.
type NameTally struct {
	N     int `json:"n"`
	Right int `json:"right"`
	Wrong int `json:"wrong"` // another name; what is left has none
}

func figuresOf(t briefing.QuoteTally) QuoteFigures {
	return QuoteFigures{
		Labelled: t.Labelled, Told: t.Told, Found: t.Found, Right: t.Right,
		Content: prf(t.Found, t.Told, t.Labelled), Joint: prf(t.Right, t.Told, t.Labelled),
		Exact: share(t.Exact, t.Found), SpeakerRight: share(t.Right, t.Found), SpeakerWrong: share(t.Wrong, t.Found),
		SpeakerNone: share(t.Nameless, t.Found), CueRight: share(t.CueShared, t.Found),
		wrong: t.Wrong,
	}
}

func (s *Set) quotes(brief func(briefing.Article) briefing.Briefing, who Speakers) *QuoteReport {
	var spoken, indirect briefing.QuoteTally
	labelled, found := map[briefing.QuoteKind]int{}, map[briefing.QuoteKind]int{}
	r := &QuoteReport{Task: Quotes, Articles: len(s.Articles), ByKind: map[string]float64{}}
	if len(who) > 0 {
		r.Names = map[string]NameTally{"full": {}, "partial": {}, "pronoun": {}, "description": {}}
	}
	for i := range s.Articles {
		a := &s.Articles[i]
		got := brief(briefing.Article{Title: a.Title, Text: a.Text}).Quotes
		l := a.Lesson()
		sp, ind := l.Score(got)
		spoken.Add(sp)
		indirect.Add(ind)
		hit, _ := l.Match(got)
		for k, label := range a.Attributions {
			labelled[label.Kind]++
			j, ok := hit[k]
			if !ok {
				continue
			}
			found[label.Kind]++
			if n, known := who[a.ID][k]; known && label.Kind != briefing.Indirect && label.SpeakerRight(a.Text, got[j]) {
				r.named(n, got[j].Speaker)
			}
		}
	}
	for _, k := range []briefing.QuoteKind{briefing.Direct, briefing.Mixed, briefing.Indirect} {
		r.ByKind[string(k)] = share(found[k], labelled[k])
	}
	all := spoken
	all.Add(indirect)
	r.Spoken, r.Indirect, r.All = figuresOf(spoken), figuresOf(indirect), figuresOf(all)
	return r
}

// named counts what the mention of n resolves to.
func (r *QuoteReport) named(n SpeakerName, got *briefing.Speaker) {
	t := r.Names[n.Mention]
	t.N++
	switch {
	case got != nil && sameName(n.Name, got.Name):
		t.Right++
	case got == nil || got.Resolved:
		t.Wrong++
	}
	r.Names[n.Mention] = t
}

// Rows returns what was found of spoken and of indirect quotes.
func (r *QuoteReport) Rows() []Row {
	var out []Row
	for _, g := range []struct {
		name, what string
		f          *QuoteFigures
	}{{"spoken", "spoken (in quotation marks, at least in part)", &r.Spoken}, {"reported", "reported (without quotation marks)", &r.Indirect}} {
		f := g.f
		out = append(out,
			counted(g.name+" quotes found", f.Found, f.Labelled, "of what people marked as "+g.what+", how much is told"),
			counted(g.name+" quotes true", f.Found, f.Told, "of what is told as "+g.name+", how much people marked as well"),
			counted(g.name+", right speaker", f.Right, f.Found, "of those found, how many are given to the right speaker"),
			counted(g.name+", wrong speaker", f.wrong, f.Found, "of those found, how many are given to somebody else"),
			Row{Name: g.name + " as a whole", Share: f.Joint[2], Means: "words and speaker right: F1 of all that was marked and all that is told"})
	}
	for _, m := range []string{"full", "partial", "pronoun", "description"} {
		if n := r.Names[m]; n.N > 0 {
			out = append(out, counted("names behind "+mentions[m], n.Right, n.N, "where the mention is right, how often its full name is, too"))
		}
	}
	return out
}

// mentions names the kinds of mentions.
var mentions = map[string]string{"full": "full names", "partial": "last names", "pronoun": "pronouns", "description": "descriptions"}

// honorifics are what a name is the same with and without.
var honorifics = strings.Fields("mr mrs ms miss dr sir lord lady dame sen senator rep gov president prof the a an")

var possessive = regexp.MustCompile(`[’']s\b`)

// sameName reports whether got names whom want does: the same words, honorifics
// and articles aside, or one within the other with the last word of want in it.
func sameName(want, got string) bool {
	name := func(s string) []string {
		return slices.DeleteFunc(words(possessive.ReplaceAllString(s, "")), func(w string) bool { return slices.Contains(honorifics, w) })
	}
	a, b := name(want), name(got)
	if len(a) == 0 || len(b) == 0 || slices.Equal(a, b) {
		return len(a) > 0 && len(b) > 0
	}
	return slices.Contains(b, a[len(a)-1]) && (within(a, b) || within(b, a) && len(b) > 1)
}

// within reports whether all of a is in b.
func within(a, b []string) bool {
	return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}
