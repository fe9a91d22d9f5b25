package bot

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A question is what somebody asked, word by word, and how it was read.
type question struct {
	words  []askedWord
	query  Query
	who    SpeakerCount // the speaker meant; zero where none is known
	name   string       // who is meant, as it was asked; "" where nobody
	others []string     // whom the name could mean as well
	dates  []string     // the dates in words: "since Mon 2 March"
}

// An askedWord is a word of a question.
type askedWord struct {
	raw  string // without punctuation around it
	fold string // folded, without 's
	used bool   // what it says is in the query already
}

// readQuestion reads what is looked for. Speakers are those that can be found;
// quotes says that quotes alone are. Days are those of now's zone.
func readQuestion(text string, speakers []SpeakerCount, quotes bool, now time.Time) question {
	q := question{}
	for _, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w == "" {
			continue
		}
		f := fold(strings.ReplaceAll(w, "’", "'"))
		q.words = append(q.words, askedWord{raw: w, fold: strings.TrimSuffix(strings.TrimSuffix(f, "'s"), "'")})
	}
	q.readDates(now)
	saying := quotes || q.asksWhatWasSaid()
	if saying {
		q.readSpeaker(speakers, quotes)
	}
	q.query.Quotes, q.query.Facts = true, !saying
	for _, w := range q.words {
		if !w.used && len(q.query.Words) < 8 && !stopWord(w.fold) && !slices.Contains(q.query.Words, w.fold) {
			q.query.Words = append(q.query.Words, w.fold)
		}
	}
	return q
}

// sayingWords ask for words that somebody said.
func sayingWord(w string) bool {
	switch w {
	case "say", "says", "said", "saying", "tell", "tells", "told", "quote", "quotes", "quoted", "comment", "comments", "commented",
		"statement", "statements", "remark", "remarks", "claim", "claims", "claimed", "think", "thinks", "argue", "argues", "argued",
		"according", "announce", "announced", "promise", "promised", "warn", "warned", "words":
		return true
	}
	return false
}

func (q *question) asksWhatWasSaid() bool {
	return slices.ContainsFunc(q.words, func(w askedWord) bool { return !w.used && sayingWord(w.fold) })
}

// readSpeaker finds whom the question means: the longest name of speakers that
// stands in it, whole or by a part that is written as a name or, where none
// does, whom it asks about in the speaker's place ("what did X say").
func (q *question) readSpeaker(speakers []SpeakerCount, quotes bool) {
	best, from, n := 0, 0, 0
	var found []SpeakerCount
	for _, s := range speakers {
		score, at, length := q.named(s.Name)
		switch {
		case score == 0 || score < best:
		case score > best:
			best, from, n, found = score, at, length, []SpeakerCount{s}
		case at == from:
			found = append(found, s)
		}
	}
	if len(found) > 0 {
		q.name = q.take(from, n)
		q.query.Speaker = found[0].Name
		q.who = found[0]
		alike := func(s SpeakerCount) bool { return fold(s.Name) == fold(found[0].Name) }
		if slices.ContainsFunc(found, func(s SpeakerCount) bool { return !alike(s) }) {
			// A part that several have: all of them are meant.
			q.query.Speaker, q.who = q.name, SpeakerCount{}
			for _, s := range found {
				q.others = append(q.others, s.Name)
			}
		}
		return
	}
	from, n = q.speakerPlace(quotes)
	if n == 0 {
		return
	}
	q.name = q.take(from, n)
	q.query.Speaker = q.name
	for _, s := range speakers { // "what did the mayor say"
		if holdsWords(s.Role, q.name) {
			q.others = append(q.others, s.Name)
			q.who = s
		}
	}
	if len(q.others) == 1 {
		q.query.Speaker, q.others = q.who.Name, nil
		return
	}
	q.who = SpeakerCount{}
}

// named reports where and how surely name stands in the question as one whose
// words are asked for: 0 where it does not, more for a whole name than for a
// part, for a last name than for a first. A description ("the bridge", "two
// officials") is meant only whole. What stands behind about or on is the topic.
func (q *question) named(name string) (score, at, n int) {
	parts := strings.Fields(fold(name))
	if len(parts) == 0 {
		return 0, 0, 0
	}
	proper := !slices.ContainsFunc(strings.Fields(name), func(w string) bool { return !capital(w) || stopWord(fold(w)) })
	until := q.topic()
	for i := range until {
		if i+len(parts) > until || !q.stands(parts, i) {
			continue
		}
		if proper {
			return 1000 + len(name), i, len(parts)
		}
		return 10 + len(parts), i, len(parts)
	}
	if !proper {
		return 0, 0, 0
	}
	for i, w := range q.words[:until] {
		if w.used || stopWord(w.fold) || sayingWord(w.fold) || len(w.fold) < 3 {
			continue
		}
		if w.fold == parts[len(parts)-1] {
			return 200, i, 1
		}
		if w.fold == parts[0] {
			return 100, i, 1
		}
	}
	return 0, 0, 0
}

// topic returns the number of words before those that name what the question
// is about.
func (q *question) topic() int {
	i := slices.IndexFunc(q.words, func(w askedWord) bool {
		switch w.fold {
		case "about", "on", "over", "regarding", "concerning":
			return !w.used
		}
		return false
	})
	if i < 0 {
		return len(q.words)
	}
	return i
}

func (q *question) stands(parts []string, i int) bool {
	for k, p := range parts {
		if q.words[i+k].used || q.words[i+k].fold != p {
			return false
		}
	}
	return true
}

// speakerPlace returns the words that stand where a speaker's name does: "did
// X say", "X said", "quotes of X", "according to X", and with quotes the
// capital words that the question begins with.
func (q *question) speakerPlace(quotes bool) (from, n int) {
	run := func(i int) (int, int) {
		for i < len(q.words) && (q.words[i].fold == "the" || q.words[i].fold == "by") {
			i++
		}
		from := i
		for i < len(q.words) && i-from < 4 && !q.words[i].used && !stopWord(q.words[i].fold) && !sayingWord(q.words[i].fold) {
			i++
		}
		return from, i - from
	}
	for i, w := range q.words {
		next := i + 1
		switch {
		case w.fold == "did" || w.fold == "does" || w.fold == "do" || w.fold == "has" || w.fold == "have":
			if from, n := run(next); n > 0 && from+n < len(q.words) && sayingWord(q.words[from+n].fold) {
				return from, n
			}
		case (w.fold == "of" || w.fold == "by" || w.fold == "from" || w.fold == "to") && i > 0 && sayingWord(q.words[i-1].fold) && q.words[i-1].fold != "said":
			if from, n := run(next); n > 0 {
				return from, n
			}
		case (w.fold == "said" || w.fold == "says") && i > 0 && capital(q.words[i-1].raw):
			from := i - 1
			for from > 0 && capital(q.words[from-1].raw) && !stopWord(q.words[from-1].fold) {
				from--
			}
			if !stopWord(q.words[from].fold) {
				return from, i - from
			}
		}
	}
	if quotes {
		n := 0
		for n < len(q.words) && n < 4 && capital(q.words[n].raw) && !q.words[n].used && !stopWord(q.words[n].fold) {
			n++
		}
		if n == 0 && len(q.words) == 1 && !q.words[0].used {
			return 0, 0 // a topic, or a name in lower case: both are looked for as words
		}
		return 0, n
	}
	return 0, 0
}

// take marks n words as read and returns them as they were asked.
func (q *question) take(from, n int) string {
	raw := make([]string, n)
	for i := range n {
		w := &q.words[from+i]
		w.used = true
		raw[i] = strings.TrimSuffix(strings.TrimSuffix(w.raw, "'s"), "’s")
	}
	return strings.Join(raw, " ")
}

// holdsWords reports whether every word of part is one of s.
func holdsWords(s, part string) bool {
	words := strings.Fields(fold(s))
	parts := strings.Fields(fold(part))
	for _, p := range parts {
		if !slices.Contains(words, p) {
			return false
		}
	}
	return len(parts) > 0
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// stopWord reports whether w, folded, carries no meaning in a question or a
// title.
func stopWord(w string) bool {
	switch w {
	case "a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "from", "by", "with", "about", "into", "over",
		"as", "is", "are", "was", "were", "be", "been", "being", "am", "do", "does", "did", "done", "has", "have", "had", "will",
		"would", "can", "could", "should", "may", "might", "must", "not", "no", "what", "which", "who", "whom", "whose", "when",
		"where", "why", "how", "that", "this", "these", "those", "there", "here", "it", "its", "he", "she", "they", "them", "his",
		"her", "their", "we", "our", "us", "i", "me", "my", "you", "your", "say", "says", "said", "saying", "tell", "tells", "told",
		"quote", "quotes", "quoted", "comment", "comments", "any", "all", "anything", "anyone", "something", "someone", "somebody",
		"anybody", "people", "everybody", "everyone", "news", "new", "latest", "happen", "happens", "happened", "happening", "know", "known",
		"find", "show", "give", "please", "so", "far", "than", "then", "if", "up", "out", "after", "before", "since", "until",
		"more", "most", "much", "many", "some", "just", "now", "ever", "regarding", "concerning", "according", "think", "thinks",
		"word", "words", "statement", "statements", "s", "t", "vs", "amid", "per", "via":
		return true
	}
	return false
}
