package page_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/dateline-bot/dateline/adapters/page"
	"github.com/dateline-bot/dateline/bot"
)

func TestDecode(t *testing.T) {
	const english = "“We waited,” said Zoë Grün at the café – for €5."
	const russian = "Мост закроют в пятницу на одиннадцать месяцев, сообщил городской совет. Ремонт обойдётся дороже, чем ожидали."
	const japaneseText = "市議会は月曜日の夜、港の橋を金曜日から十一か月閉鎖することを決めた。修理には四千八百万ユーロかかる。"
	const chinese = "市议会周一晚投票决定，从周五起关闭港口大桥十一个月。检查人员在六十四根吊杆中的十九根上发现了裂缝。"
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()
	utf16be := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()
	must := func(s string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, c := range []struct{ name, in, text, note string }{
		{"UTF-8", english, english, ""},
		{"UTF-8, odd blanks kept", " a\r\n\tb \n", " a\r\n\tb \n", ""},
		{"byte order mark", "\xef\xbb\xbf" + english, english, ""},
		{"UTF-16 LE", must(utf16le.String(english)), english, "read as UTF-16"},
		{"UTF-16 BE", must(utf16be.String(english)), english, "read as UTF-16"},
		{"Windows-1252", must(charmap.Windows1252.NewEncoder().String(english)), english, "read as Windows-1252"},
		{"Windows-1251", must(charmap.Windows1251.NewEncoder().String(russian)), russian, "read as Windows-1251"},
		{"Shift JIS", must(japanese.ShiftJIS.NewEncoder().String(japaneseText)), japaneseText, "read as Shift_JIS"},
		{"GB 18030", must(simplifiedchinese.GB18030.NewEncoder().String(chinese)), chinese, "read as GB18030"},
		{"UTF-8 with one broken byte", strings.Repeat("né à Ölberg ", 9) + "\xff", strings.Repeat("né à Ölberg ", 9) + "\ufffd", "read as UTF-8 with broken characters"},
		{"empty", "", "", ""},
	} {
		text, note, err := page.Decode([]byte(c.in))
		if text != c.text || note != c.note || err != nil {
			t.Errorf("%s: %q, %q, %v; want %q, %q", c.name, text, note, err, c.text, c.note)
		}
	}
	for name, in := range map[string]string{
		"PDF": "%PDF-1.7\n1 0 obj", "PNG": "\x89PNG\r\n\x1a\n\x00\x00", "ZIP": "PK\x03\x04rest", "program": "\x7fELF\x02\x01\x01" + strings.Repeat("\x00\x10", 99), "noise": strings.Repeat("\x01\x02\x93", 40),
	} {
		if _, _, err := page.Decode([]byte(in)); bot.AsProblem(err) == nil || bot.AsProblem(err).Kind != bot.Unsupported {
			t.Errorf("%s: %v, want %s", name, err, bot.Unsupported)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"plain", "\xff\xfeA\x00", "\xfe\xff\xd8\x00", "caf\xe9", "\x83\x65\x83\x58\x83\x67", "\x1b$B", "%PDF-", "+ADw-script+AD4-"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		text, note, err := page.Decode(b)
		switch {
		case err != nil && bot.AsProblem(err).Kind != bot.Unsupported:
			t.Errorf("%v: want %s", err, bot.Unsupported)
		case !utf8.ValidString(text):
			t.Errorf("%q is no UTF-8", text)
		case err == nil && note == "" && text != strings.TrimPrefix(string(b), "\ufeff"):
			t.Errorf("%q came out as %q without a note", b, text)
		}
	})
}
