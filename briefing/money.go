package briefing

// currencyBefore returns the currency whose sign or code stands at token i, and
// the token where its number begins; a lexeme of no kind and i
// where there is none.
func (d *Document) currencyBefore(i int32) (lexeme, int32) {
	t := &d.tokens[i]
	n := int32(len(d.tokens))
	switch t.kind {
	case symbolToken:
		if name := currencySign(t.hash); name != "" && i+1 < n {
			return lexeme{lexCurrency, 1, name}, i + 1
		}
	case wordToken:
		if i+2 < n && d.tokens[i+1].hash == dollarSign && !d.tokens[i+1].is(afterSpace) {
			if name := dollarOf(d.text(i)); name != "" {
				return lexeme{lexCurrency, 1, name}, i + 2
			}
		}
		if l, ok := d.gluedCode(i); ok {
			return l, i
		}
		if l := d.lex(i); l.kind == lexCode && (t.is(allCaps) || t.is(capital) && l.name == "INR") && i+1 < n && d.tokens[i+1].kind == numberToken {
			return l, i + 1
		}
	}
	return lexeme{}, i
}

// gluedCode returns the currency whose code begins the word at token i, which
// goes on with figures: Rs3,640, Rs.1,500, EUR48m.
func (d *Document) gluedCode(i int32) (lexeme, bool) {
	s := d.text(i)
	j := codeLength(s)
	if j == 0 {
		return lexeme{}, false
	}
	l := lexemes.items[lexemes.find(hashOf(lowered(s[:j])))]
	return l, l.kind == lexCode
}

// codeLength returns the length of the letters that s begins with, where a
// number follows them at once or after a full stop and they may be a code.
func codeLength(s string) int {
	j := 0
	for j < len(s) && j < 4 && (asciiClass[s[j]] == classUpper || asciiClass[s[j]] == classLower) {
		j++
	}
	k := j
	if k < len(s) && s[k] == '.' {
		k++
	}
	if j < 2 || j > 3 || k >= len(s) || asciiClass[s[k]] != classDigit || asciiClass[s[0]] != classUpper {
		return 0
	}
	return j
}

// gluedDigits returns the numeral in figures behind the code that the word at
// token i begins with.
func (d *Document) gluedDigits(i int32) (numeral, bool) {
	s := d.text(i)
	j := codeLength(s)
	if j == 0 {
		return numeral{}, false
	}
	if s[j] == '.' {
		j++
	}
	text := d.article.Text[int(d.tokens[i].start)+j : min(len(d.article.Text), int(d.tokens[i].start)+j+32)]
	v, rest, ok := parseDigits(text, d.commaDecimals)
	if !ok {
		return numeral{}, false
	}
	end := int(d.tokens[i].start) + j + len(text) - len(rest)
	n := numeral{first: i, last: i + 1, value: v}
	for d.near(n.last) && int(d.tokens[n.last].start) < end { // a comma ends a word: Rs.1 , 500
		n.last++
	}
	if e := int(d.tokens[n.last-1].end); e > end {
		n.tail = d.article.Text[end:e]
		if m := tailScale(n.tail); m > 1 {
			n.value, n.tail, n.scaled = n.value*m, "", true
		}
	}
	return n, true
}

// currencySign returns the ISO 4217 code for a sign, by its hash. A bare $ is
// taken for the United States', ¥ for Japan's.
func currencySign(h uint32) string {
	switch h {
	case dollarSign:
		return "USD"
	case euroSign:
		return "EUR"
	case poundSign:
		return "GBP"
	case yenSign:
		return "JPY"
	case rupeeSign:
		return "INR"
	case roubleSign:
		return "RUB"
	case wonSign:
		return "KRW"
	case hryvniaSign:
		return "UAH"
	case nairaSign:
		return "NGN"
	case shekelSign:
		return "ILS"
	}
	return ""
}

const (
	euroSign    = (hashSeed ^ '€') * hashPrime & 0xffffffff
	poundSign   = (hashSeed ^ '£') * hashPrime & 0xffffffff
	yenSign     = (hashSeed ^ '¥') * hashPrime & 0xffffffff
	rupeeSign   = (hashSeed ^ '₹') * hashPrime & 0xffffffff
	roubleSign  = (hashSeed ^ '₽') * hashPrime & 0xffffffff
	wonSign     = (hashSeed ^ '₩') * hashPrime & 0xffffffff
	hryvniaSign = (hashSeed ^ '₴') * hashPrime & 0xffffffff
	nairaSign   = (hashSeed ^ '₦') * hashPrime & 0xffffffff
	shekelSign  = (hashSeed ^ '₪') * hashPrime & 0xffffffff
)

// dollarOf returns the code of the dollar that w stands before: US$, A$.
func dollarOf(w string) string {
	switch w {
	case "US", "U.S.":
		return "USD"
	case "A", "AU":
		return "AUD"
	case "C", "CA", "Can":
		return "CAD"
	case "NZ":
		return "NZD"
	case "HK":
		return "HKD"
	case "S":
		return "SGD"
	case "NT":
		return "TWD"
	case "R":
		return "BRL"
	}
	return ""
}

// pay sets a sum of money whose currency stood before its number.
func (d *Document) pay(f *Figure, n *numeral, span *tokenSpan, c lexeme) {
	f.Kind, f.Unit = Money, c.name
	switch n.tail {
	case "m", "M":
		f.Value *= 1e6
		f.Max *= 1e6
	case "-million":
		f.Value *= 1e6
	case "-billion":
		f.Value *= 1e9
	case "-trillion":
		f.Value *= 1e12
	}
	if n.tail == "" && d.near(span.last) { // $5-million as two tokens has been read; $5 million dollars
		if l := d.lex(span.last); l.kind == lexCurrency && l.value == 1 && l.name == c.name {
			span.last++
		}
	}
	d.payTo(f, n, span, c)
}

// payTo reads the upper end of a range of money: $5 million to $10 million,
// between $5 and $10, $5-$10 million.
func (d *Document) payTo(f *Figure, n *numeral, span *tokenSpan, c lexeme) {
	i := span.last
	if n.pair || f.Max > 0 || !d.near(i) || !d.near(i+1) {
		return
	}
	dash := d.tokens[i].kind == dashToken
	h := d.tokens[i].hash
	if !dash && h != hashTo && !(h == hashAnd && d.between(span.first)) {
		return
	}
	at := i + 1
	if m, k := d.currencyBefore(at); m.kind != lexNone && m.name == c.name {
		at = k
	} else if !dash && !d.between(span.first) {
		return
	}
	m, ok := d.numeralAt(at)
	if !ok || m.ordinal || m.pair || m.many {
		return
	}
	if m.tail == "m" {
		m.value *= 1e6
		m.tail, m.scaled = "", true
	}
	if m.tail != "" {
		return
	}
	if m.scaled && !n.scaled && f.Value < 1e4 {
		s := d.scaleOf(&m)
		if s == 1 && m.value >= 1e6 {
			s = 1e6
		}
		f.Value *= s
	}
	if m.value <= f.Value || h == hashTo && (m.value > 4*f.Value || d.fromBefore(span.first)) {
		return
	}
	f.Max, span.last = m.value, m.last
}

// fromBefore reports whether "from" stands before token i: what goes from one
// sum to another is no range.
func (d *Document) fromBefore(i int32) bool { return i > 0 && d.tokens[i-1].hash == hashFrom }

// paid reads a currency's name after a number: 5 million euros, 40 cents.
func (d *Document) paid(f *Figure, span *tokenSpan) bool {
	i := span.last
	if !d.near(i) {
		return false
	}
	name := ""
	if d.tokens[i].kind == symbolToken { // 5 €
		name = currencySign(d.tokens[i].hash)
		if name == "" || i+1 < int32(len(d.tokens)) && d.tokens[i+1].kind == numberToken && !d.tokens[i+1].is(afterSpace) {
			return false
		}
		f.Kind, f.Unit, span.last = Money, name, i+1
		return true
	}
	// American dollars, Hong Kong dollars
	for k := range int32(3) {
		if !d.near(i + k) {
			return false
		}
		l := d.lex(i + k)
		if l.kind == lexCurrency || l.kind == lexCode && d.tokens[i+k].is(allCaps) {
			name = l.name
			if k > 0 {
				name = dollarNamed(d.article.Text[d.tokens[i].start:d.tokens[i+k-1].end], name)
			}
			if name == "GBP" && k == 0 && d.weighs(span.first) {
				f.Kind, f.Unit, span.last = Measure, "pounds", i+1
				return true
			}
			f.Kind, f.Unit, span.last = Money, name, i+k+1
			f.Value *= l.value
			f.Max *= l.value
			return name != ""
		}
		if !d.tokens[i+k].is(capital) {
			return false
		}
	}
	return false
}

// dollarNamed returns the code of a currency with a country's name before it.
func dollarNamed(country, code string) string {
	switch country + " " + code {
	case "US USD", "U.S. USD", "American USD":
		return "USD"
	case "Canadian USD":
		return "CAD"
	case "Australian USD":
		return "AUD"
	case "Hong Kong USD":
		return "HKD"
	case "Singapore USD", "Singaporean USD":
		return "SGD"
	case "New Zealand USD":
		return "NZD"
	case "Taiwan USD":
		return "TWD"
	case "Pakistani INR", "Pakistan INR":
		return "PKR"
	case "Sri Lankan INR":
		return "LKR"
	case "Egyptian GBP":
		return "EGP"
	case "Indian INR", "British GBP", "Russian RUB", "Swiss CHF", "Chinese CNY", "Japanese JPY", "Mexican MXN", "Turkish TRY":
		return code
	}
	return ""
}

// weighs reports whether the words before token i speak of weight.
func (d *Document) weighs(i int32) bool {
	for k := i - 1; k >= 0 && k > i-6; k-- {
		if d.tokens[k].kind == commaToken || d.tokens[k].hash == hashAnd {
			return false
		}
		switch d.tokens[k].hash {
		case hashWeigh, hashWeighs, hashWeighed, hashWeighing, hashWeight:
			return true
		}
	}
	return false
}

var (
	hashWeigh    = hashOf("weigh")
	hashWeighs   = hashOf("weighs")
	hashWeighed  = hashOf("weighed")
	hashWeighing = hashOf("weighing")
	hashWeight   = hashOf("weight")
)
