package briefing

import (
	"bufio"
	"encoding/json"
	commandLine "flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var (
	labelled = commandLine.String("labelled", "", "`file` of labelled articles for TestCalibration, a JSON object a line; see cmd/train -quotes")
	speakers = commandLine.String("speakers", "", "`file` that tells for TestCalibration who the speakers of -labelled are, a JSON object a line: id, names, a list of [attribution, name, kind]")
)

// TestCalibration sees that confidence says how often the engine is right: that
// of the quotes which are told with some confidence that share has the content
// that people marked, their speaker and, where -speakers tells it, the speaker's
// name. It needs articles that nothing was learned from.
func TestCalibration(t *testing.T) {
	if *labelled == "" {
		t.Skip("no -labelled file was given: labelled articles are no part of this repository")
	}
	lessons, ids := labelledLessons(t, *labelled)
	names := namesOfSpeakers(t, *speakers)
	var e Engine
	var all, known []verdict // of all quotes, and of those whose speaker's name is told
	for i, l := range lessons {
		got := e.Parse(Article{Text: l.Text}).Brief().Quotes
		hit, _ := l.Match(got)
		was := verdicts(l, got)
		for k, name := range names[ids[i]] {
			if j, ok := hit[k]; ok && was[j].right && got[j].Speaker != nil && got[j].Speaker.Resolved {
				was[j].right = sameName(name, got[j].Speaker.Name)
				known = append(known, was[j])
			}
		}
		all = append(all, was...)
	}
	const count = 10
	if len(all) < 50*count {
		t.Fatalf("%d quotes: too few for %d bins of 50", len(all), count)
	}
	bins := binned(all, count)
	for _, b := range bins {
		t.Logf("said %.2f  was %.2f  of %d", b.said(), b.was(), b.n)
	}
	if len(known) > 0 {
		b := binned(known, 1)[0]
		t.Logf("where the speaker's name is told: said %.2f  was %.2f  of %d", b.said(), b.was(), b.n)
	}
	off := calibrationError(bins)
	t.Logf("expected calibration error %.3f over %d quotes", off, len(all))
	if off > .05 {
		t.Errorf("the expected calibration error is %.3f", off)
	}
}

// sameName reports whether a and b are one name: the words of one are all in the
// other.
func sameName(a, b string) bool {
	x, y := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, w := range x {
		if !slices.Contains(y, w) {
			return false
		}
	}
	return len(x) > 0
}

// labelledLessons reads labelled articles and their ids. Their offsets count
// code points.
func labelledLessons(t *testing.T, name string) (lessons []QuoteLesson, ids []string) {
	t.Helper()
	for _, data := range linesOf(t, name) {
		var line struct {
			ID, Text     string
			Attributions []struct {
				Source, Cue, Content [][2]int
				Type                 QuoteKind
			}
		}
		if err := json.Unmarshal(data, &line); err != nil {
			t.Fatal(err)
		}
		var at []int
		for i := range line.Text {
			at = append(at, i)
		}
		at = append(at, len(line.Text))
		spans := func(in [][2]int) (out []Span) {
			for _, s := range in {
				out = append(out, Span{at[s[0]], at[s[1]]})
			}
			return out
		}
		l := QuoteLesson{Text: line.Text}
		for _, a := range line.Attributions {
			l.Attributions = append(l.Attributions, LabelledQuote{spans(a.Source), spans(a.Cue), spans(a.Content), a.Type})
		}
		lessons, ids = append(lessons, l), append(ids, line.ID)
	}
	return lessons, ids
}

// namesOfSpeakers reads who the speakers are, by article and attribution.
func namesOfSpeakers(t *testing.T, name string) map[string]map[int]string {
	t.Helper()
	out := map[string]map[int]string{}
	if name == "" {
		return out
	}
	for _, data := range linesOf(t, name) {
		var line struct {
			ID    string
			Names [][3]any
		}
		if err := json.Unmarshal(data, &line); err != nil {
			t.Fatal(err)
		}
		of := map[int]string{}
		for _, n := range line.Names {
			k, ok1 := n[0].(float64)
			who, ok2 := n[1].(string)
			if !ok1 || !ok2 {
				t.Fatalf("%s: %v is no [attribution, name, kind]", line.ID, n)
			}
			of[int(k)] = who
		}
		out[line.ID] = of
	}
	return out
}

// linesOf returns the lines of a file that are not empty.
func linesOf(t *testing.T, name string) (lines [][]byte) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		if len(in.Bytes()) > 0 {
			lines = append(lines, slices.Clone(in.Bytes()))
		}
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

// TestConfidenceOfCases sees that the surer quotes of the cases in testdata, those
// that are still open among them, are right more often. A quote is right where the
// case has it word for word, with its speaker's name. More cannot be asked: cases
// are chosen to be hard.
func TestConfidenceOfCases(t *testing.T) {
	var files []string
	for _, folder := range []string{"quotes", "open"} {
		some, _ := filepath.Glob("testdata/" + folder + "/*.txtar")
		files = append(files, some...)
	}
	var e Engine
	var all []verdict
	for _, file := range files {
		c, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var a Article
		want := ""
		for _, f := range c.Files {
			switch f.Name {
			case "article":
				a.Text = strings.TrimSuffix(string(f.Data), "\n")
			case "about":
				a.Title = strings.TrimPrefix(strings.TrimSpace(string(f.Data)), "title: ")
			case "quotes":
				want = "\n" + string(f.Data)
			}
		}
		b := e.Parse(a).Brief()
		for i := range b.Quotes {
			q := &b.Quotes[i]
			who := "nobody"
			if s := q.Speaker; s != nil && s.Resolved {
				who = s.Name
			} else if s != nil {
				who = "speaker not identified: " + s.Name
			}
			all = append(all, verdict{q.Confidence, holds(want, who, strings.TrimSuffix(q.In(a.Text), "."))})
		}
	}
	if len(all) == 0 {
		t.Fatal("no cases")
	}
	bins := binned(all, 5)
	for _, b := range bins {
		t.Logf("said %.2f  was %.2f  of %d", b.said(), b.was(), b.n)
	}
	t.Logf("expected calibration error %.3f over %d quotes", calibrationError(bins), len(all))
	unsure, sure := bins[0], bins[len(bins)-1]
	if sure.was() < .85 || sure.was() < unsure.was()+.2 {
		t.Errorf("the surest fifth is right in %.2f, the unsurest in %.2f", sure.was(), unsure.was())
	}
}

// holds reports whether the quotes of a case have one with this speaker and
// these words.
func holds(quotes, who, words string) bool {
	for p := range strings.SplitSeq(quotes, "\n\n") {
		head, said, _ := strings.Cut(strings.TrimSpace(p), "\n")
		_, speaker, _ := strings.Cut(head, " ")
		speaker = strings.TrimSpace(speaker)
		if said == words && (speaker == who || strings.HasPrefix(speaker, who+", ") || strings.HasPrefix(speaker, who+"  [")) {
			return true
		}
	}
	return false
}
