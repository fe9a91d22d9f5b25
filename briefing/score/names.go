package score

import (
	"strings"

	"github.com/dateline-bot/dateline/briefing"
)

// A NameReport tells how people, organizations and places were found: right
// where both ends and the kind are.
type NameReport struct {
	Task     Task `json:"task"`
	Articles int  `json:"documents"`
	Labelled int  `json:"gold"`
	Told     int  `json:"told"`
	Right    int  `json:"right"`
	PRF      PRF  `json:"P_R_F1"`
}

func (s *Set) names(brief func(briefing.Article) briefing.Briefing) *NameReport {
	r := &NameReport{Task: Names, Articles: len(s.Articles)}
	for i := range s.Articles {
		a := &s.Articles[i]
		b := brief(briefing.Article{Text: a.Text})
		told, want := map[briefing.LabelledName]bool{}, map[briefing.LabelledName]bool{}
		for _, g := range []struct {
			kind string
			of   []briefing.Entity
		}{{"PER", b.People}, {"ORG", b.Organizations}, {"LOC", b.Places}} {
			for _, e := range g.of {
				for _, m := range e.Mentions {
					told[briefing.LabelledName{Span: m, Kind: g.kind}] = true
				}
			}
		}
		for _, n := range a.Names {
			want[n] = true
		}
		r.Told += len(told)
		r.Labelled += len(want)
		for n := range told {
			if want[n] {
				r.Right++
			}
		}
	}
	r.PRF = prf(r.Right, r.Told, r.Labelled)
	return r
}

// Rows returns how many names were found and how many are right.
func (r *NameReport) Rows() []Row {
	return []Row{
		counted("names found", r.Right, r.Labelled, "of the names that people marked, how many are told with the same ends and kind"),
		counted("names right", r.Right, r.Told, "of the names that are told, how many people marked as well"),
		{Name: "names as a whole", Share: r.PRF[2], Means: "F1 of the two"},
	}
}

// A SentenceReport tells in how many texts all sentences were found.
type SentenceReport struct {
	Task  Task    `json:"task"`
	Cases int     `json:"cases"`
	Right int     `json:"right"`
	Share float64 `json:"share"`
}

func (s *Set) sentences(brief func(briefing.Article) briefing.Briefing) *SentenceReport {
	r := &SentenceReport{Task: Sentences, Cases: len(s.Articles)}
	for i := range s.Articles {
		a := &s.Articles[i]
		got := brief(briefing.Article{Text: a.Text}).Sentences
		right := len(got) == len(a.Sents)
		for k := 0; right && k < len(got); k++ {
			right = squeezed(got[k].In(a.Text)) == squeezed(a.Sents[k])
		}
		if right {
			r.Right++
		}
	}
	r.Share = share(r.Right, r.Cases)
	return r
}

// Rows returns the share of texts that were cut right.
func (r *SentenceReport) Rows() []Row {
	return []Row{counted("texts cut right", r.Right, r.Cases, "of the texts, how many have every sentence begin and end where people say")}
}

// squeezed returns s with single blanks and none at its ends.
func squeezed(s string) string { return strings.Join(strings.Fields(s), " ") }
