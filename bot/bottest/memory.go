package bottest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// Memory is a store and a queue that live as long as a test. It keeps the
// contract of Store. The zero Memory is empty and ready for use.
type Memory struct {
	// Fail, where it is set, is asked before every call, by the method's
	// name; what it returns is returned in place of doing it.
	Fail func(method string) error

	mu       sync.Mutex
	last     int64 // ID given last
	feeds    []*bot.Feed
	items    []*memoryItem
	follows  []*bot.Follow
	articles []*memoryArticle
	digests  []*memoryDigest
	editions []*memoryEdition
	jobs     []bot.Job
}

var (
	_ Stores   = (*Memory)(nil)
	_ bot.Jobs = (*Memory)(nil)
)

type memoryItem struct {
	bot.Item
	trouble string
	article *memoryArticle
}

type memoryArticle struct {
	b     briefing.Briefing
	read  time.Time
	urls  []string
	asked []bot.Channel
}

type memoryDigest struct {
	bot.Digest
	ended bool
	seen  map[int64]bool
}

type memoryEdition struct {
	bot.Edition
	items []int64
}

// enter locks m for one call.
func (m *Memory) enter(ctx context.Context, method string) (func(), error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	if m.Fail != nil {
		if err := m.Fail(method); err != nil {
			m.mu.Unlock()
			return nil, fmt.Errorf("%s: %w", method, err)
		}
	}
	return m.mu.Unlock, nil
}

func (m *Memory) id() int64 { m.last++; return m.last }

// Enqueue adds jobs to those that wait.
func (m *Memory) Enqueue(ctx context.Context, jobs ...bot.Job) error {
	leave, err := m.enter(ctx, "Enqueue")
	if err != nil {
		return err
	}
	defer leave()
	m.enqueue(jobs...)
	return nil
}

func (m *Memory) enqueue(jobs ...bot.Job) {
	for _, j := range jobs {
		if !slices.Contains(m.jobs, j) {
			m.jobs = append(m.jobs, j)
		}
	}
}

// Waiting counts the jobs.
func (m *Memory) Waiting(ctx context.Context) (int, error) {
	leave, err := m.enter(ctx, "Waiting")
	if err != nil {
		return 0, err
	}
	defer leave()
	return len(m.jobs), nil
}

// Next takes the job that waits longest; it reports false where none does.
func (m *Memory) Next() (bot.Job, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.jobs) == 0 {
		return bot.Job{}, false
	}
	j := m.jobs[0]
	m.jobs = m.jobs[1:]
	return j, true
}

// All lists every edition that was opened.
func (m *Memory) All() []bot.Edition {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []bot.Edition
	for _, e := range m.editions {
		all = append(all, e.copy())
	}
	return all
}

func (m *Memory) feed(f bot.Feed) *bot.Feed {
	i := slices.IndexFunc(m.feeds, func(o *bot.Feed) bool { return f.ID != 0 && o.ID == f.ID || f.ID == 0 && o.URL == f.URL })
	if i < 0 {
		return nil
	}
	return m.feeds[i]
}

// put stores the state of feed old, or of a new one where that is nil.
func (m *Memory) put(old *bot.Feed, f bot.Feed) *bot.Feed {
	if old == nil {
		f.ID = m.id()
		m.feeds = append(m.feeds, &f)
		return &f
	}
	if other := m.feed(bot.Feed{URL: f.URL}); other != nil && other != old {
		m.join(old, other)
		old = other
	}
	f.ID, f.Title, f.Site = old.ID, cmp.Or(f.Title, old.Title), cmp.Or(f.Site, old.Site)
	*old = f
	return old
}

// join makes one feed of two that came to the same address.
func (m *Memory) join(old, into *bot.Feed) {
	m.feeds = slices.DeleteFunc(m.feeds, func(f *bot.Feed) bool { return f == old })
	for _, f := range m.follows {
		if f.Feed.ID != old.ID {
			continue
		}
		if other := m.followOf(f.Channel, into.ID); other != nil {
			other.Since = earlier(f.Since, other.Since)
			continue
		}
		f.Feed.ID = into.ID
	}
	m.follows = slices.DeleteFunc(m.follows, func(f *bot.Follow) bool { return f.Feed.ID == old.ID })
	for _, i := range m.items {
		if i.Feed == old.ID && m.itemOf(into.ID, identity(i.Item)) == nil {
			i.Feed = into.ID
		}
	}
	m.items = slices.DeleteFunc(m.items, func(i *memoryItem) bool { return i.Feed == old.ID })
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func (m *Memory) followOf(c bot.Channel, feed int64) *bot.Follow {
	for _, f := range m.follows {
		if f.Channel == c && f.Feed.ID == feed {
			return f
		}
	}
	return nil
}

func identity(i bot.Item) string { return cmp.Or(i.GUID, i.URL, i.Title) }

func (m *Memory) itemOf(feed int64, identity string) *memoryItem {
	for _, i := range m.items {
		if i.Feed == feed && identity == cmp.Or(i.GUID, i.URL, i.Title) {
			return i
		}
	}
	return nil
}

func (m *Memory) putItems(feed int64, items []bot.Item, now time.Time) []bot.Item {
	var fresh []bot.Item
	for _, i := range items {
		if identity(i) == "" || m.itemOf(feed, identity(i)) != nil {
			continue
		}
		i.ID, i.Feed, i.FirstSeen = m.id(), feed, now
		m.items = append(m.items, &memoryItem{Item: i})
		fresh = append(fresh, i)
	}
	return fresh
}

func (m *Memory) Follow(ctx context.Context, c bot.Channel, h bot.Harvest, now time.Time) (bot.Follow, bool, error) {
	leave, err := m.enter(ctx, "Follow")
	if err != nil {
		return bot.Follow{}, false, err
	}
	defer leave()
	f := m.put(m.feed(h.Feed), h.Feed)
	m.putItems(f.ID, h.Items, now)
	old := m.followOf(c, f.ID)
	fresh := old == nil
	if fresh {
		old = &bot.Follow{Channel: c, Feed: bot.Feed{ID: f.ID}, Since: now}
		m.follows = append(m.follows, old)
	}
	return bot.Follow{Channel: c, Feed: *f, Since: old.Since}, fresh, nil
}

func (m *Memory) Unfollow(ctx context.Context, c bot.Channel, feed int64) error {
	leave, err := m.enter(ctx, "Unfollow")
	if err != nil {
		return err
	}
	defer leave()
	f := m.followOf(c, feed)
	if f == nil {
		return bot.ErrNotFound
	}
	m.follows = slices.DeleteFunc(m.follows, func(o *bot.Follow) bool { return o == f })
	return nil
}

func (m *Memory) Following(ctx context.Context, c bot.Channel) ([]bot.Follow, error) {
	leave, err := m.enter(ctx, "Following")
	if err != nil {
		return nil, err
	}
	defer leave()
	var all []bot.Follow
	for _, f := range m.follows {
		if f.Channel == c {
			all = append(all, bot.Follow{Channel: c, Feed: *m.feed(f.Feed), Since: f.Since})
		}
	}
	slices.SortFunc(all, func(a, b bot.Follow) int {
		return cmp.Compare(strings.ToLower(a.Feed.Title), strings.ToLower(b.Feed.Title))
	})
	return all, nil
}

func (m *Memory) FeedsDue(ctx context.Context, now time.Time, limit int) ([]bot.Feed, error) {
	leave, err := m.enter(ctx, "FeedsDue")
	if err != nil {
		return nil, err
	}
	defer leave()
	var due []bot.Feed
	for _, f := range m.feeds {
		followed := slices.ContainsFunc(m.follows, func(o *bot.Follow) bool { return o.Feed.ID == f.ID })
		if followed && !f.Gone && !f.Next.After(now) {
			due = append(due, *f)
		}
	}
	slices.SortStableFunc(due, func(a, b bot.Feed) int { return a.Next.Compare(b.Next) })
	return due[:min(limit, len(due))], nil
}

func (m *Memory) Feed(ctx context.Context, id int64) (bot.Feed, error) {
	leave, err := m.enter(ctx, "Feed")
	if err != nil {
		return bot.Feed{}, err
	}
	defer leave()
	if f := m.feed(bot.Feed{ID: id}); f != nil {
		return *f, nil
	}
	return bot.Feed{}, bot.ErrNotFound
}

func (m *Memory) Harvested(ctx context.Context, h bot.Harvest, now time.Time) ([]bot.Item, error) {
	leave, err := m.enter(ctx, "Harvested")
	if err != nil {
		return nil, err
	}
	defer leave()
	f := m.feed(h.Feed)
	if f == nil {
		return nil, bot.ErrNotFound
	}
	f = m.put(f, h.Feed)
	return m.putItems(f.ID, h.Items, now), nil
}

func (m *Memory) item(id int64) *memoryItem {
	for _, i := range m.items {
		if i.ID == id {
			return i
		}
	}
	return nil
}

func (m *Memory) Item(ctx context.Context, id int64) (bot.Item, error) {
	leave, err := m.enter(ctx, "Item")
	if err != nil {
		return bot.Item{}, err
	}
	defer leave()
	if i := m.item(id); i != nil {
		return i.Item, nil
	}
	return bot.Item{}, bot.ErrNotFound
}

func (m *Memory) Troubled(ctx context.Context, item int64, p bot.Problem) error {
	leave, err := m.enter(ctx, "Troubled")
	if err != nil {
		return err
	}
	defer leave()
	i := m.item(item)
	if i == nil {
		return bot.ErrNotFound
	}
	i.trouble = p.Message
	return nil
}

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
		a = &memoryArticle{b: b, read: now}
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
		for _, f := range a.b.Facts {
			if fits(q.Words, f.In(text)+" \n "+source.Title) {
				out = append(out, bot.Hit{Article: source, Read: a.read, Text: f.In(text)})
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

func (m *Memory) digest(of func(d *memoryDigest) bool) *memoryDigest {
	for _, d := range m.digests {
		if of(d) {
			return d
		}
	}
	return nil
}

func (m *Memory) SetDigest(ctx context.Context, d bot.Digest) (bot.Digest, error) {
	leave, err := m.enter(ctx, "SetDigest")
	if err != nil {
		return d, err
	}
	defer leave()
	old := m.digest(func(o *memoryDigest) bool { return o.Channel == d.Channel })
	if old == nil {
		old = &memoryDigest{seen: map[int64]bool{}}
		old.ID = m.id()
		m.digests = append(m.digests, old)
	}
	d.ID, old.ended = old.ID, false
	old.Digest = d
	return d, nil
}

func (m *Memory) Digest(ctx context.Context, c bot.Channel) (bot.Digest, error) {
	leave, err := m.enter(ctx, "Digest")
	if err != nil {
		return bot.Digest{}, err
	}
	defer leave()
	if d := m.digest(func(o *memoryDigest) bool { return o.Channel == c && !o.ended }); d != nil {
		return d.Digest, nil
	}
	return bot.Digest{}, bot.ErrNotFound
}

func (m *Memory) DropDigest(ctx context.Context, c bot.Channel) error {
	leave, err := m.enter(ctx, "DropDigest")
	if err != nil {
		return err
	}
	defer leave()
	d := m.digest(func(o *memoryDigest) bool { return o.Channel == c && !o.ended })
	if d == nil {
		return bot.ErrNotFound
	}
	d.ended = true
	return nil
}

func (m *Memory) DigestsDue(ctx context.Context, now time.Time, limit int) ([]bot.Digest, error) {
	leave, err := m.enter(ctx, "DigestsDue")
	if err != nil {
		return nil, err
	}
	defer leave()
	var due []bot.Digest
	for _, d := range m.digests {
		if !d.ended && !d.Next.After(now) {
			due = append(due, d.Digest)
		}
	}
	slices.SortStableFunc(due, func(a, b bot.Digest) int { return a.Next.Compare(b.Next) })
	return due[:min(limit, len(due))], nil
}

func (m *Memory) MoveDigest(ctx context.Context, d bot.Digest, next time.Time, slot string) error {
	leave, err := m.enter(ctx, "MoveDigest")
	if err != nil {
		return err
	}
	defer leave()
	o := m.digest(func(o *memoryDigest) bool { return o.ID == d.ID && o.Next.Equal(d.Next) && !o.ended })
	if o == nil {
		return bot.ErrNotFound
	}
	o.Next, o.NextSlot = next, slot
	return nil
}

func (m *Memory) Open(ctx context.Context, e bot.Edition, j bot.Job) (bool, error) {
	leave, err := m.enter(ctx, "Open")
	if err != nil {
		return false, err
	}
	defer leave()
	if m.digest(func(d *memoryDigest) bool { return d.ID == e.Digest }) == nil {
		return false, errors.New("an edition of no digest")
	}
	for _, o := range m.editions {
		if o.Digest == e.Digest && o.Slot == e.Slot {
			return false, nil
		}
	}
	e.ID = m.id()
	m.editions = append(m.editions, &memoryEdition{Edition: e})
	if j != (bot.Job{}) {
		j.ID = e.ID
		m.enqueue(j)
	}
	return true, nil
}

func (m *Memory) edition(id int64) *memoryEdition {
	for _, e := range m.editions {
		if e.ID == id {
			return e
		}
	}
	return nil
}

func (e *memoryEdition) copy() bot.Edition {
	c := e.Edition
	c.Parts = slices.Clone(e.Parts)
	return c
}

func (m *Memory) Edition(ctx context.Context, id int64) (bot.Edition, error) {
	leave, err := m.enter(ctx, "Edition")
	if err != nil {
		return bot.Edition{}, err
	}
	defer leave()
	if e := m.edition(id); e != nil {
		return e.copy(), nil
	}
	return bot.Edition{}, bot.ErrNotFound
}

func (m *Memory) News(ctx context.Context, d bot.Digest, old bool, limit int) ([]bot.News, error) {
	leave, err := m.enter(ctx, "News")
	if err != nil {
		return nil, err
	}
	defer leave()
	own := m.digest(func(o *memoryDigest) bool { return o.ID == d.ID })
	var all []bot.News
	for _, i := range m.items {
		f := m.followOf(d.Channel, i.Feed)
		if f == nil || !old && (i.FirstSeen.Before(f.Since) || own != nil && own.seen[i.ID]) {
			continue
		}
		n := bot.News{Item: i.Item, Feed: *m.feed(f.Feed)}
		if i.article != nil {
			b := i.article.b
			n.Briefing = &b
		} else {
			n.Trouble, n.Pending = i.trouble, i.trouble == ""
		}
		all = append(all, n)
	}
	dated := func(i bot.Item) time.Time {
		if i.Published.IsZero() || i.Published.After(i.FirstSeen) {
			return i.FirstSeen
		}
		return i.Published
	}
	slices.SortStableFunc(all, func(a, b bot.News) int { return dated(b.Item).Compare(dated(a.Item)) })
	return all[:min(limit, len(all))], nil
}

func (m *Memory) Compose(ctx context.Context, id int64, parts []bot.Part, items []int64) error {
	leave, err := m.enter(ctx, "Compose")
	if err != nil {
		return err
	}
	defer leave()
	e := m.edition(id)
	if e == nil {
		return bot.ErrNotFound
	}
	if e.Composed {
		return nil
	}
	e.Composed, e.items = true, slices.Clone(items)
	for _, p := range parts {
		e.Parts = append(e.Parts, bot.EditionPart{Part: p})
	}
	return nil
}

func (m *Memory) part(id int64, n int) *bot.EditionPart {
	if e := m.edition(id); e != nil && n < len(e.Parts) {
		return &e.Parts[n]
	}
	return nil
}

func (m *Memory) Attempt(ctx context.Context, id int64, part int) error {
	leave, err := m.enter(ctx, "Attempt")
	if err != nil {
		return err
	}
	defer leave()
	p := m.part(id, part)
	if p == nil {
		return bot.ErrNotFound
	}
	p.Attempted = true
	return nil
}

func (m *Memory) Posted(ctx context.Context, id int64, part int, r bot.Receipt) error {
	leave, err := m.enter(ctx, "Posted")
	if err != nil {
		return err
	}
	defer leave()
	p := m.part(id, part)
	if p == nil {
		return bot.ErrNotFound
	}
	p.Attempted, p.Receipt = true, cmp.Or(p.Receipt, r)
	return nil
}

func (m *Memory) Settle(ctx context.Context, id int64, o bot.Outcome, reason string, now time.Time) error {
	leave, err := m.enter(ctx, "Settle")
	if err != nil {
		return err
	}
	defer leave()
	e := m.edition(id)
	if e == nil {
		return bot.ErrNotFound
	}
	if !e.Settled.IsZero() {
		return nil
	}
	e.Settled, e.Outcome, e.Reason = now, o, reason
	if d := m.digest(func(d *memoryDigest) bool { return d.ID == e.Digest }); o == bot.OutcomePosted || o == bot.OutcomeNothingNew {
		for _, i := range e.items {
			d.seen[i] = true
		}
	}
	return nil
}

func (m *Memory) Latest(ctx context.Context, c bot.Channel) (bot.Edition, error) {
	leave, err := m.enter(ctx, "Latest")
	if err != nil {
		return bot.Edition{}, err
	}
	defer leave()
	var last *memoryEdition
	for _, e := range m.editions {
		if e.Channel == c && !e.Settled.IsZero() && (last == nil || !e.Settled.Before(last.Settled)) {
			last = e
		}
	}
	if last == nil {
		return bot.Edition{}, bot.ErrNotFound
	}
	return last.copy(), nil
}

func (m *Memory) Unsettled(ctx context.Context, before time.Time) ([]bot.Edition, error) {
	leave, err := m.enter(ctx, "Unsettled")
	if err != nil {
		return nil, err
	}
	defer leave()
	var all []bot.Edition
	for _, e := range m.editions {
		if e.Settled.IsZero() && e.Opened.Before(before) {
			all = append(all, e.copy())
		}
	}
	return all, nil
}
