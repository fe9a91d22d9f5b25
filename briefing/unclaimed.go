package briefing

import "slices"

// sureWords is how many words a quotation has that is hardly ever anything but
// speech: of the longer ones in the articles learned from, 99 in 100 were.
const sureWords = 6

// What an attribution of speech that nothing else claims must be likely.
const (
	dropRecalled = -2.5 // log-odds of one that was dropped
	cueRecalled  = -2.5 // log-odds of one whose cue was not followed
)

// besideReach is how many tokens from a quotation the cues beside it are looked
// for.
const besideReach = 80

// claimRest finds who said the long quotations that no attribution holds: the
// likeliest that was dropped for doubt, a cue beside it that was too doubtful to
// be followed, or who was speaking before it in its paragraph.
func (d *Document) claimRest() {
	d.claimed = grown(d.claimed, len(d.quotations)+1)
	d.doubted = grown(d.doubted, len(d.quotations)+1)
	for n := range d.attributions {
		a := &d.attributions[n]
		if !a.dropped {
			d.claim(a)
		} else if a.score > dropRecalled && d.maySpeak(a.source) && !d.saysNothing(a) && !d.unsaid(a) {
			d.doubt(n)
		}
	}
	kept := len(d.attributions)
	story, sentence, room := d.storyEnd(), int32(-1), 0
	for n := range d.quotations {
		q := &d.quotations[n]
		if d.inSentence[q.open] >= story {
			break
		}
		if d.inSentence[q.open] != sentence {
			sentence, room = d.inSentence[q.open], maxCues
		}
		if d.claimed[n+1] != 0 || q.last-q.first < sureWords || d.inQuote[q.first] != int32(n)+1 || d.titled(q.tokenSpan) {
			continue
		}
		if k := d.doubted[n+1]; k != 0 {
			a := &d.attributions[k-1]
			a.dropped = false
			d.claim(a)
		} else if !d.followBeside(q, &room) {
			d.goOn(q, kept)
		}
	}
}

// maySpeak reports whether phrase n can be who says something, and not where or
// with whom: an old proverb in the valley.
func (d *Document) maySpeak(n int32) bool {
	if n == noPhrase {
		return false
	}
	i := d.phrases[n].first - 1
	if i < 0 || d.tokens[i].tag != tagPrep {
		return true
	}
	h := d.tokens[i].hash
	return h == byWord || h == fromWord || h == toWord || h == thatWord
}

// doubt notes attribution n, which was dropped, for the quotations that it holds.
func (d *Document) doubt(n int) {
	a := &d.attributions[n]
	for _, p := range a.content() {
		for k := p.first; k < p.last; k++ {
			if q := d.inQuote[k]; q != 0 {
				if o := d.doubted[q]; o == 0 || d.attributions[o-1].score < a.score {
					d.doubted[q] = int32(n) + 1
				}
				k = max(k, d.quotations[q-1].last-1)
			}
		}
	}
}

// followBeside follows the cues beside the quotation q that were not followed, adds
// the likeliest attribution that holds it and reports whether there is one. Of
// them it tries no more than room, which it lessens.
func (d *Document) followBeside(q *quotation, room *int) bool {
	first, last := d.inSentence[q.open], d.inSentence[q.close-1]
	from := max(d.sentences[first].first, q.open-besideReach)
	k, _ := slices.BinarySearchFunc(d.cues, from, func(c cue, i int32) int { return int(c.head - i) })
	end := len(d.attributions)
	best, top := attribution{}, cueRecalled
	for ; k < len(d.cues) && d.cues[k].sentence <= last && d.cues[k].head < q.close+besideReach; k++ {
		c := d.cues[k]
		if c.score >= cueFollowed || q.first <= c.head && c.head < q.last {
			continue
		}
		if *room--; *room < 0 {
			break
		}
		a, ok := d.follow(c)
		if !ok || !d.maySpeak(a.source) {
			continue
		}
		d.attributions = append(d.attributions, a)
		d.vary(a)
		d.meetFrom(max(0, end-rivalsNear-voicesNear))
		for n := end; n < len(d.attributions); n++ {
			if a := &d.attributions[n]; a.holds(d.firstWord(q.first, q.last)) && !d.unsaid(a) {
				l := d.lookAt(a)
				d.judge(n, &l)
				if a.score > top {
					best, top = *a, a.score
				}
			}
		}
		d.attributions = d.attributions[:end]
	}
	if best.count == 0 {
		return false
	}
	best.dropped = false
	d.attributions = append(d.attributions, best)
	d.claim(&best)
	return true
}

// goOn adds the quotation q to the attribution that the sentence before it in
// its paragraph ends with, if there is one. kept is how many attributions stand
// in their order.
func (d *Document) goOn(q *quotation, kept int) {
	s := d.sentences[d.inSentence[q.open]]
	from := q.open
	if q.open-s.first <= 3 {
		from = s.first // Now, “…”
	}
	n, _ := slices.BinarySearchFunc(d.attributions[:kept], q.open, func(a attribution, at int32) int { return int(a.parts[0].first - at) })
	var before *attribution
	for k := n - 1; k >= 0 && k > n-8; k-- {
		a := &d.attributions[k]
		end := max(a.last, a.parts[a.count-1].last)
		if a.dropped || end > from || d.kindOf(a) == Indirect || d.inSentence[end-1] < d.inSentence[q.open]-1 {
			continue
		}
		if before == nil || a.parts[a.count-1].last > before.parts[before.count-1].last {
			before = a
		}
	}
	if before == nil {
		return
	}
	for k := before.parts[before.count-1].last; k <= q.open; k++ {
		if d.tokens[k].is(afterLine) {
			return
		}
	}
	from = d.firstWord(from, q.last)
	before.addPart(tokenSpan{from, d.trimmed(from, q.last)})
	d.claim(before)
}
