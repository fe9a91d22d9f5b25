// Package page reads news articles off the web: an address or a page's HTML
// goes in, a [briefing.Article] comes out.
//
// [Reader.Parse] takes the title, author, date and site from what the page says
// of itself (JSON-LD, OpenGraph, meta tags), and the text from its body: first
// everything that is navigation, captions or promotion is pruned, then
// go-readability finds the article in what is left, then the lines that the
// site put in between are dropped. docs/decisions/0003-article-text.md tells
// why it is done so and how well it does.
//
// A page is fetched only where its site's robots.txt allows it.
//
// A page that holds no article says why: a paywall, a request for consent, a
// check for robots. What could be read of it stands in the [bot.Problem].
package page
