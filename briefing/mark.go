package briefing

import "unicode/utf8"

// A side tells which side of a quotation a mark stands on.
type side uint8

const (
	either  side = iota // " and '
	opening             // “ ‘ « „
	closing             // ” ’ »
)

// A family is a set of marks that close one another.
type family uint8

const (
	noFamily family = iota
	doubleMarks
	singleMarks
	guillemets
	singleGuillemets
	cornerMarks
)

// A mark is a quotation mark or what may be one.
type mark struct {
	side   side // by its shape
	single bool // it may be an apostrophe
	family family
	r      rune
}

// noMark stands for none.
var noMark = mark{}

// markAt returns the mark at token i.
func (d *Document) markAt(i int32) mark {
	b := d.article.Text[d.tokens[i].start]
	switch {
	case d.tokens[i].end-d.tokens[i].start == 2 && b == '`': // typists' marks
		return mark{opening, false, doubleMarks, '“'}
	case d.tokens[i].end-d.tokens[i].start == 2 && b == '\'', b == '"':
		return mark{either, false, doubleMarks, '"'}
	case b < utf8.RuneSelf:
		return mark{either, true, singleMarks, '\''}
	}
	r, _ := utf8.DecodeRuneInString(d.text(i))
	switch r {
	case '“', '‟', '〝':
		return mark{opening, false, doubleMarks, '“'}
	case '„':
		return mark{opening, false, doubleMarks, '„'}
	case '”', '〞':
		return mark{closing, false, doubleMarks, '”'}
	case '‘', '‛':
		return mark{opening, true, singleMarks, '‘'}
	case '‚':
		return mark{opening, true, singleMarks, '‚'}
	case '’':
		return mark{closing, true, singleMarks, '’'}
	case '«':
		return mark{opening, false, guillemets, r}
	case '»':
		return mark{closing, false, guillemets, r}
	case '‹':
		return mark{opening, false, singleGuillemets, r}
	case '›':
		return mark{closing, false, singleGuillemets, r}
	case '「', '『':
		return mark{opening, false, cornerMarks, r}
	case '」', '』':
		return mark{closing, false, cornerMarks, r}
	case '＇':
		return mark{either, true, singleMarks, '\''}
	}
	return mark{either, false, doubleMarks, '"'}
}

// matches reports whether n is of the shape that closes m.
func (m mark) matches(n mark) bool {
	switch m.r {
	case '"':
		return n.r == '"'
	case '“':
		return n.r == '”'
	case '„':
		return n.r == '“' || n.r == '”'
	case '«':
		return n.r == '»'
	case '»':
		return n.r == '«'
	}
	return false
}

// placeOf tells on which side the mark at i of paragraph p stands by the blanks
// and signs around it; either where they do not tell.
func (d *Document) placeOf(i int32, p tokenSpan) side {
	left, right := i > p.first && !d.tokens[i].is(afterSpace), i+1 < p.last && !d.tokens[i+1].is(afterSpace)
	switch {
	case !left && !right:
		switch {
		case i == p.first:
			return opening
		case i+1 >= p.last:
			return closing
		}
		return either
	case !left:
		if n := &d.tokens[i+1]; n.kind == commaToken || n.hash == stopSign {
			return closing // « … », a dit
		}
		return opening
	case !right:
		return closing
	case d.tokens[i-1].kind == openToken:
		return opening
	}
	switch d.tokens[i+1].kind {
	case commaToken, stopToken, closeToken:
		return closing
	}
	return either
}

// sideOf tells on which side the mark m at i of paragraph p stands within a
// quotation: by its shape, unless it stands where only the other shape could.
func (d *Document) sideOf(m mark, i int32, p tokenSpan) side {
	place := d.placeOf(i, p)
	switch {
	case m.side == either && place == either:
		return closing
	case m.side == either:
		return place
	case m.side == opening && place == closing && m.family != singleMarks:
		return closing // “…,“ and »…«
	case m.r == '»' && place == opening:
		return opening
	case m.r == '“' && place == either && d.tokens[i-1].kind == stopToken:
		return closing // …time.“[Herald]
	}
	return m.side
}

// opens reports whether m, at token i of paragraph p, can open a quotation where
// none is open.
func (d *Document) opens(m mark, i int32, p tokenSpan) bool {
	if i+1 >= p.last {
		return false
	}
	glued := !d.tokens[i+1].is(afterSpace)
	switch place := d.placeOf(i, p); {
	case m.single:
		return glued && m.side != closing && !d.clipped(i) && (place == opening || place == either && (d.tokens[i-1].kind == openToken || d.tokens[i-1].kind == dashToken))
	case m.side == opening:
		return place != closing
	case place == opening:
		return glued
	case m.side == closing || !glued:
		return false
	case place == either:
		return d.opensBehind(i) || d.tokens[i-1].kind == stopToken && d.tokens[i+1].is(capital)
	}
	return false
}

// opensBehind reports whether a mark at i may open right behind the sign before
// it, with no blank between.
func (d *Document) opensBehind(i int32) bool {
	switch d.tokens[i-1].kind {
	case openToken, dashToken, markToken, commaToken:
		return true
	}
	return false
}

// clipped reports whether the single mark at i is the apostrophe of a word that
// lost its beginning: the '90s, 'em, rock 'n' roll.
func (d *Document) clipped(i int32) bool {
	switch w := d.text(i + 1); w {
	case "em", "til", "cause", "tis", "Tis", "twas", "Twas", "n", "round", "bout":
		return true
	default:
		return d.tokens[i+1].kind == numberToken && (len(w) == 2 || len(w) == 3 && w[2] == 's')
	}
}
