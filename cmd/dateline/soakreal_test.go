//go:build unix

package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/config"
)

var (
	soakFor   = flag.Duration("soak.for", 0, "how long TestSoakInRealTime lasts; it is skipped without")
	soakReal  = flag.Int("soak.real", 2000, "feeds of TestSoakInRealTime")
	soakRound = flag.Duration("soak.round", 30*time.Second, "after which all feeds of TestSoakInRealTime are due again; 0: when they are")
)

// TestSoakInRealTime runs the whole program on a file with servers on loopback
// that live a day in six minutes: nothing is lost, and neither memory nor files
// grow. With -soak.round=0 the feeds are left to their own pace.
func TestSoakInRealTime(t *testing.T) {
	if *soakFor == 0 {
		t.Skip("-soak.for=3m runs it")
	}
	const hosts = 16
	servers := make([]*httptest.Server, hosts)
	k := newKiosk(*soakReal, time.Now(), 240, func(feed int) string { return servers[feed%hosts].URL })
	for i := range servers {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.%d:0", 1+i))
		if err != nil {
			t.Fatal(err)
		}
		servers[i] = httptest.NewUnstartedServer(k)
		servers[i].Listener.Close()
		servers[i].Listener = l
		servers[i].Start()
		defer servers[i].Close()
	}
	conf, err := config.Load(config.Input{Environ: []string{
		"DATELINE_FETCH_ALLOW=127.0.0.0/8", "DATELINE_FETCH_PER_MINUTE=100000", "DATELINE_DATABASE=" + filepath.Join(t.TempDir(), "dateline.db"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	h, err := build(t.Context(), conf, nil, log)
	if err != nil {
		t.Fatal(err)
	}
	defer h.close(log)
	for i := range k.feeds {
		if _, _, err := h.store.Follow(t.Context(), bot.Channel{Platform: "console", ID: "here"}, bot.Harvest{Feed: bot.Feed{URL: k.url(i)}}, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.run(t.Context(), func(ctx context.Context) error { return endure(ctx, t, h, k) }); err != nil {
		t.Fatal(err)
	}
	k.lost(t, h.db)
	k.told(t)
}

// endure looks on while h runs, and fails where it grows once all feeds were
// fetched.
func endure(ctx context.Context, t *testing.T, h *house, k *kiosk) error {
	look := time.NewTicker(15 * time.Second)
	defer look.Stop()
	var settled, now measure
	round := time.Now()
	for end := time.Now().Add(*soakFor); time.Now().Before(end); {
		<-look.C
		now = take()
		n, err := h.queue.Waiting(ctx)
		if err != nil {
			return err
		}
		t.Logf("%s; %d jobs wait, %d requests", now, n, k.requests())
		if settled.files == 0 && k.requests() > 3*len(k.feeds)/2 {
			settled = now
		}
		if *soakRound > 0 && time.Since(round) >= *soakRound {
			round = time.Now()
			if _, err := h.db.Writer().ExecContext(ctx, `UPDATE feed SET next = 1`); err != nil {
				return err
			}
		}
	}
	if err := h.bot.Idle(ctx); err != nil {
		return err
	}
	if settled.files > 0 && (now.heap > 3*settled.heap/2+8<<20 || now.files > settled.files+32 || now.goroutines > settled.goroutines+64) {
		t.Errorf("it grew from %s to %s", settled, now)
	}
	return nil
}

// requests returns how many requests k has seen.
func (k *kiosk) requests() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.tally.requests
}

// A measure is what this process takes, its servers included.
type measure struct {
	heap, resident, files, goroutines int // bytes, bytes, open files
	worked                            time.Duration
}

func take() (m measure) {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	m.heap, m.goroutines = int(s.HeapAlloc), runtime.NumGoroutine()
	if files, err := os.ReadDir("/proc/self/fd"); err == nil {
		m.files = len(files)
	}
	if b, err := os.ReadFile("/proc/self/statm"); err == nil {
		var size, resident int
		if _, err := fmt.Sscan(string(b), &size, &resident); err == nil {
			m.resident = resident * os.Getpagesize()
		}
	}
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) == nil {
		m.worked = time.Duration(r.Utime.Nano() + r.Stime.Nano())
	}
	return m
}

func (m measure) String() string {
	return fmt.Sprintf("%d MB of heap, %d MB resident, %d files, %d goroutines, %s of work", m.heap>>20, m.resident>>20, m.files, m.goroutines, m.worked.Round(time.Second/10))
}
