package main

import (
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/dateline-bot/dateline"

// Imports point one way: cmd → config → adapters → bot → briefing, and no
// adapter imports another. Tests are held to it as well.
func TestImportsPointOneWay(t *testing.T) {
	rank := map[string]int{"briefing": 0, "bot": 1, "adapters": 2, "config": 3, "cmd": 4}
	format := `{{range .Imports}}{{$.ImportPath}} {{.}}{{"\n"}}{{end}}` +
		`{{range .TestImports}}{{$.ImportPath}} {{.}}{{"\n"}}{{end}}` +
		`{{range .XTestImports}}{{$.ImportPath}} {{.}}{{"\n"}}{{end}}`
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", format, module+"/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	arrows := 0
	for _, l := range strings.Split(string(out), "\n") {
		from, to, ok := strings.Cut(l, " ")
		if !ok || !strings.HasPrefix(to, module+"/") {
			continue
		}
		arrows++
		a, b := rooms(from), rooms(to)
		if rank[a[0]] < rank[b[0]] {
			t.Errorf("%s imports %s: against the one direction", from, to)
		}
		if a[0] == "adapters" && b[0] == "adapters" && a[1] != b[1] {
			t.Errorf("%s imports %s: an adapter knows no other", from, to)
		}
	}
	if arrows < 20 {
		t.Fatalf("only %d imports were seen; the listing has changed", arrows)
	}
}

// The engine does no I/O, has no clock of its own and starts nothing.
func TestEngineIsPure(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", `{{join .Imports "\n"}}`, module+"/briefing").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, p := range strings.Fields(string(out)) {
		switch p {
		case "os", "net", "net/http", "io/fs", "path/filepath", "sync", "context", "log", "log/slog", "database/sql":
			t.Errorf("briefing imports %s", p)
		}
	}
}

// rooms returns the folders of an import path below the module.
func rooms(path string) []string {
	return strings.Split(strings.TrimPrefix(path, module+"/"), "/")
}
