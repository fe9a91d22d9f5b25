package bot_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/bot/bottest"
	"github.com/dateline-bot/dateline/briefing"
)

var update = flag.Bool("update", false, "write what is shown into testdata and docs")

// A world is a bot with a web, a memory and a face that a test can look at.
type world struct {
	*bot.Bot
	*bottest.Memory
	web  *web
	face *board
	logs *bytes.Buffer
}

var here = bot.Channel{Platform: "board", ID: "news"}

func newWorld(t *testing.T, files ...txtar.File) *world {
	w := &world{Memory: new(bottest.Memory), web: newWeb(t, files), face: new(board), logs: new(bytes.Buffer)}
	w.Bot = bot.New(bot.Doors{
		Reader: w.web, Feeds: w.web, Follows: w.Memory, Archive: w.Memory, Digests: w.Memory, Editions: w.Memory, Reports: w.Memory, Changes: w.Memory, Imports: w.Memory, Subscriptions: w.Memory,
		Jobs: w.Memory, Faces: map[string]bot.Face{"board": w.face}, Zone: "Europe/Berlin", Brief: brief,
		Log: slog.New(slog.NewTextHandler(w.logs, nil)),
	})
	return w
}

// ask returns what a manager is answered to a line.
func (w *world) ask(t *testing.T, line string) string {
	t.Helper()
	verb, options, p := bot.ParseLine(line)
	if p != nil {
		return p.Message + "\n"
	}
	return w.request(t, bot.Request{Channel: here, User: bot.User{ID: "u", Manager: true}, Verb: verb, Options: options})
}

func (w *world) request(t *testing.T, r bot.Request) string {
	t.Helper()
	var shown strings.Builder
	w.Ask(t.Context(), r, func(_ context.Context, p bot.Post) error {
		shown.WriteString(show(p))
		return nil
	})
	return shown.String()
}

// work does the jobs that wait, and those that they lead to, as a queue would.
func (w *world) work(ctx context.Context) {
	for {
		j, ok := w.Next()
		if !ok {
			return
		}
		err := w.Work(ctx, j)
		var retry *bot.RetryError
		switch {
		case errors.As(err, &retry):
			time.Sleep(retry.After)
			_ = w.Enqueue(ctx, j)
		case err != nil && ctx.Err() == nil:
			time.Sleep(time.Minute)
			_ = w.Enqueue(ctx, j)
		}
	}
}

// A web is what there is to fetch: pages and feeds, each a file. A feed's
// lines are a title and, for each item, its address and title; a page's its
// headers and, after a blank line, its text. A file that begins with ! is what
// goes wrong: "! timeout It did not answer."
type web struct {
	mu    sync.Mutex
	files map[string]string
	reads []string
	hub   string // that its feeds name
}

func newWeb(t *testing.T, files []txtar.File) *web {
	w := &web{files: map[string]string{}}
	for _, f := range files {
		if strings.HasPrefix(f.Name, "https://") || strings.HasPrefix(f.Name, "http://") {
			w.files[f.Name] = string(f.Data)
		}
	}
	return w
}

func (w *web) put(url, content string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files[url] = content
}

func (w *web) drop(url string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.files, url)
}

// fetched counts how often an address that ends so was asked for.
func (w *web) fetched(end string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, url := range w.reads {
		if strings.HasSuffix(url, end) {
			n++
		}
	}
	return n
}

func (w *web) get(ctx context.Context, url string) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.reads = append(w.reads, url)
	if err := ctx.Err(); err != nil {
		return "", err
	}
	s, ok := w.files[url]
	if !ok {
		p := bot.Problemf(bot.HTTPStatus, "%s says that there is no such page (404). Is the address right?", url)
		p.Status = 404
		return "", p
	}
	if wrong, ok := strings.CutPrefix(s, "! "); ok {
		kind, message, _ := strings.Cut(strings.TrimSpace(wrong), " ")
		if kind == "busy" {
			p := bot.Problemf(bot.Timeout, "%s", message)
			p.Err = &bot.RetryError{After: time.Minute, Err: bot.ErrBusy}
			return "", p
		}
		return "", bot.Problemf(bot.ProblemKind(kind), "%s", message)
	}
	return s, nil
}

func (w *web) Read(ctx context.Context, url string) (briefing.Article, error) {
	s, err := w.get(ctx, url)
	if err != nil {
		return briefing.Article{}, err
	}
	a, err := w.Parse(url, s)
	if strings.HasPrefix(a.Title, "PANIC") {
		panic("a page that breaks the reader")
	}
	return a, err
}

// Reread takes a page's own text for its ETag.
func (w *web) Reread(ctx context.Context, url string, v bot.Validators) (briefing.Article, bot.Validators, error) {
	a, err := w.Read(ctx, url)
	if err == nil && v.ETag == a.Text {
		return briefing.Article{}, v, bot.ErrUnchanged
	}
	return a, bot.Validators{ETag: a.Text}, err
}

func (w *web) Parse(url, page string) (briefing.Article, error) {
	head, text, _ := strings.Cut(page, "\n\n")
	a := briefing.Article{URL: url, Language: "en", Text: text}
	for line := range strings.SplitSeq(head, "\n") {
		name, value, _ := strings.Cut(line, ": ")
		switch name {
		case "title":
			a.Title = value
		case "site":
			a.Site = value
		case "language":
			a.Language = value
		case "date":
			a.Published, _ = time.Parse(time.RFC3339, value)
		}
	}
	return a, nil
}

func (w *web) Harvest(ctx context.Context, f bot.Feed) (bot.Harvest, error) {
	s, err := w.get(ctx, f.URL)
	if err != nil {
		return bot.Harvest{Feed: f, Gone: bot.AsProblem(err).Kind == "gone"}, err
	}
	if bot.IsOPML([]byte(s)) {
		listed, err := bot.ParseOPML([]byte(s))
		return bot.Harvest{Feed: f, Listed: listed}, err
	}
	h, err := w.ParseFeed(f.URL, []byte(s))
	f.Title, f.Hub, f.Topic = h.Feed.Title, w.hub, f.URL
	h.Feed = f
	return h, err
}

func (w *web) ParseFeed(_ string, body []byte) (bot.Harvest, error) {
	lines := strings.Split(strings.TrimSpace(string(body)), "\n")
	h := bot.Harvest{Feed: bot.Feed{Title: lines[0]}}
	for _, line := range lines[1:] {
		url, title, _ := strings.Cut(line, " ")
		h.Items = append(h.Items, bot.Item{GUID: url, URL: url, Title: title})
	}
	return h, nil
}

// brief finds in a text what these tests need, so that they do not hang on
// what the engine finds: a paragraph that begins with a quotation mark is
// “WORDS,” said NAME, ROLE. and any other is a fact.
func brief(a briefing.Article) briefing.Briefing {
	b := briefing.Briefing{Article: a, Headline: cmp.Or(a.Title, strings.TrimSpace(a.Text)), Language: cmp.Or(a.Language, "en")}
	at := 0
	for para := range strings.SplitSeq(a.Text, "\n") {
		span := func(part string) briefing.Span {
			i := at + strings.Index(para, part)
			return briefing.Span{Start: i, End: i + len(part)}
		}
		if para != "" {
			b.Sentences = append(b.Sentences, span(para))
		}
		if said, by, ok := strings.Cut(strings.TrimPrefix(para, "“"), ",” said "); ok {
			name, role, _ := strings.Cut(strings.TrimSuffix(by, "."), ", ")
			b.Quotes = append(b.Quotes, briefing.Quote{
				Kind: briefing.Direct, Content: []briefing.Span{span(said)}, Cue: span("said"),
				Speaker: &briefing.Speaker{Span: span(name), Name: name, Role: role, Resolved: true},
			})
			b.People = append(b.People, briefing.Entity{Name: name, Mentions: []briefing.Span{span(name)}})
		} else if para != "" {
			b.Facts = append(b.Facts, briefing.Fact{Span: span(para), Score: 1})
		}
		at += len(para) + 1
	}
	return b
}

// A board is a face that keeps what was posted.
type board struct {
	mu     sync.Mutex
	posted []posted
	// fail is asked before a message is put up and after it.
	fail func(after bool) error
}

type posted struct {
	key    bot.Key
	parent bot.Receipt
	text   string
}

var _ bot.Face = (*board)(nil)

// Parts renders an edition as one message and one for each story.
func (b *board) Parts(p bot.Post) []bot.Part {
	texts := []string{show(p)}
	if card, ok := p.(*bot.EditionCard); ok {
		for _, s := range card.Stories {
			texts = append(texts, "    "+s.Title+"\n")
		}
	}
	var parts []bot.Part
	for i, t := range texts {
		data, err := json.Marshal(t)
		if err != nil {
			panic(err)
		}
		parts = append(parts, bot.Part{Headline: p.Headline(), InThread: i > 0, Payload: data})
	}
	return parts
}

func (b *board) Publish(ctx context.Context, c bot.Channel, p bot.Part, k bot.Key, parent bot.Receipt) (bot.Receipt, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := cmpErr(ctx.Err(), b.failing(false)); err != nil {
		return "", err
	}
	var text string
	if err := json.Unmarshal(p.Payload, &text); err != nil {
		return "", err
	}
	b.posted = append(b.posted, posted{k, parent, text})
	return bot.Receipt(fmt.Sprint("m", len(b.posted))), b.failing(true)
}

func (b *board) failing(after bool) error {
	if b.fail == nil {
		return nil
	}
	return b.fail(after)
}

func cmpErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *board) Find(_ context.Context, _ bot.Channel, k bot.Key, _ bot.Receipt) (bot.Receipt, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.posted, func(p posted) bool { return p.key == k })
	if i < 0 {
		return "", bot.ErrNotFound
	}
	return bot.Receipt(fmt.Sprint("m", i+1)), nil
}

// taken returns what was posted since it was called last.
func (b *board) taken() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var all strings.Builder
	for i, p := range b.posted {
		if p.text != "" {
			all.WriteString("* " + p.text)
			b.posted[i].text = ""
		}
	}
	return all.String()
}

// show writes a post down in plain words.
func show(p bot.Post) string {
	var s strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&s, format+"\n", args...) }
	switch p := p.(type) {
	case *bot.Notice:
		if p.Problem {
			s.WriteString("! ")
		}
		line("%s", p.Text)
	case *bot.File:
		line("%s (%s)", p.Note, p.Name)
		s.WriteString(p.Text)
	case *bot.List:
		line("[%s]", p.Title)
		for _, r := range p.Rows {
			line("  %s: %s", r.Name, r.Detail)
		}
		if p.Foot != "" {
			line("  (%s)", p.Foot)
		}
	case *bot.Answer:
		line("[%s]", p.Title)
		for _, h := range p.Hits {
			who := "fact"
			if h.Quote != nil && h.Quote.Speaker != nil {
				who = h.Quote.Speaker.Name
			}
			line("  %s: %s (%s)", who, h.Text, h.Article.Site)
		}
		if p.More > 0 {
			line("  +%d", p.More)
		}
		if p.Nearest != "" {
			line("  Nearest: %s", p.Nearest)
		}
		line("  Searched: %s", p.Searched)
	case *bot.Briefed:
		line("[%s] %s", p.Briefing.Headline, p.Briefing.Article.Site)
		if p.Show != "" {
			line("  shows %s", p.Show)
		}
	case *bot.EditionCard:
		late := ""
		if p.Late != "" {
			late = " (" + p.Late + ")"
		}
		line("%s%s · %s", p.Name, late, p.Slot.Format("Mon 2 Jan 15:04"))
		for i, st := range p.Stories {
			line("  %d %s, %s", i+1, st.Title, sources(st))
			if st.Trouble != "" {
				line("    %s", st.Trouble)
			}
		}
		if p.More > 0 {
			line("  +%d", p.More)
		}
		for _, c := range p.Changes {
			line("  %s: %s, %s", c.Kind.Words(), c.Title, c.Site)
			for _, l := range c.Lines() {
				line("    %s", strings.TrimSpace(l.Name+" "+l.Detail))
			}
		}
		line("  %d of %d feeds %v · next %s", p.Feeds.Read, p.Feeds.Total, p.Feeds.Trouble, p.Next.Format("Mon 2 Jan 15:04"))
	}
	return s.String()
}

func sources(s bot.Story) string {
	sites := make([]string, len(s.Sources))
	for i, src := range s.Sources {
		sites[i] = src.Site
	}
	return strings.Join(sites, " + ")
}
