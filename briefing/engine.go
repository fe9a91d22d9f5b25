package briefing

import (
	"strings"
	"unicode/utf8"
)

// An Engine reads articles. The zero Engine is ready for use. It keeps its
// buffers between calls, so one engine serves one goroutine at a time; engines
// share nothing that changes.
type Engine struct {
	doc Document
}

// Parse reads a and returns what it found. The Document belongs to the engine
// and is valid until the next call of Parse; what [Document.Brief] returns is
// the caller's own. Parse never fails: text in no language that the engine
// knows has sentences and little else, and bytes that are no UTF-8 are read, and
// told, as U+FFFD. It takes time and memory linear in len(a.Text).
func (e *Engine) Parse(a Article) *Document {
	d := &e.doc
	d.m = &theModels
	if !utf8.ValidString(a.Text) {
		a.Text = strings.ToValidUTF8(a.Text, "\uFFFD")
	}
	d.reset(a)
	d.read()
	d.name()
	d.attribute()
	d.bind()
	d.reckon()
	return d
}

// read finds tokens, sentences, quotations and phrases.
func (d *Document) read() {
	d.scan()
	d.look()
	d.tell()
	d.split()
	d.tag()
	d.chunk()
	d.seam()
}
