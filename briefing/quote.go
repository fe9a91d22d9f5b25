package briefing

import "github.com/dateline-bot/dateline/briefing/internal/learned"

// quotes returns who said what, in reading order. All contents share one array,
// and so do all speakers.
func (d *Document) quotes() []Quote {
	quotes, parts := 0, 0
	for i := range d.attributions {
		if a := &d.attributions[i]; !a.dropped {
			quotes++
			parts += a.count
		}
	}
	out := make([]Quote, 0, quotes)
	spans := make([]Span, parts)
	speakers := make([]Speaker, quotes)
	for i := range d.attributions {
		if a := &d.attributions[i]; !a.dropped {
			n := len(out)
			out = append(out, d.quote(a, spans[:0:a.count], &speakers[n]))
			spans = spans[a.count:]
		}
	}
	return d.ration(out)
}

// quote returns what a attributes, with its content appended to spans and its
// speaker in who.
func (d *Document) quote(a *attribution, spans []Span, who *Speaker) Quote {
	for k, c := range a.content() {
		next := c.last
		if k+1 < a.count {
			next = a.parts[k+1].first
		}
		spans = append(spans, d.span(d.withStop(c, next)))
	}
	q := Quote{Kind: d.kindOf(a), Content: spans, Cue: d.span(d.cueSpan(a)), Confidence: learned.Chance(a.score)}
	if s, ok := d.speaker(a); ok {
		*who = s
		q.Speaker = who
	}
	if q.Speaker != nil && q.Speaker.Resolved && a.source != noPhrase {
		if b, ok := d.boundAt(d.phrases[a.source].head); ok {
			q.Confidence *= b.chance
		}
	}
	return q
}

// withStop returns s, part of a content of which the next part begins at next,
// with what stands behind it and is the speaker's: a question or exclamation
// mark, marks within marks, the mark or bracket that closes one within, and the stop
// before a next part with nothing between.
func (d *Document) withStop(s tokenSpan, next int32) tokenSpan {
	n := d.inQuote[s.last-1]
	open := 0
	for i := s.first; i < s.last; i++ {
		switch d.tokens[i].kind {
		case openToken:
			open++
		case closeToken:
			if open > 0 {
				open--
			} else if s.first > 0 && d.tokens[s.first-1].kind == openToken {
				s.first--
			}
		}
	}
	between := d.firstWord(s.last, next) == next && next > s.last
	for k := s.last; int(k) < len(d.tokens) && d.tokens[k].tag == tagMark && !d.tokens[k].is(afterSpace) && d.inQuote[k] == n; k++ {
		switch t := &d.tokens[k]; {
		case t.hash == questionSign || t.hash == exclamationSign, t.kind == markToken && n != 0, t.kind == closeToken && open > 0, between && t.kind == stopToken:
			s.last = k + 1
		}
	}
	if n != 0 {
		if q := &d.quotations[n-1]; !q.unclosed && q.open >= s.first && d.tokens[q.open].kind == markToken && d.trimmed(q.first, q.last) <= s.last {
			s.last = max(s.last, q.close)
		}
	}
	return s
}

// cueSpan returns the words that attribute: the verb with its auxiliaries.
func (d *Document) cueSpan(a *attribution) tokenSpan {
	s := d.sentences[a.cue.sentence]
	i := a.cue.head
	if d.foreign() {
		if saidAbroad.at(d.tokens[i].hash) {
			return tokenSpan{i, i + 1}
		}
		return tokenSpan{}
	}
	if a.certain && d.tokens[i].kind != commaToken {
		return tokenSpan{}
	}
	if d.tokens[i].tag.verb() {
		n, _ := d.auxiliary(i, s)
		return tokenSpan{i - n, i + 1}
	}
	if d.tokens[i].hash == accordingWord && i+1 < s.last && d.tokens[i+1].hash == toWord {
		return tokenSpan{i, i + 2}
	}
	return tokenSpan{i, i + 1}
}
