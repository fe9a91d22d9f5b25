package score

import (
	"fmt"
	"math/rand/v2"
	"regexp"

	"github.com/dateline-bot/dateline/briefing"
)

// A FactReport compares facts, cut at the length of people's summaries, with
// those summaries. Beside them stand the article's opening, cut alike, and an
// oracle: what can be had by choosing sentences at all.
type FactReport struct {
	Task          Task    `json:"task"`
	Articles      int     `json:"articles"`
	Rouge         Rouge   `json:"R1_R2_RL"`
	Lead          Rouge   `json:"lead"`
	Oracle        Rouge   `json:"oracle"`
	PNotAboveLead float64 `json:"p_not_above_lead"` // by a paired bootstrap of ROUGE-1
	Figures       float64 `json:"figures_recalled"`
	FiguresByLead float64 `json:"figures_recalled_by_lead"`

	recalled, byLead, figures int
}

func (s *Set) facts(brief func(briefing.Article) briefing.Briefing) *FactReport {
	r := &FactReport{Task: Facts, Articles: len(s.Articles)}
	ahead := make([]float64, 0, len(s.Articles)) // of the opening
	for i := range s.Articles {
		a := &s.Articles[i]
		var told []string
		for _, f := range brief(briefing.Article{Title: a.Title, Text: a.Text}).Facts {
			told = append(told, f.In(a.Text))
		}
		sentences := lead(a.Text)
		mine, opening := budget(told, a.Words), budget(sentences, a.Words)
		got, first := rouge(mine, a.Refs), rouge(opening, a.Refs)
		r.Rouge.add(got)
		r.Lead.add(first)
		r.Oracle.add(rouge(budget(oracle(sentences, a.Refs, a.Words), a.Words), a.Refs))
		ahead = append(ahead, got[0]-first[0])

		want := figuresOfAll(a.Refs, a.Text)
		r.figures += len(want)
		r.recalled += both(want, figures(mine))
		r.byLead += both(want, figures(opening))
	}
	for _, v := range []*Rouge{&r.Rouge, &r.Lead, &r.Oracle} {
		for k := range v {
			v[k] = rounded(v[k] / float64(len(s.Articles)))
		}
	}
	r.PNotAboveLead = notAbove(ahead)
	r.Figures, r.FiguresByLead = share(r.recalled, r.figures), share(r.byLead, r.figures)
	return r
}

func (r *Rouge) add(v Rouge) {
	for k := range r {
		r[k] += v[k]
	}
}

// draws is how often articles are drawn anew to see how far chance goes.
const draws = 2000

// notAbove returns in what share of draws the differences do not add up to more
// than 0. The same differences give the same share.
func notAbove(ahead []float64) float64 {
	random := rand.New(rand.NewPCG(1, 1))
	n := 0
	for range draws {
		sum := 0.
		for range ahead {
			sum += ahead[random.IntN(len(ahead))]
		}
		if sum <= 0 {
			n++
		}
	}
	return float64(n) / draws
}

var figure = regexp.MustCompile(`\p{Nd}[\p{Nd},.]*\p{Nd}|\p{Nd}`)

// figures returns the numbers that stand in s in digits.
func figures(s string) map[string]bool {
	out := map[string]bool{}
	for _, f := range figure.FindAllString(s, -1) {
		out[f] = true
	}
	return out
}

// figuresOfAll returns the figures of text that all the summaries have.
func figuresOfAll(refs []string, text string) map[string]bool {
	out := figures(text)
	for _, r := range refs {
		of := figures(r)
		for f := range out {
			if !of[f] {
				delete(out, f)
			}
		}
	}
	return out
}

// both counts what is in both.
func both(a, b map[string]bool) int {
	n := 0
	for f := range a {
		if b[f] {
			n++
		}
	}
	return n
}

// Rows returns the facts' ROUGE beside that of the opening, and the figures.
func (r *FactReport) Rows() []Row {
	mean := func(name string, v float64, means string) Row {
		return Row{Name: name, Share: rounded(v), Means: means}
	}
	return []Row{
		mean("facts, ROUGE-1", r.Rouge[0], "how many of their words facts and people's summaries share"),
		mean("opening, ROUGE-1", r.Lead[0], "the same for the article's first words: the mark to beat"),
		mean("best choice, ROUGE-1", r.Oracle[0], "the same for sentences chosen with the summaries in hand: the most there is"),
		mean("facts, ROUGE-2", r.Rouge[1], "the same for pairs of words; the opening has "+fmt.Sprint(r.Lead[1])),
		mean("facts, ROUGE-L", r.Rouge[2], "the same for words in the same order; the opening has "+fmt.Sprint(r.Lead[2])),
		mean("chance of no gain", r.PNotAboveLead, "how often articles drawn anew would not put the facts above the opening"),
		counted("figures kept", r.recalled, r.figures, "of the figures in everybody's summary, how many are in the facts"),
		counted("figures in the opening", r.byLead, r.figures, "the same for the article's first words"),
	}
}
