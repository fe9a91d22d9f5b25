package briefing

// oneIn reads a share: one in five children, seven out of 10.
func (d *Document) oneIn(f *Figure, n *numeral, span *tokenSpan) bool {
	i := n.last
	if n.tail != "" || n.pair || n.ranged || n.many || n.value < 1 || n.value != float64(int(n.value)) || !d.near(i+1) {
		return false
	}
	if d.tokens[i].hash == hashOut && d.tokens[i+1].hash == hashOfWord {
		i++
	} else if d.tokens[i].hash != hashIn {
		return false
	}
	of, ok := d.numeralAt(i + 1)
	if !ok || of.tail != "" || of.ordinal || of.pair || of.many || of.value <= n.value || of.value != float64(int(of.value)) || yearly(&of) {
		return false
	}
	if k := d.lexKindAt(of.last); d.near(of.last) && (k == lexPeriod || k == lexMeasure || k == lexCurrency || k == lexPercent || d.tokens[of.last].is(capital)) {
		return false // two in three days
	}
	f.Value /= of.value
	span.last, f.Unit = d.counted(of.last)
	n.scaled = true
	return true
}

// sized reads the first number of 40 by 60 centimeters, which has the unit of the
// second.
func (d *Document) sized(f *Figure, n *numeral) bool {
	i := n.last
	if n.pair || n.ranged || !d.near(i) || !d.near(i+1) || d.tokens[i].hash != hashBy && d.tokens[i].hash != hashX {
		return false
	}
	m, ok := d.numeralAt(i + 1)
	if !ok || m.ordinal || m.pair {
		return false
	}
	second, end := Figure{}, tokenSpan{m.first, m.last}
	if m.tail != "" && !d.tailUnit(&second, &m) || m.tail == "" && !d.measure(&second, &end) || second.Kind != Measure {
		return false
	}
	f.Kind, f.Unit = Measure, second.Unit
	return true
}

// votes reads what the other side had: 51 votes to 49.
func (d *Document) votes(f *Figure, n *numeral, span *tokenSpan) {
	i := span.last
	if n.ranged || n.pair || !scoreUnits.at(d.tokens[i-1].hash) || !d.near(i) || !d.near(i+1) || d.tokens[i].hash != hashTo {
		return
	}
	m, ok := d.numeralAt(i + 1)
	if !ok || m.tail != "" || m.ordinal || m.pair || m.many {
		return
	}
	if k := d.lexKindAt(m.last); d.near(m.last) && (k == lexPercent || k == lexMeasure || k == lexPeriod || k == lexCurrency) {
		return
	}
	f.Kind, f.Max, span.last = Score, m.value, m.last
}

var (
	scoreUnits = wordsOf("votes", "points", "goals", "runs", "games", "sets", "frames", "seats")
	hashOut    = hashOf("out")
	hashX      = hashOf("x")
)

// minus takes the sign before a measure or share into it: minus 12 degrees.
func (d *Document) minus(f *Figure, span *tokenSpan) {
	i := span.first - 1
	if f.Kind != Measure && f.Kind != Percent || f.Max != 0 || i < 0 || !d.near(span.first) {
		return
	}
	switch t := &d.tokens[i]; {
	case t.hash == hashMinus:
	case t.kind == dashToken && t.end-t.start != 2 && !d.tokens[span.first].is(afterSpace) && (i == 0 || t.is(afterSpace)):
	case t.hash == minusSign && !d.tokens[span.first].is(afterSpace) && (i == 0 || t.is(afterSpace)):
	default:
		return
	}
	f.Value, span.first = -f.Value, i
}

const minusSign = (hashSeed ^ '−') * hashPrime & 0xffffffff

var hashMinus = hashOf("minus")
