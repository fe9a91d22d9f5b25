package page

import (
	"strings"
	"unicode"
)

// keepArticle drops from the blocks of an article what its site put between
// and around them. title is the article's.
func keepArticle(ps []paragraph, title string) []paragraph {
	ps = cutTail(ps)
	kept := ps[:0:0]
	begun := false // the running text has
	for _, p := range ps {
		if isFurniture(p) || !begun && (sameWords(p.text, title) || isStamp(p.text)) {
			continue
		}
		begun = begun || len(p.text) > 80 && endsSentence(p.text)
		kept = append(kept, p)
	}
	return kept
}

// cutTail ends an article at the line that leads on to others, where most of
// the text stands before it.
func cutTail(ps []paragraph) []paragraph {
	total := 0
	for _, p := range ps {
		total += len(p.text) - p.linked
	}
	before := 0
	for i, p := range ps {
		if i > 0 && 10*before > 6*total && len(p.text) < 60 && 2*p.linked < len(p.text) && leadsOn(p.text) {
			return ps[:i]
		}
		before += len(p.text) - p.linked
	}
	return ps
}

// leadsOn reports whether a short line is the heading of what follows articles.
func leadsOn(s string) bool {
	s = strings.ToLower(strings.TrimRight(s, " :.…!?"))
	for _, h := range [...]string{
		"you may also like", "you might also like", "also like", "more from", "more news", "more on this", "more stories", "related", "read next", "up next", "next article",
		"most popular", "most read", "popular stories", "trending", "top stories", "latest news", "latest stories", "recommended", "editor's picks", "editors' picks",
		"join the conversation", "leave a comment", "leave a reply", "comments", "what do you think", "tell us what you think", "have your say",
		"about the author", "about the writer", "share this", "share on", "sign up for", "subscribe to", "want more", "tags", "topics", "filed under",
	} {
		if strings.HasPrefix(s, h) {
			return len(strings.Fields(s)) < len(strings.Fields(h))+4
		}
	}
	return false
}

// isFurniture reports whether a block is a pointer to elsewhere, a request to
// the reader, or a picture's credit.
func isFurniture(p paragraph) bool {
	if p.linked*10 >= len(p.text)*9 && len(p.text) < 200 {
		return true // nothing but a link
	}
	s := strings.ToLower(strings.TrimLeft(p.text, " -–—•*|>»[(\"“"))
	if len(s) < 300 {
		for _, h := range [...]string{
			"read more", "read also", "also read", "read next", "read:", "related:", "related article", "see also", "see more:", "watch:", "watch now", "listen:", "more:", "more from ",
			"don't miss", "don’t miss", "continue reading", "story continues", "article continues", "keep reading", "click here", "tap here",
			"sign up", "subscribe", "join our", "get the latest", "get our", "follow us", "follow @", "like us on", "share this", "share on", "download the", "join the conversation", "have a tip", "interact with",
			"advertisement", "advert", "sponsored", "skip to", "this slideshow requires", "loading", "photo:", "photos:", "photo by", "photograph:", "image:", "image credit", "image source", "images:", "picture:", "credit:", "(photo", "(image", "getty images",
			"©", "copyright", "all rights reserved", "we use cookies", "this website uses cookies", "enable javascript", "please enable", "view comments", "whatsapp", "caption", "tags:",
		} {
			if strings.HasPrefix(s, strings.TrimLeft(h, "(")) {
				return true
			}
		}
	}
	if len(s) < 220 {
		for _, t := range [...]string{"(image: ", "(photo: ", "(image credit: ", "(picture: ", "/ap photo)", "(ap photo/", "/getty images", "via getty images", "all rights reserved"} {
			if strings.Contains(s, t) && !strings.HasSuffix(s, ".") {
				return true
			}
		}
	}
	return false
}

// isStamp reports whether a line before the text tells when it appeared and who
// wrote it, which Article holds apart.
func isStamp(s string) bool {
	if len(s) > 160 {
		return false
	}
	l := strings.ToLower(s)
	for _, h := range [...]string{"by ", "published", "updated", "posted", "last updated", "first published", "written by", "words by", "text by"} {
		if strings.HasPrefix(l, h) && !endsSentence(s) {
			return true
		}
	}
	return false
}

// endsSentence reports whether s ends with a stop, closing marks aside.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"”’')] »")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "。")
}

// sameWords reports whether a and b are the same but for case, blanks and
// marks.
func sameWords(a, b string) bool {
	a, b = letters(a), letters(b)
	return a != "" && a == b
}

// letters returns s's letters and digits, in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
