package briefing

import (
	"slices"
	"strings"
)

// findSections notes where the parts of an article begin that stand for themselves:
// behind a line of signs, or below a line with no more than the hour, as in reports
// that go on through the day.
func (d *Document) findSections() {
	d.sections = d.sections[:0]
	for n := 1; n < len(d.paragraphs); n++ {
		if d.isRule(d.paragraphs[n-1]) || d.isHour(d.paragraphs[n]) {
			d.sections = append(d.sections, d.paragraphs[n].first)
		}
	}
}

// section returns the first token of the part of the article that token i is in.
func (d *Document) section(i int32) int32 {
	n, found := slices.BinarySearch(d.sections, i)
	switch {
	case found:
		return i
	case n == 0:
		return 0
	}
	return d.sections[n-1]
}

// maxRule is how many tokens a line of signs has.
const maxRule = 12

// isRule reports whether the paragraph p has signs only: ___, * * *.
func (d *Document) isRule(p tokenSpan) bool {
	if p.last-p.first > maxRule {
		return false
	}
	for i := p.first; i < p.last; i++ {
		if k := d.tokens[i].kind; k == wordToken || k == numberToken || k == markToken {
			return false
		}
	}
	return true
}

var hourWords = wordsOf("a.m", "p.m", "a.m.", "p.m.", "am", "pm", "gmt", "bst", "cet", "cest", "et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt", "utc", "noon", "midnight", "local", "time", "update", "updated")

// isHour reports whether the paragraph p is an hour: 2:25 p.m., 14:05 GMT.
func (d *Document) isHour(p tokenSpan) bool {
	if p.last-p.first > 6 || d.tokens[p.first].kind != numberToken {
		return false
	}
	timed := false
	for i := p.first; i < p.last; i++ {
		switch t := &d.tokens[i]; {
		case d.isOf(hourWords, i, p):
			timed = true
		case t.kind == wordToken:
			return false
		case t.kind == numberToken && strings.Contains(d.text(i), ":"):
			timed = true
		}
	}
	return timed
}
