package bot_test

import (
	"fmt"
	"testing"

	"github.com/dateline-bot/dateline/bot"
)

// Whatever a feed brings, each item is one: nothing is held twice, what came is
// known when it comes again, and what is known is known in any order.
func FuzzRecognize(f *testing.F) {
	f.Add([]byte("abcabc"), []byte("abdzzz"))
	f.Add([]byte("aaaaaaaaa"), []byte("aaabbbccc"))
	f.Fuzz(func(t *testing.T, held, came []byte) {
		h, c := few(held), few(came)
		known := bot.Recognize(h, c)
		taken := map[int]bool{}
		var fresh []bot.Item
		for n, k := range known {
			switch {
			case k == bot.Fresh:
				fresh = append(fresh, c[n])
			case k >= len(h) || k < 0 && k != bot.Repeat:
				t.Fatalf("item %d is known as %d of %d", n, k, len(h))
			case k >= 0 && taken[k]:
				t.Fatalf("two items are held item %d", k)
			case k >= 0:
				taken[k] = true
				h[k] = c[n] // as a store keeps what has become of it
			}
		}
		for n, k := range bot.Recognize(append(h, fresh...), c) {
			if k == bot.Fresh && c[n].Marks() != (bot.Marks{}) {
				t.Fatalf("%+v is new again", c[n])
			}
		}
	})
}

// few makes items whose marks often agree, three bytes each.
func few(b []byte) (items []bot.Item) {
	for ; len(b) >= 3 && len(items) < 30; b = b[3:] {
		i := bot.Item{Title: fmt.Sprintf("council votes for bridge number %d", b[2]%5)}
		if b[0]%5 > 0 {
			i.GUID = fmt.Sprint(b[0] % 5)
		}
		if b[1]%5 > 0 {
			i.URL = fmt.Sprintf("https://ledger.example/%d", b[1]%5)
		}
		items = append(items, i)
	}
	return items
}
