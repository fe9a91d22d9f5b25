package console

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode/utf8"
)

const (
	ctrlC = 3
	ctrlE = 5  // to the end of the line
	ctrlU = 21 // erases what stands before the cursor
)

// Keys stands between a terminal in raw mode and the line editor: it sees
// Ctrl-C while a command runs, and folds what is pasted into one word of the
// line, which is unfolded when the line is entered. It is the editor's
// io.Reader.
type keys struct {
	ctx    context.Context
	leave  context.CancelFunc
	screen *screen
	resize func() // called before each key is handed on

	mu      sync.Mutex
	ready   chan struct{} // holds a token while there is something to read
	queue   []byte
	err     error // the input's end
	cancel  func()
	left    chan struct{}
	struck  bool // the last key was Ctrl-C
	pasting bool
	paste   []byte
	held    []byte // the beginning of what may be a paste's mark
	pastes  []string
}

func newKeys(ctx context.Context, leave context.CancelFunc, s *screen) *keys {
	return &keys{ctx: ctx, leave: leave, screen: s, resize: func() {}, ready: make(chan struct{}, 1)}
}

// pump takes in what the terminal sends until it ends. A read that is under
// way when the face ends is left behind.
func (k *keys) pump(in io.Reader) {
	buf := make([]byte, 4096)
	for k.ctx.Err() == nil {
		n, err := in.Read(buf)
		hint := k.take(buf[:n], err)
		if hint != "" {
			_ = k.screen.show(hint + "\n")
		}
		if err != nil {
			return
		}
	}
}

// The marks around what is pasted, in a terminal's bracketed paste mode.
var (
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// maxPaste is how many bytes one paste may have; what is longer is cut.
const maxPaste = 1 << 20

// take sorts what came in and returns a hint to be shown.
func (k *keys) take(b []byte, err error) (hint string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	b = append(k.held, b...)
	k.held = nil
	for len(b) > 0 {
		marker := pasteStart
		if k.pasting {
			marker = pasteEnd
		}
		switch {
		case bytes.HasPrefix(b, []byte(marker)):
			b = b[len(marker):]
			if k.pasting {
				k.fold()
			}
			k.pasting = !k.pasting
			continue
		case strings.HasPrefix(marker, string(b)):
			k.held, b = bytes.Clone(b), nil
			continue
		case k.pasting:
			if len(k.paste) < maxPaste {
				k.paste = append(k.paste, b[0])
			}
		case b[0] == ctrlC:
			hint = k.interrupt()
		default:
			k.struck = false
			k.queue = append(k.queue, b[0])
		}
		b = b[1:]
	}
	if err != nil {
		k.err = err
	}
	k.wake()
	return hint
}

// interrupt is Ctrl-C: it stops the running command or empties the line; the
// second one in a row leaves.
func (k *keys) interrupt() (hint string) {
	k.queue = k.queue[:0]
	again := k.struck
	k.struck = true
	switch {
	case again && k.cancel != nil:
		close(k.left)
		k.cancel = nil
		k.leave()
	case again:
		k.err = io.EOF
	case k.cancel != nil:
		k.cancel()
	default:
		k.queue = append(k.queue, ctrlE, ctrlU)
		return "Ctrl-C again or Ctrl-D leaves."
	}
	return ""
}

// wake lets a waiting Read go on.
func (k *keys) wake() {
	select {
	case k.ready <- struct{}{}:
	default:
	}
}

// Read hands on keys. It returns io.EOF once the person leaves, and the
// context's error once that is done.
func (k *keys) Read(b []byte) (int, error) {
	for {
		k.mu.Lock()
		n := copy(b, k.queue)
		k.queue = k.queue[:copy(k.queue, k.queue[n:])]
		err := k.err
		k.mu.Unlock()
		if n > 0 {
			k.resize()
			return n, nil
		}
		if err != nil {
			return 0, err
		}
		select {
		case <-k.ready:
		case <-k.ctx.Done():
			return 0, k.ctx.Err()
		}
	}
}

// running tells that a command runs, which cancel ends. The channel that it
// returns is closed when the person does not want to wait for that.
func (k *keys) running(cancel func()) <-chan struct{} {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.cancel, k.left, k.struck = cancel, make(chan struct{}), false
	return k.left
}

// idle tells that no command runs.
func (k *keys) idle() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.cancel = nil
}

// foldFrom is how many characters a paste may have and still stand in the line
// itself.
const foldFrom = 400

// fold puts what was pasted into the line: itself where it is short and one
// line, else a word that stands for it.
func (k *keys) fold() {
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(k.paste))
	text = strings.ToValidUTF8(strings.TrimSpace(text), "\uFFFD")
	k.paste = nil
	n := utf8.RuneCountInString(text)
	if n < foldFrom && !strings.Contains(text, "\n") {
		k.queue = append(k.queue, clean(text)...)
		return
	}
	k.pastes = append(k.pastes, text)
	k.queue = append(k.queue, pasteWord(len(k.pastes), n)...)
}

const pastePrefix = "[pasted text "

func pasteWord(i, characters int) string {
	return fmt.Sprintf("%s%d: %d characters]", pastePrefix, i, characters)
}

// unfold returns a line with what was pasted in place of the words that stand
// for it.
func (k *keys) unfold(l string) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, text := range k.pastes {
		l = strings.ReplaceAll(l, pasteWord(i+1, utf8.RuneCountInString(text)), text)
	}
	return l
}
