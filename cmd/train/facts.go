package main

import (
	"fmt"
	"os"

	"github.com/dateline-bot/dateline/briefing"
	"github.com/dateline-bot/dateline/briefing/score"
)

// facts learns how facts are weighed from articles with people's summaries, a
// JSON object a line: id, title, text, refs. With held it writes there the
// briefing of each article by weights learned from the others, a line each; of
// those briefings it prints the scores.
func facts(file, held, out string, dry bool) error {
	set, err := readSet(file, score.Facts)
	if err != nil {
		return err
	}
	lessons := make([]briefing.FactLesson, len(set.Articles))
	for i, a := range set.Articles {
		lessons[i] = briefing.FactLesson{Title: a.Title, Text: a.Text, Summaries: a.Refs}
	}
	weights, briefings, report := briefing.LearnFacts(lessons)
	fmt.Println(report)
	next := 0 // Score asks in the set's order
	for _, r := range set.Score(func(briefing.Article) briefing.Briefing { next++; return briefings[next-1] }, nil).Rows() {
		fmt.Printf("  out of fold: %s %.4f\n", r.Name, r.Share)
	}
	if held != "" {
		var text []byte
		for i := range briefings {
			l := briefing.Line{ID: set.Articles[i].ID, Briefing: briefings[i]}
			text = append(l.AppendJSON(text), '\n')
		}
		if err := os.WriteFile(held, text, 0o644); err != nil {
			return err
		}
	}
	if dry {
		return nil
	}
	return write(out, map[string][]byte{"weights/facts.txt": weights})
}
