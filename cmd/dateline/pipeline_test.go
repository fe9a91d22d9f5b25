package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"strings"
	"testing"
)

// Whoever sends a line and waits for its briefing gets it before the next one.
func TestLinesAreAnsweredAsTheyCome(t *testing.T) {
	in, ask := pipe(t)
	answers, out := pipe(t)
	p := &program{stdin: in, stdout: out, stderr: io.Discard}
	ended := make(chan int, 1)
	go func() { ended <- p.run(t.Context(), []string{"brief", "--format", "ndjson"}) }()
	r := bufio.NewReader(answers)
	for _, id := range []string{"one", "two"} {
		if _, err := io.WriteString(ask, `{"id":"`+id+`","text":"Rain."}`+"\n"); err != nil {
			t.Fatal(err)
		}
		l, err := r.ReadString('\n')
		if err != nil || !strings.HasPrefix(l, `{"id":"`+id+`"`) {
			t.Fatalf("%s was answered with %q, %v", id, l, err)
		}
	}
	ask.Close()
	if status := <-ended; status != statusOK {
		t.Errorf("status %d", status)
	}
}

// Who stops long work is told how far it came, and keeps what was done.
func TestStopTellsWhatWasDone(t *testing.T) {
	in, ask := pipe(t)
	answers, out := pipe(t)
	said := &lockedBuffer{}
	ctx, stop := context.WithCancel(t.Context())
	p := &program{stdin: in, stdout: out, stderr: said}
	ended := make(chan int, 1)
	go func() { ended <- p.run(ctx, []string{"brief", "--format", "ndjson"}) }()
	if _, err := io.WriteString(ask, `{"id":"one","text":"Rain."}`+"\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(answers).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	stop()
	if status := <-ended; status != statusProblem {
		t.Errorf("status %d, want %d", status, statusProblem)
	}
	shows(t, "standard error", said.String(), "stopped; 1 done before that")
}

func pipe(t *testing.T) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	return r, w
}
