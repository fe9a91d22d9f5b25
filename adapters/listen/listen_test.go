package listen_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/adapters/listen"
)

func TestConfig(t *testing.T) {
	for _, c := range []struct{ listen, public, wrong string }{
		{"", "", ""},
		{":8080", "", ""},
		{"127.0.0.1:8080", "https://dateline.example/bot/", ""},
		{"8080", "", "http.listen"},
		{":", "", "http.listen"},
		{"", "https://dateline.example", "needs http.listen"},
		{":8080", "dateline.example", "http.public_url"},
		{":8080", "ftp://dateline.example", "http.public_url"},
		{":8080", "https://user:pass@dateline.example", "http.public_url"},
		{":8080", "https://dateline.example/?x", "http.public_url"},
	} {
		err := listen.Config{Listen: c.listen, PublicURL: c.public}.Validate()
		if (c.wrong == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%q, %q: %v", c.listen, c.public, err)
		}
	}
	for _, public := range []string{"https://dateline.example/bot", "https://dateline.example/bot/"} {
		if got := (listen.Config{PublicURL: public}).Public("/websub/"); got != "https://dateline.example/bot/websub/" {
			t.Errorf("%s: %s", public, got)
		}
	}
}

// free returns an address that nobody listens on.
func free(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestServer(t *testing.T) {
	addr := free(t)
	s := listen.New(listen.Config{Listen: addr}, slog.New(slog.DiscardHandler))
	began, goOn := make(chan bool), make(chan bool)
	s.Handle("/slow/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began <- true
		<-goOn
		fmt.Fprint(w, r.URL.Path, r.Context().Err())
	}))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()

	get := func(path string) (int, string) {
		var resp *http.Response
		var err error
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for range 500 { // it may not listen yet
			if resp, err = http.Get("http://" + addr + path); err == nil {
				break
			}
			<-tick.C
		}
		if err != nil {
			t.Error(err)
			return 0, ""
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Error(err)
		}
		return resp.StatusCode, string(b)
	}
	if status, _ := get("/"); status != 404 {
		t.Errorf("an unknown path: %d", status)
	}
	answered := make(chan string, 1)
	go func() {
		_, body := get("/slow/x")
		answered <- body
	}()
	<-began
	cancel() // what is under way is finished
	goOn <- true
	if got := <-answered; got != "/slow/x<nil>" {
		t.Errorf("answered %q", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}

	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal("it listens still:", err)
	}
	defer l.Close()
	if err := listen.New(listen.Config{Listen: addr}, slog.New(slog.DiscardHandler)).Run(t.Context()); err == nil || !strings.Contains(err.Error(), "http.listen") {
		t.Errorf("an address that is taken: %v", err)
	}
}
