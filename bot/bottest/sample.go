package bottest

import (
	"strings"
	"time"

	"github.com/dateline-bot/dateline/bot"
	"github.com/dateline-bot/dateline/briefing"
)

// A Saying is a quote to be written into an article.
type Saying struct {
	Kind    briefing.QuoteKind
	Words   []string // the content, one for each of its spans
	Speaker string   // "" leaves the quote without one
	Role    string
	Cue     string
	Unclear bool // the speaker is a mention that could be more than one
}

// Briefing writes an article that has the facts and sayings given, and three
// times as much beside them that nobody is shown, and returns its briefing,
// every span of which lies in the article's text.
func Briefing(a briefing.Article, facts []string, sayings []Saying) briefing.Briefing {
	var text strings.Builder
	put := func(s string) briefing.Span {
		start := text.Len()
		text.WriteString(s)
		return briefing.Span{Start: start, End: text.Len()}
	}
	b := briefing.Briefing{Headline: a.Title, Language: a.Language}
	for i, f := range facts {
		b.Facts = append(b.Facts, briefing.Fact{
			Span: put(f), Score: float64(len(facts) - i), Why: []string{"stands first", "names a figure"},
		})
		if i == 1 { // one that leans on the fact before it
			b.Facts[i].Gloss = "after “The city council voted”"
		}
		text.WriteString("\n")
	}
	for _, s := range sayings {
		q := briefing.Quote{Kind: s.Kind, Confidence: 0.9}
		for i, w := range s.Words {
			if i > 0 {
				text.WriteString(" ")
			}
			q.Content = append(q.Content, put(w))
		}
		text.WriteString(" ")
		if s.Cue != "" {
			q.Cue = put(s.Cue)
			text.WriteString(" ")
		}
		if s.Speaker != "" {
			q.Speaker = &briefing.Speaker{Span: put(s.Speaker), Name: s.Speaker, Role: s.Role, Resolved: !s.Unclear}
		}
		text.WriteString("\n")
		b.Quotes = append(b.Quotes, q)
	}
	text.WriteString(strings.Repeat("The harbour lay still and no boat went out. ", 1+len(strings.Fields(text.String()))/3))
	a.Text = text.String()
	b.Article = a
	return b
}

// Samples returns posts of every kind, by name, on an invented story.
func Samples() map[string]bot.Post { return posts(harbour()) }

// Short returns posts of an article that is little more than its quotes: no face
// may show all of them.
func Short() map[string]bot.Post {
	c := harbour()
	b := c.briefing()
	end := b.Quotes[len(b.Quotes)-1]
	b.Article.Text = b.Article.Text[:end.Cue.End]
	story := bot.Story{Title: c.title, URL: c.url, Site: c.site, Briefing: &b}
	return map[string]bot.Post{
		"briefed": &bot.Briefed{Briefing: b, Read: c.at},
		"facts":   &bot.Briefed{Briefing: b, Read: c.at, Show: "facts"},
		"quotes":  &bot.Briefed{Briefing: b, Read: c.at, Show: "quotes"},
		"edition": &bot.EditionCard{Name: "Morning edition", Slot: c.at, Stories: []bot.Story{story}},
	}
}

// Long returns posts of every kind, by name, each too long for one message of
// any platform, in quotes of at most 900 bytes.
func Long() map[string]bot.Post {
	c := harbour()
	c.facts = many(60, "Inspectors found cracks in %d of the suspension rods, which the port authority will replace by the summer before the traffic returns to the bridge.")
	c.sayings = nil
	for _, w := range many(40, "The tunnel number %d was never built for this, and everybody who drives through it knows it. "+strings.Repeat("We told them so in writing, and we told them again. ", 14)) {
		c.sayings = append(c.sayings, Saying{Kind: briefing.Direct, Words: []string{strings.TrimSpace(w)}, Speaker: "Tomas Reyl", Role: "head of the bus drivers' union", Cue: "said"})
	}
	c.rows = 120
	return posts(c)
}

// Giant returns a briefing with a quote that no message of any platform holds.
func Giant() *bot.Briefed {
	c := harbour()
	words := strings.TrimSpace(strings.Repeat("Colossal words without an end. ", 1000))
	c.sayings = []Saying{{Kind: briefing.Direct, Words: []string{words}, Speaker: "Ines Okafor", Role: "mayor", Cue: "said"}}
	return &bot.Briefed{Briefing: c.briefing(), Read: c.at, Show: "quotes"}
}

// hostiles are texts as a page or a feed may hold them, written to be acted on
// by one platform or another.
var hostiles = []string{
	"<!channel> <!here> <!everyone> <@U024BE7LH> <#C024BE7LR|general> <!subteam^S0123>",
	"@everyone @here <@80351110224678912> <@&165511591545143296> <#103735883630395392>",
	"<https://evil.example/login|your bank> [your bank](https://evil.example/login)",
	"&lt;!channel&gt; &amp;lt;@U024BE7LH&amp;gt;",
	"*bold* _italic_ ~struck~ `code` **strong** __under__ ||spoiler|| :skull: <:x:123456789012345678>",
	"```\n> quoted\n# heading\n- list\n<t:1:R> </brief:123>",
}

// Controls holds characters that turn text round or hide in it; none may be
// shown.
const controls = "\u202e\u2066\u200b\u2060\ufeff\u061c\u0007\u001b"

// Hostile returns posts of every kind, by name, with text in every field that
// a platform could act on.
func Hostile() map[string]bot.Post {
	h := strings.Join(hostiles, " ")
	h = h[:len(h)/2] + controls + h[len(h)/2:]
	c := harbour()
	c.title = "Bridge " + hostiles[0] + controls
	c.site = hostiles[1] + controls
	c.url = "https://ledger.example/a|b>?q=<!channel>&x=" + "%E2%80%AE"
	c.facts = append([]string{h}, hostiles...)
	c.sayings = nil
	for _, w := range append([]string{h}, hostiles...) {
		c.sayings = append(c.sayings, Saying{Kind: briefing.Direct, Words: []string{w}, Speaker: hostiles[0], Role: hostiles[2], Cue: hostiles[3]})
	}
	c.note = h
	return posts(c)
}

// A content is what the posts of a set are made of.
type content struct {
	title, site, url, note string
	facts                  []string
	sayings                []Saying
	rows                   int
	at                     time.Time
}

func harbour() content {
	return content{
		title: "Harbour Bridge closes on Friday for eleven months",
		site:  "The Velmar Ledger",
		url:   "https://ledger.example/harbour-bridge",
		facts: []string{
			"The city council voted 7–4 on Monday night to close Harbour Bridge from 6 March.",
			"Inspectors found cracks in 19 of the 64 suspension rods.",
			"Repairs will cost more than €48 million, says the port authority.",
		},
		sayings: []Saying{
			{Kind: briefing.Direct, Words: []string{"Nobody on this council wants to explain to a family why we waited."}, Speaker: "Ines Okafor", Role: "mayor", Cue: "told reporters after the vote"},
			{Kind: briefing.Direct, Words: []string{"The tunnel", "was never built for this."}, Speaker: "he", Cue: "said", Unclear: true},
			{Kind: briefing.Indirect, Words: []string{"The insurer had been warned in November"}, Cue: "according to"},
		},
		rows: 3,
		at:   time.Date(2026, 3, 3, 6, 40, 0, 0, time.UTC),
	}
}

func (c content) briefing() briefing.Briefing {
	return Briefing(briefing.Article{
		URL: c.url, Site: c.site, Title: c.title, Byline: "Mara Lindqvist", Published: c.at, Language: "en",
	}, c.facts, c.sayings)
}

func posts(c content) map[string]bot.Post {
	b := c.briefing()
	card := &bot.EditionCard{
		Name: "Morning edition", Slot: c.at.Add(50 * time.Minute), Late: "2 h late (the bot was down)",
		Feeds: bot.FeedTally{Read: 41, Total: 44, Trouble: []string{"blocked", "blocked", "timed out"}},
		Next:  c.at.Add(24*time.Hour + 50*time.Minute),
		Changes: []bot.Change{
			{Kind: bot.Corrected, Title: c.title, URL: c.url, Site: c.site, Was: c.facts[0], Now: c.facts[1], Note: "Correction: " + c.title},
			{Kind: bot.Withdrawn, Title: c.title, URL: c.url, Site: c.site},
		},
		Stories: []bot.Story{
			{Title: c.title, URL: c.url, Site: c.site, Briefing: &b, Sources: []bot.Source{{Title: c.title, Site: c.site, URL: c.url}, {Title: c.title, Site: "Coast Radio", URL: c.url}}},
			{Title: c.title, URL: c.url, Site: c.site, Trouble: "The page is behind a paywall.", Sources: []bot.Source{{Title: c.title, Site: c.site, URL: c.url}}},
		},
	}
	answer := &bot.Answer{Title: "Quotes of " + speaker(c) + ", newest first", More: 4, Searched: "speaker " + speaker(c) + " · 214 articles", Nearest: ""}
	source := b.Article
	source.Text = ""
	for i, q := range b.Quotes {
		words := make([]string, len(q.Content))
		for j, s := range q.Content {
			words[j] = s.In(b.Article.Text)
		}
		answer.Hits = append(answer.Hits, bot.Hit{Article: source, Read: c.at, Text: strings.Join(words, " "), Quote: &b.Quotes[i], Also: i})
	}
	answer.Hits = append(answer.Hits, bot.Hit{Article: source, Read: c.at, Text: c.facts[1], Fact: &b.Facts[1]})
	list := &bot.List{Title: "What this channel follows: " + c.site, Foot: c.title}
	for range c.rows {
		list.Rows = append(list.Rows, bot.Row{Name: c.title, URL: c.url, Detail: c.site})
	}
	return map[string]bot.Post{
		"briefed": &bot.Briefed{Briefing: b, Read: c.at, Note: c.note},
		"facts":   &bot.Briefed{Briefing: b, Read: c.at, Note: c.note, Show: "facts"},
		"quotes":  &bot.Briefed{Briefing: b, Read: c.at, Note: c.note, Show: "quotes"},
		"why":     &bot.Briefed{Briefing: b, Read: c.at, Note: c.note, Show: "why"},
		"edition": card,
		"answer":  answer,
		"list":    list,
		"notice":  &bot.Notice{Text: strings.Join(c.facts, " "), Problem: true},
	}
}

func speaker(c content) string {
	if len(c.sayings) == 0 || c.sayings[0].Speaker == "" {
		return "nobody"
	}
	return c.sayings[0].Speaker
}

func many(n int, format string) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = strings.Replace(format, "%d", number(i+1), 1)
	}
	return out
}

// number writes n with leading zeros, so that no item of many stands within
// another.
func number(n int) string {
	return string([]byte{'0' + byte(n/100%10), '0' + byte(n/10%10), '0' + byte(n%10)})
}
