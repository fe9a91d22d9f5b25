package bot

import (
	"hash/fnv"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Marks are what an item is known again by: what its feed calls it, where it
// leads, and what it says. A zero mark is none. No one of them is to be relied
// on: feeds give one GUID to all of their items, or a new one at each edit,
// let all of them lead to one page, or word two of them alike.
type Marks struct {
	GUID    string // as the feed gives it; of an address, without scheme and fragment
	Address string // without scheme, www., trackers, fragment and last slash
	Content uint64 // a digest of the words of its title and summary
}

// Marks returns what i is known again by.
func (i Item) Marks() Marks {
	m := Marks{GUID: i.GUID, Address: addressMark(i.URL)}
	if strings.HasPrefix(m.GUID, "http://") || strings.HasPrefix(m.GUID, "https://") {
		if a := addressMark(m.GUID); a != "" {
			m.GUID = a
		}
	}
	if words := fold(i.Title + "\n" + i.Summary); words != "" {
		h := fnv.New64a()
		_, _ = h.Write([]byte(words)) // never fails
		m.Content = h.Sum64()
	}
	return m
}

// addressMark returns what tells an item's page from others, "" for a site's
// front page, which tells nothing.
func addressMark(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return ""
	}
	path, query := strings.TrimSuffix(u.EscapedPath(), "/"), PlainQuery(u.RawQuery)
	if path == "" && query == "" {
		return ""
	}
	mark := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") + path
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		mark = ":" + port + mark
	}
	if query != "" {
		mark += "?" + query
	}
	return mark
}

// What Recognize says of an item that is not among those held.
const (
	Fresh  = -1
	Repeat = -2 // an item before it in the same fetch is the same
)

// Recognize tells which of the items that one fetch of a feed brought are among
// those held of it: the place of each in held, or Fresh, or Repeat. Held must have
// every item that shares a mark with one that came.
//
// Two marks that agree make one item, whatever became of the third. One alone
// does where it is the only item of its kind here and there, and what else is
// known does not speak against it: an edit keeps some of the words, and what
// is said again in the same words on another day, under another name and at
// another address, is another item.
func Recognize(held, came []Item) []int {
	r := recognizer{held: marked(held), came: marked(came), count: map[any][2]int{}, known: make([]int, len(came))}
	for i := range r.came {
		r.known[i] = Fresh
		if slices.ContainsFunc(r.came[:i], func(o candidate) bool { return repeats(r.came[i], o) }) {
			r.known[i] = Repeat
		}
	}
	for i, c := range r.came {
		if r.known[i] != Repeat {
			r.tally(c, 0)
		}
	}
	for _, h := range r.held {
		r.tally(h, 1)
	}
	for _, likely := range []func(c, h candidate) bool{whole, twofold, r.telling, again} {
		r.match(likely)
	}
	return r.known
}

// A candidate is an item with its marks.
type candidate struct {
	Item
	marks Marks
}

func marked(items []Item) []candidate {
	all := make([]candidate, len(items))
	for n, i := range items {
		all[n] = candidate{i, i.Marks()}
	}
	return all
}

// A recognizer is the state of one Recognize.
type recognizer struct {
	held, came []candidate
	count      map[any][2]int // how many of those that came, and of those held, have a GUID or address
	known      []int
}

type (
	guidMark    string
	addressOnly string
)

func (r *recognizer) tally(c candidate, side int) {
	for _, m := range []any{guidMark(c.marks.GUID), addressOnly(c.marks.Address)} {
		n := r.count[m]
		n[side]++
		r.count[m] = n
	}
}

// only reports whether a mark is one item's here and one item's there.
func (r *recognizer) only(m any) bool { return r.count[m] == [2]int{1, 1} }

// match gives each item that is still Fresh the first held one that is likely it
// and that no other is.
func (r *recognizer) match(likely func(c, h candidate) bool) {
	taken := make([]bool, len(r.held))
	for _, k := range r.known {
		if k >= 0 {
			taken[k] = true
		}
	}
	for i, c := range r.came {
		if r.known[i] != Fresh {
			continue
		}
		for k, h := range r.held {
			if !taken[k] && likely(c, h) {
				r.known[i], taken[k] = k, true
				break
			}
		}
	}
}

func (a Marks) sameGUID(b Marks) bool    { return a.GUID != "" && a.GUID == b.GUID }
func (a Marks) sameAddress(b Marks) bool { return a.Address != "" && a.Address == b.Address }
func (a Marks) samePath(b Marks) bool {
	path, _, _ := strings.Cut(a.Address, "?")
	other, _, _ := strings.Cut(b.Address, "?")
	return path != "" && path == other
}
func (a Marks) sameContent(b Marks) bool { return a.Content != 0 && a.Content == b.Content }

// bare reports that only its words tell an item.
func (a Marks) bare() bool { return a.GUID == "" && a.Address == "" }

// whole: they agree in all there is.
func whole(c, h candidate) bool { return c.marks == h.marks }

// twofold: they say the same under the same name or at the same address, but
// perhaps for a query, which may be a session's.
func twofold(c, h candidate) bool {
	return c.marks.sameContent(h.marks) && (c.marks.sameGUID(h.marks) || c.marks.samePath(h.marks) || c.marks.bare() && h.marks.bare())
}

// telling: they have a name or an address that is nobody else's.
func (r *recognizer) telling(c, h candidate) bool {
	guid := c.marks.sameGUID(h.marks) && r.only(guidMark(c.marks.GUID))
	address := c.marks.sameAddress(h.marks) && r.only(addressOnly(c.marks.Address))
	renamed := c.marks.GUID != "" && h.marks.GUID != "" && !c.marks.sameGUID(h.marks)
	switch {
	case guid && address, address && !renamed:
		return alike(c.Item, h.Item) || !anew(c.Item, h.Item)
	case guid, address:
		return alike(c.Item, h.Item)
	}
	return false
}

// again: they say the same, and date from the same moment or say so much that
// chance does not repeat it.
func again(c, h candidate) bool {
	if !c.marks.sameContent(h.marks) {
		return false
	}
	if c.Published.IsZero() && h.Published.IsZero() {
		return len(c.Summary) >= 80
	}
	return c.Published.Equal(h.Published)
}

// repeats reports whether of two items of one fetch b is a again. A feed that
// lists two versions under one name means one item; two names or two texts at
// one address are two.
func repeats(a, b candidate) bool {
	switch {
	case twofold(a, b):
		return true
	case a.marks.sameGUID(b.marks):
		return alike(a.Item, b.Item)
	}
	return false
}

// alike reports whether a and b share a third of the shorter one's words.
func alike(a, b Item) bool {
	words := func(i Item) map[string]bool {
		all := map[string]bool{}
		for _, w := range contentWords(i.Title + " " + i.Summary) {
			all[stem(w)] = true
		}
		return all
	}
	x, y := words(a), words(b)
	fewest := min(len(x), len(y))
	return fewest == 0 || 3*shared(x, y) >= fewest
}

// anew reports whether c is dated so long after h that a page which holds
// something else by now was given to another item.
func anew(c, h Item) bool {
	return !c.Published.IsZero() && !h.Published.IsZero() && c.Published.Sub(h.Published) >= 12*time.Hour
}
