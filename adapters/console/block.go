package console

// A style is what a run of words is for; colours are given it late.
type style string

const (
	plain   style = ""
	title   style = "title"   // a headline
	strong  style = "strong"  // a figure or a date
	faint   style = "faint"   // what is beside the matter: source, time, role
	mark    style = "mark"    // bullets and quotation marks
	name    style = "name"    // who speaks
	alarm   style = "alarm"   // something was wrong
	notable style = "notable" // something is not as usual
)

// A run is words of one style. A run that has a Link and no Text shows the
// link itself, which is never broken.
type run struct {
	Text  string `json:"t,omitempty"`
	Style style  `json:"s,omitempty"`
	Link  string `json:"l,omitempty"`
	Solid bool   `json:"k,omitempty"` // lines do not end at its blanks
	Only  only   `json:"o,omitempty"`
}

// An only restricts a run to some terminals.
type only string

const (
	links   only = "links"   // those that show links
	noLinks only = "nolinks" // those where an address must be read
)

// A block is a paragraph. One whose runs are all for other terminals is left
// out. Its text is cleaned when it is set, not before.
type block struct {
	Gap    int    `json:"gap,omitempty"`    // empty lines above it
	Indent int    `json:"indent,omitempty"` // columns that it is set in
	Lead   string `json:"lead,omitempty"`   // stands in the first line's indent, at its end
	Runs   []run  `json:"runs,omitempty"`
	Right  []run  `json:"right,omitempty"` // stands at the right of the last line; where that is full, of the next block's, a link below
	Beside bool   `json:"aside,omitempty"` // Right stands beside the first line, and the text keeps clear of it
	Keep   bool   `json:"keep,omitempty"`  // line breaks in it are kept
	Raw    string `json:"raw,omitempty"`   // stands as it is, whatever the width, in place of all else
}

// A page is what is shown in one go.
type page struct {
	Blocks []block `json:"blocks"`
}

func (p *page) add(b ...block) { p.Blocks = append(p.Blocks, b...) }

func text(s string) []run              { return []run{{Text: s}} }
func styled(st style, s string) []run  { return []run{{Text: s, Style: st}} }
func linked(r run, address string) run { r.Link = webLink(address); return r }
func indent(by int, runs ...run) block { return block{Indent: by, Runs: runs} }

// address returns a run that shows where address leads, none where it leads
// nowhere.
func address(a string) []run {
	if l := webLink(a); l != "" {
		return []run{{Link: l, Style: faint}}
	}
	return nil
}

// spelled is address for what stands beside a name that is linked to it: only
// where the terminal shows no links.
func spelled(a string) []run {
	out := address(a)
	for i := range out {
		out[i].Only = noLinks
	}
	return out
}

// solid is how long a part between two dots may be and still be kept on one
// line.
const solid = 28

// dotted joins runs with middle dots, leaving out empty ones. What has no style
// is faint.
func dotted(parts ...run) []run {
	var out []run
	for _, p := range parts {
		if p.Text == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, run{Text: " ·", Style: faint, Solid: true}, run{Text: " ", Style: faint})
		}
		if p.Style == "" {
			p.Style = faint
		}
		p.Solid = len(p.Text) <= solid
		out = append(out, p)
	}
	return out
}
