package briefing

import "strings"

// maxHeadline is the most bytes that a headline made from the lede has.
const maxHeadline = 110

// headline returns the article's title or, where it has none, its first
// sentence that tells something: whole if it is short, else cut before a clause
// or word, with "…" for what is left out.
func (d *Document) headline() string {
	if t := plainly(d.article.Title); t != "" {
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
