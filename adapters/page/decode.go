package page

import (
	"bytes"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"github.com/dateline-bot/dateline/bot"
)

// Decode returns a text file's bytes as UTF-8. What is UTF-8 comes back as it
// is, without its byte order mark; anything else as what it most likely is,
// with a note that says so: "read as Windows-1252". A file that is no text is a
// *bot.Problem.
func Decode(b []byte) (text, note string, err error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) && utf8.Valid(b):
		return string(b[3:]), "", nil
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		e := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
		return convert(b, e), "read as UTF-16", nil
	case isBinary(b):
		return "", "", notText(b)
	case utf8.Valid(b):
		return string(b), "", nil
	}
	e, name := guess(b)
	return convert(b, e), "read as " + name, nil
}

// decodeHTML returns a page as UTF-8. What the header or the page declares
// counts, but for bytes that are valid UTF-8 all through, which no other
// encoding comes to by chance.
func decodeHTML(b []byte, declared string) string {
	if utf8.Valid(b) && bytes.IndexByte(b, 0) < 0 {
		return strings.TrimPrefix(string(b), "\ufeff")
	}
	header := ""
	if declared != "" {
		header = "text/html; charset=" + declared
	}
	e, name, certain := charset.DetermineEncoding(b, header)
	if name == "utf-8" || name == "replacement" || name == "windows-1252" && !certain {
		e, _ = guess(b) // declared but not so, or not declared
	}
	return convert(b, e)
}

// guess returns what b, which is not valid UTF-8, is most likely encoded in. A
// text that is UTF-8 but for a few broken bytes is taken for that.
func guess(b []byte) (encoding.Encoding, string) {
	broken, wide, letters := 0, 0, 0
	for rest := b; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
		case n > 1:
			wide++
		case isLetter(rest[0]):
			letters++
		}
		rest = rest[n:]
	}
	if wide > 10*broken {
		return unicode.UTF8, "UTF-8 with broken characters"
	}
	sure := 60 // percent
	if broken > letters {
		sure = 10 // hardly Western, then
	}
	if found, err := chardet.NewTextDetector().DetectBest(b); err == nil && found.Confidence >= sure {
		name := strings.ToLower(strings.Replace(found.Charset, "GB-", "GB", 1))
		if e, err := htmlindex.Get(name); err == nil && name != "iso-8859-1" && !strings.HasPrefix(name, "utf") {
			return e, strings.Replace(found.Charset, "windows", "Windows", 1)
		}
	}
	return charmap.Windows1252, "Windows-1252"
}

// convert decodes b with e. What e cannot decode becomes U+FFFD.
func convert(b []byte, e encoding.Encoding) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	return strings.ToValidUTF8(strings.TrimPrefix(string(out), "\ufeff"), "\ufffd")
}

// isBinary reports whether b is no text: it begins as some other kind of file
// does, or holds more than a stray control byte.
func isBinary(b []byte) bool {
	kind, _ := mediaType(http.DetectContentType(b))
	if !strings.HasPrefix(kind, "text/") && kind != "application/octet-stream" {
		return true
	}
	nul, control := 0, 0
	for _, c := range b {
		switch {
		case c == 0:
			nul++
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\v' && c != '\f' && c != 0x1b:
			control++
		}
	}
	return 1000*nul > len(b) || 20*control > len(b)
}

func notText(b []byte) *bot.Problem {
	what := "no text"
	if kind, _ := mediaType(http.DetectContentType(b)); kind != "application/octet-stream" && !strings.HasPrefix(kind, "text/") {
		what = "no text but " + kind
	}
	return bot.Problemf(bot.Unsupported, "That file is %s. Give a text or HTML file, or save its words as one.", what)
}
