package briefing

import (
	"sort"
	"strconv"
	"time"
)

// A tense tells where a date lies from the day of publication, as far as the
// sentence says.
type tense uint8

const (
	unclear tense = iota
	past
	future
)

// reach is how many tokens around a date are looked at for its tense and year.
const reach = 80

// sentenceOf returns the sentence that token i stands in.
func (d *Document) sentenceOf(i int32) (tokenSpan, int) {
	k := sort.Search(len(d.sentences), func(k int) bool { return d.sentences[k].last > i })
	if k == len(d.sentences) {
		return tokenSpan{i, i + 1}, k
	}
	return d.sentences[k], k
}

// tense returns the tense of what the date at token i dates: that of the verb
// before it or, where none is, after it in the same sentence.
func (d *Document) tense(i int32) tense {
	s, _ := d.sentenceOf(i)
	infinitive := false
	for k := i - 1; k >= s.first && k > i-reach; k-- {
		t := &d.tokens[k]
		if t.kind != wordToken {
			continue
		}
		if futureWords.at(t.hash) {
			return future
		}
		if hedgeWords.at(t.hash) {
			return unclear
		}
		switch t.tag {
		case tagBase:
			if k > s.first && d.tokens[k-1].tag == tagTo {
				infinitive = true
				if k > s.first+1 && isCopula(d.tokens[k-2].hash) {
					return future
				}
			}
		case tagPast, tagPassive:
			if infinitive {
				return unclear
			}
			if t.tag == tagPassive && k+1 < i && d.tokens[k+1].tag.nominal() && k > s.first && !d.tokens[k-1].tag.verb() {
				continue // the detained men
			}
			return past
		case tagThird, tagPlain:
			if scheduleWords.at(t.hash) {
				return future
			}
		}
	}
	for k := i + 1; k < s.last && k < i+reach; k++ {
		t := &d.tokens[k]
		switch {
		case t.hash == hashWill || t.hash == hashLL:
			return future
		case t.tag == tagModal:
			return unclear
		case t.tag == tagPast && !infinitive:
			return past
		}
	}
	return unclear
}

func isCopula(h uint32) bool { return h == hashIs || h == hashAre }

var (
	futureWords = wordsOf("will", "'ll", "won't", "shall", "may", "upcoming", "scheduled", "expected", "due", "slated", "set", "plans", "plan",
		"planned", "planning", "poised", "intends", "hopes", "tomorrow", "next", "ahead")
	hedgeWords    = wordsOf("would", "could", "should", "might", "can", "must")
	scheduleWords = wordsOf("opens", "begins", "starts", "closes", "meets", "arrives", "ends", "returns", "kicks", "expires", "goes", "open", "begin", "start", "close", "meet")
	hashWill      = hashOf("will")
	hashYears     = hashOf("years")
	hashLL        = hashOf("'ll")
	hashIs        = hashOf("is")
	hashAre       = hashOf("are")
)

// otherYear reports whether the sentence of token i or the one before it names
// a year that is not y, so that a month there may be of that one.
func (d *Document) otherYear(i int32, y int) bool {
	s, k := d.sentenceOf(i)
	first := s.first
	if k > 0 && k < len(d.sentences) {
		first = d.sentences[k-1].first
	}
	for j := max(first, i-reach); j < min(s.last, i+reach); j++ {
		if d.tokens[j].kind == numberToken {
			if w := d.cal.yearAt(j); w >= 1900 && w < 2100 && w != y {
				return true
			}
			continue
		}
		if (d.tokens[j].hash == hashYear || d.tokens[j].hash == hashYears) && j > 0 {
			switch d.tokens[j-1].hash {
			case hashLast, hashNext, hashPrevious, hashFollow, hashPast:
				return true
			}
			if d.near(j+1) && (d.tokens[j+1].hash == hashAgo || d.tokens[j+1].hash == hashEarlier || d.tokens[j+1].hash == hashLater) {
				return true
			}
		}
	}
	return false
}

// relative reads what begins with last, next, this: last month, next Friday.
func (c *calendar) relative(i int32) (when, bool) {
	d := c.d
	j := i + 1
	if !d.near(j) {
		return when{}, false
	}
	h := d.tokens[i].hash
	if h == hashComing || h == hashPrevious || h == hashPast {
		return when{}, false
	}
	loose := false
	if h == hashThis && (d.tokens[j].hash == hashPast || d.tokens[j].hash == hashComing) && d.near(j+1) {
		h = d.tokens[j].hash
		loose = true
		j++
	}
	l := d.lex(j)
	determined := i > 0 && d.near(i) && (d.tokens[i-1].hash == hashThe || d.tokens[i-1].tag == tagPoss)
	switch l.kind {
	case lexWeekday:
		if !d.tokens[j].is(capital) {
			return when{}, false
		}
		return c.relativeWeekday(i, c.part(j+1), h, time.Weekday(int(l.value)), loose)
	case lexMonth:
		if c.monthOf(j) == 0 || loose {
			return when{}, false
		}
		return c.relativeMonth(i, j, h)
	case lexPart:
		switch {
		case !c.known:
			return unresolved(i, j+1)
		case h == hashThis:
			return c.on(i, j+1, c.today)
		case h == hashLast:
			return c.on(i, j+1, c.today.AddDate(0, 0, -1))
		}
	case lexSeason:
		if d.tokens[j].is(capital) && d.tokens[i].is(lowerCase) {
			return when{}, false
		}
		return unresolved(i, j+1)
	case lexPeriod:
		if determined || d.tokens[j].is(capital) {
			return when{}, false
		}
		return c.relativePeriod(i, j, h, int(l.value))
	}
	return when{}, false
}

// relativeWeekday resolves "last Friday", "next Friday", "this Friday": only
// where both ways to read it name the same day, that is where the nearest one
// falls in the week before, after or of publication. "This past Friday" and
// "this coming Friday" (loose) are the nearest whatever the week.
func (c *calendar) relativeWeekday(first, last int32, h uint32, day time.Weekday, loose bool) (when, bool) {
	if !c.known {
		return unresolved(first, last)
	}
	fromMonday := func(w time.Weekday) int { return (int(w) + 6) % 7 }
	today, that := fromMonday(c.today.Weekday()), fromMonday(day)
	switch {
	case (h == hashLast || h == hashPast) && (that > today || loose):
		return c.on(first, last, c.before(day, 1))
	case (h == hashNext || h == hashComing) && (that < today || loose):
		return c.on(first, last, c.after(day, 1))
	case h == hashThis && !loose && that >= today:
		return c.on(first, last, c.after(day, 0))
	}
	return unresolved(first, last)
}

// relativeMonth resolves "last May", "next May", "this May". A last or next one
// that lies within two months could be this year's or another's.
func (c *calendar) relativeMonth(first, j int32, h uint32) (when, bool) {
	m := c.monthOf(j)
	last := j + 1
	if !c.known {
		return unresolved(first, last)
	}
	gap := int(m) - int(c.today.Month())
	y := c.today.Year()
	switch h {
	case hashLast:
		if gap >= 0 {
			y--
		} else if gap >= -2 {
			return unresolved(first, last)
		}
	case hashNext:
		if gap <= 0 {
			y++
		} else if gap <= 2 {
			return unresolved(first, last)
		}
	}
	return when{tokenSpan{first, last}, isoMonth(y, m)}, true
}

// relativePeriod resolves "last month", "next year", "this week". Weeks and
// quarters are left open: ISO dates of days, months and years cannot name them.
func (c *calendar) relativePeriod(first, j int32, h uint32, period int) (when, bool) {
	d := c.d
	last := j + 1
	if s := d.text(j); s[len(s)-1] == 's' {
		return when{}, false
	}
	n := 0
	switch h {
	case hashLast:
		n = -1
	case hashNext:
		n = 1
	}
	switch {
	case period == periodDay || period > periodYear:
		return when{}, false
	case !c.known:
		return unresolved(first, last)
	case period == periodMonth:
		return when{tokenSpan{first, last}, isoMonth(c.today.Year(), c.today.Month()+time.Month(n))}, true
	case period == periodYear:
		return when{tokenSpan{first, last}, strconv.Itoa(c.today.Year() + n)}, true
	}
	return unresolved(first, last)
}

// partOf reads early, late, earlier and later before a date: late Friday, early
// 2013, earlier this month.
func (c *calendar) partOf(i int32) (when, bool) {
	d := c.d
	j := i + 1
	if !d.near(j) {
		return when{}, false
	}
	if d.tokens[j].hash == hashIn && d.near(j+1) {
		j++
	}
	switch {
	case d.tokens[j].hash == hashLast || d.tokens[j].hash == hashThis || d.tokens[j].hash == hashNext:
		w, ok := c.relative(j)
		w.first = i
		return w, ok
	case d.lex(j).kind == lexMonth:
		return c.month(i, j)
	case d.lex(j).kind == lexWeekday && d.tokens[j].is(capital):
		w, ok := c.weekday(i, j, d.lex(j))
		return w, ok
	case d.tokens[j].kind == numberToken:
		if y := c.yearAt(j); y > 0 {
			return when{tokenSpan{i, j + 1}, strconv.Itoa(y)}, true
		}
	}
	return when{}, false
}

// mid reads mid-May, mid-2015; rest is what follows the hyphen.
func (c *calendar) mid(i int32, rest string) (when, bool) {
	if len(rest) == 4 && asciiClass[rest[0]] == classDigit {
		if y, err := strconv.Atoi(rest); err == nil && y >= 1000 && y < 2200 {
			return when{tokenSpan{i, i + 1}, rest}, true
		}
	}
	if len(rest) == 5 && rest[4] == 's' && asciiClass[rest[0]] == classDigit && asciiClass[rest[3]] == classDigit {
		return unresolved(i, i+1) // mid-1990s
	}
	l := lexemes.items[lexemes.find(hashOf(lowerWord(rest)))]
	if l.kind != lexMonth || asciiClass[rest[0]] != classUpper {
		return when{}, false
	}
	m := time.Month(int(l.value))
	y, last := c.yearAfter(i + 1)
	if y == 0 {
		y = c.yearOfMonth(i, m)
	}
	if y == 0 {
		return unresolved(i, last)
	}
	return when{tokenSpan{i, last}, isoMonth(y, m)}, true
}

// season reads "summer 2001" and "summer of 2001"; a season has no date of its
// own, so it resolves to its year.
func (c *calendar) season(i int32) (when, bool) {
	if y, last := c.yearAfter(i + 1); y > 0 && c.d.tokens[i+1].hash != commaSign {
		return when{tokenSpan{i, last}, strconv.Itoa(y)}, true
	}
	return when{}, false
}

// following reads "the next day", "the same day", "the following month", from
// the day that the text named last.
func (c *calendar) following(i int32) (when, bool) {
	d := c.d
	if !d.near(i+1) || !d.near(i+2) || d.lex(i+2).kind != lexPeriod && d.lex(i+2).kind != lexPart {
		if d.near(i+2) && d.lex(i+1).kind == lexPeriod && d.lex(i+1).value == periodDay && d.tokens[i+2].hash == hashBefore &&
			(!d.near(i+3) || d.tokens[i+3].kind != wordToken) {
			return c.step(i, i+3, -1)
		}
		if d.near(i+3) && d.lex(i+1).kind == lexPeriod && d.lex(i+1).value == periodDay && d.lex(i+3).kind == lexDay {
			return c.dayBeside(i)
		}
		return when{}, false
	}
	day := d.lex(i+2).kind == lexPart || d.lex(i+2).value == periodDay
	switch d.tokens[i+1].hash {
	case hashFollow:
		if day {
			return c.step(i, i+3, 1)
		}
		return unresolved(i, i+3)
	case hashNext:
		if day {
			return c.step(i, i+3, 1)
		}
	case hashSame:
		if day {
			return c.step(i, i+3, 0)
		}
	}
	return when{}, false
}

// dayBeside reads "the day before yesterday" and "the day after tomorrow".
func (c *calendar) dayBeside(i int32) (when, bool) {
	d := c.d
	n := int(d.lex(i + 3).value)
	switch h := d.tokens[i+2].hash; {
	case h == hashBefore && n == -1, h == hashAfter && n == 1:
	default:
		return when{}, false
	}
	if !c.known {
		return unresolved(i, i+4)
	}
	return c.on(i, i+4, c.today.AddDate(0, 0, 2*n))
}

// step returns the day n days from the one that the text named last.
func (c *calendar) step(first, last int32, n int) (when, bool) {
	if s := c.d.text(last - 1); s[len(s)-1] == 's' {
		return when{}, false
	}
	if c.last.IsZero() {
		return unresolved(first, last)
	}
	return c.on(first, last, c.last.AddDate(0, 0, n))
}

// ago reads "two days ago", "a year ago", "three weeks later".
func (c *calendar) ago(i int32) (when, bool) {
	d := c.d
	n := numeral{first: i, last: i + 1, value: 1}
	if h := d.tokens[i].hash; h != hashA && h != hashAn {
		var ok bool
		if n, ok = d.numeralAt(i); !ok || n.tail != "" || n.ordinal || n.pair {
			return when{}, false
		}
	}
	j := n.last
	if !d.near(j) || !d.near(j+1) || d.lex(j).kind != lexPeriod {
		return when{}, false
	}
	h := d.tokens[j+1].hash
	if h != hashAgo && h != hashEarlier && h != hashLater {
		return when{}, false
	}
	last := j + 2
	days := int(n.value)
	if h != hashAgo || !c.known || n.value > 3000 || n.value != float64(days) {
		return unresolved(i, last)
	}
	if _, b := d.boundBefore(i); b != Exact {
		return unresolved(i, last)
	}
	switch int(d.lex(j).value) {
	case periodDay:
		return c.on(i, last, c.today.AddDate(0, 0, -days))
	case periodMonth:
		return when{tokenSpan{i, last}, isoMonth(c.today.Year(), c.today.Month()-time.Month(days))}, true
	case periodYear:
		if y := c.today.Year() - days; y >= 1000 {
			return when{tokenSpan{i, last}, strconv.Itoa(y)}, true
		}
	}
	return unresolved(i, last)
}
