package score

import (
	"math"

	"github.com/dateline-bot/dateline/briefing"
)

// A Report is what a set's score comes to. As JSON it has the same figures with
// their names.
type Report interface {
	// Rows returns the figures for people, in the order in which to read them.
	Rows() []Row
}

// A Row is one figure.
type Row struct {
	Name  string
	Right int // of Of
	Of    int // 0 where the figure is a mean and counts nothing
	Share float64
	Means string // what the figure says, in a sentence
}

// counted returns the row of right ones among of.
func counted(name string, right, of int, means string) Row {
	return Row{name, right, of, share(right, of), means}
}

// Score briefs each article of s, in their order, and compares. Who the
// speakers are may be nil.
func (s *Set) Score(brief func(briefing.Article) briefing.Briefing, who Speakers) Report {
	switch s.Task {
	case Quotes:
		return s.quotes(brief, who)
	case Facts:
		return s.facts(brief)
	case Sentences:
		return s.sentences(brief)
	}
	return s.names(brief)
}

// A PRF is precision, recall and their harmonic mean.
type PRF [3]float64

// prf returns the PRF of right ones among those told and those labelled.
func prf(right, told, labelled int) PRF {
	p, r := float64(right)/float64(max(1, told)), float64(right)/float64(max(1, labelled))
	return PRF{rounded(p), rounded(r), rounded(2 * p * r / max(1e-9, p+r))}
}

func share(right, of int) float64 { return rounded(float64(right) / float64(max(1, of))) }

// rounded returns v to four places.
func rounded(v float64) float64 { return math.Round(v*1e4) / 1e4 }
