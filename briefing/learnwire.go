package briefing

import (
	"slices"
	"strings"

	"github.com/dateline-bot/dateline/briefing/internal/learned"
)

// WireLessons fills patterns of news several times with names from the lexicon
// and with made-up ones, so that names are learned from how they stand in wire
// copy. cmd/train/wire.txt has the patterns and says what may stand in them.
func WireLessons(patterns string, times int) []NameLesson {
	w := newWire()
	var out []NameLesson
	for range times {
		for pattern := range strings.SplitSeq(patterns, "\n---\n") {
			out = append(out, w.fill(pattern))
		}
	}
	return out
}

// A wire fills patterns.
type wire struct {
	dice     learned.Dice
	firsts   []string
	lasts    []string
	towns    []string
	nations  []string
	states   []string
	marks    []string // landmarks
	firms    []string
	bodies   []string
	things   []string
	peoples  []string
	names    map[string]string // those of the pattern at hand, by slot
	text     strings.Builder
	found    []LabelledName
	labelled bool // within a label
}

func newWire() *wire {
	return &wire{
		dice:    7,
		firsts:  shownWords(peopleWords, ""),
		lasts:   shownWords(surnameWords, ""),
		towns:   append(shownWords(placeWords, "# Cities."), shownWords(placeWords, "# Towns and regions.")...),
		nations: shownWords(placeWords, "# Countries."),
		states:  shownWords(placeWords, "# States and provinces."),
		marks:   shownWords(placeWords, "# Lakes, rivers, mountains, seas, squares, stadiums and parts of countries."),
		firms:   shownWords(organizationWords, "# Companies."),
		bodies:  shownWords(organizationWords, "# Public bodies, agencies, parties, movements, papers."),
		things:  shownWords(thingWords, "# Events, leagues, indexes and laws of several words."),
		peoples: shownWords(peoplesWords, ""),
	}
}

// shownWords returns the words under a heading of a list, or all of it, as they
// are written.
func shownWords(list, heading string) (out []string) {
	under := heading == ""
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			under = heading == "" || strings.TrimSpace(line) == heading
			continue
		}
		if !under {
			continue
		}
		for w := range strings.FieldsSeq(line) {
			if len(w) > 1 {
				out = append(out, shownWord(w))
			}
		}
	}
	return out
}

// shownWord returns a word of a list as it is written: new_york is New York.
func shownWord(w string) string {
	parts := strings.Split(w, "_")
	for i, p := range parts {
		switch {
		case i > 0 && slices.Contains([]string{"of", "and", "the", "for", "de", "da", "do", "in", "on"}, p):
		case strings.Contains(p, ".") || len(parts) == 1 && len(p) < 4 || strings.Trim(p, "bcdfghjklmnpqrstvwxz&") == "":
			parts[i] = strings.ToUpper(p)
			if len(p) > 2 && p[len(p)-2] == '.' {
				parts[i] += "."
			}
		default:
			hyphens := strings.Split(p, "-")
			for k, h := range hyphens {
				hyphens[k] = titled(h)
			}
			parts[i] = strings.Join(hyphens, "-")
		}
	}
	return strings.Join(parts, " ")
}

// titled returns w with a capital.
func titled(w string) string {
	if w == "" {
		return w
	}
	return strings.ToUpper(w[:1]) + w[1:]
}

// fill fills one pattern. Lines that begin with # are left out.
func (w *wire) fill(pattern string) NameLesson {
	w.names = map[string]string{}
	w.text.Reset()
	w.found = nil
	for line := range strings.Lines(pattern) {
		if !strings.HasPrefix(line, "#") {
			w.expand(line)
		}
	}
	return NameLesson{Text: w.text.String(), Names: w.found}
}

// expand writes s with its slots filled.
func (w *wire) expand(s string) {
	for {
		before, rest, ok := strings.Cut(s, "{")
		w.text.WriteString(before)
		if !ok {
			return
		}
		end := closingBrace(rest)
		slot := rest[:end]
		s = rest[end+1:]
		if kind, inner, ok := strings.Cut(slot, ":"); ok {
			w.label(kind, func() { w.expand(inner) })
			continue
		}
		kind := ""
		switch slot[0] {
		case 'p', 'P':
			kind = "PER"
		case 'f', 'b', 't', 'o':
			kind = "ORG"
		case 'c', 'C', 'n', 's', 'l', 'v':
			kind = "LOC"
		}
		if len(s) > 1 && s[0] == '-' && s[1] != ' ' || strings.HasSuffix(w.text.String(), "-") {
			kind = "" // Oslo-based, pro-Oslo
		}
		w.label(kind, func() { w.text.WriteString(w.value(slot)) })
	}
}

// closingBrace returns the place of the brace that closes what s begins within.
func closingBrace(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return len(s) - 1
}

// label labels what write writes, unless it is no name or part of one.
func (w *wire) label(kind string, write func()) {
	start, outer := w.text.Len(), w.labelled
	w.labelled = outer || kind != ""
	write()
	w.labelled = outer
	if kind != "" && !outer {
		w.found = append(w.found, LabelledName{Span{start, w.text.Len()}, kind})
	}
}

// value returns what a slot holds.
func (w *wire) value(slot string) string {
	key := strings.TrimRight(strings.ToLower(slot), "-'")
	if slot[0] == 't' {
		key = strings.TrimSuffix(key, "c")
	}
	name, ok := w.names[key]
	if !ok {
		name = w.invent(slot[0] | 0x20)
		w.names[key] = name
	}
	if full, short, ok := strings.Cut(name, "|"); ok { // a company's or team's two names, a person's two parts
		switch {
		case strings.HasSuffix(slot, "-"):
			name = short
		case slot[0]|0x20 == 'p' && strings.HasSuffix(slot, "'"):
			name = full
		case slot[0]|0x20 == 'p':
			name = full + " " + short
		case slot[0] == 't' && strings.HasSuffix(slot, "c"):
			name = strings.TrimSpace(strings.TrimSuffix(full, short))
		default:
			name = full
		}
	}
	if slot[0] < 'a' {
		name = strings.ToUpper(name)
	}
	return name
}

// one returns one of some strings.
func (w *wire) one(of []string) string { return of[int(w.dice.Next()>>33)%len(of)] }

// times reports true so many times in a hundred.
func (w *wire) times(n int) bool { return int(w.dice.Next()>>33)%100 < n }
