package briefing

import "unicode"

// spoofed reports whether a word of s mixes Latin letters with Cyrillic or Greek
// ones that look like them, as a name does that is made to be taken for another.
func spoofed(s string) bool {
	latin, other := false, false
	for _, r := range s {
		switch {
		case r < 0x80 && asciiClass[byte(r)] != classLower && asciiClass[byte(r)] != classUpper:
			latin, other = false, false
			continue
		case r < 0x250 || unicode.Is(unicode.Latin, r):
			latin = true
		case unicode.In(r, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee):
			other = true
		}
		if latin && other {
			return true
		}
	}
	return false
}
