package briefing

// What an article of people's never has more of. Without these limits a text
// made to do harm would cost the square of its length in time, or be told many
// times over.
const (
	maxCues     = 48  // cues followed in one sentence
	maxSubjects = 256 // of those named, how many are looked through for one name
	maxMentions = 600 // how many mentions one looks back for a name or pronoun
	maxTurns    = 256 // turns of a transcript that are looked through for a role
	maxMarks    = 64  // marks in a row around a content
	maxName     = 200 // bytes of a name, a role or a source
	maxTold     = 3   // how many times the article's length its quotes are in all
	// keptTokens is how many tokens an engine keeps room for between articles:
	// those of about a megabyte.
	keptTokens = 1 << 18
)

// ration keeps of quotes, in their order, those that are told before they come
// to maxTold times the article's length. Only a text that was made for it nests
// so much speech in speech.
func (d *Document) ration(quotes []Quote) []Quote {
	left := maxTold*len(d.article.Text) + 1<<12
	kept := quotes[:0]
	for i := range quotes {
		q := &quotes[i]
		n := 0
		for _, c := range q.Content {
			n += c.Len()
		}
		if q.Speaker != nil {
			n += len(q.Speaker.Name) + len(q.Speaker.Role)
		}
		if left -= n; left >= 0 {
			kept = append(kept, *q)
		} else {
			left += n
		}
	}
	return kept
}
