package console

import (
	"strings"

	"github.com/dateline-bot/dateline/briefing"
)

// unknown is shown for a speaker that the engine could not tell.
const unknown = "speaker not identified"

// quoted returns a quote with who said it below. Direct speech stands in
// quotation marks; speech that is the writer's own words says so at the right.
func quoted(words string, kind briefing.QuoteKind, by []run) []block {
	q := block{Runs: text(words)}
	switch kind {
	case briefing.Indirect:
		q.Right = styled(faint, "reported speech")
	case briefing.Mixed:
		q.Runs = balanced(words)
		q.Right = styled(faint, "partly verbatim")
	default:
		q.Runs = []run{{Text: "“", Style: mark}, {Text: words}, {Text: "”", Style: mark}}
	}
	return []block{q, indent(4, by...)}
}

// balanced returns words with the quotation mark that a mixed quote lost where
// it stood at its very end or beginning.
func balanced(words string) []run {
	for _, m := range [][2]string{{"“", "”"}, {"«", "»"}, {"„", "“"}} {
		opened, closed := strings.Count(words, m[0]), strings.Count(words, m[1])
		switch {
		case m[0] == "„" && opened == 0:
		case opened > closed:
			return append(text(words), run{Text: m[1]})
		case closed > opened:
			return append([]run{{Text: m[0]}}, text(words)...)
		}
		if opened > 0 {
			return text(words)
		}
	}
	const straight = `"`
	if strings.Count(words, straight)%2 == 0 {
		return text(words)
	}
	if i := strings.LastIndex(words, straight); i == 0 || words[i-1] == ' ' {
		return append(text(words), run{Text: straight})
	}
	return append([]run{{Text: straight}}, text(words)...)
}

// who returns who said q: name, role, and the words that attribute it where
// they tell more than that it was said.
func who(q briefing.Quote, text string) []run {
	s := q.Speaker
	if s == nil || !s.Resolved || line(s.Name) == "" {
		return styled(faint, unknown)
	}
	out := []run{{Text: s.Name, Style: name}}
	if s.Role != "" && !strings.Contains(strings.ToLower(s.Name), strings.ToLower(s.Role)) {
		out = append(out, run{Text: ", " + s.Role, Style: faint})
	}
	if c := telling(q.Cue.In(text)); c != "" {
		out = append(out, run{Text: " · " + c, Style: faint})
	}
	return out
}

// telling returns a cue that is worth showing after the name: "told
// reporters" and "warned", not "said" and not "according to".
func telling(cue string) string {
	cue = line(cue)
	switch first, rest, more := strings.Cut(strings.ToLower(cue), " "); first {
	case "according", "per", "for", "in", "as", "that", "by":
		return ""
	case "said", "says", "say", "saying", "told", "tells", "called", "calls", "added", "adds", "described":
		if !more || rest == "that" {
			return ""
		}
	}
	return cue
}
