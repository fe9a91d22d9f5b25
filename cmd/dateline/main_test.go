package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts and documents expect")

// TestMain lets the scripts run this very program as the command dateline, and
// tests as dateline-weighed, which tells on standard error what it took.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dateline": main, "dateline-weighed": weighed})
}

// weighed is main, and then the most memory that it was resident with, in
// kilobytes.
func weighed() {
	p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, environ: os.Environ()}
	status := p.run(context.Background(), os.Args[1:])
	// Rusage counts what the process that started this one held; this does not.
	b, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(b), "VmHWM:")
	kb, _, _ := strings.Cut(rest, "kB")
	fmt.Fprint(os.Stderr, strings.TrimSpace(kb))
	os.Exit(status)
}

// Each script in testdata/script is what a person does at a shell and what
// they then see.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			// A machine where nothing is configured, with a home of its own.
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data")
			env.Setenv("XDG_CONFIG_HOME", env.WorkDir+"/config")
			env.Setenv("TZ", "Europe/Berlin")
			if dir := os.Getenv("GOCOVERDIR"); dir != "" {
				env.Setenv("GOCOVERDIR", dir)
			}
			return nil
		},
	})
}
