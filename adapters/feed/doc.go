// Package feed reads what news sources publish for readers like this one: RSS
// in all its versions, Atom and JSON Feed.
//
// [Reader.Harvest] fetches a feed only where it has changed, follows it where
// it has moved for good, finds the feed of a web page, and says when to come
// again. [Parse] reads one from bytes. What comes out is a [bot.Harvest] whose
// titles and summaries are plain text and whose addresses are whole.
package feed
