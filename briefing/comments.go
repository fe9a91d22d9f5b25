package briefing

// storyEnd returns the sentence with which what readers wrote below the story
// begins: the heading Comments, 12 comments, Leave a reply on a line of its own.
// Where there is none it is the number of sentences.
func (d *Document) storyEnd() int32 {
	for n := 1; n < len(d.paragraphs); n++ {
		if d.headsComments(d.paragraphs[n]) {
			return d.inSentence[d.paragraphs[n].first]
		}
	}
	return int32(len(d.sentences))
}

// headsComments reports whether the paragraph p is a heading above comments.
func (d *Document) headsComments(p tokenSpan) bool {
	if p.last-p.first > 6 {
		return false
	}
	found := false
	for i := p.first; i < p.last; i++ {
		t := &d.tokens[i]
		switch {
		case d.isOf(commentWords, i, p):
			found = true
		case t.kind == numberToken, t.kind == openToken, t.kind == closeToken, t.hash == colonSign, d.isOf(besideComments, i, p):
		default:
			return false
		}
	}
	return found
}

var (
	commentWords   = wordsOf("comments", "comment", "replies", "reply")
	besideComments = wordsOf("leave", "add", "post", "view", "show", "all", "a", "your", "reader", "readers", "reader's", "latest", "recent", "top", "on", "this", "story", "article")
)
