package briefing

import "strings"

// maxHeadline is the most bytes that a headline made from the lede has.
const maxHeadline = 110

// headline returns the article's title. Where it has none it is a first line that
// stands like one, or else the first sentence that tells something: whole if it is
// short, else cut before a clause or word, with "…" for what is left out.
func (d *Document) headline() string {
	if t := d.title(); t != "" {
		return t
	}
	best := -1
	for k := range d.picks {
		if c := &d.picks[k]; c.flaw == flawless || c.flaw == dangling {
			best = k
			break
		}
	}
	if best < 0 {
		if len(d.sentences) == 0 {
			return ""
		}
		return d.shortened(d.sentences[0])
	}
	return d.shortened(d.picks[best].tokenSpan)
}

// minTitleWords is how many words a first line has, days and figures not counted,
// that is taken for a title.
const minTitleWords = 3

// title returns the article's title: where it comes with none, the first line that
// stands like one, else "".
func (d *Document) title() string {
	if t := plainly(d.article.Title); t != "" || d.titleLine.first == d.titleLine.last {
		return t
	}
	return plainly(d.span(d.titleLine).In(d.article.Text))
}

// isTitle reports whether c, the first candidate of an article that comes without a
// title, stands like one: short, on a line of its own above the rest, with no stop at
// its end, and no byline or other furniture.
func (d *Document) isTitle(c *candidate) bool {
	p := d.paragraphs[0]
	if d.article.Title != "" || len(d.paragraphs) < 2 || c.flaw != fragment || c.tokenSpan != p || d.span(p).Len() > maxHeadline ||
		d.tokens[p.first].hash == byWord || d.tokens[p.last-1].hash == colonSign || d.furniture(c) {
		return false
	}
	words := 0
	for i := p.first; i < p.last; i++ {
		if d.tokens[i].kind == wordToken && d.kinds(i)&kindDate == 0 {
			words++
		}
	}
	return words >= minTitleWords
}

// shortened returns the words of s that fit a headline.
func (d *Document) shortened(s tokenSpan) string {
	whole := d.span(s)
	if whole.Len() <= maxHeadline {
		text := plainly(whole.In(d.article.Text))
		if text != "." && !strings.HasSuffix(text, "..") {
			text = strings.TrimSuffix(text, ".")
		}
		return text
	}
	cut, clause := s.first+1, int32(0)
	for i := s.first + 1; i < s.last; i++ {
		if int(d.tokens[i-1].end)-whole.Start > maxHeadline-len("…") {
			break
		}
		if d.tokens[i].is(afterSpace) {
			cut = i
		}
		if t := &d.tokens[i]; t.hash == commaSign || t.hash == semicolonSign || t.kind == dashToken && t.is(afterSpace) {
			clause = i
		}
	}
	if clause > 0 && int(d.tokens[clause-1].end)-whole.Start > maxHeadline/2 {
		return plainly(d.span(tokenSpan{s.first, clause}).In(d.article.Text))
	}
	for cut > s.first+1 && d.lex(cut-1).kind == lexFunction { // no "of the …"
		cut--
	}
	if int(d.tokens[cut-1].end)-whole.Start > maxHeadline { // one endless word
		return cutRunes(whole.In(d.article.Text), maxHeadline-len("…")) + "…"
	}
	return plainly(d.span(tokenSpan{s.first, cut}).In(d.article.Text)) + " …"
}

// plainly returns the words of s with one blank between them: s itself where it
// stands so already.
func plainly(s string) string {
	blank := true // before s[i]
	for i := 0; i < len(s); i++ {
		c := asciiClass[s[i]]
		if c == classHigh || c == classLine || c == classSpace && (blank || s[i] != ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
		blank = c == classSpace
	}
	return strings.TrimSuffix(s, " ")
}

// cutRunes returns the longest beginning of s with whole runes in n bytes.
func cutRunes(s string, n int) string {
	for n > 0 && n < len(s) && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:min(n, len(s))]
}
