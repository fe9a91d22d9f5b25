package briefing

import (
	"strings"
	"time"
)

// A calendar reads one document's dates. Today is the day on which the article
// was published, in the zone of its time; unknown where that is not known.
type calendar struct {
	d     *Document
	today time.Time
	known bool
	last  time.Time // the day that the text named last; zero before one
	// hidden is set by what is no date but must not be read as a figure
	// either: a time of day.
	hidden bool
}

func (d *Document) newCalendar() *calendar {
	c := &d.cal
	*c = calendar{d: d}
	if p := d.article.Published; !p.IsZero() {
		y, m, day := p.Date()
		c.today, c.known = time.Date(y, m, day, 0, 0, 0, 0, time.UTC), true
	}
	return c
}

// A when is a date and the tokens that name it.
type when struct {
	tokenSpan
	iso string
}

// dateAt returns the date that begins at token i.
func (c *calendar) dateAt(i int32) (when, bool) {
	d := c.d
	switch d.tokens[i].kind {
	case numberToken:
		return c.fromNumber(i)
	case wordToken:
	default:
		return when{}, false
	}
	if !d.english {
		return when{}, false
	}
	l := d.lex(i)
	switch l.kind {
	case lexWeekday:
		return c.weekday(i, i, l)
	case lexMonth:
		return c.month(i, i)
	case lexDay:
		return c.day(i, int(l.value))
	case lexSeason:
		return c.season(i)
	case lexOnes, lexTens:
		return c.ago(i)
	}
	switch h := d.tokens[i].hash; {
	case h == hashA, h == hashAn:
		return c.ago(i)
	case h == hashLast, h == hashNext, h == hashThis, h == hashComing, h == hashPrevious, h == hashPast:
		return c.relative(i)
	case h == hashEarly, h == hashLate, h == hashMid, h == hashEarlier, h == hashLater:
		return c.partOf(i)
	case h == hashThe:
		return c.following(i)
	}
	if t := d.text(i); len(t) > 4 && (t[3] == '-') && (t[:3] == "mid" || t[:3] == "Mid") {
		return c.mid(i, t[4:])
	}
	return when{}, false
}

// on returns the date that tokens [first, last) name as the day t.
func (c *calendar) on(first, last int32, t time.Time) (when, bool) {
	w := when{tokenSpan: tokenSpan{first, last}}
	if !t.IsZero() {
		c.last = t
		w.iso = t.Format(time.DateOnly)
	}
	return w, true
}

// unresolved returns the date that tokens [first, last) name and that cannot be
// told.
func unresolved(first, last int32) (when, bool) {
	return when{tokenSpan: tokenSpan{first, last}}, true
}

// part returns the token after a part of the day at i: night, morning.
func (c *calendar) part(i int32) int32 {
	if c.d.near(i) && c.d.lex(i).kind == lexPart {
		return i + 1
	}
	return i
}

// day reads today, yesterday, tomorrow and tonight.
func (c *calendar) day(i int32, offset int) (when, bool) {
	last := i + 1
	if offset != 0 {
		last = c.part(last)
	}
	if c.d.near(last) && c.d.tokens[last].is(clitic) {
		return when{}, false // today's world
	}
	if !c.known {
		return unresolved(i, last)
	}
	return c.on(i, last, c.today.AddDate(0, 0, offset))
}

// weekday reads a day of the week at i, with what follows it; the date begins at
// first.
func (c *calendar) weekday(first, i int32, l lexeme) (when, bool) {
	d := c.d
	if !d.tokens[i].is(capital) {
		return when{}, false
	}
	s := d.text(i)
	short := len(strings.TrimSuffix(s, ".")) <= 5
	last := i + 1
	if d.near(last) && d.tokens[last].hash == commaSign { // Monday, March 2
		last++
	}
	if d.near(last) {
		if w, ok := c.absolute(last); ok {
			w.first = first
			return w, true
		}
	}
	if d.near(last) && d.tokens[last].kind == openToken { // Monday (March 2)
		if w, ok := c.absolute(last + 1); ok && w.last < int32(len(d.tokens)) && d.tokens[w.last].kind == closeToken {
			w.first = first
			w.last++
			return w, true
		}
	}
	if short && !d.tokens[i].is(dotted) {
		return when{}, false // Sun, Sat, Mon stand for other things
	}
	last = c.part(i + 1)
	if last > i+1 && d.tokens[i+1].is(capital) && d.near(last) && d.tokens[last].is(capital) {
		return when{}, false // Saturday Night Live
	}
	if !c.known || d.near(last) && d.tokens[last].kind == wordToken && d.tokens[last].is(capital) && !d.tokens[last].is(clitic) && last == i+1 && d.lex(last).kind == lexNone && d.tokens[last].tag == tagName && c.partOfName(i) {
		return unresolved(first, last)
	}
	day := time.Weekday(int(l.value))
	if t, ok := c.spanned(i, day); ok {
		return c.on(first, last, t)
	}
	switch d.tense(i) {
	case past:
		return c.on(first, last, c.before(day, 0))
	case future:
		return c.on(first, last, c.after(day, 0))
	}
	if c.today.Weekday() == day {
		return c.on(first, last, c.today)
	}
	return unresolved(first, last)
}

// spanned returns the day that the weekday at i means in a span of days: from Monday
// to Thursday, of which one fixes the other.
func (c *calendar) spanned(i int32, day time.Weekday) (time.Time, bool) {
	d := c.d
	days := func(from, to time.Weekday) int { return (int(to) - int(from) + 7) % 7 }
	switch {
	case i > 1 && d.lex(i-2).kind == lexWeekday && spanWords.at(d.tokens[i-1].hash) && !c.last.IsZero() && c.last.Weekday() == time.Weekday(int(d.lex(i-2).value)):
		return c.last.AddDate(0, 0, days(c.last.Weekday(), day)), true
	case d.near(i+2) && d.lex(i+2).kind == lexWeekday && spanWords.at(d.tokens[i+1].hash) && d.tense(i) == past:
		end := time.Weekday(int(d.lex(i + 2).value))
		return c.before(end, 0).AddDate(0, 0, -days(day, end)), true
	}
	return time.Time{}, false
}

var spanWords = wordsOf("to", "through", "until", "till")

// partOfName reports whether the weekday at i begins a name: Friday Night Lights.
func (c *calendar) partOfName(i int32) bool {
	return i > 0 && c.d.tokens[i-1].hash != hashOn
}

// before returns the last day of that name that lies at least least days before
// today.
func (c *calendar) before(day time.Weekday, least int) time.Time {
	n := (int(c.today.Weekday()) - int(day) + 7) % 7
	for n < least {
		n += 7
	}
	return c.today.AddDate(0, 0, -n)
}

// after returns the next day of that name at least least days after today.
func (c *calendar) after(day time.Weekday, least int) time.Time {
	n := (int(day) - int(c.today.Weekday()) + 7) % 7
	for n < least {
		n += 7
	}
	return c.today.AddDate(0, 0, n)
}

// monthOf returns the month that token i names, 0 for none. May, March and
// short forms must look like months.
func (c *calendar) monthOf(i int32) time.Month {
	d := c.d
	if l := d.lex(i); l.kind == lexMonth && d.tokens[i].is(capital) && !(len(d.text(i)) == 3 && d.tokens[i].is(allCaps)) {
		return time.Month(int(l.value))
	}
	return 0
}

// absolute reads a date with a month in it at token i: May 7, 7 May 2025.
func (c *calendar) absolute(i int32) (when, bool) {
	if i >= int32(len(c.d.tokens)) {
		return when{}, false
	}
	switch c.d.tokens[i].kind {
	case wordToken:
		if c.monthOf(i) > 0 {
			return c.monthDay(i)
		}
	case numberToken:
		return c.dayMonth(i)
	}
	return when{}, false
}

// monthDay reads "May 7", "May 7, 2025", "Sept. 11th" at token i.
func (c *calendar) monthDay(i int32) (when, bool) {
	d := c.d
	m := c.monthOf(i)
	if !d.near(i + 1) {
		return when{}, false
	}
	day, to, ok := c.dayNumber(i + 1)
	if !ok {
		return when{}, false
	}
	last := i + 2
	if to == 0 && d.near(last+1) && d.tokens[last].kind == dashToken && !d.tokens[last].is(afterSpace) {
		if n, _, ok := c.dayNumber(last + 1); ok {
			to = n
			last += 2
		}
	}
	year, after := c.yearAfter(last)
	return c.dated(i, after, year, m, day, to)
}

// dayMonth reads "7 May", "7th of May 2025", "7-9 May" at token i.
func (c *calendar) dayMonth(i int32) (when, bool) {
	d := c.d
	day, to, ok := c.dayNumber(i)
	j := i + 1
	if ok && d.near(j+1) && d.tokens[j].kind == dashToken && d.tokens[j+1].kind == numberToken {
		if n, _, more := c.dayNumber(j + 1); more {
			to, j = n, j+2
		}
	}
	if !ok || !d.near(j) {
		return when{}, false
	}
	if d.tokens[j].hash == hashOfWord && d.near(j+1) {
		j++
	}
	m := c.monthOf(j)
	if m == 0 {
		return when{}, false
	}
	if (m == time.May || m == time.March) && d.near(j+1) && d.tokens[j+1].kind == wordToken && d.tokens[j+1].is(capital) && d.tokens[j+1].tag == tagName && d.lex(j+1).kind == lexNone {
		return when{}, false
	}
	year, last := c.yearAfter(j + 1)
	return c.dated(i, last, year, m, day, to)
}

// dayNumber returns the day of the month in figures at token i and, of a range
// such as 7-9, its end.
func (c *calendar) dayNumber(i int32) (day, to int, ok bool) {
	if i >= int32(len(c.d.tokens)) || c.d.tokens[i].kind != numberToken {
		return 0, 0, false
	}
	v, rest, ok := parseDigits(c.d.text(i), false)
	if !ok || v < 1 || v > 31 || v != float64(int(v)) {
		return 0, 0, false
	}
	if len(rest) > 1 && rest[0] == '-' {
		w, tail, ok := parseDigits(rest[1:], false)
		if !ok || w <= v || w > 31 || tail != "" {
			return 0, 0, false
		}
		return int(v), int(w), true
	}
	switch strings.ToLower(rest) {
	case "", "st", "nd", "rd", "th":
		return int(v), 0, true
	}
	return 0, 0, false
}

// yearAfter returns the year at token i, after a comma or not, and the token
// after it; 0 and i where there is none.
func (c *calendar) yearAfter(i int32) (int, int32) {
	d := c.d
	j := i
	if d.near(j) && d.tokens[j].hash == commaSign {
		j++
	}
	if d.near(j) && j == i && d.tokens[j].hash == hashOfWord {
		j++
	}
	if !d.near(j) {
		return 0, i
	}
	if y := c.yearAt(j); y > 0 {
		return y, j + 1
	}
	return 0, i
}

// yearAt returns the year that token i is, 0 where it is none.
func (c *calendar) yearAt(i int32) int {
	s := c.d.text(i)
	if len(s) != 4 || c.d.tokens[i].kind != numberToken {
		return 0
	}
	y := 0
	for k := range 4 {
		if asciiClass[s[k]] != classDigit {
			return 0
		}
		y = 10*y + int(s[k]-'0')
	}
	if y < 1000 || y > 2199 {
		return 0
	}
	return y
}

// dated returns a date of a known day and month. Where the text names no year
// it is the one that puts it nearest to today, as the sentence's tense allows;
// a range of days resolves to its month.
func (c *calendar) dated(first, last int32, year int, m time.Month, day, to int) (when, bool) {
	if day > daysIn(year, m) {
		return unresolved(first, last)
	}
	if year == 0 {
		if year = c.yearOf(first, m, day); year == 0 {
			return unresolved(first, last)
		}
	}
	t := time.Date(year, m, day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return unresolved(first, last)
	}
	if to > 0 {
		return when{tokenSpan{first, last}, t.Format("2006-01")}, true
	}
	return c.on(first, last, t)
}

// daysIn returns how many days a month has; with year 0, at most.
func daysIn(year int, m time.Month) int {
	if year == 0 {
		year = 2000
	}
	return time.Date(year, m+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// yearOf tells the year of a day that the text names without one.
func (c *calendar) yearOf(i int32, m time.Month, day int) int {
	if !c.known {
		return 0
	}
	if y := c.d.otherYear(i, c.today.Year()); y {
		return 0
	}
	best, gap := 0, 1<<30
	for y := c.today.Year() - 1; y <= c.today.Year()+1; y++ {
		days := int(time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Sub(c.today) / (24 * time.Hour))
		switch tense := c.d.tense(i); {
		case tense == past && days > 1, tense == future && days < -1:
			continue
		}
		if days < 0 {
			days = -days
		}
		if days < gap {
			best, gap = y, days
		}
	}
	if gap > 300 {
		return 0
	}
	return best
}

// month reads a month at i, with the year or without; the date begins at first.
func (c *calendar) month(first, i int32) (when, bool) {
	d := c.d
	m := c.monthOf(i)
	if m == 0 {
		return when{}, false
	}
	if w, ok := c.monthDay(i); ok {
		w.first = first
		return w, true
	}
	if y, last := c.yearAfter(i + 1); y > 0 {
		return when{tokenSpan{first, last}, isoMonth(y, m)}, true
	}
	if first == i && !c.monthly(i, m) {
		return when{}, false
	}
	if d.near(i+1) && d.tokens[i+1].is(clitic) && first == i && !c.monthly(i, m) {
		return when{}, false
	}
	y := c.yearOfMonth(i, m)
	if y == 0 {
		return unresolved(first, i+1)
	}
	return when{tokenSpan{first, i + 1}, isoMonth(y, m)}, true
}

// monthly reports whether the month alone at token i is one, not the verb or
// the name: a word that dates take stands before it.
func (c *calendar) monthly(i int32, m time.Month) bool {
	d := c.d
	if i == 0 || !d.near(i) {
		return false
	}
	if len(d.text(i)) < 4 && m != time.May && !d.tokens[i].is(dotted) {
		return false
	}
	switch d.tokens[i-1].hash {
	case hashIn, hashSince, hashUntil, hashTill, hashBy, hashFrom, hashTo, hashDuring, hashOfWord, hashThrough, hashBefore, hashAfter, hashBetween, hashAnd, hashFor, hashEvery, hashEach:
		return m != time.May && m != time.March && m != time.April && m != time.June && m != time.August || d.tokens[i-1].hash == hashIn || d.tokens[i-1].hash == hashSince ||
			d.tokens[i-1].hash == hashUntil || d.tokens[i-1].hash == hashTill || d.tokens[i-1].hash == hashBy
	}
	return m != time.May && m != time.March && m != time.April && m != time.June && m != time.August && d.near(i+1) && d.tokens[i+1].is(clitic)
}

// yearOfMonth tells the year of a month that the text names without one.
func (c *calendar) yearOfMonth(i int32, m time.Month) int {
	if !c.known || c.d.otherYear(i, c.today.Year()) {
		return 0
	}
	n := int(m) - int(c.today.Month())
	switch c.d.tense(i) {
	case past:
		if n > 0 {
			return c.today.Year() - 1
		}
		return c.today.Year()
	case future:
		if n < 0 {
			return c.today.Year() + 1
		}
		return c.today.Year()
	}
	return 0
}

func isoMonth(year int, m time.Month) string {
	return time.Date(year, m, 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}
