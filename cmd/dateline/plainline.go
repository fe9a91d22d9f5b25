package main

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// readPlain reads a line whose values are all texts, as nearly every one's are,
// in one pass and without reflection. It is false for any other line
// and for one that may be no sound JSON; l is then of no use, and encoding/json
// is to judge. b must be UTF-8.
func (l *line) readPlain(b []byte) bool {
	r := plainReader{rest: b}
	if !r.sign('{') {
		return false
	}
	for {
		key, ok := r.text()
		if !ok || !plainKey(key) || !r.sign(':') {
			return false
		}
		field := l.field(string(key))
		value, ok := r.text()
		if !ok {
			return false
		}
		if field != nil {
			*field = string(value)
		}
		if r.sign('}') {
			r.blank()
			return len(r.rest) == 0
		}
		if !r.sign(',') {
			return false
		}
	}
}

// field returns the text that key names, nil for a key that is not ours.
func (l *line) field(key string) *string {
	switch key {
	case "id":
		return (*string)(&l.ID)
	case "title":
		return &l.Title
	case "text":
		return &l.Text
	case "html":
		return &l.HTML
	case "url":
		return &l.URL
	case "published":
		return &l.Published
	case "byline":
		return &l.Byline
	}
	return nil
}

// plainKey reports whether key means what its bytes say: encoding/json also
// takes Title and TITLE for title.
func plainKey(key []byte) bool {
	for _, c := range key {
		if c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// A plainReader reads the signs and texts of a JSON object.
type plainReader struct {
	rest []byte
	room []byte // of the last text with escapes
}

// blank passes over white space.
func (r *plainReader) blank() {
	for len(r.rest) > 0 {
		switch r.rest[0] {
		case ' ', '\t', '\r', '\n':
			r.rest = r.rest[1:]
		default:
			return
		}
	}
}

// sign passes over white space and c. It is false where c does not come next.
func (r *plainReader) sign(c byte) bool {
	r.blank()
	if len(r.rest) == 0 || r.rest[0] != c {
		return false
	}
	r.rest = r.rest[1:]
	return true
}

// special tells the bytes that are not themselves in a JSON text.
var special = func() (t [256]bool) {
	for c := range ' ' {
		t[c] = true
	}
	t['"'], t['\\'] = true, true
	return t
}()

// text returns the next text, which holds until the next one is read. It is
// false where none comes next, or none that is sound.
func (r *plainReader) text() ([]byte, bool) {
	if !r.sign('"') {
		return nil, false
	}
	b := r.rest
	escaped, from := r.room[:0], 0
	for i := 0; i < len(b); {
		c := b[i]
		switch {
		case !special[c]:
			i++
		case c == '"':
			r.rest = b[i+1:]
			if from == 0 {
				return b[:i], true
			}
			escaped = append(escaped, b[from:i]...)
			r.room = escaped
			return escaped, true
		case c == '\\':
			if escaped == nil {
				escaped = make([]byte, 0, len(b))
			}
			var n int
			escaped, n = unescape(append(escaped, b[from:i]...), b[i:])
			if n == 0 {
				return nil, false
			}
			i += n
			from = i
		default:
			return nil, false
		}
	}
	return nil, false
}

// escapes are the letters that stand for one byte behind a backslash.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// unescape appends what the escape that begins b stands for, and returns how
// many bytes it takes: 0 for one that is not sound or half of a pair.
func unescape(dst, b []byte) ([]byte, int) {
	if len(b) < 2 {
		return dst, 0
	}
	if c := escapes[b[1]]; c != 0 {
		return append(dst, c), 2
	}
	r, ok := escapedRune(b)
	if !ok {
		return dst, 0
	}
	if !utf16.IsSurrogate(r) {
		return utf8.AppendRune(dst, r), 6
	}
	low, ok := escapedRune(b[6:])
	if !ok {
		return dst, 0
	}
	if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
		return dst, 0
	}
	return utf8.AppendRune(dst, r), 12
}

// escapedRune returns the 16 bits of the \uXXXX that begins b.
func escapedRune(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	for _, c := range b[2:6] {
		if !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f') {
			return 0, false // an underscore or a sign, which ParseUint may take
		}
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n), err == nil
}
