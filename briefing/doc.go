// Package briefing reads a news article and tells what it says and who says it.
//
// An [Article] goes in; [Engine.Parse] finds its sentences, mentions and quotes
// as a [Document]; [Document.Brief] chooses what a reader must know first as a
// [Briefing]. Everything in a briefing is a [Span] of the article's own text:
// nothing is paraphrased, and nobody is given words that are not theirs.
//
//	var e briefing.Engine
//	b := e.Parse(briefing.Article{Text: text}).Brief()
//	for _, f := range b.Facts {
//		fmt.Println(f.In(b.Article.Text))
//	}
//
// The package is pure: no I/O, no clock, no goroutines and no package state
// that changes.
package briefing
