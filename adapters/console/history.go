package console

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// remembered is how many lines a history keeps.
const remembered = 1000

// A history is what was typed, the newest last, in memory and in a file. It is
// the line editor's; a file that cannot be used costs no more than memory.
type history struct {
	lines []string
	path  string // "" for none
	log   *slog.Logger
}

// openHistory reads the history at path and cuts the file where it has grown
// to twice what is kept.
func openHistory(path string, log *slog.Logger) *history {
	h := &history{path: path, log: log}
	if path == "" {
		return h
	}
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		log.Warn("history is not read", "err", err)
	}
	all := strings.FieldsFunc(string(b), func(r rune) bool { return r == '\n' })
	for _, l := range all {
		l = strings.Map(printable, strings.ToValidUTF8(l, ""))
		if l != "" && (len(h.lines) == 0 || h.lines[len(h.lines)-1] != l) {
			h.lines = append(h.lines, l)
		}
	}
	h.lines = h.lines[max(0, len(h.lines)-remembered):]
	if len(all) > 2*remembered {
		h.rewrite()
	}
	return h
}

func printable(r rune) rune {
	if !unicode.IsPrint(r) {
		return -1
	}
	return r
}

// Add remembers l unless it is empty or what was typed just before. A line
// with a folded paste is not written to the file.
func (h *history) Add(l string) {
	l = strings.TrimSpace(strings.Map(printable, l))
	if l == "" || len(h.lines) > 0 && h.lines[len(h.lines)-1] == l {
		return
	}
	h.lines = append(h.lines, l)
	h.lines = slices.Delete(h.lines, 0, max(0, len(h.lines)-remembered))
	if h.path != "" && !strings.Contains(l, pastePrefix) {
		h.write(l)
	}
}

// Len returns how many lines are remembered.
func (h *history) Len() int { return len(h.lines) }

// At returns the i-th line, 0 for the newest.
func (h *history) At(i int) string { return h.lines[len(h.lines)-1-i] }

// write appends l to the file. What people ask is their own: the file is
// readable to its owner alone.
func (h *history) write(l string) {
	err := os.MkdirAll(filepath.Dir(h.path), 0o700)
	if err == nil {
		var f *os.File
		if f, err = os.OpenFile(h.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600); err == nil {
			_, err = f.WriteString(l + "\n")
			err = errors.Join(err, f.Close())
		}
	}
	if err != nil {
		h.log.Warn("history is not written", "err", err)
		h.path = ""
	}
}

// rewrite replaces the file with what is remembered.
func (h *history) rewrite() {
	tmp := h.path + ".new"
	err := os.WriteFile(tmp, []byte(strings.Join(h.lines, "\n")+"\n"), 0o600)
	if err == nil {
		err = os.Rename(tmp, h.path)
	}
	if err != nil {
		h.log.Warn("history is not cut", "err", err)
	}
}
