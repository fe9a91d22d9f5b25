//go:build linux && !race

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest/webtest"
)

// What an article may cost that a hostile server sends: the whole program, with
// the engine and all.
const (
	mostMemory = 64 << 10         // kilobytes resident, at the most
	mostTime   = 40 * time.Second // several times the fetch's own deadline, for slow machines
)

// Whatever a server does to who reads an article there, the program ends soon
// and small, with a sentence that says what was wrong. (Under the race detector
// a program is several times as large, so this is not for it.)
func TestHostileServers(t *testing.T) {
	web := webtest.New(t)
	for _, m := range web.Misdeeds() {
		t.Run(m.Name, func(t *testing.T) {
			t.Parallel()
			var out, weight bytes.Buffer
			timeout := "20s"
			if m.Kind == bot.Timeout {
				timeout = "2s"
			}
			cmd := exec.CommandContext(t.Context(), os.Args[0])
			cmd.Args = []string{"dateline-weighed", "brief", "--format", "json", "--set", "fetch.allow=127.0.0.1/32", "--set", "fetch.timeout=" + timeout, m.URL}
			cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
			cmd.Stdout, cmd.Stderr = &out, &weight
			start := time.Now()
			err := cmd.Run()
			took := time.Since(start)
			var got struct {
				Text  string
				Error struct {
					Kind    bot.ProblemKind
					Message string
				}
			}
			if json.Unmarshal(out.Bytes(), &got) != nil {
				t.Fatalf("%v: it printed %.200q", err, out.String())
			}
			switch {
			case m.Kind != "" && got.Error.Kind != m.Kind, got.Error.Kind == bot.Internal:
				t.Errorf("%q (%s), want %q", got.Error.Kind, got.Error.Message, m.Kind)
			case got.Error.Kind == "" && got.Text == "", got.Error.Kind != "" && got.Error.Message == "":
				t.Errorf("neither article nor message: %.200q", out.String())
			}
			used, err := strconv.Atoi(weight.String())
			if err != nil || used == 0 || used > mostMemory {
				t.Errorf("%q kB resident, want at most %d", weight.String(), mostMemory)
			}
			if took > mostTime {
				t.Errorf("took %s", took)
			}
			t.Logf("%2d MB, %s: %s", used>>10, took.Round(time.Millisecond), got.Error.Message)
		})
	}
}
