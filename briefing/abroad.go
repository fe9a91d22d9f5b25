package briefing

import "strings"

// Other languages than English: what is said there is told by quotation marks alone,
// and by whom only where a verb of saying and a name stand right beside them.

// Bounds of a quote in another language than English.
const (
	minAbroad    = 5   // words; characters of a script without blanks count double
	abroadScore  = 1.0 // log-odds
	namesReach   = 8   // tokens from the verb to the end of the name
	maxInterlude = 3   // marks between quotation and verb
)

// quoteAbroad attributes the quotations of a text in another language.
func (d *Document) quoteAbroad() {
	for n := range d.quotations {
		q := &d.quotations[n]
		if q.unclosed || q.open > 0 && d.inQuote[q.open] != 0 || !d.longEnough(q.tokenSpan) {
			continue
		}
		verb, name := d.sayerAfter(q)
		if verb < 0 {
			verb, name = d.sayerBefore(q)
		}
		if verb < 0 && !d.speaksUp(q) {
			continue
		}
		a := attribution{cue: cue{max(verb, q.open), d.inSentence[q.first], 0}, source: noPhrase, way: before, label: name, certain: true, score: abroadScore}
		a.addPart(d.inside(q))
		if a.count > 0 {
			d.attributions = append(d.attributions, a)
		}
	}
}

// longEnough reports whether s has the words of a quote rather than of a title.
func (d *Document) longEnough(s tokenSpan) bool {
	n := countWords(d.span(s).In(d.article.Text))
	if r := []rune(d.text(s.first)); unspaced(r[0]) {
		n /= 2
	}
	return n >= minAbroad
}

// speaksUp reports whether q is speech by its marks: a colon stands before it, or a
// stop or comma ends it.
func (d *Document) speaksUp(q *quotation) bool {
	if q.open > 0 && d.tokens[q.open-1].hash == colonSign {
		return true
	}
	ends := func(i int32) bool {
		return i < int32(len(d.tokens)) && (d.tokens[i].kind == stopToken || d.tokens[i].kind == commaToken) && !d.tokens[i].is(afterSpace)
	}
	return ends(q.last-1) || q.close < int32(len(d.tokens)) && d.tokens[q.close].hash == commaSign && !d.tokens[q.close].is(afterSpace)
}

// sayerAfter returns the verb of saying behind q and the name behind that; -1 where
// there is no verb.
func (d *Document) sayerAfter(q *quotation) (int32, tokenSpan) {
	i, end := q.close, int32(len(d.tokens))
	for k := 0; i < end && k < maxInterlude && (d.tokens[i].kind == commaToken || d.tokens[i].kind == dashToken); k++ {
		i++
	}
	for k := i; k < i+2 && k < end && !d.tokens[k].is(afterBlank); k++ { // a déclaré
		if saidAbroad.at(d.tokens[k].hash) {
			return k, d.nameWithin(k+1, min(k+1+namesReach, end))
		}
	}
	return -1, tokenSpan{}
}

// sayerBefore returns the verb of saying before the colon that q stands behind, and
// the name before that.
func (d *Document) sayerBefore(q *quotation) (int32, tokenSpan) {
	i := q.open - 1
	if i < 0 || d.tokens[i].hash != colonSign {
		return -1, tokenSpan{}
	}
	s := d.sentences[d.inSentence[i]]
	for k := i - 1; k >= s.first && k >= i-namesReach; k-- {
		if saidAbroad.at(d.tokens[k].hash) {
			if name := d.nameWithin(k+1, i); name.first < name.last {
				return k, name
			}
			return k, d.nameWithin(max(s.first, k-namesReach), k)
		}
	}
	return -1, tokenSpan{}
}

// nameWithin returns the first two or more words with a capital that stand together
// in [first, last), in one line and at most one comma away; German nouns that an
// article stands before are no part of it.
func (d *Document) nameWithin(first, last int32) tokenSpan {
	commas := 0
	for i := first; i < last && d.near(i); i++ {
		t := &d.tokens[i]
		switch {
		case t.kind == commaToken && commas == 0:
			commas++
			continue
		case t.kind != wordToken:
			return tokenSpan{}
		case !t.is(capital):
			continue
		}
		j := i + 1
		for j < int32(len(d.tokens)) && d.near(j) && d.tokens[j].kind == wordToken && d.tokens[j].is(capital) {
			j++
		}
		if articlesAbroad.at(d.tokens[i-1].hash) && baseLanguage(d.lang) == "de" {
			i++
		}
		if j-i > 1 {
			return tokenSpan{i, j}
		}
		i = j - 1
	}
	return tokenSpan{}
}

var (
	articlesAbroad = wordsOf("der", "die", "das", "ein", "eine")
	saidAbroad     = wordsAbroad(`
		sagte sagt sagten erklärte erklärt betonte meinte kritisierte warnte forderte kündigte berichtete ergänzte
		déclaré dit affirmé expliqué réagi estimé ajouté assuré souligné lancé confié déclare affirme explique estime ajoute
		dijo dice afirmó declaró explicó señaló aseguró añadió indicó sostuvo
		disse diz afirmou declarou explicou acrescentou salientou
		detto dichiarato affermato spiegato aggiunto dichiara spiega afferma
		zei zegt verklaarde aldus reageerde
		powiedział powiedziała mówi oświadczył oświadczyła stwierdził stwierdziła
		сказал сказала заявил заявила отметил отметила подчеркнул подчеркнула сообщил сообщила говорит
		сказав заявив зазначив зазначила повідомив повідомила говорить
		sade säger sagde siger sier sanoi sanoo sa řekl řekla uvedl uvedla dedi söyledi
		قال قالت وقال وقالت 말했다 밝혔다`)
)

// wordsAbroad returns a table that is true for the words of s.
func wordsAbroad(s string) wordTable[bool] {
	m := map[uint32]bool{}
	for w := range strings.FieldsSeq(s) {
		m[hashWord(w)] = true
	}
	return newWordTable(m)
}

// pointersAbroad open sentences of other languages that lean on the one before.
var pointersAbroad = wordsAbroad(`
	er sie es das dies diese dieser dieses ihm ihr ihre sein seine dabei dafür damit daher dazu darauf deshalb dort danach
	il elle ils elles ce cela ceci cette ces celui-ci celle-ci ceux-ci son sa ses leur leurs
	él ella ellos ellas esto eso este esta estos estas su sus
	ele ela eles elas isto isso este esta estes estas esse essa seu sua
	egli ella lui lei essi loro questo questa questi queste suo sua
	hij zij ze dit deze zijn haar hun dat daarom
	on ona oni one to ten ta jego jej ich
	он она они оно это этот эта эти его её ее их
	він вона вони воно це цей ця ці його її їх
	han hon de den det denna detta dessa hans hennes deras hun dette disse
	ذلك هذا هذه وهو وهي هو هي 他 她 它 这 這`)
