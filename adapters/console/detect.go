package console

import (
	"os"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"golang.org/x/term"
)

// Detect returns a Config for two files and an environment: what can be known
// of a terminal from them. The rest of it is the caller's.
func Detect(in, out *os.File, env []string) Config {
	cfg := Config{In: in, Out: out, Profile: colorprofile.NoTTY}
	lookup := environment(env)
	// Asked for once: a read that is under way when Run ends may outlast the
	// file, and asking a file that is being closed is a race.
	inFD, outFD := int(in.Fd()), int(out.Fd())
	tty := term.IsTerminal(outFD)
	dumb := lookup["TERM"] == "dumb" || lookup["TERM"] == ""
	cfg.Interactive = tty && term.IsTerminal(inFD)
	if tty {
		cfg.Size = func() (int, int) {
			w, h, err := term.GetSize(outFD)
			if err != nil {
				return 0, 0
			}
			return w, h
		}
	}
	if cfg.Interactive && !dumb {
		cfg.Raw = func() (func() error, error) {
			state, err := term.MakeRaw(inFD)
			if err != nil {
				return nil, err
			}
			return func() error { return term.Restore(inFD, state) }, nil
		}
	}
	forced := lookup["CLICOLOR_FORCE"] != "" && lookup["CLICOLOR_FORCE"] != "0"
	// https://no-color.org: whatever its value, if it has one.
	if lookup["NO_COLOR"] == "" && (tty && !dumb || forced) {
		cfg.Profile = colorprofile.Env(env)
	}
	cfg.Links = tty && cfg.Profile >= colorprofile.ANSI && hyperlinks(lookup)
	return cfg
}

func environment(env []string) map[string]string {
	m := make(map[string]string, len(env))
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		m[k] = v
	}
	return m
}

// hyperlinks reports whether the terminal shows OSC 8 links or at least takes
// no harm from them. See https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
func hyperlinks(env map[string]string) bool {
	if env["TERM_PROGRAM"] == "Apple_Terminal" {
		return false
	}
	for _, old := range []string{"linux", "vt", "ansi", "cons", "screen"} {
		if strings.HasPrefix(env["TERM"], old) && env["TMUX"] == "" {
			return false
		}
	}
	return true
}
