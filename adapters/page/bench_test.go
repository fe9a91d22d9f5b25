package page_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/adapters/page"
)

// BenchmarkPages compares Parse with go-readability alone, over the pages of
// the file that $PAGES names, a JSON object with url and html a line, else over
// the cases. One operation is all of the pages.
func BenchmarkPages(b *testing.B) {
	pages := benchPages(b)
	b.Run("bare", func(b *testing.B) {
		for b.Loop() {
			for _, p := range pages {
				u, _ := url.Parse(p.URL)
				if a, err := readability.FromReader(strings.NewReader(p.HTML), u); err == nil && a.Node != nil {
					_ = a.RenderText(io.Discard)
				}
			}
		}
		b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
	})
	b.Run("parse", func(b *testing.B) {
		r := page.New(nil)
		for b.Loop() {
			for _, p := range pages {
				_, _ = r.Parse(p.URL, p.HTML)
			}
		}
		b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
	})
}

type benchPage struct{ URL, HTML string }

func benchPages(b *testing.B) (pages []benchPage) {
	name := os.Getenv("PAGES")
	if name == "" {
		files, _ := filepath.Glob("testdata/pages/*.txtar")
		for _, file := range files {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				b.Fatal(err)
			}
			pages = append(pages, benchPage{strings.TrimSpace(string(ar.Files[0].Data)), string(ar.Files[1].Data)})
		}
		return pages
	}
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var p benchPage
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			b.Fatal(err)
		}
		pages = append(pages, p)
	}
	return pages
}
