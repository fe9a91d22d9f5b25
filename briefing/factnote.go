package briefing

// note takes notes on each candidate.
func (d *Document) note() {
	w := &d.weigher
	w.markMajors()
	w.notes = w.notes[:0]
	for k := range d.picks {
		c := &d.picks[k]
		n := notes{words: float32(min(c.words, 50)) / 50}
		uses := w.usesOf(c)
		weighty, caps := 0, 0
		for i := range uses {
			u := &uses[i]
			if u.caps {
				caps++
			}
			t := &w.terms[u.term]
			if !u.fresh || t.common > 0 {
				continue
			}
			weighty++
			n.central += log1(t.tf - 1)
			if t.title {
				n.titles++
			}
			if t.first == 0 {
				n.lede++
			}
			if t.major {
				n.majors += 1. / majors
			}
		}
		if weighty > 3 {
			n.central /= float32(weighty)
			n.lede /= float32(weighty)
		} else {
			n.central = 0
		}
		n.caps = float32(caps) / float32(max(6, len(uses)))
		n.title = float32(n.titles) / float32(max(1, w.titleTerms))
		w.notes = append(w.notes, n)
	}
	w.rankNotes()
}

// rankNotes ranks the candidates by how much of the title they have.
func (w *weigher) rankNotes() {
	var count [64]int32 // how many candidates have so many of its words
	for i := range w.notes {
		count[min(w.notes[i].titles, int32(len(count)-1))]++
	}
	var before [64]int32
	sum := int32(0)
	for n := len(count) - 1; n >= 0; n-- {
		before[n] = sum
		sum += count[n]
	}
	for i := range w.notes {
		n := min(w.notes[i].titles, int32(len(count)-1))
		w.notes[i].rank = before[n]
		before[n]++
	}
}

// place tells each term what its sentences are like.
func (d *Document) place() {
	w := &d.weigher
	half := int32(len(d.picks) / 2)
	for k := range d.picks {
		c, n := &d.picks[k], &w.notes[k]
		uses := w.usesOf(c)
		for i := range uses {
			t := &w.terms[uses[i].term]
			p := &t.places
			beside := n.titles
			if t.title && t.common == 0 {
				beside--
			}
			p.company = max(p.company, float32(beside)/float32(max(1, w.titleTerms)))
			p.central = max(p.central, n.central)
			p.centrals += n.central
			p.titled += n.title
			if k > 0 {
				p.lede = max(p.lede, n.lede)
			}
			p.majors = max(p.majors, n.majors)
			if n.titles > 0 {
				p.ranked = max(p.ranked, 1/(1+float32(n.rank)))
			}
			p.capitals += n.caps
			if int32(k) >= half {
				p.late++
			}
		}
		w.nearTitle(uses)
	}
	for i := range w.terms {
		t := &w.terms[i]
		of := 1 / float32(t.tf)
		t.places.centrals *= of
		t.places.titled *= of
		t.places.capitals *= of
		t.places.late *= of
	}
}

// titleReach is how many words from a word of the title still count as near.
const titleReach = 6

// nearTitle tells the terms of a candidate's uses how near a word of the title
// stands.
func (w *weigher) nearTitle(uses []use) {
	for i := range uses {
		if t := &w.terms[uses[i].term]; !t.title || t.common > 0 {
			continue
		}
		for k := max(0, i-titleReach); k < min(i+titleReach+1, len(uses)); k++ {
			if k != i {
				t := &w.terms[uses[k].term]
				t.near = max(t.near, nearness[max(i-k, k-i)])
			}
		}
	}
}

// nearness is 1/(1+d) by d.
var nearness = [titleReach + 1]float32{1, 1. / 2, 1. / 3, 1. / 4, 1. / 5, 1. / 6, 1. / 7}
