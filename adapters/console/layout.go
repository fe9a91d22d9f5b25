package console

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// measure is the widest that text is set: longer lines are hard to read.
const measure = 72

// narrow is the width below which what stands under something is indented less.
const narrow = 50

// least is the narrowest that text is set, however narrow the terminal.
const least = 16

// A cell is one grapheme cluster of a line.
type cell struct {
	text  string
	width int
	run   int  // which run of the block it belongs to
	blank bool // a blank at which a line may end
}

// A setter sets pages for one terminal.
type setter struct {
	opt   Options
	width int
	out   strings.Builder
	carry []run // a Right that found no room yet
}

// set returns p as it is shown under opt, each line ended.
func set(p page, opt Options) string {
	s := setter{opt: opt, width: max(least, min(measure, opt.Width))}
	if opt.Width == 0 {
		s.width = measure
	}
	for _, b := range p.Blocks {
		s.block(b)
	}
	s.flush()
	return s.out.String()
}

func (s *setter) block(b block) {
	if b.Raw != "" {
		s.flush()
		for l := range strings.Lines(b.Raw) {
			s.out.WriteString(clean(strings.TrimSuffix(l, "\n")) + "\n")
		}
		return
	}
	all := len(b.Runs)
	b.Runs, b.Right = s.meant(b.Runs), s.meant(b.Right)
	if all > 0 && len(b.Runs) == 0 {
		return
	}
	if b.Gap > 0 || len(b.Right) > 0 {
		s.flush()
	}
	s.out.WriteString(strings.Repeat("\n", b.Gap))
	b = s.fitted(b)
	room := s.width - b.Indent
	runs := s.worded(b.Runs, room)
	right, carried, stands := s.worded(b.Right, room), false, 0
	if w := widthOf(cellsOf(right)); b.Beside && room-w-2 >= least {
		room -= w + 2
	} else {
		b.Beside = false
	}
	lines := s.wrap(runs, room, b.Keep)
	if !b.Beside {
		stands = len(lines) - 1
	}
	if len(s.carry) > 0 {
		right, carried, s.carry = s.carry, true, nil
	}
	for i, l := range lines {
		lead := strings.Repeat(" ", b.Indent)
		if i == 0 && b.Lead != "" {
			lead = strings.Repeat(" ", max(0, b.Indent-ansi.StringWidth(b.Lead))) + s.paint(b.Lead, run{Style: mark})
		}
		var flush string
		if i == stands && len(right) > 0 {
			flush, right = s.beside(b.Indent+widthOf(l), right)
		}
		if len(l) == 0 && flush == "" {
			lead = ""
		}
		s.out.WriteString(lead + s.painted(runs, l) + flush + "\n")
	}
	if len(right) == 0 {
		return
	}
	if right[0].Link != "" {
		s.out.WriteString(strings.Repeat(" ", b.Indent) + s.painted(right, cellsOf(right)) + "\n")
		return
	}
	if s.carry = right; carried {
		s.flush()
	}
}

// meant returns the runs that are for this terminal.
func (s *setter) meant(runs []run) []run {
	return slices.DeleteFunc(slices.Clone(runs), func(r run) bool {
		return r.Only == links && !s.opt.Links || r.Only == noLinks && s.opt.Links
	})
}

// fitted returns b with less indent where the terminal is narrow, and without
// a Lead that leaves no room beside it: that then has a line of its own.
func (s *setter) fitted(b block) block {
	if b.Lead != "" && s.width-b.Indent < least-4 {
		s.out.WriteString(s.paint(strings.TrimRight(b.Lead, " "), run{Style: mark}) + "\n")
		b.Lead, b.Indent = "", 4
	}
	if s.width < narrow && b.Lead == "" && b.Indent > 3 {
		b.Indent -= 2
	}
	return b
}

// beside returns right as it stands at the right edge of a line of the given
// width, or what is to be carried where there is no room.
func (s *setter) beside(width int, right []run) (string, []run) {
	cells := cellsOf(right)
	blanks := s.width - width - widthOf(cells)
	if blanks < 2 {
		return "", right
	}
	return strings.Repeat(" ", blanks) + s.painted(right, cells), nil
}

// flush gives a Right that found no room a line of its own.
func (s *setter) flush() {
	if len(s.carry) == 0 {
		return
	}
	cells := cellsOf(s.carry)
	blanks := max(0, s.width-widthOf(cells))
	s.out.WriteString(strings.Repeat(" ", blanks) + s.painted(s.carry, cells) + "\n")
	s.carry = nil
}

// worded returns runs with their texts cleaned and with words for bare links:
// short ones where the terminal can follow them, whole ones where people must.
func (s *setter) worded(runs []run, width int) []run {
	out := make([]run, len(runs))
	for i, r := range runs {
		switch {
		case r.Text != "" || r.Link == "":
			lines := strings.Split(r.Text, "\n")
			for i, l := range lines {
				lines[i] = clean(l)
			}
			r.Text = strings.Join(lines, "\n")
		case s.opt.Links:
			r.Text = ansi.Truncate(short(r.Link), width, "…")
		default:
			r.Text = r.Link
		}
		out[i] = r
	}
	return out
}

// wrap breaks runs into lines of at most width columns, at blanks, after
// dashes, beside ideographs, and inside of words only where one fills a line. A
// whole link is not broken at all.
func (s *setter) wrap(runs []run, width int, keep bool) [][]cell {
	var lines [][]cell
	all := cellsOf(runs)
	for len(all) > 0 {
		end := len(all)
		for i, c := range all {
			if c.text == "\n" && keep {
				end = i
				break
			}
		}
		lines = append(lines, wrapParagraph(runs, squeeze(all[:end]), width)...)
		all = all[min(end+1, len(all)):]
	}
	if len(lines) == 0 {
		lines = [][]cell{nil}
	}
	return lines
}

func wrapParagraph(runs []run, cells []cell, width int) [][]cell {
	var lines [][]cell
	for len(cells) > 0 {
		n, used, brk := 0, 0, 0
		for n < len(cells) && used+cells[n].width <= width {
			used += cells[n].width
			n++
			if n < len(cells) && breaks(cells[n-1], cells[n]) {
				brk = n
			}
		}
		if n < len(cells) && cells[n].blank {
			brk = n
		}
		switch {
		case n == len(cells):
		case brk > 0:
			n = brk
		case bare(runs[cells[0].run]):
			for n < len(cells) && !cells[n].blank {
				n++
			}
		}
		n = max(n, 1)
		lines = append(lines, trim(cells[:n]))
		for n < len(cells) && cells[n].blank {
			n++
		}
		cells = cells[n:]
	}
	if len(lines) == 0 {
		return [][]cell{nil}
	}
	return lines
}

// bare reports whether r shows its own link.
func bare(r run) bool { return r.Link != "" && r.Text == r.Link }

// breaks reports whether a line may end between a and b.
func breaks(a, b cell) bool {
	switch {
	case a.blank || b.blank:
		return !b.blank
	case a.text == " " || b.text == " ":
		return false
	case a.text == "—" || a.text == "–" && b.width > 0 && !digit(b):
		return true
	case within("、。，．！？；：」』）】〉》”’…・", b.text), within("「『（【〈《“‘", a.text):
		return false
	}
	return a.width == 2 || b.width == 2
}

// within reports whether one of the marks is text.
func within(marks, text string) bool { return strings.Contains(marks, text) }

func digit(c cell) bool { return c.text >= "0" && c.text <= "9" }

// cellsOf cuts runs into grapheme clusters.
func cellsOf(runs []run) []cell {
	var cells []cell
	for i, r := range runs {
		for rest := r.Text; rest != ""; {
			c, w := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
			rest = rest[len(c):]
			if c == "\n" {
				w = 0
			}
			cells = append(cells, cell{c, w, i, c == " " && !r.Solid})
		}
	}
	return cells
}

// squeeze makes single blanks of white space and leaves it out at both ends.
func squeeze(cells []cell) []cell {
	var out []cell
	for _, c := range cells {
		if c.text == "\n" {
			c = cell{" ", 1, c.run, true}
		}
		if c.text == " " && (len(out) == 0 || out[len(out)-1].text == " ") {
			continue
		}
		out = append(out, c)
	}
	return trim(out)
}

// trim leaves out blanks at the end.
func trim(cells []cell) []cell {
	for len(cells) > 0 && cells[len(cells)-1].text == " " {
		cells = cells[:len(cells)-1]
	}
	return cells
}

func widthOf(cells []cell) int {
	var w int
	for _, c := range cells {
		w += c.width
	}
	return w
}
