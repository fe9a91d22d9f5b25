package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/dateline-bot/dateline/briefing"
)

// facts learns how facts are weighed from articles with people's summaries, a
// JSON object a line: id, title, text, refs. With held it writes there the
// briefing of each article by weights learned from the others, a line each.
func facts(file, held, out string, dry bool) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var lessons []briefing.FactLesson
	var ids []string
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var l struct {
			ID, Title, Text string
			Refs            []string
		}
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return fmt.Errorf("%s: line %d: %w", file, len(lessons)+1, err)
		}
		lessons = append(lessons, briefing.FactLesson{Title: l.Title, Text: l.Text, Summaries: l.Refs})
		ids = append(ids, l.ID)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	weights, briefings, report := briefing.LearnFacts(lessons)
	fmt.Println(report)
	if held != "" {
		var text []byte
		for i := range briefings {
			l := briefing.Line{ID: ids[i], Briefing: briefings[i]}
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
