package console

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// largest is how much is read of a file that is to be followed, in bytes.
const largest = 1 << 20

// withFile puts the content of an OPML file in the place of its path: who types
// here sits before the machine that holds it. A line that names no file comes
// back as it is.
//
//	/follow ~/subscriptions.opml not sport
func withFile(l string) (string, *bot.Problem) {
	verb, rest, ok := strings.Cut(strings.TrimSpace(l), " ")
	if !ok || !strings.EqualFold(strings.TrimPrefix(verb, "/"), "follow") {
		return l, nil
	}
	path, rest := cutPath(strings.TrimSpace(rest))
	named := strings.EqualFold(filepath.Ext(path), ".opml") && !strings.Contains(path, "://")
	if home, err := os.UserHomeDir(); err == nil && strings.HasPrefix(path, "~/") {
		path = filepath.Join(home, path[2:])
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.Mode().IsRegular():
	case named && errors.Is(err, fs.ErrNotExist) && !strings.Contains(path, "/"):
		return l, bot.Problemf(bot.BadInput, "There is no file %s here. Check its path, or give a web address that begins with https://.", path)
	case named && err != nil:
		return l, bot.Problemf(bot.BadInput, "The file %s cannot be read. Check its path and its permissions.", path)
	default:
		return l, nil
	}
	if info.Size() > largest {
		return l, bot.Problemf(bot.TooLarge, "The file %s is larger than %d MB. Cut it in parts.", path, largest>>20)
	}
	f, err := os.Open(path)
	if err != nil {
		return l, bot.Problemf(bot.BadInput, "The file %s cannot be read. Check its permissions.", path)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, largest))
	if err != nil || !bot.IsOPML(b) {
		return l, bot.Problemf(bot.BadInput, "The file %s is no OPML. Give one that another reader exports.", path)
	}
	return "follow " + strings.TrimSpace(strings.TrimPrefix(string(b), "\ufeff")) + " " + rest, nil
}

// cutPath cuts a path off, which may stand in quotation marks.
func cutPath(s string) (path, rest string) {
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		if path, rest, ok := strings.Cut(s[1:], s[:1]); ok {
			return path, strings.TrimSpace(rest)
		}
	}
	path, rest, _ = strings.Cut(s, " ")
	return path, strings.TrimSpace(rest)
}
