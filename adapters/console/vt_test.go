package console_test

import (
	"strconv"
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// A vt is as much of a terminal as the face needs: it keeps what people would
// see. Wide characters take one cell and leave the next one empty.
type vt struct {
	mu      sync.Mutex
	width   int
	rows    [][]string
	x, y    int
	changed chan struct{} // holds a token once something was written
	rest    string
	modes   map[string]bool
}

func newVT(width int) *vt {
	return &vt{width: width, rows: [][]string{nil}, changed: make(chan struct{}, 1), modes: map[string]bool{}}
}

// Write shows b.
func (v *vt) Write(b []byte) (int, error) {
	v.mu.Lock()
	v.rest += string(b)
	for v.rest != "" {
		n := v.step(v.rest)
		if n == 0 {
			break // a sequence is not complete yet
		}
		v.rest = v.rest[n:]
	}
	v.mu.Unlock()
	select {
	case v.changed <- struct{}{}:
	default:
	}
	return len(b), nil
}

func (v *vt) step(s string) int {
	switch s[0] {
	case '\r':
		v.x = 0
		return 1
	case '\n':
		v.down()
		return 1
	case '\x1b':
		return v.escape(s)
	}
	if r := strings.IndexByte("\a\b\t", s[0]); r >= 0 {
		return 1
	}
	c, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	if v.x+w > v.width {
		v.x = 0
		v.down()
	}
	v.put(c)
	v.x += w
	return len(c)
}

func (v *vt) down() {
	v.y++
	for len(v.rows) <= v.y {
		v.rows = append(v.rows, nil)
	}
}

func (v *vt) put(c string) {
	for len(v.rows[v.y]) <= v.x {
		v.rows[v.y] = append(v.rows[v.y], " ")
	}
	v.rows[v.y][v.x] = c
}

// escape carries out the sequence at s's start and returns its length, 0 where
// it is not complete.
func (v *vt) escape(s string) int {
	if strings.HasPrefix(s, "\x1b]") {
		return strings.IndexByte(s, '\a') + 1
	}
	for i := 2; i < len(s); i++ {
		if s[i] >= '@' && s[i] <= '~' {
			v.control(s[i], s[2:i])
			return i + 1
		}
	}
	return 0
}

func (v *vt) control(c byte, arg string) {
	n, err := strconv.Atoi(arg)
	if err != nil {
		n = 1
	}
	v.x = min(v.x, v.width-1)
	switch c {
	case 'A':
		v.y = max(0, v.y-n)
	case 'B':
		for range n {
			v.down()
		}
	case 'C':
		v.x = min(v.width-1, v.x+n)
	case 'D':
		v.x = max(0, v.x-n)
	case 'K':
		v.rows[v.y] = v.rows[v.y][:min(v.x, len(v.rows[v.y]))]
	case 'h', 'l':
		v.modes[arg] = c == 'h'
	}
}

// String returns what is seen, blanks at the ends of lines left out.
func (v *vt) String() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	var b strings.Builder
	for _, r := range v.rows {
		b.WriteString(strings.TrimRight(strings.Join(r, ""), " ") + "\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// at returns the text of the cursor's line and its column.
func (v *vt) at() (string, int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return strings.TrimRight(strings.Join(v.rows[v.y], ""), " "), v.x
}

func (v *vt) resize(width int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.width = width
}
