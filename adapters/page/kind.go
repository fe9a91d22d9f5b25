package page

import (
	"net/url"
	"slices"
	"strings"

	"github.com/dateline-bot/dateline/bot"
)

// What stands on a page that is no article, in bytes: with more text than this
// it is an article with a video or pictures in it.
const (
	mostUnderVideo   = 600
	mostUnderGallery = 900
	mostNotFound     = 700
)

// notArticle returns the Problem with a page that is something else than one
// article, or nil. text is what could be read of it.
func notArticle(u *url.URL, h *head, text string) *bot.Problem {
	var what string
	switch {
	case len(text) < mostNotFound && isNotFound(h):
		return notFound("%s has no such page, or has it no more. Check the address, or paste the article's text after /brief.", u)
	case h.linked.types["LiveBlogPosting"], hasSegment(u, "liveblog", "live-blog", "live-updates"):
		what = "a live blog: many short reports, which change by the minute"
	case len(text) < mostUnderVideo && (strings.HasPrefix(h.get("og:type"), "video") || h.linked.types["VideoObject"] && !h.linked.found || hasSegment(u, "video", "videos", "watch")):
		what = "a video"
	case len(text) < mostUnderGallery && (h.linked.types["ImageGallery"] || h.linked.types["MediaGallery"] || hasSegment(u, "gallery", "galleries", "slideshow", "photos", "in-pictures", "photo-gallery")):
		what = "a gallery of pictures"
	default:
		return nil
	}
	return bot.Problemf(bot.NotArticle, "That page%s is %s. Give the address of a single article, or paste its text after /brief.", in(u), what)
}

// isNotFound reports whether a page with little text says that it is not the
// one that was asked for, though it came with status 200.
func isNotFound(h *head) bool {
	for _, t := range [...]string{h.title, h.h1} {
		t = strings.ToLower(strings.TrimLeft(t, " \"'“‘-–—!:"))
		for _, s := range [...]string{
			"404", "error 404", "page not found", "not found", "article not found", "story not found", "page unavailable", "page not available", "content unavailable", "content not available",
			"this page isn't available", "this page isn’t available", "this page is not available", "this page doesn't exist", "this page doesn’t exist", "this page does not exist", "this page could not be found", "this article is no longer available", "this page is no longer available", "this content is no longer available",
			"we can't find", "we can’t find", "we couldn't find", "we couldn’t find", "we could not find", "sorry, this page", "sorry, we can", "sorry, the page", "the page you requested", "the page you are looking for", "the page you're looking for", "the page you’re looking for", "the requested page", "oops! that page", "oops, that page", "nothing found",
		} {
			if strings.HasPrefix(t, s) {
				return true
			}
		}
		if i := strings.LastIndexAny(t, "|-–—"); i > 0 && strings.HasPrefix(strings.TrimSpace(t[:i]), "page not found") || strings.HasSuffix(t, "page not found") || strings.HasSuffix(t, "404 not found") {
			return true
		}
	}
	return false
}

// isFrontPage reports whether u is where a site's address alone leads.
func isFrontPage(u *url.URL) bool {
	switch strings.Trim(u.Path, "/") {
	case "", "index.html", "index.htm", "index.php", "home", "404", "404.html":
		return u.RawQuery == ""
	}
	return false
}

// sentHome returns the Problem with the answer to asked that came from final: a
// site's front page in place of a page that it does not have, or nil.
func sentHome(asked, final *url.URL) *bot.Problem {
	if isFrontPage(asked) || !isFrontPage(final) || len(strings.Trim(asked.Path, "/")) < 8 {
		return nil
	}
	return notFound("%s has no such page, or has it no more: it leads to the front page instead. Check the address, or paste the article's text after /brief.", asked)
}

// notFound returns a Problem that bot.ErrNotFound caused. The format takes the
// site's name.
func notFound(format string, u *url.URL) *bot.Problem {
	p := bot.Problemf(bot.NotArticle, format, hostOf(u))
	p.Err = bot.ErrNotFound
	return p
}

// hasSegment reports whether one of u's path is one of names.
func hasSegment(u *url.URL, names ...string) bool {
	if u == nil {
		return false
	}
	for s := range strings.SplitSeq(strings.ToLower(u.Path), "/") {
		if slices.Contains(names, s) {
			return true
		}
	}
	return false
}
