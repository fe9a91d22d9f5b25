package bottest

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// leavesNothing compares the goroutines that stand in this module's code
// before a face is opened and after it has ended.
func leavesNothing(t *testing.T, open func(t *testing.T) FaceUnderTest) {
	before := len(ours())
	t.Run("used", func(t *testing.T) {
		u := open(t)
		for i, p := range u.Face.Parts(Samples()["briefed"]) {
			if _, err := u.Face.Publish(deadline(t), u.Channel, p, key(i), ""); err != nil {
				t.Fatal(err)
			}
		}
		u.Inject(ReplyLost)
		_, err := u.Face.Publish(deadline(t), u.Channel, notice(u), key(9), "")
		u.keepsSecrets(t, err)
	})
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(patience); time.Now().Before(end); <-tick.C {
		if len(ours()) <= before {
			return
		}
	}
	t.Errorf("%d goroutines before, these after:\n%s", before, strings.Join(ours(), "\n\n"))
}

// ours returns the stacks of goroutines that this module's code started, the
// tests' own apart.
func ours() []string {
	buf := make([]byte, 1<<20)
	buf = buf[:runtime.Stack(buf, true)]
	var out []string
	for g := range strings.SplitSeq(string(buf), "\n\n") {
		if strings.Contains(g, "created by github.com/dateline-bot/dateline/") && !strings.Contains(g, "bot/bottest") {
			out = append(out, g)
		}
	}
	return out
}
