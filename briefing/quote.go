package briefing

// quotes returns who said what, in reading order.
func (d *Document) quotes() []Quote {
	out := make([]Quote, 0, len(d.attributions))
	for i := range d.attributions {
		a := &d.attributions[i]
		if a.dropped {
			continue
		}
		out = append(out, d.quote(a))
	}
	return out
}

func (d *Document) quote(a *attribution) Quote {
	q := Quote{Cue: d.span(d.cueSpan(a)), Confidence: chance(a.score)}
	for _, c := range a.content() {
		q.Content = append(q.Content, d.span(c))
	}
	q.Kind = d.kindOf(a)
	q.Speaker = d.speaker(a)
	return q
}

// cueSpan returns the words that attribute: the verb with its auxiliaries.
func (d *Document) cueSpan(a *attribution) tokenSpan {
	s := d.sentences[a.cue.sentence]
	i := a.cue.head
	if d.tokens[i].tag.verb() {
		n, _ := d.auxiliary(i, s)
		return tokenSpan{i - n, i + 1}
	}
	if d.tokens[i].hash == accordingWord && i+1 < s.last && d.tokens[i+1].hash == toWord {
		return tokenSpan{i, i + 2}
	}
	return tokenSpan{i, i + 1}
}
