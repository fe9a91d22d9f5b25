package console

import (
	"io"
	"sync"
)

// A screen keeps what is written to a terminal apart: one post at a time, an
// empty line between two, nothing in the middle of another.
type screen struct {
	mu     sync.Mutex
	w      io.Writer
	any    bool   // something was shown
	empty  bool   // the last line is empty
	prompt bool   // a prompt stands below
	status string // a passing line that stands at the cursor
}

func newScreen(w io.Writer) *screen { return &screen{w: w} }

// onto makes w what the screen writes to from now on.
func (s *screen) onto(w io.Writer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.w = w
}

// show writes text, which ends in a newline, with an empty line above it and,
// where a prompt stands below, one under it.
func (s *screen) show(text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	text = s.wipe() + s.gap() + text
	s.any, s.empty = true, false
	if s.prompt {
		text, s.empty = text+"\n", true
	}
	_, err := io.WriteString(s.w, text)
	return err
}

// gap returns the newline that is wanted between what stands and what comes.
func (s *screen) gap() string {
	if s.any && !s.empty {
		return "\n"
	}
	return ""
}

// Write writes lines that are no post, such as a log's.
func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if w := s.wipe(); w != "" {
		if _, err := io.WriteString(s.w, w); err != nil {
			return 0, err
		}
	}
	s.any, s.empty = true, s.prompt && s.empty
	return s.w.Write(b)
}

// prompting tells that a prompt comes next, after an empty line.
func (s *screen) prompting() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := io.WriteString(s.w, s.wipe()+s.gap())
	s.prompt, s.empty = true, true
	return err
}

// entered tells that a line was typed at the prompt.
func (s *screen) entered() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.prompt, s.any, s.empty = false, true, false
}

// skipped tells that nothing but Enter was typed.
func (s *screen) skipped() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.prompt, s.empty = false, true
}

// pass shows text at the cursor until the next thing is written.
func (s *screen) pass(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.status == "" && !s.prompt {
		s.status = text
		_, _ = io.WriteString(s.w, text)
	}
}

// done takes away what pass showed.
func (s *screen) done() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if w := s.wipe(); w != "" {
		_, _ = io.WriteString(s.w, w)
	}
}

// wipe returns what erases the passing line.
func (s *screen) wipe() string {
	if s.status == "" {
		return ""
	}
	s.status = ""
	return "\r" + eraseLine
}

// Control sequences of ECMA-48 and xterm, see
// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
const (
	eraseLine = "\x1b[K"
	pasteOn   = "\x1b[?2004h"
	pasteOff  = "\x1b[?2004l"
)
