package console

import (
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// painted returns the cells in their runs' colours. Every line is complete in
// itself: what it turns on it turns off.
func (s *setter) painted(runs []run, cells []cell) string {
	var b strings.Builder
	for i := 0; i < len(cells); {
		var text strings.Builder
		r := runs[cells[i].run]
		for ; i < len(cells) && alike(r, runs[cells[i].run]); i++ {
			text.WriteString(cells[i].text)
		}
		b.WriteString(s.paint(text.String(), r))
	}
	return b.String()
}

func alike(a, b run) bool { return a.Style == b.Style && a.Link == b.Link }

// paint returns text as r is shown.
func (s *setter) paint(text string, r run) string {
	if st, ok := s.style(r.Style); ok {
		text = st.Styled(text)
	}
	if s.opt.Links && r.Link != "" {
		text = ansi.SetHyperlink(r.Link) + text + ansi.ResetHyperlink()
	}
	return text
}

// style returns how st looks, false where it looks like everything else. It
// keeps to the terminal's own sixteen colours, which its owner has chosen.
func (s *setter) style(st style) (ansi.Style, bool) {
	if s.opt.Profile < colorprofile.ANSI {
		return nil, false
	}
	n := ansi.NewStyle()
	switch st {
	case title, strong:
		return n.Bold(), true
	case faint:
		return n.Faint(), true
	case mark:
		return n.ForegroundColor(ansi.Cyan), true
	case notable:
		return n.ForegroundColor(ansi.Yellow), true
	case alarm:
		return n.ForegroundColor(ansi.Red), true
	}
	return nil, false
}
