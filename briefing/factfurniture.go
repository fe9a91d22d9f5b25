package briefing

// furniture reports whether c is part of the page and not of the story: it
// holds an address or handle, or words that pages carry beside a story; or
// whether it tells that somebody said nothing: "declined to comment".
func (d *Document) furniture(c *candidate) bool {
	if d.beginsAny(furniturePhrases.begin, c.first, c.last) {
		return true
	}
	short := c.last-c.first <= 40
	for i := c.first; i < c.last; i++ {
		t := &d.tokens[i]
		switch {
		case t.kinds&kindPhrase != 0:
			if short && (d.beginsAny(furniturePhrases.within, i, c.last) || c.index > 0 && d.beginsAny(silencePhrases, i, c.last)) {
				return true
			}
		case t.plain: // as most are
		case t.kind == wordToken:
			if t.word == 0 && t.end-t.start > 9 && isAddress(d.text(i)) {
				return true
			}
		case t.hash == atSign || t.hash == hashSign:
			if t.kind == symbolToken && i+1 < c.last && !d.tokens[i+1].is(afterSpace) {
				return true
			}
		}
	}
	return false
}

// beginsAny reports whether one of phrases stands at token i, before last.
func (d *Document) beginsAny(phrases wordTable[[][]uint32], i, last int32) bool {
	for _, p := range phrases.at(d.tokens[i].hash) {
		if d.matches(i+1, last, p) {
			return true
		}
	}
	return false
}

// isAddress reports whether w is a web or mail address.
func isAddress(w string) bool {
	for i := 0; i+3 < len(w); i++ {
		switch {
		case w[i] == ':' && w[i+1] == '/' && w[i+2] == '/', w[i] == '@',
			w[i] == '.' && w[i+1] == 'c' && w[i+2] == 'o' && w[i+3] == 'm',
			i == 0 && w[:4] == "www.":
			return true
		}
	}
	return false
}

// matches reports whether the words p stand at token i.
func (d *Document) matches(i, last int32, p []uint32) bool {
	if i+int32(len(p)) > last {
		return false
	}
	for k, h := range p {
		if d.tokens[i+int32(k)].hash != h {
			return false
		}
	}
	return true
}

// A phraseBook finds phrases by the hash of their first word.
type phraseBook struct {
	begin, within wordTable[[][]uint32]
}

var furniturePhrases = phraseBook{
	begin: phrasesOf("read more", "also read", "read also", "also see", "see also", "read :", "read the full", "read here", "click here", "click on", "follow us",
		"follow the", "follow @", "subscribe", "sign up", "photo", "photos", "photograph", "image", "images", "picture", "pictures", "file photo", "watch :", "watch the video", "video :", "share this",
		"advertisement", "related :", "related articles", "copyright", "all rights", "© ", "this story has been", "this article has been", "this article was", "this story was", "this article originally",
		"this is a developing", "this is a breaking", "this story is developing", "this story is being", "this report was", "reporting by", "additional reporting", "editing by", "with inputs", "with agency inputs",
		"inputs from", "written by", "by the associated press", "for more", "contact the", "email the", "e-mail :", "tel :", "a version of this", "correction :", "clarification :", "editor's note", "note :",
		"get the latest", "download the", "join us", "join our", "listen to the podcast", "more on this", "more from", "more :", "source :", "disclaimer", "first published", "published :", "updated :", "last updated",
		"getty images", "story continues", "continue reading", "scroll down", "tap here", "like us", "we use cookies", "by clicking", "by signing", "by continuing", "you can unsubscribe", "topics :", "tags :", "filed under", "caption :",
		"don't miss", "stay tuned", "stay up", "trending :", "sponsored", "recommended", "fyi", "also on", "send us", "let us know", "what do you think", "have your say", "comment below", "comments", "forward-looking", "this press release", "media contact", "press contact",
		"here is what you need", "here's what you need", "here is everything", "here's everything", "here are the", "here's a look", "here's what", "welcome to our live", "stay with us", "the interview has been edited", "this interview has been edited",
		"this conversation has been edited", "this transcript has been", "scroll for", "live updates", "that's it for", "that's all", "we are closing", "we're closing", "admin :", "moderator's note", "paid content", "promoted", "brought to you by", "our journalism", "support our", "if you have been affected", "if you or someone", "got a tip", "do you have a story",
		"lesen sie", "mehr zum thema", "abonnieren sie", "lire aussi", "à lire aussi", "abonnez-vous", "lea también", "le puede interesar", "suscríbase", "leia também", "leia mais", "assine", "leggi anche", "iscriviti",
		"lees ook", "lees verder", "schrijf je in", "czytaj także", "czytaj też", "zobacz także", "читайте также", "подписывайтесь", "читайте також", "підписуйтесь", "läs också", "læs også", "les også", "lue myös", "اقرأ أيضا", "延伸阅读", "相关阅读", "関連記事", "관련기사"),
	within: phrasesOf("privacy policy", "terms of service", "terms of use", "terms and conditions", "our newsletter", "your inbox", "sign up for", "a post shared by", "getty images", "rights reserved",
		"subscribe to our", "follow us on", "press photo", "file photo", "ap photo", "reuters /", "afp /", "file pic", "cookie policy", "has not been edited", "syndicated feed", "ad blocker"),
}

var silencePhrases = phrasesOf("declined to comment", "declined further comment", "refused to comment", "did not respond", "did not immediately respond", "didn't respond",
	"didn't immediately respond", "not respond to requests", "not responded to", "did not reply", "did not immediately reply", "not return a", "not return calls", "reached for comment",
	"request for comment", "requests for comment", "available for comment", "available to comment", "had no comment", "made no comment", "no immediate comment", "offered no comment")

// phrasesOf lists phrases by their first word.
func phrasesOf(phrases ...string) wordTable[[][]uint32] {
	m := map[uint32][][]uint32{}
	for _, p := range phrases {
		var words []uint32
		for i := 0; i < len(p); {
			if p[i] == ' ' {
				i++
				continue
			}
			t := next(p, i)
			words = append(words, t.hash)
			i = int(t.end)
		}
		m[words[0]] = append(m[words[0]], words[1:])
	}
	return newWordTable(m)
}
