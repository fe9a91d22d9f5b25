package briefing

import (
	"unicode"
	"unicode/utf8"
)

// scanPlain makes t the word that begins at s[i] if that is ASCII letters with
// a blank, a comma or the stop of a sentence behind them, as most words are.
func (t *token) scanPlain(s string, i int) bool {
	var h wordHash
	anySmall, j := false, i
	for {
		if j+8 > len(s) {
			return false
		}
		letters, n, small := lettersIn(eightBytes(s, j))
		if n == 0 {
			break
		}
		h.addBlock(letters)
		anySmall = anySmall || small
		if j += n; n < 8 {
			break
		}
	}
	hash := h.sum()
	n := j - i
	if n == 0 || s[j] != ' ' && !endsPlain(s, j, n, hash) {
		return false
	}
	t.start, t.end, t.hash, t.kind, t.plain = int32(i), int32(j), hash, wordToken, true
	switch {
	case s[i]&0x20 != 0:
		t.flags = lowerCase
	case !anySmall && n > 1:
		t.flags = capital | allCaps
	default:
		t.flags = capital
	}
	return true
}

// endsPlain reports whether the n letters before s[j], hashed as h, are a word by
// themselves: a sign behind them is no part of it.
func endsPlain(s string, j, n int, h uint32) bool {
	switch s[j] {
	case ',', '\n', ';', '?', '!', '"', ')':
		return true
	case '.':
		return n > 1 && (j+1 == len(s) || s[j+1] == ' ' || s[j+1] == '\n') && (n > maxAbbreviation || abbreviations.at(h) == noAbbreviation)
	}
	return false
}

// scanWord returns the word that begins at s[i]. Apostrophes, hyphens, full
// stops, @ and & inside it are part of it; so are the clitics n't and the full
// stop of an abbreviation. Other clitics are tokens of their own.
func scanWord(s string, i int) token {
	t := token{start: int32(i), kind: wordToken}
	var h wordHash
	upper, lower, dots := 0, 0, 0
	cased := true
	j := i
	for j < len(s) {
		b := s[j]
		switch asciiClass[b] {
		case classLower:
			lower++
			h.add(b)
			j++
			continue
		case classUpper:
			if j == i {
				t.flags |= capital
			}
			upper++
			h.add(b | 0x20)
			j++
			continue
		case classDigit:
			h.add(b)
			j++
			continue
		case classHigh:
			r, n := utf8.DecodeRuneInString(s[j:])
			if isApostrophe(r) {
				if k := inner(s, j, n); k > 0 {
					h.add('\'')
					j = k
					continue
				}
				break
			}
			if r == '‐' || r == '‑' {
				if k := joined(s, j, n); k > 0 {
					h.add('-')
					j = k
					continue
				}
				break
			}
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) || j > i && unspaced(r) {
				break
			}
			if j == i {
				cased = unicode.IsLower(r) || unicode.IsUpper(r)
			}
			if j == i && unicode.IsUpper(r) {
				t.flags |= capital
			}
			if l := unicode.ToLower(r); l != r {
				upper++
				r = l
			} else {
				lower++
			}
			h.addRune(r)
			j += n
			continue
		}
		var k int
		switch b {
		case '\'':
			k = inner(s, j, 1)
		case '-', '&', '_', '/':
			k = joined(s, j, 1)
			if b == '/' && k > 0 && !inAddress(s[i:j]) {
				k = 0
			}
		case '.', '@':
			if k = joined(s, j, 1); k > 0 {
				if b == '.' && runsOn(s, i, j) {
					k = 0
				} else {
					dots++
				}
			}
		case ':':
			if j+2 < len(s) && s[j+1] == '/' && s[j+2] == '/' {
				return scanAddress(s, i)
			}
		}
		if k == 0 {
			break
		}
		h.add(b)
		j = k
	}
	if j < len(s) && s[j] == '.' && (j+1 >= len(s) || s[j+1] != '.') && ownsStop(s[i:j], h.sum(), dots, upper, lower) {
		j++
		t.flags |= dotted
	}
	if j == i { // a letter that no rule takes
		_, n := utf8.DecodeRuneInString(s[i:])
		j += n
	}
	switch {
	case upper > 1 && lower == 0:
		t.flags |= allCaps
	case t.flags&capital == 0 && cased:
		t.flags |= lowerCase
	}
	t.end, t.hash = int32(j), h.sum()
	return t
}

// inner returns where the word that has an apostrophe of n bytes at s[j] goes
// on, or 0 where the apostrophe is not inside a word or begins a clitic.
func inner(s string, j, n int) int {
	k := j + n
	e := k
	for e < len(s) && e < k+3 && (asciiClass[s[e]] == classLower || asciiClass[s[e]] == classUpper) {
		e++
	}
	if e == k {
		if k < len(s) && asciiClass[s[k]] == classHigh {
			if r, _ := utf8.DecodeRuneInString(s[k:]); unicode.IsLetter(r) {
				return k
			}
		}
		return 0
	}
	if isClitic(s[k:e]) {
		return 0
	}
	return k
}

// joined returns where the word that has a sign of n bytes at s[j] goes on, or
// 0 where no letter or digit follows.
func joined(s string, j, n int) int {
	k := j + n
	if k >= len(s) {
		return 0
	}
	switch asciiClass[s[k]] {
	case classLower, classUpper, classDigit:
		return k
	case classHigh:
		if r, _ := utf8.DecodeRuneInString(s[k:]); unicode.IsLetter(r) {
			return k
		}
	}
	return 0
}

// runsOn reports whether the full stop at s[j] ends a sentence although no
// blank follows: two words of lower-case letters, the second with a capital.
func runsOn(s string, i, j int) bool {
	for k := j + 1; k < len(s) && k < j+32; k++ { // Jane.Doe@example.com
		if s[k] == '@' {
			return false
		}
		if asciiClass[s[k]] == classSpace || asciiClass[s[k]] == classLine {
			break
		}
	}
	if j-i < 2 || asciiClass[s[j-1]] != classLower || asciiClass[s[j-2]] != classLower {
		return false
	}
	return j+2 < len(s) && asciiClass[s[j+1]] == classUpper && (asciiClass[s[j+2]] == classLower || asciiClass[s[j+2]] == classSpace)
}

// inAddress reports whether a word so far is a host, so that a slash goes on
// with its path.
func inAddress(s string) bool {
	return len(s) > 4 && (s[:4] == "www." || s[len(s)-4:] == ".com" || s[len(s)-4:] == ".org")
}

// scanAddress returns the URL that begins at s[i].
func scanAddress(s string, i int) token {
	j := i
	for j < len(s) && s[j] > ' ' && s[j] < utf8.RuneSelf && s[j] != '"' && s[j] != '<' && s[j] != '>' {
		j++
	}
	for j > i+1 {
		switch s[j-1] {
		case '.', ',', ';', ':', '?', '!', ')', ']', '\'':
			j--
			continue
		}
		break
	}
	var h wordHash
	for k := i; k < j; k++ {
		h.add(s[k])
	}
	return token{start: int32(i), end: int32(j), hash: h.sum(), kind: wordToken, flags: lowerCase}
}

// ownsStop reports whether the full stop after the letters w, hashed as h,
// belongs to them: an
// initial, letters with stops between them, an abbreviation.
func ownsStop(w string, h uint32, dots, upper, lower int) bool {
	switch {
	case len(w) == 1:
		return asciiClass[w[0]] == classUpper || asciiClass[w[0]] == classLower
	case dots > 0:
		return dots >= len(w)/2 && upper+lower == len(w)-dots // U.S, a.m, i.v
	case len(w) > maxAbbreviation:
		return false
	}
	return abbreviations.at(h) != noAbbreviation
}

// scanNumber returns the figure that begins at s[i]: digits with commas, stops,
// colons and slashes between digits, and the letters that hang on it (24th,
// 1980s, 4x4, 7am).
func scanNumber(s string, i int) token {
	var h wordHash
	j := i
	letters := 0
	for j < len(s) {
		b := s[j]
		switch asciiClass[b] {
		case classDigit:
			h.add(b)
			j++
			continue
		case classLower, classUpper:
			letters++
			h.add(b | 0x20)
			j++
			continue
		case classHigh:
			r, n := utf8.DecodeRuneInString(s[j:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			h.addRune(r)
			j += n
			continue
		}
		if j+1 < len(s) && (b == '.' || b == ',' || b == ':' || b == '/') && asciiClass[s[j+1]] == classDigit ||
			b == '-' && joined(s, j, 1) > 0 {
			h.add(b)
			j++
			continue
		}
		break
	}
	if j == i {
		_, n := utf8.DecodeRuneInString(s[i:])
		j += n
	}
	return token{start: int32(i), end: int32(j), hash: h.sum(), kind: numberToken}
}

// lowered returns w in lower case; w is ASCII or is returned as it is.
func lowered(w string) string {
	for i := 0; i < len(w); i++ {
		if asciiClass[w[i]] == classUpper {
			var b [8]byte
			if len(w) > len(b) {
				return w
			}
			n := copy(b[:], w)
			for k := range n {
				if asciiClass[b[k]] == classUpper {
					b[k] |= 0x20
				}
			}
			return string(b[:n])
		}
	}
	return w
}
