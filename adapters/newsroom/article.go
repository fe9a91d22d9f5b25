package newsroom

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"
)

//go:embed articles/*.txt
var sources embed.FS

// An article is one text of the press, with its times made out.
type article struct {
	Outlet      outlet
	Slug        string
	Title       string
	Author      string
	Section     string
	Summary     string
	Published   time.Time
	Paragraphs  []string
	Subscribers bool // its text is for subscribers alone
}

func (a article) URL() string { return a.Outlet.HomeURL() + a.Slug }

// SectionURL is the address of the section that a stands in.
func (a article) SectionURL() string { return a.Outlet.sectionURL(a.Section) }

func (o outlet) sectionURL(section string) string {
	return o.HomeURL() + "section/" + strings.ToLower(section)
}

// articles reads the press's texts as they stand at now, the newest first. Its
// sources are part of the program, so an error is a mistake in them.
func articles(now time.Time) ([]article, error) {
	files, err := fs.Glob(sources, "articles/*.txt")
	if err != nil {
		return nil, err
	}
	byID := map[string]outlet{}
	for _, o := range outlets() {
		byID[o.ID] = o
	}
	var all []article
	for _, name := range files {
		src, err := sources.ReadFile(name)
		if err != nil {
			return nil, err
		}
		a, err := parseArticle(string(src), byID, now)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, a)
	}
	slices.SortFunc(all, func(a, b article) int { return b.Published.Compare(a.Published) })
	return all, nil
}

// parseArticle reads one source: "key: value" lines, a blank line, and
// paragraphs between blank lines, all with the actions of [timeWords].
func parseArticle(src string, outlets map[string]outlet, now time.Time) (article, error) {
	t, err := template.New("").Funcs(timeWords(now)).Parse(src)
	if err != nil {
		return article{}, err
	}
	var b strings.Builder
	if err := t.Execute(&b, nil); err != nil {
		return article{}, err
	}
	head, body, _ := strings.Cut(b.String(), "\n\n")
	a := article{Paragraphs: strings.Split(strings.TrimSpace(body), "\n\n")}
	for line := range strings.Lines(head) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			return a, fmt.Errorf("%q is no key: value", line)
		}
		if err := a.set(key, value, outlets, now); err != nil {
			return a, err
		}
	}
	return a, nil
}

func (a *article) set(key, value string, outlets map[string]outlet, now time.Time) error {
	switch key {
	case "outlet":
		o, ok := outlets[value]
		if !ok {
			return fmt.Errorf("no outlet %q", value)
		}
		a.Outlet = o
	case "slug":
		a.Slug = value
	case "title":
		a.Title = value
	case "author":
		a.Author = value
	case "section":
		a.Section = value
	case "summary":
		a.Summary = value
	case "age":
		age, err := time.ParseDuration(value)
		if err != nil {
			return err
		}
		a.Published = now.Add(-age).Truncate(time.Minute)
	case "access":
		a.Subscribers = value == "subscribers"
	default:
		return fmt.Errorf("no key %q", key)
	}
	return nil
}

// timeWords returns the actions by which a source names times relative to now,
// each taking an offset such as "-15h" or "+3d": day (Friday), date (6 March),
// month, year; workday and workdate move a Saturday or Sunday to the Monday
// after.
func timeWords(now time.Time) template.FuncMap {
	format := func(layout string, work bool) func(string) (string, error) {
		return func(offset string) (string, error) {
			t, err := shift(now, offset)
			if err != nil {
				return "", err
			}
			for work && (t.Weekday() == time.Saturday || t.Weekday() == time.Sunday) {
				t = t.AddDate(0, 0, 1)
			}
			return t.Format(layout), nil
		}
	}
	return template.FuncMap{
		"day": format("Monday", false), "date": format("2 January", false),
		"month": format("January", false), "year": format("2006", false),
		"workday": format("Monday", true), "workdate": format("2 January", true),
	}
}

// shift moves now by hours ("-15h") or calendar days ("+3d").
func shift(now time.Time, offset string) (time.Time, error) {
	if days, ok := strings.CutSuffix(offset, "d"); ok {
		n, err := strconv.Atoi(days)
		if err != nil {
			return now, fmt.Errorf("offset %q: %w", offset, err)
		}
		return now.AddDate(0, 0, n), nil
	}
	d, err := time.ParseDuration(offset)
	if err != nil {
		return now, err
	}
	return now.Add(d), nil
}
