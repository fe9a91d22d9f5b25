package slack

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dateline-bot/dateline/briefing"
)

// wordsPerMinute is how fast news is read; the estimate is rounded.
const wordsPerMinute = 230

// byline returns what stands under a headline: where it was published, when,
// how long it is and in which language. The time is shown in each reader's own
// zone.
func byline(a briefing.Article, read time.Time) []any {
	rest := fmt.Sprintf("%d min read", max(1, (len(strings.Fields(a.Text))+wordsPerMinute/2)/wordsPerMinute))
	if a.Language != "" {
		rest += " · " + a.Language
	}
	return []any{oneLine(a.Site), published(a.Published, read), rest}
}

// published returns a time as each reader's client shows it.
// https://docs.slack.dev/messaging/formatting-message-text#date-formatting
func published(t, read time.Time) any {
	if t.IsZero() {
		return nil
	}
	if h, m, s := t.Clock(); h == 0 && m == 0 && s == 0 { // a day without a time
		return day(t, read)
	}
	return &textObject{Type: "mrkdwn", Text: fmt.Sprintf(
		"<!date^%d^{date_short_pretty}, {time}|%s>", t.Unix(), t.UTC().Format("Mon 2 January 2006, 15:04 UTC"))}
}

// day returns the date of t, without the year where it is that of read.
func day(t, read time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case !read.IsZero() && t.Year() == read.Year():
		return t.Format("Mon 2 January")
	}
	return t.Format("2 January 2006")
}

// names lists whom and what an article names most.
func names(b *briefing.Briefing) string {
	all := slices.Concat(b.People, b.Organizations, b.Places)
	slices.SortStableFunc(all, func(a, b briefing.Entity) int {
		return cmp.Compare(len(b.Mentions), len(a.Mentions))
	})
	var out []string
	for _, e := range all[:min(maxNames, len(all))] {
		out = append(out, cut(oneLine(e.Name), maxName/4))
	}
	return strings.Join(out, " · ")
}

func count(n int, noun string) string { return plural(n, noun, noun+"s") }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
