package briefing

import (
	"strconv"
	"strings"
	"time"
)

// fromNumber reads the dates that begin with figures: 7 May, 2025, 2025-05-09,
// the 1980s, 4am on Wednesday, 10 days ago.
func (c *calendar) fromNumber(i int32) (when, bool) {
	d := c.d
	s := d.text(i)
	if w, ok := c.numeric(i, s); ok {
		return w, true
	}
	if !d.english {
		return c.foreign(i)
	}
	if w, ok := c.dayMonth(i); ok {
		return w, true
	}
	if last, ok := c.clock(i); ok {
		return c.clockOn(i, last)
	}
	if w, ok := c.ago(i); ok {
		return w, true
	}
	if y := c.yearAt(i); y > 0 {
		if c.fiscal(i) {
			return unresolved(i, i+1)
		}
		if c.isYear(i, y) {
			return when{tokenSpan{i, i + 1}, s}, true
		}
		return when{}, false
	}
	return c.decade(i, s)
}

// numeric reads dates in figures alone. Where day and month could be either way
// round the date stays unresolved.
func (c *calendar) numeric(i int32, s string) (when, bool) {
	if len(s) < 8 || len(s) > 10 {
		return when{}, false
	}
	sep := byte('/')
	switch {
	case strings.Count(s, "-") == 2:
		sep = '-'
	case strings.Count(s, ".") == 2:
		sep = '.'
	case strings.Count(s, "/") != 2:
		return when{}, false
	}
	var p [3]int
	for k, part := range strings.Split(s, string(rune(sep))) {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || len(part) == 3 {
			return when{}, false
		}
		p[k] = n
	}
	y, m, day := p[2], p[1], p[0]
	switch {
	case p[0] > 999 && sep != '.':
		y, day = p[0], p[2]
	case y < 1000 || sep == '-':
		return when{}, false
	case sep == '/' && p[0] <= 12 && p[1] <= 12 && p[0] != p[1]:
		return unresolved(i, i+1)
	case sep == '/' && p[1] > 12:
		m, day = p[0], p[1]
	}
	if m < 1 || m > 12 || day < 1 || day > daysIn(y, time.Month(m)) || y > 2199 {
		return when{}, false
	}
	return c.on(i, i+1, time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC))
}

// clock returns the token after a time of day at token i: 7:30, 4am, 4 p.m.
func (c *calendar) clock(i int32) (int32, bool) {
	d := c.d
	s := d.text(i)
	_, rest, ok := parseDigits(s, false)
	h, m, colon := strings.Cut(s, ":")
	if colon && len(h) <= 2 && len(m) >= 2 && asciiClass[m[0]] == classDigit && asciiClass[m[1]] == classDigit {
		rest = strings.ToLower(m[2:])
		if rest == "" && d.near(i+1) && isHalfDay(d.text(i+1)) {
			return i + 2, true
		}
		return i + 1, rest == "" || rest == "am" || rest == "pm"
	}
	if !ok || len(h) > 5 {
		return i, false
	}
	switch strings.ToLower(rest) {
	case "am", "pm":
		return i + 1, true
	case "":
		if d.near(i+1) && isHalfDay(d.text(i+1)) {
			return i + 2, true
		}
	}
	return i, false
}

// isHalfDay reports whether s is a.m. or p.m. in any of its forms.
func isHalfDay(s string) bool {
	switch s {
	case "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "AM", "PM", "A.M.", "P.M.":
		return true
	}
	return false
}

// clockOn reads the day after a time of day; the time alone names no date, and
// is passed over as hidden.
func (c *calendar) clockOn(first, last int32) (when, bool) {
	d := c.d
	hidden := when{tokenSpan{first, last}, ""}
	j := last
	for k := 0; k < 3 && d.near(j) && d.tokens[j].kind == wordToken && (d.tokens[j].is(allCaps) || d.tokens[j].hash == hashLocal || d.tokens[j].hash == hashTime); k++ {
		j++ // local time, GMT
	}
	if d.near(j) && (d.tokens[j].hash == hashOn || d.tokens[j].hash == commaSign) {
		j++
	}
	if !d.near(j) {
		c.hidden = true
		return hidden, true
	}
	var w when
	ok := false
	switch l := d.lex(j); l.kind {
	case lexWeekday:
		w, ok = c.weekday(first, j, l)
	case lexDay:
		w, ok = c.day(j, int(l.value))
	default:
		w, ok = c.absolute(j)
	}
	if !ok {
		c.hidden = true
		return hidden, true
	}
	w.first = first
	return w, true
}

// fiscal reports whether the year at token i is one of books, which begins when its
// owner says: fiscal 2025, financial year 2025.
func (c *calendar) fiscal(i int32) bool {
	d := c.d
	k := i - 1
	if k > 0 && d.tokens[k].hash == hashYear {
		k--
	}
	return k >= 0 && fiscalWords.at(d.tokens[k].hash)
}

// isYear reports whether the four figures at token i are a year.
func (c *calendar) isYear(i int32, y int) bool {
	d := c.d
	if i > 0 && d.near(i) {
		if k := d.tokens[i-1].kind; k == symbolToken && !d.tokens[i].is(afterSpace) {
			return false
		}
		switch h := d.tokens[i-1].hash; h {
		case hashIn, hashSince, hashUntil, hashTill, hashBy, hashDuring, hashBefore, hashAfter, hashYear:
			return !d.countsSomething(i)
		}
		if d.joinedBefore(i) && d.tokens[i-1].kind != dashToken {
			return false
		}
	}
	if y < 1900 || y >= 2100 {
		return false
	}
	if i+1 < int32(len(d.tokens)) {
		switch t := &d.tokens[i+1]; {
		case t.hash == percentSign, t.kind == wordToken && !t.is(afterSpace) && !t.is(clitic):
			return false
		case d.near(i+1) && (d.lex(i+1).kind == lexMeasure || d.lex(i+1).kind == lexCurrency || d.lex(i+1).kind == lexScale || d.lex(i+1).kind == lexPercent || d.lex(i+1).kind == lexPeriod):
			return false
		}
	}
	if _, b := d.boundBefore(i); b != Exact {
		return false
	}
	if c := d.lex(i - 1); c.kind == lexCode {
		return false
	}
	return !d.countsSomething(i)
}

// countsSomething reports whether a plural follows the number at i: 2000 people.
func (d *Document) countsSomething(i int32) bool {
	last, unit := d.counted(i + 1)
	return unit != "" && d.plural(last-1) && last == i+2
}

// decade reads the 1980s and '80s, and passes over years such as 2016-17.
func (c *calendar) decade(i int32, s string) (when, bool) {
	d := c.d
	switch {
	case len(s) == 5 && s[4] == 's' && s[3] == '0' && (s[0] == '1' || s[0] == '2'):
	case len(s) == 3 && s[2] == 's' && s[1] == '0':
		if i == 0 || d.tokens[i-1].tag == tagPoss || d.tokens[i-1].tag == tagAdj || d.tokens[i-1].kind == symbolToken {
			return when{}, false
		}
	case len(s) == 7 && s[4] == '-' || len(s) == 9 && s[4] == '-':
		y, err := strconv.Atoi(s[:4])
		z, errZ := strconv.Atoi(s[5:])
		if err != nil || errZ != nil || y < 1800 || y > 2199 || z != (y+1)%100 && z != y+1 && len(s) == 7 {
			return when{}, false
		}
	default:
		return when{}, false
	}
	return unresolved(i, i+1)
}

// foreign reads dates in languages other than English: 9. Mai 2025, 9 de mayo
// de 2025. Without a year they stay unresolved.
func (c *calendar) foreign(i int32) (when, bool) {
	d := c.d
	day, _, ok := c.dayNumber(i)
	if !ok {
		if y := c.yearAt(i); y >= 1900 && y < 2100 && i > 0 && d.near(i) {
			if yearWords.at(d.tokens[i-1].hash) {
				return when{tokenSpan{i, i + 1}, d.text(i)}, true
			}
		}
		return when{}, false
	}
	j := i + 1
	for d.near(j) && j < i+3 && (d.tokens[j].hash == stopSign || d.tokens[j].hash == hashDe) {
		j++
	}
	if !d.near(j) {
		return when{}, false
	}
	m := foreignMonths[d.tokens[j].hash]
	if m == 0 {
		return when{}, false
	}
	last := j + 1
	if d.near(last) && (d.tokens[last].hash == hashDe || d.tokens[last].hash == hashDel) {
		last++
	}
	if d.near(last) {
		if y := c.yearAt(last); y > 0 {
			return c.dated(i, last+1, y, m, day, 0)
		}
	}
	return unresolved(i, j+1)
}

// foreignMonths are the months of the languages that a day in figures goes
// before.
var foreignMonths = func() map[uint32]time.Month {
	m := map[uint32]time.Month{}
	for _, year := range []string{
		"januar februar märz april mai juni juli august september oktober november dezember",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"januari februari maart april mei juni juli augustus september oktober november december",
		"januari februari mars april maj juni juli augusti september oktober november december",
		"januar februar marts april maj juni juli august september oktober november december",
		"januar februar mars april mai juni juli august september oktober november desember",
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
		"ledna února března dubna května června července srpna září října listopadu prosince",
		"ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
		"januari februari maret april mei juni juli agustus september oktober november desember",
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
		"जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
		"tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
	} {
		for i, w := range strings.Fields(year) {
			m[hashWord(w)] = time.Month(i + 1)
		}
	}
	return m
}()

// beforeMonth reports whether the stop at token i makes an ordinal of the day
// before it, as other languages than English write: 6. März.
func (d *Document) beforeMonth(i int32) bool {
	if d.lang == "" || baseLanguage(d.lang) == "en" || d.tokens[i-1].kind != numberToken || d.tokens[i-1].end-d.tokens[i-1].start > 2 {
		return false
	}
	return i+1 < int32(len(d.tokens)) && foreignMonths[d.tokens[i+1].hash] != 0
}

// hashWord returns the hash that a token with the letters w, in lower case, has.
func hashWord(w string) uint32 { return scanWord(w, 0).hash }

var (
	yearWords   = wordsOf("in", "en", "im", "seit", "jahr", "depuis", "desde", "nel", "dal", "anno", "em", "em", "roku", "sedan", "siden", "sinds", "vuonna", "году", "tahun")
	fiscalWords = wordsOf("fiscal", "financial", "budget", "fy")
	hashDe      = hashOf("de")
	hashDel     = hashOf("del")
	hashYear    = hashOf("year")
	hashLocal   = hashOf("local")
	hashTime    = hashOf("time")
)
