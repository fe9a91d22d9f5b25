package briefing_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/briefing"
)

// TestLanguages runs testdata/languages.txtar: each part is named by the
// language that the engine is to tell its text by.
func TestLanguages(t *testing.T) {
	data, err := os.ReadFile("testdata/languages.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var e briefing.Engine
	for _, f := range txtar.Parse(data).Files {
		t.Run(f.Name, func(t *testing.T) {
			b := e.Parse(briefing.Article{Text: string(f.Data)}).Brief()
			if want := strings.TrimPrefix(f.Name, "none"); b.Language != want {
				t.Errorf("told %q", b.Language)
			}
			if len(b.Sentences) == 0 || len(b.Facts) == 0 || b.Headline == "" {
				t.Errorf("%d sentences, %d facts, headline %q", len(b.Sentences), len(b.Facts), b.Headline)
			}
		})
	}
}

func TestLanguageDeclared(t *testing.T) {
	for declared, want := range map[string]string{
		"en": "en", "EN_us": "en-US", " de-ch ": "de-CH", "zh-hant-tw": "zh-Hant-TW", "und": "", "english (UK)": "", "": "", "x": "",
	} {
		var e briefing.Engine
		if got := e.Parse(briefing.Article{Language: declared, Text: "12"}).Brief().Language; got != want {
			t.Errorf("declared %q, told %q, want %q", declared, got, want)
		}
	}
}
