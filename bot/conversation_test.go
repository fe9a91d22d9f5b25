package bot_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/tools/txtar"
)

// TestConversations plays testdata/*.txtar; see testdata/README.md.
func TestConversations(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			synctest.Test(t, func(t *testing.T) { converse(t, a) })
			if *update {
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// converse plays the part of a named "talk".
func converse(t *testing.T, a *txtar.Archive) {
	w := newWorld(t, a.Files...)
	time.Sleep(time.Until(time.Date(2026, 3, 3, 5, 0, 0, 0, time.UTC)))
	stop := w.start(t)
	for i, f := range a.Files {
		if f.Name != "talk" {
			continue
		}
		var got strings.Builder
		for line := range strings.SplitSeq(string(f.Data), "\n") {
			if !strings.HasPrefix(line, "> ") && !strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "$ ") {
				continue // what was shown the last time
			}
			got.WriteString(line + "\n")
			switch said, text := line[:1], line[2:]; said {
			case ">":
				got.WriteString(indent(w.ask(t, text)))
			case "$":
				stop = w.happen(t, a, text, stop)
			}
			synctest.Wait()
			got.WriteString(indent(w.face.taken()))
		}
		if *update {
			a.Files[i].Data = []byte(got.String())
		} else if got.String() != string(f.Data) {
			t.Errorf("the talk went\n%s\nwant\n%s", got.String(), f.Data)
		}
	}
	stop()
}

// start runs the clock and the queue until the returned function is called.
func (w *world) start(t *testing.T) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{}, 2)
	go func() {
		if err := w.Run(ctx); err != nil {
			t.Error(err)
		}
		done <- struct{}{}
	}()
	go func() {
		for ctx.Err() == nil {
			w.work(ctx)
			time.Sleep(time.Second)
		}
		done <- struct{}{}
	}()
	return func() {
		cancel()
		<-done
		<-done
	}
}

// happen does what a line after $ says: wait 2h, down 3h, put URL FILE.
func (w *world) happen(t *testing.T, a *txtar.Archive, what string, stop func()) func() {
	do, rest, _ := strings.Cut(what, " ")
	switch do {
	case "wait", "down":
		d, err := time.ParseDuration(rest)
		if err != nil {
			t.Fatal(err)
		}
		if do == "wait" {
			time.Sleep(d)
			return stop
		}
		stop()
		time.Sleep(d)
		stop = w.start(t)
		time.Sleep(2 * time.Second)
	case "put":
		url, name, _ := strings.Cut(rest, " ")
		for _, f := range a.Files {
			if f.Name == name {
				w.web.put(url, string(f.Data))
			}
		}
	default:
		t.Fatalf("$ %s", what)
	}
	return stop
}

func indent(s string) string {
	if s == "" {
		return ""
	}
	return "    " + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n    ") + "\n"
}
