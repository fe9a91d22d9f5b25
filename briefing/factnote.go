package briefing

// note takes notes on each candidate.
func (d *Document) note() {
	w := &d.weigher
	w.markMajors()
	w.mark()
	w.notes = w.notes[:0]
	for k := range d.picks {
		c := &d.picks[k]
		n := notes{words: float32(min(c.words, 50)) / 50}
		uses := w.usesOf(c)
		var weighty, caps, lede, major int32
		for i := range uses {
			u := &uses[i]
			caps += int32(u.caps)
			if u.again > 0 {
				continue
			}
			t := &w.terms[u.term]
			n.central += t.central
			weighty += int32(t.marks & weightyTerm)
			n.titles += int32(t.marks / titleTerm & 1)
			lede += int32(t.marks / ledeTerm & 1)
			major += int32(t.marks / majorTerm & 1)
		}
		n.lede, n.majors = float32(lede), float32(major)/majors
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

// majors is how many of the most used words are counted on.
const majors = 4

// markMajors marks the words that the text uses most.
func (w *weigher) markMajors() {
	var top [majors]int32
	n := 0
	for i := range w.terms {
		t := &w.terms[i]
		if t.common > 0 || t.size < 3 || t.tf < 2 {
			continue
		}
		k := n
		for k > 0 && w.terms[top[k-1]].tf < t.tf {
			if k < majors {
				top[k] = top[k-1]
			}
			k--
		}
		if k < majors {
			top[k] = int32(i)
			n = min(n+1, majors)
		}
	}
	for _, i := range top[:n] {
		w.terms[i].major = true
	}
}

// mark tells each term what the notes of its sentences count of it.
func (w *weigher) mark() {
	for i := range w.terms {
		t := &w.terms[i]
		if t.common > 0 {
			continue
		}
		t.central, t.marks = log1(t.tf-1), weightyTerm
		if t.title {
			t.marks |= titleTerm
		}
		if t.first == 0 {
			t.marks |= ledeTerm
		}
		if t.major {
			t.marks |= majorTerm
		}
	}
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
	titles := float32(max(1, w.titleTerms))
	for k := range d.picks {
		c, n := &d.picks[k], &w.notes[k]
		// company is what other words have beside them, and words of the title.
		company := [2]float32{float32(n.titles) / titles, float32(n.titles-1) / titles}
		lede, ranked, late := n.lede, float32(0), float32(0)
		if k == 0 {
			lede = 0
		}
		if n.titles > 0 {
			ranked = 1 / (1 + float32(n.rank))
		}
		if int32(k) >= half {
			late = 1
		}
		uses := w.usesOf(c)
		for i := range uses {
			t := &w.terms[uses[i].term]
			p := &t.places
			p.company = max(p.company, company[t.marks/titleTerm&1])
			p.central = max(p.central, n.central)
			p.centrals += n.central
			p.titled += n.title
			p.lede = max(p.lede, lede)
			p.majors = max(p.majors, n.majors)
			p.ranked = max(p.ranked, ranked)
			p.capitals += n.caps
			p.late += late
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
		if w.terms[uses[i].term].marks&titleTerm == 0 {
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
