package bottest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// address is what two spellings of one address have in common.
func address(url string) string {
	url, _, _ = strings.Cut(url, "#")
	if i := strings.Index(url, "?utm_"); i >= 0 {
		url = url[:i]
	}
	return strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://")
}

func (m *Memory) article(url string) *memoryArticle {
	if url == "" {
		return nil
	}
	for _, a := range m.articles {
		if slices.Contains(a.urls, address(url)) {
			return a
		}
	}
	return nil
}

func (m *Memory) Save(ctx context.Context, b briefing.Briefing, asked string, c bot.Channel, item int64, now time.Time) error {
	leave, err := m.enter(ctx, "Save")
	if err != nil {
		return err
	}
	defer leave()
	i := m.item(item)
	if item != 0 && i == nil {
		return bot.ErrNotFound
	}
	a := m.article(b.Article.URL)
	if b.Article.URL == "" {
		if n := slices.IndexFunc(m.articles, func(o *memoryArticle) bool {
			return o.b.Article.URL == "" && o.b.Article.Text == b.Article.Text
		}); n >= 0 {
			a = m.articles[n]
		}
	}
	if a == nil {
		a = &memoryArticle{b: b, read: now, id: m.id()}
		m.articles = append(m.articles, a)
	} else if a.b.Article.Text != b.Article.Text {
		a.b, a.read = b, now
	}
	for _, url := range []string{b.Article.URL, asked} {
		if url != "" {
			a.urls = append(a.urls, address(url))
		}
	}
	if c != (bot.Channel{}) {
		a.asked = append(a.asked, c)
	}
	if i != nil {
		i.article = a
		a.urls = append(a.urls, address(i.URL))
	}
	return nil
}

func (m *Memory) Briefed(ctx context.Context, url string) (briefing.Briefing, time.Time, error) {
	leave, err := m.enter(ctx, "Briefed")
	if err != nil {
		return briefing.Briefing{}, time.Time{}, err
	}
	defer leave()
	if a := m.article(url); a != nil {
		return a.b, a.read, nil
	}
	return briefing.Briefing{}, time.Time{}, bot.ErrNotFound
}

// visible lists the articles that c may see.
func (m *Memory) visible(c bot.Channel) []*memoryArticle {
	var all []*memoryArticle
	for _, a := range m.articles {
		followed := slices.ContainsFunc(m.items, func(i *memoryItem) bool { return i.article == a && m.followOf(c, i.Feed) != nil })
		if followed || slices.Contains(a.asked, c) {
			all = append(all, a)
		}
	}
	return all
}

func (a *memoryArticle) dated() time.Time {
	if a.b.Article.Published.IsZero() {
		return a.read
	}
	return a.b.Article.Published
}

func (m *Memory) Search(ctx context.Context, c bot.Channel, q bot.Query) (bot.Found, error) {
	leave, err := m.enter(ctx, "Search")
	if err != nil {
		return bot.Found{}, err
	}
	defer leave()
	var f bot.Found
	articles := m.visible(c)
	articles = slices.DeleteFunc(articles, func(a *memoryArticle) bool {
		return a.dated().Before(q.Since) || !q.Until.IsZero() && !a.dated().Before(q.Until)
	})
	f.Articles = len(articles)
	slices.SortStableFunc(articles, func(a, b *memoryArticle) int { return b.dated().Compare(a.dated()) })
	whole := slices.ContainsFunc(articles, func(a *memoryArticle) bool {
		return slices.ContainsFunc(a.b.Quotes, func(qu briefing.Quote) bool { return isNamed(qu.Speaker, q.Speaker, true) })
	})
	alike, counted := map[string]int{}, map[string]bool{}
	for _, a := range articles {
		for _, h := range a.hits(q, whole) {
			key := fmt.Sprint(strings.Join(tokens(h.Text), " "), h.Quote != nil)
			if h.Quote != nil && h.Quote.Speaker != nil {
				key += h.Quote.Speaker.Name
			}
			i, again := alike[key]
			if again && !counted[key+h.Article.URL] {
				f.Hits[i].Also++
			}
			counted[key+h.Article.URL] = true
			if again {
				continue
			}
			alike[key] = len(f.Hits)
			f.Hits = append(f.Hits, h)
		}
	}
	f.Total = len(f.Hits)
	if q.Limit > 0 {
		f.Hits = f.Hits[:min(q.Limit, len(f.Hits))]
	}
	return f, nil
}

// hits returns the passages of a that fit q.
func (a *memoryArticle) hits(q bot.Query, whole bool) []bot.Hit {
	source, text := a.b.Article, a.b.Article.Text
	source.Text = ""
	both := q.Quotes == q.Facts
	var out []bot.Hit
	if q.Speaker == "" && (q.Facts || both) {
		for i, f := range a.b.Facts {
			if fits(q.Words, f.In(text)+" \n "+source.Title) {
				out = append(out, bot.Hit{Article: source, Read: a.read, Text: f.In(text), Fact: &a.b.Facts[i]})
			}
		}
	}
	for i, qu := range a.b.Quotes {
		words := make([]string, len(qu.Content))
		for j, s := range qu.Content {
			words[j] = s.In(text)
		}
		said := strings.Join(words, " ")
		name := ""
		if qu.Speaker != nil && qu.Speaker.Resolved {
			name = qu.Speaker.Name
		}
		if (q.Quotes || both) && (q.Speaker == "" || isNamed(qu.Speaker, q.Speaker, whole)) && fits(q.Words, said+" \n "+source.Title+" \n "+name) {
			out = append(out, bot.Hit{Article: source, Read: a.read, Text: said, Quote: &a.b.Quotes[i]})
		}
	}
	return out
}

// isNamed reports whether s is who name means: by whole words or, where whole
// is false, by what words begin with.
func isNamed(s *briefing.Speaker, name string, whole bool) bool {
	if s == nil || !s.Resolved {
		return false
	}
	plain := func(s string) []string {
		return tokens(strings.NewReplacer("'", "", "’", "", "ø", "o").Replace(strings.ToLower(s)))
	}
	have, want := plain(s.Name), plain(name)
	for _, w := range want {
		if !slices.ContainsFunc(have, func(h string) bool { return h == w || !whole && strings.HasPrefix(h, w) }) {
			return false
		}
	}
	return len(want) > 0
}

// fits reports whether text holds every word, by its stem.
func fits(words []string, text string) bool {
	have := " " + strings.Join(stems(text), " ") + " "
	for _, w := range words {
		s := strings.Join(stems(w), " ")
		if s == "" || !strings.Contains(have, " "+s+" ") {
			return false
		}
	}
	return len(words) <= 64
}

func stems(s string) []string {
	all := tokens(s)
	for i, w := range all {
		for _, end := range []string{"ing", "es", "ed", "s", "e"} {
			if t, ok := strings.CutSuffix(w, end); ok && len(t) > 2 && !strings.HasSuffix(w, "ss") {
				all[i] = t
				break
			}
		}
	}
	return all
}

// tokens returns the words of s in lower case and without marks.
func tokens(s string) []string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(strings.ToValidUTF8(s, " ")))
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func (m *Memory) Speakers(ctx context.Context, c bot.Channel) ([]bot.SpeakerCount, error) {
	leave, err := m.enter(ctx, "Speakers")
	if err != nil {
		return nil, err
	}
	defer leave()
	var all []bot.SpeakerCount
	alike := map[string]bool{}
	for _, a := range m.visible(c) {
		for _, h := range a.hits(bot.Query{Quotes: true}, true) {
			s := h.Quote.Speaker
			if s == nil || !s.Resolved {
				continue
			}
			i := slices.IndexFunc(all, func(o bot.SpeakerCount) bool { return o.Name == s.Name })
			if i < 0 {
				i = len(all)
				all = append(all, bot.SpeakerCount{Name: s.Name})
			}
			all[i].Role = cmp.Or(s.Role, all[i].Role)
			if key := s.Name + "\n" + strings.Join(tokens(h.Text), " "); !alike[key] {
				alike[key] = true
				all[i].Quotes++
			}
		}
	}
	slices.SortFunc(all, func(a, b bot.SpeakerCount) int {
		return cmp.Or(cmp.Compare(b.Quotes, a.Quotes), cmp.Compare(a.Name, b.Name))
	})
	return all, nil
}
