package briefing

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sampled is how many words the language is told from.
const sampled = 300

// tell tells the language, once the words are looked up: the one that the
// article declares or else the one whose script and commonest words it has.
func (d *Document) tell() {
	if tag, ok := canonicalTag(d.article.Language); ok {
		d.lang = tag
		return
	}
	d.lang = d.byScript()
	if d.lang == "" {
		d.lang = d.byWords()
	}
}

// language returns the article's language as a BCP 47 tag, "" where it cannot
// be told.
func (d *Document) language() string { return d.lang }

// canonicalTag returns tag in the form of RFC 5646 section 2.1.1, and reports
// whether it has the form of one.
func canonicalTag(tag string) (string, bool) {
	tag = strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")
	if len(tag) < 2 || len(tag) > 35 {
		return "", false
	}
	parts := strings.Split(tag, "-")
	for i, p := range parts {
		if len(p) < 1 || len(p) > 8 || i == 0 && (len(p) < 2 || len(p) > 3) {
			return "", false
		}
		for k := range len(p) {
			if c := asciiClass[p[k]]; c != classLower && c != classUpper && (c != classDigit || i == 0) {
				return "", false
			}
		}
		p = strings.ToLower(p)
		switch {
		case i == 0:
		case len(p) == 2:
			p = strings.ToUpper(p)
		case len(p) == 4 && asciiClass[p[0]] != classDigit:
			p = strings.ToUpper(p[:1]) + p[1:]
		}
		parts[i] = p
	}
	if parts[0] == "und" {
		return "", false
	}
	return strings.Join(parts, "-"), true
}

// baseLanguage returns the language of a BCP 47 tag without script and region.
func baseLanguage(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return base
}

// byScript tells languages that have a script to themselves, and those that
// have letters to themselves; "" for what is written in Latin letters.
func (d *Document) byScript() string {
	var latin, cyrillic, arabic, han, kana, letters int
	var marks [5]int // ukrainian, bulgarian, serbian, persian, urdu
	others := map[string]int{}
	words, russian := 0, 0
	for i := range d.tokens {
		t := &d.tokens[i]
		if t.kind != wordToken && t.kind != symbolToken {
			continue
		}
		if words++; words > sampled {
			break
		}
		if t.plain {
			latin += int(t.end - t.start)
			letters += int(t.end - t.start)
			continue
		}
		s := d.text(int32(i))
		if asciiClass[s[0]] != classHigh {
			if t.kind == wordToken {
				latin += len(s)
				letters += len(s)
			}
			continue
		}
		if len(s) > 400 {
			s = s[:400]
		}
		for _, r := range s {
			if r < utf8.RuneSelf || r == utf8.RuneError || !unicode.IsLetter(r) {
				continue
			}
			letters++
			switch {
			case r < 0x370 || r >= 0x1e00 && r < 0x1f00:
				latin++
			case r >= 0x400 && r < 0x530:
				cyrillic++
				switch r {
				case 'і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є':
					marks[0]++
				case 'ъ', 'щ':
					marks[1]++
				case 'ј', 'љ', 'њ', 'ћ', 'ђ', 'џ':
					marks[2]++
				case 'ы', 'э', 'ё':
					russian++
				}
			case r >= 0x600 && r < 0x780:
				arabic++
				switch r {
				case 'پ', 'چ', 'گ', 'ژ':
					marks[3]++
				case 'ٹ', 'ڈ', 'ڑ', 'ے', 'ں':
					marks[4]++
				}
			case r >= 0x3040 && r < 0x3100:
				kana++
			case r >= 0x3400 && r < 0xa000:
				han++
			default:
				others[scriptLanguage(r)]++
			}
		}
	}
	most := letters/2 + 1
	switch {
	case letters == 0 || latin >= most:
		return ""
	case kana > 0 && kana+han >= most:
		return "ja"
	case han >= most:
		return "zh"
	case cyrillic >= most:
		switch {
		case marks[0] > russian:
			return "uk"
		case marks[2] > 0 && russian == 0:
			return "sr"
		case marks[1] > 0 && russian == 0:
			return "bg"
		}
		return "ru"
	case arabic >= most:
		switch {
		case marks[4]*20 > arabic:
			return "ur"
		case marks[3]*50 > arabic:
			return "fa"
		}
		return "ar"
	}
	for lang, n := range others {
		if n >= most {
			return lang
		}
	}
	return ""
}

// scriptLanguage returns the language that has r's script to itself, or the
// most of its readers.
func scriptLanguage(r rune) string {
	switch {
	case r >= 0x370 && r < 0x400 || r >= 0x1f00 && r < 0x2000:
		return "el"
	case r >= 0x530 && r < 0x590:
		return "hy"
	case r >= 0x590 && r < 0x600:
		return "he"
	case r >= 0x900 && r < 0x980:
		return "hi"
	case r >= 0x980 && r < 0xa00:
		return "bn"
	case r >= 0xa00 && r < 0xa80:
		return "pa"
	case r >= 0xa80 && r < 0xb00:
		return "gu"
	case r >= 0xb80 && r < 0xc00:
		return "ta"
	case r >= 0xc00 && r < 0xc80:
		return "te"
	case r >= 0xc80 && r < 0xd00:
		return "kn"
	case r >= 0xd00 && r < 0xd80:
		return "ml"
	case r >= 0xe00 && r < 0xe80:
		return "th"
	case r >= 0x10a0 && r < 0x1100:
		return "ka"
	case r >= 0xac00 && r < 0xd7b0 || r >= 0x1100 && r < 0x1200:
		return "ko"
	}
	return ""
}

// byWords tells languages in Latin letters by their commonest words: the one
// with the most of them, if it has clearly more than the next.
func (d *Document) byWords() string {
	words := min(d.length, sampled+1)
	best, second, most := 0, 0, d.common.of(0)
	for i := 1; i < len(commonWords.names); i++ {
		switch hits := d.common.of(i); {
		case hits > most:
			best, second, most = i, most, hits
		case hits > second:
			second = hits
		}
	}
	if most < 2 && words > 3 || most*20 < words || most == second || words < 25 && most < second+2 {
		return ""
	}
	return commonWords.names[best]
}

// counters counts in how many sets each of 32 things is, up to 511: bit i of the
// k-th number is the k-th binary digit of the count of thing i. So all are counted
// at once and without a branch.
type counters [9]uint32

// add counts the things of set.
func (c *counters) add(set uint32) {
	for k := range c {
		c[k], set = c[k]^set, c[k]&set
	}
}

// of returns the count of thing i.
func (c *counters) of(i int) (n int) {
	for k, digits := range c {
		n |= int(digits>>i&1) << k
	}
	return n
}
