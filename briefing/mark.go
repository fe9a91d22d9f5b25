package briefing

import "unicode/utf8"

// A side tells which side of a quotation a mark's shape says that it stands on.
type side uint8

const (
	either  side = iota // " and '
	opening             // “ ‘ « „
	closing             // ” ’ »
)

// A mark is a quotation mark or what may be one.
type mark struct {
	side   side
	single bool
	r      rune
}

// markAt returns the mark at token i.
func (d *Document) markAt(i int32) mark {
	r, _ := utf8.DecodeRuneInString(d.text(i))
	if d.tokens[i].end-d.tokens[i].start == 2 && (r == '\'' || r == '`') {
		if r == '`' {
			return mark{opening, false, '"'}
		}
		return mark{either, false, '"'}
	}
	switch r {
	case '“', '„', '‟', '〝':
		return mark{opening, false, '“'}
	case '”', '〞':
		return mark{closing, false, '”'}
	case '‘', '‚', '‛':
		return mark{opening, true, '‘'}
	case '’':
		return mark{closing, true, '’'}
	case '«', '「', '『':
		return mark{opening, false, r}
	case '»', '」', '』':
		return mark{closing, false, r}
	case '‹':
		return mark{opening, true, r}
	case '›':
		return mark{closing, true, r}
	case '\'', '`', '＇':
		return mark{either, true, '\''}
	}
	return mark{either, false, '"'}
}

// closer returns the mark that closes what m opens.
func (m mark) closer() rune {
	switch m.r {
	case '“':
		return '”'
	case '‘':
		return '’'
	case '«':
		return '»'
	case '‹':
		return '›'
	case '「':
		return '」'
	case '『':
		return '』'
	}
	return m.r
}

// opens reports whether m, at token i of a paragraph that begins at first, can
// open a quotation: what follows touches it and what is before does not.
func (m mark) opens(d *Document, i, first int32) bool {
	if m.side == closing {
		return false
	}
	if i+1 >= int32(len(d.tokens)) || d.tokens[i+1].is(afterSpace) {
		return false
	}
	if m.side == opening {
		return true
	}
	if i == first || d.tokens[i].is(afterSpace) {
		return true
	}
	switch d.tokens[i-1].kind {
	case openToken, dashToken, markToken, commaToken:
		return true
	}
	return false
}

// closes reports whether m, at token i, closes the quotation that closer ends.
func (m mark) closes(d *Document, i int32, closer rune) bool {
	if m.r != closer && !(m.side == either && (closer == '”' && !m.single || closer == '’' && m.single)) {
		return false
	}
	if m.side != either {
		return true
	}
	if !d.tokens[i].is(afterSpace) {
		return true
	}
	return i+1 >= int32(len(d.tokens)) || d.tokens[i+1].is(afterSpace)
}
