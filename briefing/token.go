package briefing

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// A kind is the class of a token.
type kind uint8

const (
	symbolToken kind = iota // anything else: $, %, +, ©, emoji
	wordToken               // a letter and what belongs to it: don't, U.S., 15-year, Jane.Doe@example.com
	numberToken             // a figure: 1,234.56, 24th, 9/11, 7:30
	markToken               // a quotation mark of any shape, an apostrophe that stands alone
	stopToken               // . ? ! … and runs of them
	commaToken              // , ; :
	dashToken               // – — -- and a hyphen that stands alone
	openToken               // ( [ {
	closeToken              // ) ] }
)

// Flags of a token.
const (
	afterSpace uint8 = 1 << iota // white space stands before it
	afterLine                    // a newline stands before it
	afterBlank                   // an empty line stands before it
	capital                      // its first letter is upper or title case
	allCaps                      // it has two letters or more and all are upper case
	lowerCase                    // its first letter is lower case
	dotted                       // a word that ends in a full stop of its own: Mr., U.S., J.
	clitic                       // a word that hangs on the one before: 's, 're, 'll, and a bare ' after s
)

// A token is a word, figure, mark or sign. Tokens never overlap, are in reading
// order and hold everything but white space.
type token struct {
	start, end int32
	hash       uint32 // of the lower-case letters, ’ as '; see hashOf
	kinds      uint32 // the kinds of word that it is of
	word       uint16 // the word's number in the lexicon; 0 where it has none
	lex        uint16 // its number among the words of figures and dates; 0 where it has none
	kind       kind
	flags      uint8
	tag        tag
	plain      bool // ASCII letters and nothing else
}

func (t *token) is(flag uint8) bool { return t.flags&flag != 0 }

// What the hashes of signs are made of; see sign.
const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

// A class tells what a byte may begin or continue.
type class uint8

const (
	classOther class = iota
	classSpace
	classLine
	classLower
	classUpper
	classDigit
	classHigh // part of a rune of several bytes
)

// asciiClass is the class of each byte.
var asciiClass = func() (t [256]class) {
	for b := range t {
		switch {
		case b == '\n' || b == '\r':
			t[b] = classLine
		case b == ' ' || b == '\t' || b == '\v' || b == '\f':
			t[b] = classSpace
		case 'a' <= b && b <= 'z':
			t[b] = classLower
		case 'A' <= b && b <= 'Z':
			t[b] = classUpper
		case '0' <= b && b <= '9':
			t[b] = classDigit
		case b >= utf8.RuneSelf:
			t[b] = classHigh
		}
	}
	return t
}()

// maxText is how much of a text is read: offsets are kept in 32 bits.
const maxText = 1<<31 - 1<<16

// scan cuts the text into tokens.
func (d *Document) scan() {
	s := d.article.Text
	if len(s) > maxText {
		s = s[:maxText]
	}
	var space uint8
	lines := 0
	for i := 0; i < len(s); {
		switch asciiClass[s[i]] {
		case classSpace:
			space |= afterSpace
			i++
			continue
		case classLine:
			if s[i] == '\n' {
				lines++
			}
			i++
			continue
		case classHigh:
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == '\u2029' || r == '\u2028' || r == '\u0085' {
				lines++
				i += n
				continue
			}
			if unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' {
				space |= afterSpace
				i += n
				continue
			}
		}
		if lines > 0 {
			space |= afterSpace | afterLine
			if lines > 1 {
				space |= afterBlank
			}
		}
		if len(d.tokens) == cap(d.tokens) { // room for the rest, if it goes on as it began
			d.tokens = slices.Grow(d.tokens, 64+int(float64(len(d.tokens))/float64(i+1)*float64(len(s)-i)))
		}
		d.tokens = append(d.tokens, token{})
		t := &d.tokens[len(d.tokens)-1]
		if !t.scanPlain(s, i) {
			*t = next(s, i)
		}
		t.flags |= space
		space, lines = 0, 0
		if i = int(t.end); i < len(s) && s[i] == ' ' { // as behind most words
			space = afterSpace
			i++
		}
	}
}

// next returns the token that begins at s[i], which is no white space.
func next(s string, i int) token {
	switch c := asciiClass[s[i]]; c {
	case classLower, classUpper:
		return scanWord(s, i)
	case classDigit:
		return scanNumber(s, i)
	case classHigh:
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case isApostrophe(r):
			if t, ok := scanClitic(s, i, n); ok {
				return t
			}
			return sign(i, i+n, r, markToken)
		case isMark(r):
			return sign(i, i+n, r, markToken)
		case r == '–' || r == '—' || r == '―' || r == '‒':
			return sign(i, i+n, '-', dashToken)
		case r == '…':
			return scanStops(s, i)
		case unspaced(r) && unicode.IsLetter(r):
			return scanUnspaced(s, i)
		case unicode.IsLetter(r):
			return scanWord(s, i)
		case unicode.IsDigit(r):
			return scanNumber(s, i)
		}
		same, k := signOf(r)
		return sign(i, i+n, same, k)
	}
	b := s[i]
	switch b {
	case '\'', '`':
		if i+1 < len(s) && s[i+1] == b && (i == 0 || asciiClass[s[i-1]] != classDigit) && !closesTwice(s, i) {
			return sign(i, i+2, '"', markToken) // '' and `` are typists' double quotes
		}
		if b == '\'' {
			if t, ok := scanClitic(s, i, 1); ok {
				return t
			}
		}
		return sign(i, i+1, rune(b), markToken)
	case '"':
		return sign(i, i+1, '"', markToken)
	case '.', '?', '!':
		return scanStops(s, i)
	case ',', ';', ':':
		return sign(i, i+1, rune(b), commaToken)
	case '-':
		j := i + 1
		for j < len(s) && s[j] == '-' {
			j++
		}
		return sign(i, j, '-', dashToken)
	case '(', '[', '{':
		return sign(i, i+1, rune(b), openToken)
	case ')', ']', '}':
		return sign(i, i+1, rune(b), closeToken)
	}
	return sign(i, i+1, rune(b), symbolToken)
}

// closesTwice reports whether the mark at s[i] is a single one before a typists'
// double one, both of which close.
func closesTwice(s string, i int) bool {
	return i > 0 && i+2 < len(s) && s[i+2] == s[i] && (i+3 == len(s) || s[i+3] != s[i]) && asciiClass[s[i-1]] != classSpace && asciiClass[s[i-1]] != classLine && s[i-1] != s[i]
}

// sign returns a token of one sign, hashed as r is.
func sign(i, j int, r rune, k kind) token {
	return token{start: int32(i), end: int32(j), hash: (hashSeed ^ uint32(r)) * hashPrime, kind: k}
}

// scanStops returns the run of full stops, question and exclamation marks that
// begins at s[i].
func scanStops(s string, i int) token {
	j := i
	for j < len(s) {
		switch {
		case s[j] == '.' || s[j] == '?' || s[j] == '!':
			j++
			continue
		case s[j] == 0xe2 && j+2 < len(s) && s[j+1] == 0x80 && s[j+2] == 0xa6: // …
			j += 3
			continue
		}
		break
	}
	r := rune(s[i])
	for k := i; k < j; k++ {
		if s[k] == '?' {
			r = '?'
		} else if s[k] == '!' && r != '?' {
			r = '!'
		}
	}
	if r == '.' && j > i+1 || r == 0xe2 {
		r = '…'
	}
	return sign(i, j, r, stopToken)
}

// isApostrophe reports whether r may be an apostrophe.
func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '＇'
}

// isMark reports whether r is a quotation mark of several bytes.
func isMark(r rune) bool {
	switch r {
	case '“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»', '‹', '›', '「', '」', '『', '』', '〝', '〞', '＂':
		return true
	}
	return false
}

// clitics are the endings that are tokens of their own, by their letters after
// the apostrophe.
func isClitic(s string) bool {
	switch s {
	case "s", "S", "d", "D", "m", "M", "re", "ve", "ll", "RE", "VE", "LL":
		return true
	}
	return false
}

// scanClitic returns the clitic at s[i], where an apostrophe of n bytes stands.
// It must hang on a word.
func scanClitic(s string, i, n int) (token, bool) {
	if i == 0 {
		return token{}, false
	}
	if !endsWord(s, i) {
		return token{}, false
	}
	j := i + n
	for j < len(s) && j < i+n+3 && (asciiClass[s[j]] == classLower || asciiClass[s[j]] == classUpper) {
		j++
	}
	if j == i+n || !isClitic(s[i+n:j]) {
		return token{}, false
	}
	if j < len(s) && asciiClass[s[j]] == classHigh {
		if r, _ := utf8.DecodeRuneInString(s[j:]); unicode.IsLetter(r) {
			return token{}, false
		}
	}
	var h wordHash
	h.add('\'')
	for k := i + n; k < j; k++ {
		h.add(s[k] | 0x20)
	}
	return token{start: int32(i), end: int32(j), hash: h.sum(), kind: wordToken, flags: clitic}, true
}

// endsWord reports whether a letter, digit or full stop stands before s[i].
func endsWord(s string, i int) bool {
	switch asciiClass[s[i-1]] {
	case classLower, classUpper, classDigit:
		return true
	case classHigh:
		r, _ := utf8.DecodeLastRuneInString(s[max(0, i-4):i])
		return unicode.IsLetter(r)
	}
	return s[i-1] == '.' || s[i-1] == '!' || s[i-1] == ')'
}
