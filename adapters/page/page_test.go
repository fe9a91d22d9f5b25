package page_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/adapters/page"
	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

var update = flag.Bool("update", false, "write what was read into testdata/pages")

// TestPages reads the pages of testdata/pages: an address, its HTML, and the
// article or the problem that comes of it.
func TestPages(t *testing.T) {
	files, _ := filepath.Glob("testdata/pages/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			part := make(map[string]string)
			for _, f := range ar.Files {
				part[f.Name] = string(f.Data)
			}
			got := show(page.New(nil).Parse(strings.TrimSpace(part["url"]), part["html"]))
			if *update {
				ar.Files = append(ar.Files[:2], txtar.File{Name: "read", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != part["read"] {
				t.Errorf("read\n%s\nwant\n%s", got, part["read"])
			}
		})
	}
}

// show writes what Parse returned as the cases have it.
func show(a briefing.Article, err error) string {
	var b strings.Builder
	var p *bot.Problem
	switch {
	case errors.As(err, &p):
		fmt.Fprintf(&b, "problem: %s\nmessage: %s\nurl: %s\n\n%s", p.Kind, p.Message, p.URL, p.Text)
	case err != nil:
		return err.Error()
	default:
		published := ""
		if !a.Published.IsZero() {
			published = a.Published.Format(time.RFC3339)
		}
		fmt.Fprintf(&b, "url: %s\nsite: %s\ntitle: %s\nbyline: %s\npublished: %s\nlanguage: %s\n\n%s", a.URL, a.Site, a.Title, a.Byline, published, a.Language, a.Text)
	}
	return b.String()
}
